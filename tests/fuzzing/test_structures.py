"""What is built as people build it keeps every rule of its target; `make fuzz` tries far more."""

from fuzzing import structures
from fuzzing.targets import calendars, dates, feeds, pages, sitemaps, sources
from hypothesis import HealthCheck, given, settings

ANY = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])


@ANY
@given(structures.pages())
def test_pages(data: bytes) -> None:
    pages.check(data)


@ANY
@given(structures.feeds())
def test_feeds(data: bytes) -> None:
    feeds.check(data)


@ANY
@given(structures.calendars())
def test_calendars(data: bytes) -> None:
    calendars.check(data)


@ANY
@given(structures.sitemaps())
def test_sitemaps(data: bytes) -> None:
    sitemaps.check(data)


@ANY
@given(structures.sources())
def test_sources(data: bytes) -> None:
    sources.check(data)


@ANY
@given(structures.dates())
def test_dates(data: bytes) -> None:
    dates.check(data)
