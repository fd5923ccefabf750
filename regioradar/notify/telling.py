"""Tells each channel at the end of a run what it has not heard yet, and notes what it was told.

That it is tried is noted before, that it was delivered after it: a program that is killed between
tells a trouble twice, and none is lost, nor its end.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from model import HealthState, RegioRadarError, SourceFileError
from regioradar.config import Config
from regioradar.health.turning import last_states
from regioradar.logs import say
from regioradar.notify.channels import OUTPUT, Channel, channels, printed
from regioradar.notify.deciding import after, notices
from regioradar.notify.troubles import View, seen
from regioradar.outcome import Outcome
from sources import Source
from store import Store, Trouble


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What came of telling: the troubles that are open, and the channels' faults ("": none).

    `states` is the last known health of every source that is to be crawled. `lines` is what a run
    that says nothing else prints.
    """

    open: tuple[Trouble, ...] = ()
    faults: Mapping[str, str] = field(default_factory=dict)
    states: Mapping[str, HealthState] = field(default_factory=dict)
    lines: Sequence[str] = ()


def tell(
    store: Store,
    config: Config,
    catalogue: Sequence[Source],
    faults: Sequence[SourceFileError] | None,
    outcome: Outcome,
    now: datetime,
) -> Told | None:
    """Note what the run saw of troubles and tell the channels; a fault of theirs is one line.

    `faults` are those of the catalogue's files, None where the run did not look. None where the
    database fails: the run itself is done.
    """
    try:
        return _told(store, config, catalogue, faults, outcome, now)
    except RegioRadarError as error:
        say(f"notify: {error}")
        return None


def _told(
    store: Store,
    config: Config,
    catalogue: Sequence[Source],
    faults: Sequence[SourceFileError] | None,
    outcome: Outcome,
    now: datetime,
) -> Told:
    enabled = {source.id for source in catalogue if source.enabled}
    paused = store.source_desk.pauses().keys()
    view = View(enabled=enabled, faults=faults, paused=paused, holds=store.holds(), now=now)
    known = store.notices.troubles()
    troubles = after(known, seen(outcome, view, [trouble.key for trouble in known]), now)
    store.notices.save(troubles)
    names = {source.id: source.short_name or source.name for source in catalogue}
    lines: list[str] = []
    ways = (*channels(config, names), printed(names, lines))
    told = {channel.name: _deliver(store, channel, troubles, now) for channel in ways}
    states = {i: s for i, s in last_states(store).items() if i in enabled}
    return Told(
        open=tuple(trouble for trouble in troubles if trouble.ended is None),
        faults={channel: fault for channel, fault in told.items() if channel != OUTPUT},
        states={**states, **dict.fromkeys(enabled & paused, HealthState.PAUSED)},
        lines=lines,
    )


def _deliver(store: Store, channel: Channel, troubles: Sequence[Trouble], now: datetime) -> str:
    """Tell one channel all that is due in one go; what went wrong, "" where nothing did."""
    due = notices(troubles, store.notices.told().get(channel.name, {}))
    worth = [notice for notice in due if notice.event in channel.tells]
    begun = [notice.trouble.key for notice in due if notice.trouble.ended is None]
    over = [notice.trouble.key for notice in due if notice.trouble.ended is not None]
    if due:
        store.notices.try_to_tell(channel.name, [*begun, *over])
    try:
        missed = channel.deliver(worth, now) if worth else ()
    except RegioRadarError as error:
        say(f"notify: {channel.name}: {error}; it is tried again at the next run")
        return str(error)
    for who in missed:
        say(f"notify: {channel.name}: not sent to {who}")
    if due:
        store.notices.note(channel.name, begun, over, now)
    return "; ".join(missed)
