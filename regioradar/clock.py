"""The one place where the program asks what time it is. Everything else takes it as an argument."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from model import BERLIN


@dataclass(frozen=True, slots=True)
class Clock:
    """The time of a run: the machine's, or one that stands still (`--today`, the demo, tests).

    `ahead` is by how much a clock that goes is ahead of the machine's.
    """

    fixed: datetime | None = None
    ahead: timedelta = timedelta()

    @classmethod
    def at(cls, day: date, hour: int = 12) -> "Clock":
        """A clock that stands at that hour of that day in Europe/Berlin."""
        return cls(datetime.combine(day, time(hour), BERLIN))

    def now(self) -> datetime:
        """The time in UTC, to the second: what the store keeps."""
        moment = self.fixed or datetime.now(UTC) + self.ahead
        return moment.astimezone(UTC).replace(microsecond=0)

    def going(self) -> "Clock":
        """A clock that goes on from where this one stands."""
        return Clock(ahead=self.now() - datetime.now(UTC))

    def today(self) -> date:
        """The day in Europe/Berlin."""
        return self.now().astimezone(BERLIN).date()
