"""How a list goes on: its next page, a calendar's next month, a button that no link stands behind.

Finds and judges links on one page, and keeps count of how far each list was followed.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import urlsplit

from lxml import etree

from crawler.markup import Html, text_of
from crawler.traps import Refusal
from crawler.urls import identity

_WHAT = r"(?:beiträge|einträge|meldungen|artikel|termine|veranstaltungen|ergebnisse|treffer|news)"
_NEXT_TEXT = re.compile(
    r"(?:zur )?(?:nächste|folgende)n? seite|nächste|seite vor|"
    rf"(?:ältere|nächste|weitere|kommende) {_WHAT}(?: anzeigen)?"
)
_NEXT_IN_PAGING = re.compile(r"weiter|vor(?:wärts)?|next|[>›»→]+")
_PAGING_BOX = re.compile(
    r"pag(?:e|ing|ination|inator|er|enav)|blätter|blaetter|browse|c-nav", re.IGNORECASE
)
_CALENDAR_BOX = re.compile(r"calend|kalender|month|monat|datepicker", re.IGNORECASE)
_NEXT_CLASS = re.compile(r"(?:^|[\s_-])next(?:$|[\s_-])", re.IGNORECASE)
_NEXT = r"(?:zum |zur )?(?:nächste[rnms]?|folgende[rnm]?|kommende[rnm]?|next)"
_MONTH_TEXT = re.compile(rf"{_NEXT} (?:monat|woche|month|week)\b.*|folgemonat|monat vor|woche vor")
_DAY_TEXT = re.compile(rf"{_NEXT} (?:tag|day)\b.*")
_PAGE_ADDRESS = re.compile(
    r"/(?:page|seite)[/-]?\d|[?&](?:[a-z0-9_]*(?:\[|%5b))?"
    r"(?:page[a-z_]*\d*|p|seite|paged|start|offset|currentpage)(?:\]|%5d)?=\d|gtp=",
    re.IGNORECASE,
)
_MONTH_ADDRESS = re.compile(
    r"/(?:19|20)\d\d[-/][01]?\d(?:[-/][0-3]?\d)?/?(?:$|\?)|(?:month|monat|week|woche)"
    r"(?:\]|%5d)?=\d|(?:date|datum|tag|day)(?:\]|%5d)?=(?:19|20)\d\d",
    re.IGNORECASE,
)
_MORE_TEXT = re.compile(
    rf"(?:mehr|weitere|ältere)(?: {_WHAT})? (?:nach)?laden|load more.*|show more events"
    rf"|(?:mehr|weitere) {_WHAT}(?: anzeigen| einblenden)?"
)
_NAMES = ("class", "id", "aria-label")
_MOST_NAMES = 500
_SCRIPT = re.compile(r"^(?:#.*|javascript:.*)?$", re.IGNORECASE | re.DOTALL)


class Step(StrEnum):
    """What the next link of a list leads to."""

    PAGE = "page"
    MONTH = "month"


@dataclass(frozen=True, slots=True, kw_only=True)
class Next:
    """The links by which a page's list goes on, canonical; empty where there are none.

    `hidden` says in words what stands in place of a link: a button that runs a script, a form
    that is sent by POST.
    """

    page: str = ""
    month: str = ""
    hidden: str = ""


def read_next(html: Html, chosen: etree.XPath | None = None) -> Next:
    """Return how the list on a page goes on; by the link that `chosen` selects, if it is given."""
    page = month = ""
    for element in _chosen(html, chosen) if chosen is not None else _candidates(html):
        target = html.address(element)
        if target is None or identity(target) == identity(html.url):
            continue
        step = Step.PAGE if chosen is not None else _step(element, target)
        if step is Step.PAGE:
            page = page or target
        elif step is Step.MONTH:
            month = month or target
    return Next(page=page, month=month, hidden="" if page else _hidden(html))


def _chosen(html: Html, selector: etree.XPath) -> Iterator[etree._Element]:
    found = selector(html.root)
    if isinstance(found, list):
        yield from (element for element in found if isinstance(element, etree._Element))


def _candidates(html: Html) -> Iterator[etree._Element]:
    """Yield the elements that may be the next link, the surest first."""
    anchors = list(html.anchors())
    for element in [*anchors, *html.links()]:
        if "next" in (element.get("rel") or "").lower().split():
            yield element
    yield from (element for element in anchors if _says_next(element))


def _labels(element: etree._Element) -> list[str]:
    said = [text_of(element), element.get("title") or "", element.get("aria-label") or ""]
    return [" ".join(label.lower().split()).strip(" »›>→") or label.strip() for label in said]


def _says_next(element: etree._Element) -> bool:
    words = _labels(element)
    if any(
        said.fullmatch(word) for word in words for said in (_NEXT_TEXT, _MONTH_TEXT, _MORE_TEXT)
    ):
        return True
    arrow = any(_NEXT_IN_PAGING.fullmatch(word) for word in words) or any(
        _NEXT_CLASS.search((one.get("class") or "")[:_MOST_NAMES])
        for one in (element, *_parents(element, 1))
    )
    return arrow and (_inside(element, _PAGING_BOX) or _inside(element, _CALENDAR_BOX))


def _step(element: etree._Element, target: str) -> Step | None:
    """Tell a page from a month, by words before the address; a next day is neither."""
    words = _labels(element)
    if any(_DAY_TEXT.fullmatch(word) for word in words):
        return None
    if any(_MONTH_TEXT.fullmatch(word) for word in words):
        return Step.MONTH
    if _PAGE_ADDRESS.search(target):
        return Step.PAGE
    parts = urlsplit(target)
    return Step.MONTH if _MONTH_ADDRESS.search(f"{parts.path}?{parts.query}") else Step.PAGE


def _inside(element: etree._Element, box: re.Pattern[str]) -> bool:
    return any(
        box.search(" ".join((one.get(name) or "")[:_MOST_NAMES] for name in _NAMES))
        for one in (element, *_parents(element, 4))
    )


def _parents(element: etree._Element, levels: int) -> list[etree._Element]:
    found: list[etree._Element] = []
    for parent in element.iterancestors():
        if len(found) == levels or parent.tag == "body":
            break
        found.append(parent)
    return found


def _hidden(html: Html) -> str:
    for element in html.root.iter("button", "a", "input"):
        label = text_of(element) or (element.get("value") or "").strip().lower()
        if len(label) > 60 or not (_MORE_TEXT.fullmatch(label) or _NEXT_TEXT.fullmatch(label)):
            continue
        if element.tag == "a":
            if _SCRIPT.match((element.get("href") or "").strip()):
                return f"a link that runs a script ({label!r})"
        elif not _disabled(element):
            form = next(element.iterancestors("form"), None)
            posted = form is not None and (form.get("method") or "").lower() == "post"
            return f"a {'form sent by POST' if posted else 'button that runs a script'} ({label!r})"
    return ""


def _disabled(element: etree._Element) -> bool:
    return element.get("disabled") is not None or element.get("aria-disabled") == "true"


class Progress:
    """How far each list of one crawl was followed, by the entry that it began at.

    A page that brings no new address ends a list; of a calendar's months two in a row do.
    """

    def __init__(self, *, max_pages: int, max_months: int) -> None:
        self._max = {Step.PAGE: max_pages - 1, Step.MONTH: max_months}
        self._known: dict[str, set[str]] = {}
        self._taken: dict[tuple[str, Step], int] = {}
        self._empty: dict[str, int] = {}

    def note(self, origin: str, urls: Iterable[str]) -> None:
        """Note the addresses on a page of the list that began at `origin`.

        New is what is new to the list, not to the crawl: the first pages of a list may all stand
        in a feed too.
        """
        known = self._known.setdefault(origin, set())
        fresh = {identity(url) for url in urls} - known
        known |= fresh
        self._empty[origin] = 0 if fresh else self._empty.get(origin, 0) + 1

    def ends(self, origin: str, step: Step) -> bool:
        """Return True where the page noted last ends the list for this kind of step."""
        return self._empty.get(origin, 0) >= (1 if step is Step.PAGE else 2)

    def take(self, origin: str, step: Step) -> Refusal | None:
        """Count one step further; the name of the bound where it is reached."""
        taken = self._taken.get((origin, step), 0)
        if taken >= self._max[step]:
            return Refusal.LIST_BOUND if step is Step.PAGE else Refusal.MONTH_BOUND
        self._taken[origin, step] = taken + 1
        return None
