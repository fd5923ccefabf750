"""Single dates in data, in the many forms that systems write them."""

from datetime import date, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from model import BERLIN
from parsers.days.moments import stated, when_stated


def at(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 5, day, hour, minute, tzinfo=BERLIN)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2026-05-03", date(2026, 5, 3)),
        ("2026-5-3", date(2026, 5, 3)),
        ("20260503", date(2026, 5, 3)),
        ("2026-05-03+02:00", date(2026, 5, 3)),
        ("2026-05-03-11:00:00", at(3, 11)),
        ("2026-05-03T9:30", at(3, 9, 30)),
        ("2026-05-03 10:00 Uhr", at(3, 10)),
        ("2026-05-03_10:00", at(3, 10)),
        ("20260503T080000Z", at(3, 10)),
        ("2026-05-03T10:00:00.000+0200", at(3, 10)),
        ("2026-05-03T10:00:00+02", at(3, 10)),
        ("2026-05-03T10:00:00+02:00[Europe/Berlin]", at(3, 10)),
        ("2026-05-03T24:00", date(2026, 5, 3)),
        ("1777795200", at(3, 10)),
        ("1777795200000", at(3, 10)),
        ("Sun, 03 May 2026 08:00:00 GMT", at(3, 10)),
        ("03.05.2026", date(2026, 5, 3)),
        ("3. Mai 2026, 10 Uhr", at(3, 10)),
        (["2026-05-03"], date(2026, 5, 3)),
        ({"@type": "Date", "@value": "2026-05-03"}, date(2026, 5, 3)),
    ],
)
def test_forms(value: Any, expected: date) -> None:
    found = stated(value)
    assert found is not None
    assert (found.clock or found.day) == expected


@pytest.mark.parametrize(
    "value",
    ["", "bald", "2026-05", "2026-13-01", "2026-02-30", "0000-00-00", "1970-01-01", "9999-12-31",
     "12 | 05", "19:00", "09:00:00", "{{ start_date }}", "3. Mai", "heute", None, 7, True, [], {},
     "2026-05-03T25:00", "2026-05-03T10:00+99:00", "9" * 500],
)  # fmt: skip
def test_what_names_no_day(value: Any) -> None:
    assert stated(value) is None


def test_midnight_in_utc_is_the_day_that_is_written() -> None:
    for text in ("2026-05-03T00:00:00Z", "2026-05-02T22:00:00Z", "2026-05-03T00:00:00+02:00"):
        found = stated(text)
        assert found is not None
        assert (found.day, found.clock) == (date(2026, 5, 3), None)


def test_a_second_marks_a_timestamp() -> None:
    marks = [stated(f"2026-05-03T10:00:{second}") for second in ("00", "59", "27")]
    assert [mark.to_the_second for mark in marks if mark] == [False, False, True]


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        ("2026-05-03T18:00", "2026-05-04T00:00", (at(3, 18), at(4, 0))),
        ("2026-05-03T00:00", "2026-05-03T23:59:59", (date(2026, 5, 3), None)),
        ("2026-05-03T00:00", "2026-05-04T23:59", (date(2026, 5, 3), date(2026, 5, 4))),
        ("2026-05-03T10:00", "2026-05-04", (at(3, 10), date(2026, 5, 4))),
        ("2026-05-03", "2026-05-01", (date(2026, 5, 3), None)),
        ("2026-05-03T10:00", "2026-05-03T09:00", (at(3, 10), None)),
    ],
)
def test_start_and_end(start: str, end: str, expected: tuple[date, date | None]) -> None:
    first = stated(start)
    assert first is not None
    when = when_stated(first, stated(end))
    assert (when.start, when.end) == expected


@given(st.text(max_size=40) | st.from_regex(r"\d{4}-\d{1,2}-\d{1,2}.{0,12}", fullmatch=True))
@settings(deadline=None)
def test_no_text_raises(text: str) -> None:
    stated(text)
