"""What `time[datetime]` adds to the dates that a page shows: a year, a clock time, a whole day.

Checked against the shown text before it is used: an attribute that says another day than the
page counts for nothing, nor does a clock time that content systems put there by default.
"""

from dataclasses import replace
from datetime import date, datetime

from model import Grain, ModelError, YearSource
from model.schema_org import moment_from_iso
from parsers.dates import DateKind, DateReading, Moment, Tense
from parsers.document import Block, Mark
from parsers.facts import Label

_LONGEST = 40
"""Characters that a shown date may have which only its attribute makes whole."""
_DEFAULT_CLOCKS = ((0, 0), (23, 59))


def with_moments(readings: list[DateReading], block: Block) -> list[DateReading]:
    """Return the readings of a block's text, completed by the machine's dates in it."""
    for mark in block.marks:
        stated = _stated(mark.moment) if mark.moment else None
        if stated is None:
            continue
        inside = [r for r in readings if r.span[0] < mark.end and mark.start < r.span[1]]
        if any(_has_date(reading) for reading in inside):
            readings = [_completed(r, stated, mark) if r in inside else r for r in readings]
        else:
            whole = _whole(inside, stated, mark, block)
            if whole is not None:
                rest = [reading for reading in readings if reading not in inside]
                readings = sorted([*rest, whole], key=lambda reading: reading.span)
    return readings


def _stated(raw: str) -> date | datetime | None:
    try:
        moment = moment_from_iso(raw.strip().replace(" ", "T", 1))
    except (ModelError, OverflowError):
        return None
    return moment if 1990 <= moment.year <= 2100 else None


def _has_date(reading: DateReading) -> bool:
    return reading.first is None or reading.first.month is not None


def _completed(reading: DateReading, stated: date | datetime, mark: Mark) -> DateReading:
    """The reading with year and clock time of the attribute, where both mean one day."""
    start, end = reading.start, reading.end
    if start is not None and _one_day(start, stated):
        start = _with(start, stated, mark)
    elif end is not None and _one_day(end, stated):
        if start is not None and start.hour is None and reading.start == start:
            return reading  # an end at a clock time needs a start at one
        end = _with(end, stated, mark)
    else:
        return reading
    source = YearSource.WRITTEN if start is not None and start.year == stated.year else None
    timed = start is not None and start.hour is not None
    return replace(
        reading,
        start=start,
        end=end,
        year_source=source or reading.year_source,
        all_day=reading.all_day and not timed,
        grain=Grain.MINUTE if timed and reading.grain is Grain.DAY else reading.grain,
    )


def _one_day(shown: Moment, stated: date | datetime) -> bool:
    if (shown.month, shown.day) != (stated.month, stated.day):
        return False
    return shown.year in (None, stated.year) or abs((shown.year or 0) - stated.year) == 1


def _with(shown: Moment, stated: date | datetime, mark: Mark) -> Moment:
    moment = replace(shown, year=stated.year)
    if moment.hour is None and isinstance(stated, datetime) and _meant(stated, mark.moment):
        moment = replace(moment, hour=stated.hour, minute=stated.minute)
    return moment


def _meant(stated: datetime, raw: str) -> bool:
    """Whether a clock time is one that was entered, not one that stands for "no time"."""
    if (stated.hour, stated.minute) in _DEFAULT_CLOCKS or stated.minute % 5:
        return False
    return "T12:00:00Z" not in raw


def _whole(
    inside: list[DateReading], stated: date | datetime, mark: Mark, block: Block
) -> DateReading | None:
    """A day that only the attribute makes whole: `<time datetime="2026-07-29">29</time>`."""
    shown = block.text[mark.start : mark.end]
    digits = any(char.isdigit() for char in shown)
    if not digits or len(shown) > _LONGEST or shown.lower().startswith("vor "):
        return None
    clock = next((r for r in inside if r.start is not None and r.start.hour is not None), None)
    if clock is None and str(stated.day) not in shown:
        return None
    start = Moment(year=stated.year, month=stated.month, day=stated.day)
    end: Moment | None = None
    if clock is not None and clock.start is not None:
        start = replace(start, hour=clock.start.hour, minute=clock.start.minute)
        if clock.end is not None and clock.end.hour is not None:
            end = replace(start, hour=clock.end.hour, minute=clock.end.minute)
    published = bool(block.hints) or mark.label is Label.PUBLISHED
    return DateReading(
        start=start,
        end=end,
        grain=Grain.DAY if start.hour is None else Grain.MINUTE,
        kind=DateKind.PUBLISHED if published else DateKind.EVENT,
        tense=Tense.UNKNOWN,
        span=(mark.start, mark.end),
        quote=shown,
        year_source=YearSource.WRITTEN,
        all_day=start.hour is None,
    )
