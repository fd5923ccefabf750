"""Where the bars of small charts stand. Pure numbers; templates draw them, with words beside."""

from collections.abc import Sequence
from dataclasses import dataclass

_ROUND = (1, 2, 3, 4, 5, 6, 8, 10, 12, 15, 20, 30, 40, 50, 60, 80, 100)


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """One run: `title` says it in words. Nothing was counted where `empty`; then it is a tick."""

    x: float
    y: float
    width: float
    height: float
    title: str
    empty: bool = False
    bad: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class BarChart:
    """Runs from the eldest to the latest; `top` is what the upper line stands for."""

    width: int
    height: int
    floor: float
    top: int
    bars: tuple[Bar, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """What a run came to, with the words for it; None where nothing was counted."""

    value: int | None
    title: str
    bad: bool = False


def bar_chart(
    counted: Sequence[Counted], *, width: int, height: int, room: int, rounded: bool = True
) -> BarChart:
    """Bars over the whole width, at least as thin as if there were `room` of them.

    Where it is `rounded`, the upper line stands at a round number, so that a chart does not jump
    with every run; else at the highest bar.
    """
    most = max((each.value or 0 for each in counted), default=0)
    top = round_up(most) if rounded else max(most, 1)
    step = width / max(room, len(counted), 1)
    gap = min(2.0, step / 4)
    start = width - step * len(counted)
    bars = []
    for number, each in enumerate(counted):
        drawn = max((each.value or 0) / top * height, 1.0)
        bars.append(
            Bar(
                x=round(start + number * step + gap / 2, 1),
                y=round(height - drawn, 1),
                width=round(step - gap, 1),
                height=round(drawn, 1),
                title=each.title,
                empty=each.value is None,
                bad=each.bad,
            )
        )
    return BarChart(width=width, height=height, floor=height, top=top, bars=tuple(bars))


def round_up(value: int) -> int:
    """Return the next round number (1, 2, 3, 4, 5, 6, 8, 10, 12, 15, 20, 30, ...), at least 1."""
    size = int("1".ljust(len(str(max(value, 1))) - 1, "0"))
    return next(size * factor for factor in _ROUND if size * factor >= value)
