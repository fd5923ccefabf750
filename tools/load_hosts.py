"""A process that plays all hosts of a `load_world.World` on loopback, one port on each address.

Arguments: sources, pages, port, day. Prints a line when it listens; ends with its standard input.
"""

import asyncio
import sys
from datetime import date
from functools import lru_cache
from zlib import crc32

from load_world import World

_NOTHING = b"HTTP/1.1 404 Not Found\r\nContent-Type: text/plain\r\nContent-Length: 0\r\n\r\n"
_HEAD = b"HTTP/1.1 200 OK\r\nETag: %s\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: "


class Hosts(asyncio.Protocol):
    """One connection to one of the hosts; 304 to an entity tag that is known."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._waiting = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Which host it is tells the address that was connected to."""
        self._transport = transport
        self._host = self._world.host_at(transport.get_extra_info("sockname")[0])

    def data_received(self, data: bytes) -> None:
        """Answer every whole request."""
        self._waiting += data
        while b"\r\n\r\n" in self._waiting:
            head, _, self._waiting = self._waiting.partition(b"\r\n\r\n")
            self._transport.write(self._answer(head))  # type: ignore[attr-defined]

    def _answer(self, head: bytes) -> bytes:
        path = head.split(b" ", 2)[1].decode("ascii", "replace")
        host = self._host
        if host is None:
            return _NOTHING
        tag = _tag(host.number, path)
        if tag in head:
            return b"HTTP/1.1 304 Not Modified\r\nETag: " + tag + b"\r\n\r\n"
        body = self._world.page(host, path)
        return _NOTHING if body is None else _HEAD % tag + b"%d\r\n\r\n" % len(body) + body


@lru_cache(maxsize=65_536)
def _tag(number: int, path: str) -> bytes:
    """Nothing changes on these pages, so their address makes a validator."""
    return b'"%08x-%d"' % (crc32(path.encode()), number)


async def _serve(world: World, port: int) -> None:
    _ = world.events, world.page(world.hosts[0], "/liste/0")  # made before anybody asks
    addresses = [host.address for host in world.hosts]
    loop = asyncio.get_running_loop()
    await loop.create_server(lambda: Hosts(world), addresses, port, backlog=64)
    sys.stdout.write("listening\n")
    sys.stdout.flush()
    await asyncio.to_thread(sys.stdin.read)


if __name__ == "__main__":
    sources, pages, port = map(int, sys.argv[1:4])
    asyncio.run(_serve(World(sources, pages, date.fromisoformat(sys.argv[4])), port))
