"""How a source does, decided against its own history: broken, degraded, quiet, well or unknown.

Pure: what is known of the source goes in, its health with the reasons comes out. Decides nothing
about events: that nothing is found never takes anything back.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime
from itertools import takewhile

from model import HealthState
from regioradar.health.comparison import Comparison
from regioradar.health.records import Reason, SourceFacts, SourceHealth
from regioradar.health.rhythm import sound
from regioradar.holding import pause_words
from store import SourceRun

GOOD_RUNS = 10
"""So many of the last good runs make the median that a run is compared with."""


def health_of(facts: SourceFacts, today: date) -> SourceHealth:
    """Decide how a source does on `today` (in Berlin)."""
    crawled = [run for run in facts.runs if run.started_at is not None]
    read = [run for run in crawled if run.found is not None]
    if not crawled or (not read and crawled[0].finish_good):
        evidence = "it is crawled, but nothing is read yet" if crawled else "it was never crawled"
        unknown = [facts.reason("never_crawled", evidence)]
        state, reasons = _paused(facts) or (HealthState.UNKNOWN, unknown)
        return SourceHealth(source_id=facts.source_id, state=state, reasons=tuple(reasons))
    whole = [run for run in read if run.finish_good] or read or crawled[:1]
    comparison = Comparison(facts, crawled[0], whole[0], _good(whole[1:]), today)
    state, reasons = _paused(facts) or comparison.decided()
    good = [run for run in whole if run.found and sound(run)]
    return SourceHealth(
        source_id=facts.source_id,
        state=state,
        since=_since(state, reasons, whole, crawled[0]),
        found=whole[0].found,
        coming=whole[0].coming,
        median=comparison.usual("found"),
        last_good=good[0].started_at if good else None,
        reasons=tuple(reasons),
        notices=tuple(facts.notices),
    )


def _paused(facts: SourceFacts) -> tuple[HealthState, list[Reason]] | None:
    """Staff leave it alone: what it was before does not matter, it is not even asked."""
    if facts.pause is None:
        return None
    reason = facts.reason("paused", pause_words(facts.pause), since=facts.pause.at)
    command = f"regioradar sources resume {facts.source_id}"
    return HealthState.PAUSED, [replace(reason, command=command)]


def _good(runs: Iterable[SourceRun]) -> list[SourceRun]:
    """The runs that a run is compared with: they came to their end and found events."""
    return [run for run in runs if run.found and sound(run)][:GOOD_RUNS]


def _since(
    state: HealthState, reasons: list[Reason], whole: list[SourceRun], last: SourceRun
) -> datetime | None:
    """Since when it has been so: the first reason's beginning, else the first run in a row."""
    if state in (HealthState.BROKEN, HealthState.DEGRADED, HealthState.PAUSED):
        return min((r.since for r in reasons if r.since is not None), default=last.started_at)
    nothing = not whole[0].coming
    alike = [*takewhile(lambda run: (not run.coming) == nothing and sound(run), whole)]
    return (alike or [last])[-1].started_at
