"""What a mail to staff tells: only what no mail told before. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from model import HealthState
from regioradar.health import SourceHealth
from regioradar.health.records import NEEDS_A_LOOK
from store import QueueItem, Tab, Told

_MOVED = frozenset((Tab.CHANGED, Tab.DELISTED))
_PRESSING = frozenset((Tab.SOON, Tab.UNSURE))


@dataclass(frozen=True, slots=True, kw_only=True)
class Digest:
    """What there is to tell, each event in the first part that it belongs to.

    `pressing` begin soon and are unsure, `changed` were judged and are another now (or are no
    longer listed), `new` nobody has seen yet; the neediest first. `broken` are sources that need a
    look and did not when the last mail went, or for another reason; `recovered` the ids of those
    that are well again, `still_broken` those that were told of before. `waiting` counts the queue.
    `since` is when the last mail went (UTC), None before the first; `told` what is to be noted.
    """

    today: date
    since: datetime | None
    pressing: tuple[QueueItem, ...]
    changed: tuple[QueueItem, ...]
    new: tuple[QueueItem, ...]
    waiting: int
    broken: tuple[SourceHealth, ...]
    recovered: tuple[str, ...]
    still_broken: tuple[str, ...]
    told: Told

    @property
    def has_news(self) -> bool:
        """Whether there is anything to tell."""
        return bool(self.pressing or self.changed or self.new or self.broken or self.recovered)


def decide(
    items: Sequence[QueueItem],
    healths: Iterable[SourceHealth],
    before: Told | None,
    *,
    now: datetime,
    today: date,
) -> Digest:
    """Decide what the mail of `now` tells of the queue (`items`) and of the sources.

    An event is told when it enters the queue, when it is another while it waits as a changed one,
    and once more when it comes near while it is unsure.
    """
    last = before or Told(at=now)
    pressing = [i for i in items if i.tabs >= _PRESSING and i.uid not in last.pressing]
    rest = [item for item in items if item not in pressing]
    changed = [i for i in rest if i.tabs & _MOVED and last.items.get(i.uid) != i.version]
    new = [i for i in rest if i.uid not in last.items and not i.tabs & _MOVED and Tab.NEW in i.tabs]
    looks = {health.source_id: health for health in healths}
    bad = {i: h for i, h in looks.items() if h.state in NEEDS_A_LOOK}
    sources = {source_id: _state(health) for source_id, health in bad.items()}
    return Digest(
        today=today,
        since=before.at if before is not None else None,
        pressing=tuple(pressing),
        changed=tuple(changed),
        new=tuple(new),
        waiting=len(items),
        broken=tuple(h for i, h in bad.items() if last.sources.get(i) != sources[i]),
        recovered=tuple(
            source_id
            for source_id in last.sources
            if source_id in looks and _is_well(looks[source_id])
        ),
        still_broken=tuple(i for i in bad if last.sources.get(i) == sources[i]),
        told=Told(
            at=now,
            items={item.uid: item.version for item in items},
            pressing=frozenset(item.uid for item in items if item.tabs >= _PRESSING),
            sources=sources,
        ),
    )


def _is_well(health: SourceHealth) -> bool:
    return health.state in (HealthState.WELL, HealthState.QUIET)


def _state(health: SourceHealth) -> str:
    """How bad it is and why; since when is left out, for it moves with what is remembered."""
    verdict = health.reasons[0].verdict if health.reasons else ""
    return f"{health.state.value} {verdict}".strip()
