"""Which sources broke or recovered with a run: their health now beside that of the run before."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from model import HealthState
from regioradar.health.deciding import health_of
from regioradar.health.gathering import gathered
from regioradar.health.records import AS_IT_SHOULD_BE, NEEDS_A_LOOK, SourceHealth
from sources import Source
from store import Store

_RUNS = 50
"""Runs back in which the last state of a source is looked for: not every run takes every source."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """The health of a source after a run, and the state that it had before (None: never told)."""

    health: SourceHealth
    before: HealthState | None = None

    @property
    def broke(self) -> bool:
        """True where the source is broken and was not."""
        return self.health.state is HealthState.BROKEN and self.before is not HealthState.BROKEN

    @property
    def recovered(self) -> bool:
        """True where the source is as it should be and was not."""
        return self.health.state in AS_IT_SHOULD_BE and self.before in NEEDS_A_LOOK


def turns(store: Store, sources: Sequence[Source], today: date) -> Iterable[Turn]:
    """Return the health of each source with what the earlier runs' summaries say of it."""
    before = last_states(store)
    for facts in gathered(store, sources):
        health = health_of(facts, today)
        yield Turn(health=health, before=before.get(health.source_id))


def last_states(store: Store) -> Mapping[str, HealthState]:
    """The last state of each source that the runs' summaries tell."""
    found: dict[str, HealthState] = {}
    for run in store.runs(_RUNS):
        for source in run.summary.get("sources", ()):
            state = source.get("health")
            if state in set(HealthState):
                found.setdefault(source["id"], HealthState(state))
    return found
