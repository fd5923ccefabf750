"""The links of an HTML page that a crawl may follow: detail pages and the next page of a list.

Reads bytes with lxml and judges addresses; fetches nothing.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from cssselect import HTMLTranslator
from lxml import etree
from scrapy.linkextractors import IGNORED_EXTENSIONS

from crawler.markup import read_html, text_of
from crawler.urls import identity, join
from sources import Source, host_of

_FILE = re.compile(rf"\.(?:{'|'.join(map(re.escape, IGNORED_EXTENSIONS))}|xml)(?:$|\?)", re.I)
_NO_CONTENT = re.compile(
    r"/(?:[a-z0-9_-]*(?:impressum|datenschutz|barrierefreiheit|kontakt|login|anmelden|suche|search"
    r"|sitemap|newsletter|gebaerdensprache|leichte-sprache)[a-z0-9_-]*)(?:[/.?]|$)",
    re.IGNORECASE,
)
_NEXT_TEXT = re.compile(
    r"(?:zur )?(?:nächste|folgende) seite|nächste|seite vor|"
    r"(?:ältere|nächste|weitere) (?:beiträge|einträge|meldungen|artikel|termine|veranstaltungen)"
    r"(?: anzeigen)?"
)
_NEXT_IN_PAGING = re.compile(r"weiter|vor(?:wärts)?|next|[>›»→]+")
_PAGING_BOX = re.compile(
    r"pag(?:e|ing|ination|inator|er|enav)|blätter|blaetter|browse|c-nav", re.IGNORECASE
)
_NEXT_CLASS = re.compile(r"(?:^|[\s_-])next(?:$|[\s_-])", re.IGNORECASE)
_NUMBER = re.compile(r"(?:seite )?\d{1,4}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Links:
    """What an HTML page leads to, canonical and in the order of the page, each address once."""

    details: tuple[str, ...] = ()
    next_page: str | None = None


class LinkRules:
    """The `[follow]` table and the hosts of one source, ready for use."""

    def __init__(self, source: Source) -> None:
        self._hosts = frozenset(source.hosts)
        self._allow = tuple(map(re.compile, source.follow.allow))
        self._deny = tuple(map(re.compile, source.follow.deny))
        chosen = source.follow.next
        self.next_xpath = etree.XPath(HTMLTranslator().css_to_xpath(chosen)) if chosen else None

    def on_site(self, url: str) -> bool:
        """Return True where the address lies on one of the source's hosts."""
        return host_of(url) in self._hosts

    def admits_item(self, url: str) -> bool:
        """Return True for an address that a feed names outright: on site and not denied."""
        return self.on_site(url) and not any(rule.search(url) for rule in self._deny)

    def admits(self, url: str) -> bool:
        """Return True where a link to the address is followed."""
        if not self.admits_item(url):
            return False
        if self._allow:
            return any(rule.search(url) for rule in self._allow)
        return not _FILE.search(url) and not _NO_CONTENT.search(url)


def read_links(body: bytes, content_type: str, url: str, rules: LinkRules) -> Links:
    """Return the links of a page that its source's rules admit.

    `url` is the page's own address; a `<base href>` is respected (HTML section 4.2.3). The
    numbers of a paging bar are no details. An unreadable page has no links.
    """
    html = read_html(body, content_type, url)
    if html is None:
        return Links()
    root, base = html.root, html.base
    next_page = _next_page(root, base, rules)
    own = {identity(url), identity(next_page) if next_page else ""}
    details: dict[str, str] = {}
    for element in root.iter("a", "area"):
        target = join(base, element.get("href") or "")
        if target is None or not rules.admits(target) or _NUMBER.fullmatch(text_of(element)):
            continue
        if identity(target) not in own:
            details.setdefault(identity(target), target)
    return Links(details=tuple(details.values()), next_page=next_page)


def looks_like_html(content_type: str, body: bytes) -> bool:
    """Return True where an answer says that it is HTML, or says nothing and looks like it."""
    media_type = content_type.partition(";")[0].strip().lower()
    if media_type:
        return media_type in ("text/html", "application/xhtml+xml")
    return body.lstrip()[:1] == b"<"


def _next_page(root: etree._Element, base: str, rules: LinkRules) -> str | None:
    for element in _next_candidates(root, rules):
        target = join(base, element.get("href") or "")
        if target is not None and rules.on_site(target):
            return target
    return None


def _next_candidates(root: etree._Element, rules: LinkRules) -> Iterator[etree._Element]:
    """Yield the elements that may be the next link, the surest first."""
    if rules.next_xpath is not None:
        found = rules.next_xpath(root)
        if isinstance(found, list):
            yield from (element for element in found if isinstance(element, etree._Element))
        return
    anchors = list(root.iter("a"))
    for element in [*anchors, *root.iter("link")]:
        if "next" in (element.get("rel") or "").lower().split():
            yield element
    yield from (element for element in anchors if _says_next(element))


def _says_next(element: etree._Element) -> bool:
    labels = [text_of(element), element.get("title") or "", element.get("aria-label") or ""]
    words = [" ".join(label.lower().split()).strip(" »›>→") or label.strip() for label in labels]
    if any(_NEXT_TEXT.fullmatch(word) for word in words):
        return True
    inside = _in_paging_box(element)
    return inside and (
        any(_NEXT_IN_PAGING.fullmatch(word) for word in words)
        or any(_NEXT_CLASS.search(e.get("class") or "") for e in (element, *_parents(element, 1)))
    )


def _in_paging_box(element: etree._Element) -> bool:
    return any(
        _PAGING_BOX.search(" ".join(box.get(name) or "" for name in ("class", "id", "aria-label")))
        for box in (element, *_parents(element, 4))
    )


def _parents(element: etree._Element, levels: int) -> list[etree._Element]:
    found: list[etree._Element] = []
    for parent in element.iterancestors():
        if len(found) == levels or parent.tag == "body":
            break
        found.append(parent)
    return found
