"""An event through the runs: new, revised, unchanged, missing and back again."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from model import (
    Deadline,
    DeadlineKind,
    Event,
    EventStatus,
    Evidence,
    Extraction,
    NewsItem,
    PageKind,
    Problem,
    ProblemKind,
    Severity,
    StoredEvent,
)
from store import EventCounts

HOME = "https://region.localhost"
LIST = f"{HOME}/termine"
DETAIL = f"{HOME}/termine/konferenz"

Told = Callable[..., Extraction]
Make = Callable[..., Event]


def revision(stored: StoredEvent) -> tuple[str, int, Any]:
    return (stored.uid, stored.sequence, stored.last_modified)


@contextmanager
def written_tables(scene: Any) -> Iterator[set[str]]:
    """The tables that statements of the block write to, filled in at its end."""
    statements: list[str] = []
    tables: set[str] = set()
    connection = scene.store._connection.db.conn
    connection.set_trace_callback(statements.append)
    yield tables
    connection.set_trace_callback(None)
    found = re.findall(r'(?:INSERT INTO|UPDATE|DELETE FROM) "?(\w+)', "\n".join(statements))
    tables.update(found)


def test_a_new_event(scene: Any, told: Told, event: Make) -> None:
    assert scene.run({DETAIL: told(event())}) == EventCounts(events=1, new=1)
    stored = scene.only
    assert stored.event == event()
    assert stored.sequence == 0
    assert stored.created == stored.last_modified == scene.now + timedelta(minutes=1)
    (mention,) = stored.mentions
    assert (mention.source_id, mention.page_url) == ("region", DETAIL)
    assert mention.first_seen == mention.last_seen == scene.now
    assert stored.uid.endswith("@regioradar.example")


def test_two_fresh_databases_give_the_same_uid(
    open_scene: Callable[[], Any], told: Told, event: Make
) -> None:
    scenes = [open_scene(), open_scene()]
    for number, scene in enumerate(scenes):
        scene.now += timedelta(days=50 * number)
        scene.run({DETAIL: told(event()), LIST: told(event("Anders"), kind=PageKind.LISTING)})
    assert [s.uid for s in scenes[0].store.events()] == [s.uid for s in scenes[1].store.events()]


CHANGES: list[dict[str, Any]] = [
    {"name": "Regionalkonferenz in neuem Rahmen"},
    {"day": date(2026, 5, 4)},
    {"name": "Ganz anders", "day": date(2026, 6, 1)},
    {"status": EventStatus.CANCELLED},
    {"town": "Kiel"},
]


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: "+".join(change))
def test_edited_keeps_the_uid_and_raises_the_sequence(
    scene: Any, told: Told, event: Make, change: dict[str, Any]
) -> None:
    scene.run({DETAIL: told(event())})
    before = scene.only
    assert scene.run({DETAIL: told(event(**change))}) == EventCounts(events=1, changed=1)
    after = scene.only
    assert (after.uid, after.sequence, after.created) == (before.uid, 1, before.created)
    assert after.last_modified == scene.now + timedelta(minutes=1)
    assert after.event == event(**change)
    assert len(after.mentions) == 1
    assert after.mentions[0].first_seen == before.mentions[0].first_seen


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: "+".join(change))
def test_edited_in_a_list_keeps_the_uid_by_the_items_own_id(
    scene: Any, told: Told, event: Make, change: dict[str, Any]
) -> None:
    other = event("Werkstatt", date(2026, 4, 1), identifier="2")
    scene.run({LIST: told(event(identifier="1"), other, kind=PageKind.LISTING)})
    uids = {stored.uid for stored in scene.store.events()}
    scene.run({LIST: told(other, event(**change, identifier="1"), kind=PageKind.LISTING)})
    assert {stored.uid for stored in scene.store.events()} == uids
    assert sorted(stored.sequence for stored in scene.store.events()) == [0, 1]


def test_unchanged_leaves_every_row_as_it_is(scene: Any, told: Told, event: Make) -> None:
    pages = {
        DETAIL: told(event(), news=(), deadlines=()),
        LIST: told(event(url=DETAIL), event("Andere"), kind=PageKind.LISTING),
    }
    scene.run(pages)
    before = scene.dump()
    assert scene.run(pages) == EventCounts(events=2)
    scene.version = "2"
    assert scene.run(pages) == EventCounts(events=2)
    assert scene.dump() == before
    assert scene.store.health()[0].pages_read == 2
    assert {m.last_seen for s in scene.store.events() for m in s.mentions} == {scene.now}


def test_unchanged_writes_no_row(scene: Any, told: Told, event: Make) -> None:
    due = Deadline(due=date(2026, 2, 1), kind=DeadlineKind.REGISTRATION, quote="bis")
    news = NewsItem(headline="Meldung", url=f"{HOME}/presse/1")
    pages = {DETAIL: told(event(), news=(news,), deadlines=(due,))}
    scene.run(pages)
    scene.version = "2"
    with written_tables(scene) as written:
        scene.run(pages)
    assert {"pages", "runs", "source_runs"} <= written
    assert not {"events", "aliases", "mentions", "news", "deadlines"} & written


def test_another_body_with_the_same_event_is_no_revision(
    scene: Any, told: Told, event: Make
) -> None:
    scene.run({DETAIL: told(event())})
    before = scene.only
    with written_tables(scene) as written:
        assert scene.run({DETAIL: told(event(), headline="new")}).changed == 0
    assert {"events", "aliases", "mentions"} & written == {"mentions"}
    after = scene.only
    assert revision(after) == revision(before)
    assert after.mentions[0].first_seen == before.mentions[0].first_seen
    assert after.mentions[0].last_seen == scene.now


def test_evidence_that_moved_is_kept_up_to_date_without_a_revision(
    scene: Any, told: Told, event: Make
) -> None:
    def quoted(start: int) -> Event:
        found = Evidence(quote="2. März", start=start, end=start + 7, rule="prose", confidence=0.9)
        return event(evidence={"startDate": found}, confidence=start / 100)

    scene.run({DETAIL: told(quoted(10))})
    before = scene.only
    assert scene.run({DETAIL: told(quoted(20))}).changed == 0
    after = scene.only
    assert revision(after) == revision(before)
    assert after.event == quoted(20)


def test_a_yearly_series_in_a_list(scene: Any, told: Told, event: Make) -> None:
    years = [event("Jahrestagung", date(year, 3, 2)) for year in (2026, 2027)]
    scene.run({LIST: told(*years[:1], kind=PageKind.LISTING)})
    first = scene.only
    scene.run({LIST: told(*years, kind=PageKind.LISTING)})
    scene.run({LIST: told(*years[1:], kind=PageKind.LISTING)})
    stored = {s.event.when.first_day.year: s for s in scene.store.events()}
    assert set(stored) == {2026, 2027}
    assert revision(stored[2026]) == revision(first)


def test_vanished_is_not_cancelled(scene: Any, told: Told, event: Make) -> None:
    scene.run({LIST: told(event(), event("Andere"), kind=PageKind.LISTING)})
    before = {s.uid: (s.sequence, s.last_modified, s.event) for s in scene.store.events()}
    seen = scene.now
    counts = scene.run({LIST: told(event("Andere"), kind=PageKind.LISTING)})
    assert counts == EventCounts(events=1)
    after = {s.uid: (s.sequence, s.last_modified, s.event) for s in scene.store.events()}
    assert after == before
    (missing,) = scene.rows("SELECT * FROM mentions WHERE missing_since IS NOT NULL")
    assert '"Regionalkonferenz 2026"' in missing["event"]
    (gone,) = [s for s in scene.store.events() if s.event.name == "Regionalkonferenz 2026"]
    assert [mention.last_seen for mention in gone.mentions] == [seen]


def test_back_again(scene: Any, told: Told, event: Make) -> None:
    listing = told(event(), kind=PageKind.LISTING)
    scene.run({LIST: listing})
    before = scene.only
    scene.run({LIST: told(kind=PageKind.LISTING)})
    since = scene.rows("SELECT missing_since FROM mentions")
    scene.run({LIST: told(kind=PageKind.LISTING, headline="x")})
    assert scene.rows("SELECT missing_since FROM mentions") == since
    assert scene.run({LIST: listing}) == EventCounts(events=1)
    assert scene.rows("SELECT missing_since FROM mentions") == [{"missing_since": None}]
    assert revision(scene.only) == revision(before)
    assert scene.only.mentions[0].first_seen == before.mentions[0].first_seen


def test_a_page_that_cannot_be_read_changes_nothing(scene: Any, told: Told, event: Make) -> None:
    scene.run({DETAIL: told(event())})
    before = scene.dump()
    fault = Problem(kind=ProblemKind.EMPTY, message="nothing in it", severity=Severity.ERROR)
    counts = scene.run({DETAIL: told(kind=PageKind.OTHER, problems=(fault,))})
    assert counts == EventCounts(events=1, problems=1)
    assert scene.dump() == before
    assert scene.store.problems(scene.run_ids[-1])[0].problem == replace(fault, url=DETAIL)


def test_a_page_that_was_not_crawled_changes_nothing(scene: Any, told: Told, event: Make) -> None:
    scene.run({DETAIL: told(event()), LIST: told(event("Andere"), kind=PageKind.LISTING)})
    before = scene.dump()
    assert scene.run({}) == EventCounts(events=2)
    assert scene.dump() == before


def test_a_mention_under_another_key_is_the_same_mention(
    scene: Any, told: Told, event: Make
) -> None:
    scene.run({LIST: told(event(), kind=PageKind.LISTING)})
    before = scene.only
    scene.run({LIST: told(event(identifier="9"), kind=PageKind.LISTING)})
    after = scene.only
    assert revision(after) == revision(before)
    (row,) = scene.rows("SELECT position, missing_since FROM mentions")
    assert row == {"position": "item:region|9", "missing_since": None}
    assert after.mentions[0].first_seen == before.mentions[0].first_seen


def test_what_the_rules_of_today_do_not_read_is_not_published(
    scene: Any, event: Callable[..., Event], told: Callable[..., Extraction]
) -> None:
    """The same page under other rules: the old reading was a mistake, and may come back."""
    url = "https://region.localhost/termine/1"
    first = told(event())
    scene.run({url: first})
    body = scene.rows("SELECT body_hash FROM pages")
    for version, reading, published in (("2", told(), False), ("3", first, True)):
        scene.version = version
        scene.now += timedelta(days=1)
        run_id = scene.store.start_run(scene.now)
        scene.store.save_extractions(
            run_id,
            "region",
            [(i, p, reading) for i, p in scene.store.pages_to_extract("region", version)],
            version,
            scene.now,
        )
        (stored,) = scene.store.events()
        assert stored.event.publish is published
    assert scene.rows("SELECT body_hash FROM pages") == body
    assert stored.sequence == 2
