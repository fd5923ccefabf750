"""The list on a page: which of its links lead to the entries, which are the site's navigation.

Judges by structure, helped by the addresses of the events that were read; reads no dates itself.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import NamedTuple

from lxml.etree import _Element

from crawler.links import Places, beside_date
from crawler.markup import Html, read_html, text_of, words_of
from crawler.paging import read_next
from crawler.traps import endless, no_detail
from crawler.urls import identity
from model import Page
from parsers.page.document import Region
from parsers.page.markup import holds_content, is_invisible, look_of
from sources import host_of

_MOST_ANCHORS = 4000
_ONWARD = re.compile(r"weiter|vor(?:wärts)?|nächste|ältere|mehr|next|[>»›→]+")
_PAGE_NUMBER = re.compile(r"(?:seite )?\d{1,4}")
_NAMED = 12
"""Letters that the text of a link has on average where it names what it leads to."""
_LEAST_OF_LIST = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """The links of a page, sorted. All addresses are canonical and each stands once.

    `details` lead to the entries of the page's list, in its order; `dated` of them have a date
    beside them. `navigation` are the links of the site's frame and of the paging, `elsewhere`
    the entries that lead to other hosts. `next_page` is empty where there is none; `next_selector`
    is a CSS selector of that link where the crawler would not find it by itself.
    """

    details: tuple[str, ...] = ()
    dated: int = 0
    navigation: tuple[str, ...] = ()
    elsewhere: tuple[str, ...] = ()
    next_page: str = ""
    next_selector: str = ""


class _Look(NamedTuple):
    """What an element says of all that is in it: not shown, beside the content."""

    hidden: bool
    beside: bool


@dataclass(slots=True)
class _Anchor:
    element: _Element
    url: str
    around: list[_Element]  # from the body inwards
    in_frame: bool
    beside: bool
    key: str = field(init=False)
    shape: str = field(init=False)

    def __post_init__(self) -> None:
        self.key = identity(self.url)
        self.shape = "/".join(str(element.tag) for element in self.around)

    @property
    def is_dated(self) -> bool:
        """Whether a date stands beside the link."""
        return beside_date(self.element)


@dataclass(slots=True)
class _Group:
    """Links of one shape under one element, which is the list."""

    anchors: list[_Anchor] = field(default_factory=list)

    @property
    def targets(self) -> dict[str, str]:
        return {anchor.key: anchor.url for anchor in self.anchors}

    def weight(self) -> float:
        """How much the group looks like the entries of a list."""
        count = len(self.targets)
        letters = sum(len(words_of(anchor.element)) for anchor in self.anchors) / len(self.anchors)
        dated = len({anchor.key for anchor in self.anchors if anchor.is_dated})
        return (count + 2 * dated) * (1.0 if letters >= _NAMED else 0.3)


def find_listing(page: Page, events: Iterable[str]) -> Listing:
    """Return the list of an HTML page, whose events were read at the addresses `events`.

    A page without links, or that is no HTML, has an empty one.
    """
    html = read_html(page.body, page.content_type, page.url)
    if html is None:
        return Listing()
    host = host_of(page.url)
    every = [anchor for anchor in _anchors(html) if anchor.key != identity(page.url)]
    next_page, selector = _next_page(html, every)
    paging = {identity(next_page)} if next_page else set()
    paging |= {a.key for a in every if _PAGE_NUMBER.fullmatch(text_of(a.element))}
    content = [
        anchor
        for anchor in every
        if not anchor.in_frame
        and anchor.key not in paging
        and not (endless(anchor.url) or no_detail(anchor.url))
    ]
    entries = _entries(content, {identity(url) for url in events})
    details = {a.key: a.url for a in entries if host_of(a.url) == host}
    others = [a.url for a in every if a.in_frame or a.key in paging]
    frame = {identity(url): url for url in [page.url, *others] if host_of(url) == host}
    return Listing(
        details=tuple(details.values()),
        dated=len({a.key for a in entries if a.key in details and a.is_dated}),
        navigation=tuple(url for key, url in frame.items() if key not in details),
        elsewhere=tuple(dict.fromkeys(a.url for a in entries if host_of(a.url) != host)),
        next_page=next_page,
        next_selector=selector,
    )


def _anchors(html: Html) -> Iterator[_Anchor]:
    places = Places()
    looks: dict[_Element, _Look] = {}
    for element in islice(html.root.iter("a"), _MOST_ANCHORS):
        url = html.address(element)
        if url is None:
            continue
        around = [e for e in reversed([*element.iterancestors()]) if e.tag not in ("html", "body")]
        for outer in around:
            if outer not in looks:
                looks[outer] = _look(outer)
        if any(looks[outer].hidden for outer in around):
            continue
        beside = any(looks[outer].beside for outer in around)
        yield _Anchor(element, url, around, places.in_landmark(element), beside)


def _look(element: _Element) -> _Look:
    names, place = element.get("class") or "", element.get("id") or ""
    region = look_of(names, "", place, element.get("role") or "").region
    named = element.tag == "aside" or region in (Region.ASIDE, Region.RELATED)
    return _Look(hidden=is_invisible(element), beside=named and not holds_content(element))


def _entries(content: list[_Anchor], events: set[str]) -> list[_Anchor]:
    """Return the links to the entries: of the lists that events were read from, else of one list.

    Links beside the content count only where they lead to the events.
    """
    told_beside = any(anchor.beside and anchor.key in events for anchor in content)
    inside = [anchor for anchor in content if told_beside or not anchor.beside]
    groups = _groups(inside)
    told = [group for group in groups if events & group.targets.keys()]
    if told:
        keys = {key for group in told for key in group.targets} - _beside_events(inside, events)
    elif events & {anchor.key for anchor in inside}:
        keys = events
    else:
        lists = [group for group in groups if len(group.targets) >= _LEAST_OF_LIST]
        best = max(lists, key=_Group.weight, default=None)
        keys = set(best.targets) if best is not None else set()
    return [anchor for anchor in inside if anchor.key in keys]


def _beside_events(anchors: list[_Anchor], events: set[str]) -> set[str]:
    """Return the other addresses that an event's own entry has: a short link, a way to its place.

    An entry is told from a list by a link that only the event has in it, its title's.
    """
    below = _below(anchors)
    told: dict[_Element, set[str]] = defaultdict(set)
    shapes: dict[_Element, set[str]] = defaultdict(set)
    for anchor in anchors:
        for element in anchor.around if anchor.key in events else ():
            told[element].add(anchor.key)
            shapes[element].add(anchor.shape)
    entries = {
        element
        for element, keys in told.items()
        if len(keys) == 1 and any(below[shape, element] == keys for shape in shapes[element])
    }
    inside = {anchor.key for anchor in anchors if not entries.isdisjoint(anchor.around)}
    return inside - events


def _groups(anchors: list[_Anchor]) -> list[_Group]:
    """Return the links that stand alike under one element, in the order of the page."""
    below = _below(anchors)
    groups: dict[tuple[str, _Element], _Group] = {}
    for anchor in anchors:
        # The innermost element that holds another link like this one is the list.
        around = (e for e in reversed(anchor.around) if len(below[anchor.shape, e]) > 1)
        container = next(around, None)
        if container is not None:
            group = groups.setdefault((anchor.shape, container), _Group())
            group.anchors.append(anchor)
    return list(groups.values())


def _below(anchors: list[_Anchor]) -> dict[tuple[str, _Element], set[str]]:
    """Return the targets of the links of each shape below each element."""
    below: dict[tuple[str, _Element], set[str]] = defaultdict(set)
    for anchor in anchors:
        for element in anchor.around:
            below[anchor.shape, element].add(anchor.key)
    return below


def _next_page(html: Html, anchors: list[_Anchor]) -> tuple[str, str]:
    """Return the next page of the list, and a selector of its link where one is needed."""
    following = read_next(html)
    found = following.page or following.month
    if found:
        return (found, "") if host_of(found) == host_of(html.url) else ("", "")
    path = html.url.partition("?")[0]
    for anchor in anchors:
        if anchor.url.partition("?")[0] == path and _ONWARD.match(words_of(anchor.element)):
            selector = _selector(anchor)
            if selector:
                return anchor.url, selector
    return "", ""


def _selector(anchor: _Anchor) -> str:
    """Return a CSS selector of a link by its own class and its parent's; "" where it has none."""
    own = _compound(anchor.element)
    parent = _compound(anchor.around[-1]) if anchor.around else ""
    return f"{parent} {own}".strip() if "." in own else ""


def _compound(element: _Element) -> str:
    names = [
        name
        for name in (element.get("class") or "").split()
        if re.fullmatch(r"[A-Za-z_][\w-]*", name)
    ]
    return f"{element.tag}.{names[0]}" if names else str(element.tag)
