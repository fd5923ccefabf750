"""Settles what the open numbers of a chain are: days, hours, or nothing.

"18./19.02.", "10 bis 16 Uhr" and "10.10" are read from right to left: the right neighbour says
what the left one is. What stays open is dropped.
"""

import re
from dataclasses import replace

from parsers.dates.atoms import Atom, ClockAtom, DayAtom, DottedAtom, FourAtom, NumberAtom
from parsers.dates.chains import Node

_CLOCK_MARKS = frozenset({"um", "gegen", "zeit"})
_START_MARKS = frozenset({"ab", "von", "nach", "spätestens"})
_ACADEMIC = frozenset({"ct", "st"})
_DAY_MARKS = frozenset({"am", "vom", "zum", "label"})
_RANGE = frozenset({"-", "bis"})
_AFTER_HOURS = re.compile(
    r"\s{0,2}(?:$|[,.;:()\[\]|\n/·•!?-]|(?:in|im|an|am|at|on|auf|bei|beim|statt|zum|zur|ein)\b)"
)
"""What follows hours that stand without "Uhr": no noun that they could count."""


def valid_day(day: int, month: int) -> bool:
    """Return True for numbers that can be a day and a month at all."""
    return 1 <= day <= 31 and 1 <= month <= 12


def resolve(nodes: list[Node], low: str) -> list[Node]:
    """Return the nodes that are days, clock times, months, coarse dates or repetitions."""
    kept: list[Node] = []
    right: Node | None = None
    for index in range(len(nodes) - 1, -1, -1):
        node = nodes[index]
        settled = _settle(node, nodes[:index], right, kept, low) if _open(node.atom) else node
        if settled is not None:
            if right is not None:
                _share_half(settled.atom, right)
            kept.append(settled)
        elif right is not None:
            right.joint = ""
        right = settled
    kept.reverse()
    if kept:
        kept[0].joint = ""
    return kept


def _open(atom: Atom) -> bool:
    """Return True for an atom that its neighbours must settle."""
    if isinstance(atom, ClockAtom):
        return atom.hour == 24 and atom.weak
    return isinstance(atom, (NumberAtom, DottedAtom, FourAtom))


def _settle(
    node: Node, before: list[Node], right: Node | None, kept: list[Node], low: str
) -> Node | None:
    """Return the node with its atom settled, None where it is no part of a date."""
    atom = node.atom
    left = before[-1] if before else None
    if isinstance(atom, DottedAtom):
        return _dotted(node, atom, left, right, _begins_day(node, left, kept, low))
    if isinstance(atom, FourAtom):
        return _four(node, atom, before, right)
    if not isinstance(atom, NumberAtom):
        return node if _ends(node) else None
    settled = _number(node, atom, left, right)
    if settled is None and right is None:
        return _hours(node, atom, before, low)
    if settled is None and atom.dotted and node.weekday is not None:
        return _day_before_clocks(node, atom, kept)
    return settled


def _clock(node: Node, hour: int, minute: int = 0) -> Node | None:
    if hour > 24 or minute > 59 or (hour == 24 and minute):
        return None
    return replace(node, atom=ClockAtom(node.atom.start, node.atom.end, hour, minute))


def _number(node: Node, atom: NumberAtom, left: Node | None, right: Node | None) -> Node | None:
    if right is None:
        return _lonely_hour(node, atom, left)
    other = right.atom
    if isinstance(other, DayAtom) and not right.joint and "am" in right.marks:
        return _clock(node, atom.value) if _is_hour(node, atom) else None
    if isinstance(other, DayAtom) and right.joint and 1 <= atom.value <= 31:
        if right.joint in ("und", "oder", ",") and other.dotted and not atom.dotted:
            return None
        day = DayAtom(atom.start, atom.end, atom.value, other.month, other.year, dotted=atom.dotted)
        day.spelled = other.spelled
        return replace(node, atom=day)
    between = right.joint in ("und", "oder") and _begins_hours(node)
    if isinstance(other, ClockAtom) and (right.joint in _RANGE or right.joint == "/" or between):
        return None if atom.dotted and right.joint != "-" else _clock(node, atom.value)
    return None


def _begins_hours(node: Node) -> bool:
    """Return True for the 10 of "um 10 und 14 Uhr" and the 12 of "10-12 und 14-16 Uhr"."""
    return node.joint in _RANGE or bool(node.marks & (_CLOCK_MARKS | _START_MARKS))


def _is_hour(node: Node, atom: NumberAtom) -> bool:
    """Return True for the 10 of "um 10 am 5. Mai"."""
    return not atom.dotted and bool(node.marks & _CLOCK_MARKS or "ab" in node.marks)


def _ends(node: Node) -> bool:
    """Return True for the midnight at which something ends; "um Mitternacht" is of either day."""
    return node.joint in _RANGE or bool(node.marks & {"bis", "spätestens", "ende"})


def _share_half(atom: Atom, right: Node) -> None:
    """Give an hour the half of the day that its end is written with: "2–4 pm"."""
    last = right.atom
    if not (isinstance(atom, ClockAtom) and isinstance(last, ClockAtom) and last.fixed):
        return
    if right.joint in _RANGE and not atom.fixed and 0 < atom.hour < last.hour - 12:
        atom.hour += 12


def _day_before_clocks(node: Node, atom: NumberAtom, kept: list[Node]) -> Node | None:
    """Read the 6 of "Freitag, 6., 18 Uhr, bis Sonntag, 8. März": its month follows its times."""
    after = next((other for other in reversed(kept) if not isinstance(other.atom, ClockAtom)), None)
    if after is None or after.joint not in _RANGE or not isinstance(after.atom, DayAtom):
        return None
    day = DayAtom(atom.start, atom.end, atom.value, after.atom.month, after.atom.year)
    return replace(node, atom=day)


def _hours(node: Node, atom: NumberAtom, before: list[Node], low: str) -> Node | None:
    """Read the 12 of "5. August, von 10 bis 12": hours without "Uhr" only right after a day."""
    first = before[-1].atom if len(before) > 1 else None
    if not isinstance(first, NumberAtom) or first.dotted or atom.dotted or node.joint not in _RANGE:
        return None
    opens = before[-1].marks & (_CLOCK_MARKS | _START_MARKS)
    day = isinstance(before[-2].atom, (DayAtom, DottedAtom))
    if not (opens and day and first.value < atom.value <= 24) or before[-1].joint not in ("", ","):
        return None
    return _clock(node, atom.value) if _AFTER_HOURS.match(low, node.end) else None


def _lonely_hour(node: Node, atom: NumberAtom, left: Node | None) -> Node | None:
    """Read "5. August um 8" and "abends um 8": an hour without "Uhr" needs a day or its part."""
    if node.after & _ACADEMIC and not atom.dotted:
        return _clock(node, atom.value)
    if left is None and node.part and node.marks & _CLOCK_MARKS and not atom.dotted:
        return _clock(node, atom.value)
    if left is None or atom.dotted or not isinstance(left.atom, (DayAtom, DottedAtom)):
        return None
    if node.marks & (_CLOCK_MARKS | _START_MARKS):
        return _clock(node, atom.value)
    return None


def _begins_day(node: Node, left: Node | None, kept: list[Node], low: str) -> bool:
    """Return True for the 07.10 of "Mittwoch, 07.10 - 8:00" and "Mi 02.09 - 7.00–8.45 Uhr"."""
    if left is not None or not kept or not isinstance(kept[-1].atom, ClockAtom):
        return False
    if node.marks & _DAY_MARKS:
        return True
    clock, after = kept[-1], kept[-2] if len(kept) > 1 else None
    padded = node.atom.end - node.atom.start == len("07.10")
    if "." not in low[clock.atom.start : clock.atom.end]:  # written in another style
        return node.weekday is not None or padded
    parted = padded or clock.joint == "/" or (after is not None and after.joint in _RANGE)
    return node.weekday is not None and parted


def _dotted(
    node: Node, atom: DottedAtom, left: Node | None, right: Node | None, begins_day: bool
) -> Node | None:
    as_day = valid_day(atom.left, atom.right)
    as_clock = atom.minutes and atom.left <= 24 and atom.right <= 59
    if as_clock and (not as_day or (not begins_day and _is_clock(node, atom, left, right))):
        return _clock(node, atom.left, atom.right)
    if not as_day:
        return None
    if right is not None and isinstance(right.atom, ClockAtom) and right.joint in (*_RANGE, "/"):
        right.joint = ""
    day = DayAtom(atom.start, atom.end, atom.left, atom.right, weak=True)
    return replace(node, atom=day)


def _is_clock(node: Node, atom: DottedAtom, left: Node | None, right: Node | None) -> bool:
    """Return True where a number that can be both a day and a time is a time."""
    if node.marks & _CLOCK_MARKS:
        return True
    if right is not None and isinstance(right.atom, ClockAtom) and right.joint:
        return right.joint != ","
    if node.marks & _DAY_MARKS:
        return False
    after_day = left is not None and isinstance(left.atom, (DayAtom, DottedAtom))
    if after_day and left is not None and not node.joint and not node.lines:
        return True
    if left is not None and isinstance(left.atom, ClockAtom) and node.joint in _RANGE:
        return True
    range_of_days = right is not None and isinstance(right.atom, DayAtom) and right.joint
    return bool(node.marks & _START_MARKS) and atom.left >= 6 and not range_of_days


def _four(node: Node, atom: FourAtom, before: list[Node], right: Node | None) -> Node | None:
    """Read "1845" as a time: in a range of such after a day, or right after a day."""
    clock = _clock(node, atom.value // 100, atom.value % 100)
    day = next((other for other in before if isinstance(other.atom, (DayAtom, DottedAtom))), None)
    if clock is None or day is None:
        return None
    if right is not None and isinstance(right.atom, ClockAtom) and right.joint in _RANGE:
        return clock
    if node.lines:
        return None
    left = before[-1].atom
    if isinstance(left, FourAtom):
        return clock if node.joint in _RANGE else None
    ticket = isinstance(left, DayAtom) and left.spelled and not left.dotted and left.year is None
    return clock if ticket and not node.joint and not 1900 <= atom.value < 2100 else None
