"""The links of an HTML page that a crawl may follow: its details, best first, and how it goes on.

Reads markup and judges addresses; fetches nothing.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import IntEnum
from urllib.parse import urlsplit

from cssselect import HTMLTranslator
from lxml import etree

from crawler.discovery import EVENT_WORD
from crawler.markup import Html, text_of
from crawler.paging import Next, read_next
from crawler.seen import is_short
from crawler.traps import Refusal, Shapes, endless, no_detail
from crawler.urls import identity
from sources import Patterns, Source, TooSlowError, host_of

_SHORT = re.compile(r"https?://[^/]+/\?p=\d+")
_NUMBER = re.compile(r"(?:seite )?\d{1,4}")
_LANDMARK_TAGS = frozenset(("nav", "footer"))
_LANDMARK_ROLES = frozenset(("navigation", "contentinfo", "banner", "search"))
_CONTENT_TAGS = frozenset(("main", "article"))
_LANDMARK_NAME = re.compile(
    r"(?:[a-z0-9]+[_-]+)*(?:nav|navi|navbar|navigation|breadcrumbs?|menue?|footer|skip-?links?"
    r"|social|cookies?)(?:[_-]+(?:main|meta|top|list|items?|container|wrapper|bar|inner|area))*"
)
_DATE = re.compile(
    r"\b\d{1,2}\.\s?(?:\d{1,2}\.|jan|feb|mär|apr|mai|jun|jul|aug|sep|okt|nov|dez)|\b\d{4}-\d\d-\d\d",
    re.IGNORECASE,
)
_CARD_TAGS = frozenset(("li", "article", "tr", "dd", "section"))
_MANY_CARDS = frozenset(("main", "body", "ul", "ol", "table", "tbody"))
_CARD_TEXT = 800
_CARD_ELEMENTS = 150


class Tier(IntEnum):
    """How much a link looks like one to an event; the smaller the better.

    A short address (`/?p=123`) comes after all that it may be short for.
    """

    EVENT = 0
    DATED = 1
    OTHER = 2
    SHORT = 3
    LANDMARK_EVENT = 4
    LANDMARK = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Detail:
    """A link that may be followed."""

    url: str
    tier: Tier


@dataclass(frozen=True, slots=True, kw_only=True)
class Links:
    """What an HTML page leads to, canonical, each address once.

    `details` are in the order of their tier, within it in that of the page. `refused` are the
    addresses that are not followed, and why.
    """

    details: tuple[Detail, ...] = ()
    next: Next = Next()  # noqa: RUF009 (frozen)
    refused: Mapping[str, Refusal] = field(default_factory=dict)


class LinkRules:
    """The `[follow]` table and the hosts of one source, ready for use in one crawl."""

    def __init__(self, source: Source) -> None:
        self._hosts = frozenset(source.hosts)
        self._allow = Patterns(source.follow.allow)
        self._deny = Patterns(source.follow.deny)
        self._shapes = Shapes()
        self.chosen = bool(self._allow)
        """Whether the source file says which links are followed."""
        selector = source.follow.next
        self.next_xpath = etree.XPath(HTMLTranslator().css_to_xpath(selector)) if selector else None

    def on_site(self, url: str) -> bool:
        """Return True where the address lies on one of the source's hosts."""
        return host_of(url) in self._hosts

    def refuses_item(self, url: str) -> Refusal | None:
        """Return why an address that a feed names outright is not asked for; None if it is."""
        if not self.on_site(url):
            return Refusal.OFF_HOST
        try:
            return Refusal.DENIED if self._deny.match(url) else endless(url)
        except TooSlowError:
            return Refusal.SLOW_RULE

    def refuses(self, url: str) -> Refusal | None:
        """Return why a link is not followed; None if it is."""
        refusal = self.refuses_item(url)
        if refusal is not None:
            return refusal
        if self._allow:
            try:
                return None if self._allow.match(url) else Refusal.NOT_ALLOWED
            except TooSlowError:
                return Refusal.SLOW_RULE
        return no_detail(url) or (None if self._shapes.admits(url) else Refusal.TOO_MANY_ALIKE)


def read_links(html: Html, rules: LinkRules) -> Links:
    """Return the links of a page that its source's rules admit.

    Where the source file gives no rules, the links of navigation, breadcrumbs and footer are left
    out, unless they speak of events or nothing else is there. The numbers of a paging bar are no
    details.
    """
    following = read_next(html, rules.next_xpath)
    following = Next(
        page=following.page if rules.on_site(following.page) else "",
        month=following.month if rules.on_site(following.month) else "",
        hidden=following.hidden,
    )
    own = {identity(url) for url in (html.url, following.page, following.month)}
    places = Places()
    found: dict[str, Detail] = {}
    refused: dict[str, Refusal] = {}
    for element in html.anchors():
        target = html.address(element)
        if target is None or identity(target) in own or _NUMBER.fullmatch(text_of(element)):
            continue
        key = identity(target)
        refusal = refused.get(key) or (None if key in found else rules.refuses(target))
        if refusal is not None:
            refused[key] = refusal
            continue
        tier = _tier(element, target, rules, places)
        if key not in found or tier < found[key].tier:
            found[key] = Detail(url=found[key].url if key in found else target, tier=tier)
    return _best(found, refused, following)


def _best(found: dict[str, Detail], refused: dict[str, Refusal], following: Next) -> Links:
    details = sorted(found.values(), key=lambda detail: detail.tier)
    if any(detail.tier < Tier.LANDMARK_EVENT for detail in details):
        left_out = {d.url: Refusal.NAVIGATION for d in details if d.tier is Tier.LANDMARK}
        details = [detail for detail in details if detail.url not in left_out]
        refused |= left_out
    short = _short(details)
    details = [detail for detail in details if detail.url not in short]
    refused |= short
    return Links(details=tuple(details), next=following, refused=refused)


def _short(details: list[Detail]) -> dict[str, Refusal]:
    """WordPress's short addresses (`/?p=12`) beside longer ones: they lead to the same pages.

    A site without longer ones keeps them.
    """
    short = {detail.url: Refusal.SHORT for detail in details if _SHORT.fullmatch(detail.url)}
    longer = sum(urlsplit(detail.url).path != "/" for detail in details)
    return short if longer >= len(short) else {}


def _tier(element: etree._Element, target: str, rules: LinkRules, places: "Places") -> Tier:
    path = target.partition("//")[2].partition("/")[2]
    of_event = EVENT_WORD.search(path) or EVENT_WORD.search(text_of(element))
    if not rules.chosen and places.in_landmark(element):
        return Tier.LANDMARK_EVENT if of_event else Tier.LANDMARK
    if is_short(target):
        return Tier.SHORT
    if of_event:
        return Tier.EVENT
    return Tier.DATED if beside_date(element) else Tier.OTHER


def beside_date(element: etree._Element) -> bool:
    """Return whether the card that a link stands in shows a day."""
    card = element
    for level, parent in enumerate(element.iterancestors()):
        if parent.tag in _MANY_CARDS:
            break
        card = parent
        if parent.tag in _CARD_TAGS or level == 2:
            break
    text, marked = "", False
    for number, one in enumerate(card.iter()):
        if isinstance(one.tag, str):
            text += f" {one.text or ''}"  # cells and lines do not run into each other
            marked = marked or one.tag == "time"
        if one is not card:
            text += f" {one.tail or ''}"
        if number >= _CARD_ELEMENTS or len(text) > _CARD_TEXT:
            return False
    return marked or bool(_DATE.search(text))


class Places:
    """Remembers which elements of one page lie in navigation, breadcrumbs, header or footer."""

    def __init__(self) -> None:
        self._known: dict[etree._Element, tuple[bool, bool]] = {}

    def in_landmark(self, element: etree._Element) -> bool:
        """Return True where the closest element that tells is a landmark, not the content."""
        above: list[etree._Element] = []
        landmark, content = False, False
        for one in (element, *element.iterancestors()):
            if one in self._known:
                landmark, content = self._known[one]
                break
            above.append(one)
        for one in reversed(above):
            landmark, content = _place(one, landmark=landmark, content=content)
            self._known[one] = (landmark, content)
        return landmark


def _place(element: etree._Element, *, landmark: bool, content: bool) -> tuple[bool, bool]:
    """Whether an element lies in a landmark and in the content, given where its parent lies."""
    tag, role = element.tag, (element.get("role") or "").lower()
    if tag in _CONTENT_TAGS or role == "main":
        return False, True
    if tag in _LANDMARK_TAGS or role in _LANDMARK_ROLES or (tag == "header" and not content):
        return True, content
    if tag in ("html", "body", "a"):
        return landmark, content
    names = f"{element.get('class') or ''} {element.get('id') or ''}".lower().split()
    return landmark or any(_LANDMARK_NAME.fullmatch(name) for name in names), content
