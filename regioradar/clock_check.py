"""Whether the machine's clock is right, by the dates that hosts send and the last run's end. Pure.

A clock that is years ahead would have all events be over, and all that is kept be too old.
"""

from collections.abc import Collection, Iterable
from datetime import datetime, timedelta
from statistics import median

from model import ClockError
from store import Run

_WRONG = timedelta(days=1)
"""Off by more than this, days are wrong, and with them what is read and shown."""
_OFF = timedelta(minutes=5)
"""Off by more than this, a word is due."""
_PAUSE = timedelta(days=35)
"""After a longer time without a run the clock must be vouched for before anything is deleted."""
_WITNESSES = 2


def check(ahead: Collection[timedelta]) -> None:
    """Raise ClockError where most of the hosts agree that our clock is off by more than a day.

    `ahead` is by how much it is ahead of each host's; a single host may be wrong itself.
    """
    for off in ([a for a in ahead if a > _WRONG], [a for a in ahead if a < -_WRONG]):
        if len(off) >= _WITNESSES and 2 * len(off) > len(ahead):
            raise ClockError(
                f"the clock of this machine is {_words(_median(off))}, say {len(off)} of "
                f"{len(ahead)} hosts that were asked: nothing was read, published or deleted, the "
                "last good feeds stay; set the clock, then run again"
            )


def is_right(ahead: timedelta) -> bool:
    """Whether one host says that the day is right."""
    return abs(ahead) <= _WRONG


def off(ahead: Collection[timedelta]) -> str:
    """Return by how much the clock is off, in words; "" where it is right or nobody can tell."""
    if len(ahead) < _WITNESSES:
        return ""
    middle = _median(ahead)
    return _words(middle) if abs(middle) > _OFF else ""


def is_strange(now: datetime, last: datetime | None) -> bool:
    """Whether a clock that says `now` does not fit the end of the last run."""
    return last is not None and (bool(why_not_delete(now, last)) or last - now > _WRONG)


def last_end(runs: Iterable[Run]) -> datetime | None:
    """Return when the latest run ended that came to its end; `runs` have the latest first."""
    return next((run.finished_at for run in runs if run.finished_at is not None), None)


def why_not_delete(now: datetime, last: datetime | None) -> str:
    """Return why nothing should be deleted by a clock that says `now`; "" where nothing speaks so.

    `last` is when the last run ended.
    """
    if last is None or now - last <= _PAUSE:
        return ""
    return f"the last run ended on {last:%Y-%m-%d}, {(now - last).days} days before today"


def _median(ahead: Collection[timedelta]) -> timedelta:
    return timedelta(seconds=median(one.total_seconds() for one in ahead))


def _words(ahead: timedelta) -> str:
    amount = abs(ahead)
    days, minutes = amount.days, round(amount.seconds / 60)
    told = f"{days} days" if days else f"{minutes} minutes"
    return f"{told} {'fast' if ahead > timedelta() else 'slow'}"
