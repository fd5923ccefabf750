"""Time a day's mentions against a store of 100,000 events of 20 sources: reading, joining, again.

CPU time of the process. What is set beside it, in the same run: rapidfuzz's token_set_ratio over
the very pairs that are compared, and sqlite-utils' upsert of the very rows that are written.
"""

import gc
import random
import sqlite3
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import bench_measure
import bench_store
import click
from bench_measure import Measure, against
from bench_region import SOURCES, Region, Told, at
from rapidfuzz.fuzz import token_set_ratio
from sqlite_utils import Database

from model import Comparison, Decision, Subject
from regioradar.joining import EventMatcher
from regioradar.surroundings import Surroundings
from store import Consolidated, Matcher, Store

VERSION = "1"
GOAL_SECONDS = 2.0
GOAL_UNCHANGED = 0.15
CHUNK = 20_000


class SameWords:
    """Joins what the region tells twice, at little cost: for setting up."""

    def sketch(self, subject: Subject) -> Any:
        """Day and words."""
        return subject.event.when, frozenset(subject.event.name.split())

    def compare(self, a: Any, b: Any) -> Comparison:
        """One where both are the same."""
        same = a[0].first_day == b[0].first_day and a[1] == b[1]
        return Comparison(score=float(same), decision=Decision.MERGE if same else Decision.APART)


class Runs:
    """Plays runs on one store and takes the CPU time of their parts."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.matcher: Matcher = EventMatcher(Surroundings(()))
        self._day = 0
        self._ids: dict[str, int] = {}

    def play(
        self, told: Iterable[Told], *, reread: bool = False
    ) -> tuple[float, float, Consolidated]:
        """Crawl, save readings, join; CPU seconds of saving readings and of joining.

        What the crawl brings as it was is not read anew, unless all is to be (`reread`).
        """
        self._day += 1
        now = at(self._day)
        by_source: dict[str, dict[str, Told]] = defaultdict(dict)
        for one in told:
            by_source[one.source_id][one.url] = one
        run_id = self.store.start_run(now)
        saving = 0.0
        for source_id, ours in sorted(by_source.items()):
            readings = {url: one.reading(now) for url, one in ours.items()}
            brought = [page for page, _ in readings.values()]
            self.store.save_pages(run_id, source_id, brought, (), now)
            begin = time.process_time()
            unread = self.store.pages_to_extract(source_id, VERSION)
            ids = {page.url: page_id for page_id, page in unread}
            self._ids |= ids
            items = [(self._ids[url], *readings[url]) for url in (ours if reread else ids)]
            self.store.save_extractions(run_id, source_id, items, VERSION, now)
            saving += time.process_time() - begin
        begin = time.process_time()
        done = self.store.consolidate(self.matcher, now)
        joining = time.process_time() - begin
        self.store.finish_run(run_id, now, 0, {})
        return saving, joining, done


@click.command()
@click.option("--events", default=100_000, show_default=True, help="Events that are there before.")
@click.option("--mentions", default=2_000, show_default=True, help="Mentions of the day.")
@bench_measure.options
def main(events: int, mentions: int, records: Path | None, quick: bool) -> None:
    """Fill a store, then play a day, the same day again, and a day on which nothing is read."""
    events, mentions = (5_000, 500) if quick else (events, mentions)
    region = Region()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "regioradar.sqlite"
        with Store.open(path) as store:
            runs = Runs(store)
            known = list(region.events(events))
            begin = time.process_time()
            matcher, runs.matcher = runs.matcher, SameWords()
            for start in range(0, len(known), CHUNK):
                runs.play(known[start : start + CHUNK])
            runs.matcher = matcher
            filled = time.process_time() - begin
            count = len({row.uid for row in store.events()})
            click.echo(
                f"{len(known):,} mentions of {len(SOURCES)} sources are {count:,} events, "
                f"{path.stat().st_size / 1e6:.0f} MB; {filled / len(known) * 1000:.2f} ms each"
            )
            day = _day(region, known, mentions)
            gc.collect()
            gc.freeze()  # the made-up region is no work of the program's
            saving, joining, done = runs.play(day)
            again = runs.play(day, reread=True)
            idle = runs.play(day)
            _report(day, saving, joining, done, again, idle)
            bare = _bare(path, done.compared, mentions)
        whole, same, idly = saving + joining, sum(again[:2]), sum(idle[:2])
        rows = (
            against(
                "a day's mentions into 100,000 events", whole, bare,
                "rapidfuzz and sqlite-utils alone", unit="CPU s",
            ),
            Measure(
                name="a day's mentions into 100,000 events, s", ratio=whole, against="CPU s",
                goal=GOAL_SECONDS,
            ),
            against(
                "unchanged mentions, all read again", same, whole, "the day", unit="CPU s",
                goal=GOAL_UNCHANGED, guide=True,
            ),
            against(
                "unchanged mentions", idly, whole, "the day (changed ones)", unit="CPU s",
                goal=GOAL_UNCHANGED, guide=True,
            ),
        )  # fmt: skip
        bench_measure.save(records, [*rows, *bench_store.measured(path)])


def _day(region: Region, known: Sequence[Told], mentions: int) -> list[Told]:
    """Half of it new, three tenths changed, and events that another source tells too."""
    draw = random.Random(2)
    some = draw.sample(known, mentions // 2)
    half = mentions * 3 // 10
    day = [region.changed(told) for told in some[:half]]
    day += [region.other_source(told) for told in some[half:]]
    for told in region.events(mentions):
        if len(day) == mentions:
            break
        day.append(told)
    return day


def _report(
    day: Sequence[Told],
    saving: float,
    joining: float,
    done: Consolidated,
    again: tuple[float, float, Consolidated],
    idle: tuple[float, float, Consolidated],
) -> None:
    whole, same = saving + joining, again[0] + again[1]
    click.echo(
        f"{len(day):,} mentions: {done.compared:,} pairs compared, {done.merged} events joined, "
        f"{done.asked} pairs to ask about"
    )
    click.echo(f"{'CPU seconds':<34}{'save':>8}{'join':>8}{'all':>8}{'goal':>8}")
    click.echo(f"{'a day':<34}{saving:>8.2f}{joining:>8.2f}{whole:>8.2f}{GOAL_SECONDS:>8.2f}")
    click.echo(
        f"{'the same pages, all read again':<34}{again[0]:>8.2f}{again[1]:>8.2f}{same:>8.2f}"
    )
    click.echo(f"{'  ratio':<34}{'':>16}{same / whole:>8.2f}{GOAL_UNCHANGED:>8.2f}")
    idle_sum = idle[0] + idle[1]
    click.echo(f"{'the same pages, unchanged':<34}{idle[0]:>8.2f}{idle[1]:>8.2f}", nl=False)
    click.echo(f"{idle_sum:>8.2f}\n{'  ratio':<34}{'':>16}{idle_sum / whole:>8.2f}", nl=False)
    click.echo(f"{GOAL_UNCHANGED:>8.2f}")


def _bare(path: Path, pairs: int, mentions: int) -> float:
    """The bare libraries: so many titles compared, so many rows of events written; CPU seconds."""
    with Database(sqlite3.connect(path)) as db:
        names = [
            row["name"]
            for row in db.query(
                "SELECT json_extract(event, '$.name') AS name FROM records LIMIT ?", (2_000,)
            )
        ]
        begin = time.process_time()
        for number in range(pairs):
            token_set_ratio(names[number % len(names)], names[-(number % 997) - 1])
        fuzz = time.process_time() - begin
        rows = list(db.query("SELECT * FROM mentions LIMIT ?", (mentions,)))
        begin = time.process_time()
        db.table("bare").insert_all(rows, pk=("source_id", "page_url", "position"))
        upsert = time.process_time() - begin
    click.echo(f"rapidfuzz alone over {pairs:,} pairs: {fuzz:.2f}; sqlite-utils alone, ", nl=False)
    click.echo(f"{mentions:,} mentions inserted: {upsert:.2f}")
    return fuzz + upsert


if __name__ == "__main__":
    sys.exit(main())
