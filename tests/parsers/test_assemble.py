"""Candidate to Event: confidence, reasons, publication, evidence by schema.org name."""

from datetime import date

import pytest

from model import (
    AttendanceMode,
    CoarseWhen,
    Event,
    EventStatus,
    Evidence,
    Grain,
    Place,
    When,
    YearSource,
)
from parsers.assemble import event_of
from parsers.calibration import PUBLISH_FROM
from parsers.candidate import Candidate, Found, Layer

PAGE = "https://amt.example/seite"


def proof(confidence: float = 0.95) -> Evidence:
    return Evidence(quote="x", start=3, end=4, rule="test", confidence=confidence)


def candidate(
    *, source: YearSource = YearSource.WRITTEN, name: float = 0.95, layer: Layer = Layer.LABELS
) -> Candidate:
    when = When(start=date(2026, 5, 3), end=date(2026, 5, 4), year_source=source)
    return Candidate(
        layer=layer,
        when=Found(value=when, evidence=proof()),
        start=0,
        end=9,
        name=Found(value="Fachtag Wege", evidence=proof(name)),
        certainty=0.95,
    )


def event(found: Candidate, description: str = "") -> Event:
    result = event_of(found, PAGE, description)
    assert result is not None
    return result


def test_without_a_name_there_is_no_event() -> None:
    nameless = candidate()
    nameless.name = None
    assert event_of(nameless, PAGE, "") is None


def test_a_sure_event_is_published() -> None:
    placed = candidate()
    placed.locations = [Found(value=Place(address_locality="Gera"), evidence=proof())]
    sure = event(placed)
    assert sure.publish
    assert sure.confidence >= PUBLISH_FROM
    assert set(sure.evidence) == {"startDate", "endDate", "name", "location"}


def test_doubts_lower_the_confidence_and_say_why() -> None:
    sure = event(candidate())
    guessed = event(candidate(name=0.3))
    inferred = event(candidate(source=YearSource.PUBLISHED))
    assert guessed.confidence < sure.confidence
    assert "the name is a guess" in guessed.reasons
    assert inferred.confidence < sure.confidence
    assert any("the year is not written" in reason for reason in inferred.reasons)


def test_a_disputed_day_with_a_guessed_name_is_not_published() -> None:
    doubtful = candidate(name=0.3)
    doubtful.disputed = True
    found = event(doubtful)
    assert not found.publish
    assert "the weekday does not agree with the date" in found.reasons


def test_a_coarse_time_is_never_published() -> None:
    rough = candidate()
    autumn = CoarseWhen(
        first_day=date(2026, 9, 1), last_day=date(2026, 11, 30), grain=Grain.SEASON, text="Herbst"
    )
    rough.when = Found(value=autumn, evidence=proof())
    found = event(rough)
    assert not found.publish
    assert found.confidence <= 0.5
    assert "no exact day" in found.reasons


def test_prose_without_a_place_is_less_sure() -> None:
    placed, bare = candidate(layer=Layer.PROSE), candidate(layer=Layer.PROSE)
    placed.locations = [Found(value=Place(address_locality="Gera"), evidence=proof())]
    assert event(placed).confidence > event(bare).confidence


def test_a_place_without_other_words_is_a_meeting_on_site() -> None:
    placed = candidate()
    assert event(placed).attendance_mode is None
    placed.locations = [Found(value=Place(address_locality="Gera"), evidence=proof())]
    assert event(placed).attendance_mode is AttendanceMode.OFFLINE


@pytest.mark.parametrize(
    ("status", "expected"),
    [
        (None, EventStatus.RESCHEDULED),
        (EventStatus.POSTPONED, EventStatus.RESCHEDULED),
        (EventStatus.CANCELLED, EventStatus.CANCELLED),
    ],
)
def test_an_earlier_day_means_rescheduled(
    status: EventStatus | None, expected: EventStatus
) -> None:
    moved = candidate()
    moved.previous_start = Found(value=date(2026, 4, 1), evidence=proof())
    moved.status = Found(value=status, evidence=proof()) if status else None
    assert event(moved).status is expected
    assert event(moved).previous_start == date(2026, 4, 1)


def test_address_and_description_of_the_page_fill_gaps() -> None:
    assert event(candidate()).url == PAGE
    assert event(candidate(), "Kurz gesagt").description == "Kurz gesagt"
    own = candidate()
    own.url, own.description = "https://amt.example/t/1", "Eigenes"
    assert (event(own, "Kurz").url, event(own, "Kurz").description) == (own.url, "Eigenes")
