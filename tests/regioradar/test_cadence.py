"""When a source is due: by days in Berlin, whatever the hour of the night and the clock do."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model import BERLIN
from regioradar.cadence import EVERY, due_on
from sources import Cadence

MOMENTS = st.integers(0, 50 * 365 * 24).map(
    lambda hours: datetime(2000, 1, 1, tzinfo=UTC) + timedelta(hours=hours)
)


@pytest.mark.parametrize(
    ("cadence", "days"), [(Cadence.DAILY, 1), (Cadence.WEEKLY, 7), (Cadence.MONTHLY, 28)]
)
def test_each_cadence_has_its_days(cadence, days):
    night = datetime(2026, 3, 2, 1, 30, tzinfo=UTC)
    assert due_on(cadence, night, date(2026, 3, 2)) == date(2026, 3, 2) + timedelta(days=days)


def test_every_cadence_is_known():
    assert set(EVERY) == set(Cadence)


def test_what_was_never_crawled_is_due():
    assert due_on(Cadence.MONTHLY, None, date(2026, 3, 2)) == date(2026, 3, 2)


@pytest.mark.parametrize("minutes", [-59, -5, 0, 5, 59])
@pytest.mark.parametrize("day", [date(2026, 3, 29), date(2026, 10, 25), date(2026, 5, 5)])
def test_a_daily_source_is_due_each_night_however_cron_wavers(day, minutes):
    """In the nights in which the clocks change as well: an hour is missing or there twice."""
    last = datetime(day.year, day.month, day.day, 2, 30, tzinfo=BERLIN) - timedelta(days=1)
    last += timedelta(minutes=minutes)
    assert due_on(Cadence.DAILY, last.astimezone(UTC), day) == day


def test_a_day_is_one_of_berlin():
    late = datetime(2026, 3, 1, 23, 30, tzinfo=UTC)  # 00:30 on the second in Berlin
    assert due_on(Cadence.DAILY, late, date(2026, 3, 2)) == date(2026, 3, 3)


@given(st.sampled_from(Cadence), MOMENTS, MOMENTS)
def test_a_source_waits_no_longer_than_its_cadence(cadence, last, now):
    """A crawl that a wrong clock dated into the future does not hold a source up for years."""
    today = now.astimezone(BERLIN).date()
    assert due_on(cadence, last, today) <= today + EVERY[cadence]
