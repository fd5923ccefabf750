"""JSON as a page: The Events Calendar, WordPress posts, JSON Feed, and what is none of these."""

import json
from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pytest

from model import BERLIN, AttendanceMode, EventStatus, Extraction, PageKind, ProblemKind, When

Read = Callable[..., Extraction]
EVENT: dict[str, Any] = {
    "id": 5,
    "global_id": "a.example?id=5",
    "status": "publish",
    "title": "Fachtag &#8222;Wege&#8220;",
    "url": "https://a.example/event/wege/",
    "description": "<p>Am 9. Mai 2026 folgt der Fachtag „Moor und Heide“ in Jena.</p>",
    "start_date": "2026-05-03 10:00:00",
    "end_date": "2026-05-03 16:00:00",
    "utc_start_date": "2026-05-03 08:00:00",
    "utc_end_date": "2026-05-03 14:00:00",
    "timezone": "Europe/Berlin",
    "all_day": False,
    "venue": {"venue": "Rathaus", "address": "Markt 1", "city": "Gera", "zip": "07545"},
    "organizer": [{"organizer": "Stadt Gera"}, {"organizer": "Kreis Greiz"}],
}


@pytest.fixture
def ask(read: Read) -> Callable[[Any], Extraction]:
    return lambda value: read(json.dumps(value), content_type="application/json")


Ask = Callable[[Any], Extraction]


def test_the_events_calendar(ask: Ask) -> None:
    extraction = ask({"events": [EVENT], "total": 1})
    (event,) = extraction.events
    assert event.name == "Fachtag „Wege“"
    assert event.when == When(
        start=datetime(2026, 5, 3, 10, tzinfo=BERLIN), end=datetime(2026, 5, 3, 16, tzinfo=BERLIN)
    )
    assert event.location is not None
    assert event.location.line == "Rathaus, Markt 1, 07545 Gera"
    assert [who.name for who in event.organizers] == ["Stadt Gera", "Kreis Greiz"]
    assert event.url == "https://a.example/event/wege/"
    assert event.identifier == "a.example?id=5"
    assert event.publish
    assert ask(EVENT).events == extraction.events


@pytest.mark.parametrize(
    ("change", "when"),
    [
        (
            {"all_day": True, "start_date": "2026-05-03", "end_date": "2026-05-04 23:59:59"},
            When(start=date(2026, 5, 3), end=date(2026, 5, 4)),
        ),
        (
            {"timezone": "UTC+0"},
            When(
                start=datetime(2026, 5, 3, 10, tzinfo=BERLIN),
                end=datetime(2026, 5, 3, 16, tzinfo=BERLIN),
            ),
        ),
        (
            {"timezone": "Europe/London", "utc_start_date": "2026-05-03 09:00:00",
             "utc_end_date": "2026-05-03 15:00:00"},
            When(
                start=datetime(2026, 5, 3, 11, tzinfo=BERLIN),
                end=datetime(2026, 5, 3, 17, tzinfo=BERLIN),
            ),
        ),
    ],
)  # fmt: skip
def test_days_and_zones(ask: Ask, change: dict[str, Any], when: When) -> None:
    (event,) = ask({"events": [EVENT | change]}).events
    assert event.when == when


def test_virtual_and_cancelled(ask: Ask) -> None:
    (event,) = ask(
        [EVENT | {"is_virtual": True, "venue": [], "event_status": "canceled"}][0]
    ).events
    assert event.attendance_mode is AttendanceMode.ONLINE
    assert event.status is EventStatus.CANCELLED


def test_drafts_are_not_read(ask: Ask) -> None:
    assert ask({"events": [EVENT | {"status": "draft"}]}).events == ()


def test_an_empty_calendar_is_no_fault(ask: Ask) -> None:
    assert ask({"events": [], "total": 0}).problems == ()


def test_posts_are_news(ask: Ask) -> None:
    post = {
        "type": "post", "date": "2026-02-03T10:00:00", "link": "https://a.example/p",
        "title": {"rendered": "Wege &amp; Dörfer"}, "excerpt": {"rendered": "<p>Kurz gesagt.</p>"},
    }  # fmt: skip
    extraction = ask([post])
    assert extraction.page_kind is PageKind.NEWS
    (news,) = extraction.news
    assert (news.headline, news.description) == ("Wege & Dörfer", "Kurz gesagt.")
    assert news.date_published == date(2026, 2, 3)


def test_json_feed(ask: Ask) -> None:
    item = {"title": "Wege", "url": "https://a.example/p", "content_html": "<p>Kurz</p>"}
    extraction = ask({"version": "https://jsonfeed.org/version/1.1", "title": "X", "items": [item]})
    assert [news.headline for news in extraction.news] == ["Wege"]


def test_bare_json_ld(ask: Ask) -> None:
    value = {"@context": "https://schema.org", "@type": "Event", "name": "Fachtag Wege",
             "startDate": "2026-05-03", "location": "Gera"}  # fmt: skip
    (event,) = ask(value).events
    assert event.when == When(start=date(2026, 5, 3))


@pytest.mark.parametrize(
    "value",
    [
        {}, [], 7, "x", None, {"code": "no_route", "message": "Nein"}, {"events": {"a": 1}},
        [{"type": "page", "link": "x"}],
    ],
)  # fmt: skip
def test_other_json_is_a_named_problem(ask: Ask, value: Any) -> None:
    extraction = ask(value)
    assert (extraction.events, extraction.news) == ((), ())
    kinds = [ProblemKind.MALFORMED] if value is None else [ProblemKind.STRUCTURED_DATA]
    assert [problem.kind for problem in extraction.problems] == kinds


def test_json_by_its_looks(read: Read) -> None:
    assert read(json.dumps({"events": [EVENT]}), content_type="text/plain").events
    text = "[Termin] Fachtag Wege am 3. Mai 2026 in Gera"
    assert read(text, content_type="text/plain").text == text
    assert read("{kaputt", content_type="application/json").problems
