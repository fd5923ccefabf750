"""iCalendar files of others: what is broken is left out and said, the rest is read."""

from collections.abc import Callable
from datetime import date, datetime

import pytest

from model import BERLIN, EventStatus, Extraction, Page, PageKind, ProblemKind, When
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
        "SUMMARY:Kaputt\nDTSTART:20260601T100000\nDTEND:20260601T090000",
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
