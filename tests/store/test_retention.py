"""Bodies of pages go when their time is over, to the day, and never while anything needs them."""

import random
import shutil
import sqlite3
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from model import (
    ChangeKind,
    CoarseWhen,
    Deadline,
    DeadlineKind,
    EntryKind,
    Extraction,
    Grain,
    Page,
    PageKind,
    Problem,
    ProblemKind,
    PrunedError,
    Severity,
    StoreError,
    When,
)
from store import CrawlCounts, PrunedKind, Retention, Store, decisions, events, history
from store.retention import FORMER_STAFF

DAYS = Retention(bodies_without_event=30, bodies_with_event=365)
ONE = "https://region.localhost/eins"
TWO = "https://region.localhost/zwei"
LIST = "https://region.localhost/termine"
OTHER = Extraction(page_kind=PageKind.OTHER)


def prune(store: Store, today: date, days: Retention = DAYS) -> dict[PrunedKind, int]:
    """Prune and sum up what went, held against what was foretold."""
    pruning = store.pruning(days, today)
    due, gone = Counter[PrunedKind](), Counter[PrunedKind]()
    for pruned in pruning.due():
        due[pruned.kind] += pruned.rows
    for pruned in pruning.carry_out():
        gone[pruned.kind] += pruned.rows
    assert gone == due
    return {kind: rows for kind, rows in gone.items() if rows}


def kept(store: Store) -> list[tuple[str, date]]:
    """Address and day of fetching of the versions that still have their body."""
    versions = store.pages(versions=True)
    return [(page.url, page.fetched_at.date()) for page in versions if page.has_body]


def goes_after(scene: Any, last: date, days: Retention = DAYS) -> bool:
    """Whether the one body there is stays until the end of `last`, and goes with the next day."""
    assert prune(scene.store, last, days) == {}
    return prune(scene.store, last + timedelta(days=1), days) == {PrunedKind.BODIES: 1}


def other_words(text: str) -> Extraction:
    """A page without an event; what the scene makes its body of."""
    return Extraction(page_kind=PageKind.OTHER, headline=text)


# --- To the day -------------------------------------------------------------------------------


def test_a_body_without_an_event_stays_thirty_days_after_it_was_last_seen(scene: Any) -> None:
    scene.run({ONE: OTHER})
    scene.run({ONE: OTHER})
    assert scene.now.date() == date(2026, 1, 7)
    assert goes_after(scene, date(2026, 2, 6))


@pytest.mark.parametrize(
    ("seen", "last"),
    [
        (datetime(2026, 1, 6, 22, 59, tzinfo=UTC), date(2026, 2, 5)),
        (datetime(2026, 1, 6, 23, 0, tzinfo=UTC), date(2026, 2, 6)),
        (datetime(2026, 7, 6, 21, 59, tzinfo=UTC), date(2026, 8, 5)),
        (datetime(2026, 7, 6, 22, 0, tzinfo=UTC), date(2026, 8, 6)),
    ],
)
def test_days_are_those_of_berlin(scene: Any, seen: datetime, last: date) -> None:
    scene.now = seen - timedelta(days=1)
    scene.run({ONE: OTHER})
    assert goes_after(scene, last)


def test_a_body_with_an_event_stays_a_year_after_its_last_day(
    scene: Any, event: Callable[..., Any], told: Callable[..., Any]
) -> None:
    when = When(start=date(2026, 3, 2), end=date(2026, 3, 4))
    scene.run({ONE: told(event(when=when))})
    assert goes_after(scene, date(2027, 3, 4))


def test_of_several_events_the_last_one_counts(
    scene: Any, event: Callable[..., Any], told: Callable[..., Any]
) -> None:
    early = event("Auftakt der Reihe", date(2026, 3, 2))
    scene.run({LIST: told(early, event("Abschluss in Gera", date(2026, 9, 30)))})
    assert goes_after(scene, date(2027, 9, 30))


def test_an_event_of_which_only_the_season_is_known_counts_from_its_end(
    scene: Any, event: Callable[..., Any], told: Callable[..., Any]
) -> None:
    spring = CoarseWhen(
        first_day=date(2026, 3, 1), last_day=date(2026, 5, 31), grain=Grain.SEASON, text="Frühjahr"
    )
    scene.run({ONE: told(event(when=spring))})
    assert goes_after(scene, date(2027, 5, 31))


@pytest.mark.parametrize("more", [{"day": None}, {"recurrence": "FREQ=MONTHLY;BYDAY=1TU"}])
def test_an_event_without_a_known_end_counts_from_when_it_was_seen(
    scene: Any, event: Callable[..., Any], told: Callable[..., Any], more: dict[str, Any]
) -> None:
    scene.now = datetime(2026, 4, 30, 6, tzinfo=UTC)
    scene.run({ONE: told(event("Stammtisch", **more))})
    assert goes_after(scene, date(2027, 5, 1))


def test_a_deadline_counts_as_an_event(scene: Any) -> None:
    call = Deadline(due=date(2026, 6, 15), kind=DeadlineKind.APPLICATION, quote="bis 15. Juni")
    scene.run({ONE: Extraction(page_kind=PageKind.NEWS, deadlines=(call,))})
    assert goes_after(scene, date(2027, 6, 15))


def test_nothing_is_the_word_for_ever(
    scene: Any, event: Callable[..., Any], told: Callable[..., Any]
) -> None:
    scene.run({ONE: told(event()), TWO: OTHER})
    for _ in range(2):
        scene.run({ONE: told(event()), TWO: other_words(str(scene.now))})
    late = date(2099, 1, 1)
    assert prune(scene.store, late, Retention()) == {}
    # What is kept for ever when it tells of nothing is kept when it tells of something.
    assert prune(scene.store, late, Retention(bodies_with_event=1)) == {}
    assert prune(scene.store, late, Retention(bodies_without_event=1)) == {PrunedKind.BODIES: 3}
    assert [url for url, _ in kept(scene.store)] == [ONE]


@pytest.mark.parametrize("longer", ["region", "stadt"])
def test_of_an_event_that_two_sources_tell_the_later_end_counts_for_both(
    scene: Any, event: Callable[..., Any], told: Callable[..., Any], longer: str
) -> None:
    """Whichever of them is published."""
    days = {
        source: When(start=date(2026, 3, 2), end=date(2026, 3, 4) if source == longer else None)
        for source in ("region", "stadt")
    }
    for source, when in days.items():
        page = told(event(when=when), headline=source)
        scene.run({f"https://{source}.localhost/eins": page}, source=source)
    (stored,) = scene.store.events()
    assert len(stored.mentions) == 2
    ends = {stored.event.when.last_day, date(2026, 3, 4)}
    assert prune(scene.store, date(2027, 3, 2)) == {}
    prune(scene.store, max(ends) + timedelta(days=365))
    assert f"https://{longer}.localhost/eins" in dict(kept(scene.store))
    assert prune(scene.store, max(ends) + timedelta(days=366))
    assert kept(scene.store) == []


# --- Versions ---------------------------------------------------------------------------------


def test_a_page_that_stands_keeps_its_body_however_long_its_event_is_over(
    scene: Any, event: Callable[..., Any], told: Callable[..., Any]
) -> None:
    for year in (2026, 2027, 2028, 2029):
        scene.now = datetime(year, 4, 30, 6, tzinfo=UTC)
        scene.run({ONE: told(event())})
        assert prune(scene.store, date(year, 5, 31)) == {}
    assert prune(scene.store, date(2029, 6, 1)) == {PrunedKind.BODIES: 1}


def test_a_body_that_two_pages_share_goes_with_the_last_of_them(scene: Any) -> None:
    scene.run({ONE: OTHER, TWO: OTHER})
    scene.run({TWO: OTHER})
    assert len(scene.rows("SELECT * FROM bodies")) == 1
    assert goes_after(scene, date(2026, 2, 6))
    assert kept(scene.store) == []


def test_an_old_version_that_told_of_an_event_is_evidence_of_its_changes(
    scene: Any, event: Callable[..., Any], told: Callable[..., Any]
) -> None:
    scene.run({ONE: told(event(day=date(2026, 3, 2)))})
    scene.run({ONE: told(event(day=date(2026, 4, 2)))})
    scene.run({ONE: other_words("Das Haus")})
    scene.run({ONE: other_words("Das Haus am Markt")})
    # The first version without the event shows that it went; the one after it tells of nothing.
    assert prune(scene.store, date(2027, 4, 2)) == {PrunedKind.BODIES: 1}
    assert [day.day for _, day in kept(scene.store)] == [6, 7, 8]
    assert prune(scene.store, date(2027, 4, 3)) == {PrunedKind.BODIES: 3}


def test_old_versions_of_a_list_go_with_the_events_that_they_told_of(
    scene: Any, event: Callable[..., Any], told: Callable[..., Any]
) -> None:
    """However long the list goes on: it would be kept as a whole otherwise."""
    for month in range(1, 13):
        scene.now = datetime(2026, month, 1, 6, tzinfo=UTC)
        coming = [event(f"Treffen {n}", date(2026, n, 20)) for n in (month, month + 1) if n < 13]
        scene.run({LIST: told(*coming, kind=PageKind.LISTING)})
    prune(scene.store, date(2027, 6, 21))
    assert [day.month for _, day in kept(scene.store)] == [6, 7, 8, 9, 10, 11, 12]


def test_what_was_never_read_is_not_given_up(scene: Any) -> None:
    at = scene.now
    pages = [
        Page(source_id="region", url=ONE, body=b"TERMIN", fetched_at=at),
        Page(source_id="region", url=TWO, body=b"<urlset/>", fetched_at=at, role=EntryKind.SITEMAP),
    ]
    scene.store.save_pages(scene.store.start_run(at), "region", pages, (), at)
    assert prune(scene.store, date(2030, 1, 1)) == {PrunedKind.BODIES: 1}
    assert [url for url, _ in kept(scene.store)] == [ONE]
    read = dict(scene.store.pages_to_extract("region", "1"))
    assert [page.body for page in read.values()] == [b"TERMIN"]


def test_what_is_not_read_any_more_when_its_turn_comes_goes_as_a_version_of_its_own(
    scene: Any,
) -> None:
    """A version that was replaced before it was read is never read: nothing waits for it."""
    for day, body in enumerate((b"a", b"b")):
        at = scene.now + timedelta(days=day)
        page = Page(source_id="region", url=ONE, body=body, fetched_at=at)
        scene.store.save_pages(scene.store.start_run(at), "region", [page], (), at)
    assert prune(scene.store, date(2026, 3, 1)) == {PrunedKind.BODIES: 1}
    assert scene.store.page_at("region", ONE).body == b"b"


# --- What is left of a page -------------------------------------------------------------------


@pytest.fixture
def pruned(scene: Any) -> Any:
    """A scene with a page whose body is kept no longer, and the answers that it may get."""
    crawl(scene, b"<p>Haus</p>", days=0, etag='"1"')
    scene.store.save_extractions(
        1,
        "region",
        [(page_id, page, OTHER) for page_id, page in scene.store.pages_to_extract("region", "1")],
        "1",
        scene.now,
    )
    assert prune(scene.store, date(2026, 6, 1)) == {PrunedKind.BODIES: 1}
    return scene


def crawl(scene: Any, body: bytes | None, days: int, **more: Any) -> CrawlCounts:
    """A crawl of one page; without a body it answered "not modified"."""
    at = scene.now + timedelta(days=days)
    page = Page(source_id="region", url=ONE, body=body or b"", fetched_at=at, **more)
    answers = ((page,), ()) if body is not None else ((), (ONE,))
    run_id = scene.store.start_run(at)
    saved: CrawlCounts = scene.store.save_pages(
        run_id, "region", *answers, at, lambda _: "says the same"
    )
    return saved


def test_its_row_stays_and_its_body_is_named_as_gone(pruned: Any) -> None:
    (page,) = pruned.store.pages("region")
    assert (page.url, page.size, page.has_body, page.current) == (ONE, 11, False, True)
    with pytest.raises(PrunedError, match=rf"^region {ONE}: .* 2026-01-05 is kept no longer"):
        pruned.store.page(page.page_id)


def test_it_is_asked_for_whole_and_no_304_can_mean_it(pruned: Any) -> None:
    assert pruned.store.validators("region") == {}
    assert pruned.store.page_at("region", ONE) is None
    assert crawl(pruned, None, days=200) == CrawlCounts()
    (page,) = pruned.store.pages("region")
    assert page.last_checked_at == pruned.now


def test_another_page_that_the_address_led_to_is_found_in_its_place(pruned: Any) -> None:
    moved = Page(
        source_id="region",
        url=TWO,
        requested_url=ONE,
        body=b"umgezogen",
        etag='"2"',
        fetched_at=pruned.now + timedelta(days=200),
    )
    pruned.store.save_pages(pruned.store.start_run(pruned.now), "region", [moved], (), pruned.now)
    assert pruned.store.validators("region") == {ONE: ('"2"', ""), TWO: ('"2"', "")}
    assert pruned.store.page_at("region", ONE) == moved


def test_the_same_answer_brings_its_body_back(pruned: Any) -> None:
    assert crawl(pruned, b"<p>Haus</p>", days=200, etag='"2"') == CrawlCounts(pages=1, unchanged=1)
    (page,) = pruned.store.pages("region", versions=True)
    assert page.has_body
    assert pruned.store.page(page.page_id).body == b"<p>Haus</p>"
    assert pruned.store.validators("region") == {ONE: ('"2"', "")}
    assert list(pruned.store.pages_to_extract("region", "1")) == []


def test_another_answer_is_compared_with_nothing_and_is_a_new_version(pruned: Any) -> None:
    assert crawl(pruned, b"<p>Haus!</p>", days=200) == CrawlCounts(pages=1, changed=1)
    old, new = pruned.store.pages("region", versions=True)
    assert (old.has_body, new.has_body) == (False, True)


def test_newer_parsers_read_it_once_it_is_back_and_not_before(pruned: Any) -> None:
    assert list(pruned.store.pages_to_extract("region", "2")) == []
    crawl(pruned, b"<p>Haus</p>", days=200)
    assert [page.url for _, page in pruned.store.pages_to_extract("region", "2")] == [ONE]


# --- Rows -------------------------------------------------------------------------------------

ROWS = Retention(
    bodies_without_event=30, bodies_with_event=365, addresses=400, problems=400, runs=400
)


def test_rows_of_versions_go_where_nothing_refers_to_them(
    scene: Any, event: Callable[..., Any], told: Callable[..., Any]
) -> None:
    for number in range(3):
        scene.run({ONE: told(event()), TWO: other_words(str(number))})
    scene.run({ONE: OTHER})  # the event is gone from it; its mention names the version before
    late = date(2028, 3, 1)
    gone = prune(scene.store, late, ROWS)
    assert gone[PrunedKind.VERSIONS] == 4
    (left,) = scene.store.pages(versions=True)
    assert (left.url, left.current, left.has_body) == (ONE, False, False)
    assert [row["hash"] for row in scene.rows("SELECT hash FROM bodies")] == [left.body_hash]
    assert len(scene.store.events()) == 1
    assert scene.rows("PRAGMA foreign_key_check") == []


def test_the_last_list_that_a_page_gave_stays_for_comparing(scene: Any) -> None:
    scene.run({LIST: other_words("a"), TWO: other_words("b")})
    scene.run({LIST: other_words("c")})
    lists = '[{"selector":"li","entries":3,"sample":[]}]'
    db = scene.store._connection.db
    with db.atomic():
        db.execute("UPDATE pages SET lists = ? WHERE url = ?", (lists, LIST))
    assert prune(scene.store, date(2028, 3, 1), ROWS)[PrunedKind.VERSIONS] == 2
    assert scene.store.good_lists("region", LIST).page_id == 3


def test_visits_problems_and_figures_of_runs_go_to_the_day(scene: Any) -> None:
    broken = Problem(kind=ProblemKind.EMPTY, message="leer", severity=Severity.ERROR)
    scene.run({ONE: Extraction(page_kind=PageKind.OTHER, problems=(broken,))})
    scene.store.finish_run(1, scene.now, 1, {"problems": ["leer"]})
    last = scene.now.date() + timedelta(days=400)
    assert prune(scene.store, last, ROWS) == {PrunedKind.BODIES: 1}
    assert prune(scene.store, last + timedelta(days=1), ROWS) == {
        PrunedKind.VERSIONS: 1,
        PrunedKind.VISITS: 1,
        PrunedKind.PROBLEMS: 1,
        PrunedKind.SUMMARIES: 1,
        PrunedKind.FIGURES: 1,
    }
    (run,) = scene.store.runs()
    assert (run.exit_code, run.summary) == (1, {})
    scene.run({ONE: OTHER})
    assert len(scene.store.history("region", 5)) == 1


NAMES = Retention(staff_names=730)


def test_the_name_of_who_decided_goes_and_the_decision_stays(
    scene: Any, event: Callable[..., Any], told: Callable[..., Any]
) -> None:
    scene.run({ONE: told(event())})
    (uid,) = (stored.uid for stored in scene.store.events())
    by, now = "Erika Beispiel", scene.now
    said: dict[str, Any] = {"by": by, "now": now}
    with scene.store._connection.writing() as db:
        decisions.decide(db, decisions.DecisionKind.APPROVE, [(uid, "")], reason="gut", **said)
        decisions.correct(db, uid, "name", "Neuer Name", "Regionalkonferenz 2026", **said)
        decisions.correct(
            db, uid, "description", "Kurz", None, by="Neu im Haus", now=now + timedelta(days=60)
        )
        history.save(db, [history.turn(uid, ChangeKind.DELISTED, None, 0, now, by)])
        events.rebuild(db, {uid}, now)
    before = scene.store.events()
    assert [correction.by for correction in before[0].corrections] == [by, "Neu im Haus"]
    last = now.date() + timedelta(days=730)
    assert prune(scene.store, last, NAMES) == {}
    assert prune(scene.store, last + timedelta(days=1), NAMES) == {PrunedKind.NAMES: 4}
    assert not any(by in line for line in scene.store._connection.db.iterdump())
    assert by.encode() not in scene.path.read_bytes()
    (after,) = scene.store.events()
    first, second = before[0].corrections
    assert after == replace(before[0], corrections=(replace(first, by=FORMER_STAFF), second))
    (decided,) = scene.rows("SELECT * FROM decisions")
    assert (decided["kind"], decided["reason"], decided["by"]) == ("approve", "gut", FORMER_STAFF)
    # A rebuilt event says the same, and is no new revision.
    with scene.store._connection.writing() as db:
        events.rebuild(db, {uid}, now + timedelta(days=800))
    assert scene.store.events() == (after,)


def test_the_history_of_events_is_altered_in_nothing_else(
    scene: Any, event: Callable[..., Any], told: Callable[..., Any]
) -> None:
    scene.run({ONE: told(event())})
    db = scene.store._connection.db
    for name in ("event_uid", "sequence", "at", "kind", "field", "old", "new", "page_url"):
        with pytest.raises(sqlite3.IntegrityError, match="only added to"):
            db.execute(f"UPDATE changes SET {name} = '7', \"by\" = ?", (FORMER_STAFF,))  # noqa: S608
    with pytest.raises(sqlite3.IntegrityError, match="only added to"):
        db.execute("UPDATE changes SET \"by\" = 'Jemand anders'")
    with pytest.raises(sqlite3.IntegrityError, match="only added to"):
        db.execute("DELETE FROM changes")


# --- Deleting ---------------------------------------------------------------------------------


def test_counting_changes_nothing(scene: Any, digest: Callable[[Path], str]) -> None:
    scene.run({ONE: OTHER, TWO: other_words("zwei")})
    scene.store._connection.db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    before = digest(scene.path)
    due = scene.store.pruning(ROWS, date(2030, 1, 1)).due()
    assert [pruned.rows for pruned in due] == [2, 2, 2, 0, 0, 1, 0, 0, 0, 0]
    assert all(pruned.size for pruned in due if pruned.rows)
    assert digest(scene.path) == before
    assert not scene.path.with_name(scene.path.name + "-wal").stat().st_size


def test_it_deletes_in_small_steps_and_whoever_stops_leaves_a_whole_store(scene: Any) -> None:
    scene.run({f"{ONE}/{n}": other_words(str(n)) for n in range(450)})
    steps = scene.store.pruning(DAYS, date(2030, 1, 1)).carry_out()
    assert next(steps).rows == 200
    assert len(kept(scene.store)) == 250
    steps.close()
    assert prune(scene.store, date(2030, 1, 1)) == {PrunedKind.BODIES: 250}


def test_what_is_due_is_found_by_indexes(scene: Any) -> None:
    """A list of years has thousands of mentions and a version a day; each is looked up daily."""
    db = scene.store._connection.db
    statements: list[str] = []
    db.conn.set_trace_callback(statements.append)
    scene.store.pruning(ROWS, date(2030, 1, 1)).due()
    db.conn.set_trace_callback(None)
    plans = [
        [row[3] for row in db.execute(f"EXPLAIN QUERY PLAN {statement}")]
        for statement in statements
        if statement.startswith("SELECT COUNT")
    ]
    bodies, versions = plans[:2]
    assert "SEARCH bodies USING INDEX bodies_kept (hash>?)" in bodies
    for plan in (bodies, versions):
        assert sum("mentions_in_time (source_id=? AND page_url=? AND" in step for step in plan) == 2


def test_what_is_deleted_cannot_be_found_in_the_file(scene: Any) -> None:
    """Kept bodies are compressed; one that cannot be lies in the file as it is."""
    body = random.Random(7).randbytes(40_000)
    page = Page(
        source_id="region", url=ONE, body=body, fetched_at=scene.now, role=EntryKind.SITEMAP
    )
    scene.store.save_pages(scene.store.start_run(scene.now), "region", [page], (), scene.now)
    scene.store._connection.db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    assert body[20_000:21_000] in scene.path.read_bytes()
    prune(scene.store, date(2030, 1, 1))
    scene.store.close()
    assert body[20_000:21_000] not in scene.path.read_bytes()


def test_years_of_runs_keep_the_file_bounded(
    scene: Any, event: Callable[..., Any], told: Callable[..., Any]
) -> None:
    """A list that changes with every run, news that come and go, an event a week.

    Each run brings 20 KB that cannot be compressed; what stays for ever is the event.
    """
    days = Retention(
        bodies_without_event=30, bodies_with_event=60, addresses=90, problems=90, runs=90
    )
    chance = random.Random(20260105)
    pages: list[int] = []
    for week in range(100):
        scene.now += timedelta(days=6)
        day = scene.now.date() + timedelta(days=20)
        scene.run(
            {
                LIST: other_words(chance.randbytes(10_000).hex()),
                f"{ONE}/{week}": told(event(f"Tagung {week}", day), text=""),
                f"{TWO}/{week}": other_words(chance.randbytes(10_000).hex()),
            }
        )
        for _ in scene.store.pruning(days, scene.now.date()).carry_out():
            pass
        (size,) = scene.rows("PRAGMA page_count")
        pages.append(size["page_count"])
    assert len(scene.store.events()) == 100
    assert len(kept(scene.store)) < 40
    assert (pages[-1] - pages[49]) * 4096 / 50 < 8000


# --- The file ---------------------------------------------------------------------------------


def test_vacuum_gives_the_room_back(scene: Any) -> None:
    chance = random.Random(3)
    scene.run({f"{ONE}/{n}": other_words(chance.randbytes(5000).hex()) for n in range(60)})
    prune(scene.store, date(2030, 1, 1), ROWS)
    before, after = scene.store.vacuum()
    assert after < before / 2
    assert after == scene.path.stat().st_size
    assert scene.rows("PRAGMA integrity_check") == [{"integrity_check": "ok"}]


def test_vacuum_is_refused_where_the_disk_has_no_room_for_it(
    scene: Any, monkeypatch: pytest.MonkeyPatch, digest: Callable[[Path], str]
) -> None:
    scene.run({ONE: OTHER})
    scene.store._connection.db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    before = digest(scene.path)
    full = SimpleNamespace(free=1000)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: full)
    with pytest.raises(StoreError, match=r"regioradar\.sqlite: .* needs .* and 1,000 are free"):
        scene.store.vacuum()
    assert digest(scene.path) == before
