"""The addresses that sitemaps name (sitemaps.org protocol 0.9): XML, text, robots.txt, gzip.

Reads bytes; which of the addresses are asked for is decided elsewhere.
"""

import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, time

from lxml import etree

from crawler.urls import join
from crawler.xml_links import MOST_ITEMS, name_of, parse_xml
from model import BERLIN

_ROOTS = frozenset(("urlset", "sitemapindex"))
_GZIP = b"\x1f\x8b"
_IN_ROBOTS = re.compile(r"^[ \t]*sitemap[ \t]*:[ \t]*(\S+)", re.IGNORECASE | re.MULTILINE)
_LAST = datetime.min.replace(tzinfo=UTC)
_Named = tuple[str, datetime | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class SitemapEntry:
    """One address; `lastmod` (UTC) is when the site says that it changed, None if it does not."""

    url: str
    lastmod: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Sitemap:
    """The addresses of a sitemap, newest first; with `is_index` they are further sitemaps."""

    entries: tuple[SitemapEntry, ...]
    is_index: bool = False


def unpacked(body: bytes, limit: int) -> bytes | None:
    """Return a body as it is, or what a gzip file holds; None where that exceeds `limit` bytes.

    A broken gzip file gives what can be read of it.
    """
    if not body.startswith(_GZIP):
        return body
    unpacker = zlib.decompressobj(wbits=zlib.MAX_WBITS | 16)
    try:
        plain = unpacker.decompress(body, limit + 1)
    except zlib.error:
        return b""
    return plain if len(plain) <= limit else None


def read_sitemap(body: bytes, url: str) -> Sitemap | None:
    """Return the newest 5,000 addresses of a sitemap, canonical, each once; None if it is none.

    A robots.txt is the index of the sitemaps that it names (RFC 9309 section 2.2.4), a text file
    a sitemap of its lines.
    """
    root = parse_xml(body, _ROOTS)
    if root is not None:
        found = (_entry(child) for child in root if name_of(child) in ("url", "sitemap"))
        return _sitemap(found, url, is_index=name_of(root) == "sitemapindex")
    text = body.decode("utf-8", "replace").lstrip("\ufeff")
    if text.lstrip().startswith("<"):
        return None
    named = _IN_ROBOTS.findall(text)
    if named:
        return _sitemap(((one, None) for one in named), url, is_index=True)
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    if not lines or not all(line.startswith(("http://", "https://")) for line in lines):
        return None
    return _sitemap(((line, None) for line in lines), url, is_index=False)


def _sitemap(found: Iterator[_Named], base: str, *, is_index: bool) -> Sitemap:
    newest = sorted(found, key=lambda named: named[1] or _LAST, reverse=True)
    entries: dict[str, SitemapEntry] = {}
    for reference, lastmod in newest[:MOST_ITEMS]:
        url = join(base, reference)
        if url is not None:
            entries.setdefault(url, SitemapEntry(url=url, lastmod=lastmod))
    return Sitemap(entries=tuple(entries.values()), is_index=is_index)


def _entry(element: etree._Element) -> _Named:
    texts = {name_of(child): (child.text or "").strip() for child in element}
    return texts.get("loc", ""), _moment(texts.get("lastmod", ""))


def _moment(text: str) -> datetime | None:
    """Read a W3C date or time. A day alone is over: whatever happened on it is before its end."""
    try:
        moment = datetime.fromisoformat(text)
        if len(text) <= len("2026-01-01"):
            moment = datetime.combine(moment, time.max)
        return (moment if moment.tzinfo else moment.replace(tzinfo=BERLIN)).astimezone(UTC)
    except (ValueError, OverflowError):
        return None
