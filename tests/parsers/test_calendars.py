"""iCalendar files of others: what is broken is left out and said, the rest is read."""

import time
from collections.abc import Callable
from datetime import date, datetime

import pytest

from model import (
    BERLIN,
    AttendanceMode,
    DeadlineKind,
    EventStatus,
    Extraction,
    Page,
    PageKind,
    ProblemKind,
    When,
)
from parsers.calendars import is_calendar, read_calendar

Pages = Callable[..., Page]


def calendar(*events: str) -> str:
    body = "".join(
        f"BEGIN:VEVENT\nUID:{number}@amt.example\nDTSTAMP:20260101T000000Z\n{event}\nEND:VEVENT\n"
        for number, event in enumerate(events)
    )
    head = "BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//Amt//Termine//DE\n"
    return f"{head}{body}END:VCALENDAR\n".replace("\n", "\r\n")


@pytest.fixture
def read_events(page_of: Pages) -> Callable[..., Extraction]:
    return lambda *events: read_calendar(
        page_of(calendar(*events), content_type="text/calendar; charset=utf-8")
    )


def test_calendars_are_known_by_type_or_first_line(page_of: Pages) -> None:
    assert is_calendar(page_of("x", content_type="Text/Calendar; charset=utf-8"))
    assert is_calendar(page_of("\r\nbegin:vcalendar\r\n", content_type="text/plain"))
    assert not is_calendar(page_of("<p>BEGIN:VCALENDAR", content_type="text/html"))


def test_an_event_with_all_it_says(read_events: Callable[..., Extraction]) -> None:
    extraction = read_events(
        "SUMMARY:Fachtag Wege\nDTSTART:20260503T080000Z\nDTEND:20260503T140000Z\nLOCATION:Gera\n"
        "ORGANIZER;CN=Stadt Gera:mailto:a@gera.example\nDESCRIPTION:Mit Essen\nSTATUS:CANCELLED\n"
        "URL:https://amt.example/termin"
    )
    (event,) = extraction.events
    assert event.name == "Fachtag Wege"
    assert event.when == When(
        start=datetime(2026, 5, 3, 10, tzinfo=BERLIN), end=datetime(2026, 5, 3, 16, tzinfo=BERLIN)
    )
    assert event.location is not None
    assert event.location.address_locality == "Gera"
    assert [item.name for item in event.organizers] == ["Stadt Gera"]
    assert event.status is EventStatus.CANCELLED
    assert event.identifier == "0@amt.example"
    assert event.url == "https://amt.example/termin"
    assert event.publish
    assert extraction.page_kind is PageKind.EVENT


@pytest.mark.parametrize(
    ("lines", "start", "end"),
    [
        ("DTSTART;VALUE=DATE:20260503", date(2026, 5, 3), None),
        ("DTSTART;VALUE=DATE:20260503\nDTEND;VALUE=DATE:20260504", date(2026, 5, 3), None),
        (
            "DTSTART;VALUE=DATE:20260503\nDTEND;VALUE=DATE:20260505",
            date(2026, 5, 3),
            date(2026, 5, 4),
        ),
        ("DTSTART;VALUE=DATE:20260503\nDTEND;VALUE=DATE:20260503", date(2026, 5, 3), None),
        ("DTSTART;VALUE=DATE:20260503\nDURATION:P2D", date(2026, 5, 3), date(2026, 5, 4)),
        (
            "DTSTART:20260503T100000",
            datetime(2026, 5, 3, 10, tzinfo=BERLIN),
            None,
        ),
        (
            "DTSTART;TZID=Europe/London:20260503T100000\nDURATION:PT90M",
            datetime(2026, 5, 3, 11, tzinfo=BERLIN),
            datetime(2026, 5, 3, 12, 30, tzinfo=BERLIN),
        ),
        (
            "DTSTART:20260503T100000\nDTEND;VALUE=DATE:20260505",
            datetime(2026, 5, 3, 10, tzinfo=BERLIN),
            date(2026, 5, 4),
        ),
    ],
)
def test_ends_are_inclusive(
    read_events: Callable[..., Extraction], lines: str, start: date, end: date | None
) -> None:
    (event,) = read_events(f"SUMMARY:Fachtag\n{lines}").events
    assert event.when == When(start=start, end=end)


@pytest.mark.parametrize(
    "broken",
    [
        "SUMMARY:Kaputt\nDTSTART:kein Datum",
        "SUMMARY:Kaputt",
        "DTSTART;VALUE=DATE:20260601",
        "SUMMARY:Kaputt\nDTSTART:00010101T000000Z",
        "SUMMARY:Kaputt\nDTSTART:20260601T100000Z\nDTSTART:20260602T100000Z",
    ],
)
def test_a_broken_event_is_a_problem_and_costs_no_other(
    read_events: Callable[..., Extraction], broken: str
) -> None:
    extraction = read_events(broken, "SUMMARY:Fachtag\nDTSTART;VALUE=DATE:20260503")
    assert [event.name for event in extraction.events] == ["Fachtag"]
    assert [problem.kind for problem in extraction.problems] == [ProblemKind.MALFORMED]


def test_several_events_are_a_listing(read_events: Callable[..., Extraction]) -> None:
    event = "SUMMARY:Fachtag\nDTSTART;VALUE=DATE:20260503"
    assert read_events(event, event).page_kind is PageKind.LISTING


def test_several_calendars_in_one_file_are_read(page_of: Pages) -> None:
    body = calendar("SUMMARY:Eins\nDTSTART;VALUE=DATE:20260503") * 2
    assert len(read_calendar(page_of(body, content_type="text/calendar")).events) == 2


def test_an_address_that_is_none_gives_the_pages(read_events: Callable[..., Extraction]) -> None:
    (event,) = read_events("SUMMARY:Fachtag\nDTSTART;VALUE=DATE:20260503\nURL:/termin").events
    assert event.url == "https://www.netzwerk-auenland.example/aktuell/seite"


@pytest.mark.parametrize("body", ["<html>Nicht gefunden</html>", "BEGIN:VCALENDAR", "\x00"])
def test_a_file_that_is_no_calendar_is_an_error(page_of: Pages, body: str) -> None:
    extraction = read_calendar(page_of(body, content_type="text/calendar"))
    assert extraction.events == ()
    assert [problem.kind for problem in extraction.problems] == [ProblemKind.MALFORMED]


@pytest.mark.parametrize(
    ("more", "reason"),
    [
        ("STATUS:TENTATIVE", "tentative"),
        ("CLASS:PRIVATE", "private"),
        ("DTEND:20260503T090000", "end lies before"),
    ],
)
def test_what_speaks_against_an_entry_holds_its_publication(
    read_events: Callable[..., Extraction], more: str, reason: str
) -> None:
    (event,) = read_events(f"SUMMARY:Fachtag\nDTSTART:20260503T100000\n{more}").events
    assert not event.publish
    assert event.confidence < 0.7
    assert reason in " ".join(event.reasons)
    assert event.when == When(start=datetime(2026, 5, 3, 10, tzinfo=BERLIN))


@pytest.mark.parametrize(
    ("line", "start"),
    [
        ("DTSTART:2026-05-03", date(2026, 5, 3)),
        ("DTSTART:2026-05-03T10:00:00", datetime(2026, 5, 3, 10, tzinfo=BERLIN)),
        ("DTSTART:20260503T1000", datetime(2026, 5, 3, 10, tzinfo=BERLIN)),
        ("DTSTART:20260503", date(2026, 5, 3)),
        (
            "DTSTART;TZID=W. Europe Standard Time:20260503T100000",
            datetime(2026, 5, 3, 10, tzinfo=BERLIN),
        ),
        (
            'DTSTART;TZID="(UTC+01:00) Amsterdam, Berlin, Rom":20260503T100000',
            datetime(2026, 5, 3, 10, tzinfo=BERLIN),
        ),
        (
            "DTSTART;TZID=/citadel.org/20210210_1/Europe/Berlin:20260503T100000",
            datetime(2026, 5, 3, 10, tzinfo=BERLIN),
        ),
        ("DTSTART;TZID=Eigene Zone:20260503T100000", datetime(2026, 5, 3, 10, tzinfo=BERLIN)),
    ],
)
def test_odd_starts_are_read(
    read_events: Callable[..., Extraction], line: str, start: date
) -> None:
    (event,) = read_events(f"SUMMARY:Fachtag\n{line}").events
    assert event.when == When(start=start)


def test_a_rule_is_kept_and_gives_no_instances(read_events: Callable[..., Extraction]) -> None:
    series = (
        "SUMMARY:Stammtisch\nDTSTART:20260504T180000\nRRULE:FREQ=WEEKLY;BYDAY=MO;COUNT=9\n"
        "EXDATE:20260511T180000"
    )
    moved = (
        "SUMMARY:Stammtisch\nDTSTART:20260519T180000\nRECURRENCE-ID:20260518T180000\n"
        "STATUS:CANCELLED"
    )
    first, second = read_events(series, moved).events
    assert first.recurrence == "FREQ=WEEKLY;COUNT=9;BYDAY=MO"
    assert first.when == When(start=datetime(2026, 5, 4, 18, tzinfo=BERLIN))
    assert second.recurrence == ""
    assert second.identifier == "1@amt.example/20260518T180000"
    assert second.status is EventStatus.CANCELLED
    (broken,) = read_events("SUMMARY:Treff\nDTSTART:20260504T180000\nRRULE:jede Woche").events
    assert broken.recurrence == ""


@pytest.mark.parametrize(
    "rule",
    ["FREQ=SECONDLY", "FREQ=SECONDLY;UNTIL=99991231T235959Z", "FREQ=SECONDLY;COUNT=999999999"],
)
def test_a_rule_of_each_second_is_one_event(
    read_events: Callable[..., Extraction], rule: str
) -> None:
    began = time.process_time()
    (event,) = read_events(f"SUMMARY:Takt\nDTSTART:20260504T180000\nRRULE:{rule}").events
    assert event.when == When(start=datetime(2026, 5, 4, 18, tzinfo=BERLIN))
    assert time.process_time() - began < 2


@pytest.mark.parametrize(
    "name", ["Sommerferien Thüringen", "Karfreitag", "Brückentag", "Geschäftsstelle geschlossen"]
)
def test_days_off_are_no_events(read_events: Callable[..., Extraction], name: str) -> None:
    assert read_events(f"SUMMARY:{name}\nDTSTART;VALUE=DATE:20260703").events == ()
    assert len(read_events(f"SUMMARY:Fest: {name}\nDTSTART;VALUE=DATE:20260703").events) == 1


def test_a_deadline_in_a_calendar_is_one(read_events: Callable[..., Extraction]) -> None:
    extraction = read_events("SUMMARY:Anmeldeschluss Fachtag Moor\nDTSTART;VALUE=DATE:20260420")
    assert extraction.events == ()
    (deadline,) = extraction.deadlines
    assert (deadline.due, deadline.kind) == (date(2026, 4, 20), DeadlineKind.REGISTRATION)


@pytest.mark.parametrize(
    ("lines", "towns", "mode"),
    [
        ("LOCATION:Raum 2\\; Rathaus\\; Gera", ["Gera"], None),
        ("LOCATION:Gera\nLOCATION:Greiz", ["Gera", "Greiz"], None),
        ("LOCATION:Microsoft Teams-Besprechung", [], AttendanceMode.ONLINE),
        ("LOCATION:wird noch bekannt gegeben", [], None),
    ],
)
def test_places(
    read_events: Callable[..., Extraction],
    lines: str,
    towns: list[str],
    mode: AttendanceMode | None,
) -> None:
    (event,) = read_events(f"SUMMARY:Fachtag\nDTSTART;VALUE=DATE:20260503\n{lines}").events
    assert [place.address_locality for place in event.locations] == towns
    assert event.attendance_mode is mode


def test_the_state_in_the_name_counts(read_events: Callable[..., Extraction]) -> None:
    (event,) = read_events("SUMMARY:ABGESAGT: Fachtag Moor\nDTSTART;VALUE=DATE:20260503").events
    assert event.status is EventStatus.CANCELLED
    assert event.name.endswith("Fachtag Moor")


def test_a_formatted_description_stands_in(read_events: Callable[..., Extraction]) -> None:
    (event,) = read_events(
        "SUMMARY:Fachtag\nDTSTART;VALUE=DATE:20260503\n"
        "X-ALT-DESC;FMTTYPE=text/html:<p>Mit <b>Essen</b></p>"
    ).events
    assert event.description == "Mit Essen"


@pytest.mark.parametrize(
    "broken",
    [
        "BEGIN:VTODO\nkaputt\nEND:X\n",
        "END:VEVENT\n",
        "BEGIN:VEVENT\nSUMMARY:Offen\nDTSTART:20260601\n",
        "BEGIN:VEVENT\nSUMMARY:Offen\nDTSTART:20260601\nZeile ohne Zeichen\nEND:VEVENT\n",
    ],
)
def test_a_broken_calendar_still_gives_its_sound_events(page_of: Pages, broken: str) -> None:
    sound = "BEGIN:VEVENT\nSUMMARY:Fachtag\nDTSTART:20260503\nEND:VEVENT\n"
    body = f"BEGIN:VCALENDAR\n{broken}{sound}END:VCALENDAR\n".replace("\n", "\r\n")
    names = [event.name for event in read_calendar(page_of(body)).events]
    assert "Fachtag" in names
