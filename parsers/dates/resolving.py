"""Settles what the open numbers of a chain are: days, hours, or nothing.

"18./19.02.", "10 bis 16 Uhr" and "10.10" are read from right to left: the right neighbour says
what the left one is. What stays open is dropped.
"""

from dataclasses import replace

from parsers.dates.atoms import ClockAtom, DayAtom, DottedAtom, FourAtom, NumberAtom
from parsers.dates.chains import Node

_CLOCK_MARKS = frozenset({"um", "gegen", "zeit"})
_START_MARKS = frozenset({"ab", "von", "nach", "spätestens"})
_DAY_MARKS = frozenset({"am", "vom", "zum", "label"})
_RANGE = frozenset({"-", "bis"})


def valid_day(day: int, month: int) -> bool:
    """Return True for numbers that can be a day and a month at all."""
    return 1 <= day <= 31 and 1 <= month <= 12


def resolve(nodes: list[Node]) -> list[Node]:
    """Return the nodes that are days, clock times, months, coarse dates or repetitions."""
    right: Node | None = None
    kept: list[Node] = []
    for index in range(len(nodes) - 1, -1, -1):
        node = nodes[index]
        left = nodes[index - 1] if index else None
        atom = node.atom
        settled: Node | None = node
        if isinstance(atom, NumberAtom):
            settled = _number(node, atom, left, right)
        elif isinstance(atom, DottedAtom):
            settled = _dotted(node, atom, left, right)
        elif isinstance(atom, FourAtom):
            settled = _four(node, atom, nodes[:index], right)
        if settled is None:
            if right is not None:
                right.joint = ""
            right = None
            continue
        kept.append(settled)
        right = settled
    kept.reverse()
    if kept:
        kept[0].joint = ""
    return kept


def _clock(node: Node, hour: int, minute: int = 0) -> Node | None:
    if hour > 24 or minute > 59 or (hour == 24 and minute):
        return None
    return replace(node, atom=ClockAtom(node.atom.start, node.atom.end, hour, minute))


def _number(node: Node, atom: NumberAtom, left: Node | None, right: Node | None) -> Node | None:
    if right is None:
        return _lonely_hour(node, atom, left)
    other = right.atom
    if isinstance(other, DayAtom) and right.joint and 1 <= atom.value <= 31:
        if right.joint in ("und", ",") and other.dotted and not atom.dotted:
            return None
        day = DayAtom(atom.start, atom.end, atom.value, other.month, other.year, dotted=atom.dotted)
        day.spelled = other.spelled
        return replace(node, atom=day)
    between = right.joint == "und" and _begins_hours(node)
    if isinstance(other, ClockAtom) and (right.joint in _RANGE or right.joint == "/" or between):
        return None if atom.dotted and right.joint != "-" else _clock(node, atom.value)
    return None


def _begins_hours(node: Node) -> bool:
    """Return True for the 10 of "um 10 und 14 Uhr" and the 12 of "10-12 und 14-16 Uhr"."""
    return node.joint in _RANGE or bool(node.marks & (_CLOCK_MARKS | _START_MARKS))


def _lonely_hour(node: Node, atom: NumberAtom, left: Node | None) -> Node | None:
    """Read "5. August um 8": an hour without "Uhr" only right after a day."""
    if left is None or atom.dotted or not isinstance(left.atom, (DayAtom, DottedAtom)):
        return None
    if node.marks & (_CLOCK_MARKS | _START_MARKS):
        return _clock(node, atom.value)
    return None


def _dotted(node: Node, atom: DottedAtom, left: Node | None, right: Node | None) -> Node | None:
    as_day = valid_day(atom.left, atom.right)
    as_clock = atom.minutes and atom.left <= 24 and atom.right <= 59
    if as_clock and (not as_day or _is_clock(node, atom, left, right)):
        return _clock(node, atom.left, atom.right)
    if not as_day:
        return None
    if right is not None and isinstance(right.atom, ClockAtom) and right.joint in _RANGE:
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
    if clock is None or day is None or node.lines:
        return None
    if right is not None and isinstance(right.atom, ClockAtom) and right.joint in _RANGE:
        return clock
    left = before[-1].atom
    if isinstance(left, FourAtom):
        return clock if node.joint in _RANGE else None
    ticket = isinstance(left, DayAtom) and left.spelled and not left.dotted and left.year is None
    return clock if ticket and not node.joint and not 1900 <= atom.value < 2100 else None
