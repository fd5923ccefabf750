"""A site of 2,000 pages as heavy as real ones, and a server that costs next to nothing.

Run with a number of pages it serves them on loopback until its standard input ends, in a process of
its own; what it prints first is its port. Pages are those of tests/sites in the weight of real
ones (median 79 kB): menus, style, script and footers around the content.
"""

import asyncio
import hashlib
import json
import random
import re
import statistics
import sys
import time
from collections import Counter
from email.utils import formatdate
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
MEDIAN = 79_000
"""Bytes of a page, the median of 150 real ones of this field."""
PER_LIST = 100
CHANGE, COUNTS = "/aendern", "/zaehlen"
MARK = b"Der Termin wurde verlegt: 14. Mai 2027, 19 Uhr"
"""Stands on what was changed."""
_LAST_MODIFIED = formatdate(time.time() - 30 * 86_400, usegmt=True).encode()
"""A month ago: for a cache by the book (RFC 9111 4.2.2) such a page is fresh for three days."""
_DATE = formatdate(usegmt=True).encode()

_BODY = re.compile(rb"<body\b[^<>]*>(.*)</body>", re.IGNORECASE | re.DOTALL)
_WORDS = (
    "Region Aktuelles Förderung Projekte Netzwerk Ländlicher Raum Mobilität Daseinsvorsorge Presse "
    "Wirtschaft Strukturwandel Termine Kommunen Innovation Fachkräfte Wohnen Energie Kultur"
).split()


def pages(number: int) -> dict[str, bytes]:
    """Return listings and `number` details by path; the same on every machine."""
    chance = random.Random(79)
    contents = sorted(
        match[1]
        for file in (ROOT / "tests" / "sites").rglob("*.html")
        if (match := _BODY.search(file.read_bytes())) and len(match[1]) > 1500 and _utf_8(match[1])
    )
    site = {
        f"/termin/{n}": weighty(chance, f"Termin {n}".encode(), contents[n % len(contents)])
        for n in range(number)
    }
    lists = range(0, number, PER_LIST)
    for page, first in enumerate(lists):
        links = b"".join(
            b'<li class="entry"><a class="detail" href="/termin/%d">Termin %d</a></li>' % (n, n)
            for n in range(first, min(first + PER_LIST, number))
        )
        more = b'<a rel="next" href="/liste/%d">weiter</a>' % (page + 1)
        more = more if page + 1 < len(lists) else b""
        site[f"/liste/{page}"] = weighty(chance, b"Liste", b"<ul>" + links + b"</ul>" + more)
    return site


def is_changed(url: str) -> bool:
    """Whether an address is one of those that are changed."""
    number = url.rpartition("/termin/")[2]
    return number.isdecimal() and int(number) % 5 == 0


def median_size(site: dict[str, bytes]) -> float:
    """Return the median size of the pages, bytes."""
    return statistics.median(map(len, site.values()))


def _utf_8(content: bytes) -> bool:
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def weighty(chance: random.Random, title: bytes, content: bytes) -> bytes:
    """A page with that content, in the weight of a real one."""
    weight = int(chance.lognormvariate(0.0, 0.5) * MEDIAN)
    filling = max(0, weight - len(content) - 400)
    return b"".join((
        b'<!doctype html><html lang="de"><head><meta charset="utf-8"><title>', title, b"</title>",
        b"<style>", _repeated(b".c-%d{margin:0 auto;padding:%dpx}\n", filling // 5), b"</style>",
        b"<script>", _repeated(b"window.q=window.q||[];q.push([%d,'e%d']);\n", filling // 4),
        b"</script></head><body><nav><ul>", _menu(chance, filling // 4), b"</ul></nav><h1>", title,
        b"</h1>", content, b"<footer><ul>", _menu(chance, filling // 4), b"</ul></footer>",
        b"</body></html>",
    ))  # fmt: skip


def _repeated(line: bytes, size: int) -> bytes:
    lines = []
    while size > 0:
        lines.append(line % (len(lines), len(lines) % 40))
        size -= len(lines[-1])
    return b"".join(lines)


def _menu(chance: random.Random, size: int) -> bytes:
    items = []
    while size > 0:
        words = "-".join(chance.sample(_WORDS, 2))
        items.append(
            f'<li class="menu-item level-2"><a class="menu-link" href="/seite/{words.lower()}"'
            f' title="{words}"><span>{words.replace("-", " und ")}</span></a></li>\n'.encode()
        )
        size -= len(items[-1])
    return b"".join(items)


class Server(asyncio.Protocol):
    """Answers GET from a table of whole answers, and 304 to an entity tag that is known.

    Asked for `CHANGE` it has changed every fifth page from then on; for `COUNTS` it tells how many
    answers of each status it gave since it was last asked.
    """

    answers: dict[bytes, tuple[bytes, bytes, bytes]] = {}  # noqa: RUF012 (one table for all)
    changed: dict[bytes, tuple[bytes, bytes, bytes]] = {}  # noqa: RUF012
    counts: Counter[str] = Counter()  # noqa: RUF012

    def __init__(self) -> None:
        self._waiting = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Remember where answers go."""
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        """Answer every whole request."""
        self._waiting += data
        while b"\r\n\r\n" in self._waiting:
            head, _, self._waiting = self._waiting.partition(b"\r\n\r\n")
            self._transport.write(self._answer(head))  # type: ignore[attr-defined]

    def _answer(self, head: bytes) -> bytes:
        path = head.split(b" ", 2)[1]
        if path == CHANGE.encode():
            self.answers.update(self.changed)
            return _answer(b"{}")[1]
        if path == COUNTS.encode():
            told = json.dumps(self.counts).encode()
            self.counts.clear()
            return _answer(told)[1]
        if path not in self.answers:
            return _NOTHING
        tag, whole, unchanged = self.answers[path]
        known = tag in head
        self.counts["304" if known else "200"] += 1
        return unchanged if known else whole


_NOTHING = b"HTTP/1.1 404 Not Found\r\nContent-Type: text/plain\r\nContent-Length: 0\r\n\r\n"


def _answer(body: bytes) -> tuple[bytes, bytes, bytes]:
    tag = b'"' + hashlib.sha256(body).hexdigest()[:16].encode() + b'"'
    head = b"HTTP/1.1 %s\r\nETag: " + tag + b"\r\nLast-Modified: " + _LAST_MODIFIED
    head += b"\r\nDate: " + _DATE + b"\r\nContent-Type: text/html; charset=utf-8\r\n"
    length = b"Content-Length: %d\r\n\r\n" % len(body)
    return tag, head % b"200 OK" + length + body, head % b"304 Not Modified" + b"\r\n"


def _changed(site: dict[str, bytes]) -> dict[bytes, tuple[bytes, bytes, bytes]]:
    """Every fifth page with another day and hour on it; what servers say of its age stays."""
    return {
        path.encode(): _answer(body.replace(b"</h1>", b"</h1><p>" + MARK + b"</p>", 1))
        for path, body in site.items()
        if is_changed(path)
    }


async def _serve(number: int) -> None:
    site = pages(number)
    Server.answers = {path.encode(): _answer(body) for path, body in site.items()}
    Server.changed = _changed(site)
    server = await asyncio.get_running_loop().create_server(Server, "127.0.0.1", 0)
    sys.stdout.write(f"{server.sockets[0].getsockname()[1]}\n")
    sys.stdout.flush()
    await asyncio.to_thread(sys.stdin.read)


if __name__ == "__main__":
    asyncio.run(_serve(int(sys.argv[1])))
