"""The queue: what needs a person, the neediest first; bulk approval of a page, and the way back.

Routes are thin: the store decides what is in the queue and what is approved.
"""

from collections.abc import Sequence
from math import ceil

from flask import Blueprint, abort, redirect, render_template, request
from werkzeug.wrappers import Response

from model import ConflictError, DecisionError
from review import view, words
from review.access import may, me, needs, now, settings, setup, store, today
from review.queue_rows import rows_of, selections
from review.twice import last_deed
from review.view import Listing
from review.ways import local
from store import Act, ActKind, Decided, Refusal, Skipped, Tab

blueprint = Blueprint("queue", __name__)

_MOST_TOLD = 5
"""Events that were left alone which are told one by one; the rest are counted."""
_MOST_ACTS, _LAST_ACTS = 5, 12
_OF_ACCOUNTS = frozenset({ActKind.LOGIN, ActKind.LOGOUT, ActKind.USER})
_OF_SOURCES = frozenset({ActKind.PAUSE, ActKind.RESUME, ActKind.RELEASE})
_NONE = (
    "Kein Termin wurde freigegeben: Alle haben sich inzwischen geändert, werden gerade geprüft "
    "oder wollen einzeln angesehen werden."
)


@blueprint.get("/")
def index() -> str:
    """One page of the queue."""
    listing, day, moment = Listing.of_request(), today(), now()
    least, size = settings().bulk_least, settings().page_size
    desk, sources = store().desk, setup().sources
    counts = desk.counts(listing.wanted, day)
    total = counts.get(listing.wanted.tab, 0)
    pages = max(1, ceil(total / size))
    page = max(1, min(listing.page, pages))
    items = desk.queue(listing.wanted, day, limit=size, offset=(page - 1) * size, now=moment)
    acts = _own_decisions(desk.acts(by=me(), limit=_LAST_ACTS))
    rows = rows_of(items, listing, day, me=me(), sources=sources, least=least)
    return render_template(
        "queue.html",
        listing=listing,
        tabs=tuple(Tab),
        counts=counts,
        total=total,
        page=page,
        pages=pages,
        first=(page - 1) * size + 1,
        rows=rows,
        bulk=sum(row.may_bulk for row in rows),
        least=least,
        selections=selections(listing, sources),
        held=len({hold.source_id for hold in store().holds()}),
        is_end=request.args.get("ende") == "1",
        acts=acts,
        last_undoable=next((a.act for a in acts if a.undoable and a.kind is not ActKind.UNDO), 0),
        moment=moment,
    )


def _own_decisions(acts: Sequence[Act]) -> tuple[Act, ...]:
    return tuple(act for act in acts if act.kind not in _OF_ACCOUNTS)[:_MOST_ACTS]


@blueprint.post("/sammelfreigabe")
@needs("pruefen")
def approve_many() -> Response:
    """Approve what was ticked on a page of the queue, as one act."""
    listing = Listing.of_request()
    seen = [(uid, version) for version, _, uid in _ticked() if uid]
    if not seen:
        view.warn("Es war kein Termin ausgewählt.")
        return redirect(listing.url)
    try:
        decided = store().desk.approve_many(seen, least=settings().bulk_least, by=me(), now=now())
    except DecisionError as error:
        if isinstance(error, ConflictError):
            raise
        last = last_deed()
        if last and last.kind is ActKind.APPROVE_MANY and {*last.event_uids} <= {*dict(seen)}:
            view.done(_approved(last.event_uids), act=last.act, back=listing.url)
        else:
            view.warn(_NONE)
    else:
        _tell(decided, listing)
    return redirect(listing.url)


def _ticked() -> list[tuple[str, str, str]]:
    return [tick.partition(" ") for tick in request.form.getlist("termin")]


def _tell(decided: Decided, listing: Listing) -> None:
    left = tuple(_left_alone(skipped) for skipped in decided.skipped[:_MOST_TOLD])
    if len(decided.skipped) > len(left):
        left += (f"und {len(decided.skipped) - len(left)} weitere",)
    said = _approved(decided.event_uids)
    if left:
        said += f" {words.counted(len(decided.skipped), 'blieb', 'blieben')} liegen:"
    view.done(said, act=decided.act, details=left, back=listing.url)


def _approved(uids: Sequence[str]) -> str:
    return f"{words.counted(len(uids), 'Termin', 'Termine')} freigegeben."


def _left_alone(skipped: Skipped) -> str:
    try:
        name = store().desk.sheet(skipped.uid, today()).stored.event.name
    except DecisionError:
        name = skipped.uid
    return f"{name}: {words.refusal(skipped.why)}"


@blueprint.post("/rueckgaengig")
@needs("pruefen")
def undo() -> Response:
    """Take an act back, and go where what it was about can be seen."""
    back = local(request.form.get("von", ""))
    act = request.form.get("act", "")
    if not act.isdecimal() or len(act) > 15:
        raise DecisionError("no such act", code=Refusal.NO_ACT)
    if not may("verwalten") and _is_of_sources(int(act)):
        abort(403)
    try:
        uids = store().desk.undo(int(act), setup().matcher(), by=me(), now=now()).event_uids
    except DecisionError:
        last = last_deed()
        if last is None or last.undoes != int(act):
            raise
        uids = last.event_uids
    view.done(_undone(uids))
    return redirect(back)


def _is_of_sources(number: int) -> bool:
    """Whether an act, or what it took back, is one that only who manages sources may do."""
    found = store().desk.acts(numbers=[number])
    while found and found[0].undoes is not None:
        found = store().desk.acts(numbers=[found[0].undoes])
    return any(act.kind in _OF_SOURCES for act in found)


def _undone(uids: Sequence[str]) -> str:
    if len(uids) > 1:
        return f"Rückgängig gemacht: {words.number(len(uids))} Termine stehen wieder wie zuvor."
    if uids:
        return "Rückgängig gemacht: Der Termin steht wieder wie zuvor."
    return "Rückgängig gemacht."
