"""How often the extraction was right: each source with what follows from it, a field over time.

Routes are thin: the store counts.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from flask import Blueprint, render_template, request

from model import BERLIN, german
from review import words
from review.access import setup, store, today
from review.precision_chart import Chart, Strip, chart_of, strip_of
from review.setup import SourceCard
from store import (
    Precision,
    PrecisionPoint,
    RulePrecision,
    Trust,
    TrustRules,
    TrustState,
    Undecided,
)
from store.reviewing.precision import EVENT, FIELDS
from store.reviewing.trust import precision as share_of

blueprint = Blueprint("precision", __name__)

_MONTHS = 12
_RULES = 20
"""Rules that are shown at most."""
_UNIT = "\u00a0%"
_TONES = {
    TrustState.TRUSTED: "good",
    TrustState.UNDECIDED: "plain",
    TrustState.DISTRUSTED: "bad",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A share in words and as a strip; `of` says of how many ("47 von 48")."""

    name: str
    of: str
    share: str
    span: str
    strip: Strip


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceRow:
    """One source: its figure, its state, and what that means for its events."""

    source_id: str
    name: str
    figure: Figure | None
    state: str
    tone: str
    since: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleRow:
    """A rule of the extraction that erred, with the reasons of rejections in words."""

    rule: str
    figure: Figure
    reasons: str


@blueprint.get("/genauigkeit")
def index() -> str:
    """The figures of all sources or of one, and a field month by month."""
    desk, sources = store().desk, setup().sources
    rules, states = desk.trust_rules(), {each.source_id: each for each in desk.trust()}
    every = desk.precision()
    source_id, name = _chosen({p.source_id for p in every} | states.keys())
    points = desk.precision_over_time(source_id, name, months=_MONTHS, today=today())
    whole = [p for p in every if source_id in ("", p.source_id)]
    return render_template(
        "precision.html",
        rules=rules,
        source_id=source_id,
        source_name=_name(source_id, sources),
        field=name,
        fields=(EVENT, *FIELDS),
        options=_options({p.source_id for p in every} | states.keys(), sources),
        rows=_rows(every, states, sources, rules),
        figures=figures_of(whole, rules),
        chart=_chart(points, rules),
        months=[_month(point, rules) for point in reversed(points) if point.precision.judged],
        reasons=_reasons(desk.reject_reasons(source_id)),
        erring=_erring(desk.precision_by_rule(source_id), rules),
        meanings=_meanings(rules),
    )


def _chosen(known: Iterable[str]) -> tuple[str, str]:
    """Source and field of the address; what there is not asks for everything."""
    source_id, name = request.args.get("quelle", ""), request.args.get("feld", "")
    return (source_id if source_id in known else "", name if name in FIELDS else EVENT)


def _name(source_id: str, sources: Mapping[str, SourceCard]) -> str:
    card = sources.get(source_id)
    return (card.short_name or card.name) if card else source_id


def _options(known: Iterable[str], sources: Mapping[str, SourceCard]) -> list[tuple[str, str]]:
    return sorted(((each, _name(each, sources)) for each in known), key=lambda o: o[1].casefold())


def _rows(
    every: Sequence[Precision],
    states: Mapping[str, Trust],
    sources: Mapping[str, SourceCard],
    rules: TrustRules,
) -> list[SourceRow]:
    """Those that need a look first: the distrusted, then by name."""
    figures = {p.source_id: p for p in every if p.field == EVENT}
    known = figures.keys() | states.keys()
    order = {TrustState.DISTRUSTED: 0, TrustState.UNDECIDED: 1, TrustState.TRUSTED: 2}

    def state(source_id: str) -> TrustState:
        found = states.get(source_id)
        return found.state if found else TrustState.UNDECIDED

    return [
        SourceRow(
            source_id=source_id,
            name=_name(source_id, sources),
            figure=_figure(figures[source_id], rules) if source_id in figures else None,
            state=words.TRUST[state(source_id)],
            tone=_TONES[state(source_id)],
            since=_since(states.get(source_id)),
        )
        for source_id in sorted(
            known, key=lambda each: (order[state(each)], _name(each, sources).casefold())
        )
    ]


def _since(found: Trust | None) -> str:
    return german.day(found.since.astimezone(BERLIN)) if found else ""


def figures_of(found: Sequence[Precision], rules: TrustRules) -> list[Figure]:
    """Return each field that was judged over all of these sources."""
    result = []
    for name in (EVENT, *FIELDS):
        of_field = [p for p in found if p.field == name]
        judged = sum(p.judged for p in of_field)
        if judged:
            right = sum(p.right for p in of_field)
            result.append(_figure(share_of("", name, right, judged), rules))
    return result


def _figure(found: Precision, rules: TrustRules) -> Figure:
    return Figure(
        name=found.field,
        of=f"{words.number(found.right)} von {words.number(found.judged)}",
        share=words.percent(found.right / found.judged) if found.judged else "",
        span=span(found),
        strip=strip_of(found, rules.bar),
    )


def span(found: Precision) -> str:
    """Return the interval as "83–98 %"."""
    lower = words.percent(found.lower).removesuffix(_UNIT)
    return f"{lower}–{words.percent(found.upper)}"


def _month(point: PrecisionPoint, rules: TrustRules) -> tuple[str, Figure]:
    return german.month(point.month), _figure(point.precision, rules)


def _chart(points: Sequence[PrecisionPoint], rules: TrustRules) -> Chart | None:
    """None where nothing was judged in all the time."""
    return chart_of(points, rules.bar) if any(p.precision.judged for p in points) else None


def _reasons(found: Mapping[str, int]) -> list[tuple[str, int]]:
    named = {reason.value: text for reason, text in words.REJECT_REASONS.items()}
    return [(named.get(reason, reason), count) for reason, count in found.items()]


def _erring(found: Sequence[RulePrecision], rules: TrustRules) -> list[RuleRow]:
    """The rules that erred most; the store has them in that order."""
    return [
        RuleRow(
            rule=each.rule,
            figure=_figure(each.precision, rules),
            reasons=", ".join(f"{text} {count}" for text, count in _reasons(each.reasons)),
        )
        for each in found
        if each.precision.right < each.precision.judged
    ][:_RULES]


def _meanings(rules: TrustRules) -> list[tuple[str, str, str]]:
    """Each state with its tone and what becomes of the events of such a source."""
    held = rules.undecided is Undecided.HOLD
    told = {
        TrustState.TRUSTED: "Was sicher gelesen wurde, erscheint ohne Prüfung. In die "
        "Warteschlange kommt nur die Stichprobe.",
        TrustState.UNDECIDED: "Neues erscheint erst nach der Prüfung."
        if held
        else "Was sicher gelesen wurde, erscheint sofort und steht zur Prüfung in der "
        "Warteschlange.",
        TrustState.DISTRUSTED: "Neues erscheint erst nach der Prüfung. Was vorher schon erschienen "
        "war, bleibt.",
    }
    return [(words.TRUST[state], _TONES[state], text) for state, text in told.items()]
