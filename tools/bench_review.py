"""Time the review application over 50,000 events, 5,000 of them in the queue; and its memory.

Server time of each screen is that of the whole WSGI call of the real application, with login,
database and templates, as CPU time of its process: what others do on the machine does not count.
The application runs in a process of its own. For its memory the whole service runs, as `regioradar
review` starts it, with the catalogue of sources, and several people look at all screens at once.
"""

import json
import random
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import quote

import bench_measure
import click
from bench_measure import Measure
from bench_merge import CHUNK, Runs, SameWords
from bench_region import SOURCES, Region, Told, at
from review_memory import measure_memory, run_service

from model import Event, Evidence, Extraction, Page, PageKind, When, YearSource
from model.german import day as german_day
from regioradar.clock import Clock
from regioradar.config import Config
from regioradar.reviewing import setup_of
from review.app import create_app
from review.passwords import hashed
from sources import Catalogue
from store import QueueFilter, Role, Store, Tab, TrustRules, Why

GOALS = {"queue": 30.0, "event": 20.0}
TODAY = date(2026, 5, 8)
_UNSURE = 0.155
"""So many events are not sure enough: with the sample that makes 5,000 of those to come."""
_FILLER = (
    "Der Termin richtet sich an Kommunen, Verbände und Unternehmen der Region. Eine Anmeldung ist "
    "erforderlich, die Teilnahme ist kostenfrei. Weitere Hinweise finden sich im Programm. "
)
_NAME, _PASSWORD = "Paula", "vier kleine blaue Lampen"
_ACT = "INSERT INTO acts (id, kind, by, at) VALUES (1, 'approve', 'Paula', ?)"
_REVIEW = """
INSERT INTO reviews (act, event_uid, source_id, verdict, reason, at, looked, sampled, would_publish,
  reading, outcome, rules, decision, corrections, records, origins, extracted)
VALUES (1, ?, ?, 'approve', '', ?, 1, 0, 1, '', '{"event": true, "startDate": true}',
  '{"startDate": "prose.date"}', 0, '[]', '[]', '{}', '{}')
"""
"""That somebody found the reading of an event right."""
_REVIEWS = 4000
_FORTY = 40
"""Of so many different events, and of so many calls of every other screen, the median counts."""


@dataclass(frozen=True, slots=True)
class Page8k:
    """What a source tells, on a page with some thousand letters of text and evidence in it."""

    told: Told

    @property
    def source_id(self) -> str:
        """As `Told`."""
        return self.told.source_id

    @property
    def url(self) -> str:
        """As `Told`."""
        return self.told.url

    def reading(self, moment: datetime) -> tuple[Page, Extraction]:
        """The page, and what the parsers would say of it."""
        event, text = _evidenced(self.told.event)
        page = Page(source_id=self.source_id, url=self.url, body=text.encode(), fetched_at=moment)
        return page, Extraction(page_kind=PageKind.EVENT, events=(event,), text=text)


def _evidenced(event: Event) -> tuple[Event, str]:
    when, place = event.when, event.location
    quotes = {"name": event.name}
    if when is not None:
        quotes["startDate"] = german_day(when.first_day)
    if place is not None and place.line:
        quotes["location"] = place.line
    text, evidence = _FILLER * 12, {}
    for name, words in quotes.items():
        start = len(text)
        text += f"{words}. "
        evidence[name] = Evidence(
            quote=words, start=start, end=start + len(words), rule="label.date", confidence=0.9
        )
    return replace(event, evidence=evidence), text + _FILLER * 12


def _unsure(told: Told, draw: random.Random) -> Told:
    """Some of what sources tell is not sure enough to be published."""
    when = told.event.when
    if draw.random() >= _UNSURE or not isinstance(when, When):
        return told
    event = replace(
        told.event,
        when=replace(when, year_source=YearSource.TENSE),
        publish=False,
        confidence=round(draw.uniform(0.2, 0.85), 2),
        reasons=("the year is not written, read from: tense",),
    )
    return replace(told, event=event)


def fill(path: Path, count: int) -> None:
    """Fill a store as runs do; sources are trusted, so that the queue is what is unsure."""
    region, draw = Region(), random.Random(3)
    known = [Page8k(_unsure(told, draw)) for told in region.events(count)]
    begin = time.process_time()
    with Store.open(path) as store:
        runs = Runs(store)
        runs.matcher = SameWords()
        for start in range(0, len(known), CHUNK):
            runs.play(known[start : start + CHUNK])  # type: ignore[arg-type]
    with closing(sqlite3.connect(path)) as db:
        db.execute(_ACT, (at(3).isoformat(),))
        right = [(n, SOURCES[n % len(SOURCES)], at(3).isoformat()) for n in range(_REVIEWS)]
        db.executemany(_REVIEW, right)
        db.commit()
    with Store.open(path) as store:
        store.desk.refresh_trust(TrustRules(), at(4))
        store.accounts.add(_NAME, Role.CHECK, password=hashed(_PASSWORD), by=_NAME, now=at(4))
        refreshed = time.process_time()
        items = store.refresh_queue()
        refreshed = time.process_time() - refreshed
    click.echo(
        f"{len(known):,} mentions, {path.stat().st_size / 1e6:.0f} MB, filled in "
        f"{time.process_time() - begin:.0f} s; all {items:,} items worked out anew: "
        f"{refreshed / max(items, 1) * 1000:.2f} ms each"
    )


def median_ms(call: Callable[[], Any], times: int = 15) -> float:
    """The median of so many calls, in milliseconds of the process's own time."""
    taken = []
    for _ in range(times):
        begin = time.process_time()
        call()
        taken.append((time.process_time() - begin) * 1000)
    return statistics.median(taken)


def time_store(store: Store) -> Iterator[tuple[str, float]]:
    """The functions of the store that the screens call."""
    desk, all_of_it = store.desk, QueueFilter()
    items = desk.queue(all_of_it, TODAY, limit=5000)
    some = random.Random(4).sample(items, min(_FORTY, len(items)))
    places = iter([item.uid for item in some] * 10)
    yield "counts", median_ms(lambda: desk.counts(all_of_it, TODAY))
    yield "queue, 50 items", median_ms(lambda: desk.queue(all_of_it, TODAY))
    yield "queue, page 90", median_ms(lambda: desk.queue(all_of_it, TODAY, offset=4450))
    for wanted in (
        QueueFilter(text="forum wasserstoff"),
        QueueFilter(tab=Tab.SOON),
        QueueFilter(source_id=SOURCES[3], why=Why.YEAR_INFERRED),
        QueueFilter(text="forum wasserstoff", everything=True),
    ):
        name = wanted.text or wanted.source_id or wanted.tab
        name += ", of all events" if wanted.everything else ""
        yield f"queue: {name}", median_ms(lambda w=wanted: desk.queue(w, TODAY))  # type: ignore[misc]
    yield "neighbours", median_ms(lambda: desk.neighbours(all_of_it, next(places), TODAY))
    yield "dossier", median_ms(lambda: store.staff.dossier(next(places)), 40)
    yield "sheet", median_ms(lambda: desk.sheet(next(places), TODAY), 40)


# --- The application --------------------------------------------------------------------------


def screens(uids: list[str]) -> dict[str, list[str]]:
    """The addresses of the screens that are timed, by what they are called in the table."""
    return {
        "queue": ["/"],
        "queue, the last page": ["/?seite=90"],
        "queue, in words": ["/?q=forum+wasserstoff"],
        "queue, unsure ones": ["/?liste=unsicher"],
        "search in all events": ["/?q=forum+wasserstoff&alles=1"],
        "event": [f"/termin/{quote(uid)}" for uid in uids],
        "duplicates": ["/dubletten"],
        "sources": ["/quellen"],
        "precision": ["/genauigkeit"],
        "account": ["/protokoll"],
    }


def serve(database: Path) -> None:
    """Ask the application for each screen; what it took goes to stdout as JSON."""
    uids = json.load(sys.stdin)
    config = Config(data_dir=database.parent, database=database, contact="bench@example.org")
    app = create_app(setup_of(config, Catalogue(sources=(), faults=()), Clock.at(TODAY)))
    app.config["WTF_CSRF_ENABLED"] = False
    client = app.test_client()
    client.post("/anmelden", data={"name": _NAME, "password": _PASSWORD})
    result: dict[str, Any] = {"screens": {}}
    for name, addresses in screens(uids).items():
        asked = iter(addresses * _FORTY)
        answer = client.get(addresses[0])  # templates are compiled once
        if answer.status_code != 200:
            click.echo(f"{addresses[0]}: {answer.status_code}", err=True)
            continue
        taken = median_ms(lambda left=asked: client.get(next(left)), _FORTY)  # type: ignore[misc]
        result["screens"][name] = (taken, len(answer.data))
    click.echo(json.dumps(result))


def time_application(path: Path, uids: list[str]) -> Iterator[Measure]:
    """Have the application asked in a process of its own, and tell what came of it."""
    command = [sys.executable, __file__, "--serve", "--database", str(path)]
    done = subprocess.run(  # noqa: S603 (ourselves)
        command, input=json.dumps(uids), capture_output=True, text=True, check=False
    )
    click.echo(done.stderr, nl=False, err=True)
    if done.returncode:
        raise click.ClickException("the application failed")
    result = json.loads(done.stdout)
    click.echo(f"\n{'server time of a screen, median':<36}{'ms':>8}{'goal':>8}{'kB':>8}")
    for name, (taken, size) in result["screens"].items():
        goal = f"{GOALS[name]:.0f}" if name in GOALS else ""
        click.echo(f"{name:<36}{taken:>8.2f}{goal:>8}{size / 1000:>8.0f}")
        yield Measure(
            name=f"review: screen {name}, ms", ratio=taken, against="ms", goal=GOALS.get(name)
        )


@click.command()
@click.option("--events", default=50_000, show_default=True, help="Events in the store.")
@click.option("--database", type=click.Path(path_type=Path), help="Keep it there, or use it again.")
@click.option("--serve", "part", flag_value="serve", hidden=True)
@click.option("--service", "part", flag_value="service", hidden=True)
@bench_measure.options
def main(
    events: int, database: Path | None, part: str | None, records: Path | None, quick: bool
) -> None:
    """Fill a store, then time what the screens ask of it, and the screens themselves."""
    if part and database is not None:
        {"serve": serve, "service": partial(run_service, TODAY)}[part](database)
        return
    with tempfile.TemporaryDirectory() as folder:
        path = database or Path(folder) / "regioradar.sqlite"
        if not path.exists():
            fill(path, 2_000 if quick else events)
        with Store.open(path) as store:
            counts = store.desk.counts(QueueFilter(), TODAY)
            click.echo(", ".join(f"{tab} {count:,}" for tab, count in counts.items()))
            for name, taken in time_store(store):
                click.echo(f"{name:<36}{taken:>8.2f} ms")
            items = store.desk.queue(QueueFilter(), TODAY, limit=5000)
        uids = [item.uid for item in random.Random(5).sample(items, min(_FORTY, len(items)))]
        rows = list(time_application(path, uids))
        addresses = [each for some in screens(uids).values() for each in some]
        command = [sys.executable, __file__, "--service", "--database", str(path)]
        rows.append(measure_memory(command, addresses, (_NAME, _PASSWORD)))
    bench_measure.save(records, rows)


if __name__ == "__main__":
    sys.exit(main())
