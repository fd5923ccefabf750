"""Invented events of a whole country for `bench_feeds.py`: the same ones in each run."""

from datetime import UTC, date, datetime, timedelta
from random import Random

from feeds import FeedSettings, RegionInfo, Snapshot, SourceInfo
from model import (
    BERLIN,
    Deadline,
    DeadlineKind,
    Event,
    Mention,
    NewsItem,
    Organizer,
    Place,
    StoredDeadline,
    StoredEvent,
    StoredNews,
    When,
)
from parsers.places.gazetteer import Municipality, gazetteer, regions_of

TODAY = date(2026, 3, 2)
NOW = datetime(2026, 3, 2, 5, tzinfo=UTC)
SOURCES = 100
_KINDS = ("ministry", "federal_agency", "metropolitan_region", "network", "institute", "state")
_NAMES = (
    "Regionalkonferenz Wasserstoff",
    "Werkstatt Innenstadt",
    "Forum Strukturwandel",
    "Sprechtag Fördermittel",
    "Netzwerktreffen Ländliche Räume",
    "Fachtag Mobilität",
    "Seminar Vergaberecht",
    "Tag der Fachkräfte",
)
_WORDS = (
    "Die Veranstaltung bringt Kommunen, Betriebe und Hochschulen der Region zusammen. "
    "Vorgestellt werden Vorhaben aus drei Landkreisen; am Nachmittag gibt es Gelegenheit zum "
    "Austausch in kleinen Gruppen. Um Anmeldung wird gebeten, die Teilnahme ist kostenfrei. "
)


def settings() -> FeedSettings:
    """Return the settings of a site with 100 sources and all regions."""
    sources = {f"quelle{n}": _source(n) for n in range(SOURCES)}
    known = {region for town in _towns() for region in regions_of(town.key)}
    return FeedSettings(
        base_url="https://bench.example/",
        sources=sources,
        regions=tuple(
            RegionInfo(key=region.key, name=region.name, kind=region.kind)
            for region in sorted(known, key=lambda region: region.key)
        ),
        imprint="Amt für Beispiele",
        privacy="Keine Daten.",
    )


def region(count: int) -> Snapshot:
    """Return a snapshot of `count` coming events, with news and deadlines beside them."""
    random, towns = Random(7), _towns()
    events = tuple(_event(n, random, towns) for n in range(count))
    return Snapshot(
        events=events,
        news=tuple(_news(n) for n in range(count // 5)),
        deadlines=tuple(_deadline(n, stored) for n, stored in enumerate(events[: count // 8])),
        regions_of={
            town.key: tuple(region.key for region in regions_of(town.key)) for town in towns
        },
        today=TODAY,
    )


def _towns() -> list[Municipality]:
    known = (gazetteer().town(index) for index in range(0, 9_000, 9))
    return [town for town in known if town.key and town.country == "DE" and not town.locality]


def _source(number: int) -> SourceInfo:
    kind = _KINDS[number % len(_KINDS)]
    return SourceInfo(id=f"quelle{number}", name=f"Quelle Nummer {number}", kind=kind)


def _event(number: int, random: Random, towns: list[Municipality]) -> StoredEvent:
    town, day = random.choice(towns), TODAY + timedelta(days=random.randrange(365))
    seen = NOW - timedelta(hours=random.randrange(2_000))
    start = datetime(day.year, day.month, day.day, 10, tzinfo=BERLIN)
    timed = When(start=start, end=start + timedelta(hours=6))
    url = f"https://quelle{number % SOURCES}.example/termine/{number}"
    event = Event(
        name=f"{_NAMES[number % len(_NAMES)]} {town.name} {number}",
        when=timed if number % 3 else When(start=day, end=day + timedelta(days=number % 2)),
        locations=(
            Place(
                name="Stadthaus",
                street_address="Markt 1",
                address_locality=town.name,
                address_region=town.land,
                municipality_key=town.key,
                latitude=town.latitude,
                longitude=town.longitude,
            ),
        ),
        organizers=(Organizer(name=f"Quelle Nummer {number % SOURCES}"),),
        description=_WORDS * 2,
        url=url,
        publish=True,
        confidence=0.9,
    )
    source_id = f"quelle{number % SOURCES}"
    mention = Mention(source_id=source_id, page_url=url, first_seen=seen, last_seen=NOW)
    return StoredEvent(
        uid=f"bench-{number}@bench.example",
        sequence=0,
        created=seen,
        last_modified=seen,
        event=event,
        mentions=(mention,),
    )


def _news(number: int) -> StoredNews:
    seen = NOW - timedelta(hours=number)
    return StoredNews(
        uid=f"bench-news-{number}@bench.example",
        created=seen,
        last_modified=seen,
        source_id=f"quelle{number % SOURCES}",
        item=NewsItem(
            headline=f"Meldung Nummer {number} zum Strukturwandel",
            url=f"https://quelle{number % SOURCES}.example/presse/{number}",
            date_published=seen.date(),
            description=_WORDS,
        ),
    )


def _deadline(number: int, stored: StoredEvent) -> StoredDeadline:
    return StoredDeadline(
        uid=f"bench-frist-{number}@bench.example",
        created=stored.created,
        last_modified=stored.created,
        source_id=stored.mentions[0].source_id,
        page_url=stored.event.url,
        deadline=Deadline(
            due=TODAY + timedelta(days=number % 90),
            kind=DeadlineKind.REGISTRATION,
            quote="Anmeldung bis",
        ),
        event_uid=stored.uid,
    )
