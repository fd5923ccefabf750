"""The records of what staff say of sources, and what the queue says of them. No SQL here."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Pause:
    """A source that staff leave alone: nothing is fetched of it. `at` is UTC, `note` says why."""

    source_id: str
    by: str
    at: datetime
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReleaseRequest:
    """The word of staff that lets a hold through with the next run.

    `seen` is what would become of each event, by UID, as it was shown. `fits`: what is held now
    lies within that; otherwise the request lets nothing through.
    """

    hold_id: int
    by: str
    at: datetime
    seen: Mapping[str, str]
    fits: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceFigures:
    """What the queue and the events say of one source.

    `open` are its items in the queue, `coming` its published events that are not over, `newest`
    when its last new event was first seen (UTC; None: never).
    """

    source_id: str
    open: int = 0
    coming: int = 0
    newest: datetime | None = None
