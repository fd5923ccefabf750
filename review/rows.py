"""The rows of an event's screen: a field with value, origin, evidence, doubts, choices. Pure."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from model import Correction, When, YearSource
from model.schema_org import event_to_json
from review import words
from review.differences import Words, words_between
from review.evidence import Quote, Sentence
from review.fields import GROUP_OF, GROUPS, Group, Kind, words_of
from review.form import TAKE_BACK
from review.pages import PageView
from store.reviewing.records import Sheet, Why

_DOUBTED = {
    Why.YEAR_INFERRED: "startDate",
    Why.NO_DAY: "startDate",
    Why.COARSE: "startDate",
    Why.DATE_UNSURE: "startDate",
    Why.PLACE_MISSING: "location",
    Why.PLACE_UNSURE: "location",
    Why.NAME_UNSURE: "name",
    Why.ORGANIZER_MISSING: "organizer",
    Why.CANCELLED: "eventStatus",
    Why.PUT_OFF: "eventStatus",
}
"""The group that a reason is about; the others are about the event as a whole."""
_YEARS = {
    YearSource.WEEKDAY: "Das Jahr steht nicht da; es folgt aus dem Wochentag.",
    YearSource.HEADING: "Das Jahr steht nicht beim Datum; es kommt aus einer Überschrift.",
    YearSource.TENSE: "Das Jahr steht nicht da; es folgt aus der Zeitform des Satzes.",
    YearSource.URL: "Das Jahr steht nicht im Text; es kommt aus der Adresse der Seite.",
    YearSource.PUBLISHED: "Das Jahr steht nicht da; es folgt aus dem Tag der Veröffentlichung.",
}
_QUIET = frozenset({Why.ORGANIZER_MISSING})
"""Reasons that are worth a word and no alarm."""
_OFFERED = frozenset({Kind.LINE, Kind.WHEN, Kind.PLACE, Kind.ORGANIZERS, Kind.STATUS, Kind.MODE})
"""The kinds of which other pages' values are offered; of texts and links each page has its own."""


_BEFORE = "zuletzt freigegeben"
_TAKEN_BACK = "laut Seite; Korrektur zurücknehmen"


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """Where a value was read. `sentence` is None where it is not in the page's text."""

    page: PageView
    quote: Quote
    sentence: Sentence | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """Another value of a group, who says it, and what the form sends for it.

    What the pages say in place of what staff set is sent as `form.TAKE_BACK`.
    """

    words: str
    sent: str
    says: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One group as it is shown. `words` is its value, "" for none.

    `origin` is a key of `words.ORIGINS`, `sure` the confidence of the reading (None where no page
    gave the value). `doubts` are sentences that say what to look at; `loud` where they are grave.
    `was` is what was approved last where that is another, `changed` the same word by word.
    """

    group: Group
    words: str
    origin: str
    sure: float | None
    proofs: tuple[Proof, ...]
    doubts: tuple[str, ...] = ()
    loud: bool = False
    choices: tuple[Choice, ...] = ()
    corrections: tuple[Correction, ...] = ()
    was: str | None = None
    changed: tuple[Words, ...] = ()

    @property
    def only_before(self) -> bool:
        """Whether the one other value is what was approved last."""
        return self.was is not None and [c.says for c in self.choices] == [(_BEFORE,)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rows:
    """All rows, those that are worth showing first, and where to look first (a group's key)."""

    shown: tuple[Row, ...]
    rest: tuple[Row, ...]
    first: str = "startDate"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Seen:
    """What rows are made from, worked out once."""

    sheet: Sheet
    pages: Sequence[PageView]
    pending: Mapping[str, Any]
    approved: Mapping[str, Any] | None
    told: Sequence[tuple[PageView, Mapping[str, Any]]] = field(default_factory=tuple)


def rows_of(sheet: Sheet, pages: Sequence[PageView]) -> Rows:
    """The rows of an event."""
    seen = _Seen(
        sheet=sheet,
        pages=pages,
        pending=event_to_json(sheet.pending),
        approved=event_to_json(sheet.approved.event) if sheet.approved else None,
        told=[
            (page, event_to_json(telling.event))
            for page in pages
            for telling in page.tellings
            if telling.missing_since is None and not telling.event.is_report
        ],
    )
    rows = [_row(group, seen) for group in GROUPS]
    shown = tuple(row for row in rows if row.group.main or row.words or row.doubts or row.choices)
    loud = [row for row in shown if row.loud] or [row for row in shown if row.doubts]
    return Rows(
        shown=shown,
        rest=tuple(row for row in rows if row not in shown),
        first=loud[0].group.key if loud else "startDate",
    )


def _row(group: Group, seen: _Seen) -> Row:
    said = words_of(group, seen.pending)
    corrections = tuple(c for c in seen.sheet.stored.corrections if c.field in group.names)
    doubts, loud = _doubts(group, seen, corrections)
    was = words_of(group, seen.approved) if seen.approved is not None else None
    differs = was is not None and was != said and _differs(group, seen.sheet)
    return Row(
        group=group,
        words=said,
        origin=_origin(seen, corrections, was == said),
        sure=None if corrections else _sure(group, seen),
        proofs=_proofs(group, seen),
        doubts=doubts,
        loud=loud or differs,
        choices=_choices(group, seen, said, corrections),
        corrections=corrections,
        was=was if differs else None,
        changed=words_between(was, said) if differs and was is not None else (),
    )


def _differs(group: Group, sheet: Sheet) -> bool:
    return any(GROUP_OF.get(name) is group for name in sheet.differences)


def _origin(seen: _Seen, corrections: Sequence[Correction], as_approved: bool) -> str:
    if corrections:
        return "corrected"
    return "confirmed" if seen.approved is not None and as_approved else "auto"


def _sure(group: Group, seen: _Seen) -> float | None:
    known = [
        seen.sheet.pending.evidence[n] for n in group.names if n in seen.sheet.pending.evidence
    ]
    return min((each.confidence for each in known), default=None)


def _proofs(group: Group, seen: _Seen) -> tuple[Proof, ...]:
    """The quotes of a group: of each field on the page that it was taken from, told once."""
    found: dict[tuple[int, int, int, str], Proof] = {}
    for name in group.names:
        page = _page_of(name, seen)
        quote = page.quote(name) if page else None
        if page is None or quote is None:
            continue
        key = (page.number, quote.start, quote.end, "" if quote.placed else quote.evidence.quote)
        proof = Proof(page=page, quote=quote, sentence=page.sentence(quote))
        found.setdefault(key, proof)
    return tuple(found.values())


def _page_of(name: str, seen: _Seen) -> PageView | None:
    """The page that a field was taken from, else the first that has evidence of it."""
    source_id, url = seen.sheet.dossier.origins.get(name, ("", ""))
    giving = [page for page in seen.pages if page.quote(name)]
    return next(
        (p for p in giving if (p.telling.source_id, p.telling.page_url) == (source_id, url)),
        giving[0] if giving else None,
    )


def _doubts(
    group: Group, seen: _Seen, corrections: Sequence[Correction]
) -> tuple[tuple[str, ...], bool]:
    """The sentences that say what is doubtful of a group, and whether they are grave."""
    reasons = [why for why in seen.sheet.item.reasons if _DOUBTED.get(why) == group.key]
    said = [_said(why, seen.sheet) for why in reasons]
    against = [c for c in seen.sheet.stored.conflicts if GROUP_OF.get(c.field) is group]
    if against and not corrections:
        said.append("Andere Seiten sagen etwas anderes.")
    drifted = [c for c in corrections if c.drifted]
    if drifted:
        said.append("Die Seite nennt seit der Korrektur etwas anderes.")
    grave = bool(against or drifted) or bool(set(reasons) - _QUIET)
    return tuple(dict.fromkeys(said)), grave


def _said(why: Why, sheet: Sheet) -> str:
    when = sheet.pending.when
    if why is Why.YEAR_INFERRED and isinstance(when, When) and when.year_source in _YEARS:
        return _YEARS[when.year_source]
    return f"{words.WHY[why]}."


def _choices(
    group: Group, seen: _Seen, said: str, corrections: Sequence[Correction]
) -> tuple[Choice, ...]:
    """Other values: what pages say in place of a correction, what others say, the one before."""
    found: dict[str, tuple[str, list[str]]] = {}
    if corrections:
        base = {c.field: c.found if c.drifted else c.base for c in corrections}
        found[words_of(group, {**seen.pending, **base})] = (TAKE_BACK, [_TAKEN_BACK])
    told = [(page.host or page.source, data) for page, data in seen.told]
    if seen.approved is not None:
        told.append((_BEFORE, seen.approved))
    for who, data in told if group.kind in _OFFERED else ():
        other = words_of(group, data)
        values = {name: data.get(name) for name in group.names}
        if not other or other == said or _says_less(group, values, seen.pending):
            continue
        sent = json.dumps(values, ensure_ascii=False, sort_keys=True)
        known = found.setdefault(other, (sent, []))
        if who not in known[1] and known[0] != TAKE_BACK:
            known[1].append(who)
    return tuple(
        Choice(words=other, sent=sent, says=tuple(says)) for other, (sent, says) in found.items()
    )


def _says_less(group: Group, values: Mapping[str, Any], ours: Mapping[str, Any]) -> bool:
    """Whether a value only leaves open what ours says: a day without its hour, a town alone."""
    if group.kind is Kind.WHEN:
        start, end = (str(values.get(name) or "") for name in group.names)
        our_start, our_end = (str(ours.get(name) or "") for name in group.names)
        return not start or (our_start.startswith(start) and our_end.startswith(end))
    if group.kind is Kind.PLACE:
        return _within(values[group.key], ours.get(group.key))
    if group.kind is Kind.ORGANIZERS:
        return _names(values[group.key]) <= _names(ours.get(group.key))
    return False


def _within(part: Any, whole: Any) -> bool:
    if isinstance(part, Mapping):
        return isinstance(whole, Mapping) and all(
            _within(value, whole.get(key)) for key, value in part.items() if key != "geo"
        )
    return not part or part == whole


def _names(value: Any) -> set[str]:
    each = value if isinstance(value, list) else [value] if value else []
    return {str(organizer.get("name")) for organizer in each}
