"""What is true of an event, and so what a calendar must hold of it on a day."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from scenario.notices import Notice, day_of


class Status(StrEnum):
    """The status of an event in the calendar (RFC 5545 3.8.1.11), with its word in the title."""

    CONFIRMED = ""
    CANCELLED = "ABGESAGT: "
    TENTATIVE = "VERSCHOBEN: "


@dataclass(frozen=True, kw_only=True)
class Truth:
    """What subscribers must find of an event. `pages` are all that ever told of it,
    `reports` those that did so in retrospect.

    `shown` is False while staff or the program keeps it back; one without a `start` is in no
    calendar, and to come until `rough_until`. `place` are words that must stand in its location.
    """

    title: str
    start: date | datetime | None = None
    end: date | datetime | None = None
    rough_until: date | None = None
    place: tuple[str, ...] = ()
    status: Status = Status.CONFIRMED
    pages: frozenset[str] = frozenset()
    reports: frozenset[str] = frozenset()
    shown: bool = True

    @property
    def kept(self) -> timedelta:
        """For how long it stays in the calendar when it is over."""
        return timedelta(days=30 if self.status is Status.CANCELLED else 180)

    @property
    def first_day(self) -> date | None:
        return day_of(self.start)

    @property
    def last_day(self) -> date | None:
        return day_of(self.end or self.start)

    def in_calendar(self, today: date) -> bool:
        """Whether the calendar of a day holds it."""
        last = self.last_day
        return self.shown and last is not None and last >= today - self.kept

    def is_coming(self, today: date) -> bool:
        """Whether it is not over on a day."""
        last = self.last_day or self.rough_until
        return self.shown and last is not None and last >= today


def truth_of(notice: Notice) -> Truth:
    """What is true where a notice is."""
    return Truth(
        title=notice.title,
        start=notice.start,
        end=notice.end,
        rough_until=notice.rough_until,
        place=tuple(word for word in (notice.house, notice.town) if word),
    )
