"""The public folder over loopback: types, validators, 304, nothing hidden, nothing outside."""

import http.client
import os
import socket
import threading
from email.utils import formatdate

import pytest

from regioradar.serve import FeedServer

pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])

CHANGED = 1_770_000_000


@pytest.fixture
def folder(tmp_path):
    public = tmp_path / "public"
    (public / "region").mkdir(parents=True)
    for name, body in {
        "index.html": "<p>Termine</p>",
        "alle.ics": "BEGIN:VCALENDAR\r\n",
        "alle.rss": "<rss/>",
        "region/index.html": "<p>Region</p>",
        ".regioradar.json": "{}",
        "bild.unbekannt": "?",
    }.items():
        (public / name).write_bytes(body.encode())
        os.utime(public / name, (CHANGED, CHANGED))
    (tmp_path / "geheim.txt").write_text("geheim")
    (public / "hinaus.txt").symlink_to(tmp_path / "geheim.txt")
    return public


@pytest.fixture
def ask(folder):
    server = FeedServer(folder)
    thread = threading.Thread(target=server.serve_forever, args=(0.02,))
    thread.start()

    def request(path, method="GET", **headers):
        connection = http.client.HTTPConnection("127.0.0.1", server.server_address[1], timeout=30)
        fields = {name.replace("_", "-"): value for name, value in headers.items()}
        connection.request(method, path, headers=fields)
        answer = connection.getresponse()
        body = answer.read()
        connection.close()
        return answer, body

    yield request
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.mark.parametrize(
    ("path", "content_type"),
    [
        ("/alle.ics", "text/calendar; charset=utf-8"),
        ("/alle.rss?v=1", "application/rss+xml; charset=utf-8"),
        ("/", "text/html; charset=utf-8"),
        ("/region/", "text/html; charset=utf-8"),
        ("/bild.unbekannt", "application/octet-stream"),
    ],
)
def test_files_come_with_their_type_and_length(ask, path, content_type):
    answer, body = ask(path)
    assert answer.status == 200
    assert answer.headers["Content-Type"] == content_type
    assert answer.headers["Content-Length"] == str(len(body))
    assert "Content-Disposition" not in answer.headers


def test_both_validators_give_304(ask):
    answer, _ = ask("/alle.ics")
    etag, modified = answer.headers["ETag"], answer.headers["Last-Modified"]
    assert modified == formatdate(CHANGED, usegmt=True)
    for headers in (
        {"If_None_Match": etag},
        {"If_None_Match": f'"x", W/{etag}'},
        {"If_None_Match": "*"},
        {"If_Modified_Since": modified},
        {"If_Modified_Since": formatdate(CHANGED + 5, usegmt=True)},
    ):
        answer, body = ask("/alle.ics", **headers)
        assert (answer.status, body) == (304, b""), headers
        assert answer.headers["ETag"] == etag


def test_a_changed_file_is_sent_again(ask, folder):
    answer, _ = ask("/alle.ics")
    old = {"If_None_Match": answer.headers["ETag"]}
    (folder / "alle.ics").write_bytes(b"BEGIN:VCALENDAR\r\nX:1\r\n")
    assert ask("/alle.ics", **old)[0].status == 200
    # The tag counts even where the date alone would say "unchanged" (RFC 9110 section 13.2.2).
    os.utime(folder / "alle.ics", (CHANGED, CHANGED))
    both = {**old, "If_Modified_Since": formatdate(CHANGED, usegmt=True)}
    assert ask("/alle.ics", **both)[0].status == 200
    earlier = {"If_Modified_Since": formatdate(CHANGED - 1, usegmt=True)}
    assert ask("/alle.ics", **earlier)[0].status == 200
    assert ask("/alle.ics", If_Modified_Since="gestern")[0].status == 200


@pytest.mark.parametrize(
    "path",
    [
        "/nix.ics",
        "/.regioradar.json",
        "/../geheim.txt",
        "/%2e%2e/geheim.txt",
        "/hinaus.txt",
        "/region/../../geheim.txt",
        "/a%00b",
    ],
)
def test_nothing_hidden_and_nothing_outside(ask, path):
    answer, body = ask(path)
    assert answer.status == 404
    assert b"geheim" not in body


def test_head_sends_the_headers_only(ask):
    answer, body = ask("/alle.ics", method="HEAD")
    assert (answer.status, body, answer.headers["Content-Length"]) == (200, b"", "17")


def test_other_methods_are_refused(ask):
    assert ask("/alle.ics", method="DELETE")[0].status == 501


def test_only_loopback_is_listened_on(folder):
    with FeedServer(folder) as server:
        assert server.socket.getsockname()[0] == "127.0.0.1"
        assert server.address == f"http://127.0.0.1:{server.server_address[1]}/"
        assert server.socket.family is socket.AF_INET
