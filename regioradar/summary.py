"""The end of a run in words: a table of sources, one line a problem, where the feeds lie."""

from collections.abc import Collection

from rich import box
from rich.console import Console
from rich.table import Table

from model import Problem
from regioradar.outcome import Outcome, SourceOutcome
from store import HoldStage, Trust, TrustState, problem_of

FEED_NAMES = {
    "index.html": "web page",
    "alle.ics": "iCalendar",
    "alle.rss": "RSS",
}
"""What a published file is called in the summary; others are only counted."""


def show(outcome: Outcome, console: Console, *, expected: Collection[Problem] = ()) -> None:
    """Print the summary. Problems in `expected` are marked as expected."""
    if outcome.sources:
        console.print(_table(outcome))
    else:
        _line(console, "none of the sources that were asked for is enabled")
    _sources(outcome, console, expected)
    _events(outcome, console)
    if outcome.out_of_reach is not None:
        _line(console, f"error: {outcome.out_of_reach}")
    for fault in outcome.faults:
        _line(console, f"error: {fault}")
    for problem in outcome.feed_problems:
        _line(console, f"{problem.severity.value}: feeds {problem.url} {problem}")
    _feeds(outcome, console)
    if outcome.pruned:
        gone = ", ".join(f"{one.rows} {one.kind}" for one in outcome.pruned)
        _line(console, f"not to be kept any more, deleted: {gone}")
    if outcome.not_pruned:
        _line(console, f"warning: nothing was deleted: {outcome.not_pruned}")
    _turns(outcome, console)


def show_news(outcome: Outcome, console: Console) -> None:
    """Print what is new with this run and needs a person, or no longer does; else nothing.

    A network that is gone is told each time: no channel but this one may get through.
    """
    if outcome.out_of_reach is not None:
        _line(console, f"error: {outcome.out_of_reach}")
    for one in outcome.trust:
        if one.state is TrustState.DISTRUSTED:
            _line(console, _trust(one))
    for line in outcome.told.lines if outcome.told else ():
        _line(console, line)


def _sources(outcome: Outcome, console: Console, expected: Collection[Problem]) -> None:
    """Problems, and the sources that were left alone or are held no more."""
    for source_id in sorted(outcome.sources):
        for problem in outcome.sources[source_id].problems:
            note = "expected" if problem in expected else problem.severity.value
            _line(console, f"{note}: {source_id} {problem.url} {problem}")
    for source_id in sorted(outcome.sources):
        left = outcome.sources[source_id].left
        if left is not None and left.on is None:
            _line(console, f"left alone: {source_id}, {left.words(source_id)}")
    waiting = [one.left.on for one in outcome.sources.values() if one.left and one.left.on]
    if waiting:
        count = f"{len(waiting)} source{'s' if len(waiting) > 1 else ''}"
        _line(console, f"not due: {count}, the next on {min(waiting)} (--all takes them too)")
    for hold in outcome.holds:
        if not hold.lasts:
            why = f"released by {hold.released_by}" if hold.released_by else "well by itself"
            _line(console, f"no longer held: {hold.source_id} ({why})")
        elif hold.stage is HoldStage.JOINING:
            _line(console, f"error: {hold.source_id} {problem_of(hold)}")


def _events(outcome: Outcome, console: Console) -> None:
    """What became of events beyond their pages."""
    joined = outcome.consolidated
    if joined is not None and (joined.merged or joined.split or joined.asked):
        _line(
            console,
            f"events: {joined.merged} joined to others, {joined.split} taken apart, "
            f"{joined.asked} pairs for staff to judge",
        )
    turned = outcome.delisted
    if turned is not None and (turned.gone or turned.back):
        _line(
            console,
            f"events: {len(turned.gone)} no longer listed, for staff to judge, "
            f"{len(turned.back)} listed again",
        )


def _turns(outcome: Outcome, console: Console) -> None:
    """One line for each source that broke or recovered, or is trusted otherwise, with this run."""
    for one in outcome.trust:
        _line(console, _trust(one))
    for source_id in sorted(outcome.sources):
        turn = outcome.sources[source_id].turn
        if turn is not None and turn.broke:
            reason = turn.health.reasons[0]
            _line(console, f"newly broken: {source_id} {reason.url} {reason.evidence}")
        elif turn is not None and turn.recovered:
            _line(console, f"recovered: {source_id} is {turn.health.state} again")


def _trust(one: Trust) -> str:
    share = f"{one.precision.right} of {one.precision.judged} were right"
    return f"{one.state.value} from now on: {one.source_id}, {share}"


def _table(outcome: Outcome) -> Table:
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    table.add_column("source", overflow="fold")
    for name in ("pages", "new", "changed", "events", "problems"):
        table.add_column(name, justify="right")
    rows = [_figures(outcome.sources[key]) for key in sorted(outcome.sources)]
    for source_id, row in zip(sorted(outcome.sources), rows, strict=True):
        table.add_row(source_id, *(_shown(figure) for figure in row))
    if len(rows) > 1:
        sums = [sum(figure or 0 for figure in column) for column in zip(*rows, strict=True)]
        table.add_section()
        table.add_row("all", *map(str, sums))
    return table


def _figures(row: SourceOutcome) -> tuple[int | None, ...]:
    return row.pages, row.new, row.changed, row.events, len(row.problems)


def _shown(figure: int | None) -> str:
    return "-" if figure is None else str(figure)


def _feeds(outcome: Outcome, console: Console) -> None:
    done = outcome.published
    if done is None:
        return
    _line(
        console,
        f"feeds: {len(done.written)} written, {len(done.unchanged)} unchanged, "
        f"{len(done.removed)} removed in {done.folder}",
    )
    for name in sorted({*done.written, *done.unchanged} & set(FEED_NAMES)):
        _line(console, f"{FEED_NAMES[name]}: {done.folder / name}")


def _line(console: Console, text: str) -> None:
    """One problem is one line, however long: it must survive grep and copying."""
    console.print(
        " ".join(text.split()), soft_wrap=True, markup=False, highlight=False, emoji=False
    )
