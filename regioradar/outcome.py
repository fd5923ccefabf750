"""What a run came to: figures for each source, every problem, the exit code. Records only."""

from dataclasses import asdict, dataclass, field, replace
from typing import TYPE_CHECKING, Any

from model import Problem, PublishError, Severity, SourceFileError
from regioradar.exit_codes import ExitCode
from regioradar.health import Turn
from regioradar.holding import hold_to_json
from regioradar.laps import Laps
from regioradar.planning import LeftAlone
from regioradar.publishing import Published
from regioradar.reachability import OutOfReach
from regioradar.retention import to_json
from store import Consolidated, Delisted, Hold, Pruned, Trust

if TYPE_CHECKING:
    from regioradar.notify.telling import Told


@dataclass(slots=True, kw_only=True)
class SourceOutcome:
    """The figures of one source in one run.

    `pages` were answered or said to be unchanged; `new` ones were never seen before, `changed`
    ones have another body than last time. `read` went through the parsers. `events` is what the
    source's pages tell after the run; None where nothing was read. `turn` is the source's health,
    where it was crawled and read. `refused` counts the links that were not followed, by the
    reason. `left` says why it was not crawled. `hold` is what the guard holds of it,
    or what it held until this run.
    """

    source_id: str
    pages: int = 0
    new: int = 0
    changed: int = 0
    read: int = 0
    events: int | None = None
    requests: int = 0
    refused: dict[str, int] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    turn: Turn | None = None
    left: LeftAlone | None = None
    hold: Hold | None = None

    @property
    def failed(self) -> bool:
        """True where a problem cost the source a page or more."""
        return any(problem.severity is Severity.ERROR for problem in self.problems)

    def to_json(self) -> dict[str, Any]:
        """The figures and the problems, for `--json` and the store."""
        return {
            "id": self.source_id,
            "pages": self.pages,
            "new": self.new,
            "changed": self.changed,
            "read": self.read,
            "events": self.events,
            "requests": self.requests,
            "refused": self.refused,
            "health": self.turn.health.state.value if self.turn else None,
            **(self.left or LeftAlone()).to_json(),
            "problems": [_problem(problem) for problem in self.problems],
        }


@dataclass(slots=True, kw_only=True)
class Outcome:
    """The whole run. `published` is None where it was not asked for or did not work.

    `consolidated` is what came of comparing the sources' events, `delisted` the events that are no
    longer listed since this run, and those that are again; None where nothing was read. `trust` are
    the sources that are trusted otherwise from this run on. `pruned` is what the run deleted
    because it is not to be kept any more, by kind; `not_pruned` says why it deleted nothing.
    `out_of_reach` are the sources that our own network did not lead to, `clock_confirmed` says
    that a host named the same day as our clock. `laps` are the stages' times, `events_published`
    the events that have a page, `told` what came of notification where that was wanted.
    """

    sources: dict[str, SourceOutcome] = field(default_factory=dict)
    faults: list[SourceFileError] = field(default_factory=list)
    feed_problems: list[Problem] = field(default_factory=list)
    consolidated: Consolidated | None = None
    delisted: Delisted | None = None
    trust: tuple[Trust, ...] = ()
    published: Published | None = None
    not_published: PublishError | None = None
    pruned: tuple[Pruned, ...] = ()
    laps: Laps = field(default_factory=Laps)
    events_published: int = 0
    told: "Told | None" = None
    out_of_reach: OutOfReach | None = None
    clock_confirmed: bool = False
    not_pruned: str = ""

    def of(self, source_id: str) -> SourceOutcome:
        """The figures of a source, made on first use."""
        return self.sources.setdefault(source_id, SourceOutcome(source_id=source_id))

    @property
    def holds(self) -> list[Hold]:
        """What the guard holds, and what it held until this run, by source."""
        found = [source.hold for source in self.sources.values() if source.hold is not None]
        found += self.consolidated.holds if self.consolidated else ()
        return sorted(found, key=lambda hold: hold.source_id)

    @property
    def exit_code(self) -> ExitCode:
        """The gravest thing that happened."""
        if self.not_published is not None or any(hold.lasts for hold in self.holds):
            return ExitCode.NOT_PUBLISHED
        problems = [p for source in self.sources.values() for p in source.problems]
        failed = any(p.severity is Severity.ERROR for p in [*problems, *self.feed_problems])
        return ExitCode.PARTLY if self.faults or failed or self.out_of_reach else ExitCode.OK

    def to_json(self) -> dict[str, Any]:
        """The outcome as `regioradar run --json` prints it and the store keeps it."""
        done = self.published
        return {
            "exitCode": int(self.exit_code),
            "sources": [self.sources[key].to_json() for key in sorted(self.sources)],
            "sourceFaults": [str(fault) for fault in self.faults],
            "feedProblems": [_problem(problem) for problem in self.feed_problems],
            "consolidated": _joined(self.consolidated) if self.consolidated else None,
            "holds": [hold_to_json(hold) for hold in self.holds],
            "delisted": asdict(self.delisted) if self.delisted else None,
            "trust": [_trusted(one) for one in self.trust],
            "published": done
            and {
                "folder": str(done.folder),
                "written": list(done.written),
                "unchanged": len(done.unchanged),
                "removed": list(done.removed),
            },
            "notPublished": str(self.not_published) if self.not_published else None,
            "pruned": to_json(self.pruned),
            "notPruned": self.not_pruned or None,
            "outOfReach": list(self.out_of_reach.source_ids) if self.out_of_reach else None,
        }


def _joined(done: Consolidated) -> dict[str, int]:
    figures = asdict(replace(done, holds=()))
    del figures["holds"]
    return figures


def _trusted(found: Trust) -> dict[str, Any]:
    share = found.precision
    return {
        "id": found.source_id,
        "state": found.state.value,
        "right": share.right,
        "judged": share.judged,
    }


def _problem(problem: Problem) -> dict[str, str]:
    return {
        "kind": problem.kind.value,
        "severity": problem.severity.value,
        "url": problem.url,
        "message": problem.message,
    }
