"""What each channel is to be told: a trouble once when it begins, once when it is over. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from regioradar.notify.troubles import Key, Seen
from store import Ended, Trouble


class Event(StrEnum):
    """What a notice says of a trouble."""

    BROKEN = "broken"
    RECOVERED = "recovered"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """One thing to tell."""

    event: Event
    trouble: Trouble


def after(known: Iterable[Trouble], seen: Seen, now: datetime) -> list[Trouble]:
    """The troubles after a run. What it did not look at stays as it was.

    One that lasts keeps the time since when it does; the words may become others. One that is
    there again after its end is a new one.
    """
    troubles = {trouble.key: trouble for trouble in known}
    for key, ended in seen.over.items():
        if troubles[key].ended is None:
            troubles[key] = replace(troubles[key], ended=ended, ended_at=now)
    for found in seen.open:
        before = troubles.get(found.key)
        lasts = before is not None and before.ended is None
        troubles[found.key] = replace(found, since=before.since) if before and lasts else found
    return list(troubles.values())


def notices(troubles: Iterable[Trouble], told: Mapping[Key, datetime | None]) -> list[Notice]:
    """What a channel that was `told` of these has not heard for sure: what broke comes first.

    It does not matter when something came about: what could not be delivered is still due. Of one
    that ended meanwhile the end is told all the same: it may have arrived.
    """
    begun = [t for t in troubles if t.ended is None and told.get(t.key) is None]
    over = [t for t in troubles if t.ended is not None and t.key in told]
    return [
        *(Notice(event=Event.BROKEN, trouble=trouble) for trouble in begun),
        *(
            Notice(event=_EVENTS[trouble.ended], trouble=trouble)
            for trouble in over
            if trouble.ended
        ),
    ]


_EVENTS = {Ended.RECOVERED: Event.RECOVERED, Ended.CLOSED: Event.CLOSED}
