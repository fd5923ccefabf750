"""A made-up region with a hundred thousand events, told by twenty sources. For benchmarks only.

Towns are real and drawn by their size, all else is put together from words of the field. The same
seed gives the same events.
"""

import gzip
import json
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from importlib.resources import files

from model import BERLIN, Event, Extraction, Organizer, Page, PageKind, Place, When

FIRST = date(2025, 1, 1)
DAYS = 3 * 365
SOURCES = tuple(f"source{number:02}" for number in range(20))
_FORMATS = (
    "Netzwerktreffen", "Fachtagung", "Regionalkonferenz", "Workshop", "Zukunftswerkstatt", "Forum",
    "Sprechstunde", "Beiratssitzung", "Stammtisch", "Jahrestagung", "Bürgerdialog", "Seminar",
    "Auftaktveranstaltung", "Symposium", "Pitch-Abend", "Infoveranstaltung", "Exkursion",
)  # fmt: skip
_TOPICS = (
    "Wasserstoff", "Strukturwandel", "Fachkräfte", "Ortskerne", "Ländliche Räume", "Leerstand",
    "Mobilität", "Kreislaufwirtschaft", "Digitale Verwaltung", "Regionalmarketing", "Wärmeplanung",
    "Gründung", "Daseinsvorsorge", "Bioökonomie", "Tourismus", "Klimaanpassung", "Breitband",
    "Gewerbeflächen", "Innovation im Mittelstand", "Förderprogramme", "Kulturelle Orte", "Energie",
)  # fmt: skip
_ASIDES = ("", "", "", "im Dialog", "neu gedacht", "für Kommunen", "vor Ort", "gemeinsam gestalten")
_BODIES = ("Netzwerk", "Landkreis", "Wirtschaftsförderung", "Regionalverband", "Zweckverband")
_HOUSES = ("Stadthalle", "Rathaus", "Kulturhaus", "Gründerzentrum", "Bürgerhaus", "", "")


@dataclass(frozen=True, slots=True)
class Told:
    """An event as one source tells it, on a page of its own."""

    source_id: str
    url: str
    event: Event

    def reading(self, at: datetime) -> tuple[Page, Extraction]:
        """The page, and what the parsers would say of it."""
        body = repr(self.event).encode()
        page = Page(source_id=self.source_id, url=self.url, body=body, fetched_at=at)
        return page, Extraction(page_kind=PageKind.EVENT, events=(self.event,))


class Region:
    """Draws events and the ways in which sources tell them."""

    def __init__(self, seed: int = 1, first: date = FIRST, days: int = DAYS) -> None:
        self._random = random.Random(seed)
        self._first, self._days = first, days
        self._towns, self._weights = _towns()
        self._number = 0

    def events(self, count: int) -> Iterator[Told]:
        """So many events; a quarter of them is told by a second source, some by a third."""
        for _ in range(count):
            event = self.event()
            sources = self._random.sample(SOURCES, 3)
            tellers = self._random.choices((1, 2, 3), (75, 20, 5))[0]
            for number, source_id in enumerate(sources[:tellers]):
                yield self._told(source_id, event if number == 0 else self.retold(event))

    def retold(self, event: Event) -> Event:
        """The event in the words of somebody else: less of it, and not in the same order."""
        words = event.name.split(" ")
        name = " ".join((*words[1:], words[0])) if self._random.random() < 0.3 else event.name
        when = event.when
        if isinstance(when, When) and self._random.random() < 0.4:
            when = When(start=when.first_day)
        hosts = event.organizers if self._random.random() < 0.6 else ()
        return replace(event, name=name, when=when, organizers=hosts)

    def other_source(self, told: Told) -> Told:
        """A source that has not told of the event before tells it too."""
        others = [source_id for source_id in SOURCES if source_id != told.source_id]
        return self._told(self._random.choice(others), self.retold(told.event))

    def changed(self, told: Told) -> Told:
        """The same page, with another hour or another house."""
        when = told.event.when
        start = when.first_day if isinstance(when, When) else self._first
        moved = datetime(start.year, start.month, start.day, 16, 45, tzinfo=BERLIN)
        return replace(told, event=replace(told.event, when=When(start=moved)))

    def _told(self, source_id: str, event: Event) -> Told:
        self._number += 1
        return Told(source_id, f"https://{source_id}.localhost/termin/{self._number}", event)

    def event(self) -> Event:
        """Another event."""
        draw = self._random
        town = draw.choices(self._towns, self._weights)[0] if draw.random() < 0.85 else None
        day = self._first + timedelta(days=draw.randrange(self._days))
        start: date = day
        if draw.random() < 0.7:
            start = datetime(day.year, day.month, day.day, draw.randint(9, 19), tzinfo=BERLIN)
        long = draw.random() < 0.05
        end = day + timedelta(days=draw.randint(20, 90)) if long else None
        parts = (draw.choice(_FORMATS), draw.choice(_TOPICS), draw.choice(_ASIDES))
        host = f"{draw.choice(_BODIES)} {town.address_locality if town else draw.choice(_TOPICS)}"
        house = Place(name=draw.choice(_HOUSES)) if town is None else town
        return Event(
            name=" ".join(part for part in parts if part),
            when=When(start=start, end=end),
            locations=(replace(house, name=draw.choice(_HOUSES)),) if town else (),
            organizers=(Organizer(name=host),),
            description="Ein Termin für Verwaltung, Wirtschaft und Wissenschaft. " * 4,
            confidence=0.9,
            publish=True,
        )


def at(day: int) -> datetime:
    """The moment of a run, so many days after the first one (UTC)."""
    return datetime(2026, 5, 4, 5, tzinfo=UTC) + timedelta(days=day)


def _towns() -> tuple[Sequence[Place], Sequence[float]]:
    raw = files("parsers.places").joinpath("gazetteer.json.gz").read_bytes()
    content = json.loads(gzip.decompress(raw))
    towns = {}
    for row in content["towns"]:
        key, name, rank = row[0], row[1], row[-1]
        if key and key not in towns:
            towns[key] = (Place(address_locality=name, municipality_key=key), 10 ** (rank / 10))
    places, weights = zip(*towns.values(), strict=True)
    return places, weights
