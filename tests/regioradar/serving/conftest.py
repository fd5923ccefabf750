"""A published folder with strangers' files in it, and a server for it on loopback."""

import http.client
import os
import shutil
import socket
import subprocess
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from email.message import Message
from functools import partial
from pathlib import Path

import pytest

from regioradar.publishing import Fresh, publish
from regioradar.serving import FeedServer

EXAMPLES = Path(__file__).resolve().parents[3] / "regioradar" / "installing" / "templates"
NGINX_BROTLI = "/usr/share/nginx/modules/ngx_http_brotli_filter_module.so"
FRAMED_BY = "'self' https://verein.example"
CALENDAR = b"BEGIN:VCALENDAR\r\n" + b"X-ZEILE:Text\r\n" * 60
PAGE = b"<!doctype html><title>Termine</title>" + b"<p>Ein Termin in Halle</p>" * 40
PUBLISHED = {
    "index.html": PAGE,
    "404.html": b"<!doctype html><title>Nicht gefunden</title>" + b"<p>Diese Seite fehlt</p>" * 40,
    "alle.ics": CALENDAR,
    "alle.rss": b"<rss/>",
    "alle.atom": b"<feed/>",
    "alle.json": b"{}",
    "events.json": b"[]",
    "archiv/index.html": PAGE,
    "archiv/2025-11.html": PAGE,
    "embed/alle.html": PAGE,
    "termin/0123456789ab.ics": CALENDAR,
    "sitemap.xml": b"<urlset/>",
    "robots.txt": b"User-agent: *\n",
    "regioradar.css": b"body { color: black }\n" * 40,
    "suche.js": b"// Suche\n",
    "favicon.svg": b"<svg/>",
}


@dataclass(frozen=True)
class Answer:
    """What a server said."""

    status: int
    headers: Message
    body: bytes


Ask = Callable[..., Answer]


def request(port: int, path: str, method: str = "GET", **headers: str) -> Answer:
    """One request to loopback; "_" in the name of a header stands for "-"."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    fields = {name.replace("_", "-"): value for name, value in headers.items()}
    try:
        connection.request(method, path, headers={"Accept-Encoding": "", **fields})
        answer = connection.getresponse()
        return Answer(answer.status, answer.headers, answer.read())
    finally:
        connection.close()


def fill(public: Path) -> None:
    """Publish into a folder, an hour ago, and put there what strangers put there."""
    publish({name: Fresh(body=body, key="") for name, body in PUBLISHED.items()}, (), public)
    for name in PUBLISHED:
        # Of a file of this very second no server can say whether it changes once more in it.
        os.utime(public / name, (time.time() - 3600,) * 2)
    (public / ".git").mkdir()
    (public / ".git" / "config").write_text("geheim")
    (public / "leer").mkdir()
    (public / "bild.unbekannt").write_text("?")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The public folder; beside it, and behind links out of it, lie secrets."""
    public = tmp_path / "public"
    fill(public)
    (tmp_path / "geheim.txt").write_text("geheim")
    (tmp_path / "geheim").mkdir()
    (tmp_path / "geheim" / "index.html").write_text("geheim")
    (public / "hinaus.txt").symlink_to(tmp_path / "geheim.txt")
    (public / "hinaus").symlink_to(tmp_path / "geheim")
    (public / "verdeckt.json").symlink_to(".regioradar.json")
    (public / "schleife").symlink_to("schleife")
    os.mkfifo(public / "rohr.txt")
    return public


@contextmanager
def own_server(public: Path) -> Iterator[Ask]:
    """Our own server in a thread."""
    with FeedServer(public, frame_ancestors=FRAMED_BY) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield partial(request, server.port)
        finally:
            server.shutdown()
            thread.join()


@pytest.fixture
def ask(folder: Path) -> Iterator[Ask]:
    """Ask our own server for a path."""
    with own_server(folder) as ask:
        yield ask


@dataclass(frozen=True, kw_only=True)
class Program:
    """A web server of the system, and what it is told besides our example."""

    name: str
    around: str
    changes: Mapping[str, str]
    needs: tuple[str, ...]
    check: tuple[str, ...]
    run: tuple[str, ...]

    def configure(self, place: Path, port: int) -> None:
        """Write its configuration into `place`, where the public folder is too."""
        text = (EXAMPLES / f"{self.name}.conf").read_text(encoding="utf-8")
        for before, after in self.changes.items():
            assert before in text, before
            text = text.replace(before, after)
        values = {"PLACE": str(place), "PORT": str(port), "FRAMED_BY": FRAMED_BY}
        values["BROTLI"] = NGINX_BROTLI
        for file, written in (("site.conf", text), ("server.conf", self.around)):
            for name, value in values.items():
                written = written.replace(f"@{name}@", value)
            (place / file).write_text(written, encoding="utf-8")


NGINX = Program(
    name="nginx",
    around="""daemon off;
pid @PLACE@/run/pid;
error_log @PLACE@/run/error.log;
load_module @BROTLI@;
events { }
http {
    access_log off;
    client_body_temp_path @PLACE@/run/1;
    proxy_temp_path @PLACE@/run/2;
    fastcgi_temp_path @PLACE@/run/3;
    uwsgi_temp_path @PLACE@/run/4;
    scgi_temp_path @PLACE@/run/5;
    include /etc/nginx/mime.types;
    include @PLACE@/site.conf;
}
""",
    changes={
        "listen 80;": "listen 127.0.0.1:@PORT@;",
        "    listen [::]:80;\n": "",
        "root /var/www/kalender;": "root @PLACE@/public;",
        '"*";  # CHANGE with site.frame_ancestors': '"@FRAMED_BY@";',
        "#brotli": "brotli",
        "    #    ": "        ",
    },
    needs=("nginx", NGINX_BROTLI),
    check=("nginx", "-t", "-e", "stderr", "-c", "@PLACE@/server.conf"),
    run=("nginx", "-e", "stderr", "-c", "@PLACE@/server.conf"),
)
APACHE = Program(
    name="apache",
    around="""ServerRoot /usr/lib/apache2
ServerName localhost
PidFile @PLACE@/run/pid
ErrorLog @PLACE@/run/error.log
Listen 127.0.0.1:@PORT@
"""
    + "".join(
        f"LoadModule {name}_module modules/mod_{name}.so\n"
        for name in (
            *("mpm_event", "authz_core", "dir", "mime", "alias", "autoindex", "negotiation"),
            *("brotli", "deflate", "filter", "headers", "rewrite"),
        )
    )
    + """DefaultRuntimeDir @PLACE@/run
TypesConfig /etc/mime.types
Include @PLACE@/site.conf
""",
    changes={
        "<VirtualHost *:80>": "<VirtualHost 127.0.0.1:@PORT@>",
        "RADAR_FOLDER /var/www/kalender": "RADAR_FOLDER @PLACE@/public",
        'RADAR_FRAMED_BY "*"': 'RADAR_FRAMED_BY "@FRAMED_BY@"',
    },
    needs=("apache2",),
    check=("apache2", "-t", "-f", "@PLACE@/server.conf"),
    run=("apache2", "-DFOREGROUND", "-f", "@PLACE@/server.conf"),
)


@contextmanager
def system_server(program: Program) -> Iterator[Ask]:
    """A web server of the system with our example, as whoever may not do much."""
    with system_server_on_folder(program) as (_, ask):
        yield ask


@contextmanager
def system_server_on_folder(program: Program) -> Iterator[tuple[Path, Ask]]:
    """The same, with the public folder that it serves."""
    path = os.pathsep.join((os.environ.get("PATH", ""), "/usr/sbin"))
    missing = [needed for needed in program.needs if shutil.which(needed, os.F_OK, path) is None]
    if missing:
        reason = f"not installed: {', '.join(missing)}"
        pytest.fail(reason) if os.environ.get("CI") == "true" else pytest.skip(reason)
    with tempfile.TemporaryDirectory(prefix="regioradar-hosting-") as name:
        place = Path(name)
        fill(place / "public")
        (place / "run").mkdir()
        for folder in (place, place / "run"):
            folder.chmod(0o777)
        port = free_port()
        program.configure(place, port)
        as_nobody = {"user": "nobody", "group": "nogroup", "extra_groups": []}
        options = {"env": {"PATH": path}, **(as_nobody if os.geteuid() == 0 else {})}
        check, run = (
            [word.replace("@PLACE@", name) for word in words]
            for words in (program.check, program.run)
        )
        checked = subprocess.run(check, capture_output=True, text=True, **options)
        assert checked.returncode == 0, checked.stderr
        with subprocess.Popen(run, stderr=subprocess.PIPE, text=True, **options) as process:
            try:
                yield place / "public", reachable(process, port)
            finally:
                process.terminate()


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as held:
        return int(held.getsockname()[1])


def reachable(process: "subprocess.Popen[str]", port: int) -> Ask:
    """Wait until the server answers."""
    for _ in range(200):
        if process.poll() is not None:
            pytest.fail(f"the server ended: {process.communicate()[1]}")
        try:
            request(port, "/robots.txt")
        except OSError:
            time.sleep(0.05)
        else:
            return partial(request, port)
    pytest.fail("the server does not answer")


@pytest.fixture
def serve() -> Callable[[Path], AbstractContextManager[Ask]]:
    """Serve a folder by our own server."""
    return own_server


@pytest.fixture
def nginx() -> Callable[[], AbstractContextManager[tuple[Path, Ask]]]:
    """Serve a folder by nginx."""
    return lambda: system_server_on_folder(NGINX)


@pytest.fixture(name="free_port")
def free_port_fixture() -> Callable[[], int]:
    """A port that nobody listens on."""
    return free_port


@pytest.fixture(name="reachable")
def reachable_fixture() -> Callable[..., Ask]:
    """Wait until a server answers."""
    return reachable


@pytest.fixture(scope="module", params=["own", "nginx", "apache"])
def any_server(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Ask]:
    """Our own server and those of the examples, each on the same files."""
    if request.param == "own":
        public = tmp_path_factory.mktemp("own") / "public"
        fill(public)
        server = own_server(public)
    else:
        server = system_server({"nginx": NGINX, "apache": APACHE}[request.param])
    with server as ask:
        yield ask
