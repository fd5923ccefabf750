"""What `time[datetime]` adds to the dates that a page shows: a year, a clock time, a whole day.

Checked against the shown text before it is used: an attribute that says another day than the
page counts for nothing, nor does a clock time that content systems put there by default.
"""

import re
from dataclasses import replace

from model import Grain, YearSource
from parsers.dates import DateKind, DateReading, Moment, Tense
from parsers.days.moments import Stated, stated
from parsers.page.document import Block, Mark
from parsers.page.facts import Label

_LONGEST = 40
"""Characters that a shown date may have which only its attribute makes whole."""
_AGO = re.compile(
    r"\b(?:vor (?:\d+|einer?m?|wenigen)|gestern|ago|veröffentlicht|aktualisiert|geändert|stand"
    r"|zuletzt|erstellt|gepostet|posted|updated)\b",
    re.IGNORECASE,
)
_SOON = re.compile(
    r"(?:an )?(?:diese[nrs]?|kommende[nrs]?|nächste[nrs]?|übernächste[nrs]?|heute|morgen|übermorgen"
    r"|in (?:\d+|eine[rm]?|zwei|drei|vier|fünf|sechs) (?:Tag|Woche|Monat))",
    re.IGNORECASE,
)
"""A day said by its distance, which only the attribute makes a day."""
_DEFAULT_CLOCKS = ((0, 0), (23, 59))


def with_moments(readings: list[DateReading], block: Block) -> list[DateReading]:
    """Return the readings of a block's text, completed by the machine's dates in it."""
    for mark in block.marks:
        moment = stated(mark.moment) if mark.moment else None
        if moment is None:
            continue
        inside = [r for r in readings if r.span[0] < mark.end and mark.start < r.span[1]]
        if any(_has_date(reading) for reading in inside):
            readings = [_completed(r, moment) if r in inside else r for r in readings]
        else:
            whole = _whole(inside, moment, mark, block)
            if whole is not None:
                rest = [reading for reading in readings if reading not in inside]
                readings = sorted([*rest, whole], key=lambda reading: reading.span)
    return readings


def _has_date(reading: DateReading) -> bool:
    return reading.first is None or reading.first.month is not None


def _completed(reading: DateReading, moment: Stated) -> DateReading:
    """The reading with year and clock time of the attribute, where both mean one day."""
    start, end = reading.start, reading.end
    written = reading.year_source is YearSource.WRITTEN
    if start is not None and _one_day(start, moment, written=written):
        start = _with(start, moment)
    elif end is not None and _one_day(end, moment, written=written):
        if start is not None and start.hour is None:
            return reading  # an end at a clock time needs a start at one
        end = _with(end, moment)
    else:
        return reading
    source = YearSource.WRITTEN if start is not None and start.year == moment.day.year else None
    timed = start is not None and start.hour is not None
    return replace(
        reading,
        start=start,
        end=end,
        year_source=source or reading.year_source,
        all_day=reading.all_day and not timed,
        grain=Grain.MINUTE if timed and reading.grain is Grain.DAY else reading.grain,
    )


def _one_day(shown: Moment, moment: Stated, *, written: bool) -> bool:
    """Whether both are one day; a year that the page writes is never another one."""
    day = moment.day
    if (shown.month, shown.day) != (day.month, day.day):
        return False
    near = shown.year is None or abs(shown.year - day.year) <= 1
    return shown.year == day.year if written else near


def _with(shown: Moment, moment: Stated) -> Moment:
    found = replace(shown, year=moment.day.year)
    clock = moment.clock
    if found.hour is None and clock is not None and _meant(moment):
        found = replace(found, hour=clock.hour, minute=clock.minute)
    return found


def _meant(moment: Stated) -> bool:
    """Whether a clock time is one that was entered, not one that stands for "no time"."""
    clock, written = moment.clock, moment.written
    if clock is None or moment.to_the_second or clock.minute % 5:
        return False
    if (clock.hour, clock.minute) in _DEFAULT_CLOCKS:
        return False
    return written is None or (written.hour, written.minute) != (12, 0)  # noon in Greenwich


def _whole(
    inside: list[DateReading], moment: Stated, mark: Mark, block: Block
) -> DateReading | None:
    """A day that only the attribute makes whole: `<time datetime="2026-07-29">29</time>`."""
    shown = block.text[mark.start : mark.end]
    digits = any(char.isdigit() for char in shown)
    relative = _SOON.match(shown) is not None
    if not (digits or relative) or len(shown) > _LONGEST or _AGO.search(shown):
        return None
    clock = next((r for r in inside if r.start is not None and r.start.hour is not None), None)
    if clock is None and not relative and str(moment.day.day) not in shown:
        return None
    start = Moment(year=moment.day.year, month=moment.day.month, day=moment.day.day)
    end: Moment | None = None
    if clock is not None and clock.start is not None:
        start = replace(start, hour=clock.start.hour, minute=clock.start.minute)
        if clock.end is not None and clock.end.hour is not None:
            end = replace(start, hour=clock.end.hour, minute=clock.end.minute)
    if relative and clock is None:
        start = _with(start, moment)
    published = block.hints or mark.label is Label.PUBLISHED or moment.to_the_second
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
