"""The public folder as a WSGI application: path to file, file to response.

Knows no event and no selection; what lies in the folder is what is served.
"""

from collections.abc import Iterable
from datetime import UTC, datetime
from functools import lru_cache
from http import HTTPStatus
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING
from urllib.parse import quote

from werkzeug.wrappers import Request, Response

from regioradar.serving import headers, packing
from regioradar.serving.files import Content, content, is_folder

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIEnvironment

_MISSING = "404.html"
_PACKED_FILES = 256
_HASH_LENGTH = 8
"""So many digits of a file's SHA-256 in its address, at least, make it one that never changes."""


class Site:
    """Serves `folder`; `frame_ancestors` is the CSP source list of those who may frame `/embed/`.

    Validators and 304 after RFC 9110 sections 8.8 and 13.2.2, one strong ETag for each coding.
    """

    def __init__(self, folder: Path, frame_ancestors: str = "*") -> None:
        self._folder = folder
        self._frame_ancestors = frame_ancestors
        self._packed = lru_cache(maxsize=_PACKED_FILES)(packing.packed)

    def __call__(
        self, environ: "WSGIEnvironment", start_response: "StartResponse"
    ) -> Iterable[bytes]:
        """Answer one request."""
        request = Request(environ)
        response = self._answer(request)
        missing = response.status_code == HTTPStatus.NOT_FOUND
        name = _MISSING if missing else request.path.removeprefix("/")
        for key, value in headers.security(name, _suffix(name), self._frame_ancestors).items():
            response.headers.setdefault(key, value)
        return response(environ, start_response)

    def _answer(self, request: Request) -> Response:
        if request.method == "OPTIONS":
            return _options(request)
        if request.method not in {"GET", "HEAD"}:
            return _plain(HTTPStatus.METHOD_NOT_ALLOWED, {"Allow": headers.METHODS})
        found = content(self._folder, request.path)
        if found is not None:
            response = self._whole(found, request)
            response.headers["Cache-Control"] = _lifetime(found, request)
            response.last_modified = datetime.fromtimestamp(found.mtime, UTC)
            response.make_conditional(request.environ)
            _not_in_the_future(response)
            return response
        if is_folder(self._folder, request.path):
            return _redirect(request)
        missing = content(self._folder, f"/{_MISSING}")
        if missing is None:
            return _plain(HTTPStatus.NOT_FOUND, {"Cache-Control": headers.ABSENT})
        response = self._whole(missing, request)
        response.status_code = HTTPStatus.NOT_FOUND
        response.headers["Cache-Control"] = headers.ABSENT
        return response

    def _whole(self, found: Content, request: Request) -> Response:
        """The file with its type and validator, packed where it is text and the reader likes it."""
        kind = headers.content_type(found.name, found.suffix)
        etag, body = found.sha256, found.body
        response = Response(headers=[*headers.sharing(found.suffix).items()], content_type=kind)
        if headers.is_text(kind):
            response.vary.add("Accept-Encoding")
            coding = packing.coding(request.accept_encodings)
            if (packed := self._packed(found, coding)) is not None:
                etag, body = f"{found.sha256}-{coding}", packed
                response.content_encoding = coding
        response.set_data(body)
        response.set_etag(etag)
        return response


def _not_in_the_future(response: Response) -> None:
    """Of two versions in one second the later has the next as its date (RFC 9110 8.8.2.1)."""
    now = datetime.now(UTC)
    if response.last_modified is not None and response.last_modified > now:
        response.last_modified = now


def _lifetime(found: Content, request: Request) -> str:
    digest = request.query_string.decode("latin-1")
    named = len(digest) >= _HASH_LENGTH and found.sha256.startswith(digest)
    return headers.FOR_EVER if named else headers.FRESH


def _options(request: Request) -> Response:
    response = _plain(HTTPStatus.NO_CONTENT, {"Allow": headers.METHODS})
    response.headers.update(headers.preflight(_suffix(request.path)))
    return response


def _redirect(request: Request) -> Response:
    """To the same with "/" behind; relative, so that it is right behind every proxy."""
    query = request.query_string.decode("latin-1")
    target = f"./{quote(PurePosixPath(request.path).name)}/" + (f"?{query}" if query else "")
    return _plain(
        HTTPStatus.MOVED_PERMANENTLY, {"Location": target, "Cache-Control": headers.FRESH}
    )


def _plain(status: HTTPStatus, more: dict[str, str]) -> Response:
    text = "" if status is HTTPStatus.NO_CONTENT else f"{status.phrase}\n"
    return Response(text, status=status, headers=more, content_type="text/plain; charset=utf-8")


def _suffix(path: str) -> str:
    return PurePosixPath(path).suffix.lower()
