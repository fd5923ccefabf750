"""When a source is due: its cadence in days, counted from the day of its last whole crawl.

Pure. Days are those of Berlin, so that a cron job that starts a little earlier than the night
before, or in a night with a change of the clocks, still finds a daily source due.
"""

from datetime import date, datetime, timedelta

from model import BERLIN
from sources import Cadence

EVERY = {
    Cadence.DAILY: timedelta(days=1),
    Cadence.WEEKLY: timedelta(weeks=1),
    # Four weeks, not a month: who runs it once a week would else get to it every fifth week.
    Cadence.MONTHLY: timedelta(weeks=4),
}


def due_on(cadence: Cadence, last: datetime | None, today: date) -> date:
    """The day (in Berlin) from which on a source is to be crawled; not after `today`: it is due.

    `last` is when it was last crawled as a whole; None: never, or it failed. A crawl that a wrong
    clock dated into the future counts as none.
    """
    if last is None:
        return today
    day = last.astimezone(BERLIN).date()
    return today if day > today else day + EVERY[cadence]
