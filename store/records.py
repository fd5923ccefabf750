"""The records that only the store hands out: counts, runs, health rows, page versions, retention.

Events, news and deadlines are the model's (`model.stored`). No SQL here.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

from model import EntryKind, EventList, Problem, ProblemKind, Severity, Verdict

_SILENT = (Verdict.SERVER_ERROR, Verdict.TIMEOUT, Verdict.UNREACHABLE, Verdict.TLS)
"""What may be well an hour later."""
_ENDS = ("finished", "page_budget", "byte_budget", "time_budget")


@dataclass(frozen=True, slots=True, kw_only=True)
class CrawlCounts:
    """What a crawl of one source brought. `pages` is the sum of the other three."""

    pages: int = 0
    new: int = 0
    changed: int = 0
    unchanged: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldEvent:
    """A coming event that a held reading would alter or withdraw.

    `name` is the one that is published. `fields` are those that readers plan by, with the old and
    the new value in the form of the machine interface; none where its pages no longer tell of it.
    """

    uid: str
    name: str
    fields: Mapping[str, tuple[Any, Any]] = field(default_factory=dict)


class HoldStage(StrEnum):
    """What of a source is held."""

    READING = "reading"
    """All that was read of it."""
    JOINING = "joining"
    """Its events stand alone: joined with others' they would alter too many of those."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hold:
    """What the guard holds, or held, of one source.

    `run_id` is the last run that it held, `since` when it began (UTC). Of the source's `coming`
    published events the `altered` ones would tell otherwise what readers plan by, the `withdrawn`
    would no longer be published or stand on no page any more; at the stage of joining these are
    events of other sources. `released_by` is who let it
    through at `released_at`; empty where the site was well again by itself. `hold_id`
    is the number of the hold.
    """

    hold_id: int
    source_id: str
    stage: HoldStage
    run_id: int
    since: datetime
    coming: int
    altered: tuple[HeldEvent, ...]
    withdrawn: tuple[HeldEvent, ...]
    released_at: datetime | None = None
    released_by: str = ""

    @property
    def lasts(self) -> bool:
        """True while it is neither released nor lifted."""
        return self.released_at is None

    @property
    def words(self) -> str:
        """The figures in words."""
        others = " of other sources" if self.stage is HoldStage.JOINING else ""
        return (
            f"{len(self.altered)} of {self.coming} coming events{others} would change, "
            f"{len(self.withdrawn)} would vanish"
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class EventCounts:
    """What the reading of one source's pages brought.

    `events`, `news` and `deadlines` count what the source's pages give now, those pages included
    that were not read anew; `new` and `changed` are events of this call; `problems` are this
    call's. `hold` is that of the guard where it held the call's readings, or where the call
    lifted it.
    """

    events: int = 0
    new: int = 0
    changed: int = 0
    news: int = 0
    deadlines: int = 0
    problems: int = 0
    hold: Hold | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """One run of the program. A run that was killed has no end. Times are in UTC."""

    run_id: int
    started_at: datetime
    finished_at: datetime | None = None
    exit_code: int | None = None
    summary: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceRun:
    """The health row of one source in one run. Times are in UTC, None where it was not crawled.

    `pages` is `new_pages` + `changed_pages` + `unchanged_pages`; `not_modified` counts the 304
    answers, whose pages are among the unchanged; `pages_read` are those that the parsers read
    anew. `worst_severity` is None without a problem. `visits` counts the addresses by what came
    of them, `size` the bytes of the answers. `found` are the events that stand on pages that were
    good in this run, `coming` those of them that are not over on its day; both are None where
    nothing was read. `fill` is the share of the found events that have a field (`FILL_FIELDS`).
    Before `not_before` a host of the source asked not to be asked again.
    """

    run_id: int
    source_id: str
    started_at: datetime | None = None
    finished_at: datetime | None = None
    finish_reason: str = ""
    requests: int = 0
    pages: int = 0
    new_pages: int = 0
    changed_pages: int = 0
    unchanged_pages: int = 0
    not_modified: int = 0
    pages_read: int = 0
    events: int = 0
    new_events: int = 0
    changed_events: int = 0
    news: int = 0
    deadlines: int = 0
    problems: int = 0
    worst_severity: Severity | None = None
    visits: Mapping[Verdict, int] = field(default_factory=dict)
    size: int = 0
    found: int | None = None
    coming: int | None = None
    fill: Mapping[str, float] = field(default_factory=dict)
    not_before: datetime | None = None

    @property
    def finish_good(self) -> bool:
        """True where the crawl came to its own end or to that of its source's budget."""
        return self.finish_reason in _ENDS

    @property
    def crawled_whole(self) -> bool:
        """True where the crawl came to such an end and most of the addresses answered."""
        silent = sum(self.visits.get(verdict, 0) for verdict in _SILENT)
        return self.finish_good and 2 * silent <= sum(self.visits.values())


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """What came of an address of a source when it was last asked for. Times are in UTC.

    `verdict` is that of the answer, and once the page is read that of the page: an address that
    answers with a page that cannot be read is not good. `since` is when the address began to be
    good or bad without a break, `failures` how many runs it has been bad for, `last_ok_at` when
    it was good last (None: never).
    """

    source_id: str
    url: str
    role: EntryKind
    entry: bool
    run_id: int
    verdict: Verdict
    status: int
    message: str
    location: str
    size: int
    seconds: float
    checked_at: datetime
    since: datetime
    failures: int
    last_ok_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class GoodLists:
    """The lists that an address gave when it last gave some without a fault.

    `fetched_at` (UTC) is when that version of the page was fetched.
    """

    page_id: int
    fetched_at: datetime
    lists: tuple[EventList, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceProblem:
    """A problem with the source that it befell."""

    source_id: str
    problem: Problem


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredPage:
    """One version of an archived page without its body (see `Store.page`). Times are in UTC.

    `size` is the length of the body in bytes; one that is kept no longer is not there any more
    (`has_body`). `extractor_version` is empty while it is unread.
    `fault` is the error that the last reading of this version met, `lists` are those of its last
    reading without one, `says_none` its sentence that there are no events.
    """

    page_id: int
    source_id: str
    url: str
    requested_url: str
    status: int
    content_type: str
    published: str
    fetched_at: datetime
    last_checked_at: datetime
    body_hash: str
    size: int
    has_body: bool
    extractor_version: str
    current: bool
    role: EntryKind
    fault: ProblemKind | None
    fault_message: str
    lists: tuple[EventList, ...]
    says_none: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Retention:
    """For how many days things are kept, the last day included; 0 is for ever.

    Bodies of page versions count from the day when the version was last seen, those that tell of
    an event (or a deadline) from its last day if that is later; a page that stands is seen with
    every crawl. `addresses` is for rows of page versions whose body is gone and that nothing
    refers to, and for visits, both since they were last seen or asked for. `problems` is for
    problems, the summaries of runs and holds that ended, `runs` for the figures of the sources in
    them. `staff_names` is for the names of those who decided something, not for what.
    """

    bodies_without_event: int = 0
    bodies_with_event: int = 0
    addresses: int = 0
    problems: int = 0
    runs: int = 0
    staff_names: int = 0


class PrunedKind(StrEnum):
    """What is kept no longer."""

    BODIES = "bodies"
    TEXTS = "texts"
    VERSIONS = "versions"
    VISITS = "visits"
    PROBLEMS = "problems"
    SUMMARIES = "summaries"
    FIGURES = "figures"
    HOLDS = "holds"
    NAMES = "names"


@dataclass(frozen=True, slots=True, kw_only=True)
class Pruned:
    """How many things of a kind went, or would go, and the bytes of what they held."""

    kind: PrunedKind
    rows: int
    size: int
