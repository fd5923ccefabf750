"""The screens of sources: how each does, what is held of it, its pause, what reviewing says of it.

Routes are thin: the store and the program's own judgement of health do the work.
"""

from urllib.parse import quote

from flask import Blueprint, abort, redirect, render_template, request
from werkzeug.wrappers import Response

from model import ConflictError, DecisionError, ProblemKind
from review import crawl_words, source_rows, view, words
from review.access import me, needs, now, setup, store, today
from review.precision import figures_of
from review.source_rows import Known

blueprint = Blueprint("sources", __name__)

_RUNS = 60
"""Health rows that are looked at for the charts: some runs only read and crawl nothing."""
_TABLE = 14
"""Runs that the table tells one by one."""
_FAILING = 20
_PROBLEMS = 30
_LONGEST = 500
_STATES = {
    "": "Alle",
    "blick": "Brauchen einen Blick",
    "angehalten": "Angehalten",
    "gehalten": "Zurückgehalten",
}


@blueprint.get("/quellen")
def index() -> str:
    """All sources, those that need a person first."""
    known = _known()
    rows = source_rows.rows_of(known)
    asked, text = request.args.get("zustand", ""), request.args.get("q", "").strip()[:200]
    asked = asked if asked in _STATES else ""
    groups = {
        "": rows,
        "blick": [r for r in rows if r.enabled and (r.tone in ("bad", "warn") or r.held)],
        "angehalten": [r for r in rows if r.pause],
        "gehalten": [r for r in rows if r.held],
    }
    shown = [r for r in groups[asked] if text.casefold() in f"{r.name} {r.source_id}".casefold()]
    runs = {row.source_id: store().history(row.source_id, source_rows.SPARK * 2) for row in shown}
    return render_template(
        "sources.html",
        rows=shown,
        sparks={source_id: source_rows.spark(found) for source_id, found in runs.items()},
        last={
            source_id: next((run for run in found if run.started_at), None)
            for source_id, found in runs.items()
        },
        tabs=[(code, name, len(groups[code])) for code, name in _STATES.items()],
        asked=asked,
        text=text,
        moment=now(),
    )


@blueprint.get("/quellen/<source_id>")
def source(source_id: str) -> str:
    """One source."""
    return _shown(source_id)


@blueprint.post("/quellen/<source_id>/anhalten")
@needs("verwalten")
def pause(source_id: str) -> Response:
    """Leave a source alone from the next run on."""
    _must_be_known(source_id)
    act = store().source_desk.pause(source_id, by=me(), now=now(), note=_note())
    return _done("Angehalten: Ab dem nächsten Lauf wird hier nichts abgerufen.", act, source_id)


@blueprint.post("/quellen/<source_id>/fortsetzen")
@needs("verwalten")
def resume(source_id: str) -> Response:
    """Fetch a source again."""
    act = store().source_desk.resume(source_id, by=me(), now=now(), note=_note())
    return _done("Fortgesetzt: Der nächste Lauf ruft die Quelle wieder ab.", act, source_id)


@blueprint.post("/quellen/<source_id>/freigeben")
@needs("verwalten")
def release(source_id: str) -> Response | tuple[str, int]:
    """Let through with the next run what is held, as it was shown."""
    number, version = request.form.get("halt", ""), request.form.get("version", "")
    if not number.isdecimal() or len(number) > 15:
        abort(400)
    try:
        act = store().source_desk.release(int(number), version, by=me(), now=now(), note=_note())
    except ConflictError:
        return _shown(source_id, conflict=True, note=_note()), 409
    except DecisionError as error:
        return _shown(source_id, fault=words.refusal(error.code), note=_note()), 422
    said = "Freigegeben: Der nächste Lauf übernimmt genau diese Änderungen."
    return _done(said, act, source_id)


def _shown(source_id: str, *, conflict: bool = False, fault: str = "", note: str = "") -> str:
    known = _known()
    if source_id not in known.cards:
        abort(404)
    opened, desk = store(), store().desk
    runs = opened.history(source_id, _RUNS)
    crawls = [run for run in runs if run.started_at is not None]
    rows, more = source_rows.addresses(opened.visits(source_id), _FAILING)
    told = opened.problems(runs[0].run_id, source_id) if runs else ()
    problems = [each for each in told if each.problem.kind is not ProblemKind.HELD]
    return render_template(
        "source.html",
        row=source_rows.row_of(source_id, known),
        card=known.cards[source_id],
        held=[
            source_rows.HeldBlock(
                hold=hold,
                rows=source_rows.held_rows(hold),
                asked=known.requests.get(hold.hold_id),
                version=opened.source_desk.version(hold),
            )
            for hold in known.holds
            if hold.source_id == source_id
        ],
        figures=source_rows.charts(runs, now()),
        runs=crawls[:_TABLE],
        last=crawls[0] if crawls else None,
        counts=source_rows.verdict_counts(crawls[0].visits) if crawls else [],
        addresses=rows,
        more_failing=more,
        problems=problems[:_PROBLEMS],
        more_problems=max(0, len(problems) - _PROBLEMS),
        shares=figures_of(desk.precision(source_id), desk.trust_rules()),
        reasons=list(desk.reject_reasons(source_id).items())[:5],
        reason_words={code.value: word for code, word in words.REJECT_REASONS.items()},
        crawl_words=crawl_words,
        moment=now(),
        conflict=conflict,
        fault=fault,
        note=note,
    )


def _known() -> Known:
    opened, asked = store(), setup()
    return Known(
        cards=asked.sources,
        healths=asked.health(opened),
        figures=opened.source_desk.figures(today()),
        pauses=opened.source_desk.pauses(),
        holds=opened.holds(),
        requests=opened.source_desk.requests(),
        precision=source_rows.events_alone(opened.desk.precision()),
        trust={each.source_id: each for each in opened.desk.trust()},
    )


def _must_be_known(source_id: str) -> None:
    if source_id not in setup().sources:
        abort(404)


def _done(said: str, act: int, source_id: str) -> Response:
    here = view.path(f"/quellen/{quote(source_id, safe='')}")
    view.done(said, act=act, back=here)
    return redirect(here)


def _note() -> str:
    return request.form.get("notiz", "").strip()[:_LONGEST]
