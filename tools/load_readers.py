"""A process of readers that poll the published feeds, as calendar programs and browsers do.

Arguments: address of the server, its folder, number of readers, seconds between two requests of
one of them. Each asks for feeds and pages in turn, with the validators of what it has. Ends with
its standard input and prints what came of it as JSON.
"""

import asyncio
import json
import statistics
import sys
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

_MOST = 40
_ENDS = {
    "text/calendar": b"END:VCALENDAR",
    "text/html": b"</html>",
    "application/rss+xml": b"</rss>",
    "application/atom+xml": b"</feed>",
    "application/feed+json": b"}",
}
"""How a whole file of a kind ends: one that ends otherwise was seen half written."""


@dataclass
class Seen:
    """What all readers saw."""

    waits: dict[int, list[float]] = field(default_factory=dict)
    faults: Counter[str] = field(default_factory=Counter)
    size: int = 0

    def note(self, status: int, seconds: float, body: bytes) -> None:
        """One answer."""
        self.waits.setdefault(status, []).append(seconds)
        self.size += len(body)

    def as_json(self) -> dict[str, object]:
        """Counts, and the times of answers in milliseconds."""
        return {
            "answers": {str(status): _times(waits) for status, waits in sorted(self.waits.items())},
            "faults": dict(self.faults),
            "megabytes": self.size / 1e6,
        }


def _times(waits: list[float]) -> dict[str, float]:
    waits = sorted(waits)
    return {
        "count": len(waits),
        "median": statistics.median(waits) * 1000,
        "p95": waits[int(len(waits) * 0.95)] * 1000,
        "p99": waits[int(len(waits) * 0.99)] * 1000,
        "longest": waits[-1] * 1000,
    }


class Reader:
    """One reader with a connection of its own; what it holds it asks for with its validators."""

    def __init__(self, host: str, port: int, seen: Seen) -> None:
        self._host, self._port, self._seen = host, port, seen
        self._held: dict[str, str] = {}
        self._streams: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None

    async def ask(self, path: str) -> None:
        """Ask for a file, and note what came."""
        begin = time.perf_counter()
        try:
            status, headers, body = await asyncio.wait_for(self._answer(path), 60)
        except (OSError, EOFError, ValueError, TimeoutError) as error:
            self._seen.faults[f"{type(error).__name__} {path}"] += 1
            self._hang_up()
            return
        self._seen.note(status, time.perf_counter() - begin, body)
        if status == 200:
            self._held[path] = headers.get("etag", "")
            kind = headers.get("content-type", "").partition(";")[0]
            if not body.rstrip().endswith(_ENDS.get(kind, b"")):
                self._seen.faults[f"half a file {path}"] += 1
        elif status != 304:
            self._seen.faults[f"{status} {path}"] += 1

    async def _answer(self, path: str) -> tuple[int, dict[str, str], bytes]:
        if self._streams is None:
            self._streams = await asyncio.open_connection(self._host, self._port)
        incoming, outgoing = self._streams
        held = f"If-None-Match: {self._held[path]}\r\n" if self._held.get(path) else ""
        outgoing.write(
            f"GET {path} HTTP/1.1\r\nHost: {self._host}:{self._port}\r\n{held}\r\n".encode()
        )
        await outgoing.drain()
        head = (await incoming.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
        pairs = (line.partition(":") for line in head[1:] if line)
        headers = {name.lower(): value.strip() for name, _, value in pairs}
        status = int(head[0].split(" ")[1])
        length = 0 if status == 304 else int(headers["content-length"])
        body = await incoming.readexactly(length)
        if headers.get("connection", "").lower() == "close":
            self._hang_up()
        return status, headers, body

    def _hang_up(self) -> None:
        if self._streams is not None:
            self._streams[1].close()
        self._streams = None


def _paths(folder: Path) -> list[str]:
    """The feeds of everything and the first page, and feeds and pages of selections beside them."""
    names = sorted(file.name for file in folder.iterdir() if file.is_file())
    main = [name for name in names if name.startswith("alle")]
    others = [name for name in names if name.endswith((".ics", ".rss", ".html"))]
    chosen = [*main, *others[:: max(1, len(others) // (_MOST - len(main)))]]
    return ["/", *(f"/{name}" for name in dict.fromkeys(chosen))]


async def _read(reader: Reader, paths: list[str], number: int, count: int, pause: float) -> None:
    await asyncio.sleep(pause * number / count)
    turn = number
    while True:
        await reader.ask(paths[turn % len(paths)])
        turn += 1
        await asyncio.sleep(pause)


async def _play(address: str, folder: Path, count: int, pause: float) -> None:
    parts, paths = urlsplit(address), _paths(folder)
    seen = Seen()
    readers = [Reader(parts.hostname or "", parts.port or 80, seen) for _ in range(count)]
    tasks = [
        asyncio.create_task(_read(reader, paths, number, count, pause))
        for number, reader in enumerate(readers)
    ]
    await asyncio.to_thread(sys.stdin.read)
    for task in tasks:
        task.cancel()
    sys.stdout.write(json.dumps(seen.as_json()) + "\n")


if __name__ == "__main__":
    asyncio.run(_play(sys.argv[1], Path(sys.argv[2]), int(sys.argv[3]), float(sys.argv[4])))
