"""The calendar: its exact text, its times in real parsers, its window, order and caps."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import icalendar
import pytest
from ical.calendar_stream import IcsCalendarStream

from feeds import FeedSettings, build
from feeds.calendars.vevent import render_event, span
from feeds.lint import lint_event, lint_files, lint_ics
from model import Event, EventStatus, Place, StoredEvent, When

GOLDEN_EVENT = """\
BEGIN:VEVENT
UID:jahrestagung@regioradar.example
DTSTAMP:20260120T091530Z
CREATED:20260112T083000Z
LAST-MODIFIED:20260120T091530Z
SEQUENCE:2
STATUS:CONFIRMED
TRANSP:TRANSPARENT
CLASS:PUBLIC
SUMMARY:Regionalpolitische Jahrestagung
DTSTART;VALUE=DATE:20260302
DTEND;VALUE=DATE:20260304
LOCATION:Händel-Halle\\, Halle (Saale)
CONTACT:Bundesministerium für Wirtschaft und Energie
URL:https://bmwe.example/termine/jahrestagung
DESCRIPTION:Veranstalter: Bundesministerium für Wirtschaft und Energie\\n
 \\nZwei Tage zu Strukturwandel und Förderung\\; mit Fachforen.\\n\\nQuelle: B
 MWE\\nhttps://bmwe.example/termine/jahrestagung
X-MICROSOFT-CDO-BUSYSTATUS:FREE
END:VEVENT
"""

GOLDEN_HEAD = """\
BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//RegioRadar//RegioRadar 0.1.0//DE
CALSCALE:GREGORIAN
LAST-MODIFIED:20260120T091530Z
NAME:Termine\\, Regionen\\; Räume
X-WR-CALNAME:Termine\\, Regionen\\; Räume
DESCRIPTION:Termine und Neuigkeiten der Regionalentwicklung in Deutschland
X-WR-CALDESC:Termine und Neuigkeiten der Regionalentwicklung in Deutschlan
 d
X-WR-TIMEZONE:Europe/Berlin
REFRESH-INTERVAL;VALUE=DURATION:PT6H
X-PUBLISHED-TTL:PT6H
SOURCE;VALUE=URI:https://kalender.example/alle.ics
URL:https://kalender.example/
COLOR:teal
BEGIN:VTIMEZONE
"""


@pytest.fixture
def calendar(calendars):
    """Return what makes the calendar of everything."""
    return lambda snapshot: calendars(snapshot)["alle.ics"]


def parsed(data: bytes) -> list[icalendar.Event]:
    return list(icalendar.Calendar.from_ical(data).walk("VEVENT"))


def by_home_assistant(data: bytes):
    return IcsCalendarStream.calendar_from_ics(data.decode()).events


def test_the_exact_text(make, calendar):
    data = calendar(make.snapshot(make.conference()))
    text = data.decode().replace("\r\n", "\n")
    assert text.startswith(GOLDEN_HEAD)
    assert text.endswith(GOLDEN_EVENT + "END:VCALENDAR\n")
    assert text.count("BEGIN:VTIMEZONE") == 1


def test_round_trip_through_two_parsers(make, calendar):
    snapshot = make.snapshot(make.seminar(), make.conference(), make.cancelled())
    data = calendar(snapshot)
    first, second, third = parsed(data)
    assert [e["UID"].partition("@")[0] for e in (first, second, third)] == [
        "jahrestagung",
        "seminar",
        "abgesagt",
    ]
    assert (first.start, first.end) == (date(2026, 3, 2), date(2026, 3, 4))
    assert second.start.astimezone(UTC) == datetime(2026, 3, 19, 9, tzinfo=UTC)
    assert third["SUMMARY"] == "ABGESAGT: Regionalforum Lausitz"
    assert third["STATUS"] == "CANCELLED"
    events = by_home_assistant(data)
    assert len(events) == 3
    assert (events[0].dtstart, events[0].dtend) == (date(2026, 3, 2), date(2026, 3, 4))
    assert events[0].location == "Händel-Halle, Halle (Saale)"
    assert events[1].dtstart.astimezone(UTC) == datetime(2026, 3, 19, 9, tzinfo=UTC)


@pytest.mark.parametrize(("month", "offset"), [(7, 2), (12, 1)])
def test_instants_in_summer_and_winter(make, calendar, month, offset):
    when = When(start=make.at(2026, month, 1, 12), end=make.at(2026, month, 1, 13, 30))
    data = calendar(make.snapshot(make.event(when=when)))
    expected = datetime(2026, month, 1, 12 - offset, tzinfo=UTC)
    (event,) = parsed(data)
    assert event.start.astimezone(UTC) == expected
    assert event.end.astimezone(UTC) == expected + timedelta(minutes=90)
    (event,) = by_home_assistant(data)
    assert event.dtstart.astimezone(UTC) == expected
    assert event.dtend.astimezone(UTC) == expected + timedelta(minutes=90)


@pytest.mark.parametrize("fold", [0, 1])
def test_the_hour_that_the_clock_shows_twice(make, settings, fold):
    """A local time means the first of the two (RFC 5545 3.3.5); the second stands in UTC."""
    start = make.at(2026, 10, 25, 2, 30).replace(fold=fold)
    event = make.event(when=When(start=start, end=make.at(2026, 10, 25, 5)))
    due = make.deadline(event.uid, start)
    snapshot = make.snapshot(event, deadlines=(due,))
    files = build(snapshot, settings).files
    # The feeds say the same instant, or the whole publication would be held.
    assert lint_files(files, settings) == []
    expected = datetime(2026, 10, 25, fold, 30, tzinfo=UTC)
    for name in ("alle.ics", "fristen.ics"):
        (found,) = parsed(files[name])
        assert found.start.astimezone(UTC) == expected
        (found,) = by_home_assistant(files[name])
        assert found.dtstart.astimezone(UTC) == expected


@pytest.mark.parametrize(("day", "offset"), [((2026, 7, 1), 2), ((2026, 12, 1), 1)])
def test_the_written_zone_itself_is_right(make, calendar, day, offset):
    """The VTIMEZONE, without the name that parsers recognise, gives the offsets of zoneinfo."""
    data = calendar(make.snapshot(make.conference()))
    (zone,) = icalendar.Calendar.from_ical(data.replace(b"Europe/Berlin", b"X/Y")).timezones
    moment = datetime(*day, 12)  # noqa: DTZ001 - a local time that the zone shall place
    assert moment.replace(tzinfo=zone.to_tz(lookup_tzid=False)).utcoffset() == timedelta(
        hours=offset
    )
    assert moment.replace(tzinfo=ZoneInfo("Europe/Berlin")).utcoffset() == timedelta(hours=offset)


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        ((2026, 3, 2), None, (date(2026, 3, 2), None)),
        ((2026, 3, 2), (2026, 3, 2), (date(2026, 3, 2), date(2026, 3, 3))),
        ((2026, 2, 18), (2026, 2, 19), (date(2026, 2, 18), date(2026, 2, 20))),
        ((2026, 3, 2, 10), (2026, 3, 3), (date(2026, 3, 2), date(2026, 3, 4))),
    ],
)
def test_spans_of_days(make, start, end, expected):
    def moment(parts):
        return None if parts is None else date(*parts) if len(parts) == 3 else make.at(*parts)

    assert span(When(start=moment(start), end=moment(end))) == expected


def test_spans_of_times(make):
    ten, four = make.at(2026, 3, 2, 10), make.at(2026, 3, 2, 16)
    assert span(When(start=ten, end=four)) == (ten, four)
    assert span(When(start=ten)) == (ten, None)
    assert span(When(start=ten, end=ten)) == (ten, None)
    assert span(When(start=ten, end=date(2026, 3, 2))) == (ten, None)


def test_a_start_time_with_an_end_day_is_told_in_words(make, calendar):
    when = When(start=make.at(2026, 3, 2, 10), end=date(2026, 3, 3))
    (event,) = parsed(calendar(make.snapshot(make.event(when=when))))
    assert (event.start, event.end) == (date(2026, 3, 2), date(2026, 3, 4))
    assert "Zeit: 2. März 2026, 10 Uhr – 3. März 2026" in event["DESCRIPTION"]


def test_events_stand_in_the_order_of_the_starts_that_are_written(make, calendar):
    days = When(start=make.at(2026, 3, 2, 10), end=date(2026, 3, 3))  # written as whole days
    hours = When(start=make.at(2026, 3, 2, 9))
    data = calendar(make.snapshot(make.event("b", when=days), make.event("a", when=hours)))
    assert [event["uid"] for event in parsed(data)] == ["b", "a"]


def test_an_unknown_end_is_left_out(make, calendar):
    event = make.event(when=When(start=make.at(2026, 3, 2, 10)))
    data = calendar(make.snapshot(event))
    assert b"DTEND" not in data
    assert b"DTSTART;TZID=Europe/Berlin:20260302T100000" in data


def test_an_end_that_is_no_later_is_left_out(make, settings, calendar):
    """2:30 does not come in the night of March 29th: clients take it for 3:30."""
    gap = make.event(when=When(start=make.at(2026, 3, 29, 2, 30), end=make.at(2026, 3, 29, 3)))
    (event,) = icalendar.Calendar.from_ical(calendar(make.snapshot(gap))).walk("VEVENT")
    assert "DTEND" not in event
    files = build(make.snapshot(gap), settings).files
    assert b"2026-03-29T02:30+01:00" in files["alle.rss"]
    assert b"enddate" not in files["alle.rss"]
    written = render_event(gap, settings).replace(
        b"DESCRIPTION", b"DTEND;TZID=Europe/Berlin:20260329T030000\r\nDESCRIPTION", 1
    )
    (found,) = lint_event(written)
    assert str(found.message) == "DTEND is not after DTSTART"


def test_moved_events(make, calendar):
    data = calendar(
        make.snapshot(
            make.event("a", name="Forum", status=EventStatus.POSTPONED),
            make.event(
                "b",
                name="Forum",
                status=EventStatus.RESCHEDULED,
                previous_start=make.at(2026, 2, 1, 10),
            ),
            make.event(
                "c",
                name="Forum",
                status=EventStatus.MOVED_ONLINE,
                locations=(Place(name="Rathaus", latitude=51.0, longitude=12.0),),
            ),
        ),
    )
    postponed, rescheduled, moved_online = parsed(data)
    assert postponed["STATUS"] == "TENTATIVE"
    assert postponed["SUMMARY"] == "VERSCHOBEN: Forum"
    assert rescheduled["STATUS"] == "CONFIRMED"
    assert "verschoben vom 1. Februar 2026, 10 Uhr" in rescheduled["DESCRIPTION"]
    assert moved_online["LOCATION"] == "Online"
    assert "GEO" not in moved_online


def test_sources_and_link(make, calendar):
    pages = [f"https://quelle{n:02}.example/termin" for n in range(23)]
    event = make.event(
        url="https://quelle00.example/termin",
        mentions=tuple(make.mention(page) for page in pages),
    )
    (read,) = parsed(calendar(make.snapshot(event)))
    lines = str(read["DESCRIPTION"]).split("\n")
    assert lines == [
        "Quelle: BMWE",
        *(f"Quelle: BMWE: {page}" for page in pages[1:20]),
        "und 3 weitere Seiten",
        pages[0],
    ]
    assert read["URL"] == pages[0]


def test_a_source_without_a_name_is_named_by_its_host(make):
    settings = FeedSettings(base_url="https://kalender.example/")
    mention = make.mention("https://www.region.example/a")
    rendered = render_event(make.event(mentions=(mention,)), settings)
    assert b"Quelle: region.example\\n" in rendered


def test_folding_inside_umlauts_and_escapes(make, calendar):
    for shift in range(12):
        name = "x" * shift + "äöü€𝄞,;" * 24
        data = calendar(make.snapshot(make.event(name=name, description=name * 2)))
        assert max(map(len, data.split(b"\r\n"))) <= 75
        for line in data.split(b"\r\n"):
            line.decode("utf-8")
        assert lint_ics(data) == []
        (event,) = parsed(data)
        assert event["SUMMARY"] == name


def test_backslashes_do_not_become_line_breaks(make, calendar):
    data = calendar(make.snapshot(make.event(name="C:\\Neu\\Nord und Bürger\\innen")))
    (event,) = parsed(data)
    assert event["SUMMARY"] == "C:/Neu/Nord und Bürger/innen"
    assert lint_ics(data) == []


def test_a_place_outside_europe_has_no_position(make, calendar):
    place = Place(name="Nirgendwo", latitude=11.9, longitude=51.4)
    assert b"GEO" not in calendar(make.snapshot(make.event(locations=(place,))))


def test_the_position_is_that_of_a_town_and_of_no_house_in_it(make, calendar):
    halle = Place(address_locality="Halle (Saale)", latitude=51.48, longitude=11.97)
    leipzig = Place(address_locality="Leipzig", latitude=51.34, longitude=12.37)
    house, street = replace(halle, name="Händel-Halle"), replace(halle, street_address="Markt 1")
    assert b"\nGEO:51.48;11.97\r" in calendar(make.snapshot(make.event(locations=(halle,))))
    for unsure in ((halle, leipzig), (house,), (street,)):
        assert b"GEO:" not in calendar(make.snapshot(make.event(locations=unsure)))


def test_only_exact_times_are_rendered(make, settings):
    with pytest.raises(ValueError, match="exact"):
        render_event(make.event(when=None), settings)
    naive = StoredEvent(
        uid="a",
        sequence=0,
        created=make.created,
        last_modified=datetime(2026, 1, 1),  # noqa: DTZ001 - the fault under test
        event=Event(name="Forum", when=When(start=date(2026, 3, 2))),
    )
    with pytest.raises(ValueError, match="zone"):
        render_event(naive, settings)


def test_topics_are_categories(make, calendar):
    (event,) = parsed(calendar(make.snapshot(make.event(name="Forum Wasserstoff und Mobilität"))))
    assert event.categories == ["Wasserstoff und Energie", "Mobilität"]


def test_the_file_of_one_event_names_no_calendar(make, calendars):
    """Outlook would open a new calendar for it; nothing is to be refreshed."""
    files = calendars(make.snapshot(make.conference()))
    (name,) = (name for name in files if name.startswith("termin/"))
    text = files[name].decode().replace("\r\n", "\n")
    head, _, _ = text.partition("BEGIN:VTIMEZONE")
    assert head == (
        "BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//RegioRadar//RegioRadar 0.1.0//DE\n"
        "CALSCALE:GREGORIAN\nLAST-MODIFIED:20260120T091530Z\n"
        f"SOURCE;VALUE=URI:https://kalender.example/{name}\n"
        f"URL:https://kalender.example/{name.replace('.ics', '.html')}\n"
    )
    assert text.endswith(GOLDEN_EVENT + "END:VCALENDAR\n")
    assert len(by_home_assistant(files[name])) == 1


def test_a_selection_is_a_calendar_of_its_own(make, calendars):
    text = calendars(make.snapshot(make.conference()))["quelle/bmwe.ics"].decode()
    assert "\r\nX-WR-CALNAME:BMWE · Termine\\, Regionen\\; Räume\r\n" in text
    assert "\r\nSOURCE;VALUE=URI:https://kalender.example/quelle/bmwe.ics\r\n" in text
    assert "\r\nURL:https://kalender.example/quelle/bmwe.html\r\n" in text


def test_a_day_that_is_only_to_be_kept_free_is_tentative(make, calendar):
    event = make.event(is_save_the_date=True)
    (read,) = parsed(calendar(make.snapshot(event)))
    assert read["STATUS"] == "TENTATIVE"
    assert read["SUMMARY"] == "Regionalpolitische Jahrestagung"
    note = "Save the Date: Dieser Termin ist zum Vormerken angekündigt."
    assert str(read["DESCRIPTION"]).startswith(note)
    (read,) = parsed(calendar(make.snapshot(replace(event, changed_at=make.changed))))
    assert str(read["DESCRIPTION"]).startswith(f"{note} Geändert am 20. Januar 2026.")
    (read,) = parsed(
        calendar(make.snapshot(make.event(is_save_the_date=True, status=EventStatus.CANCELLED)))
    )
    assert read["STATUS"] == "CANCELLED"
