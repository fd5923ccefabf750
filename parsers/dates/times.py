"""The clock times of one day: start, end, admission; parts of the day, c.t., midnight."""

from dataclasses import dataclass, field

from parsers.dates.atoms import ClockAtom
from parsers.dates.chains import Node
from parsers.dates.drafts import Stamp
from parsers.dates.vocabulary import LATER

_RANGE = frozenset({"-", "bis", "/"})


@dataclass(slots=True)
class Times:
    """Clock times as stamps without a day."""

    start: Stamp | None = None
    end: Stamp | None = None
    doors: Stamp | None = None
    warnings: list[str] = field(default_factory=list)


def _later(hour: int, part: str) -> bool:
    if part not in LATER or not 1 <= hour < 12:
        return False
    return hour < 6 if part.startswith("mittag") else True


def _stamp(node: Node, atom: ClockAtom) -> Stamp:
    hour = atom.hour
    if not atom.fixed and _later(hour, node.part):
        hour += 12
    offset = 0 if "utc" in node.after else atom.offset
    return Stamp(hour=hour, minute=atom.minute, offset=offset)


def _is_end(node: Node, times: Times, between: bool) -> bool:
    if "ende" in node.marks or "spätestens" in node.marks or "spätestens" in node.after:
        return True
    if times.start is None:
        return "bis" in node.marks
    return node.joint in _RANGE or "bis" in node.marks or (node.joint == "und" and between)


def read_times(nodes: list[Node]) -> list[Times]:
    """Read the clock times that stand with one day; a second start begins a second session.

    The list has at least one entry, which may be empty.
    """
    sessions = [Times()]
    between, part_of_end, academic = False, "", False
    for node in nodes:
        atom = node.atom
        if not isinstance(atom, ClockAtom):
            continue
        stamp, times = _stamp(node, atom), sessions[-1]
        if "einlass" in node.marks and times.doors is None:
            times.doors = stamp
        elif times.end is None and _is_end(node, times, between):
            times.end, part_of_end = stamp, node.part
        else:
            if times.start is not None:
                _finish(times, part_of_end, academic)
                sessions.append(Times())
                part_of_end, academic = "", False
            sessions[-1].start, between = stamp, "von" in node.marks
        academic = academic or "ct" in node.after
        if atom.warning and not (stamp.hour == 24 and stamp is times.end):
            sessions[-1].warnings.append(atom.warning)
    _finish(sessions[-1], part_of_end, academic)
    return sessions


def _finish(times: Times, part_of_end: str, academic: bool) -> None:
    if times.start is not None and times.doors is not None and _before(times.start, times.doors):
        times.start, times.doors = times.doors, times.start  # "17.30 Uhr Einlass, 18 Uhr Beginn"
    start, end = times.start, times.end
    first = start.hour if start is not None else None
    last = end.hour if end is not None else None
    shared = first is not None and last is not None and first + 12 <= last
    if start is not None and first is not None and shared and _later(first, part_of_end):
        start.hour = first + 12
    if academic and start is not None and start.minute == 0:
        start.minute = 15


def _before(first: Stamp, second: Stamp) -> bool:
    return (first.hour or 0, first.minute) < (second.hour or 0, second.minute)


def attach(day: Stamp, clock: Stamp) -> Stamp:
    """Return the day with the clock time; 24:00 is midnight of the next day."""
    stamp = Stamp(
        day.year, day.month, day.day, clock.hour, clock.minute, day.weekday, clock.offset, day.other
    )
    if stamp.hour == 24:
        stamp.hour = 0
        if stamp.day is not None:
            stamp.shift(1)
            stamp.weekday = None
    return stamp
