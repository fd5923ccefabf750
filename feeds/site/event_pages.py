"""The page of each event."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from feeds import words
from feeds.cards import Card
from feeds.channel import channel
from feeds.edition import Contents, Edition
from feeds.files import File
from feeds.origin import event_link, event_origins
from feeds.other_tellings import OtherTelling, other_tellings
from feeds.publishable import link, paragraphs, plain, shorten
from feeds.revisions import Revision
from feeds.selections import Dimension
from feeds.selections.catalogue import everything, topic_slug
from feeds.settings import FeedSettings
from feeds.site import event_facts as facts
from feeds.site.entries import (
    Deadlines,
    coming_deadlines,
    deadline_lines,
    entries,
    life_note,
)
from feeds.site.frame import LONGEST_TITLE, Frame, Link, frame
from feeds.site.json_ld import json_ld
from feeds.site.month_pages import page_name as month_name
from feeds.site.page import page
from feeds.snapshot import Snapshot, is_over, is_shown, news_by_publication
from model import AttendanceMode, CoarseWhen, StoredEvent, StoredNews, When, german

LONGEST_EXCERPT = 900


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicEntry:
    """A topic, and the words of the event that decided for it: "wegen „Wasserstoff“"."""

    link: Link
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EventPage:
    """What the page of an event says. Texts are empty where nothing is known."""

    frame: Frame
    mark: str
    name: str
    note: str
    is_over: bool
    days: str
    hours: str
    duration: str
    start_iso: str
    month: Link | None
    places: tuple[facts.PlaceEntry, ...]
    regions: str
    online: str
    organizers: tuple[Link, ...]
    offers: str
    deadlines: tuple[str, ...]
    others: tuple[OtherTelling, ...]
    paragraphs: tuple[str, ...]
    related: tuple[Link, ...]
    reports: tuple[Link, ...]
    sources: tuple[facts.SourceEntry, ...]
    topics: tuple[TopicEntry, ...]
    selections: tuple[Link, ...]
    history: tuple[facts.HistoryEntry, ...]
    original: str
    ics: str
    report_url: str
    data: str


class _Neighbours:
    """What an event's page takes from other records, by the event's UID."""

    def __init__(self, edition: Edition) -> None:
        snapshot = edition.snapshot
        self.cards: Mapping[str, Card] = {card.uid: card for card in edition.cards}
        self.deadlines: Deadlines = coming_deadlines(edition)
        self.events: Mapping[str, StoredEvent] = {
            s.uid: s for s in snapshot.events if is_shown(s, snapshot.today)
        }
        self.news: Mapping[str, list[StoredNews]] = defaultdict(list)
        for item in news_by_publication(snapshot):
            self.news[item.event_uid].append(item)
        self.changes: Mapping[str, list[Revision]] = defaultdict(list)
        for change in edition.everything.changes:
            self.changes[change.uid].append(change)
        self.regions = {region.key: region.name for region in edition.settings.regions}


def files(edition: Edition, months: Collection[str]) -> Iterator[File]:
    """Yield the pages of all published events; `months` are the names of the month pages."""
    beside = _Neighbours(edition)
    for card in edition.cards:
        yield page(f"{card.slug}.html", "event.html", _event(card, beside, edition, months))


def check(card: Card, settings: FeedSettings) -> None:
    """Raise what keeps the event by itself from having a page or a place in a list."""
    when = card.stored.event.when
    if when is None:
        raise ValueError("an event without a time has no page")
    channel_of_all = channel(everything(settings), settings)
    alone = Edition(
        settings=settings,
        snapshot=Snapshot(events=(card.stored,), today=when.first_day),
        cards=(card,),
        contents={channel_of_all.selection.slug: Contents(channel=channel_of_all)},
    )
    entries(alone)
    _event(card, _Neighbours(alone), alone, ())


def _event(card: Card, beside: _Neighbours, edition: Edition, months: Collection[str]) -> EventPage:
    stored, event, when = card.stored, card.stored.event, card.stored.event.when
    settings = edition.settings
    if when is None:
        raise ValueError("an event without a time has no page")
    mark, name = words.mark_and_name(event)
    origins = event_origins(stored, settings.source_names)
    return EventPage(
        frame=_frame(card, edition),
        mark=mark,
        name=name,
        note=words.status_note(stored) if words.is_off(event) else life_note(stored, edition.today),
        is_over=is_over(stored, edition.today),
        days=german.weekdays(when),
        hours=german.hours(when) if isinstance(when, When) else "",
        duration=german.duration(when),
        start_iso=when.first_day.isoformat() if isinstance(when, When) else "",
        month=_month(when, months),
        places=facts.places(stored),
        regions=_regions(card, beside, edition),
        online=_online(stored),
        organizers=_organizers(stored),
        offers=shorten(plain(event.offers), 200),
        deadlines=deadline_lines(beside.deadlines.get(card.uid, ())),
        others=tuple(other_tellings(stored, settings.source_names)),
        paragraphs=tuple(paragraphs(event.description, LONGEST_EXCERPT)),
        related=facts.related(stored, beside.cards, beside.events),
        reports=facts.reports(origins, beside.news.get(card.uid, ())),
        sources=facts.sources(origins),
        topics=_topics(card, edition),
        selections=_selections(card, edition),
        history=facts.history(card, beside.changes.get(card.uid, ())),
        original=event_link(stored),
        ics=f"{card.slug}.ics" if isinstance(when, When) else "",
        report_url=facts.report_url(card, settings),
        data=json_ld(card),
    )


def _frame(card: Card, edition: Edition) -> Frame:
    event = card.stored.event
    told = (german.when_words(event.when) if event.when else "", words.town(event))
    organizers = words.organizers(event)
    # Events of one name differ by their days.
    days = _days(event.when) if event.when else ""
    name = shorten(words.name(event), LONGEST_TITLE - len(days) - 3)
    return frame(
        edition,
        f"{card.slug}.html",
        title=f"{name} · {days}",
        description=shorten(" · ".join(part for part in (*told, organizers) if part), 200),
        stamp=card.stored.last_modified,
    )


def _days(when: When | CoarseWhen) -> str:
    """Return the days for a title; of a rough time its words, since it does not take so long."""
    if isinstance(when, CoarseWhen):
        return shorten(german.when_words(when), LONGEST_TITLE // 2)
    return german.days(when.first_day, when.last_day)


def _month(when: When | CoarseWhen, months: Collection[str]) -> Link | None:
    """Return the month that the event begins in, None where that is not known or has no page."""
    first, last = when.first_day, when.last_day
    is_known = isinstance(when, When) or (first.year, first.month) == (last.year, last.month)
    name = month_name(first)
    return Link(text=german.month(first), url=name) if is_known and name in months else None


def _regions(card: Card, beside: _Neighbours, edition: Edition) -> str:
    keys = (
        key
        for place in card.stored.event.locations
        for key in edition.snapshot.regions_of.get(place.municipality_key, ())
    )
    return ", ".join(dict.fromkeys(beside.regions[key] for key in keys if key in beside.regions))


def _online(stored: StoredEvent) -> str:
    if words.is_online_only(stored.event):
        return "Online"
    return "auch online" if stored.event.attendance_mode is AttendanceMode.MIXED else ""


def _organizers(stored: StoredEvent) -> tuple[Link, ...]:
    found: dict[str, str] = {}
    for organizer in stored.event.organizers:
        name = plain(organizer.name)
        found[name] = found.get(name) or link(organizer.url)
    return tuple(Link(text=text, url=url) for text, url in found.items() if text)


def _topics(card: Card, edition: Edition) -> tuple[TopicEntry, ...]:
    found = []
    for match in card.topics:
        contents = edition.contents.get(topic_slug(match.topic))
        if contents is not None:
            selection = contents.selection
            said = ", ".join(f"„{shorten(plain(word), 60)}“" for word in match.words)
            link_to = Link(text=selection.title, url=selection.page_name)
            found.append(TopicEntry(link=link_to, reason=f"wegen {said}"))
    return tuple(found)


def _selections(card: Card, edition: Edition) -> tuple[Link, ...]:
    """The selections of the event but for all events, and for its topics."""
    others = (Dimension.ALL, Dimension.TOPIC)
    return tuple(
        Link(text=contents.selection.title, url=contents.selection.page_name)
        for slug, contents in edition.contents.items()
        if slug in card.selections and contents.selection.dimension not in others
    )
