"""The rows of the screens of sources, put together from what store and health say. Pure."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from model import BERLIN, HealthState, ModelError, Verdict, When, german
from model.schema_org import moment_from_iso
from review import telling, words
from review.bars import BarChart, Counted, bar_chart
from review.crawl_words import VERDICTS, end_of
from review.setup import SourceCard, SourceHealth
from review.values import value_words
from store import (
    HeldEvent,
    Hold,
    Pause,
    Precision,
    ReleaseRequest,
    SourceFigures,
    SourceRun,
    Trust,
    Visit,
)
from store.reviewing.precision import EVENT

SPARK, CHART = 14, 30
"""Runs of the small chart in the list, and of the charts of one source."""
_TONES = {
    HealthState.BROKEN: "bad",
    HealthState.DEGRADED: "warn",
    HealthState.PAUSED: "info",
    HealthState.UNKNOWN: "plain",
    HealthState.QUIET: "plain",
    HealthState.WELL: "good",
}
_ORDER = tuple(_TONES)
_UNKNOWN = SourceHealth(state=HealthState.UNKNOWN)
_COARSE = "coarse"
_TIMES = ("startDate", "endDate", _COARSE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """All that the screens know of all sources, asked for once. Keys are ids of sources."""

    cards: Mapping[str, SourceCard]
    healths: Mapping[str, SourceHealth]
    figures: Mapping[str, SourceFigures]
    pauses: Mapping[str, Pause]
    holds: Sequence[Hold]
    requests: Mapping[int, ReleaseRequest]
    precision: Mapping[str, Precision]
    trust: Mapping[str, Trust]


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceRow:
    """One source in the list. `order` sorts by how much it needs a person."""

    source_id: str
    name: str
    kind: str
    enabled: bool
    state: HealthState
    state_word: str
    tone: str
    sentence: str
    figures: SourceFigures
    pause: Pause | None
    held: bool
    waits: bool
    precision: Precision | None
    trust: Trust | None
    order: tuple[bool, int, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldRow:
    """One event that is held, with each field that would change: label, old words, new words."""

    uid: str
    name: str
    vanishes: bool
    fields: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldBlock:
    """A hold with its events, and the release that waits for a run, if there is one."""

    hold: Hold
    rows: tuple[HeldRow, ...]
    asked: ReleaseRequest | None
    version: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A chart of one figure over the last runs, with a sentence that says it too."""

    title: str
    chart: BarChart
    words: str
    first: str
    last: str


def row_of(source_id: str, known: Known) -> SourceRow:
    """One source as the list and the head of its screen show it."""
    card = known.cards.get(source_id, SourceCard(id=source_id, name=source_id, enabled=False))
    health = known.healths.get(source_id, _UNKNOWN)
    pause = known.pauses.get(source_id)
    state = HealthState.PAUSED if pause else health.state
    held = [hold for hold in known.holds if hold.source_id == source_id]
    waits = bool(held) and all(
        (asked := known.requests.get(hold.hold_id)) is not None and asked.fits for hold in held
    )
    return SourceRow(
        source_id=source_id,
        name=card.name,
        kind=words.SOURCE_KINDS.get(card.kind, ""),
        enabled=card.enabled,
        state=state,
        state_word=words.HEALTH[state] if card.enabled else "abgeschaltet",
        tone=_TONES[state] if card.enabled else "plain",
        sentence="" if pause else " ".join(health.sentences),
        figures=known.figures.get(source_id, SourceFigures(source_id=source_id)),
        pause=pause,
        held=bool(held),
        waits=waits,
        precision=known.precision.get(source_id),
        trust=known.trust.get(source_id),
        order=(
            not card.enabled,
            -1 if held and not waits else _ORDER.index(state),
            card.name.casefold(),
        ),
    )


def rows_of(known: Known) -> list[SourceRow]:
    """All sources, those that need a person first."""
    return sorted((row_of(each, known) for each in known.cards), key=lambda row: row.order)


def events_alone(found: Sequence[Precision]) -> dict[str, Precision]:
    """The figures of day, place and name together, by source."""
    return {each.source_id: each for each in found if each.field == EVENT}


# --- What is held -----------------------------------------------------------------------------


def held_rows(hold: Hold) -> tuple[HeldRow, ...]:
    """Event by event what would change."""
    return tuple(
        HeldRow(uid=event.uid, name=event.name, vanishes=vanishes, fields=tuple(held_fields(event)))
        for vanishes, events in ((False, hold.altered), (True, hold.withdrawn))
        for event in events
    )


def held_fields(event: HeldEvent) -> Iterator[tuple[str, str, str]]:
    """What would change of an event, field by field: label, old words, new words."""
    turned = dict(event.fields)
    if "startDate" in turned or "endDate" in turned:
        # Start and end are one thing to readers; of one that stays only the other is kept.
        turned = {name: sides for name, sides in turned.items() if name not in _TIMES}
        old, new = (_when(event.fields, side) for side in (0, 1))
        yield "Wann", old, new
    for name, (old, new) in turned.items():
        label = "Zeit ungefähr" if name == _COARSE else words.FIELDS.get(name, name)
        yield label, held_words(name, old), held_words(name, new)


def _when(fields: Mapping[str, tuple[Any, Any]], side: int) -> str:
    """Return the time of a held event on one side of its change."""
    start, end, coarse = (fields.get(name, (None, None))[side] for name in _TIMES)
    if start is None and coarse is not None:
        return held_words(_COARSE, coarse)
    try:
        moments = [moment_from_iso(str(value)) if value else None for value in (start, end)]
        if moments[0] is not None and ("endDate" not in fields or moments[1] is not None):
            return german.when_words(When(start=moments[0], end=moments[1]))
    except ModelError:
        pass
    told = [
        f"{label} {value_words(name, fields[name][side]) or 'offen'}"
        for name, label in (("startDate", "Beginn"), ("endDate", "Ende"))
        if name in fields
    ]
    return ", ".join(told)


def held_words(name: str, value: Any) -> str:
    """Return a value of a held event in words; a rough time as its page said it."""
    if name == _COARSE and isinstance(value, Mapping):
        return str(value.get("text") or f"{value.get('from')} – {value.get('to')}")
    return value_words(name, value)


# --- Runs -------------------------------------------------------------------------------------


def spark(runs: Sequence[SourceRun]) -> BarChart:
    """The found events of the last crawls (`runs` have the latest first), small."""
    counted = [Counted(value=run.found, title="", bad=_failed(run)) for run in _crawls(runs, SPARK)]
    return bar_chart(counted, width=98, height=24, room=SPARK, rounded=False)


def charts(runs: Sequence[SourceRun], now: datetime) -> tuple[Figure, ...]:
    """The charts of one source: found events, pages, and problems of the last crawls."""
    shown = _crawls(runs, CHART)
    if not shown:
        return ()
    figures = (
        ("Gefundene Termine", "Termine", [run.found for run in shown]),
        ("Abgerufene Seiten", "Seiten", [run.pages for run in shown]),
        ("Fehler", "Fehler", [run.problems for run in shown]),
    )
    return tuple(
        Figure(
            title=title,
            chart=bar_chart(
                [
                    Counted(value=value, title=_title(run, value, unit, now), bad=_failed(run))
                    for run, value in zip(shown, values, strict=True)
                ],
                width=300,
                height=64,
                room=CHART,
            ),
            words=_in_words(values),
            first=_short(shown[0]),
            last=_short(shown[-1]),
        )
        for title, unit, values in figures
    )


def _crawls(runs: Sequence[SourceRun], limit: int) -> list[SourceRun]:
    """The last crawls, the eldest first."""
    return [run for run in runs if run.started_at is not None][:limit][::-1]


def _failed(run: SourceRun) -> bool:
    return bool(run.finish_reason) and not run.finish_good


def _title(run: SourceRun, value: int | None, unit: str, now: datetime) -> str:
    said = "nichts gezählt" if value is None else f"{words.number(value)} {unit}"
    return f"{_day(run, now)}: {said}" + (f", {end_of(run.finish_reason)}" if _failed(run) else "")


def _day(run: SourceRun, now: datetime) -> str:
    return telling.moment_ago(run.started_at, now) if run.started_at else ""


def _short(run: SourceRun) -> str:
    """Return the day of a run without its year: "1. Februar"."""
    if run.started_at is None:
        return ""
    day = run.started_at.astimezone(BERLIN)
    return f"{day.day}. {german.MONTHS[day.month - 1]}"


def _in_words(values: Sequence[int | None]) -> str:
    counted = [value for value in values if value is not None]
    if not counted:
        return "Noch nichts gezählt."
    last, most, least = (words.number(n) for n in (counted[-1], max(counted), min(counted)))
    if most == least:
        return f"In allen {len(counted)} Läufen {last}." if len(counted) > 1 else f"Zuletzt {last}."
    return f"Zuletzt {last}; in {len(counted)} Läufen zwischen {least} und {most}."


def verdict_counts(visits: Mapping[Verdict, int]) -> list[tuple[str, int, bool]]:
    """What came of the addresses of a run: word, count, whether it is good; the bad ones first."""
    return [
        (VERDICTS[verdict], count, verdict.good)
        for verdict, count in sorted(visits.items(), key=lambda v: (v[0].good, -v[1]))
    ]


def addresses(visits: Sequence[Visit], most: int) -> tuple[list[Visit], int]:
    """The entries and the failing addresses of a source, and how many more fail."""
    entries = [visit for visit in visits if visit.entry]
    failing = [visit for visit in visits if not visit.entry and not visit.verdict.good]
    return [*entries, *failing[:most]], max(0, len(failing) - most)
