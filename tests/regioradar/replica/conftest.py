"""A replica server with two small sites, and a throw-away client."""

import http.client
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from regioradar.replica import ReplicaServer

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
    """The folder of the two sites."""
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
    """A server that runs for the two sites."""
    with ReplicaServer(folder) as running:
        yield running


class Reply:
    """An answer that is read to its end."""

    def __init__(self, response: http.client.HTTPResponse) -> None:
        self.status = response.status
        self.headers = response.headers
        self.body = response.read()

    def __getitem__(self, name: str) -> str | None:
        return self.headers[name]


def _ask(
    server: ReplicaServer, target: str, host: str = "www.eins.localhost", **headers: str
) -> Reply:
    return _send(server, "GET", target, {"Host": host, **headers})


def _send(server: ReplicaServer, method: str, target: str, headers: dict[str, str]) -> Reply:
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=30)
    try:
        connection.putrequest(method, target, skip_host=True, skip_accept_encoding=True)
        for name, value in headers.items():
            connection.putheader(name.replace("_", "-"), value)
        connection.endheaders()
        return Reply(connection.getresponse())
    finally:
        connection.close()


@pytest.fixture(scope="session")
def ask() -> Callable[..., Reply]:
    """GET a target of a server, of a host, with more headers."""
    return _ask


@pytest.fixture(scope="session")
def send() -> Callable[..., Reply]:
    """Send a request of any method with these headers and no others."""
    return _send
