"""What staff type into a field of time or town, as our own readers read it."""

from datetime import date, datetime

import pytest

from model import BERLIN, CoarseWhen, When, YearSource
from regioradar.reviewing.reading import find_places, read_times

TODAY = date(2026, 3, 1)


def at(day, hour, minute=0):
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=BERLIN)


@pytest.mark.parametrize(
    ("typed", "start", "end"),
    [
        ("12.3.2026", date(2026, 3, 12), None),
        ("02.03.26", date(2026, 3, 2), None),
        ("12. März", date(2026, 3, 12), None),
        ("12. November", date(2026, 11, 12), None),
        ("2.–3. März 2026", date(2026, 3, 2), date(2026, 3, 3)),
        ("12. März 2026, 10–16 Uhr", at(date(2026, 3, 12), 10), at(date(2026, 3, 12), 16)),
        ("12. März 2026 ab 10 Uhr", at(date(2026, 3, 12), 10), None),
        ("12.03.2026 9:30", at(date(2026, 3, 12), 9, 30), None),
    ],
)
def test_times_as_germans_write_them(typed, start, end):
    found = read_times(typed, TODAY)
    assert found
    assert isinstance(found[0], When)
    assert (found[0].start, found[0].end) == (start, end)


def test_a_year_that_was_not_typed_is_marked_as_such():
    assert read_times("12. November", TODAY)[0].year_source is not YearSource.WRITTEN
    assert read_times("12. November 2026", TODAY)[0].year_source is YearSource.WRITTEN


def test_a_rough_time_stays_rough():
    (found,) = read_times("Herbst 2026", TODAY)
    assert isinstance(found, CoarseWhen)


@pytest.mark.parametrize(
    "typed", ["", "nächstens", "31. Februar 2026", "45.13.2026", "10 Uhr", "\0"]
)
def test_what_is_no_time_gives_none(typed):
    assert read_times(typed, TODAY) == []


def test_an_endless_text_is_cut():
    assert len(read_times("1.4.2026 " * 10_000, TODAY)) < 50


def names(typed):
    return [(place.address_locality, place.address_region) for place in find_places(typed)]


@pytest.mark.parametrize("typed", ["Leipzig", "leipzig", " Leipzig "])
def test_a_town_that_is_one(typed):
    (found,) = find_places(typed)
    assert (found.address_locality, found.municipality_key) == ("Leipzig", "14713000")


def test_of_several_the_one_that_most_mean_stands_first():
    found = names("Halle")
    assert found[0] == ("Halle (Saale)", "Sachsen-Anhalt")
    assert len(found) > 1
    keys = [place.municipality_key for place in find_places("Halle")]
    assert len(set(keys)) == len(keys)


def test_of_several_that_nobody_could_tell_apart_all_are_there():
    regions = {region for _, region in names("Neustadt")}
    assert {"Hessen", "Niedersachsen"} <= regions


def test_a_whole_address_is_one_place():
    (found,) = find_places("Stadthaus, Markt 1, 06108 Halle (Saale)")
    assert (found.name, found.street_address, found.postal_code, found.address_locality) == (
        "Stadthaus",
        "Markt 1",
        "06108",
        "Halle (Saale)",
    )


@pytest.mark.parametrize(
    "typed", ["", "Xyzstadt", "online", "wird noch bekannt gegeben", "<b>", "\0"]
)
def test_what_is_no_town_gives_none(typed):
    assert names(typed) == []


@pytest.mark.parametrize("typed", ["0001-01-01", "1.1.0226", "31.12.9999"])
def test_a_year_of_no_event_is_a_slip(typed):
    assert read_times(typed, TODAY) == []
