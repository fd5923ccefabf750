"""The public folder over loopback: types, validators, 304, redirects, nothing hidden or outside."""

import hashlib
import os
import socket
from contextlib import ExitStack
from email.utils import formatdate, parsedate_to_datetime
from urllib.parse import urljoin

import pytest

from regioradar.publishing import Fresh, publish
from regioradar.serving import FeedServer

pytestmark = pytest.mark.allow_hosts(["127.0.0.1", "::1"])

CHANGED = 1_770_000_000


@pytest.mark.parametrize(
    ("path", "content_type"),
    [
        ("/bild.unbekannt", "application/octet-stream"),
        ("/alle.rss?v=1", "application/rss+xml; charset=utf-8"),
        ("/termin/0123456789ab.ics", "text/calendar; charset=utf-8"),
    ],
)
def test_files_come_with_their_type_and_length(ask, path, content_type):
    answer = ask(path)
    assert answer.status == 200
    assert answer.headers["Content-Type"] == content_type
    assert answer.headers["Content-Length"] == str(len(answer.body))
    assert "Content-Disposition" not in answer.headers
    assert "Server" not in answer.headers


def test_both_validators_give_304(ask, folder):
    os.utime(folder / "alle.ics", (CHANGED, CHANGED))
    first = ask("/alle.ics")
    etag, modified = first.headers["ETag"], first.headers["Last-Modified"]
    assert etag == f'"{hashlib.sha256(first.body).hexdigest()}"'
    assert modified == formatdate(CHANGED, usegmt=True)
    for headers in (
        {"If_None_Match": etag},
        {"If_None_Match": f'"x", W/{etag}'},
        {"If_None_Match": "*"},
        {"If_Modified_Since": modified},
        {"If_Modified_Since": formatdate(CHANGED + 5, usegmt=True)},
        {"If_None_Match": etag, "If_Modified_Since": formatdate(1, usegmt=True)},
    ):
        for method in ("GET", "HEAD"):
            answer = ask("/alle.ics", method, **headers)
            assert (answer.status, answer.body) == (304, b""), headers
            assert answer.headers["ETag"] == etag
            # What a 304 must repeat of the 200 (RFC 9110 section 15.4.5).
            for name in ("Cache-Control", "Vary", "Access-Control-Allow-Origin"):
                assert answer.headers[name] == first.headers[name]
            assert answer.headers["Date"]
            assert "Content-Type" not in answer.headers


def test_the_tag_counts_before_the_date(ask, folder):
    """RFC 9110 section 13.2.2."""
    os.utime(folder / "alle.ics", (CHANGED, CHANGED))
    old = {"If_None_Match": ask("/alle.ics").headers["ETag"]}
    (folder / "alle.ics").write_bytes(b"BEGIN:VCALENDAR\r\nX:1\r\n")
    os.utime(folder / "alle.ics", (CHANGED, CHANGED))
    assert ask("/alle.ics", **old).status == 200
    both = {**old, "If_Modified_Since": formatdate(CHANGED, usegmt=True)}
    assert ask("/alle.ics", **both).status == 200
    earlier = {"If_Modified_Since": formatdate(CHANGED - 1, usegmt=True)}
    assert ask("/alle.ics", **earlier).status == 200
    assert ask("/alle.ics", If_Modified_Since="gestern").status == 200
    assert ask("/alle.ics", If_Match='"x"').status == 412


def test_what_is_taken_out_of_a_calendar_changes_both_validators(ask, folder):
    with_two = ask("/alle.ics")
    publish({"alle.ics": Fresh(body=b"BEGIN:VCALENDAR\r\n", key="")}, (), folder)
    known = {
        "If_None_Match": with_two.headers["ETag"],
        "If_Modified_Since": with_two.headers["Last-Modified"],
    }
    assert ask("/alle.ics", **known).status == 200
    # Apple's calendar asks by the date alone; this all happened within a second.
    by_date = ask("/alle.ics", If_Modified_Since=with_two.headers["Last-Modified"])
    assert (by_date.status, by_date.body) == (200, b"BEGIN:VCALENDAR\r\n")


def test_the_date_is_never_in_the_future(ask, folder):
    ahead = 4_000_000_000
    os.utime(folder / "alle.ics", (ahead, ahead))
    answer = ask("/alle.ics")
    sent = parsedate_to_datetime(answer.headers["Last-Modified"])
    assert sent <= parsedate_to_datetime(answer.headers["Date"])
    # And yet it is the file's own that is compared: this reader may have an older version.
    assert ask("/alle.ics", If_Modified_Since=answer.headers["Last-Modified"]).status == 200


def test_a_folder_leads_to_its_page(ask):
    answer = ask("/archiv?seite=2")
    assert answer.status == 301
    assert urljoin("https://radar.example/archiv?seite=2", answer.headers["Location"]) == (
        "https://radar.example/archiv/?seite=2"
    )
    assert ask("/archiv/").body == ask("/archiv/index.html").body
    assert ask("/leer").status == ask("/leer/").status == 404
    assert ask("/alle.ics/").status == 404


@pytest.mark.parametrize(
    "path",
    [
        "/nix.ics",
        "/.regioradar.json",
        "/.git/config",
        "/%2eregioradar.json",
        "/verdeckt.json",
        "/../geheim.txt",
        "/%2e%2e/geheim.txt",
        "/..%2fgeheim.txt",
        "/..%5cgeheim.txt",
        "/archiv/..%5c..%5cgeheim.txt",
        "//geheim.txt",
        "/%2fetc/passwd",
        "/hinaus.txt",
        "/hinaus/",
        "/hinaus",
        "/hinaus/index.html",
        "/schleife",
        "/rohr.txt",
        "/archiv/../../geheim.txt",
        "/archiv/./index.html",
        "/alle.ics%00.html",
        "/%ff%fe",
        "/" + "x" * 300,
    ],
)
def test_nothing_hidden_and_nothing_outside(ask, path):
    for asked in (path, path + "?x=1"):
        answer = ask(asked)
        assert answer.status == 404
        assert b"Nicht gefunden" in answer.body
        assert answer.headers["Content-Type"] == "text/html; charset=utf-8"
        assert answer.headers["Cache-Control"] == "public, max-age=60"
    assert ask(path, If_None_Match="*").status == 404


def test_without_a_page_of_its_own_404_is_plain(ask, folder):
    (folder / "404.html").unlink()
    answer = ask("/nix")
    assert (answer.status, answer.body) == (404, b"Not Found\n")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_a_site_may_lie_in_a_folder_of_its_host(ask, folder):
    """Where the address of the site has a path, and a proxy hands it on as it is."""
    fill = {"embed/alle.html": b"<!doctype html>", "events.json": b"[]", "index.html": b"<p>"}
    publish({name: Fresh(body=body, key="") for name, body in fill.items()}, (), folder / "radar")
    embedded, data = ask("/radar/embed/alle.html"), ask("/radar/events.json")
    assert "frame-ancestors 'self'" in embedded.headers["Content-Security-Policy"]
    assert embedded.headers["X-Frame-Options"] is None
    assert data.headers["Content-Type"] == "application/json; charset=utf-8"
    assert ask("/radar/embed").headers["X-Frame-Options"] == "DENY"
    assert ask("/radar/").status == 200


def test_the_whole_folder_may_be_a_link(ask, folder, tmp_path):
    folder.rename(tmp_path / "public-2")
    folder.symlink_to("public-2")
    assert ask("/alle.rss").status == 200


@pytest.mark.parametrize("path", ["/alle.ics", "/nix", "/archiv"])
@pytest.mark.parametrize("accepted", ["", "br"])
def test_head_sends_the_headers_only(ask, path, accepted):
    whole = ask(path, Accept_Encoding=accepted)
    head = ask(path, "HEAD", Accept_Encoding=accepted)
    assert head.status == whole.status
    assert head.body == b""
    for answer in (whole, head):
        del answer.headers["Date"]
    assert head.headers.items() == whole.headers.items()


@pytest.mark.parametrize("method", ["DELETE", "POST", "PUT", "PATCH", "PROPFIND", "TRACE"])
def test_other_methods_are_refused(ask, method):
    answer = ask("/alle.ics", method)
    assert answer.status == 405
    assert answer.headers["Allow"] == "GET, HEAD, OPTIONS"


def test_a_large_request_is_refused(ask):
    assert ask("/alle.ics", Cookie="x" * 20_000).status == 431
    assert ask("/alle.ics", "POST", Content_Length=str(10**6)).status == 413


def test_browsers_that_keep_their_connections_leave_room_for_others(ask):
    """Each opens six, so a hundred of them would be some seventeen visitors."""
    address = ("127.0.0.1", ask.args[0])
    with ExitStack() as visitors:
        for _ in range(150):
            visitor = visitors.enter_context(socket.create_connection(address, timeout=10))
            visitor.sendall(b"GET /alle.rss HTTP/1.1\r\nHost: x\r\n\r\n")
            assert visitor.recv(15) == b"HTTP/1.1 200 OK"
        assert ask("/alle.rss").status == 200


def test_only_what_is_asked_for_is_listened_on(folder):
    with FeedServer(folder) as server:
        assert server.socket.getsockname()[0] == "127.0.0.1"
        assert server.address == f"http://127.0.0.1:{server.port}/"
        assert server.socket.family is socket.AF_INET
        with pytest.raises(OSError, match="in use"):
            FeedServer(folder, port=server.port)


@pytest.mark.skipif(not socket.has_ipv6, reason="no IPv6 here")
def test_an_address_of_ipv6_is_written_in_brackets(folder):
    with FeedServer(folder, host="::1") as server:
        assert server.address == f"http://[::1]:{server.port}/"
