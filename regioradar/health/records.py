"""What is known of a source, and what is decided from it. Records only."""

import shlex
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from model import BERLIN, EntryKind, HealthState
from store import GoodLists, Hold, Pause, SourceRun, Visit

LISTS = frozenset((EntryKind.LISTING, EntryKind.ICALENDAR, EntryKind.REST))
"""What is asked for because of the events that stand in it."""
NEEDS_A_LOOK = (HealthState.BROKEN, HealthState.DEGRADED)
"""What makes the exit code of `regioradar health` 1."""
AS_IT_SHOULD_BE = (HealthState.QUIET, HealthState.WELL)
"""What is shown only to those who ask for all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownEvent:
    """An event of a source, over or not: its first day, and when we first saw it (UTC)."""

    first_day: date | None
    seen: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """One thing that speaks for a state: the verdict on an address, or on the source as a whole.

    `evidence` says in words what was there and no longer is, `command` shows it again.
    """

    verdict: str
    url: str
    evidence: str
    command: str
    since: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceFacts:
    """What is known of one source. Times are in UTC.

    `runs` are its health rows, the latest first; `visits` the latest of each address. `good_lists`
    are what addresses gave when they last gave a list, `says_none` the sentences in which pages say
    that there is nothing now, both by requested address. `notices` are of the last run: what is
    no fault, but worth knowing. `every` is its cadence, `hold` what the guard holds of it, `pause`
    staff's word that it is to be left alone.
    """

    source_id: str
    entries: Sequence[str] = ()
    expects_events: bool = True
    every: timedelta = timedelta(days=7)
    runs: Sequence[SourceRun] = ()
    visits: Sequence[Visit] = ()
    good_lists: Mapping[str, GoodLists] = field(default_factory=dict)
    says_none: Mapping[str, str] = field(default_factory=dict)
    events: Sequence[KnownEvent] = ()
    notices: Sequence[str] = ()
    hold: Hold | None = None
    pause: Pause | None = None

    def reason(
        self, verdict: str, evidence: str, *, url: str = "", since: datetime | None = None
    ) -> Reason:
        """A reason of this source; without `url` it is one of the source as a whole."""
        command = f"regioradar sources try {shlex.quote(self.source_id)}"
        if url:
            command += f" --url {shlex.quote(url)}"
        first = self.entries[0] if self.entries else ""
        return Reason(
            verdict=verdict, url=url or first, evidence=evidence, command=command, since=since
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceHealth:
    """The health of one source. `median` is that of the events found in its last good runs."""

    source_id: str
    state: HealthState
    since: datetime | None = None
    found: int | None = None
    coming: int | None = None
    median: float | None = None
    last_good: datetime | None = None
    reasons: tuple[Reason, ...] = ()
    notices: tuple[str, ...] = ()


def day_of(moment: datetime) -> date:
    """The day in Berlin that a moment lies in."""
    return moment.astimezone(BERLIN).date()
