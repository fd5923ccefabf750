"""From a snapshot to the public folder: what holds a publication, and what is made again."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from feeds import FeedSettings, Snapshot
from feeds.site import frame
from model import (
    Deadline,
    DeadlineKind,
    Event,
    Mention,
    StoredDeadline,
    StoredEvent,
    When,
)
from regioradar.building import publish_snapshot
from regioradar.exit_codes import ExitCode
from regioradar.outcome import Outcome
from store import Guard

NOW = datetime(2026, 2, 10, 6, tzinfo=UTC)
TODAY = date(2026, 2, 10)
SETTINGS = FeedSettings(base_url="https://kalender.example/")
PAGE = "https://bmwe.example/termin"


def event(number: int) -> StoredEvent:
    page = Mention(source_id="bmwe", page_url=PAGE, first_seen=NOW, last_seen=NOW)
    return StoredEvent(
        uid=f"e{number}",
        sequence=0,
        created=NOW,
        last_modified=NOW,
        mentions=(page,),
        event=Event(
            name=f"Tagung {number}",
            when=When(start=TODAY + timedelta(days=number)),
            publish=True,
            confidence=0.9,
        ),
    )


def snapshot(count: int, **fields) -> Snapshot:
    return Snapshot(events=tuple(map(event, range(count))), today=TODAY, **fields)


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "public"


@pytest.fixture
def publish(folder):
    def published(found: Snapshot, guard: Guard | None = None, now: datetime = NOW) -> Outcome:
        outcome = Outcome()
        publish_snapshot(found, SETTINGS, folder, now, outcome, guard)
        return outcome

    return published


@pytest.mark.parametrize(
    ("left", "share", "least", "is_held"),
    [
        (8, 0.2, 0, False),  # two of ten are no more than a fifth
        (7, 0.2, 0, True),
        (7, 0.2, 3, False),
        (7, 0.2, 2, True),
        (1, 1.0, 0, False),
    ],
)
def test_too_many_lost_events_hold_the_publication(publish, folder, left, share, least, is_held):
    publish(snapshot(10))
    before = (folder / "alle.ics").read_bytes()
    outcome = publish(snapshot(left), Guard(share=share, least=least))
    assert (outcome.exit_code is ExitCode.NOT_PUBLISHED) is is_held
    assert ((folder / "alle.ics").read_bytes() == before) is is_held
    if is_held:
        assert outcome.published is None
        said = str(outcome.not_published)
        assert "3 of 10 coming events would be lost at once (guard.share = 0.2)" in said
        assert "'Tagung 7'" in said
        assert publish(snapshot(left)).published is not None  # a person said that it is right


def test_what_lacks_something_is_made_and_told_each_time(publish):
    due = Deadline(due=TODAY, kind=DeadlineKind.REGISTRATION, quote="Anmeldung")
    stored = StoredDeadline(
        uid="frist",
        created=NOW,
        last_modified=NOW,
        source_id="bmwe",
        page_url=PAGE,
        deadline=due,
        event_uid="e1",
    )
    bad = replace(stored, uid="boese", deadline=replace(due))
    object.__setattr__(bad.deadline, "due", date(9999, 12, 31))
    found = snapshot(2, deadlines=(stored, bad))
    told = [
        [p.message for p in publish(found).feed_problems if "'boese'" in p.message]
        for _ in range(2)
    ]
    assert told[0]
    assert told[0] == told[1]


def test_a_clock_that_was_set_back_holds_nothing(publish):
    outcome = publish(snapshot(1), now=NOW - timedelta(minutes=30))
    assert outcome.published is not None
    assert any("lastBuildDate is in the future" in p.message for p in outcome.feed_problems)


def test_a_link_that_leads_nowhere_is_told(publish, monkeypatch):
    dead = frame.Link(text="Nirgends", url="nirgends.html")
    monkeypatch.setattr(frame, "_LEGAL", (dead,))
    outcome = publish(snapshot(1))
    assert outcome.published is not None
    assert any("'nirgends.html' leads nowhere" in p.message for p in outcome.feed_problems)
