"""Points: the days of a chain, each with the clock times that belong to it."""

from dataclasses import dataclass, field

from parsers.dates.atoms import Atom, ClockAtom, DayAtom
from parsers.dates.chains import Node
from parsers.dates.drafts import Stamp

_LINKS = frozenset({"-", "bis", "und", "oder", "/", ",", "auf", "zum"})
_OF_THE_DAY = frozenset({"einlass", "bis", "spätestens"})
"""Marks of a clock time before its day that say what the day is: "bis 16 Uhr am 5. Mai"."""

_LEAVING = frozenset({"ab", "abreise"})
RANGE = frozenset({"-", "bis", "auf"})
_LONGEST_WRAP = 8
"""Months: a range whose end lies before its start in the calendar goes over New Year if shorter."""


@dataclass(slots=True)
class Point:
    """A day (or none, for clock times alone) and its clock times; `joint` as in a node."""

    day: Stamp | None
    joint: str
    marks: frozenset[str]
    start: int
    end: int
    clocks: list[Node] = field(default_factory=list)
    atom: DayAtom | None = None
    warning: str = ""

    def take(self, clock: Node) -> None:
        """Add a clock time that follows."""
        self.clocks.append(clock)
        self.end = max(self.end, clock.end)


def _point(node: Node, atom: DayAtom, joint: str) -> Point:
    day = Stamp(atom.year, atom.month, atom.day, weekday=node.weekday, other=atom.other)
    return Point(day, joint, node.marks, node.start, node.end, [], atom, atom.warning)


def _year_first(atom: Atom | None) -> bool:
    """Return True for a day as ISO 8601 writes it."""
    if not isinstance(atom, DayAtom) or atom.year is None:
        return False
    return not atom.dotted and not atom.spelled


def _joint(node: Node, before: Point | None) -> str:
    """Return how a day is joined to the one before.

    "Ende 10.11." closes an "Anfang 9.11.", "ab 13.10." an arrival ("an 9.10."), "und dem 13." a
    "zwischen dem 2.", the second of two days of ISO 8601 with a stroke an interval.
    """
    if "ende" in node.marks:
        return "bis"
    if before is None or before.day is None:
        return node.joint
    if node.joint == "/" and _year_first(before.atom) and _year_first(node.atom):
        return "bis"
    journey = "an" in before.marks and node.marks & _LEAVING and node.joint in ("", ",")
    between = "von" in before.marks and node.joint == "und"
    return "bis" if journey or between else node.joint


def points_of(nodes: list[Node]) -> list[Point]:
    """Group days and clock times; a time stands after its day, or before it on the same line."""
    points: list[Point] = []
    waiting: list[Node] = []
    for index, node in enumerate(nodes):
        atom = node.atom
        if isinstance(atom, ClockAtom):
            after = nodes[index + 1] if index + 1 < len(nodes) else None
            if not points or _binds_forward(node, after):
                waiting.append(node)
            elif _of_another_day(node, points[-1]):
                points.append(clocks_alone([node]))
            else:
                points[-1].take(node)
        elif isinstance(atom, DayAtom):
            point = _point(node, atom, _joint(node, points[-1] if points else None))
            if waiting and node.lines == 0:
                point.clocks = waiting
                point.start = min(point.start, waiting[0].start)
                point.marks |= waiting[0].marks & _OF_THE_DAY
                point.joint = ""
                waiting = []
            elif waiting:
                points.append(clocks_alone(waiting))
                waiting = []
            points.append(point)
            if atom.last_day:
                last = _point(node, atom, atom.last_joint)
                if last.day is not None:
                    last.day.day, last.day.weekday = atom.last_day, None
                points.append(last)
    if waiting:
        points.append(clocks_alone(waiting))
    _share_years(points)
    return points


def _of_another_day(node: Node, point: Point) -> bool:
    """Return True for a "Beginn" on the line below a limit: it is not when the limit begins."""
    limit = point.day is not None and bool(point.marks & {"bis", "spätestens"})
    return limit and node.lines > 0 and bool(node.marks & {"beginn", "zeit"})


def clocks_alone(waiting: list[Node]) -> Point:
    """Return the point of clock times without a day."""
    first, last = waiting[0], waiting[-1]
    return Point(None, "", first.marks, first.start, last.end, list(waiting))


def _binds_forward(node: Node, after: Node | None) -> bool:
    """Return True for a time at the start of a line whose day follows on that line."""
    return (
        node.lines > 0
        and after is not None
        and isinstance(after.atom, DayAtom)
        and after.lines == 0
        and after.joint not in RANGE
    )


def _share_years(points: list[Point]) -> None:
    """Give a day without a year the year of the day it is joined to, over New Year too."""
    for index in range(len(points) - 2, -1, -1):
        left, right = points[index].day, points[index + 1].day
        if left is None or right is None or points[index + 1].joint not in _LINKS:
            continue
        if left.year is None and right.year is not None:
            left.year = right.year
            if left.order() > right.order() and _wraps(left, right):
                left.year -= 1
    for index in range(1, len(points)):
        left, right = points[index - 1].day, points[index].day
        if left is None or right is None or points[index].joint not in _LINKS:
            continue
        if right.year is None and left.year is not None:
            right.year = left.year
            if right.order() < left.order() and _wraps(left, right):
                right.year += 1


def _wraps(left: Stamp, right: Stamp) -> bool:
    return (
        (right.month or 0) - (left.month or 0)
    ) % 12 < _LONGEST_WRAP and left.month != right.month
