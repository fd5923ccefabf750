"""The health of sources, for people and programs: a table, lines with tabs, JSON."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from typing import Any

from rich import box
from rich.console import Console
from rich.table import Table

from model import HealthState
from regioradar.health.records import NEEDS_A_LOOK, Reason, SourceHealth, day_of

ORDER = (
    HealthState.BROKEN,
    HealthState.DEGRADED,
    HealthState.PAUSED,
    HealthState.UNKNOWN,
    HealthState.QUIET,
    HealthState.WELL,
)
"""The states, the gravest first."""
_STYLES = {HealthState.BROKEN: "bold red", HealthState.DEGRADED: "yellow"}


def in_order(healths: Iterable[SourceHealth]) -> list[SourceHealth]:
    """Return them with the gravest state first, by id within a state."""
    return sorted(healths, key=lambda health: (ORDER.index(health.state), health.source_id))


def to_json(healths: Sequence[SourceHealth], today: date) -> dict[str, Any]:
    """One object with stable keys. Days are ISO dates in Berlin, times ISO 8601 in UTC."""
    counts = Counter(health.state for health in healths)
    return {
        "today": today.isoformat(),
        "counts": {state.value: counts[state] for state in ORDER},
        "sources": [source_to_json(health) for health in healths],
    }


def source_to_json(health: SourceHealth) -> dict[str, Any]:
    """One source of the JSON; also what the summary of a run keeps of it."""
    return {
        "id": health.source_id,
        "state": health.state.value,
        "since": _time(health.since),
        "found": health.found,
        "coming": health.coming,
        "median": health.median,
        "lastGood": _time(health.last_good),
        "reasons": [
            {
                "verdict": reason.verdict,
                "url": reason.url,
                "since": _time(reason.since),
                "evidence": reason.evidence,
                "command": reason.command,
            }
            for reason in health.reasons
        ],
        "notices": list(health.notices),
    }


def lines(healths: Iterable[SourceHealth]) -> Iterator[str]:
    """One line a source with tabs between: for grep, cut and mail.

    State, source, since, found, median, last good run, verdict, address, evidence, command; what
    is not known is "-".
    """
    for health in healths:
        first = health.reasons[0] if health.reasons else None
        told = (first.verdict, first.url, first.evidence, first.command) if first else ("-",) * 4
        row = (health.state.value, health.source_id, *_figures(health), *told)
        yield "\t".join(" ".join(cell.split()) for cell in row)


def show(healths: Sequence[SourceHealth], hidden: int, console: Console) -> None:
    """Print the table, then every reason in full; `hidden` sources are only counted."""
    if healths:
        console.print(_table(healths))
    for health in healths:
        for reason in health.reasons if health.state in NEEDS_A_LOOK else ():
            _print(console, f"{health.source_id}: {_in_words(reason)}")
            _print(console, f"    {reason.command}")
        for notice in health.notices:
            _print(console, f"{health.source_id}: {notice}")
    if hidden:
        are = "source is" if hidden == 1 else "sources are"
        _print(console, f"{hidden} {are} quiet or well (--all shows them)")


def _table(healths: Sequence[SourceHealth]) -> Table:
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, collapse_padding=True)
    for name in ("state", "source", "since"):
        table.add_column(name, no_wrap=True)
    table.add_column("found", justify="right", no_wrap=True)
    table.add_column("median", justify="right", no_wrap=True)
    table.add_column("last good", no_wrap=True)
    table.add_column("reason")  # the only one that wraps
    for health in healths:
        reason = health.reasons[0].verdict if health.reasons else ""
        more = f" (+{len(health.reasons) - 1})" if len(health.reasons) > 1 else ""
        cells = (health.state.value, health.source_id, *_figures(health), reason + more)
        table.add_row(*cells, style=_STYLES.get(health.state))
    return table


def _figures(health: SourceHealth) -> tuple[str, str, str, str]:
    """Since when, found, median, last good run."""
    return (
        _day(health.since),
        "-" if health.found is None else str(health.found),
        "-" if health.median is None else f"{health.median:g}",
        _day(health.last_good),
    )


def _in_words(reason: Reason) -> str:
    since = f" since {_day(reason.since)}" if reason.since else ""
    return f"{reason.verdict}{since} {reason.url}: {reason.evidence}"


def _print(console: Console, text: str) -> None:
    """One reason is one line, however long: it must survive grep and copying."""
    console.print(text, soft_wrap=True, markup=False, highlight=False, emoji=False)


def _day(moment: datetime | None) -> str:
    return day_of(moment).isoformat() if moment is not None else "-"


def _time(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment is not None else None
