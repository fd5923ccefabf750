"""Addresses that a crawl does not ask for, each with the name of the reason.

Judges addresses only: traps that never end, views of the same list, things that are no page of
events. Pure but for `Shapes`, which counts.
"""

import re
from enum import StrEnum
from functools import lru_cache
from urllib.parse import parse_qsl, urlsplit, urlunsplit

from scrapy.linkextractors import IGNORED_EXTENSIONS

from crawler.urls import identity


class Refusal(StrEnum):
    """Why a link is not followed."""

    OFF_HOST = "off_host"
    DENIED = "denied"
    NOT_ALLOWED = "not_allowed"
    REPEATING_PATH = "repeating_path"
    GROWING_QUERY = "growing_query"
    FILE = "file"
    LEGAL = "legal"
    LOGIN = "login"
    SEARCH = "search"
    PRINT = "print"
    SHARE = "share"
    REPLY = "reply"
    CALENDAR_FILE = "calendar_file"
    FEED = "feed"
    SORTING = "sorting"
    FILTER = "filter"
    PAGING = "paging"
    DAY_VIEW = "day_view"
    DATE_ARCHIVE = "date_archive"
    TOO_MANY_ALIKE = "too_many_alike"
    LIST_BOUND = "list_bound"
    MONTH_BOUND = "month_bound"
    NAVIGATION = "navigation"
    SHORT = "short"
    NOT_LISTED_AS_EVENT = "not_listed_as_event"
    NOT_CHANGED = "not_changed"
    SLOW_RULE = "slow_rule"


_CALENDAR_FILE = (
    r"\.ics(?:$|\?)|[?&](?:outlook-)?ical=1|mec-ical-feed|event_listing_ical|/(?:@@)?ics_view"
    r"|/(?:ical|icalendar|ics)(?:/|$|\?)|=ical[-_]?download|format(?:\]|%5d)?=(?:ics|ical)\b"
    r"|icals?\.(?:export|icalevent)|ai1ec_exporter"
)
CALENDAR_FILE = re.compile(_CALENDAR_FILE, re.IGNORECASE)
"""An address at which an iCalendar file stands, as the usual systems form it."""
_FEED = (
    r"(?:rss|atom|feed)[^/?]{0,80}\.(?:xml|rss|rdf|json)(?:$|\?)|\.(?:rss|atom|rdf)(?:$|\?)"
    r"|/(?:feed|rss|atom)/?(?:$|\?)|/rss/[a-z0-9_-]+/?$|[?&](?:format=feed|type=9818|feed=rss2?)\b"
    r"|/_?feeds?/[^/?]+\.xml$|rss\.xml"
)
FEED = re.compile(_FEED, re.IGNORECASE)
"""An address at which a feed stands."""

_DATE = r"(?:19|20)\d\d-?(?:[01]?\d(?:-?[0-3]?\d)?)?"
_NAME = r"(?=[a-z0-9_-]*+(?:[/.?]|$))"
"""That a whole name of a path follows: looked at once, however often a word stands in it."""
_NAMED = (
    (Refusal.CALENDAR_FILE, _CALENDAR_FILE),
    (Refusal.CALENDAR_FILE, r"add-?to-?cal(?:endar)?\b|addtocal|/calendar/(?:render|event)\?"),
    (Refusal.FEED, _FEED),
    (Refusal.FILE, rf"\.(?:{'|'.join(map(re.escape, IGNORED_EXTENSIONS))}|xml)(?:$|\?)"),
    (
        Refusal.LEGAL,
        r"/(?:[a-z0-9]+[_-])?kontakt(?:e|formular)?(?:[/.?]|$)"
        rf"|/{_NAME}[a-z0-9_-]*(?:impressum|datenschutz|barrierefreiheit|sitemap|newsletter"
        r"|gebaerdensprache|leichte-sprache|cookie-?(?:richtlinie|policy)|nutzungsbedingungen"
        r"|privacy-policy)",
    ),
    (
        Refusal.LOGIN,
        rf"/{_NAME}[a-z0-9_-]*(?:login|anmelden|logout|wp-admin|warenkorb|checkout)"
        r"|/(?:registrier(?:en|ung)|benutzerkonto|mein-konto|passwort[a-z-]*)(?:[/.?]|$)"
        r"|[?&](?:redirect_to|logintype|add-to-cart)=",
    ),
    (
        Refusal.SEARCH,
        rf"/{_NAME}(?:[a-z0-9]+[_-])*[a-z0-9]*(?<!be)(?<!ver)(?<!ge)(?:suche(?!r)|(?<!re)search)"
        r"|[?&]s=",
    ),
    (
        Refusal.PRINT,
        r"/(?:print|drucken|druckansicht|druckversion|printview)(?:[/.?]|$)|[?&]type=98\b"
        r"|[?&](?:print|druck|drucken|printview|printable|pdf)(?:=|&|$)|[?&]tmpl=component\b"
        r"|[?&](?:view|format|mode)=(?:print|pdf|druck)\b",
    ),
    (
        Refusal.SHARE,
        r"[?&]share=|/(?:share|sharer|teilen|weiterempfehlen|tipafriend|mailto)(?:[/.?]|$)"
        r"|/(?:sendto_form|email-?a-?friend|recommend)(?:[/.?]|$)",
    ),
    (
        Refusal.REPLY,
        r"[?&]replytocom=|/comment-page-\d|/(?:comments?|kommentare?|replies)(?:[/?]|$)",
    ),
    (
        Refusal.SORTING,
        r"[?&](?:[a-z_]*(?:\[|%5b))?(?:sort|sort_?by|order|order_?by|sortierung|sort_?order|dir"
        r"|direction)(?:\]|%5d)?=",
    ),
    (
        Refusal.FILTER,
        r"[?&](?:f|filters?|facets?|overwritedemand|tx_solr)(?:\[|%5b)|tribe-bar-(?!date)"
        r"|[?&](?:filter|facet|refine|tribe_[a-z]+|per_?page|limit|page_?size|items_?per_?page"
        r"|results_?per_?page|eventdisplay)=",
    ),
    (
        Refusal.PAGING,
        r"/(?:page|seite)[/-]?\d+/?$|[?&](?:paged|page_?no|page_[a-z]\d+|(?:[a-z0-9_]*(?:\[|%5b))?"
        r"currentpage(?:\]|%5d)?)=\d|^[^?]*(?<!\.php)\?(?:.*&)?(?:page|seite)=\d",
    ),
    (
        Refusal.DAY_VIEW,
        r"/(?:day|week|month|today|tag|woche|monat|heute)/?$|task=(?:day|week|month|year)\."
        r"|[?&](?:[a-z0-9_]*(?:\[|%5b))?(?:date|datum|day|tag|week|woche|month|monat|year|jahr"
        rf"|tribe-bar-date)(?:\]|%5d)?=(?:{_DATE}|\d{{1,4}})(?:&|$)",
    ),
    (
        Refusal.DATE_ARCHIVE,
        r"/(?:19|20)\d\d/[01]?\d(?:/[0-3]?\d)?/?(?:$|\?)|/(?:19|20)\d\d-[01]\d(?:-[0-3]\d)?/?(?:$|\?)",
    ),
)
_PATTERNS = tuple((name, re.compile(pattern)) for name, pattern in _NAMED)
_ITEM_KEYS = re.compile(r"(?:^|[\[_])(?:id|uid|event|news|article|termin|item|tt_news|p)\]?$")
_DATED_VIEWS = (Refusal.DAY_VIEW, Refusal.SORTING, Refusal.FILTER)
_MAX_QUERY = 600
_MAX_SEGMENTS = 14
_MAX_PARAMETERS = 14


@lru_cache(maxsize=4096)  # the same navigation stands on every page
def endless(url: str) -> Refusal | None:
    """Return why an address is a shape that grows for ever, whatever a source file allows."""
    parts = urlsplit(url)
    segments = [segment for segment in parts.path.split("/") if segment]
    if len(segments) > _MAX_SEGMENTS or _repeats(segments):
        return Refusal.REPEATING_PATH
    if len(parts.query) > _MAX_QUERY:
        return Refusal.GROWING_QUERY
    keys = [key for key, _ in parse_qsl(parts.query, keep_blank_values=True)]
    twice = any(keys.count(key) > 2 and not key.endswith("]") for key in keys)
    return Refusal.GROWING_QUERY if twice or len(keys) > _MAX_PARAMETERS else None


@lru_cache(maxsize=4096)
def no_detail(url: str) -> Refusal | None:
    """Return why an address is no page of its own: a file, a view of a list, a way to share it.

    The host says nothing of that: there are events at `newsletter.amt.example` too.
    """
    parts = urlsplit(url.lower())
    place = urlunsplit(("", "", parts.path, parts.query, ""))
    for name, pattern in _PATTERNS:
        if pattern.search(place) and not (name in _DATED_VIEWS and _names_an_item(url)):
            return name
    return None


def _repeats(segments: list[str]) -> bool:
    """`/a/a/a`, `/a/b/a/b/`, or one name four times: a relative link that never arrives."""
    for length in (1, 2, 3):
        times = 3 if length == 1 else 2
        for start in range(len(segments) - length * times + 1):
            unit = segments[start : start + length]
            if segments[start : start + length * times] == unit * times:
                return True
    return any(segments.count(segment) > 3 for segment in segments)


def _names_an_item(url: str) -> bool:
    """A parameter names one event: the others only say how its page was come to."""
    keys = [key for key, value in parse_qsl(urlsplit(url).query) if value]
    return any(_ITEM_KEYS.search(key) for key in keys)


class Shapes:
    """Counts addresses that differ in their numbers only; more than `bound` of them are a trap."""

    def __init__(self, bound: int = 200) -> None:
        self._bound = bound
        self._seen: dict[str, set[str]] = {}

    def admits(self, url: str) -> bool:
        """Return False for a new address of a shape that has had its share."""
        key = identity(url)
        shape = re.sub(r"\d+", "#", key)
        if shape == key:
            return True
        seen = self._seen.setdefault(shape, set())
        if key not in seen and len(seen) >= self._bound:
            return False
        seen.add(key)
        return True
