"""What a host says beside its pages: types, packings, pauses, validators, robots.txt."""

import zlib
from collections.abc import Iterator
from math import isfinite

import brotli
from scrapy import Request
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Response, TextResponse
from scrapy.robotstxt import ProtegoRobotParser
from scrapy.utils.test import get_crawler

from crawler import faults
from crawler.answers import headers_of, page_of, visited_of
from crawler.conditional import last_modified_of
from crawler.hosts import retry_after
from crawler.markup import looks_like_html, read_html
from crawler.sitemaps import read_sitemap
from crawler.unpacking import UnpackingMiddleware
from crawler.visit import Visit
from fuzzing.drawing import choice
from fuzzing.target import must, plain_line
from fuzzing.words import HEADERS, encoded
from model import EntryKind, Verdict
from parsers.page.charset import decode

WORDS = (*encoded(HEADERS, HEADERS), b"\n", b"\r\n\r\n", zlib.compress(b"x"), b"\x1f\x8b\x08")
URL = "https://a.example/termine"
NAMES = (
    "Content-Type", "Retry-After", "Content-Encoding", "Last-Modified", "ETag", "Date", "Link",
)  # fmt: skip
STATUSES = (200, 503, 429, 304, 404, 301, 206, 599)
MOST = 1_000_000
"""Bytes that an answer may hold once unpacked."""
_VISIT = Visit(source_id="auenland", url=URL, kind=EntryKind.PAGE, entry=True)
_crawler = get_crawler(settings_dict={"DOWNLOAD_MAXSIZE": MOST, "DOWNLOAD_WARNSIZE": 0})
_unpacking = UnpackingMiddleware.from_crawler(_crawler)


def check(data: bytes) -> None:
    """One byte chooses the status; lines up to an empty one are headers, behind it is the body."""
    status = choice(data, 0, STATUSES)
    head, _, body = data[1:].partition(b"\n\n")
    if status == 599:
        _robots(data[1:])
        return
    headers: dict[str, list[bytes]] = {}
    for number, line in enumerate(head.split(b"\n")[:20]):
        name, colon, value = line.partition(b":")
        known = name.decode("latin-1") if colon else NAMES[number % len(NAMES)]
        if known in NAMES:
            headers.setdefault(known, []).append(value if colon else line)
    request = Request(URL, meta={})
    response = TextResponse(URL, status=status, headers=headers, body=body, request=request)
    _said(response)
    unpacked = _unpacked(request, response)
    if unpacked is not None:
        _read(unpacked)


def _said(response: Response) -> None:
    pause = retry_after(response)
    must(pause is None or (isfinite(pause) and pause >= 0), "a pause is some seconds", pause)
    last_modified_of(response)
    for entry in (True, False):
        problem = faults.of_response(response, entry=entry)
        if problem is not None:
            must(plain_line(problem.message), "a problem is one plain line", problem.message)
    headers_of(response)


def _unpacked(request: Request, response: Response) -> Response | None:
    try:
        unpacked = _unpacking.process_response(request, response)
    except IgnoreRequest as error:
        problem = faults.of_exception(error, URL, entry=True)
        must(plain_line(problem.message), "a problem is one plain line", problem.message)
        must(problem.kind != "internal", "an answer that cannot be read is told", problem)
        return None
    assert isinstance(unpacked, Response)  # noqa: S101
    must(len(unpacked.body) <= max(MOST, len(response.body)), "what was packed keeps to its limit")
    return unpacked


def _read(response: Response) -> None:
    content_type = faults.content_type_of(response)
    page = page_of(response, _VISIT)
    visited_of(response, _VISIT, Verdict.OK, "")
    text, problems = decode(page.body, page.content_type)
    must(isinstance(text, str), "a body is text")
    for problem in problems:
        must(plain_line(problem.message), "a problem is one plain line", problem.message)
    if looks_like_html(content_type, response.body):
        read_html(response.body, content_type, URL)


def _robots(body: bytes) -> None:
    parser = ProtegoRobotParser(robotstxt_body=body, spider=_crawler.spider)
    for url in (URL, "https://a.example/", "https://a.example/%zz?x=*$"):
        must(parser.allowed(url, "RegioRadar") in (True, False), "robots.txt says yes or no")
    delay = parser.crawl_delay("RegioRadar")
    must(delay is None or isinstance(delay, float), "Crawl-delay is some seconds", delay)
    read_sitemap(body, "https://a.example/robots.txt")


def seeds() -> Iterator[bytes]:
    """Answers as servers give them, and a robots.txt."""
    html = b"<html><head><meta charset=iso-8859-1></head><p>F\xfcr Gera</p></html>"
    yield b"\0Content-Type: text/html; charset=utf-8\n\n" + html
    yield b"\1Retry-After: 120\nDate: Mon, 23 Nov 2026 10:00:00 GMT\n\nx"
    yield b"\2Retry-After: Mon, 23 Nov 2026 10:00:00 GMT\n\nx"
    yield b"\0Content-Encoding: gzip\nContent-Type: text/html\n\n" + _gzip(html)
    yield b"\0Content-Encoding: gzip\n\n" + _gzip(html)[:-6]
    yield b"\0Content-Encoding: br\n\n" + brotli.compress(html)
    yield b"\0Content-Encoding: deflate, gzip\n\n" + _gzip(zlib.compress(html))
    yield b"\0Content-Encoding: gzip\n\n" + _gzip(b"\0" * 5_000_000)
    yield b'\3ETag: W/"1-gzip"\nLast-Modified: Mon, 23 Nov 2026 10:00:00 GMT\n\n'
    yield b"\7User-agent: *\nDisallow: /a*b$\nAllow: /\nCrawl-delay: 10\nSitemap: /s.xml\n"


def _gzip(body: bytes) -> bytes:
    packer = zlib.compressobj(wbits=31)
    return packer.compress(body) + packer.flush()
