"""Joins the points of a chain to ranges and lists, and makes drafts of them.

Two days with a dash or "bis" are a range; days that follow each other, joined by "und", "/" or
"&", are one too; other days in a row are single days.
"""

from itertools import pairwise

from model import Grain
from parsers.dates import support
from parsers.dates.atoms import (
    Atom,
    ClockAtom,
    CoarseAtom,
    DayAtom,
    MonthAtom,
    PendingAtom,
    RuleAtom,
)
from parsers.dates.chains import Node
from parsers.dates.coarse import coarse_drafts
from parsers.dates.drafts import Draft, Stamp, tomorrow, weeks_apart
from parsers.dates.points import RANGE, Point, points_of
from parsers.dates.resolving import resolve
from parsers.dates.times import Times, attach, read_times
from parsers.dates.weekdays import by_weekday, give_weekdays, on_days

_LIST = frozenset({"und", "oder", "/", ","})
_OPEN_END = frozenset({"bis", "spätestens"})
_MIDNIGHT = 24
_COARSE: frozenset[type[Atom]] = frozenset({MonthAtom, CoarseAtom, PendingAtom})
_TIMED: frozenset[type[Atom]] = frozenset({DayAtom, ClockAtom})


def drafts_of(chain: list[Node], low: str) -> list[Draft]:
    """Return the drafts of one chain, in order."""
    nodes = resolve(chain, low)
    sorts = {type(node.atom) for node in nodes}
    if RuleAtom not in sorts:
        return _drafts_of(nodes, low, sorts)
    return [draft for part in _by_rule(nodes) for draft in _drafts_of(part, low, sorts)]


def _by_rule(nodes: list[Node]) -> list[list[Node]]:
    """Part repetitions that have their own times: "montags 18 Uhr, donnerstags 10 Uhr"."""
    starts = [index for index, node in enumerate(nodes) if isinstance(node.atom, RuleAtom)]
    first = starts[0] if starts else 0
    cuts = [
        index
        for index in starts
        if index
        and isinstance(nodes[index - 1].atom, ClockAtom)
        and (first == 0 or nodes[index].lines)
    ]
    return [nodes[left:right] for left, right in pairwise([0, *cuts, len(nodes)])]


def _drafts_of(nodes: list[Node], low: str, sorts: set[type[Atom]]) -> list[Draft]:
    rules = [node.atom for node in nodes if isinstance(node.atom, RuleAtom)]
    if rules:
        _share_weekdays(rules, nodes)
    found = coarse_drafts(nodes) if sorts & _COARSE else []
    if sorts & _TIMED:
        found.extend(_timed(nodes, low))
    if rules:
        _give_rule(found, rules[0])
    if len(found) > 1:
        found.sort(key=lambda draft: draft.span)
    return found


def _share_weekdays(rules: list[RuleAtom], nodes: list[Node]) -> None:
    """Give the one day the weekday: "11.08.17 freitags" is no repetition."""
    days = [node for node in nodes if isinstance(node.atom, DayAtom)]
    if len(days) == 1 and days[0].weekday is None and "ab" not in days[0].marks:
        for rule in rules:
            days[0].weekday = rule.weekdays[0] if rule.weekdays else None


def _timed(nodes: list[Node], low: str) -> list[Draft]:
    """Return the drafts of days and clock times."""
    timed = [node for node in nodes if isinstance(node.atom, (DayAtom, ClockAtom))]
    parts = by_weekday(_supported(timed, low))
    sessions = on_days(parts) if len(parts) > 1 else []
    if sessions:
        return _joined(sessions)
    found: list[Draft] = []
    on_lines = len(parts) > 1 and any(part[0].lines for part in parts[1:])
    listed = on_lines or sum(len(part[0].weekdays) for part in parts) > 2
    for part in parts:
        part[0].joint = ""
        drafts = _joined(points_of(part))
        give_weekdays(drafts, part[0], listed=listed)
        found.extend(drafts)
    return found


def _give_rule(drafts: list[Draft], rule: RuleAtom) -> None:
    """Give the first clock times, or the first range, the rule; else it stands alone."""
    dated = [draft for draft in drafts if draft.coarse is None and not draft.dayless()]
    if rule.weekdays and not any(_goes_on(draft) for draft in dated) and dated:
        return
    own = [draft for draft in drafts if draft.dayless() and draft.span[0] >= rule.end]
    for draft in (*own, *drafts):
        if draft.coarse is None and (draft.dayless() or draft.end is not None or _goes_on(draft)):
            draft.rule = rule.rule
            _start_at_the_time(draft)
            draft.span = (min(rule.start, draft.span[0]), max(rule.end, draft.span[1]))
            draft.warn(rule.warning)
            return
    drafts.append(_repetition(rule))


def _start_at_the_time(draft: Draft) -> None:
    """Give the one time of a range that repeats to its start: "vom 4. März an mittwochs 18 Uhr"."""
    start, end = draft.start, draft.end
    if start is None or end is None or start.hour is not None or end.hour is None:
        return
    if start.day is not None:
        draft.start = attach(start, end)
        end.hour = None


def _goes_on(draft: Draft) -> bool:
    """Return True for a range of days, and for "ab 4. März": a repetition can fill it."""
    if draft.end is not None and draft.start is not None:
        return draft.end.day is not None and draft.end.order() != draft.start.order()
    return "ab" in draft.marks and draft.start is not None and draft.start.day is not None


def _repetition(rule: RuleAtom) -> Draft:
    draft = Draft((rule.start, rule.end), rule=rule.rule)
    draft.warn(rule.warning)
    return draft


def _supported(nodes: list[Node], low: str) -> list[Node]:
    kept: list[Node] = []
    for index, node in enumerate(nodes):
        after = nodes[index + 1] if index + 1 < len(nodes) else None
        if support.stands(node, kept[-1] if kept else None, after, low):
            kept.append(node)
        elif after is not None:
            after.joint = ""
    return kept


def _joined(points: list[Point]) -> list[Draft]:
    found: list[Draft] = []
    index = 0
    while index < len(points):
        group = points[index : index + _group(points, index)]
        index += len(group)
        if len(group) == 2 and group[1].joint not in _LIST:
            found.append(_range(group[0], group[1]))
            continue
        runs = _runs(group)
        _spread_times(runs)
        for run in runs:
            found.extend(_single(run[0]) if len(run) == 1 else [_range(run[0], run[-1])])
    return found


def _group(points: list[Point], index: int) -> int:
    """Return how many points from `index` on make one range or one list."""
    first = points[index]
    if first.day is None or index + 1 >= len(points) or points[index + 1].day is None:
        return 1
    if _is_range(first, points[index + 1]):
        return 2
    count = 1
    while index + count < len(points):
        point = points[index + count]
        ends_here = index + count + 1 < len(points) and points[index + count + 1].joint in RANGE
        if point.day is None or point.joint not in _LIST or ends_here:
            break
        count += 1
    return count


def _backwards(first: Point, last: Point) -> bool:
    start, end = first.day, last.day
    if start is None or end is None or start.year != end.year:
        return False
    return end.month == start.month and end.order() < start.order()


def _is_range(first: Point, last: Point) -> bool:
    """Return True for two days with a dash or "bis" between them, and "vom 2. zum 4.".

    Two limits are none.
    """
    if first.marks & _OPEN_END and last.marks & _OPEN_END:
        return False  # "Antwort bis 30. Juni, Anmeldung bis 31. August"
    if "am" in first.marks and last.joint == "bis" and _backwards(first, last):
        return False  # "Anmeldung zum Treffen am 5. Dezember bis 1. Dezember"
    return last.joint in RANGE or (last.joint == "zum" and bool(first.marks & {"vom", "von"}))


def _runs(group: list[Point]) -> list[list[Point]]:
    """Part a list into runs of days that follow each other: "12./13. und 19./20. Mai"."""
    runs = [[group[0]]]
    for left, right in pairwise(group):
        follows = left.day and right.day and not left.clocks and tomorrow(left.day, right.day)
        if follows:
            runs[-1].append(right)
        else:
            runs.append([right])
    choice = any(point.joint == "oder" for point in group)
    parted: list[list[Point]] = []
    for run in runs:  # days with commas only, and days to choose from, stay single
        joined = len(run) == 1 or any(point.joint != "," for point in run[1:])
        parted.extend([run] if joined and not choice else [[point] for point in run])
    return parted


def _spread_times(runs: list[list[Point]]) -> None:
    """A time after the last day of a list, or before the first, is the time of every day of it."""
    first, last = runs[0][0], runs[-1][-1]
    if first.clocks and first.clocks[0].start == first.start:
        for run in runs[1:]:
            run[-1].clocks = run[-1].clocks or first.clocks
    if last.clocks and not any(run[-1].clocks for run in runs[:-1]):
        for run in runs[:-1]:
            run[-1].clocks = last.clocks


def _draft(points: tuple[Point, ...]) -> Draft:
    first, last = points[0], points[-1]
    draft = Draft((first.start, last.end), marks=first.marks)
    for point in points:
        draft.warn(point.warning)
    return draft


def _finish(draft: Draft, times: Times) -> None:
    for warning in times.warnings:
        draft.warn(warning)
    if any(stamp.hour is not None for stamp in draft.stamps()):
        draft.grain = Grain.MINUTE
    for stamp in draft.stamps():
        if not stamp.possible():
            draft.warn("impossible_date")
    if times.doors is not None:
        draft.doors = attach(draft.start or Stamp(), times.doors)


def _single(point: Point) -> list[Draft]:
    return [_session(point, times) for times in read_times(point.clocks)]


def _session(point: Point, times: Times) -> Draft:
    draft = _draft((point,))
    day = point.day or Stamp()
    _drop_midnight(times, point)
    if times.start is not None:
        draft.start = attach(day, times.start)
    if times.end is not None:
        draft.end = attach(day, times.end)
        if draft.start is not None:
            _over_midnight(draft.start, draft.end, times)
    if times.start is None and point.day is not None:
        draft.start = day
    if point.marks & _OPEN_END and point.day is not None and "ab" not in point.marks:
        draft.start, draft.end = None, draft.end or draft.start
    _finish(draft, times)
    return draft


def _drop_midnight(times: Times, point: Point) -> None:
    """Leave a lone 24:00 of a day away: nothing begins then, and a limit is that whole day."""
    if point.day is None or times.doors is not None:
        return
    if times.start is not None and times.end is None and times.start.hour == _MIDNIGHT:
        times.start = None
    if times.end is not None and times.start is None and times.end.hour == _MIDNIGHT:
        times.end = None


def _over_midnight(start: Stamp, end: Stamp, times: Times) -> None:
    """An end before its start on the same day is on the next day: "22 – 2 Uhr"."""
    if times.end is None or times.end.hour == 24 or end.day is None:
        return
    if (end.hour or 0, end.minute) < (start.hour or 0, start.minute):
        end.shift(1)
        end.weekday = None


def _range(first: Point, last: Point) -> Draft:
    draft = _draft((first, last))
    draft.onto = last.joint == "auf"
    opening, closing = read_times(first.clocks)[0], read_times(last.clocks)[0]
    start, end = first.day or Stamp(), last.day or Stamp()
    if first.clocks:
        if opening.start is not None:
            start = attach(start, opening.start)
        closes = closing.end or closing.start or (None if last.clocks else opening.end)
        if closes is not None:
            end = attach(end, closes)
    elif closing.start is not None and closing.end is None and weeks_apart(start, end):
        if closing.start.hour != _MIDNIGHT:
            end = attach(end, closing.start)  # "vom 2. März bis 30. April, 12 Uhr": when it closes
    elif closing.start is not None or closing.end is not None:
        if closing.start is not None:
            start = attach(start, closing.start)
        if closing.end is not None:
            end = attach(end, closing.end)
    draft.start, draft.end = start, end
    opening.warnings.extend(closing.warnings)
    opening.doors = opening.doors or closing.doors
    _finish(draft, opening)
    return draft
