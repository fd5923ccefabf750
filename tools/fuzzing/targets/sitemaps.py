"""Sitemaps, packed ones and robots.txt too: a limited number of canonical addresses."""

import gzip
import zlib
from collections.abc import Iterator
from datetime import timedelta

from crawler.sitemaps import read_sitemap, unpacked
from crawler.urls import canonical_url
from crawler.xml_links import MOST_ITEMS
from fuzzing.drawing import own_files
from fuzzing.target import must
from fuzzing.words import HEADERS, XML, encoded

WORDS = (*encoded(XML, XML, HEADERS), b"\x1f\x8b\x08\x00", gzip.compress(b"<urlset>", mtime=0))
URL = "https://a.example/sitemap.xml"
LIMIT = 2_000_000
"""Bytes that a packed sitemap may hold."""


def check(data: bytes) -> None:
    """The input is the file; where the first byte is odd, it is packed first."""
    body = data[1:]
    if data[:1] and data[0] % 2:
        body = gzip.compress(body, compresslevel=1, mtime=0)
    plain = unpacked(body, LIMIT)
    if plain is None:
        return
    must(len(plain) <= LIMIT, "what was packed keeps to its limit", len(plain))
    found = read_sitemap(plain, URL)
    if found is None:
        return
    must(len(found.entries) <= MOST_ITEMS, "a sitemap has a limited number of addresses")
    dated = [entry.lastmod for entry in found.entries]
    for entry in found.entries:
        must(canonical_url(entry.url) == entry.url, "an address is canonical", entry.url)
        utc = entry.lastmod is None or entry.lastmod.utcoffset() == timedelta()
        must(utc, "lastmod is in UTC", entry)
    known = [moment for moment in dated if moment is not None]
    must(known == sorted(known, reverse=True), "the newest stands first")
    must(dated[: len(known)] == known, "what is not dated stands last")
    urls = [entry.url for entry in found.entries]
    must(len(set(urls)) == len(urls), "each address stands there once")


def seeds() -> Iterator[bytes]:
    """The sitemap of a replica site, a robots.txt, a list of lines, and files that are packed."""
    yield from (b"\0" + body for body in own_files("*sitemap*", "robots.txt"))
    yield b"\0User-agent: *\nDisallow: /x\nSitemap: https://a.example/a.xml.gz\n"
    yield b"\0https://a.example/1\r\nhttps://a.example/2\r\n"
    yield b"\0<sitemapindex><sitemap><loc>/a.xml</loc></sitemap></sitemapindex>"
    yield b"\0" + gzip.compress(b"\0" * 20_000_000, mtime=0)
    yield b"\0" + gzip.compress(b"<urlset>", mtime=0) * 2
    yield b"\0" + zlib.compress(b"<urlset>")
