"""How the reading of the sources goes, in German, worked out once for each run that ended."""

from collections.abc import Mapping, Sequence
from datetime import date
from threading import Lock

from model import HealthState
from regioradar.clock import Clock
from regioradar.health import gathered, health_of
from regioradar.health.in_german import REASONS, sentence
from review.setup import SourceHealth
from sources import Source
from store import Store

_Key = tuple[date, str, tuple[str, ...]]


class HealthOfSources:
    """The health of all enabled sources. What was worked out is kept until something has come."""

    def __init__(self, catalogue: Sequence[Source], clock: Clock) -> None:
        self._sources = [source for source in catalogue if source.enabled]
        self._clock = clock
        self._lock = Lock()
        self._known: tuple[_Key, Mapping[str, SourceHealth]] | None = None

    def __call__(self, store: Store) -> Mapping[str, SourceHealth]:
        """The health of each source by its id. Raises StoreError."""
        today = self._clock.today()
        last = store.runs(1)
        held = tuple(f"{hold.source_id} {hold.since}" for hold in store.holds())
        held += tuple(
            f"{pause.source_id} {pause.at}" for pause in store.source_desk.pauses().values()
        )
        run = f"{last[0].run_id} {last[0].finished_at}" if last else ""
        key = (today, run, held)
        with self._lock:
            if self._known is None or self._known[0] != key:
                self._known = key, self._worked_out(store, today)
            return self._known[1]

    def _worked_out(self, store: Store, today: date) -> Mapping[str, SourceHealth]:
        found = {}
        for facts in gathered(store, self._sources):
            health = health_of(facts, today)
            sentences = [sentence(health)] if health.state is not HealthState.WELL else []
            first = health.reasons[0].verdict if health.reasons else ""
            for reason in health.reasons[1:]:
                if reason.verdict == first:
                    continue
                told = REASONS.get(reason.verdict, "").format(since="")
                if told and told not in sentences:
                    sentences.append(told)
            found[facts.source_id] = SourceHealth(
                state=health.state, sentences=tuple(said for said in sentences if said)
            )
        return found
