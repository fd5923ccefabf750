"""A hostile web: a server that answers each host by an attack, and what an attack is.

Everything lies on loopback: 127.0.0.1 stands for the open internet (the crawls are allowed to
connect to it), 127.0.0.2 and ::1 for the operator's own network.
"""

import socket
import ssl
import struct
import threading
from collections.abc import Callable
from contextlib import ExitStack, suppress
from dataclasses import dataclass, field
from urllib.parse import urlsplit

PUBLIC, PRIVATE, PRIVATE6 = "127.0.0.1", "127.0.0.2", "::1"
PAGE = "<html><body><h1>Termin</h1><p>Am 3. Mai 2026 in Gera.</p>{}</body></html>"


@dataclass
class Exchange:
    """One request at the hostile server, and the ways to answer it."""

    connection: socket.socket
    host: str
    path: str
    headers: dict[str, str]
    server: "HostileServer"

    def send(self, data: bytes) -> None:
        self.connection.sendall(data)

    def repeat(self, data: bytes, times: int = 1 << 30, pause: float = 0.0) -> None:
        """Send again and again, until the crawl hangs up."""
        for _ in range(times):
            self.send(data)
            if pause and self.server.closing.wait(pause):
                return

    def reply(self, body: bytes | str = b"", status: str = "200 OK", **headers: str) -> None:
        """Answer as a decent server does; `_` in a header's name stands for a hyphen."""
        data = body.encode() if isinstance(body, str) else body
        headers = {"Content-Type": "text/html; charset=utf-8", **_hyphened(headers)}
        headers.setdefault("Content-Length", str(len(data)))
        head = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
        self.send(f"HTTP/1.1 {status}\r\n{head}Connection: close\r\n\r\n".encode() + data)

    def redirect(self, target: str, status: str = "302 Found") -> None:
        self.reply(status=status, Location=target)

    def reset(self) -> None:
        """Close the connection by RST."""
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))


def _hyphened(headers: dict[str, str]) -> dict[str, str]:
    return {name.replace("_", "-"): value for name, value in headers.items()}


Serve = Callable[[Exchange], None]


@dataclass
class Asked:
    host: str
    path: str
    headers: dict[str, str] = field(default_factory=dict)


class HostileServer:
    """Answers by host name on raw sockets; `asked` and `connections` tell who came.

    A host without an attack, and a path that its attack leaves unanswered, is a plain 404.
    """

    def __init__(
        self, address: str = PUBLIC, port: int = 0, tls: ssl.SSLContext | None = None
    ) -> None:
        self._tls = tls
        self.attacks: dict[str, Serve] = {}
        self.asked: list[Asked] = []
        self.received: list[bytes] = []
        self.connections = 0
        self.closing = threading.Event()
        family = socket.AF_INET6 if ":" in address else socket.AF_INET
        self._listener = socket.create_server((address, port), family=family)
        self._listener.settimeout(0.05)
        self.port: int = self._listener.getsockname()[1]
        self._threads: list[threading.Thread] = []
        self._thread = threading.Thread(target=self._listen)
        self._thread.start()

    def url(self, host: str, path: str = "/") -> str:
        scheme = "http" if self._tls is None else "https"
        return f"{scheme}://{host}:{self.port}{path}"

    def paths(self, host: str) -> list[str]:
        """Return what was asked at a host, without robots.txt where it was a plain one."""
        found = [asked.path for asked in self.asked if asked.host == host]
        return [path for path in found if path != "/robots.txt"]

    def close(self) -> None:
        self.closing.set()
        self._thread.join()
        self._listener.close()
        for thread in self._threads:
            thread.join()

    def _listen(self) -> None:
        while not self.closing.is_set():
            try:
                connection, _ = self._listener.accept()
            except TimeoutError:
                continue
            self.connections += 1
            thread = threading.Thread(target=self._answer, args=(connection,))
            self._threads.append(thread)
            thread.start()

    def _answer(self, connection: socket.socket) -> None:
        with ExitStack() as stack, suppress(OSError):  # the crawl hung up, which it should
            stack.enter_context(connection)
            connection.settimeout(10)
            if self._tls is not None:
                connection = self._tls.wrap_socket(connection, server_side=True)
                stack.enter_context(connection)
            exchange = self._read(connection)
            if exchange is not None:
                self._serve(exchange)

    def _serve(self, exchange: Exchange) -> None:
        attack = self.attacks.get(exchange.host)
        plain = exchange.path == "/robots.txt" and exchange.host not in self.robots
        if attack is None or plain:
            exchange.reply("nichts hier", "404 Not Found")
        else:
            attack(exchange)

    robots: frozenset[str] = frozenset()
    """Hosts whose robots.txt is part of the attack."""

    def _read(self, connection: socket.socket) -> Exchange | None:
        data = b""
        while b"\r\n\r\n" not in data:
            more = connection.recv(65536)
            if more:
                self.received.append(more)
            if not more or len(data) > 100_000:
                return None
            data += more
        first, *lines = data.partition(b"\r\n\r\n")[0].decode("latin-1").split("\r\n")
        headers = {
            name.lower(): value.strip()
            for name, _, value in (line.partition(":") for line in lines)
        }
        path = first.split(" ")[1]
        parts = urlsplit(path)
        host = (parts.netloc or headers.get("host", "")).partition(":")[0]
        self.asked.append(Asked(host, path, headers))
        return Exchange(connection, host, path, headers, self)


@dataclass(frozen=True)
class Attack:
    """One host that does harm, as a source of its own.

    `name` is its id and first label, `what` says in the table what it does, `serve` answers it.
    `kind` and `message` are those of the problem that the crawl must tell of ("" and "": none);
    `asked` the paths that may be asked for, robots.txt aside. `addresses` are what its name
    stands for at each lookup, `hosts` further host names of the source; `spelled` takes the place
    of the name where the address itself is the attack.
    """

    name: str
    what: str
    serve: Serve
    kind: str = ""
    message: str = ""
    asked: tuple[str, ...] = ("/",)
    entry: str = "page"
    path: str = "/"
    pages: tuple[str, ...] = ()
    addresses: tuple[tuple[str, ...], ...] = ((PUBLIC,),)
    hosts: tuple[str, ...] = ()
    robots: bool = False
    spelled: str = ""

    @property
    def host(self) -> str:
        return self.spelled or f"{self.name.replace('_', '-')}.test"
