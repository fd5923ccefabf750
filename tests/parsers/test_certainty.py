"""The signs of certainty, and what the measured table makes of them."""

from datetime import date, datetime

import pytest

from model import AttendanceMode, CoarseWhen, Evidence, Grain, Place, When, YearSource
from model.when import BERLIN
from parsers.calibration import PUBLISH_FROM, WEIGHTS
from parsers.certainty import (
    AGAINST_DATA,
    AGREED,
    DATA_ONLY,
    DISPUTED,
    chance,
    publishable,
    signs,
)

DAY = When(start=date(2026, 5, 3))
GERA = Place(address_locality="Gera")
DOUBTS = [name for name in WEIGHTS if name.endswith("doubt")]
DOUBTS += ["disputed", "name_long", "name_no_event", "no_place", "year_guessed"]


def proof(rule: str, confidence: float) -> Evidence:
    return Evidence(quote="x", start=3, end=4, rule=rule, confidence=confidence)


def found(
    *,
    when: When | CoarseWhen = DAY,
    rule: str = "label.date",
    date_confidence: float = 0.95,
    name: str = "Fachtag Wege",
    name_confidence: float = 0.95,
    place: Place | None = GERA,
    mode: AttendanceMode | None = None,
    reasons: tuple[str, ...] = (),
    is_report: bool = False,
) -> dict[str, float]:
    evidence = {
        "startDate": proof(rule, date_confidence),
        "name": proof("name.heading", name_confidence),
    }
    if place is not None:
        evidence["location"] = proof("place.address", 0.9)
    places = () if place is None else (place,)
    return signs(when, evidence, places, mode, reasons, name=name, is_report=is_report)


@pytest.mark.parametrize(
    ("rule", "layer"),
    [
        ("json-ld.startDate", "layer_structured"),
        ("microdata.startDate", "layer_structured"),
        ("label.date", "layer_labels"),
        ("card.date", "layer_card"),
        ("prose.date", "layer_prose"),
    ],
)
def test_the_layer_is_told_by_the_rule_of_the_day(rule: str, layer: str) -> None:
    assert [sign for sign in found(rule=rule) if sign.startswith("layer_")] == [layer]


@pytest.mark.parametrize(
    ("how", "sign"),
    [
        ({"name_confidence": 0.3}, "name_doubt"),
        ({"name": "Öffnungszeiten"}, "name_no_event"),
        ({"name": "Fachtag"}, "name_short"),
        ({"name": "Fachtag " + "und noch ein Wort " * 4}, "name_long"),
        ({"place": None}, "no_place"),
        ({"place": None, "rule": "card.date"}, "card_no_place"),
        ({"place": Place(name="Rathaus")}, "place_doubt"),
        ({"reasons": (AGREED,)}, "agreed"),
        ({"reasons": (DISPUTED,)}, "disputed"),
        ({"is_report": True}, "report"),
        ({"rule": "prose.date", "date_confidence": 0.6}, "prose_doubt"),
        ({"rule": "json-ld.startDate", "reasons": (DATA_ONLY,)}, "data_only"),
        (
            {"rule": "json-ld.startDate", "reasons": (f"{AGAINST_DATA}: 2026-05-04",)},
            "contradicted",
        ),
        ({"when": When(start=date(2026, 5, 3), year_source=YearSource.URL)}, "year_shown"),
        ({"when": When(start=date(2026, 5, 3), year_source=YearSource.TENSE)}, "year_guessed"),
    ],
)
def test_a_sign_is_there_where_it_should_and_not_elsewhere(
    how: dict[str, object], sign: str
) -> None:
    with_it, without = found(**how), found()  # type: ignore[arg-type]
    assert with_it[sign] > without.get(sign, 0.0)


def test_a_clock_time_or_a_last_day_is_told() -> None:
    clock = When(start=datetime(2026, 5, 3, 10, tzinfo=BERLIN))
    assert "no_clock" in found()
    assert "no_clock" not in found(when=clock)
    assert "no_clock" not in found(when=When(start=date(2026, 5, 3), end=date(2026, 5, 4)))


def test_an_online_meeting_needs_no_place() -> None:
    assert "no_place" not in found(place=None, mode=AttendanceMode.ONLINE)


def test_every_sign_has_a_measured_weight_and_is_a_share() -> None:
    worst = found(
        when=When(start=date(2026, 5, 3), year_source=YearSource.PUBLISHED), rule="prose.date",
        date_confidence=0.2, name="Wort " * 30, name_confidence=0.0, place=None,
        reasons=(AGREED, DISPUTED), is_report=True,
    )  # fmt: skip
    for sign, value in {**worst, **found(place=Place(name="Saal"), name="Tag")}.items():
        assert sign in WEIGHTS
        assert 0 < value <= 1


@pytest.mark.parametrize("sign", DOUBTS)
def test_what_speaks_against_an_event_is_not_measured_to_speak_for_it(sign: str) -> None:
    assert WEIGHTS[sign] < 0
    assert chance({**found(), sign: 1.0}) < chance(found())


def test_the_chance_stays_a_chance() -> None:
    assert chance({}) == 0.5
    assert 0.01 <= chance(dict.fromkeys(DOUBTS, 1.0)) < 0.2
    assert chance(found(reasons=(AGREED,))) <= 0.99


def test_only_a_sure_event_with_a_day_is_published() -> None:
    autumn = CoarseWhen(
        first_day=date(2026, 9, 1), last_day=date(2026, 11, 30), grain=Grain.SEASON, text="Herbst"
    )
    assert 0.5 <= PUBLISH_FROM < 0.95
    assert publishable(PUBLISH_FROM, DAY)
    assert not publishable(PUBLISH_FROM - 0.01, DAY)
    assert not publishable(0.99, autumn)
    assert not publishable(0.99, DAY, (AGAINST_DATA,))
