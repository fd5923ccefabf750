"""Bodies of pages go when their time is over, to the day: that of the page, or of its events."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from model import (
    CoarseWhen,
    Deadline,
    DeadlineKind,
    Extraction,
    Grain,
    PageKind,
    When,
)
from store import PrunedKind, Retention

ONE = "https://region.localhost/eins"
TWO = "https://region.localhost/zwei"
LIST = "https://region.localhost/termine"
OTHER = Extraction(page_kind=PageKind.OTHER)


def other_words(text: str) -> Extraction:
    """A page without an event; what the scene makes its body of."""
    return Extraction(page_kind=PageKind.OTHER, headline=text)


def test_a_body_without_an_event_stays_thirty_days_after_it_was_last_seen(scene: Any) -> None:
    scene.run({ONE: OTHER})
    scene.run({ONE: OTHER})
    assert scene.now.date() == date(2026, 1, 7)
    assert scene.goes_after(date(2026, 2, 6))


@pytest.mark.parametrize(
    ("seen", "last"),
    [
        (datetime(2026, 1, 6, 22, 59, tzinfo=UTC), date(2026, 2, 5)),
        (datetime(2026, 1, 6, 23, 0, tzinfo=UTC), date(2026, 2, 6)),
        (datetime(2026, 7, 6, 21, 59, tzinfo=UTC), date(2026, 8, 5)),
        (datetime(2026, 7, 6, 22, 0, tzinfo=UTC), date(2026, 8, 6)),
    ],
)
def test_days_are_those_of_berlin(scene: Any, seen: datetime, last: date) -> None:
    scene.now = seen - timedelta(days=1)
    scene.run({ONE: OTHER})
    assert scene.goes_after(last)


def test_a_body_with_an_event_stays_a_year_after_its_last_day(
    scene: Any, event: Callable[..., Any], told: Callable[..., Any]
) -> None:
    when = When(start=date(2026, 3, 2), end=date(2026, 3, 4))
    scene.run({ONE: told(event(when=when))})
    assert scene.goes_after(date(2027, 3, 4))


def test_of_several_events_the_last_one_counts(
    scene: Any, event: Callable[..., Any], told: Callable[..., Any]
) -> None:
    early = event("Auftakt der Reihe", date(2026, 3, 2))
    scene.run({LIST: told(early, event("Abschluss in Gera", date(2026, 9, 30)))})
    assert scene.goes_after(date(2027, 9, 30))


def test_an_event_of_which_only_the_season_is_known_counts_from_its_end(
    scene: Any, event: Callable[..., Any], told: Callable[..., Any]
) -> None:
    spring = CoarseWhen(
        first_day=date(2026, 3, 1), last_day=date(2026, 5, 31), grain=Grain.SEASON, text="Frühjahr"
    )
    scene.run({ONE: told(event(when=spring))})
    assert scene.goes_after(date(2027, 5, 31))


@pytest.mark.parametrize("more", [{"day": None}, {"recurrence": "FREQ=MONTHLY;BYDAY=1TU"}])
def test_an_event_without_a_known_end_counts_from_when_it_was_seen(
    scene: Any, event: Callable[..., Any], told: Callable[..., Any], more: dict[str, Any]
) -> None:
    scene.now = datetime(2026, 4, 30, 6, tzinfo=UTC)
    scene.run({ONE: told(event("Stammtisch", **more))})
    assert scene.goes_after(date(2027, 5, 1))


def test_a_deadline_counts_as_an_event(scene: Any) -> None:
    call = Deadline(due=date(2026, 6, 15), kind=DeadlineKind.APPLICATION, quote="bis 15. Juni")
    scene.run({ONE: Extraction(page_kind=PageKind.NEWS, deadlines=(call,))})
    assert scene.goes_after(date(2027, 6, 15))


def test_nothing_is_the_word_for_ever(
    scene: Any, event: Callable[..., Any], told: Callable[..., Any]
) -> None:
    scene.run({ONE: told(event()), TWO: OTHER})
    for _ in range(2):
        scene.run({ONE: told(event()), TWO: other_words(str(scene.now))})
    late = date(2099, 1, 1)
    assert scene.prune(late, Retention()) == {}
    # What is kept for ever when it tells of nothing is kept when it tells of something.
    assert scene.prune(late, Retention(bodies_with_event=1)) == {}
    assert scene.prune(late, Retention(bodies_without_event=1)) == {PrunedKind.BODIES: 3}
    assert [url for url, _ in scene.kept()] == [ONE]


@pytest.mark.parametrize("longer", ["region", "stadt"])
def test_of_an_event_that_two_sources_tell_the_later_end_counts_for_both(
    scene: Any, event: Callable[..., Any], told: Callable[..., Any], longer: str
) -> None:
    """Whichever of them is published."""
    days = {
        source: When(start=date(2026, 3, 2), end=date(2026, 3, 4) if source == longer else None)
        for source in ("region", "stadt")
    }
    for source, when in days.items():
        page = told(event(when=when), headline=source)
        scene.run({f"https://{source}.localhost/eins": page}, source=source)
    (stored,) = scene.store.events()
    assert len(stored.mentions) == 2
    ends = {stored.event.when.last_day, date(2026, 3, 4)}
    assert scene.prune(date(2027, 3, 2)) == {}
    scene.prune(max(ends) + timedelta(days=365))
    assert f"https://{longer}.localhost/eins" in dict(scene.kept())
    assert scene.prune(max(ends) + timedelta(days=366))
    assert scene.kept() == []
