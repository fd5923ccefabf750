"""The replica server, asked over real sockets on loopback with a throw-away client."""

import gzip
import hashlib
import http.client
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.request import ProxyHandler, build_opener

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from model import ConfigError, ProblemKind
from regioradar.replica import ReplicaServer, Request
from regioradar.replica_site import Site, load_sites

pytestmark = [pytest.mark.enable_socket, pytest.mark.allow_hosts(["127.0.0.1"])]

SITE = """
hosts = ["www.eins.localhost", "eins.localhost"]
last_modified = 2026-02-03T04:05:06Z
charset = "utf-8"

[[route]]
path = "/liste"
query = { "tx_news_pi1[currentPage]" = "2" }
file = "routes/zwei.html"

[[route]]
path = "/alt"
location = "http://www.eins.localhost/neu"

[[route]]
path = "/weg"
status = 410
file = "routes/zwei.html"

[[route]]
path = "/kaputt/*"
status = 500

[[route]]
path = "/kaputt/heil.html"
file = "routes/zwei.html"

[[route]]
path = "/ruht"
status = 503
headers = { Retry-After = "120" }

[[route]]
path = "/langsam"
file = "routes/zwei.html"
delay = 0.3

[[route]]
path = "/lang.html"
file = "www/lang.html"
truncate = 10

[[route]]
path = "/still"
silent = true

[[route]]
path = "/latin"
file = "routes/latin.html"
content_type = "text/html; charset=iso-8859-1"

[[broken]]
path = "/lang.html"
problem = "truncated"
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    one = tmp_path / "sites" / "eins"
    files = {
        "site.toml": SITE,
        "www/index.html": "<p>Start</p>",
        "www/neu.html": "<p>Neu</p>",
        "www/liste.html": "<p>Seite 1</p>",
        "www/ordner/index.html": "<p>Ordner</p>",
        "www/lang.html": "<p>" + "lang " * 200 + "</p>",
        "www/leer.html": "",
        "www/termin.ics": "BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n",
        "www/robots.txt": "User-agent: *\nDisallow: /intern/\n",
        "www/404.html": "<h1>Nichts</h1>",
        "routes/zwei.html": "<p>Seite 2</p>",
        "geheim.txt": "nicht für andere",
    }
    for name, text in files.items():
        path = one / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode())
    (one / "routes" / "latin.html").write_bytes("<p>für</p>".encode("latin-1"))
    two = tmp_path / "sites" / "zwei"
    (two / "www").mkdir(parents=True)
    (two / "site.toml").write_text(
        'hosts = ["zwei.localhost"]\nlast_modified = 2026-01-01T00:00:00Z\n', encoding="utf-8"
    )
    (two / "www" / "index.html").write_text("<p>Zwei</p>", encoding="utf-8")
    return tmp_path / "sites"


@pytest.fixture
def server(folder: Path) -> Iterator[ReplicaServer]:
    with ReplicaServer(folder) as running:
        yield running


class Reply:
    def __init__(self, response: http.client.HTTPResponse) -> None:
        self.status = response.status
        self.headers = response.headers
        self.body = response.read()

    def __getitem__(self, name: str) -> str | None:
        return self.headers[name]


def ask(
    server: ReplicaServer, target: str, host: str = "www.eins.localhost", **headers: str
) -> Reply:
    return send(server, "GET", target, {"Host": host, **headers})


def send(server: ReplicaServer, method: str, target: str, headers: dict[str, str]) -> Reply:
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=30)
    try:
        connection.putrequest(method, target, skip_host=True, skip_accept_encoding=True)
        for name, value in headers.items():
            connection.putheader(name.replace("_", "-"), value)
        connection.endheaders()
        return Reply(connection.getresponse())
    finally:
        connection.close()


def test_answers_by_host_header_with_and_without_a_port(server: ReplicaServer) -> None:
    assert ask(server, "/").body == b"<p>Start</p>"
    assert ask(server, "/", host=f"www.eins.localhost:{server.port}").body == b"<p>Start</p>"
    assert ask(server, "/", host="EINS.localhost.").body == b"<p>Start</p>"
    assert ask(server, "/", host="zwei.localhost").body == b"<p>Zwei</p>"


def test_answers_as_a_proxy_whatever_the_host_header_says(server: ReplicaServer) -> None:
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
    server: ReplicaServer, method: str, target: str, host: str
) -> None:
    assert send(server, method, target, {"Host": host}).status == 502


def test_never_connects_anywhere(server: ReplicaServer, monkeypatch: pytest.MonkeyPatch) -> None:
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
    server: ReplicaServer, headers: dict[str, str]
) -> None:
    assert send(server, "GET", "/", headers).status == 400


def test_only_reads(server: ReplicaServer) -> None:
    assert send(server, "POST", "/", {"Host": "eins.localhost"}).status == 405


def test_maps_paths_to_files(server: ReplicaServer) -> None:
    assert ask(server, "/neu").body == b"<p>Neu</p>"
    assert ask(server, "/neu.html;jsessionid=0A1B.live7?nn=1").body == b"<p>Neu</p>"
    assert ask(server, "/ordner/").body == b"<p>Ordner</p>"
    moved = ask(server, "/ordner")
    assert (moved.status, moved["Location"]) == (301, "/ordner/")


def test_a_query_has_a_page_of_its_own(server: ReplicaServer) -> None:
    assert ask(server, "/liste").body == b"<p>Seite 1</p>"
    second = "/liste?cHash=ab&tx_news_pi1%5BcurrentPage%5D=2"
    assert ask(server, second).body == b"<p>Seite 2</p>"
    assert ask(server, "/liste?tx_news_pi1[currentPage]=2").body == b"<p>Seite 2</p>"
    assert ask(server, "/liste?tx_news_pi1[currentPage]=3").body == b"<p>Seite 1</p>"


def test_special_answers(server: ReplicaServer) -> None:
    moved = ask(server, "/alt")
    assert (moved.status, moved["Location"]) == (301, "http://www.eins.localhost/neu")
    assert (ask(server, "/weg").status, ask(server, "/weg").body) == (410, b"<p>Seite 2</p>")
    assert (ask(server, "/ruht").status, ask(server, "/ruht")["Retry-After"]) == (503, "120")
    assert ask(server, "/kaputt/irgendwo.html").status == 500
    assert ask(server, "/kaputt/heil.html").status == 200


def test_content_types(server: ReplicaServer) -> None:
    assert ask(server, "/")["Content-Type"] == "text/html; charset=utf-8"
    assert ask(server, "/robots.txt")["Content-Type"] == "text/plain; charset=utf-8"
    assert ask(server, "/termin.ics")["Content-Type"] == "text/calendar; charset=utf-8"
    latin = ask(server, "/latin")
    assert latin["Content-Type"] == "text/html; charset=iso-8859-1"
    assert latin.body == "<p>für</p>".encode("latin-1")


def test_what_is_missing_is_404_with_the_sites_own_page(server: ReplicaServer) -> None:
    missing = ask(server, "/gibt/es/nicht.html")
    assert (missing.status, missing.body) == (404, b"<h1>Nichts</h1>")
    assert missing["ETag"] is None
    plain = ask(server, "/nichts", host="zwei.localhost")
    assert (plain.status, plain["Content-Type"]) == (404, "text/plain; charset=utf-8")
    assert ask(server, "/robots.txt", host="zwei.localhost").status == 404


def test_an_empty_page_is_200_with_no_byte(server: ReplicaServer) -> None:
    empty = ask(server, "/leer.html")
    assert (empty.status, empty["Content-Length"], empty.body) == (200, "0", b"")


def test_head_has_the_headers_and_no_body(server: ReplicaServer) -> None:
    head = send(server, "HEAD", "/neu", {"Host": "eins.localhost"})
    assert (head.status, head["Content-Length"], head.body) == (200, "10", b"")


def test_validators_are_the_content_and_the_sites_date(server: ReplicaServer) -> None:
    reply = ask(server, "/neu")
    assert reply["ETag"] == f'"{hashlib.sha256(b"<p>Neu</p>").hexdigest()}"'
    assert reply["Last-Modified"] == "Tue, 03 Feb 2026 04:05:06 GMT"


def test_unchanged_is_304_without_a_body(server: ReplicaServer) -> None:
    etag = ask(server, "/neu")["ETag"] or ""
    for value in (etag, f"W/{etag}", f'"x", {etag}', "*"):
        reply = ask(server, "/neu", If_None_Match=value)
        assert (reply.status, reply.body, reply["ETag"]) == (304, b"", etag)
    since = ask(server, "/neu", If_Modified_Since="Tue, 03 Feb 2026 04:05:06 GMT")
    assert since.status == 304


def test_changed_is_200(server: ReplicaServer, folder: Path) -> None:
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


def test_gzip_for_those_who_accept_it_with_a_tag_of_its_own(server: ReplicaServer) -> None:
    packed = ask(server, "/neu", Accept_Encoding="deflate, gzip;q=0.8")
    assert packed["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.body) == b"<p>Neu</p>"
    assert packed["Vary"] == "Accept-Encoding"
    assert packed["ETag"] != ask(server, "/neu")["ETag"]
    again = ask(server, "/neu", Accept_Encoding="gzip", If_None_Match=packed["ETag"] or "")
    assert again.status == 304
    assert ask(server, "/neu", Accept_Encoding="gzip;q=0")["Content-Encoding"] is None
    assert ask(server, "/neu", Accept_Encoding="br")["Content-Encoding"] is None


def test_a_truncated_body_announces_more_than_it_sends(server: ReplicaServer) -> None:
    with pytest.raises(http.client.IncompleteRead) as caught:
        ask(server, "/lang.html", Accept_Encoding="gzip")
    assert caught.value.partial == b"<p>lang la"
    assert caught.value.expected == 1007 - 10


def test_a_delay_is_kept(server: ReplicaServer) -> None:
    began = time.monotonic()
    assert ask(server, "/langsam").status == 200
    assert time.monotonic() - began >= 0.3


def test_silence_until_the_client_gives_up(server: ReplicaServer) -> None:
    deadline = time.monotonic() + 30
    with socket.create_connection(("127.0.0.1", server.port), timeout=0.3) as connection:
        connection.sendall(b"GET /still HTTP/1.1\r\nHost: eins.localhost\r\n\r\n")
        while not server.requests and time.monotonic() < deadline:
            time.sleep(0.01)
        with pytest.raises(TimeoutError):
            connection.recv(1)
    assert server.requests == [Request("eins.localhost", "/still", 0)]


def test_closing_wakes_silent_delayed_and_idle_connections(folder: Path) -> None:
    before = threading.active_count()
    clients = []
    with ReplicaServer(folder) as server:
        for path in ("/still", "/langsam", "/neu"):
            client = socket.create_connection(("127.0.0.1", server.port), timeout=30)
            client.sendall(f"GET {path} HTTP/1.1\r\nHost: eins.localhost\r\n\r\n".encode())
            clients.append(client)
        assert clients[-1].recv(12) == b"HTTP/1.1 200"
        began = time.monotonic()
    assert (
        time.monotonic() - began < 20
    )  # an idle connection is kept for 60 s, a silent one for ever
    assert threading.active_count() == before
    for client in clients:
        client.close()


def test_one_connection_serves_many_requests(server: ReplicaServer) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=30)
    connection.connect()
    own = connection.sock
    for _ in range(3):
        connection.request("GET", "/neu", headers={"Host": "eins.localhost"})
        assert connection.getresponse().read() == b"<p>Neu</p>"
        assert connection.sock is own
    connection.close()


def test_logs_what_was_asked(server: ReplicaServer) -> None:
    ask(server, "http://www.eins.localhost/liste?a=1")
    ask(server, "/nichts", host="zwei.localhost:8099")
    ask(server, "http://example.org/x")
    assert server.requests == [
        ("www.eins.localhost", "/liste?a=1", 200),
        ("zwei.localhost", "/nichts", 404),
        ("example.org", "/x", 502),
    ]


def test_listens_on_loopback_only_and_frees_its_port(folder: Path) -> None:
    with ReplicaServer(folder) as server:
        port = server.port
        assert server._server is not None
        assert server._server.server_address[0] == "127.0.0.1"
    with ReplicaServer(folder, port) as again:
        assert again.port == port
        assert ask(again, "/").status == 200


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
def test_no_way_leads_out_of_the_site(server: ReplicaServer, folder: Path, target: str) -> None:
    (folder / "eins" / "www" / "verweis.txt").symlink_to(folder / "eins" / "geheim.txt")
    assert ask(server, target).status == 404


@given(st.text(max_size=60))
@example("..")
@example("\ud800")
def test_any_path_gives_an_answer_from_within(path: str) -> None:
    site = Site(Path(__file__).parents[1] / "sites" / "mr4b")
    assert site.answer("/" + path.replace("?", "")).status in (200, 301, 404)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("hosts = [", "site.toml"),
        ('last_modified = 2026-01-01T00:00:00Z\nhosts = ["example.org"]', "localhost"),
        ('hosts = ["a.localhost"]', "last_modified"),
        ('hosts = ["a.localhost"]\nlast_modified = 2026-01-01T00:00:00Z\nhost = "b"', "host"),
        (
            'hosts = ["a.localhost"]\nlast_modified = 2026-01-01T00:00:00Z\n'
            '[[route]]\npath = "/x"\nfile = "../anderswo.html"',
            "anderswo",
        ),
        (
            'hosts = ["a.localhost"]\nlast_modified = 2026-01-01T00:00:00Z\n'
            '[[broken]]\npath = "/x"\nproblem = "langweilig"',
            "broken.0.problem",
        ),
    ],
)
def test_wrong_settings_name_file_and_key(tmp_path: Path, text: str, says: str) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "site.toml").write_text(text, encoding="utf-8")
    with pytest.raises(ConfigError, match=r"site\.toml") as caught:
        load_sites([tmp_path])
    assert says in str(caught.value)


def test_two_sites_cannot_share_a_host(folder: Path) -> None:
    (folder / "zwei" / "site.toml").write_text(
        'hosts = ["eins.localhost"]\nlast_modified = 2026-01-01T00:00:00Z\n', encoding="utf-8"
    )
    with pytest.raises(ConfigError, match="belongs to another site"):
        ReplicaServer(folder)


def test_a_folder_without_sites_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="no replica site"):
        ReplicaServer(tmp_path)


def test_the_announced_problems_are_read(folder: Path) -> None:
    broken = Site(folder / "eins").settings.broken
    assert [(item.path, item.problem) for item in broken] == [("/lang.html", ProblemKind.TRUNCATED)]


def test_several_folders_stand_behind_one_server() -> None:
    tests = Path(__file__).parents[1]
    with ReplicaServer([tests / "sites", tests / "sites_faulty"]) as server:
        assert ask(server, "/termine.html", host="failing.localhost").status == 500
        assert ask(server, "/robots.txt", host="failing.localhost").status == 200
        page = ask(server, "/was/auch/immer", host="errorpage.localhost")
        assert (page.status, b"Wartungsarbeiten" in page.body) == (200, True)
        assert ask(server, "/agb.php", host="www.expertrainee.localhost").status == 200


def test_the_module_serves_until_ctrl_c(folder: Path) -> None:
    command = [sys.executable, "-m", "regioradar.replica", str(folder), "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        first = process.stdout.readline()
        assert first.startswith("http_proxy=http://127.0.0.1:")
        port = int(first.rsplit(":", 1)[1])
        hosts = ("eins.localhost", "www.eins.localhost", "zwei.localhost")
        for host in sorted(hosts):
            assert process.stdout.readline() == f"http://{host}:{port}/\n"
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        connection.request("GET", "http://zwei.localhost/")
        assert connection.getresponse().read() == b"<p>Zwei</p>"
        connection.close()
        process.send_signal(signal.SIGINT)
        assert process.stdout.read() == "stopped\n"
        assert process.wait(30) == 0
