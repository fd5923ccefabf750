"""JSON-LD: read tolerantly where it is broken in the known ways, checked before it is trusted."""

import time
from collections.abc import Callable
from datetime import date, datetime

import pytest

from model import BERLIN, ProblemKind
from parsers.candidate import Candidate
from parsers.data import data_candidates, data_of
from parsers.data import date_published as published_of
from parsers.page.document import Document

WithData = Callable[..., Document]
Events = Callable[..., list[Candidate]]
EVENT = '{"@type": "Event", "name": "Fachtag Wege", "startDate": "2026-05-03"%s}'


def events_in_data(document: Document) -> list[Candidate]:
    return data_candidates(data_of(document), document, [], None)


def date_published(document: Document) -> date | None:
    return published_of(document, data_of(document))


@pytest.mark.parametrize(
    "broken",
    [
        EVENT % ', "location": {"name": "Haus", "address": {"postalCode": 06108}}',
        EVENT % ",",
        EVENT % ', "offers": [1, 2, ]',
        EVENT % ', "description": "Zeile\n\tzwei"',
        f"<![CDATA[{EVENT % ''}]]>",
        f"{EVENT % ''};",
        f"\n\n  {EVENT % ''}  ",
    ],
)
def test_the_known_ways_of_being_broken(broken: str, with_data: WithData) -> None:
    document = with_data(broken)
    assert [c.name.value for c in events_in_data(document) if c.name] == ["Fachtag Wege"]
    assert all("mended" in problem.message for problem in document.problems)


def test_mending_is_said_and_sound_data_is_not(with_data: WithData) -> None:
    mended, sound = with_data(EVENT % ","), with_data(EVENT % "")
    events_in_data(mended)
    events_in_data(sound)
    assert [problem.kind for problem in mended.problems] == [ProblemKind.STRUCTURED_DATA]
    assert sound.problems == []


@pytest.mark.parametrize("data", ["{", "", "null", '{"a": "b}', f'{{"a": {"1" * 5000}}}'])
def test_what_is_no_json_is_a_problem_and_said_once(data: str, with_data: WithData) -> None:
    document = with_data(data)
    assert events_in_data(document) == []
    assert [problem.kind for problem in document.problems] == [ProblemKind.STRUCTURED_DATA]
    assert "block 1" in document.problems[0].message


def test_one_broken_block_does_not_cost_the_others(events: Events) -> None:
    assert len(events("{kaputt", EVENT % "")) == 1


@pytest.mark.parametrize(
    "wrapped",
    [
        "[%s, %s]",
        '{"@context": "https://schema.org", "@graph": [{"@type": "WebPage"}, %s, %s]}',
        '{"@type": "ItemList", "itemListElement": [{"item": %s}, {"item": %s}]}',
        '{"@type": "WebPage", "mainEntity": [%s, %s]}',
    ],
)
def test_lists_and_graphs(wrapped: str, events: Events) -> None:
    assert len(events(wrapped % (EVENT % "", EVENT % ""))) == 2


def test_endless_depth_ends(events: Events) -> None:
    assert events("[" * 5000 + "]" * 5000) == []
    assert events("[" * 20 + EVENT % "" + "]" * 20) == []


@pytest.mark.parametrize(
    ("kind", "count"),
    [
        ("BusinessEvent", 1),
        ("https://schema.org/EducationEvent", 1),
        ("CourseInstance", 1),
        ("Festival", 1),
        ("NewsArticle", 0),
        ("EventVenue", 0),
        ("Person", 0),
    ],
)
def test_types(kind: str, count: int, events: Events) -> None:
    data = f'{{"@type": ["Thing", "{kind}"], "name": "Fachtag", "startDate": "2026-05-03"}}'
    assert len(events(data)) == count


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        ("2026-05-03", "2026-05-03", (date(2026, 5, 3), None)),
        ("2026-05-03", "2026-05-01", (date(2026, 5, 3), None)),
        ("2026-05-03", "bald", (date(2026, 5, 3), None)),
        ("2026-05-03T00:00:00", "2026-05-04T23:59:00", (date(2026, 5, 3), date(2026, 5, 4))),
        ("2026-05-03", "2026-05-04T16:00", (date(2026, 5, 3), date(2026, 5, 4))),
        (
            "2026-05-03T10:00:00+0200",
            "2026-05-03T09:00:00+0200",
            (datetime(2026, 5, 3, 10, tzinfo=BERLIN), None),
        ),
        (
            "2026-05-03T08:00:00Z",
            "2026-05-03T10:30:00Z",
            (datetime(2026, 5, 3, 10, tzinfo=BERLIN), datetime(2026, 5, 3, 12, 30, tzinfo=BERLIN)),
        ),
        ("2026-05-03 10:00", None, (datetime(2026, 5, 3, 10, tzinfo=BERLIN), None)),
    ],
)
def test_times(
    start: str, end: str | None, expected: tuple[date, date | None], events: Events
) -> None:
    closing = f', "endDate": "{end}"' if end else ""
    data = f'{{"@type": "Event", "name": "Fachtag", "startDate": "{start}"{closing}}}'
    (found,) = events(data)
    assert (found.when.value.start, found.when.value.end) == expected  # type: ignore[union-attr]


@pytest.mark.parametrize(
    "start",
    ['"bald"', '"2026-13-40"', '"0001-01-01T00:00:00+14:00"', '"9999-01-01"', "20260503", '""'],
)
def test_without_a_day_there_is_no_event(start: str, events: Events) -> None:
    assert events(f'{{"@type": "Event", "name": "Fachtag", "startDate": {start}}}') == []


def test_without_a_name_there_is_no_event(events: Events) -> None:
    assert events('{"@type": "Event", "name": " ", "startDate": "2026-05-03"}') == []


@pytest.mark.parametrize(
    "head",
    [
        "<meta property='article:published_time' content='2026-02-28T09:00:00+01:00'>",
        "<meta name='DC.Date' content='2026-02-28'>",
        "<meta itemprop='datePublished' content='2026-02-28'>",
    ],
)
def test_the_publication_day_of_the_head(head: str, with_data: WithData) -> None:
    assert date_published(with_data(head=head)) == date(2026, 2, 28)


def test_the_publication_day_of_the_data(with_data: WithData) -> None:
    data = '{"@type": "NewsArticle", "datePublished": "2026-02-28T23:30:00Z"}'
    assert date_published(with_data(data)) == date(2026, 3, 1)  # already the next day in Berlin
    broken = "<meta name='date' content='gestern'>"
    assert date_published(with_data(data, head=broken)) == date(2026, 3, 1)
    assert date_published(with_data()) is None


@pytest.mark.parametrize(
    "broken",
    [
        "{'@type': 'Event', 'name': 'Fachtag Wege', 'startDate': '2026-05-03'}",
        f"<!--\n{EVENT % ''}\n//-->",
        f"//<![CDATA[\n{EVENT % ''}\n//]]>",
        (EVENT % "").replace('"', "&quot;"),
        f"/* Termin */ {EVENT % ''}",
        EVENT % ', // Ort folgt\n "location": "Gera"',
        EVENT % ', "description": "Das Thema: "Wege im Dorf" und mehr"',
        EVENT % ', "endDate": , "url": "/t"',
        (EVENT % "").removesuffix("}"),
        '{"@context": "https://schema.org" ' + (EVENT % "").removeprefix("{"),
    ],
)
def test_more_ways_of_being_broken(broken: str, with_data: WithData) -> None:
    document = with_data(broken)
    assert [c.name.value for c in events_in_data(document) if c.name] == ["Fachtag Wege"]
    assert all("mended" in problem.message for problem in document.problems)


def test_objects_one_after_another(events: Events) -> None:
    second = (EVENT % "").replace("Wege", "Moor")
    assert len(events(f"{EVENT % ''}\n{second}")) == 2


@pytest.mark.parametrize(
    "hostile",
    ['{"startDate": "' + "x" * 900_000, "{'" * 4000 + "startDate", '{"startDate":' * 9000],
)
def test_hostile_data_are_refused_in_bounded_time(hostile: str, events: Events) -> None:
    began = time.process_time()
    assert events(hostile) == []
    assert time.process_time() - began < 2
