"""Which sources a run crawls, in which order, and which it leaves alone and why. Asks the store.

Nothing is crawled here, and nothing is written.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any

from model import BERLIN
from regioradar.cadence import due_on
from regioradar.clock import Clock
from regioradar.holding import pause_to_json, pause_words
from sources import Source
from store import Pause, Store

_LONGEST_LEAVE = timedelta(days=8)
"""No host can ask to be left alone for longer; what says so was written by a wrong clock."""
_NEVER = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftAlone:
    """Why a source is not crawled; one of the three is set.

    Staff `paused` it; a host of it asked for it `until` then (UTC); by its cadence it is due `on` a
    later day (in Berlin).
    """

    paused: Pause | None = None
    until: datetime | None = None
    on: date | None = None

    def words(self, source_id: str) -> str:
        """The reason, with what a person can do about it."""
        if self.paused is not None:
            return f"{pause_words(self.paused)} (regioradar sources resume {source_id})"
        if self.until is not None:
            when = f"{self.until.astimezone(UTC):%Y-%m-%d %H:%M} UTC"
            return f"until {when}, as its host asked (Retry-After)"
        return f"not due before {self.on}"

    def to_json(self) -> dict[str, Any]:
        """All three with stable keys; times are ISO 8601 in UTC."""
        return {
            "leftUntil": self.until.isoformat() if self.until else None,
            "paused": pause_to_json(self.paused) if self.paused else None,
            "dueOn": self.on.isoformat() if self.on else None,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """The sources that are crawled, in this order, and those that are not, by their id.

    `last` is when each that was crawled as a whole was so last (UTC).
    """

    taken: Sequence[Source] = ()
    left: Mapping[str, LeftAlone] = field(default_factory=dict)
    last: Mapping[str, datetime] = field(default_factory=dict)

    def lines(self) -> Iterator[str]:
        """One line for each source: what becomes of it, and when it was last crawled."""
        for source in self.taken:
            yield f"due: {source.id}, {source.cadence.value}, {self._crawled(source.id)}"
        for source_id, reason in sorted(self.left.items()):
            yield f"left alone: {source_id}, {reason.words(source_id)}, {self._crawled(source_id)}"

    def to_json(self) -> dict[str, Any]:
        """The same with stable keys; times are ISO 8601 in UTC."""
        return {
            "due": [{"id": one.id, "lastCrawl": self._moment(one.id)} for one in self.taken],
            "left": [
                {"id": key, "lastCrawl": self._moment(key), **reason.to_json()}
                for key, reason in sorted(self.left.items())
            ],
        }

    def _crawled(self, source_id: str) -> str:
        moment = self.last.get(source_id)
        if moment is None:
            return "never crawled, or it failed the last time"
        return f"last crawled {moment.astimezone(BERLIN):%Y-%m-%d %H:%M}"

    def _moment(self, source_id: str) -> str | None:
        moment = self.last.get(source_id)
        return moment.isoformat() if moment else None


def planned(
    store: Store | None, selected: Sequence[Source], clock: Clock, *, only_due: bool
) -> Plan:
    """Plan a run over the selected sources; without a store all of them are new.

    With `only_due` their cadence counts, and those that have waited longest come first, so that a
    run whose time does not suffice gets round to all of them in the end.
    """
    if store is None:
        return Plan(taken=tuple(selected))
    crawled = ((source.id, store.last_whole_crawl(source.id)) for source in selected)
    last = {source_id: moment for source_id, moment in crawled if moment is not None}
    left = dict(_left_alone(store, selected, clock, last, only_due=only_due))
    taken = [source for source in selected if source.id not in left]
    if only_due:
        taken.sort(key=lambda source: last.get(source.id, _NEVER))
    return Plan(taken=taken, left=left, last=last)


def _left_alone(
    store: Store,
    selected: Sequence[Source],
    clock: Clock,
    last: Mapping[str, datetime],
    *,
    only_due: bool,
) -> Iterator[tuple[str, LeftAlone]]:
    pauses, now, today = store.source_desk.pauses(), clock.now(), clock.today()
    for source in selected:
        until = store.not_before(source.id)
        day = due_on(source.cadence, last.get(source.id), today)
        if source.id in pauses:
            yield source.id, LeftAlone(paused=pauses[source.id])
        elif until is not None and now < until < now + _LONGEST_LEAVE:
            yield source.id, LeftAlone(until=until)
        elif only_due and day > today:
            yield source.id, LeftAlone(on=day)
