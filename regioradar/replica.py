"""The replica server: answers for the replica sites on loopback, as proxy and by host name.

It never connects anywhere: what is not one of its sites is refused. `python -m regioradar.replica
FOLDER` serves until Ctrl-C.
"""

import gzip
import hashlib
import socket
import sys
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import format_datetime, parsedate_to_datetime
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import TracebackType
from typing import Any, NamedTuple, Self
from urllib.parse import urlsplit

import click

from regioradar.replica_site import Answer, Site, load_sites

_IDLE_SECONDS = 60.0


class Request(NamedTuple):
    """One line of the request log. `path` has its query; `status` 0 says: left unanswered."""

    host: str
    path: str
    status: int


@dataclass(frozen=True, slots=True)
class _Coded:
    """A body as it is sent, with its validator."""

    body: bytes
    etag: str
    coding: str


class ReplicaServer:
    """Serves the sites below `folder` (or several folders) on 127.0.0.1 in a thread of its own.

    A context manager; `port` 0 takes a free one. Reached as an HTTP proxy (`proxies`) or with a
    Host header. `requests` logs what was asked, oldest first. Raises ConfigError for a wrong site
    and OSError where the port is taken.
    """

    def __init__(self, folder: Path | Sequence[Path], port: int = 0) -> None:
        folders = [folder] if isinstance(folder, Path) else list(folder)
        self.sites = load_sites(folders)
        self.requests: list[Request] = []
        self._port = port
        self._server: _Server | None = None
        self._thread: threading.Thread | None = None

    @property
    def port(self) -> int:
        """The port it listens on; the one asked for while it does not."""
        return int(self._server.server_address[1]) if self._server else self._port

    @property
    def proxies(self) -> dict[str, str]:
        """The environment variable that sends a client's HTTP requests here."""
        return {"http_proxy": f"http://127.0.0.1:{self.port}"}

    def __enter__(self) -> Self:
        self._server = _Server(self._port, self.sites, self.requests)
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.05,))
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._server is None or self._thread is None:
            return
        self._port = self.port
        self._server.stop()
        self._thread.join()
        self._server = self._thread = None


class _Server(ThreadingHTTPServer):
    daemon_threads = False  # so that closing waits for the handlers, which `stop` has woken

    def __init__(self, port: int, sites: dict[str, Site], log: list[Request]) -> None:
        self.sites = sites
        self.log = log
        self.stopping = threading.Event()
        self._open: set[socket.socket] = set()
        self._lock = threading.Lock()
        super().__init__(("127.0.0.1", port), _Handler)

    def process_request(self, request: Any, client_address: Any) -> None:
        """Remember the connection, so that `stop` can wake its handler."""
        with self._lock:
            self._open.add(request)
        super().process_request(request, client_address)

    def shutdown_request(self, request: Any) -> None:
        """Forget the connection and close it."""
        with self._lock:
            self._open.discard(request)
        super().shutdown_request(request)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Drop a client that went away; anything else is a fault of ours and is shown."""
        if not isinstance(sys.exception(), OSError):
            super().handle_error(request, client_address)

    def stop(self) -> None:
        """Stop listening, wake all handlers, wait for them and free the port."""
        self.stopping.set()
        self.shutdown()
        with self._lock:
            for connection in self._open:
                try:
                    connection.shutdown(socket.SHUT_RDWR)
                except OSError:
                    continue  # the client was faster
        self.server_close()


class _Handler(BaseHTTPRequestHandler):
    server: _Server
    protocol_version = "HTTP/1.1"
    server_version = "replica"
    sys_version = ""
    timeout = _IDLE_SECONDS

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Say nothing on standard error: requests are logged in the server's list."""

    def do_GET(self) -> None:
        """Answer GET and HEAD."""
        try:
            host, target = self._target()
        except ValueError:
            self._refuse(HTTPStatus.BAD_REQUEST, "", self.path)
            return
        site = self.server.sites.get(host)
        if site is None:
            self._refuse(HTTPStatus.BAD_GATEWAY, host, target)
            return
        answer = site.answer(target)
        if answer.silent or (answer.delay and self.server.stopping.wait(answer.delay)):
            self._log(host, target, 0)
            self._hold()
        else:
            self._send(host, target, answer)

    do_HEAD = do_GET  # noqa: N815

    def do_CONNECT(self) -> None:
        """Refuse a tunnel: there is no TLS here and no way out."""
        self._refuse(HTTPStatus.BAD_GATEWAY, self.path, "")

    def do_POST(self) -> None:
        """Refuse: a crawler only reads."""
        self._refuse(HTTPStatus.METHOD_NOT_ALLOWED, "", self.path)

    do_PUT = do_DELETE = do_PATCH = do_POST  # noqa: N815

    def _target(self) -> tuple[str, str]:
        """Return host and path of an absolute-form or origin-form target (RFC 9112, 3.2)."""
        if self.path.startswith("/"):
            parts = urlsplit("//" + (self.headers.get("Host") or ""))
            return _host_name(parts.hostname), self.path
        parts = urlsplit(self.path)
        if parts.scheme != "http":
            return f"{parts.scheme}://{parts.netloc}", parts.path
        path = parts.path or "/"
        return _host_name(parts.hostname), f"{path}?{parts.query}" if parts.query else path

    def _send(self, host: str, target: str, answer: Answer) -> None:
        coded = self._coded(answer)
        fresh = answer.status == HTTPStatus.OK and self._not_modified(coded, answer)
        status = HTTPStatus.NOT_MODIFIED if fresh else answer.status
        self._log(host, target, status)
        self.send_response(status)
        if answer.status == HTTPStatus.OK:
            self.send_header("ETag", coded.etag)
            self.send_header("Vary", "Accept-Encoding")
            if answer.last_modified:
                self.send_header("Last-Modified", _http_date(answer.last_modified))
        for name, value in answer.headers.items():
            self.send_header(name, value)
        if fresh:
            self.end_headers()
            return
        if answer.content_type:
            self.send_header("Content-Type", answer.content_type)
        if coded.coding:
            self.send_header("Content-Encoding", coded.coding)
        self.send_header("Content-Length", str(len(coded.body)))
        if answer.truncate is not None:
            self.close_connection = True
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(coded.body[: answer.truncate])

    def _coded(self, answer: Answer) -> _Coded:
        digest = hashlib.sha256(answer.body).hexdigest()
        if answer.body and answer.truncate is None and self._takes_gzip():
            return _Coded(gzip.compress(answer.body, mtime=0), f'"{digest}-gzip"', "gzip")
        return _Coded(answer.body, f'"{digest}"', "")

    def _takes_gzip(self) -> bool:
        for item in self.headers.get("Accept-Encoding", "").lower().split(","):
            name, _, weight = item.partition(";")
            if name.strip() in ("gzip", "x-gzip"):
                return weight.replace(" ", "").rstrip("0.") != "q="
        return False

    def _not_modified(self, coded: _Coded, answer: Answer) -> bool:
        """Evaluate If-None-Match, else If-Modified-Since (RFC 9110, 13.2.2)."""
        tags = self.headers.get("If-None-Match")
        if tags is not None:
            known = {tag.strip().removeprefix("W/") for tag in tags.split(",")}
            return bool(known & {coded.etag, "*"})
        since = self.headers.get("If-Modified-Since")
        if since is None or answer.last_modified is None:
            return False
        try:
            return answer.last_modified <= parsedate_to_datetime(since).astimezone(UTC)
        except ValueError:
            return False

    def _refuse(self, status: HTTPStatus, host: str, target: str) -> None:
        self._log(host, target, status)
        self.close_connection = True
        names = ", ".join(sorted(self.server.sites))
        body = f"This replica server answers only GET and HEAD, for: {names}\n".encode()
        self.send_response(status)
        self.send_header("Content-Type", "text/plain; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Connection", "close")
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def _hold(self) -> None:
        """Keep the connection open without a word until the client or the server ends it."""
        self.close_connection = True
        self.connection.settimeout(0.2)
        while not self.server.stopping.is_set():
            try:
                if not self.connection.recv(1024):
                    return
            except TimeoutError:
                continue

    def _log(self, host: str, target: str, status: int) -> None:
        self.server.log.append(Request(host, target, int(status)))


def _host_name(name: str | None) -> str:
    if not name:
        raise ValueError("no host")
    return name.lower().rstrip(".")


def _http_date(moment: datetime) -> str:
    return format_datetime(moment.astimezone(UTC), usegmt=True)


@click.command()
@click.argument(
    "folder", nargs=-1, required=True, type=click.Path(exists=True, file_okay=False, path_type=Path)
)
@click.option(
    "--port", default=8099, show_default=True, help="Port on 127.0.0.1; 0 takes a free one."
)
def main(folder: tuple[Path, ...], port: int) -> None:
    """Serve the replica sites below FOLDER on loopback until Ctrl-C."""
    with ReplicaServer(folder, port) as server:
        try:
            click.echo(f"http_proxy={server.proxies['http_proxy']}")
            for host in sorted(server.sites):
                click.echo(f"http://{host}:{server.port}/")
            threading.Event().wait()
        except KeyboardInterrupt:
            click.echo("stopped")


if __name__ == "__main__":
    main()
