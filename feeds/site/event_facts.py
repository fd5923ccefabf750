"""What the page of an event tells of its places, sources, history and neighbours."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import quote, quote_plus

from feeds import words
from feeds.cards import Card
from feeds.origin import Origin, event_link
from feeds.publishable import link, plain, shorten
from feeds.revisions import Revision
from feeds.settings import FeedSettings
from feeds.site.frame import Link
from feeds.snapshot import start_key
from feeds.syndication.change_words import notices
from model import BERLIN, ModelError, Place, StoredEvent, StoredNews, german
from model.schema_org import event_from_json

_LONGEST_LINK = 150
_MAP = "https://www.openstreetmap.org/"


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceEntry:
    """One place, line by line; `map_words` says how exact the map is, "" where there is none."""

    lines: tuple[str, ...]
    land: str
    map_url: str
    map_words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceEntry:
    """A page that tells of the event, and the day on which it was last read."""

    name: str
    url: str
    read: str
    is_missing: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoryEntry:
    """What changed, and on which day we saw it."""

    day: str
    text: str


def places(stored: StoredEvent) -> tuple[PlaceEntry, ...]:
    """Return the places where one can go."""
    if words.is_online_only(stored.event):
        return ()
    found = (_place(place) for place in stored.event.locations)
    return tuple(entry for entry in found if entry.lines or entry.land)


def sources(origins: Iterable[Origin]) -> tuple[SourceEntry, ...]:
    """Return the pages that tell of the event, the organiser's first, those that ceased last.

    The first page of a source goes by its name, further ones by their number too.
    """
    announcing = [origin for origin in origins if not origin.is_report]
    told: Counter[str] = Counter()
    found = []
    for origin in sorted(announcing, key=lambda o: o.is_missing):
        told[origin.name] += 1
        number = told[origin.name]
        name = origin.name if number == 1 else f"{origin.name}, Seite {number}"
        found.append(_source(origin, name))
    return tuple(found)


def reports(origins: Iterable[Origin], news: Iterable[StoredNews]) -> tuple[Link, ...]:
    """Return what tells of the event in retrospect: by its headline, else by the source's name."""
    found = {
        link(item.item.url): shorten(plain(item.item.headline), _LONGEST_LINK)
        for item in news
        if item.item.is_report
    }
    for origin in origins:
        if origin.is_report:
            found.setdefault(origin.url, origin.name)
    return tuple(Link(text=text, url=url) for url, text in found.items() if url and text)


def related(
    stored: StoredEvent, cards: Mapping[str, Card], others: Mapping[str, StoredEvent]
) -> tuple[Link, ...]:
    """Return the published related events by start: their pages, else (long over) their own."""
    uids = {found.uid for found in stored.related} - {stored.uid}
    events = [others[uid] for uid in uids if uid in others]
    links = []
    for other in sorted(events, key=start_key):
        card = cards.get(other.uid)
        url = f"{card.slug}.html" if card else event_link(other)
        if url and plain(other.event.name):
            links.append(Link(text=words.title(other.event, _LONGEST_LINK), url=url))
    return tuple(links)


def history(card: Card, changes: Sequence[Revision]) -> tuple[HistoryEntry, ...]:
    """Return what became of the event since it was first published, the newest first."""
    first = HistoryEntry(
        day=german.day(card.published.astimezone(BERLIN)), text="zum ersten Mal veröffentlicht"
    )
    return (*(entry for change in changes for entry in _turns(change)), first)


def report_url(card: Card, settings: FeedSettings) -> str:
    """Return where a fault in this event can be reported, "" where nobody can be reached."""
    contact = settings.contact
    if "@" not in contact:
        return link(contact)
    subject = quote(f"Hinweis zu „{shorten(plain(card.stored.event.name), 100)}“")
    return f"mailto:{quote(contact, safe='@')}?subject={subject}&body={quote(card.url)}"


def _place(place: Place) -> PlaceEntry:
    street, town = plain(place.street_address), plain(place.address_locality)
    code, land = plain(place.postal_code), plain(place.address_region)
    lines = [plain(place.name), street, " ".join(part for part in (code, town) if part)]
    map_url = map_words = ""
    if street and town:
        map_url = f"{_MAP}search?query={quote_plus(f'{street}, {code} {town}'.replace('  ', ' '))}"
        map_words = "Karte"
    elif place.latitude is not None:
        at = f"{place.latitude:.5f}", f"{place.longitude:.5f}"
        map_url = f"{_MAP}?mlat={at[0]}&mlon={at[1]}#map=13/{at[0]}/{at[1]}"
        map_words = "Karte (Ortsmitte)"
    return PlaceEntry(
        lines=tuple(dict.fromkeys(line for line in lines if line)),
        land="" if land == town else land,
        map_url=map_url,
        map_words=map_words,
    )


def _source(origin: Origin, name: str) -> SourceEntry:
    read = german.day(origin.last_read.astimezone(BERLIN)) if origin.last_read else ""
    return SourceEntry(name=name, url=origin.url, read=read, is_missing=origin.is_missing)


def _turns(change: Revision) -> Iterator[HistoryEntry]:
    """Yield one line for a revision; what no record admits any more has no words."""
    try:
        before, after = event_from_json(change.before), event_from_json(change.after)
    except ModelError:
        return
    by_staff = all(bool(one.by) for one in change.changes)
    text = "; ".join(notice.text for notice in notices(before, after, corrected=by_staff))
    if text:
        yield HistoryEntry(day=german.day(change.at.astimezone(BERLIN)), text=text)
