"""JSON-LD: read tolerantly where it is broken in the known ways, checked before it is trusted."""

import time
from collections.abc import Callable
from datetime import date, datetime

import pytest

from model import BERLIN, AttendanceMode, EventStatus, ProblemKind
from parsers.candidate import Candidate, Layer
from parsers.data import data_candidates, data_of
from parsers.data import date_published as published_of
from parsers.page.document import Document

Html = Callable[[str], Document]
EVENT = '{"@type": "Event", "name": "Fachtag Wege", "startDate": "2026-05-03"%s}'


def events_in_data(document: Document) -> list[Candidate]:
    return data_candidates(data_of(document), document, [], None)


def date_published(document: Document) -> date | None:
    return published_of(document, data_of(document))


def page(*data: str, head: str = "") -> str:
    scripts = "".join(f'<script type="application/ld+json">{text}</script>' for text in data)
    return f"<html><head>{head}{scripts}</head><body><p>Text</p></body></html>"


def events(html: Html, *data: str) -> list[Candidate]:
    return events_in_data(html(page(*data)))


def one(html: Html, more: str) -> Candidate:
    (candidate,) = events(html, EVENT % f", {more}")
    return candidate


def test_an_event_with_all_it_says(html: Html) -> None:
    found = one(
        html,
        '"endDate": "2026-05-04", "description": "<p>Wir &amp; Sie</p>", "url": "/termin/1",'
        '"location": {"@type": "Place", "name": "Rathaus", "address": {"streetAddress": "Markt 1",'
        '"postalCode": "07545", "addressLocality": "Gera", "addressRegion": "Thüringen"}},'
        '"organizer": [{"name": "Stadt Gera"}, "Kreis Greiz"],'
        '"eventStatus": "https://schema.org/EventCancelled",'
        '"eventAttendanceMode": "https://schema.org/MixedEventAttendanceMode",'
        '"previousStartDate": "2026-04-01"',
    )
    assert found.layer is Layer.STRUCTURED
    assert found.name is not None
    assert found.name.value == "Fachtag Wege"
    assert (found.when.value.start, found.when.value.end) == (  # type: ignore[union-attr]
        date(2026, 5, 3),
        date(2026, 5, 4),
    )
    assert found.locations[0].value.line == "Rathaus, Markt 1, 07545 Gera"
    assert [item.value.name for item in found.organizers] == ["Stadt Gera", "Kreis Greiz"]
    assert found.description == "Wir & Sie"
    assert found.url == "https://www.netzwerk-auenland.example/termin/1"
    assert found.status is not None
    assert found.status.value is EventStatus.CANCELLED
    assert found.attendance_mode is not None
    assert found.attendance_mode.value is AttendanceMode.MIXED
    assert found.previous_start is not None
    assert found.previous_start.value == date(2026, 4, 1)
    assert (found.when.evidence.start, found.when.evidence.end) == (0, 0)


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
def test_the_known_ways_of_being_broken(html: Html, broken: str) -> None:
    document = html(page(broken))
    assert [c.name.value for c in events_in_data(document) if c.name] == ["Fachtag Wege"]
    assert all("mended" in problem.message for problem in document.problems)


def test_mending_is_said_and_sound_data_is_not(html: Html) -> None:
    mended, sound = html(page(EVENT % ",")), html(page(EVENT % ""))
    events_in_data(mended)
    events_in_data(sound)
    assert [problem.kind for problem in mended.problems] == [ProblemKind.STRUCTURED_DATA]
    assert sound.problems == []


def test_a_leading_zero_of_a_postcode_is_kept(html: Html) -> None:
    found = one(html, '"location": {"name": "Haus", "address": {"postalCode": 06108}}')
    assert found.locations[0].value.postal_code == "06108"


@pytest.mark.parametrize("data", ["{", "", "null", '{"a": "b}', f'{{"a": {"1" * 5000}}}'])
def test_what_is_no_json_is_a_problem_and_said_once(html: Html, data: str) -> None:
    document = html(page(data))
    assert events_in_data(document) == []
    assert [problem.kind for problem in document.problems] == [ProblemKind.STRUCTURED_DATA]
    assert "block 1" in document.problems[0].message


def test_one_broken_block_does_not_cost_the_others(html: Html) -> None:
    assert len(events(html, "{kaputt", EVENT % "")) == 1


@pytest.mark.parametrize(
    "wrapped",
    [
        "[%s, %s]",
        '{"@context": "https://schema.org", "@graph": [{"@type": "WebPage"}, %s, %s]}',
        '{"@type": "ItemList", "itemListElement": [{"item": %s}, {"item": %s}]}',
        '{"@type": "WebPage", "mainEntity": [%s, %s]}',
    ],
)
def test_lists_and_graphs(html: Html, wrapped: str) -> None:
    assert len(events(html, wrapped % (EVENT % "", EVENT % ""))) == 2


def test_endless_depth_ends(html: Html) -> None:
    assert events(html, "[" * 5000 + "]" * 5000) == []
    assert events(html, "[" * 20 + EVENT % "" + "]" * 20) == []


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
def test_types(html: Html, kind: str, count: int) -> None:
    data = f'{{"@type": ["Thing", "{kind}"], "name": "Fachtag", "startDate": "2026-05-03"}}'
    assert len(events(html, data)) == count


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
def test_times(html: Html, start: str, end: str | None, expected: tuple[date, date | None]) -> None:
    closing = f', "endDate": "{end}"' if end else ""
    data = f'{{"@type": "Event", "name": "Fachtag", "startDate": "{start}"{closing}}}'
    (found,) = events(html, data)
    assert (found.when.value.start, found.when.value.end) == expected  # type: ignore[union-attr]


@pytest.mark.parametrize(
    "start",
    ['"bald"', '"2026-13-40"', '"0001-01-01T00:00:00+14:00"', '"9999-01-01"', "20260503", '""'],
)
def test_without_a_day_there_is_no_event(html: Html, start: str) -> None:
    assert events(html, f'{{"@type": "Event", "name": "Fachtag", "startDate": {start}}}') == []


def test_without_a_name_there_is_no_event(html: Html) -> None:
    assert events(html, '{"@type": "Event", "name": " ", "startDate": "2026-05-03"}') == []


@pytest.mark.parametrize(
    ("location", "lines"),
    [
        ('"Rathaus Gera"', ["Rathaus Gera"]),
        ('{"name": "Rathaus", "address": "Markt 1, Gera"}', ["Rathaus, Markt 1, Gera"]),
        ('{"name": "Rathaus", "address": [{"addressLocality": "Gera"}]}', ["Rathaus, Gera"]),
        ('{"name": "Rathaus", "address": 7}', ["Rathaus"]),
        ('[{"@type": "VirtualLocation", "url": "x"}, {"name": "Rathaus"}]', ["Rathaus"]),
        ('{"@type": "VirtualLocation", "name": "Videokonferenz"}', []),
        ("null", []),
        ("[[]]", []),
    ],
)
def test_places(html: Html, location: str, lines: list[str]) -> None:
    found = one(html, f'"location": {location}')
    assert [item.value.line for item in found.locations] == lines


@pytest.mark.parametrize("url", ["null", "7", '["/a"]', '"mailto:a@b.example"', '"http://["'])
def test_an_address_that_is_none_is_dropped(html: Html, url: str) -> None:
    assert one(html, f'"url": {url}').url == ""


def test_a_state_as_planned_is_no_statement(html: Html) -> None:
    assert one(html, '"eventStatus": "EventScheduled"').status is None
    assert one(html, '"eventStatus": "Unsinn"').status is None


def test_quotes_hold_no_lone_surrogates(html: Html) -> None:
    found = one(html, '"endDate": "\\ud800"')
    found.when.evidence.quote.encode()


@pytest.mark.parametrize(
    "head",
    [
        "<meta property='article:published_time' content='2026-02-28T09:00:00+01:00'>",
        "<meta name='DC.Date' content='2026-02-28'>",
        "<meta itemprop='datePublished' content='2026-02-28'>",
    ],
)
def test_the_publication_day_of_the_head(html: Html, head: str) -> None:
    assert date_published(html(page(head=head))) == date(2026, 2, 28)


def test_the_publication_day_of_the_data(html: Html) -> None:
    data = '{"@type": "NewsArticle", "datePublished": "2026-02-28T23:30:00Z"}'
    assert date_published(html(page(data))) == date(2026, 3, 1)  # already the next day in Berlin
    broken = "<meta name='date' content='gestern'>"
    assert date_published(html(page(data, head=broken))) == date(2026, 3, 1)
    assert date_published(html(page())) is None


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
def test_more_ways_of_being_broken(html: Html, broken: str) -> None:
    document = html(page(broken))
    assert [c.name.value for c in events_in_data(document) if c.name] == ["Fachtag Wege"]
    assert all("mended" in problem.message for problem in document.problems)


def test_objects_one_after_another(html: Html) -> None:
    second = (EVENT % "").replace("Wege", "Moor")
    assert len(events(html, f"{EVENT % ''}\n{second}")) == 2


@pytest.mark.parametrize(
    "hostile",
    ['{"startDate": "' + "x" * 900_000, "{'" * 4000 + "startDate", '{"startDate":' * 9000],
)
def test_hostile_data_are_refused_in_bounded_time(html: Html, hostile: str) -> None:
    began = time.process_time()
    assert events(html, hostile) == []
    assert time.process_time() - began < 2


def test_references_into_the_graph(html: Html) -> None:
    data = (
        '{"@graph": [{"@type": "Event", "name": "Fachtag", "startDate": "2026-05-03",'
        '"organizer": {"@id": "#wir"}, "location": [{"@id": "#haus"}]},'
        '{"@id": "#wir", "@type": "Organization", "name": "Stadt Gera"},'
        '{"@id": "#haus", "@type": "Place", "name": "Rathaus",'
        '"address": {"addressLocality": "Gera"}}]}'
    )
    (found,) = events(html, data)
    assert [item.value.name for item in found.organizers] == ["Stadt Gera"]
    assert [item.value.line for item in found.locations] == ["Rathaus, Gera"]


@pytest.mark.parametrize(
    ("status", "expected"),
    [
        ("http://schema.org/EventCancelled", EventStatus.CANCELLED),
        ("EventCancelled", EventStatus.CANCELLED),
        ("cancelled", EventStatus.CANCELLED),
        ("Abgesagt", EventStatus.CANCELLED),
        ("https://schema.org/EventPostponed", EventStatus.POSTPONED),
        ("verschoben", EventStatus.POSTPONED),
        ("EventRescheduled", EventStatus.RESCHEDULED),
        ("https://schema.org/EventMovedOnline", EventStatus.MOVED_ONLINE),
    ],
)
def test_states_in_any_spelling(html: Html, status: str, expected: EventStatus) -> None:
    found = one(html, f'"eventStatus": "{status}"').status
    assert found is not None
    assert found.value is expected


@pytest.mark.parametrize(
    ("location", "mode"),
    [
        ('{"@type": "VirtualLocation", "url": "https://a.example"}', AttendanceMode.ONLINE),
        ('[{"@type": "VirtualLocation"}, {"@type": "Place", "name": "Rathaus Gera"}]',
         AttendanceMode.MIXED),
        ('"Zoom-Konferenz"', AttendanceMode.ONLINE),
        ('{"@type": "Place", "name": "Online"}', AttendanceMode.ONLINE),
    ],
)  # fmt: skip
def test_virtual_places_are_a_form(html: Html, location: str, mode: AttendanceMode) -> None:
    found = one(html, f'"location": {location}').attendance_mode
    assert found is not None
    assert found.value is mode


def test_an_address_becomes_an_official_town(html: Html) -> None:
    (found,) = one(
        html,
        '"location": {"name": "Alte Mühle", "address": {"streetAddress": "Mühlweg 3",'
        '"postalCode": 6108, "addressLocality": "Halle", "addressCountry": "DE"}}',
    ).locations
    assert found.value.line == "Alte Mühle, Mühlweg 3, 06108 Halle (Saale)"
    assert found.value.municipality_key == "15002000"


@pytest.mark.parametrize(
    "who",
    ['{"@type": "Person", "name": "Ute Kern"}', '"admin"', '"https://a.example"', '"{{org}}"'],
)
def test_what_is_no_organiser(html: Html, who: str) -> None:
    assert one(html, f'"organizer": {who}').organizers == []


@pytest.mark.parametrize(
    "name", ["{{ event.title }}", "%title%", "EVENT_NAME", "Anmeldeschluss Fachtag", "Herbstferien"]
)
def test_names_that_name_no_event(html: Html, name: str) -> None:
    assert events(html, (EVENT % "").replace("Fachtag Wege", name)) == []


PARTS = '"subEvent": [{"@type": "Event", "name": "%s", "startDate": "%s", "url": "%s"}]'


@pytest.mark.parametrize(
    ("end", "name", "day", "url", "count"),
    [
        ("2026-05-04", "Podium am Abend", "2026-05-03T18:00", "", 1),
        ("2026-05-04", "Podium am Abend", "2026-05-03T18:00", "/podium", 1),
        ("2026-05-04", "Fachtag Wege", "2026-05-09", "", 1),
        ("2026-05-04", "Nachlese", "2026-06-09", "", 2),
        ("2026-05-10", "Forum Moor", "2026-05-06", "/forum-moor", 2),
        ("2026-05-10", "Mittagspause", "2026-05-06", "", 1),
    ],
)
def test_parts_of_an_event(html: Html, end: str, name: str, day: str, url: str, count: int) -> None:
    assert len(events(html, EVENT % f', "endDate": "{end}", {PARTS % (name, day, url)}')) == count


def test_a_series_is_its_events(html: Html) -> None:
    series = (EVENT % f", {PARTS % ('Abend zwei', '2026-05-17', '')}").replace(
        '"Event"', '"EventSeries"', 1
    )
    assert [c.name.value for c in events(html, series) if c.name] == ["Abend zwei"]


def test_a_schedule_gives_start_and_rule(html: Html) -> None:
    data = (
        '{"@type": "Event", "name": "Stammtisch", "eventSchedule": {"startDate": "2026-05-04",'
        '"startTime": "18:00", "repeatFrequency": "P1W"}}'
    )
    (found,) = events(html, data)
    assert found.when.value.first_day == date(2026, 5, 4)
    assert found.recurrence == "FREQ=WEEKLY"


def test_a_body_that_is_typed_as_a_person(html: Html) -> None:
    found = one(html, '"organizer": {"@type": "Person", "name": "Wirtschaftsförderung Burgaue"}')
    assert [item.value.name for item in found.organizers] == ["Wirtschaftsförderung Burgaue"]


def test_a_price(html: Html) -> None:
    found = one(html, '"offers": [{"price": "0"}, {"price": 25, "priceCurrency": "EUR"}]')
    assert found.offers is not None
    assert found.offers.value == "25 EUR"
    assert one(html, '"offers": {"price": "0"}').offers is None
