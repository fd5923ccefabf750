"""The calendar of deadlines: what each says, which event it hangs on, how it lives and ends."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import icalendar
import pytest
from ical.calendar_stream import IcsCalendarStream

from feeds import build, plan
from feeds.lint import lint_ics
from model import (
    Change,
    ChangeKind,
    CoarseWhen,
    DeadlineKind,
    EventStatus,
    Grain,
    Severity,
    When,
)

GOLDEN = """\
BEGIN:VEVENT
UID:frist-jahrestagung@regioradar.example
DTSTAMP:20260120T091530Z
CREATED:20260112T083000Z
LAST-MODIFIED:20260120T091530Z
SEQUENCE:693930
STATUS:CONFIRMED
TRANSP:TRANSPARENT
CLASS:PUBLIC
SUMMARY:Anmeldeschluss: Regionalpolitische Jahrestagung
DTSTART;VALUE=DATE:20260216
DTEND;VALUE=DATE:20260217
URL:https://bmwe.example/termine/jahrestagung
RELATED-TO:jahrestagung@regioradar.example
DESCRIPTION:Anmeldung bis 16. Februar 2026: Regionalpolitische Jahrestagun
 g\\n\\nVeranstaltung: 2.–3. März 2026\\nOrt: Händel-Halle\\, Halle (Saale)
 \\nAlle Angaben zur Veranstaltung: https://kalender.example/termin/a3388aad
 cad6.html\\n\\nQuelle: BMWE\\nhttps://bmwe.example/termine/jahrestagung
X-MICROSOFT-CDO-BUSYSTATUS:FREE
END:VEVENT
"""
DUE = date(2026, 2, 16)


@pytest.fixture
def deadlines(calendars):
    """Return what makes the calendar of deadlines and reads it with a parser."""

    def made(snapshot) -> list[icalendar.Event]:
        data = calendars(snapshot)["fristen.ics"]
        assert lint_ics(data, related={e.uid for e in snapshot.events}) == []
        read = list(icalendar.Calendar.from_ical(data).walk("VEVENT"))
        assert len(IcsCalendarStream.calendar_from_ics(data.decode()).events) == len(read)
        return read

    return made


def test_the_exact_text(make, calendars):
    event = make.conference()
    data = calendars(make.snapshot(event, deadlines=(make.deadline(event.uid, DUE),)))
    text = data["fristen.ics"].decode().replace("\r\n", "\n")
    head, begin, entries = text.partition("BEGIN:VEVENT")
    assert begin + entries == GOLDEN + "END:VCALENDAR\n"
    assert "NAME:Fristen · Termine\\, Regionen\\; Räume\n" in head
    assert "SOURCE;VALUE=URI:https://kalender.example/fristen.ics\n" in head
    assert "\nURL:https://kalender.example/fristen.html\n" in head
    assert "\nLAST-MODIFIED:20260120T091530Z\n" in head


def test_a_minute_has_no_end(make, deadlines, only):
    event = make.conference()
    due = make.at(2026, 2, 16, 23, 59)
    read = only(deadlines(make.snapshot(event, deadlines=(make.deadline(event.uid, due),))))
    assert read.start.astimezone(UTC) == datetime(2026, 2, 16, 22, 59, tzinfo=UTC)
    assert "DTEND" not in read
    assert "Anmeldung bis 16. Februar 2026, 23:59 Uhr" in read["DESCRIPTION"]


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        (DeadlineKind.REGISTRATION, "Anmeldeschluss: "),
        (DeadlineKind.SUBMISSION, "Einreichungsschluss: "),
        (DeadlineKind.APPLICATION, "Bewerbungsschluss: "),
    ],
)
def test_what_is_due_is_said_first(make, deadlines, only, kind, words):
    event = make.conference()
    stored = make.deadline(event.uid, DUE)
    stored = replace(stored, deadline=replace(stored.deadline, kind=kind))
    read = only(deadlines(make.snapshot(event, deadlines=(stored,))))
    assert read["SUMMARY"] == words + event.event.name


def test_a_cancelled_event_takes_its_deadline_along(make, deadlines, only):
    event = make.cancelled()
    read = only(deadlines(make.snapshot(event, deadlines=(make.deadline(event.uid, DUE),))))
    assert read["STATUS"] == "CANCELLED"
    assert read["SUMMARY"] == "ABGESAGT: Anmeldeschluss: Regionalforum Lausitz"
    assert "Diese Veranstaltung ist abgesagt." in read["DESCRIPTION"]


def test_a_postponed_event_leaves_its_deadline_open(make, deadlines, only):
    event = make.event(status=EventStatus.POSTPONED)
    read = only(deadlines(make.snapshot(event, deadlines=(make.deadline(event.uid, DUE),))))
    assert read["STATUS"] == "TENTATIVE"
    assert read["SUMMARY"] == "Anmeldeschluss: Regionalpolitische Jahrestagung"
    assert "ein neuer Termin ist noch nicht bekannt" in read["DESCRIPTION"]


def test_a_moved_event_is_told_with_its_new_day(make, deadlines, only):
    event = make.event(
        status=EventStatus.RESCHEDULED,
        previous_start=date(2026, 3, 2),
        when=When(start=date(2026, 5, 4)),
    )
    read = only(deadlines(make.snapshot(event, deadlines=(make.deadline(event.uid, DUE),))))
    assert "verschoben vom 2. März 2026" in read["DESCRIPTION"]
    assert "Veranstaltung: 4. Mai 2026" in read["DESCRIPTION"]


def test_only_an_event_of_the_calendar_is_a_parent(make, deadlines, only):
    rough = CoarseWhen(
        first_day=date(2026, 9, 1), last_day=date(2026, 11, 30), grain=Grain.SEASON, text="Herbst"
    )
    event = make.event(when=rough)
    read = only(deadlines(make.snapshot(event, deadlines=(make.deadline(event.uid, DUE),))))
    assert "RELATED-TO" not in read
    assert "Veranstaltung: Herbst 2026" in read["DESCRIPTION"]


def test_an_event_that_found_no_room_is_no_parent(make, calendars, settings):
    near, far = make.event("nah"), make.event("fern", when=When(start=date(2026, 9, 2)))
    due = tuple(make.deadline(event.uid, DUE) for event in (near, far))
    files = calendars(make.snapshot(near, far, deadlines=due), replace(settings, max_events=1))
    assert b"UID:fern" not in files["alle.ics"]
    assert b"RELATED-TO:fern" not in files["fristen.ics"]


def test_a_deadline_of_a_news_item_stands_for_itself(make, deadlines, only):
    due = replace(make.deadline("", DUE), page_url=make.news().item.url)
    read = only(deadlines(make.snapshot(news=(make.news(),), deadlines=(due,))))
    assert read["SUMMARY"] == "Anmeldeschluss: Neue Förderrunde gestartet"
    assert "RELATED-TO" not in read
    assert read["DESCRIPTION"].split("\n")[-1] == read["URL"] == make.news().item.url


def test_the_calendar_stays_when_the_event_of_its_only_deadline_is_withdrawn(make, calendars):
    event = make.conference()
    withdrawn = replace(event, event=replace(event.event, publish=False), sequence=3)
    changes = make.changes(event, withdrawn)
    due = make.deadline(event.uid, DUE)
    snapshot = make.snapshot(make.seminar(), withdrawn, deadlines=(due,), changes=changes)
    data = calendars(snapshot)["fristen.ics"]
    assert b"BEGIN:VEVENT" not in data
    assert f"\nLAST-MODIFIED:{changes[-1].at:%Y%m%dT%H%M%SZ}".encode() in data
    # Of an event that nobody ever heard of nobody can have subscribed to the deadline.
    assert "fristen.ics" not in calendars(replace(snapshot, changes=()))


@pytest.mark.parametrize("address", ["javascript:alert(1)", "https://wer:was@bmwe.example/"])
def test_a_deadline_whose_page_cannot_be_named_is_left_out(make, calendars, address):
    event = make.conference()
    due = replace(make.deadline(event.uid, DUE), page_url=address)
    assert "fristen.ics" not in calendars(make.snapshot(event, deadlines=(due,)))


@pytest.mark.parametrize(
    ("status", "ages", "kept"),
    [
        (EventStatus.SCHEDULED, (0, 180, 181), [0, 180]),
        (EventStatus.CANCELLED, (0, 30, 31), [0, 30]),
        (EventStatus.SCHEDULED, (200, 300), [200]),
    ],
)
def test_the_window_is_that_of_events_and_never_empty(make, deadlines, status, ages, kept):
    event = make.event(status=status, when=When(start=make.today))
    due = [
        replace(make.deadline(event.uid, make.today - timedelta(days=age)), uid=f"frist-{age}")
        for age in ages
    ]
    read = deadlines(make.snapshot(event, deadlines=tuple(due)))
    assert sorted((make.today - e.start).days for e in read) == kept


def test_stamp_and_sequence_move_with_the_event_and_never_fall(make, calendars):
    event, other = make.conference(), make.event("älter", last_modified=make.created)
    due = make.deadline(event.uid, DUE)

    def stands(stored, *, frist=due, changes=()):
        snapshot = make.snapshot(stored, deadlines=(frist,), changes=changes)
        return calendars(snapshot)["fristen.ics"]

    later = make.changed + timedelta(days=3)
    first = stands(event)
    moved = stands(replace(event, last_modified=later))
    assert b"DTSTAMP:20260123T091530Z" in moved
    merged = replace(other, former_uids=(event.uid,))
    turn = Change(event_uid=event.uid, sequence=2, at=later, kind=ChangeKind.MERGED, new=other.uid)
    joined = stands(merged, frist=replace(due, event_uid=other.uid), changes=(turn,))
    dated = stands(event, frist=replace(due, last_modified=later))
    assert b"LAST-MODIFIED:20260123T091530Z" in dated.partition(b"BEGIN:VEVENT")[0]
    for after, before in ((moved, first), (joined, moved), (dated, first)):
        found = lint_ics(after, previous=before, related={event.uid, other.uid})
        assert [f for f in found if f.severity is Severity.ERROR] == []


def test_a_deadline_outlives_the_withdrawal_of_its_event(make, calendars):
    """Its page is news too, so it stands for itself from then on; its SEQUENCE does not fall."""
    event = make.conference()
    due = make.deadline(event.uid, DUE)
    news = make.news(headline="Einladung zur Jahrestagung", url=due.page_url)

    def stands(stored):
        snapshot = make.snapshot(stored, make.seminar(), deadlines=(due,), news=(news,))
        return calendars(snapshot)["fristen.ics"]

    moved = replace(event, last_modified=make.changed + timedelta(days=3))
    withdrawn = replace(
        moved,
        event=replace(event.event, publish=False),
        last_modified=make.changed + timedelta(days=5),
    )
    before, after = stands(moved), stands(withdrawn)
    assert b"Anmeldeschluss: Einladung zur Jahrestagung" in after
    found = lint_ics(after, previous=before, related={event.uid})
    assert [f for f in found if f.severity is Severity.ERROR] == []


def test_the_calendar_outlives_its_last_deadline(make, settings):
    """Whoever subscribed must not find an error there, nor a date that falls back."""
    event, went_at = make.conference(), make.changed + timedelta(days=9)
    due = make.deadline(event.uid, DUE)
    gone = replace(due, last_modified=went_at)
    later = replace(due, uid="frist-b", deadline=replace(due.deadline, due=date(2026, 2, 20)))
    hidden = replace(event, event=replace(event.event, publish=False))
    names = {"fristen.html", "fristen.ics", "fristen.rss", "fristen-demnaechst.json"}
    for deadlines in ((), (later,)):
        files = build(
            make.snapshot(event, deadlines=deadlines, gone_deadlines=(gone,)), settings
        ).files
        assert names <= files.keys()
        assert files["fristen.ics"].count(b"BEGIN:VEVENT") == len(deadlines)
        assert b"LAST-MODIFIED:20260129T091530Z\r\nNAME" in files["fristen.ics"]
        assert b"29 Jan 2026 09:15:30" in files["fristen.rss"]
    never = (
        make.snapshot(hidden, deadlines=(due,), gone_deadlines=(replace(gone, uid="b"),)),
        make.snapshot(event),
    )
    for snapshot in never:
        assert not names & build(snapshot, settings).files.keys()


def test_one_poisoned_deadline_stops_no_other(make, settings):
    event = make.conference()
    bad = replace(make.deadline(event.uid, DUE), uid="boese")
    object.__setattr__(bad.deadline, "due", date(9999, 12, 31))
    planned = plan(make.snapshot(event, deadlines=(bad, make.deadline(event.uid, DUE))), settings)
    made = next(f for f in planned.files if f.name == "fristen.ics").make()
    assert b"UID:frist-jahrestagung" in made.body
    (problem,) = made.problems
    assert problem.message.startswith("fristen.ics: 'boese' left out: OverflowError")
