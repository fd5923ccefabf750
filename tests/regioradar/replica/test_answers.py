"""What the replica server answers, asked over real sockets on loopback with a plain client."""

import gzip
import hashlib
import socket
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.request import ProxyHandler, build_opener

import pytest

from regioradar.replica import ReplicaServer

Ask = Send = Callable[..., Any]

pytestmark = [pytest.mark.enable_socket, pytest.mark.allow_hosts(["127.0.0.1"])]


def test_answers_by_host_header_with_and_without_a_port(server: ReplicaServer, ask: Ask) -> None:
    assert ask(server, "/").body == b"<p>Start</p>"
    assert ask(server, "/", host=f"www.eins.localhost:{server.port}").body == b"<p>Start</p>"
    assert ask(server, "/", host="EINS.localhost.").body == b"<p>Start</p>"
    assert ask(server, "/", host="zwei.localhost").body == b"<p>Zwei</p>"


def test_answers_as_a_proxy_whatever_the_host_header_says(server: ReplicaServer, ask: Ask) -> None:
    assert ask(server, "http://zwei.localhost/", host="www.eins.localhost").body == b"<p>Zwei</p>"
    assert ask(server, "http://zwei.localhost").body == b"<p>Zwei</p>"
    assert ask(server, "http://zwei.localhost:80/?a=b").status == 200


def test_serves_a_client_that_takes_its_proxy_from_the_property(server: ReplicaServer) -> None:
    assert server.proxies == {"http_proxy": f"http://127.0.0.1:{server.port}"}
    opener = build_opener(ProxyHandler({"http": server.proxies["http_proxy"]}))
    with opener.open("http://www.eins.localhost/alt", timeout=30) as response:
        assert response.read() == b"<p>Neu</p>"


@pytest.mark.parametrize(
    ("method", "target", "host"),
    [
        ("GET", "http://example.org/", "www.eins.localhost"),
        ("GET", "/", "example.org"),
        ("GET", "/", "127.0.0.1"),
        ("GET", "https://www.eins.localhost/", "www.eins.localhost"),
        ("GET", "ftp://www.eins.localhost/", "www.eins.localhost"),
        ("CONNECT", "www.eins.localhost:443", "www.eins.localhost:443"),
    ],
)
def test_refuses_what_is_not_its_own(
    server: ReplicaServer, method: str, target: str, host: str, send: Send
) -> None:
    assert send(server, method, target, {"Host": host}).status == 502


def test_never_connects_anywhere(
    server: ReplicaServer, monkeypatch: pytest.MonkeyPatch, ask: Ask
) -> None:
    connected: list[object] = []
    real = socket.socket.connect

    def connect(self: socket.socket, address: object) -> None:
        connected.append(address)
        real(self, address)  # type: ignore[arg-type]

    monkeypatch.setattr(socket.socket, "connect", connect)
    ask(server, "http://example.org/")
    ask(server, "http://www.eins.localhost/neu")
    assert connected == [("127.0.0.1", server.port)] * 2


@pytest.mark.parametrize("headers", [{}, {"Host": ""}, {"Host": "[::1"}])
def test_a_request_without_a_host_is_a_bad_one(
    server: ReplicaServer, headers: dict[str, str], send: Send
) -> None:
    assert send(server, "GET", "/", headers).status == 400


def test_only_reads(server: ReplicaServer, send: Send) -> None:
    assert send(server, "POST", "/", {"Host": "eins.localhost"}).status == 405


def test_maps_paths_to_files(server: ReplicaServer, ask: Ask) -> None:
    assert ask(server, "/neu").body == b"<p>Neu</p>"
    assert ask(server, "/neu.html;jsessionid=0A1B.live7?nn=1").body == b"<p>Neu</p>"
    assert ask(server, "/ordner/").body == b"<p>Ordner</p>"
    moved = ask(server, "/ordner")
    assert (moved.status, moved["Location"]) == (301, "/ordner/")


def test_a_query_has_a_page_of_its_own(server: ReplicaServer, ask: Ask) -> None:
    assert ask(server, "/liste").body == b"<p>Seite 1</p>"
    second = "/liste?cHash=ab&tx_news_pi1%5BcurrentPage%5D=2"
    assert ask(server, second).body == b"<p>Seite 2</p>"
    assert ask(server, "/liste?tx_news_pi1[currentPage]=2").body == b"<p>Seite 2</p>"
    assert ask(server, "/liste?tx_news_pi1[currentPage]=3").body == b"<p>Seite 1</p>"


def test_special_answers(server: ReplicaServer, ask: Ask) -> None:
    moved = ask(server, "/alt")
    assert (moved.status, moved["Location"]) == (301, "http://www.eins.localhost/neu")
    assert (ask(server, "/weg").status, ask(server, "/weg").body) == (410, b"<p>Seite 2</p>")
    assert (ask(server, "/ruht").status, ask(server, "/ruht")["Retry-After"]) == (503, "120")
    assert ask(server, "/kaputt/irgendwo.html").status == 500
    assert ask(server, "/kaputt/heil.html").status == 200


def test_content_types(server: ReplicaServer, ask: Ask) -> None:
    assert ask(server, "/")["Content-Type"] == "text/html; charset=utf-8"
    assert ask(server, "/robots.txt")["Content-Type"] == "text/plain; charset=utf-8"
    assert ask(server, "/termin.ics")["Content-Type"] == "text/calendar; charset=utf-8"
    latin = ask(server, "/latin")
    assert latin["Content-Type"] == "text/html; charset=iso-8859-1"
    assert latin.body == "<p>für</p>".encode("latin-1")


def test_what_is_missing_is_404_with_the_sites_own_page(server: ReplicaServer, ask: Ask) -> None:
    missing = ask(server, "/gibt/es/nicht.html")
    assert (missing.status, missing.body) == (404, b"<h1>Nichts</h1>")
    assert missing["ETag"] is None
    plain = ask(server, "/nichts", host="zwei.localhost")
    assert (plain.status, plain["Content-Type"]) == (404, "text/plain; charset=utf-8")
    assert ask(server, "/robots.txt", host="zwei.localhost").status == 404


def test_an_empty_page_is_200_with_no_byte(server: ReplicaServer, ask: Ask) -> None:
    empty = ask(server, "/leer.html")
    assert (empty.status, empty["Content-Length"], empty.body) == (200, "0", b"")


def test_head_has_the_headers_and_no_body(server: ReplicaServer, send: Send) -> None:
    head = send(server, "HEAD", "/neu", {"Host": "eins.localhost"})
    assert (head.status, head["Content-Length"], head.body) == (200, "10", b"")


def test_validators_are_the_content_and_the_sites_date(server: ReplicaServer, ask: Ask) -> None:
    reply = ask(server, "/neu")
    assert reply["ETag"] == f'"{hashlib.sha256(b"<p>Neu</p>").hexdigest()}"'
    assert reply["Last-Modified"] == "Tue, 03 Feb 2026 04:05:06 GMT"


def test_unchanged_is_304_without_a_body(server: ReplicaServer, ask: Ask) -> None:
    etag = ask(server, "/neu")["ETag"] or ""
    for value in (etag, f"W/{etag}", f'"x", {etag}', "*"):
        reply = ask(server, "/neu", If_None_Match=value)
        assert (reply.status, reply.body, reply["ETag"]) == (304, b"", etag)
    since = ask(server, "/neu", If_Modified_Since="Tue, 03 Feb 2026 04:05:06 GMT")
    assert since.status == 304


def test_changed_is_200(server: ReplicaServer, folder: Path, ask: Ask) -> None:
    etag = ask(server, "/neu")["ETag"] or ""
    (folder / "eins" / "www" / "neu.html").write_text("<p>Anders</p>", encoding="utf-8")
    both = {
        "If_None_Match": etag,
        "If_Modified_Since": "Tue, 03 Feb 2026 04:05:06 GMT",  # RFC 9110: the tag goes first
    }
    assert ask(server, "/neu", **both).body == b"<p>Anders</p>"
    older = "Mon, 02 Feb 2026 04:05:06 GMT"
    assert ask(server, "/neu", If_Modified_Since=older).status == 200
    assert ask(server, "/neu", If_Modified_Since="gestern").status == 200


def test_gzip_for_those_who_accept_it_with_a_tag_of_its_own(
    server: ReplicaServer, ask: Ask
) -> None:
    packed = ask(server, "/neu", Accept_Encoding="deflate, gzip;q=0.8")
    assert packed["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.body) == b"<p>Neu</p>"
    assert packed["Vary"] == "Accept-Encoding"
    assert packed["ETag"] != ask(server, "/neu")["ETag"]
    again = ask(server, "/neu", Accept_Encoding="gzip", If_None_Match=packed["ETag"] or "")
    assert again.status == 304
    assert ask(server, "/neu", Accept_Encoding="gzip;q=0")["Content-Encoding"] is None
    assert ask(server, "/neu", Accept_Encoding="br")["Content-Encoding"] is None


@pytest.mark.parametrize(
    "target",
    [
        "/../geheim.txt",
        "/%2e%2e/geheim.txt",
        "/ordner/../../geheim.txt",
        "/..%2fgeheim.txt",
        "/..\\geheim.txt",
        "/ordner//../../geheim.txt",
        "//geheim.txt",
        "/%00",
        "/" + "x" * 5000,
        "/verweis.txt",
    ],
)
def test_no_way_leads_out_of_the_site(
    server: ReplicaServer, folder: Path, target: str, ask: Ask
) -> None:
    (folder / "eins" / "www" / "verweis.txt").symlink_to(folder / "eins" / "geheim.txt")
    assert ask(server, target).status == 404
