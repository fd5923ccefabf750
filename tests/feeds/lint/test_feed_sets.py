"""Points 27, 28, 33, 35 and 36: what files that belong together must agree on."""

import json
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from feeds import build
from feeds.lint import lint_files
from model import Severity, When


def at_fault(files, settings, **others) -> list:
    return [f for f in lint_files(files, settings, **others) if f.severity is Severity.ERROR]


def test_all_formats_hold_the_same(files, settings, one_fault, points):
    assert lint_files(files, settings, now=datetime(2026, 2, 10, tzinfo=UTC)) == []
    feed = json.loads(files["alle.json"])
    short = json.dumps({**feed, "items": feed["items"][1:]}).encode()
    (found,) = lint_files({**files, "alle.json": short}, settings)
    assert (found.point, found.file) == (35, "alle.json")
    turned = json.dumps({**feed, "items": [*feed["items"][1:], feed["items"][0]]}).encode()
    assert points(lint_files({**files, "alle.json": turned}, settings)) == {35}
    other = one_fault(files["alle.atom"], "2026-03-19T10:00+01:00", "2026-03-19T10:00+02:00")
    (found,) = lint_files({**files, "alle.atom": other}, settings)
    assert (found.point, found.file) == (33, "alle.atom")
    (lost,) = lint_files({n: b for n, b in files.items() if n != "quelle/bmwe.atom"}, settings)
    assert str(lost) == "quelle/bmwe.atom: the file is missing (point 36)"


def test_calendar_and_feed_must_agree(files, settings, one_fault, points):
    moved = {
        name: one_fault(body, "2026-03-19T10:00+01:00", "2026-03-19T09:00+01:00")
        for name, body in files.items()
        if name in ("alle.rss", "alle.atom", "alle.json")
    }
    assert points(lint_files({**files, **moved}, settings)) == {33}
    other = files["alle.ics"].replace(b"UID:seminar@", b"UID:anderes@")
    now = datetime(2026, 2, 10, tzinfo=UTC)
    found = lint_files({**files, "alle.ics": other}, settings, now=now)
    assert {(f.point, f.severity) for f in found} == {(36, Severity.WARNING)}
    assert {f.message for f in found} == {
        "the event is not in the calendar",
        "a coming event of the calendar is not in the feed",
    }


@pytest.mark.parametrize("limit", [{"max_events": 9}, {"max_bytes": 10_000}])
def test_what_a_full_calendar_lacks_is_no_fault(make, settings, limit):
    """It is told once, by who left it out."""
    events = [
        make.event(f"e{n}", name=f"Forum {n}", when=When(start=make.today + timedelta(days=n)))
        for n in range(40)
    ]
    settings = replace(settings, **limit)
    made = build(make.snapshot(*events), settings)
    assert {p.message.partition(":")[0] for p in made.problems} == {"alle.ics", "quelle/bmwe.ics"}
    assert lint_files(made.files, settings, now=datetime(2026, 2, 10, tzinfo=UTC)) == []


def test_enclosures_are_there_in_their_length(files, settings, points):
    lengths = {name: body for name, body in files.items() if not name.startswith("termin/")}
    assert points(at_fault(lengths, settings)) == {26}
    assert at_fault(lengths, settings, standing=files.get) == []
    longer = {n: b + b"\r\n" if n.startswith("termin/") else b for n, b in files.items()}
    assert 26 in points(at_fault(longer, settings))


def test_what_stood_before(make, settings, snapshot, files, points):
    assert at_fault(files, settings, standing=files.get) == []
    renamed = build(snapshot, replace(settings, tag_date="2025")).files
    found = at_fault(renamed, replace(settings, tag_date="2025"), standing=files.get)
    assert points(found) == {27}
    events = [replace(e, created=e.created + timedelta(days=1)) for e in snapshot.events]
    later = build(replace(snapshot, events=tuple(events)), settings).files
    (*warnings,) = lint_files(later, settings, standing=files.get)
    assert {(f.point, f.severity) for f in warnings} == {(28, Severity.WARNING)}
    moved = make.seminar(when=When(start=date(2026, 4, 1)), sequence=1)
    others = build(replace(snapshot, events=(moved, *snapshot.events[2:])), settings).files
    assert [
        f for f in lint_files(others, settings, standing=files.get) if f.point in (27, 28)
    ] == []


def test_what_leads_to_the_page_of_an_event_has_a_guid_of_its_own(make, settings):
    """A deadline that is put off is another one; a full feed of changes lets the oldest go."""
    settings = replace(settings, max_items=1)
    days = [When(start=date(2026, 3, day)) for day in (2, 9, 16)]
    states = [make.event(when=when, sequence=number) for number, when in enumerate(days)]

    def files(number, due):
        deadline = replace(make.deadline(states[0].uid, due), uid=f"frist-{due}")
        history = make.changes(*states[: number + 1])
        snapshot = make.snapshot(states[number], deadlines=(deadline,), changes=history)
        return build(snapshot, settings).files

    before, after = files(1, date(2026, 2, 16)), files(2, date(2026, 2, 23))
    for name in ("fristen.rss", "aenderungen.rss"):
        assert after[name] != before[name]
    assert at_fault(after, settings, standing=before.get) == []


def test_only_what_was_made_is_checked(files, settings, one_fault):
    """A standing file is read to be compared; it is not the fault of this publication."""
    broken = one_fault(files["alle.rss"], "<title>2.–3. März 2026 · ", "<title>")
    standing = {**files, "alle.rss": broken}
    assert lint_files({}, settings, standing=standing.get) == []
    fresh = {"alle.atom": files["alle.atom"]}
    (found,) = lint_files(fresh, settings, standing=standing.get)
    assert (found.point, found.file, found.message) == (
        35,
        "alle.atom",
        "another title than in RSS",
    )
