"""Isolated machine-written dates: strict, absolute, and nothing else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers.dates.foreign import foreign_moment


@pytest.mark.parametrize(
    ("token", "expected"),
    [
        ("Tue, 03 Mar 2026 10:00:00 GMT", "2026-03-03T11:00+01:00"),
        ("Wed, 01 Jul 2026 08:30:00 +0200", "2026-07-01T08:30+02:00"),
        ("March 3, 2026", "2026-03-03T00:00+01:00"),
        ("3 mars 2026", "2026-03-03T00:00+01:00"),
        ("3 marca 2026", "2026-03-03T00:00+01:00"),
    ],
)
def test_a_token_that_names_day_month_and_year(token: str, expected: str) -> None:
    moment = foreign_moment(token)
    assert moment is not None
    assert moment.isoformat(timespec="minutes") == expected


@pytest.mark.parametrize(
    "token",
    ["die", "Mit 2026", "März 2026", "heute", "2026", "in 3 Tagen 2026", "", "3. und 4. Mai 2026"],
)
def test_what_is_not_one_full_date(token: str) -> None:
    assert foreign_moment(token) is None


@given(st.text(max_size=60))
def test_no_text_raises(token: str) -> None:
    foreign_moment(token)
