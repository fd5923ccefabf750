"""What a page says of better sources than itself: calendars, feeds, REST interfaces, sitemaps.

Reads markup and judges links; fetches nothing, and whether a lead is followed is decided elsewhere.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from urllib.parse import urlencode, urljoin, urlsplit, urlunsplit

from lxml import etree

from crawler.markup import Html, read_html, words_of
from crawler.systems import System, recognise
from crawler.traps import CALENDAR_FILE, FEED
from crawler.urls import identity, join

_ONE_EVENT = re.compile(
    r"=ical[-_]?download|icalevent|\b(?:event_?id|method=ical)|(?:\[|%5b)(?:event|index|news|uid)"
    r"(?:\]|%5d)=\d|/node/\d+/|/(?:event|termin|veranstaltung|seminar)/[^/?]+/|\d{3}[^/]{0,80}\.ics",
    re.IGNORECASE,
)
_KEEP_ONE = re.compile(
    r"(?:in|zu[mr]?) (?:\w+ )?(?:kalender|outlook)|add to (?:my )?calendar|kalendereintrag"
    r"|termin (?:speichern|merken|übernehmen|herunterladen)|veranstaltung (?:speichern|merken)"
)
_FEED_TYPES = {"application/rss+xml", "application/atom+xml", "application/feed+json"}
_COMMENTS = re.compile(r"comment|kommentar|/replies/", re.IGNORECASE)
_SITEMAP = re.compile(r"/sitemap[^/?]*\.(?:xml|txt)(?:\.gz)?(?:$|\?)", re.IGNORECASE)
EVENT_WORD = re.compile(
    r"veranstaltung|termin|event|seminar|workshop|kalender|tagung|konferenz|kongress|forum|messe"
    r"|lehrgang|fortbildung|webinar|kurse?\b|agenda",
    re.IGNORECASE,
)
"""What an address or a title of events says in this field."""
_TRIBE = "tribe/events/v1"
_API_ROOT = "https://api.w.org/"


@dataclass(frozen=True, slots=True, kw_only=True)
class Lead:
    """An address that a page names as something better than itself.

    `title` is what the page calls it, `sign` the markup that names it. `events` is true where
    address or title speak of events. `single` is true of a calendar that holds one event,
    `guessed` of an address that the page does not name and its system usually has.
    """

    url: str
    sign: str
    title: str = ""
    events: bool = False
    single: bool = False
    guessed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Discovered:
    """What was found on one page, the best of each kind first, each address once.

    `canonical` is what `<link rel=canonical>` says, `shortlink` WordPress's short form of the
    page's address (`?p=123`); empty where the page says none.
    """

    calendars: tuple[Lead, ...] = ()
    feeds: tuple[Lead, ...] = ()
    rest: tuple[Lead, ...] = ()
    sitemaps: tuple[Lead, ...] = ()
    system: System | None = None
    canonical: str = ""
    shortlink: str = ""


def discover(body: bytes, content_type: str, url: str) -> Discovered:
    """Return what the HTML page at `url` leads to; nothing where it cannot be read.

    Addresses are canonical and may lie on any host. `single` calendars are told from those of a
    whole list as seen from a list: on an event's own page its one calendar may count as a whole.
    """
    html = read_html(body, content_type, url)
    return discovered_in(html) if html is not None else Discovered()


def discovered_in(html: Html) -> Discovered:
    """Return what a parsed page leads to; see `discover`."""
    linked = list(html.links())
    anchors = list(html.anchors())
    system = recognise(html)
    return Discovered(
        calendars=_once(_calendars(html, linked, anchors)),
        feeds=_once(_feeds(html, linked, anchors)),
        rest=_once(_rest(html, linked, system)),
        sitemaps=_once(_sitemaps(html, linked, anchors)),
        system=system,
        canonical=_linked(html, linked, "canonical"),
        shortlink=_linked(html, linked, "shortlink"),
    )


def _once(leads: Iterable[Lead]) -> tuple[Lead, ...]:
    """Each address once; those of events first, single events last, else as on the page."""
    found: dict[str, Lead] = {}
    for lead in leads:
        found.setdefault(identity(lead.url), lead)
    return tuple(sorted(found.values(), key=lambda lead: (lead.single, not lead.events)))


def _calendars(
    html: Html, linked: list[etree._Element], anchors: list[etree._Element]
) -> Iterator[Lead]:
    for element in linked:
        if _rels(element) & {"alternate"} and _media_type(element) == "text/calendar":
            yield from _lead(html, element, "link rel=alternate type=text/calendar")
    yield from _told_apart(html, list(_linked_calendars(html, anchors)))


def _linked_calendars(html: Html, anchors: list[etree._Element]) -> Iterator[Lead]:
    for element in anchors:
        reference = (element.get("href") or "").strip()
        scheme, _, rest = reference.partition(":")
        if scheme.lower() in ("webcal", "webcals"):
            url = join(html.base, f"https:{rest}")
            if url is not None:
                yield _named(element, _plain(url), f"a href={scheme.lower()}:")
            continue
        address = html.address(element) or ""
        if CALENDAR_FILE.search(address) or _media_type(element) == "text/calendar":
            yield from _lead(html, element, "a href to a calendar")


def _told_apart(html: Html, leads: list[Lead]) -> Iterator[Lead]:
    """Mark the calendars of single events: by their address or words, or because many are alike."""
    own = urlsplit(html.url).path.rstrip("/")
    shapes = [_shape(lead.url) for lead in leads]
    addresses = {shape: set[str]() for shape in shapes}
    for lead, shape in zip(leads, shapes, strict=True):
        addresses[shape].add(identity(lead.url))
    for lead, shape in zip(leads, shapes, strict=True):
        of_page = urlsplit(lead.url).path.rstrip("/").startswith(own) and "?" in lead.url
        single = len(addresses[shape]) > 2 or (
            not of_page and bool(_ONE_EVENT.search(lead.url) or _KEEP_ONE.search(lead.title))
        )
        yield replace(lead, single=single)


def _shape(url: str) -> str:
    """An address without its event: `/t/a.ics` is like `/t/b.ics`, `/a/ical` like `/b/ical`."""
    parts = urlsplit(url)
    names = parts.path.rstrip("/").split("/")
    if "." in names[-1]:
        names[-1] = names[-1].rpartition(".")[2]
    elif len(names) > 1:
        names[-2] = ""
    folders = re.sub(r"[^/]*[0-9][^/]*", "0", "/".join(names))
    keys = sorted({pair.partition("=")[0] for pair in parts.query.split("&")})
    return f"{parts.netloc}{folders}?{'&'.join(keys)}"


def _plain(url: str) -> str:
    """The Events Calendar offers one calendar twice; the one for Outlook adds nothing."""
    if "outlook-ical=1" not in url:
        return url
    parts = urlsplit(url)
    pairs = {pair for pair in parts.query.split("&") if pair != "outlook-ical=1"} | {"ical=1"}
    return urlunsplit(parts._replace(query="&".join(sorted(pairs))))


def _feeds(
    html: Html, linked: list[etree._Element], anchors: list[etree._Element]
) -> Iterator[Lead]:
    of_comments = _feed_of_comments(html)
    for lead in _all_feeds(html, linked, anchors):
        told = f"{lead.url} {lead.title}"
        if not _COMMENTS.search(told) and lead.url.rstrip("/") != of_comments:
            yield lead


def _all_feeds(
    html: Html, linked: list[etree._Element], anchors: list[etree._Element]
) -> Iterator[Lead]:
    for element in linked:
        kind = _media_type(element)
        if "alternate" in _rels(element) and kind in _FEED_TYPES:
            yield from _lead(html, element, f"link rel=alternate type={kind}")
    for element in anchors:
        if _media_type(element) in _FEED_TYPES or FEED.search(html.address(element) or ""):
            yield from _lead(html, element, "a href to a feed")


def _feed_of_comments(html: Html) -> str:
    """WordPress keeps the comments of a post or page in a feed below it; of a list it is news."""
    body = next(html.root.iter("body"), None)
    classes = set((body.get("class") or "").split()) if body is not None else set()
    return f"{html.url.rstrip('/')}/feed" if classes & {"single", "page"} else ""


def _rest(html: Html, linked: list[etree._Element], system: System | None) -> Iterator[Lead]:
    """The Events Calendar's interface, as its links say or its markup lets expect, then posts."""
    root = next((html.address(e) for e in linked if _API_ROOT in _rels(e)), None)
    for element in linked:
        address = html.address(element) or ""
        if "alternate" in _rels(element) and _TRIBE in address:
            url = address.partition(_TRIBE)[0]
            yield _tribe(url, "link rel=alternate to tribe/events/v1")
    for element in html.root.iter("meta"):
        if (element.get("name") or "").lower() == "tec-api-origin":
            origin = join(html.base, element.get("content") or "")
            if origin is not None:
                home = origin if origin.endswith("/") else f"{origin}/"
                yield _tribe(root or urljoin(home, "wp-json/"), "meta tec-api-origin")
    if system is not None and system.part == "The Events Calendar":
        yield replace(
            _tribe(root or urljoin(html.url, "/wp-json/"), system.part_sign), guessed=root is None
        )
    if root is not None:
        yield Lead(url=_below(root, "wp/v2/posts", per_page=50), sign=f"link rel={_API_ROOT}")


def _tribe(root: str, sign: str) -> Lead:
    return Lead(url=_below(root, f"{_TRIBE}/events", per_page=50), sign=sign, events=True)


def _below(root: str, path: str, *, per_page: int) -> str:
    """An address of the interface; without pretty addresses its root is `/?rest_route=/`."""
    parts = urlsplit(root)
    if "rest_route=" in parts.query:
        query = urlencode({"per_page": per_page, "rest_route": f"/{path}"}, safe="/")
        return urlunsplit(parts._replace(query=query))
    folder = parts.path if parts.path.endswith("/") else f"{parts.path}/"
    return urlunsplit(parts._replace(path=f"{folder}{path}", query=f"per_page={per_page}"))


def _sitemaps(
    html: Html, linked: list[etree._Element], anchors: list[etree._Element]
) -> Iterator[Lead]:
    for element in linked:
        if "sitemap" in _rels(element):
            yield from _lead(html, element, "link rel=sitemap")
    for element in anchors:
        if _SITEMAP.search(html.address(element) or ""):
            yield from _lead(html, element, "a href to a sitemap")


def _lead(html: Html, element: etree._Element, sign: str) -> Iterator[Lead]:
    url = html.address(element)
    if url is not None:
        yield _named(element, _plain(url), sign)


def _named(element: etree._Element, url: str, sign: str) -> Lead:
    title = words_of(element)[:200]
    path = urlsplit(url)
    events = bool(EVENT_WORD.search(title) or EVENT_WORD.search(f"{path.path}?{path.query}"))
    return Lead(url=url, sign=sign, title=title, events=events)


def _rels(element: etree._Element) -> set[str]:
    return set((element.get("rel") or "").lower().split())


def _media_type(element: etree._Element) -> str:
    return (element.get("type") or "").partition(";")[0].strip().lower()


def _linked(html: Html, linked: list[etree._Element], rel: str) -> str:
    return next((html.address(e) or "" for e in linked if rel in _rels(e) and e.get("href")), "")
