"""The history of one event as lines: what its pages changed, what persons decided. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from model import Change, ChangeKind
from review import values, words
from review.differences import Words, words_between
from store.reviewing.records import Act

MOST_LINES = 60
_TURNS = {
    ChangeKind.CREATED: "Zum ersten Mal gelesen",
    ChangeKind.MERGED: "Mit einem anderen Termin zusammengeführt",
    ChangeKind.SPLIT: "Von einem anderen Termin getrennt",
    ChangeKind.DELISTED: "Steht nicht mehr auf den Seiten",
    ChangeKind.RELISTED: "Steht wieder auf den Seiten",
}
_LABELS = {"coarse": "Zeit", **words.FIELDS}


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line: when (UTC), who (a person, or the name of a source), what, and what it altered."""

    at: datetime
    who: str
    person: bool
    text: str
    changed: tuple[Words, ...] = ()
    note: str = ""
    undone: bool = False


def lines_of(
    changes: Iterable[Change], acts: Iterable[Act], names: dict[str, str]
) -> tuple[Line, ...]:
    """The lines, the latest first. `names` are those of sources by id."""
    found = [_of_change(change, names) for change in changes]
    found += [_of_act(act) for act in acts]
    return tuple(sorted(found, key=lambda line: line.at, reverse=True)[:MOST_LINES])


def _of_change(change: Change, names: dict[str, str]) -> Line:
    before, after = (values.value_words(change.field, each) for each in (change.old, change.new))
    is_field = change.kind is ChangeKind.FIELD
    return Line(
        at=change.at,
        who=change.by or names.get(change.source_id, change.source_id),
        person=bool(change.by),
        text=_LABELS.get(change.field, change.field) if is_field else _TURNS[change.kind],
        changed=words_between(before, after) if is_field else (),
    )


def _of_act(act: Act) -> Line:
    return Line(
        at=act.at,
        who=act.by,
        person=True,
        text=words.ACTS[act.kind],
        note=act.note,
        undone=act.undone_by is not None,
    )
