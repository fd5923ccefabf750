"""An application over HTTP: waitress on one socket, until it is stopped."""

import logging
import socket
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from waitress import wasyncore
from waitress.server import create_server

from regioradar.serving.app import Site

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication

# A browser asks for more files at once than there are threads; that one waits is no warning.
logging.getLogger("waitress.queue").setLevel(logging.ERROR)

_LARGEST_REQUEST = 16_384
"""Bytes of a request's headers, and of a body, which nothing here asks for."""
_MOST_CONNECTIONS = 500
"""Open at once, few of them at work: a browser keeps six. Below the usual limit of open files."""
_IDLE = 30
"""Seconds after which a connection that says nothing is closed."""


class WebServer:
    """Serves an application on `host` and `port` (0 takes a free one). Stop it with `shutdown()`.

    `largest` is that of a request's body, in bytes. `forwarded`: X-Forwarded-* headers reach the
    application. Raises OSError where the port cannot be had.
    """

    def __init__(
        self,
        application: "WSGIApplication",
        *,
        host: str = "127.0.0.1",
        port: int = 0,
        threads: int = 4,
        largest: int = _LARGEST_REQUEST,
        forwarded: bool = False,
    ) -> None:
        self.socket = _bound(host, port)
        self._open: dict[int, Any] = {}
        self._stopping = False
        self._server = create_server(
            application,
            map=self._open,
            sockets=[self.socket],
            threads=threads,
            ident=None,
            max_request_header_size=_LARGEST_REQUEST,
            max_request_body_size=largest,
            clear_untrusted_proxy_headers=not forwarded,
            connection_limit=_MOST_CONNECTIONS,
            channel_timeout=_IDLE,
            cleanup_interval=_IDLE // 2,
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._server.task_dispatcher.shutdown()
        wasyncore.close_all(self._open)
        self.socket.close()

    @property
    def port(self) -> int:
        """The port that was taken."""
        return int(self.socket.getsockname()[1])

    @property
    def address(self) -> str:
        """The address to open."""
        host = self.socket.getsockname()[0]
        return f"http://{f'[{host}]' if ':' in host else host}:{self.port}/"

    def serve_forever(self) -> None:
        """Answer until `shutdown()`; KeyboardInterrupt passes through."""
        # Not waitress's own `run`: it has no end but an interrupt.
        while not self._stopping:
            wasyncore.loop(timeout=1, use_poll=True, map=self._open, count=1)

    def shutdown(self) -> None:
        """Make `serve_forever` end; from any thread."""
        self._stopping = True
        self._server.pull_trigger()


class FeedServer(WebServer):
    """Serves the public `folder`, see `WebServer`."""

    def __init__(
        self,
        folder: Path,
        *,
        host: str = "127.0.0.1",
        port: int = 0,
        threads: int = 4,
        frame_ancestors: str = "*",
    ) -> None:
        super().__init__(Site(folder, frame_ancestors), host=host, port=port, threads=threads)


def _bound(host: str, port: int) -> socket.socket:
    """A socket at that address; its name is looked up for IPv4, but for one with colons."""
    bound = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET)
    try:
        bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        bound.bind((host, port))
    except OSError:
        bound.close()
        raise
    return bound
