"""An empty calendar replaces a full one only where it is known why, or where it is meant."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from feeds import FeedSettings, Snapshot
from model import Change, ChangeKind, Event, StoredEvent, When
from regioradar.building import publish_snapshot
from regioradar.outcome import Outcome
from store import Guard

NOW = datetime(2026, 2, 10, 6, tzinfo=UTC)
SHOWN = StoredEvent(
    uid="forum@kalender.example",
    sequence=0,
    created=NOW,
    last_modified=NOW,
    event=Event(name="Forum", when=When(start=date(2026, 3, 2)), publish=True),
)
HIDDEN = replace(SHOWN, sequence=1, event=replace(SHOWN.event, publish=False))
HIDING = Change(
    event_uid=SHOWN.uid,
    sequence=1,
    at=NOW,
    kind=ChangeKind.FIELD,
    field="publish",
    old=True,
    new=False,
)


@pytest.fixture
def publish(tmp_path):
    """Publish events into one folder; return what is told of a failure, and the calendar."""

    def published(events, changes=(), guard: Guard | None = None) -> tuple[str, bytes]:
        outcome = Outcome()
        snapshot = Snapshot(events=tuple(events), changes=tuple(changes), today=NOW.date())
        settings = FeedSettings(base_url="https://kalender.example/")
        publish_snapshot(snapshot, settings, tmp_path, NOW, outcome, guard)
        return str(outcome.not_published or ""), (tmp_path / "alle.ics").read_bytes()

    return published


def test_the_last_event_goes_where_it_is_known_why(publish):
    """Else whoever subscribed would keep what staff rejected."""
    assert b"SUMMARY:Forum" in publish([SHOWN])[1]
    for changes in ((), (HIDING,)):
        told, calendar = publish([HIDDEN], changes, Guard())
        assert "publish --release" in told
        assert b"SUMMARY:Forum" in calendar
    told, calendar = publish([HIDDEN], [replace(HIDING, by="Ada")], Guard())
    assert told == ""
    assert b"VEVENT" not in calendar


def test_a_release_may_empty_the_calendar(publish):
    publish([SHOWN])
    told, calendar = publish([HIDDEN], [HIDING])
    assert told == ""
    assert b"VEVENT" not in calendar
