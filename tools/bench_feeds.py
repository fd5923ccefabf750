"""Time all published files of 2,000 events: made for the first time, unchanged, one event changed.

CPU time of this process, with the folder on the disk. Beside it the bare libraries write the same
events once: icalendar one calendar, feedgen one RSS feed.
"""

import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from time import process_time

import bench_measure
import click
from bench_feeds_data import NOW, region, settings
from bench_measure import Measure, against
from feedgen.feed import FeedGenerator
from icalendar import Calendar
from icalendar import Event as Vevent

from feeds import Snapshot
from model import When
from regioradar.building import publish_snapshot
from regioradar.outcome import Outcome

GOAL = 0.2


@click.command()
@click.option("--events", default=2_000, show_default=True, help="How many coming events.")
@bench_measure.options
def main(events: int, records: Path | None, quick: bool) -> None:
    """Print the table."""
    snapshot = region(100 if quick else events)
    bare = _timed(lambda: _bare_calendar(snapshot)) + _timed(lambda: _bare_feed(snapshot))
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "public"
        first = _published(snapshot, folder)
        again = _published(snapshot, folder)
        tomorrow = _published(replace(snapshot, today=snapshot.today + timedelta(days=1)), folder)
        changed = _published(_one_moved(snapshot), folder)
        size = sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())
    click.echo(
        f"{len(snapshot.events)} events, {first.files} files, {size / 1e6:.0f} MB; CPU seconds"
    )
    click.echo(f"{'step':<34}{'s':>8}{'of first':>10}{'written':>9}")
    click.echo(f"{'icalendar and feedgen, bare':<34}{bare:>8.2f}{bare / first.seconds:>10.2f}")
    steps = {
        "first build": first,
        "unchanged": again,
        "the day after": tomorrow,
        "one event moved": changed,
    }
    for name, done in steps.items():
        share = done.seconds / first.seconds
        click.echo(f"{name:<34}{done.seconds:>8.2f}{share:>10.2f}{done.written:>9}")
    bench_measure.save(records, _rows(bare, steps))


def _rows(bare: float, steps: dict[str, "_Done"]) -> Iterator[Measure]:
    first, again = steps["first build"], steps["unchanged"]
    what = "icalendar and feedgen, one file each"
    yield against("feeds and pages: first build", first.seconds, bare, what, unit="CPU s")
    for name, done in steps.items():
        if done is not first:
            goal = GOAL if done is again else None
            yield against(
                f"feeds and pages: {name}", done.seconds, first.seconds, "the first build",
                unit="CPU s", goal=goal, guide=goal is not None,
            )  # fmt: skip
    yield Measure(
        name="feeds and pages: files rewritten unchanged", ratio=again.written, against="files",
        goal=0, guide=True,
    )  # fmt: skip


class _Done:
    """What a publication cost and wrote."""

    def __init__(self, seconds: float, files: int, written: int) -> None:
        self.seconds, self.files, self.written = seconds, files, written


def _published(snapshot: Snapshot, folder: Path) -> _Done:
    outcome = Outcome()
    seconds = _timed(lambda: publish_snapshot(snapshot, settings(), folder, NOW, outcome))
    if outcome.published is None:
        sys.exit(f"not published: {outcome.not_published}")
    done = outcome.published
    return _Done(seconds, len(done.written) + len(done.unchanged), len(done.written))


def _timed(work: Callable[[], object]) -> float:
    begun = process_time()
    work()
    return process_time() - begun


def _one_moved(snapshot: Snapshot) -> Snapshot:
    first, *rest = snapshot.events
    moved = replace(
        first,
        sequence=1,
        last_modified=NOW,
        event=replace(first.event, when=When(start=snapshot.today + timedelta(days=9))),
    )
    return replace(snapshot, events=(moved, *rest))


def _bare_calendar(snapshot: Snapshot) -> bytes:
    calendar = Calendar()
    for stored in snapshot.events:
        component = Vevent()
        component.add("uid", stored.uid)
        component.add("dtstamp", stored.last_modified)
        component.add("summary", stored.event.name)
        component.add("dtstart", _start(stored.event.when))
        component.add("description", stored.event.description)
        calendar.add_component(component)
    return bytes(calendar.to_ical(sorted=False))


def _bare_feed(snapshot: Snapshot) -> bytes:
    feed = FeedGenerator()
    feed.title("bench")
    feed.link(href="https://bench.example/")
    feed.description("bench")
    for stored in snapshot.events:
        entry = feed.add_entry(order="append")
        entry.title(stored.event.name)
        entry.guid(stored.uid)
        entry.pubDate(stored.created)
        entry.description(stored.event.description)
    return bytes(feed.rss_str())


def _start(when: object) -> date | datetime:
    return when.start if isinstance(when, When) else datetime(2026, 1, 1, tzinfo=UTC)


if __name__ == "__main__":
    main()
