"""JSON-LD: what each property of an event says, its parts, and what is not taken from it."""

from collections.abc import Callable
from datetime import date

import pytest

from model import AttendanceMode, EventStatus
from parsers.candidate import Candidate, Layer

Events = Callable[..., list[Candidate]]
One = Callable[[str], Candidate]
EVENT = '{"@type": "Event", "name": "Fachtag Wege", "startDate": "2026-05-03"%s}'


@pytest.fixture
def one(events: Events) -> One:
    """Read the one event with more properties, written as in JSON."""

    def read(more: str) -> Candidate:
        (candidate,) = events(EVENT % f", {more}")
        return candidate

    return read


def test_an_event_with_all_it_says(one: One) -> None:
    found = one(
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
    ("written", "read"),
    [
        ("<p>Holz und Stroh</p>\\\\n", "Holz und Stroh"),
        ("Holz\\\\r\\\\n und Stroh", "Holz und Stroh"),
        ("Ordner C:\\\\neu", "Ordner C:\\neu"),
    ],
)
def test_a_line_break_that_was_escaped_twice_is_one(one: One, written: str, read: str) -> None:
    assert " ".join(one(f'"description": "{written}"').description.split()) == read


def test_a_leading_zero_of_a_postcode_is_kept(one: One) -> None:
    found = one('"location": {"name": "Haus", "address": {"postalCode": 06108}}')
    assert found.locations[0].value.postal_code == "06108"


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
def test_places(location: str, lines: list[str], one: One) -> None:
    found = one(f'"location": {location}')
    assert [item.value.line for item in found.locations] == lines


@pytest.mark.parametrize("url", ["null", "7", '["/a"]', '"mailto:a@b.example"', '"http://["'])
def test_an_address_that_is_none_is_dropped(url: str, one: One) -> None:
    assert one(f'"url": {url}').url == ""


def test_a_state_as_planned_is_no_statement(one: One) -> None:
    assert one('"eventStatus": "EventScheduled"').status is None
    assert one('"eventStatus": "Unsinn"').status is None


def test_quotes_hold_no_lone_surrogates(one: One) -> None:
    found = one('"endDate": "\\ud800"')
    found.when.evidence.quote.encode()


def test_references_into_the_graph(events: Events) -> None:
    data = (
        '{"@graph": [{"@type": "Event", "name": "Fachtag", "startDate": "2026-05-03",'
        '"organizer": {"@id": "#wir"}, "location": [{"@id": "#haus"}]},'
        '{"@id": "#wir", "@type": "Organization", "name": "Stadt Gera"},'
        '{"@id": "#haus", "@type": "Place", "name": "Rathaus",'
        '"address": {"addressLocality": "Gera"}}]}'
    )
    (found,) = events(data)
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
def test_states_in_any_spelling(status: str, expected: EventStatus, one: One) -> None:
    found = one(f'"eventStatus": "{status}"').status
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
def test_virtual_places_are_a_form(location: str, mode: AttendanceMode, one: One) -> None:
    found = one(f'"location": {location}').attendance_mode
    assert found is not None
    assert found.value is mode


def test_an_address_becomes_an_official_town(one: One) -> None:
    (found,) = one(
        '"location": {"name": "Alte Mühle", "address": {"streetAddress": "Mühlweg 3",'
        '"postalCode": 6108, "addressLocality": "Halle", "addressCountry": "DE"}}',
    ).locations
    assert found.value.line == "Alte Mühle, Mühlweg 3, 06108 Halle (Saale)"
    assert found.value.municipality_key == "15002000"


@pytest.mark.parametrize(
    "who",
    ['{"@type": "Person", "name": "Ute Kern"}', '"admin"', '"https://a.example"', '"{{org}}"'],
)
def test_what_is_no_organiser(who: str, one: One) -> None:
    assert one(f'"organizer": {who}').organizers == []


@pytest.mark.parametrize(
    "name", ["{{ event.title }}", "%title%", "EVENT_NAME", "Anmeldeschluss Fachtag", "Herbstferien"]
)
def test_names_that_name_no_event(name: str, events: Events) -> None:
    assert events((EVENT % "").replace("Fachtag Wege", name)) == []


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
def test_parts_of_an_event(
    end: str, name: str, day: str, url: str, count: int, events: Events
) -> None:
    assert len(events(EVENT % f', "endDate": "{end}", {PARTS % (name, day, url)}')) == count


def test_a_series_is_its_events(events: Events) -> None:
    series = (EVENT % f", {PARTS % ('Abend zwei', '2026-05-17', '')}").replace(
        '"Event"', '"EventSeries"', 1
    )
    assert [c.name.value for c in events(series) if c.name] == ["Abend zwei"]


def test_a_schedule_gives_start_and_rule(events: Events) -> None:
    data = (
        '{"@type": "Event", "name": "Stammtisch", "eventSchedule": {"startDate": "2026-05-04",'
        '"startTime": "18:00", "repeatFrequency": "P1W"}}'
    )
    (found,) = events(data)
    assert found.when.value.first_day == date(2026, 5, 4)
    assert found.recurrence == "FREQ=WEEKLY"


def test_a_body_that_is_typed_as_a_person(one: One) -> None:
    found = one('"organizer": {"@type": "Person", "name": "Wirtschaftsförderung Burgaue"}')
    assert [item.value.name for item in found.organizers] == ["Wirtschaftsförderung Burgaue"]


def test_a_price(one: One) -> None:
    found = one('"offers": [{"price": "0"}, {"price": 25, "priceCurrency": "EUR"}]')
    assert found.offers is not None
    assert found.offers.value == "25 EUR"
    assert one('"offers": {"price": "0"}').offers is None
