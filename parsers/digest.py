"""A hash of what a page says: bodies with the same one give the same reading and the same links.

Servers put something new into each answer (tokens, hashes of scripts, counters in comments). What
the rules of this package read, and the addresses that a crawl follows, go into the hash; all else
stays out. Dates always count: a "Stand: heute" that moves is a change.
"""

import hashlib
import json
import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from lxml import etree
from lxml.etree import _Element

from model import Page, without_tracking
from parsers.budget import MAX_BODY
from parsers.calendars import is_calendar
from parsers.data import marked_days, marked_nodes
from parsers.feeds import is_feed, is_sitemap
from parsers.interfaces import is_json, json_value
from parsers.listings.saying_none import says_none
from parsers.page.document import Block, Box, Document
from parsers.page.file_kinds import file_kind
from parsers.page.loading import document_of
from parsers.page.selectors import names_given
from parsers.page.shells import signs_of
from parsers.sites import has_parser

_TOKEN = re.compile(r"csrf|nonce|token|request-?id|session|challenge", re.IGNORECASE)
"""Names of values that are made for one answer."""
_MAIL = re.compile(r"/cdn-cgi/l/email-protection#\w*$")
"""A mail address that Cloudflare writes in another cipher for each answer."""
_OTHER_SCHEME = re.compile(r"(?!https?:)[a-z][a-z0-9+.-]*:", re.IGNORECASE)
_STAMPS = re.compile(
    rb"^(?:DTSTAMP|LAST-MODIFIED|CREATED|SEQUENCE|PRODID|METHOD|REFRESH-INTERVAL"
    rb"|X-PUBLISHED-TTL|X-WR-[A-Z]+)[;:][^\r\n]*\r?\n(?:[ \t][^\r\n]*\r?\n)*",
    re.IGNORECASE | re.MULTILINE,
)
"""Lines of an iCalendar file that say when and by whom it was made; no rule reads them."""
_COMMENT = re.compile(rb"<!--[^<>]{0,500}-->")
_BUILT = re.compile(
    rb"<(lastBuildDate|pubDate|updated|dc:date|generator|ttl)\b[^<>]*>[^<>]*</\1>", re.IGNORECASE
)
_ENTRY = re.compile(rb"<(?:item|entry)[\s>]", re.IGNORECASE)
_BUILT_IN_FULL = re.compile(rb"<lastBuildDate\b[^<>]*>[^<>]*</lastBuildDate>", re.IGNORECASE)


def main_text_digest(page: Page) -> str:
    """Return the hash, hexadecimal; "" for a page of which only all bytes can tell.

    Costs about two parses of the page.
    """
    said = _said(page)
    if said is None:
        return ""
    digest = hashlib.sha256()
    for part in said:
        digest.update(part if isinstance(part, bytes) else part.encode("utf-8", "surrogatepass"))
        digest.update(b"\0")
    return digest.hexdigest()


def _said(page: Page) -> Iterator[str | bytes] | None:
    """What is hashed, in the order in which `extract` tells the kinds of pages apart."""
    if not page.body.strip():
        return None
    if is_calendar(page):
        return iter((b"calendar", _STAMPS.sub(b"", page.body)))
    if file_kind(page.body):
        return None
    if is_sitemap(page):
        return iter((b"sitemap", _COMMENT.sub(b"", page.body)))
    if is_feed(page):
        return iter((b"feed", _feed(page.body)))
    if is_json(page):
        return iter((b"json", _json(page)))
    return _page(page)


def _feed(body: bytes) -> bytes:
    """A feed without comments and without the dates of the feed as a whole."""
    body = _COMMENT.sub(b"", body)
    first = _ENTRY.search(body)
    at = first.start() if first is not None else len(body)
    return _BUILT.sub(b"", body[:at]) + _BUILT_IN_FULL.sub(b"", body[at:])


def _json(page: Page) -> bytes:
    value = json_value(page)
    if value is None:
        return page.body
    try:
        return json.dumps(_without_tokens(value, 0), sort_keys=True).encode("ascii")
    except RecursionError:
        return page.body


def _without_tokens(value: Any, depth: int) -> Any:
    if depth > 20:
        return value
    if isinstance(value, dict):
        kept = {key: item for key, item in value.items() if not _TOKEN.search(key)}
        return {key: _without_tokens(item, depth + 1) for key, item in kept.items()}
    if isinstance(value, list):
        return [_without_tokens(item, depth + 1) for item in value]
    return value


def _page(page: Page) -> Iterator[str | bytes]:
    document = document_of(page)
    meta = {key: text for key, text in document.meta.items() if not _TOKEN.search(key)}
    yield f"{document.is_html} {document.base} {document.title!r} {sorted(meta.items())!r}"
    yield repr([(problem.kind, problem.severity, problem.message) for problem in document.problems])
    yield from document.data
    yield json.dumps([[node.source, node.json] for node in marked_nodes(document)])
    yield repr(document.calendar_links)
    yield repr((marked_days(document.markup), signs_of(page.body[:MAX_BODY])))
    yield from _blocks(document)
    if document.root is not None:
        yield repr(_addresses(document.root))
        yield repr((names_given(document.root), says_none(document)))
        if has_parser(page.source_id):
            yield from _elements(document.root)
    else:
        yield document.text


def _blocks(document: Document) -> Iterator[str]:
    """The visible text with all that marks it, and how its blocks lie in each other.

    Class names count as what the rules take them for (`Box`), so that names which a build tool
    numbers anew say nothing, and those that the rules go by say all.
    """
    numbers: dict[int, int] = {}
    for block in document.blocks:
        for box in reversed(list(_new_boxes(block.box, numbers))):
            above = numbers[id(box.parent)] if box.parent is not None else 0
            numbers[id(box)] = len(numbers) + 1
            yield (
                f"<{above} {box.shape} {box.region} {box.in_main} {box.field} {box.row} "
                f"{box.column} {sorted(box.hints)}"
            )
        own = numbers[id(block.box)] if block.box is not None else 0
        yield f"{own} {block.role} {block.region} {block.level} {block.labelled} {_marks(block)}"
        yield block.text
        for link in block.links:
            address = _MAIL.sub("", document.absolute(link.href))
            yield f"[{link.text}]({address or bool(link.href)})"


def _new_boxes(box: Box | None, numbers: dict[int, int]) -> Iterator[Box]:
    """The box and those around it that no block before stood in, from the inside out."""
    while box is not None and id(box) not in numbers:
        yield box
        box = box.parent


def _marks(block: Block) -> str:
    marks = [(mark.start, mark.end, mark.label, mark.moment) for mark in block.marks]
    return f"{marks} {sorted(block.hints)}"


def _addresses(root: _Element) -> list[str]:
    """All addresses that a crawl may follow, in navigation too: the next page stands there."""
    found = {_whole(element.get("href") or "") for element in root.iter("a", "area")}
    told = {
        f"{element.get('rel')} {_whole(element.get('href') or '')}"
        for element in root.iter("link")
        if element.get("rel", "").lower() in ("next", "alternate", "canonical")
    }
    return sorted(found | told)


@lru_cache(maxsize=8192)
def _whole(href: str) -> str:
    """What a link says of the page that it leads to, not of the place on it; "" for no page.

    Not resolved, for the base is hashed too: navigation stands on every page, and most of a page's
    links are its.
    """
    address = href.strip().partition("#")[0]
    if _OTHER_SCHEME.match(address):
        return ""
    try:
        return without_tracking(address) if ";" in address or "?" in address else address
    except ValueError:
        return address


def _elements(root: _Element) -> Iterator[str]:
    """Every element with its names and texts, for sites whose parsers may look at any of them."""
    for event, element in etree.iterwalk(root, events=("start", "end")):
        if event == "end":
            yield f"/{element.tail!r}"
        elif element.tag not in ("script", "style", "input", "noscript", "link", "meta"):
            get = element.get
            names = [get(name) for name in ("class", "id", "itemprop", "datetime")]
            yield f"{element.tag} {names} {_whole(get('href') or '')} {element.text!r}"
