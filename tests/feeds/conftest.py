"""Records for the feed tests: invented events and news, built with one call each."""

from collections.abc import Callable
from dataclasses import dataclass
from dataclasses import fields as dataclass_fields
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from typing import Any

import pytest

from feeds import FeedSettings, Snapshot, SourceInfo, plan
from model import (
    BERLIN,
    Change,
    ChangeKind,
    Deadline,
    DeadlineKind,
    Event,
    EventStatus,
    Mention,
    NewsItem,
    Organizer,
    Place,
    StoredDeadline,
    StoredEvent,
    StoredNews,
    When,
)
from model.schema_org import event_to_json

TODAY = date(2026, 2, 10)
CREATED = datetime(2026, 1, 12, 8, 30, tzinfo=UTC)
CHANGED = datetime(2026, 1, 20, 9, 15, 30, tzinfo=UTC)


@dataclass(frozen=True)
class Make:
    """Makes records; what a test does not name has a plain, sound value."""

    today: date = TODAY
    created: datetime = CREATED
    changed: datetime = CHANGED

    def at(self, *parts: int) -> datetime:
        return datetime(*parts, tzinfo=BERLIN)  # type: ignore[misc, arg-type]

    def event(self, uid: str = "jahrestagung@regioradar.example", **fields: Any) -> StoredEvent:
        stored = {
            name: fields.pop(name)
            for name in (f.name for f in dataclass_fields(StoredEvent))
            if name in fields
        }
        stored.setdefault("mentions", (self.mention(),))
        values: dict[str, Any] = {
            "name": "Regionalpolitische Jahrestagung",
            "when": When(start=date(2026, 3, 2), end=date(2026, 3, 3)),
            "publish": True,
            "confidence": 0.9,
        }
        return StoredEvent(
            uid=uid,
            **{"sequence": 0, "created": CREATED, "last_modified": CHANGED, **stored},
            event=Event(**{**values, **fields}),
        )

    def mention(
        self, url: str = "https://bmwe.example/termine/jahrestagung", **fields: Any
    ) -> Mention:
        values = {"source_id": "bmwe", "first_seen": CREATED, "last_seen": CHANGED}
        return Mention(page_url=url, **{**values, **fields})

    def conference(self) -> StoredEvent:
        return self.event(
            locations=(
                Place(
                    name="Händel-Halle",
                    address_locality="Halle (Saale)",
                    latitude=51.4825,
                    longitude=11.9697,
                ),
            ),
            organizers=(Organizer(name="Bundesministerium für Wirtschaft und Energie"),),
            url="https://bmwe.example/termine/jahrestagung",
            description="Zwei Tage zu Strukturwandel und Förderung; mit Fachforen.",
            sequence=2,
        )

    def seminar(self, **fields: Any) -> StoredEvent:
        values: dict[str, Any] = {
            "name": "Seminar Fördermittel",
            "when": When(start=self.at(2026, 3, 19, 10), end=self.at(2026, 3, 19, 16)),
            "locations": (Place(address_locality="Berlin"),),
        }
        return self.event("seminar@regioradar.example", **{**values, **fields})

    def cancelled(self) -> StoredEvent:
        return self.event(
            "abgesagt@regioradar.example",
            name="Regionalforum Lausitz",
            when=When(start=date(2026, 4, 15)),
            status=EventStatus.CANCELLED,
        )

    def news(self, uid: str = "meldung@regioradar.example", **fields: Any) -> StoredNews:
        stored = {
            n: fields.pop(n) for n in ("created", "last_modified", "event_uid") if n in fields
        }
        values: dict[str, Any] = {
            "headline": "Neue Förderrunde gestartet",
            "url": "https://bmwe.example/presse/foerderrunde",
            "date_published": date(2026, 1, 11),
            "description": "Bis zum Sommer sind Anträge möglich.",
        }
        return StoredNews(
            uid=uid,
            **{"created": CREATED, "last_modified": CHANGED, **stored},
            source_id="bmwe",
            item=NewsItem(**{**values, **fields}),
        )

    def deadline(self, event_uid: str, due: date | datetime) -> StoredDeadline:
        return StoredDeadline(
            uid=f"frist-{event_uid}",
            created=CREATED,
            last_modified=CHANGED,
            source_id="bmwe",
            page_url="https://bmwe.example/termine/jahrestagung",
            deadline=Deadline(due=due, kind=DeadlineKind.REGISTRATION, quote="Anmeldung"),
            event_uid=event_uid,
        )

    def changes(
        self, *states: StoredEvent, since: datetime | None = None, **fields: Any
    ) -> tuple[Change, ...]:
        """Return the history through these states of one event, one revision a day from `since`.

        Each state is a stored event; its sequence is that of the revision.
        """
        first = since or CHANGED + timedelta(days=1)
        values = {"source_id": "bmwe", "page_url": "https://bmwe.example/neu", **fields}
        history = []
        for number, (before, after) in enumerate(pairwise(states)):
            old, new = event_to_json(before.event), event_to_json(after.event)
            history += [
                Change(
                    event_uid=after.uid,
                    sequence=after.sequence,
                    at=first + timedelta(days=number),
                    kind=ChangeKind.FIELD,
                    field=field,
                    old=old.get(field),
                    new=new.get(field),
                    **values,
                )
                for field in sorted({*old, *new})
                if old.get(field) != new.get(field)
            ]
        return tuple(history)

    def snapshot(self, *events: StoredEvent, **fields: Any) -> Snapshot:
        return Snapshot(events=events, **{"today": TODAY, **fields})


@pytest.fixture(scope="session")
def make() -> Make:
    return Make()


@pytest.fixture(scope="session")
def settings() -> FeedSettings:
    return FeedSettings(
        base_url="https://kalender.example",
        title="Termine, Regionen; Räume",
        version="0.1.0",
        sources={"bmwe": SourceInfo(id="bmwe", name="BMWE")},
    )


@pytest.fixture(scope="session")
def calendars(settings) -> Callable[..., dict[str, bytes]]:
    """Return what makes the calendars of a snapshot, by name, and nothing else; all is sound."""

    def made(snapshot: Snapshot, own: FeedSettings = settings) -> dict[str, bytes]:
        planned = plan(snapshot, own)
        assert planned.problems == ()
        return {f.name: f.make().body for f in planned.files if f.name.endswith(".ics")}

    return made


@pytest.fixture
def only() -> Callable[[Any], Any]:
    """Return the one member of a collection."""

    def one(members: Any) -> Any:
        (member,) = members
        return member

    return one
