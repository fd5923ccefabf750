"""Which troubles there are after a run, and which have gone. Pure.

Only what the run looked at counts: of all else nothing is said, and so it stays as it was told.
"""

import shlex
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from itertools import groupby
from operator import attrgetter
from pathlib import Path

from model import HealthState, SourceFileError, clean_text
from regioradar.health import Turn
from regioradar.health.in_german import sentence
from regioradar.health.records import AS_IT_SHOULD_BE
from regioradar.outcome import Outcome
from store import Ended, Hold, HoldStage, Trouble

Key = tuple[str, str]

_LONGEST = 500
"""Characters of a text: it may quote a strange page, and an environment holds no more than much."""


class Kind(StrEnum):
    """What may befall."""

    SOURCE_BROKEN = "source_broken"
    SOURCE_FILE = "source_file"
    HELD = "held"
    NOT_PUBLISHED = "not_published"


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """What a run saw: troubles that last, and the keys of known ones that have ended, and how."""

    open: tuple[Trouble, ...] = ()
    over: Mapping[Key, Ended] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """What a run knows, beside its outcome, when it looks for troubles.

    `enabled` are the ids of the sources of the catalogue that are to be crawled, `faults` those of
    its files (None: the run did not look), `paused` the ids that staff left alone, `holds` all
    that the guard holds now.
    """

    enabled: Collection[str]
    faults: Sequence[SourceFileError] | None
    paused: Collection[str]
    holds: Sequence[Hold]
    now: datetime

    def dropped(self, source_id: str) -> bool:
        """Whether a source is known not to be crawled any more: disabled, or without a file."""
        if self.faults is None or source_id in self.enabled:
            return False
        return source_id not in {Path(fault.file).stem for fault in self.faults}


def seen(outcome: Outcome, view: View, known: Iterable[Key]) -> Seen:
    """What the run saw of troubles, and what has become of the `known` ones."""
    turns = {s.source_id: s.turn for s in outcome.sources.values() if s.turn is not None}
    found = [*_broken(turns, view), *_held(view), *_files(view), *_unpublished(outcome, view)]
    lasting = {trouble.key for trouble in found}
    ends = {
        key: end
        for key in known
        if key not in lasting and (end := _end(key, outcome, turns, view)) is not None
    }
    return Seen(open=tuple(found), over=ends)


def _end(key: Key, outcome: Outcome, turns: Mapping[str, Turn], view: View) -> Ended | None:
    """How a trouble that was not found ended; None where nobody looked, or it is undecided."""
    kind, subject = key
    if kind == Kind.NOT_PUBLISHED:
        return Ended.RECOVERED if outcome.published is not None else None
    if kind == Kind.SOURCE_FILE:
        return Ended.RECOVERED if view.faults is not None else None
    if view.dropped(subject):
        return Ended.CLOSED
    if kind == Kind.HELD:
        return Ended.RECOVERED
    if subject in view.paused:
        return Ended.CLOSED
    turn = turns.get(subject)
    # One that is only better than broken may break again tomorrow: it is not told as well.
    return Ended.RECOVERED if turn and turn.health.state in AS_IT_SHOULD_BE else None


def _broken(turns: Mapping[str, Turn], view: View) -> Iterator[Trouble]:
    for source_id, turn in turns.items():
        health = turn.health
        if health.state is not HealthState.BROKEN:
            continue
        first = health.reasons[0] if health.reasons else None
        yield _trouble(
            Kind.SOURCE_BROKEN,
            source_id,
            text=f"{first.url}: {first.verdict}: {first.evidence}" if first else "broken",
            german=sentence(health),
            command=first.command if first else f"regioradar health --source {source_id}",
            since=health.since or view.now,
        )


def _held(view: View) -> Iterator[Trouble]:
    """One for a source, even where both its reading and its joining are held."""
    for source_id, group in groupby(sorted(view.holds, key=_of_source), key=_of_source):
        holds = list(group)
        if view.dropped(source_id):
            continue
        yield _trouble(
            Kind.HELD,
            source_id,
            text="; ".join(hold.words for hold in holds),
            german=" ".join(_in_german(hold) for hold in holds),
            command=f"regioradar held --source {shlex.quote(source_id)}",
            since=min(hold.since for hold in holds),
        )


_of_source = attrgetter("source_id")


def _in_german(hold: Hold) -> str:
    others = " anderer Quellen" if hold.stage is HoldStage.JOINING else ""
    return (
        f"Von {hold.coming} kommenden Terminen{others} würden sich {len(hold.altered)} ändern und "
        f"{len(hold.withdrawn)} verschwinden. Das wird zurückgehalten, bis jemand es freigibt."
    )


def _files(view: View) -> Iterator[Trouble]:
    by_file: dict[str, list[str]] = {}
    for fault in view.faults or ():
        by_file.setdefault(fault.file, []).append(str(fault))
    for file, faults in by_file.items():
        yield _trouble(
            Kind.SOURCE_FILE,
            file,
            text="; ".join(faults),
            german="Die Datei hat einen Fehler, die Quelle wird nicht gelesen: "
            + "; ".join(faults),
            command="regioradar sources check",
            since=view.now,
        )


def _unpublished(outcome: Outcome, view: View) -> Iterator[Trouble]:
    if outcome.not_published is not None:
        yield _trouble(
            Kind.NOT_PUBLISHED,
            "",
            text=str(outcome.not_published),
            german="Die neuen Dateien wurden nicht veröffentlicht, die letzten guten bleiben "
            f"stehen: {outcome.not_published}",
            command="regioradar publish",
            since=view.now,
        )


def _trouble(
    kind: Kind, subject: str, *, text: str, german: str, command: str, since: datetime
) -> Trouble:
    return Trouble(
        kind=kind.value,
        subject=clean_text(subject),
        text=_line(text),
        german=_line(german),
        command=clean_text(command),
        since=since,
    )


def _line(text: str) -> str:
    """One line without control characters, cut at a length."""
    line = clean_text(text)
    return line if len(line) <= _LONGEST else line[: _LONGEST - 1].rstrip() + "…"
