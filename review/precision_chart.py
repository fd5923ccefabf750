"""Where the marks of the charts of precision stand. Pure numbers; the template draws them.

What a chart shows also stands beside it as a table of words.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from model import german
from store import Precision, PrecisionPoint

_WIDTH, _LEFT, _RIGHT = 320, 34, 6
_TOP, _FLOOR = 10, 130
_HEIGHT = 152
_STRIP = 100
_STEPS = (0.0, 0.25, 0.5, 0.75, 1.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Strip:
    """An interval on a line from 0 to `width`: from `left` to `right`, the share at `at`."""

    width: int
    left: float
    right: float
    at: float
    bar: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """One month: its interval from `top` to `foot`, the share at `y`; None where none was judged.

    `name` stands below, "" where there is no room for it.
    """

    x: float
    top: float
    foot: float
    y: float | None
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """A share over months. `grid` are heights with what they stand for, `bar` that of the bar.

    `lines` are the points of the lines that lead from month to month.
    """

    width: int
    height: int
    left: int
    right: int
    floor: int
    grid: tuple[tuple[float, str], ...]
    bar: float
    marks: tuple[Mark, ...]
    lines: tuple[str, ...]


def strip_of(found: Precision, bar: float) -> Strip:
    """The interval of one figure."""
    share = found.right / found.judged if found.judged else 0.5
    return Strip(
        width=_STRIP,
        left=round(found.lower * _STRIP, 1),
        right=round(found.upper * _STRIP, 1),
        at=round(share * _STRIP, 1),
        bar=round(bar * _STRIP, 1),
    )


def chart_of(points: Sequence[PrecisionPoint], bar: float) -> Chart:
    """The chart of some months, at least one."""
    step = (_WIDTH - _LEFT - _RIGHT) / len(points)
    marks = tuple(
        _mark(point, _LEFT + step * (number + 0.5), named=(len(points) - 1 - number) % 2 == 0)
        for number, point in enumerate(points)
    )
    return Chart(
        width=_WIDTH,
        height=_HEIGHT,
        left=_LEFT,
        right=_WIDTH - _RIGHT,
        floor=_FLOOR,
        grid=tuple((_y(share), f"{share:.0%}".replace("%", "\u00a0%")) for share in _STEPS),
        bar=_y(bar),
        marks=marks,
        lines=tuple(_lines(marks)),
    )


def _lines(marks: Sequence[Mark]) -> Iterator[str]:
    """The points of each line through months one after the other; a month without one parts it."""
    for judged, group in groupby(marks, key=lambda mark: mark.y is not None):
        points = [f"{mark.x},{mark.y}" for mark in group]
        if judged and len(points) > 1:
            yield " ".join(points)


def _mark(point: PrecisionPoint, x: float, *, named: bool) -> Mark:
    found = point.precision
    return Mark(
        x=round(x, 1),
        top=_y(found.upper),
        foot=_y(found.lower),
        y=_y(found.right / found.judged) if found.judged else None,
        name=german.MONTHS[point.month.month - 1][:3] if named else "",
    )


def _y(share: float) -> float:
    return round(_FLOOR - share * (_FLOOR - _TOP), 1)
