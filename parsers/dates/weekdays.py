"""Clock times that stand on weekdays: of the days before them, or of every week.

"13./14. März 2026, Fr 18–21 Uhr, Sa 9–17 Uhr" are sessions of two days; "Mo–Do 9–16 Uhr, Fr 9–12
Uhr" are hours of the week.
"""

from dataclasses import replace

from parsers.dates.atoms import ClockAtom
from parsers.dates.chains import Node
from parsers.dates.drafts import Draft, Stamp
from parsers.dates.points import RANGE, Point, points_of
from parsers.dates.recurrence import weekly

_WEEK = 7


def by_weekday(nodes: list[Node]) -> list[list[Node]]:
    """Part nodes where a weekday begins with its clock times."""
    parts: list[list[Node]] = []
    for node in nodes:
        if not parts or (node.weekdays and isinstance(node.atom, ClockAtom)):
            parts.append([])
        parts[-1].append(node)
    return parts


def give_weekdays(drafts: list[Draft], first: Node, listed: bool) -> None:
    """Mark clock times that stand on weekdays without a date: a rule, but one lone weekday.

    A weekday among others with their own times (`listed`) is not alone.
    """
    if not isinstance(first.atom, ClockAtom) or len(first.weekdays) < (1 if listed else 2):
        return
    for draft in drafts:
        if draft.dayless():
            draft.rule, draft.weekly = weekly(first.weekdays), True


def on_days(parts: list[list[Node]]) -> list[Point]:
    """Return the points of clock times on the weekdays of the days before; [] where none fit."""
    listed = sum(len(part[0].weekdays) for part in parts[1:])
    days = _days(parts[0], parts[1][0].weekdays[0], listed) if listed else []
    if not days:
        return []
    if (
        len(parts) == 2
        and len(days) > 1
        and {day.weekday for day in days} == {*parts[1][0].weekdays}
    ):
        return points_of(
            [*parts[0], replace(parts[1][0], weekday=None, weekdays=()), *parts[1][1:]]
        )
    points: list[Point] = []
    for part in parts[1:]:
        first, last = part[0], part[-1]
        fitting = [day for day in days if day.weekday in first.weekdays]
        if not fitting or not all(isinstance(node.atom, ClockAtom) for node in part):
            return []
        joint = "bis" if points and first.joint in RANGE else ""
        clocks = [replace(first, joint="", weekdays=(), marks=first.marks - {"bis"}), *part[1:]]
        for day in fitting:
            points.append(Point(replace(day), joint, first.marks, first.start, last.end, clocks))
    seen = {point.day.order() for point in points if point.day is not None}
    whole = len(points) == 2 and points[1].joint == "bis"
    if seen != ({days[0].order(), days[-1].order()} if whole else {day.order() for day in days}):
        return []
    points[0].start, points[0].marks = parts[0][0].start, parts[0][0].marks
    return points


def _days(nodes: list[Node], likely: int, listed: int) -> list[Stamp]:
    """Return the day, or each day of the range of at most a week, with its weekday.

    Without a year it is `likely` the first weekday that is listed, where as many are as days.
    """
    if any(isinstance(node.atom, ClockAtom) for node in nodes):
        return []
    days = [point.day for point in points_of(nodes) if point.day is not None]
    if not 1 <= len(days) <= 2:
        return []
    day, last = replace(days[0]), days[-1]
    value = day.value()
    weekday = day.weekday if value is None else value.weekday()
    if not day.possible() or not last.possible():
        return []
    found: list[Stamp] = []
    for step in range(_WEEK):
        first = likely if weekday is None else weekday
        found.append(replace(day, weekday=(first + step) % _WEEK))
        if day.order() == last.order():
            return found if weekday is not None or listed == len(found) else []
        day.shift(1)
    return []
