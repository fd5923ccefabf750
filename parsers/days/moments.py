"""One date in machine-made data to a day or a minute, in whatever form it was written.

Only isolated values are read here: an attribute, a JSON string, a field of a feed.
"""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone
from email.utils import parsedate_to_datetime
from functools import lru_cache
from typing import Any

from model import BERLIN, ModelError, When, YearSource
from parsers.dates import FIRST_YEAR, LAST_YEAR, read_dates
from parsers.dates.foreign import foreign_moment
from parsers.days.timing import when_of

_ISO = re.compile(
    r"(?:(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})|(?P<compact>\d{8}))"
    r"(?:[T\s_-]+(?P<hour>\d{1,2})[:.]?(?P<minute>\d{2})(?:[:.]?(?P<second>\d{2})(?:[.,]\d+)?)?)?"
    r"\s*(?:Uhr)?\s*(?P<zone>Z|UTC|GMT|[+-]\d{1,2}(?::?\d{2})?)?(?:\[[\w/]+\])?",
    re.IGNORECASE,
)
_MAIL = re.compile(r"[A-Z][a-z]{2}, \d{1,2} [A-Z][a-z]{2} \d{4} .*")
_EPOCH = re.compile(r"[12]\d{9}(?:\d{3})?")
_LONGEST = 80


@dataclass(frozen=True, slots=True, kw_only=True)
class Stated:
    """A day, or a minute in Europe/Berlin, as data state it.

    `written` is the clock as it stands there where its offset is not Berlin's of that day.
    `to_the_second` says that it names a second other than 0 or 59, as only timestamps do.
    """

    value: date | datetime
    written: datetime | None = None
    to_the_second: bool = False

    @property
    def day(self) -> date:
        """The calendar day in Europe/Berlin; midnight in UTC is the day that it is written with."""
        if self.written is not None and _midnight(self.written):
            return self.written.date()
        return self.value.date() if isinstance(self.value, datetime) else self.value

    @property
    def clock(self) -> datetime | None:
        """The date-time; None for a day and for midnight, which stands for an unknown hour."""
        if not isinstance(self.value, datetime) or _midnight(self.value):
            return None
        return None if self.written is not None and _midnight(self.written) else self.value

    @property
    def is_midnight(self) -> bool:
        """True for a date-time that stands for a day."""
        return isinstance(self.value, datetime) and self.clock is None

    def without_clock(self) -> "Stated":
        """The day alone, for data whose hour only marks it."""
        return Stated(value=self.day)

    def as_written(self) -> "Stated":
        """The clock as it stands there, for data that give Berlin's time a wrong offset."""
        if self.written is None:
            return self
        return Stated(value=self.written.replace(tzinfo=BERLIN), to_the_second=self.to_the_second)


def _midnight(moment: datetime) -> bool:
    return moment.hour == moment.minute == 0


def stated(value: Any) -> Stated | None:
    """Return the moment that a value of data names, from 1990 to 2100; else None. Never raises."""
    if isinstance(value, list):
        value = value[0] if value else None
    if isinstance(value, dict):
        value = value.get("@value")
    if isinstance(value, str) and 6 <= len(value.strip()) <= _LONGEST:
        return _read(" ".join(value.split()))
    return None


@lru_cache(maxsize=512)
def _read(text: str) -> Stated | None:
    try:
        found = _iso(text) or _epoch(text) or _mail(text) or _words(text) or _foreign(text)
    except (ValueError, OverflowError, ModelError):
        return None
    if found is None:
        return None
    return found if FIRST_YEAR <= found.value.year <= LAST_YEAR else None


def _iso(text: str) -> Stated | None:
    hit = _ISO.fullmatch(text)
    if hit is None:
        return None
    year, month, day = hit["year"], hit["month"], hit["day"]
    if hit["compact"]:
        year, month, day = hit["compact"][:4], hit["compact"][4:6], hit["compact"][6:]
    on = date(int(year), int(month), int(day))
    if hit["hour"] is None:
        return Stated(value=on)
    hour, second = int(hit["hour"]), int(hit["second"] or 0)
    if hour == 24:
        return Stated(value=on)  # the end of that day
    naive = datetime(on.year, on.month, on.day, hour, int(hit["minute"]))  # noqa: DTZ001
    return _placed(naive, _zone(hit["zone"]), second)


def _zone(text: str | None) -> timezone | None:
    if not text:
        return None
    if text[0] not in "+-":
        return UTC
    digits = text[1:].replace(":", "")
    minutes = int(digits[:-2]) * 60 + int(digits[-2:]) if len(digits) > 2 else int(digits) * 60
    return timezone(timedelta(minutes=-minutes if text[0] == "-" else minutes))


def _placed(naive: datetime, zone: timezone | None, second: int) -> Stated:
    """A clock in its zone; without one it is Berlin's."""
    exact = second not in (0, 59)
    if zone is None:
        return Stated(value=naive.replace(tzinfo=BERLIN), to_the_second=exact)
    value = naive.replace(tzinfo=zone).astimezone(BERLIN)
    same = value.replace(tzinfo=None) == naive
    return Stated(value=value, written=None if same else naive, to_the_second=exact)


def _epoch(text: str) -> Stated | None:
    """Seconds or milliseconds since 1970."""
    if not _EPOCH.fullmatch(text):
        return None
    seconds = int(text) // 1000 if len(text) == 13 else int(text)
    moment = datetime.fromtimestamp(seconds, UTC)
    return _placed(moment.replace(tzinfo=None, second=0), UTC, moment.second)


def _mail(text: str) -> Stated | None:
    """The form of mails and RSS (RFC 5322, section 3.3)."""
    if not _MAIL.fullmatch(text):
        return None
    moment = parsedate_to_datetime(text)
    offset = moment.utcoffset()
    zone = timezone(offset) if offset is not None else None
    return _placed(moment.replace(tzinfo=None, second=0), zone, moment.second)


def _words(text: str) -> Stated | None:
    """A German date with its year, the only one that stands there."""
    when = written_when(text)
    return Stated(value=when.start) if when is not None else None


def written_when(text: str) -> When | None:
    """Return the time that a text of a few words writes out in full with its year, or None."""
    days = [reading for reading in read_dates(text[:_LONGEST]) if reading.exact]
    when = when_of(days[0]) if len(days) == 1 else None
    return when if when is not None and when.year_source is YearSource.WRITTEN else None


def _foreign(text: str) -> Stated | None:
    moment = foreign_moment(text)
    if moment is None:
        return None
    return Stated(value=moment.date() if _midnight(moment) else moment)


def when_stated(start: Stated, end: Stated | None) -> When:
    """Return start and end as one time; an end before the start is none."""
    begins: date | datetime = start.clock or start.day
    last: date | datetime | None = None
    if end is not None:
        timed = isinstance(begins, datetime) and isinstance(end.value, datetime)
        last = end.value if timed else end.day
    if type(last) is date and last == start.day:
        last = None
    try:
        return When(start=begins, end=last)
    except ModelError:
        return When(start=begins)
