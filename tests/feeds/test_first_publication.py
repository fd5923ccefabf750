"""An event that was held back, or had no day yet, is new when readers first see it."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import feedparser
import icalendar
import pytest

from feeds import build
from feeds.cards import event_slug
from model import When

LET_THROUGH = datetime(2026, 2, 3, 9, tzinfo=UTC)


@pytest.fixture
def entries(settings):
    """Return the entries of a feed of a snapshot."""

    def found(snapshot, name="alle.rss"):
        return feedparser.parse(build(snapshot, settings).files[name]).entries

    return found


@pytest.mark.parametrize("hidden", [{"publish": False}, {"when": None}, {"is_report": True}])
def test_it_is_new_when_it_is_let_through(make, settings, entries, hidden):
    held, seen = make.event(**hidden), make.event(sequence=1, last_modified=LET_THROUGH)
    known = make.seminar(created=make.created + timedelta(days=7))
    history = make.changes(held, seen, since=LET_THROUGH)
    snapshot = make.snapshot(seen, known, changes=history)
    first, second = entries(snapshot)
    assert first.id.endswith(seen.uid)
    assert first.published_parsed[:5] == (2026, 2, 3, 9, 0)
    assert second.id.endswith(known.uid)
    files = build(snapshot, settings).files
    page = files[f"{event_slug(seen.uid)}.html"].decode()
    assert "3. Februar 2026" in page
    assert "12. Januar 2026" not in page
    (created,) = (
        event["CREATED"].dt
        for event in icalendar.Calendar.from_ical(files["alle.ics"]).walk("VEVENT")
        if event["UID"] == seen.uid
    )
    assert created == make.created


def test_its_date_never_moves_again(make, entries):
    """Not when it changes, not when it is held back once more."""
    held = make.event(publish=False)
    steps = [
        held,
        make.event(sequence=1),
        make.event(sequence=2, name="Großes Forum"),
        make.event(sequence=3, publish=False),
        make.event(sequence=4),
    ]
    for last in (2, 3, 5):
        history = make.changes(*steps[:last], since=LET_THROUGH)
        (entry,) = entries(make.snapshot(steps[last - 1], changes=history))
        assert entry.published_parsed[:3] == (2026, 2, 3)
    seen_at_once = steps[1:4:2]
    history = make.changes(*seen_at_once, make.event(sequence=4), since=LET_THROUGH)
    (entry,) = entries(make.snapshot(make.event(sequence=4), changes=history))
    assert entry.published_parsed[:3] == (2026, 1, 12)


def test_what_nobody_saw_has_not_changed(make, entries):
    """A note that it has changed would tell of an event that readers never knew."""
    held = make.event(publish=False)
    moved = make.event(publish=False, when=When(start=make.at(2026, 3, 9, 10)))
    seen = replace(moved, event=replace(moved.event, publish=True), changed_at=LET_THROUGH)
    history = make.changes(held, moved, seen, since=LET_THROUGH)
    (entry,) = entries(make.snapshot(seen, changes=history))
    assert entry.published_parsed[:3] == (2026, 2, 4)
    assert "Geändert" not in entry.summary
    later = replace(seen, changed_at=LET_THROUGH + timedelta(days=3))
    (entry,) = entries(make.snapshot(later, changes=history))
    assert "Geändert am 6. Februar 2026" in entry.summary


def test_what_was_told_long_before_it_was_first_read_is_no_news(make, settings, entries):
    """A source that is read for the first time does not flood the feeds with its archive."""
    days = (date(2025, 11, 30), date(2025, 12, 12), date(2026, 1, 11), None)
    news = [
        make.news(f"n{i}", url=f"https://bmwe.example/{i}", headline=f"Meldung {i}", **dates)
        for i, dates in enumerate({"date_published": day} for day in days)
    ]
    snapshot = make.snapshot(make.conference(), news=news)
    for name in ("alle.rss", "neuigkeiten.rss", "quelle/bmwe.rss"):
        titles = [entry.title for entry in entries(snapshot, name) if "Meldung" in entry.title]
        assert sorted(titles) == ["Meldung 1", "Meldung 2", "Meldung 3"]
    assert "Meldung 0" in build(snapshot, settings).files["neuigkeiten.html"].decode()
