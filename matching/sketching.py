"""One mention, folded once: everything that comparing it with many others needs."""

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from matching.days import Span, span_of
from matching.organizers import Host, Knowledge, host_named, hosts_of
from matching.stems import folded, stem
from matching.titles import Title, title_of, tokens_of
from matching.towns import NO_TOWN, Town, town_of
from matching.venues import Venue, venue_of
from model import AttendanceMode, Event, EventStatus, Place, Subject, without_tracking
from parsers.places import town_of_name

_MOVING = (EventStatus.RESCHEDULED, EventStatus.POSTPONED)
_RENEWED = re.compile(
    r"\b(?:(?:verschoben|verlegt|vertagt) (?:auf|vom|nach)|neue[rs]? (?:termin|datum|tag)"
    r"|(?:nachhol|ersatz|ausweich)termin|nachgeholt|terminverschiebung|terminaenderung"
    r"|rescheduled|new date)\b"
)
"""That the day which is given is the new one."""
_MOVED = re.compile(r"\b(?:verschoben|verlegt|vertagt|vorverlegt|postponed)\b")
_DAY = re.compile(
    r"\b(\d{1,2})\.(?:\s*(\d{1,2})\.|\s*(jan|feb|maer|mär|apr|mai|jun|jul|aug|sep|okt|nov|dez))?",
    re.IGNORECASE,
)
_MONTHS = "jan feb mär apr mai jun jul aug sep okt nov dez".split()
_BEGINNING = 400
"""So many letters of a description are looked at."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sketch:
    """What is compared of a mention. `told_town` is a town that only its title or house names.

    `known` and `hosted` are stems that its town and its hosts say anyway; `pages` its own
    addresses, `links` those that it links to; `site` the host or source that it comes from;
    `house` the name of the house as that of a host; `told` the stems that its description holds;
    `restless` says that it was moved, `renewed` that its day is the new one; `told_days` are the
    days (day, month or 0) that its description names.
    """

    title: Title
    span: Span | None
    town: Town
    told_town: Town
    venue: Venue
    hosts: tuple[Host, ...]
    known: frozenset[str]
    hosted: frozenset[str]
    pages: frozenset[str]
    links: frozenset[str]
    site: str
    online: bool
    restless: bool
    renewed: bool
    told_days: frozenset[tuple[int, int]]
    house: Host | None
    told: frozenset[str]


def sketch(subject: Subject, knowledge: Knowledge) -> Sketch:
    """Fold a mention for comparing. Pure; never raises for a valid event."""
    event = subject.event
    span = span_of(event)
    title = title_of(event.name, span.first if span else None)
    place = event.location
    town = town_of(place)
    hosts = hosts_of(event.organizers, knowledge)
    venue = venue_of(place, town.words)
    moving = f"{title.folded} {folded(event.description[:_BEGINNING])}"
    renewed = event.status is EventStatus.RESCHEDULED or _RENEWED.search(moving) is not None
    restless = renewed or event.status in _MOVING or _MOVED.search(title.folded) is not None
    pages = frozenset(_address(url) for url in (*subject.page_urls, event.url) if url)
    return Sketch(
        title=title,
        span=span,
        town=town,
        told_town=_told_town(event, place) if town is NO_TOWN else NO_TOWN,
        venue=venue,
        hosts=hosts,
        known=frozenset(map(stem, town.words)),
        hosted=frozenset().union(*(host.known for host in hosts)),
        pages=pages,
        links=frozenset(_address(url) for url in subject.links),
        site=subject.source_id or next((urlsplit(url).netloc for url in sorted(pages)), ""),
        online=_online(event, venue),
        restless=restless,
        renewed=renewed,
        told_days=_told_days(event.description) if restless else frozenset(),
        house=host_named(folded(place.name)) if place and place.name else None,
        told=_told(event.description),
    )


def _address(url: str) -> str:
    """An address without what says nothing of the page."""
    try:
        parts = urlsplit(without_tracking(url))
    except ValueError:
        return url
    return parts._replace(scheme="https", fragment="").geturl().rstrip("/")


def _told(description: str) -> frozenset[str]:
    """The subject's words that the beginning of a description holds."""
    if not description:
        return frozenset()
    words = folded(description[:_BEGINNING]).split()
    parts = [token.stem for word in words for token in tokens_of(word)]
    return frozenset([*parts, *map(stem, words)])


def _told_days(description: str) -> frozenset[tuple[int, int]]:
    """The days that the beginning of a description names: (18, 3), or (18, 0) for "am 18."."""
    days = set()
    for day, number, name in _DAY.findall(description[:_BEGINNING]):
        month = _MONTHS.index(name.lower().replace("ae", "ä")[:3]) + 1 if name else int(number or 0)
        days.add((int(day), month))
    return frozenset(days)


def _told_town(event: Event, place: Place | None) -> Town:
    """The town that the name of the event or of the house says."""
    for text in (event.name, place.name if place else ""):
        reading = town_of_name(text) if text else None
        if reading is not None:
            return town_of(reading.place)
    return NO_TOWN


def _online(event: Event, venue: Venue) -> bool:
    if event.attendance_mode is AttendanceMode.ONLINE or event.status is EventStatus.MOVED_ONLINE:
        return True
    return venue.online and not venue.named
