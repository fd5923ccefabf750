"""A file of the state before records: its events keep UID, sequence and words; nothing is lost."""

import hashlib
import json
import sqlite3
import zlib
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlite_utils import Database

from feeds import FeedSettings, Snapshot, build
from model import Event, Extraction, Mention, NewsItem, Page, StoredEvent
from model.schema_org import event_to_json, news_to_json
from store import RejectReason, Store
from store.identity import PageFacts, sightings
from store.merging import content_hash
from store.migrations import MIGRATIONS

AT = datetime(2025, 12, 1, 6, tzinfo=UTC)
MOVED = datetime(2025, 12, 8, 6, tzinfo=UTC)
UID = "aaaaaaaaaaaaaaaaaaaaaaaaaa@regioradar.example"
OTHER = "bbbbbbbbbbbbbbbbbbbbbbbbbb@regioradar.example"
A = "https://region.localhost/termine/konferenz"
B = "https://netz.localhost/kalender/7"

Told = Callable[..., Extraction]
Make = Callable[..., Event]


class Old:
    """Writes a file as the program before this step left it."""

    def __init__(self, path: Path) -> None:
        self.db = Database(sqlite3.connect(path))
        MIGRATIONS.apply(self.db, stop_before="0004_history")
        self.db.enable_wal()

    def event(self, uid: str, event: Event, sequence: int) -> None:
        place = event.location
        self.db.table("events").insert(
            {
                "uid": uid,
                "sequence": sequence,
                "created": AT.isoformat(),
                "last_modified": MOVED.isoformat(),
                "event": json.dumps(event_to_json(event)),
                "content_hash": content_hash(event_to_json(event)),
                "start_day": event.when.first_day.isoformat() if event.when else None,
                "end_day": event.when.last_day.isoformat() if event.when else None,
                "locality": place.address_locality if place else "",
                "region": place.address_region if place else "",
                "publish": int(event.publish),
                "status": event.status.value,
            }
        )

    def page(self, source_id: str, url: str, extraction: Extraction) -> int:
        body = repr(extraction).encode()
        digest = hashlib.sha256(body).hexdigest()
        self.db.execute(
            "INSERT OR IGNORE INTO bodies VALUES (?, ?, ?)",
            (digest, zlib.compress(body), len(body)),
        )
        row = {
            "source_id": source_id, "url": url, "requested_url": "", "status": 200,
            "content_type": "text/html", "etag": "", "last_modified": "", "published": "",
            "fetched_at": AT.isoformat(), "last_checked_at": MOVED.isoformat(),
            "body_hash": digest, "extractor_version": "1", "current": 1,
        }  # fmt: skip
        return int(self.db.table("pages").insert(row, pk="id").last_pk)

    def mention(self, uid: str, source_id: str, url: str, extraction: Extraction) -> None:
        page_id = self.page(source_id, url, extraction)
        facts = PageFacts(
            source_id=source_id, url=url, kind=extraction.page_kind, day=date(2025, 12, 1)
        )
        for sighting in sightings(facts, extraction.events):
            for key in sighting.keys:
                self.db.execute("INSERT OR IGNORE INTO aliases VALUES (?, ?)", (key, uid))
            self.db.table("mentions").insert(
                {
                    "source_id": source_id,
                    "page_url": url,
                    "position": sighting.position,
                    "event_uid": uid,
                    "page_id": page_id,
                    "page_kind": extraction.page_kind.value,
                    "event": json.dumps(event_to_json(sighting.event)),
                    "first_seen": (AT if source_id == "region" else MOVED).isoformat(),
                    "missing_since": None,
                }
            )

    def news(self, uid: str, item: NewsItem) -> None:
        self.db.table("news").insert(
            {
                "uid": "news@regioradar.example",
                "created": AT.isoformat(),
                "last_modified": AT.isoformat(),
                "source_id": "netz",
                "page_url": B,
                "event_uid": uid,
                "item": json.dumps(news_to_json(item)),
                "own_page": 0,
            }
        )

    def close(self) -> None:
        self.db.conn.commit()
        self.db.close()


ITEM = NewsItem(headline="Konferenz im März", url=B, about="Regionalkonferenz 2026")


@pytest.fixture
def pages(told: Told, event: Make) -> dict[str, Any]:
    """What the pages of two sources say: of one event both, of another one only the first."""
    return {
        "region": {A: told(event(description="Austausch")), f"{A}/2": told(event("Holztag"))},
        "netz": {B: told(event())},
    }


@pytest.fixture
def path(tmp_path: Path, pages: dict[str, Any], event: Make) -> Path:
    file = tmp_path / "regioradar.sqlite"
    old = Old(file)
    old.event(UID, event(description="Austausch"), 3)
    old.event(OTHER, event("Holztag"), 0)
    old.mention(UID, "region", A, pages["region"][A])
    old.mention(OTHER, "region", f"{A}/2", pages["region"][f"{A}/2"])
    old.mention(UID, "netz", B, pages["netz"][B])
    old.news(UID, ITEM)
    old.close()
    return file


@pytest.fixture
def scene(path: Path, make_scene: Any) -> Iterator[Any]:
    with Store.open(path) as store:
        yield make_scene(path, store)


def mention(source_id: str, url: str) -> Mention:
    first = AT if source_id == "region" else MOVED
    return Mention(source_id=source_id, page_url=url, first_seen=first, last_seen=MOVED)


def expected(event: Make) -> tuple[StoredEvent, StoredEvent]:
    first = StoredEvent(
        uid=UID,
        sequence=3,
        created=AT,
        last_modified=MOVED,
        event=event(description="Austausch"),
        mentions=(mention("netz", B), mention("region", A)),
    )
    second = replace(
        first,
        uid=OTHER,
        sequence=0,
        event=event("Holztag"),
        mentions=(mention("region", f"{A}/2"),),
    )
    return first, second


def calendar(events: tuple[StoredEvent, ...]) -> bytes:
    settings = FeedSettings(
        base_url="https://regioradar.example/",
        title="RegioRadar",
        description="Termine",
        owner="Amt",
        tag_authority="regioradar.example",
        tag_date="2026-01-01",
        past_days=30,
        version="1",
    )
    snapshot = Snapshot(events=events, news=(), deadlines=(), today=date(2026, 1, 6))
    return build(snapshot, settings).files["alle.ics"]


def test_events_are_what_they_were(scene: Any, event: Make) -> None:
    assert scene.store.events() == expected(event)
    assert scene.store.changes() == ()
    assert [item.event_uid for item in scene.store.news()] == [UID]


def test_the_calendar_is_the_same_byte_for_byte(
    scene: Any, event: Make, pages: dict[str, Any]
) -> None:
    """After the step, and after a run that finds every page as it was."""
    before = calendar(expected(event))
    assert b"SEQUENCE:3" in before
    assert calendar(scene.store.events()) == before
    for source, told in pages.items():
        scene.run(told, source=source)
    after = scene.store.events()
    assert [(each.uid, each.sequence, each.last_modified) for each in after] == [
        (UID, 3, MOVED),
        (OTHER, 0, MOVED),
    ]
    assert calendar(after) == before


def test_what_the_new_rules_read_the_same_keeps_uid_and_sequence(
    scene: Any, event: Make, pages: dict[str, Any]
) -> None:
    scene.version = "2"
    for source, told in pages.items():
        scene.run(told, source=source)
    assert [(each.uid, each.sequence) for each in scene.store.events()] == [(UID, 3), (OTHER, 0)]
    assert len(scene.rows("SELECT * FROM records")) == 3


def test_a_change_counts_on(scene: Any, told: Told, event: Make, pages: dict[str, Any]) -> None:
    scene.run({A: told(event(description="Austausch", offers="frei"))})
    first = next(each for each in scene.store.events() if each.uid == UID)
    assert (first.sequence, first.event.offers) == (4, "frei")
    assert first.created == AT


def test_sources_that_were_one_event_can_be_parted(
    scene: Any, event: Make, pages: dict[str, Any]
) -> None:
    """The second source had no UID of its own yet: it gets one, once and for all."""
    done = scene.decide("split", UID, "netz")
    (new,) = set(done.event_uids) - {UID}
    for _ in range(2):
        found = {each.uid: each for each in scene.store.events()}
        assert found.keys() == {UID, OTHER, new}
        assert [m.source_id for m in found[UID].mentions] == ["region"]
        assert [m.source_id for m in found[new].mentions] == ["netz"]
        assert found[UID].sequence == 3
        scene.now += timedelta(days=1)
        for source, told in pages.items():
            scene.run(told, source=source)


def test_the_first_decision_holds(scene: Any, pages: dict[str, Any]) -> None:
    scene.decide("reject", UID, RejectReason.NO_EVENT)
    for source, told in pages.items():
        scene.run(told, source=source)
    assert {each.uid: each.event.publish for each in scene.store.events()} == {
        UID: False,
        OTHER: True,
    }


def test_pages_are_known(scene: Any, pages: dict[str, Any]) -> None:
    page = Page(source_id="netz", url=B, body=repr(pages["netz"][B]).encode(), fetched_at=scene.now)
    run_id = scene.store.start_run(scene.now)
    assert scene.store.save_pages(run_id, "netz", [page], (), scene.now).unchanged == 1
