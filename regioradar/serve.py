"""A small web server for the public folder, on loopback: to look at the result, not for the world.

Each file is read whole before the first byte goes out, so a publication in between is never seen
half. Validators and 304 after RFC 9110 sections 8.8 and 13.
"""

import hashlib
from email.utils import formatdate, parsedate_to_datetime
from functools import partial
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path, PurePosixPath
from urllib.parse import unquote, urlsplit

CONTENT_TYPES = {
    ".html": "text/html; charset=utf-8",
    ".ics": "text/calendar; charset=utf-8",
    ".rss": "application/rss+xml; charset=utf-8",
    ".atom": "application/atom+xml; charset=utf-8",
    ".json": "application/json; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".xml": "application/xml; charset=utf-8",
    ".txt": "text/plain; charset=utf-8",
    ".svg": "image/svg+xml",
    ".png": "image/png",
}


class FeedServer(ThreadingHTTPServer):
    """Serves `folder` on 127.0.0.1; port 0 takes a free one. Stop it with `shutdown()`."""

    daemon_threads = True

    def __init__(self, folder: Path, port: int = 0) -> None:
        super().__init__(("127.0.0.1", port), partial(_Handler, folder.resolve()))

    @property
    def address(self) -> str:
        """The address to open."""
        return f"http://127.0.0.1:{self.server_address[1]}/"


class _Handler(BaseHTTPRequestHandler):
    server_version = "RegioRadar"
    sys_version = ""
    protocol_version = "HTTP/1.1"

    def __init__(self, folder: Path, *args: object) -> None:
        self._folder = folder
        super().__init__(*args)  # type: ignore[arg-type]  # the server's own call, see socketserver

    def do_GET(self) -> None:
        self._answer(with_body=True)

    def do_HEAD(self) -> None:
        self._answer(with_body=False)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 (named by http.server)
        """Say nothing: the address is all that the user needs."""

    def _answer(self, *, with_body: bool) -> None:
        file = self._file()
        try:
            body = file.read_bytes() if file else None
            changed = int(file.stat().st_mtime) if file else 0
        except OSError:
            body = None
        if body is None or file is None:
            self._send(HTTPStatus.NOT_FOUND, b"not found\n", {}, with_body=with_body)
            return
        etag = f'"{hashlib.sha256(body).hexdigest()[:32]}"'
        headers = {
            "ETag": etag,
            "Last-Modified": formatdate(changed, usegmt=True),
            "Cache-Control": "public, max-age=60",
            "Access-Control-Allow-Origin": "*",
        }
        if self._unchanged(etag, changed):
            self._send(HTTPStatus.NOT_MODIFIED, b"", headers, with_body=False)
            return
        kind = CONTENT_TYPES.get(file.suffix.lower(), "application/octet-stream")
        self._send(HTTPStatus.OK, body, headers | {"Content-Type": kind}, with_body=with_body)

    def _file(self) -> Path | None:
        """The file of the request's path; None for anything hidden or outside of the folder."""
        path = unquote(urlsplit(self.path).path)
        parts = [part for part in PurePosixPath(path).parts if part != "/"]
        if "\0" in path or any(part.startswith(".") for part in parts):
            return None
        file = self._folder.joinpath(*parts).resolve()
        if not file.is_relative_to(self._folder):
            return None
        return file / "index.html" if file.is_dir() else file

    def _unchanged(self, etag: str, changed: int) -> bool:
        """If-None-Match where there is one, else If-Modified-Since (RFC 9110 section 13.2.2)."""
        tags = self.headers.get("If-None-Match")
        if tags is not None:
            known = {tag.strip().removeprefix("W/") for tag in tags.split(",")}
            return "*" in known or etag in known
        try:
            since = parsedate_to_datetime(self.headers.get("If-Modified-Since", ""))
            return changed <= since.timestamp()
        except (TypeError, ValueError):
            return False

    def _send(
        self, status: HTTPStatus, body: bytes, headers: dict[str, str], *, with_body: bool
    ) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        if status is not HTTPStatus.NOT_MODIFIED:
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if with_body:
            self.wfile.write(body)
