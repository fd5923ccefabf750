"""The screen of one event: values beside what they were read from, and the verbs.

Routes alone: what a form says is read in `review.form`, what is shown is put together in
`review.event_screen`, and the deed is the store's.
"""

from collections.abc import Callable
from datetime import date, timedelta

from flask import Blueprint, abort, redirect, request
from flask.typing import ResponseReturnValue

from model import ConflictError, DecisionError, german
from review import access, telling, view, words
from review.access import needs
from review.event_screen import NOTHING, Fault, conflict_shown, shown
from review.form import Form, Reading, read
from review.twice import last_deed
from review.typed import TypedError, typed_day, typed_when, understood
from store import ActKind, Decided, RejectReason
from store.reviewing.records import Sheet

blueprint = Blueprint("event", __name__)

_ACTS = {
    "freigeben": ActKind.APPROVE,
    "ablehnen": ActKind.REJECT,
    "zurueckstellen": ActKind.POSTPONE,
    "trennen": ActKind.SPLIT,
}


@blueprint.get("/termin/<path:uid>")
@needs("lesen")
def show(uid: str) -> ResponseReturnValue:
    """The screen."""
    try:
        sheet = access.store().desk.sheet(uid, access.today())
    except DecisionError:
        abort(404)
    if sheet.stored.uid != uid:
        return redirect(view.Listing.of_request().event_url(sheet.stored.uid))
    return shown(sheet)


@blueprint.get("/lesen/zeit")
@needs("pruefen")
def read_time() -> ResponseReturnValue:
    """How a typed time is understood, while it is typed: the script asks."""
    text, known = request.args.get("text", "")[:300], request.args.get("war", "")[:300]
    today, dates = access.today(), access.setup().read_dates
    try:
        before = dates(known, today)
        values = typed_when(text, before[0] if before else None, today, dates)
    except TypedError as error:
        return {"fehler": str(error)}
    return {"verstanden": understood(values)}


@blueprint.post("/termin/<path:uid>/freigeben")
@needs("pruefen")
def approve(uid: str) -> ResponseReturnValue:
    """Approve what is shown, with whatever was typed on top of it; then the next one."""
    return _correct(uid, "freigeben", approve=True)


@blueprint.post("/termin/<path:uid>/korrigieren")
@needs("pruefen")
def correct(uid: str) -> ResponseReturnValue:
    """Keep what was typed, without approving; the event stays on the screen."""
    return _correct(uid, "korrigieren", approve=False)


@blueprint.post("/termin/<path:uid>/ablehnen")
@needs("pruefen")
def reject(uid: str) -> ResponseReturnValue:
    """Reject the event with a reason; then the next one."""
    form = Form.of(request.form)
    given = request.form.get("grund", "")
    if given not in set(RejectReason):
        sheet = access.store().desk.sheet(uid, access.today())
        return shown(sheet, form, fault=Fault(text="Zum Ablehnen gehört ein Grund.")), 422
    reason = RejectReason(given)

    def deed() -> Decided:
        return access.store().desk.reject(
            uid, form.version, reason, by=access.me(), now=access.now(), note=form.note
        )

    return _carried_out(uid, form, "ablehnen", deed, f"abgelehnt: {words.REJECT_REASONS[reason]}")


@blueprint.post("/termin/<path:uid>/zurueckstellen")
@needs("pruefen")
def postpone(uid: str) -> ResponseReturnValue:
    """Put the event aside until a day; then the next one."""
    form = Form.of(request.form)
    try:
        until = _until(request.form.get("tage", ""), request.form.get("bis", ""))
    except TypedError as error:
        sheet = access.store().desk.sheet(uid, access.today())
        return shown(sheet, form, fault=Fault(text=str(error))), 422

    def deed() -> Decided:
        return access.store().desk.postpone(
            uid, form.version, until, by=access.me(), now=access.now(), note=form.note
        )

    return _carried_out(
        uid, form, "zurueckstellen", deed, f"zurückgestellt bis {german.day(until)}"
    )


@blueprint.post("/termin/<path:uid>/trennen")
@needs("pruefen")
def split(uid: str) -> ResponseReturnValue:
    """Take what one source, or one record, tells out of the event, which stays on the screen."""
    form, part = Form.of(request.form), request.form.get("teil", "")

    def deed() -> Decided:
        return access.store().desk.split(
            uid,
            form.version,
            part,
            access.setup().matcher(),
            by=access.me(),
            now=access.now(),
            note=form.note,
        )

    said = "getrennt: Diese Angaben sind jetzt ein eigener Termin"
    return _carried_out(uid, form, "trennen", deed, said, onward=False)


def _until(days: str, typed: str) -> date:
    """The day until which an event is put aside. Raises TypedError."""
    today = access.today()
    if days.isdecimal() and len(days) < 4 and int(days):
        return today + timedelta(days=int(days))
    until = typed_day(typed, today, access.setup().read_dates)
    if until is None or until <= today:
        said = f"Verstanden: {german.day(until)}. " if until else ""
        raise TypedError(f"{said}Zurückstellen geht nur bis zu einem Tag nach heute.")
    return until


def _correct(uid: str, verb: str, *, approve: bool) -> ResponseReturnValue:
    """Read the form, then correct, approve or both."""
    form, desk, by, now = Form.of(request.form), access.store().desk, access.me(), access.now()
    if not form.groups:
        return _as_it_is(uid, form, verb, approve=approve)
    sheet = desk.sheet(uid, access.today())
    if sheet.item.version != form.version:
        return conflict_shown(uid, form, verb)
    reading = _read(form, sheet)
    if reading.refusals:
        fault = Fault(text=_unread(len(reading.refusals)))
        return shown(sheet, form, reading, fault), 422

    if reading.empty:
        return _as_it_is(uid, form, verb, approve=approve)

    def deed() -> Decided:
        return desk.correct(
            uid,
            form.version,
            reading.values,
            by=by,
            now=now,
            note=form.note,
            uncorrect=reading.uncorrect,
            approve=approve,
        )

    said = "korrigiert und freigegeben" if approve else "korrigiert, noch nicht freigegeben"
    return _carried_out(uid, form, verb, deed, said, reading, onward=approve)


def _unread(count: int) -> str:
    if count == 1:
        return "Eine Eingabe ließ sich nicht lesen; sie steht noch da."
    return f"{words.number(count)} Eingaben ließen sich nicht lesen; sie stehen noch da."


def _as_it_is(uid: str, form: Form, verb: str, *, approve: bool) -> ResponseReturnValue:
    """Nothing is to be corrected: approve what stands there, or stay."""
    if not approve:
        return redirect(view.Listing.of_request().event_url(uid))

    def deed() -> Decided:
        return access.store().desk.approve(
            uid, form.version, by=access.me(), now=access.now(), note=form.note
        )

    return _carried_out(uid, form, verb, deed, "freigegeben")


def _read(form: Form, sheet: Sheet) -> Reading:
    setup = access.setup()
    return read(
        form,
        sheet.pending,
        access.today(),
        setup.read_dates,
        setup.places,
        tuple(correction.field for correction in sheet.stored.corrections),
    )


def _carried_out(
    uid: str,
    form: Form,
    verb: str,
    deed: Callable[[], Decided],
    said: str,
    reading: Reading = NOTHING,
    *,
    onward: bool = True,
) -> ResponseReturnValue:
    """Do it, say it, go on; a conflict or a refusal shows the screen with all that was typed."""
    desk, listing = access.store().desk, view.Listing.of_request()
    try:
        before = desk.sheet(uid, access.today())
        need = before.item.need
        stood = desk.neighbours(listing.wanted, before.stored.uid, access.today(), need=need)
        decided = deed()
    except ConflictError:
        return _sent_twice(uid, form, verb, said) or conflict_shown(uid, form, verb)
    except DecisionError as error:
        sheet = desk.sheet(uid, access.today())
        return shown(sheet, form, reading, Fault(text=words.refusal(error.code))), 422
    name = telling.quoted(before.stored.event.name)
    in_list = view.after_list()
    back = in_list or listing.event_url(uid)
    view.done(f"{name} {said}.", act=decided.act, details=reading.understood, back=back)
    if not onward:
        return redirect(listing.event_url(uid))
    if in_list and (stood.total > 1 or listing.wanted.everything):
        return redirect(in_list)
    if not stood.position:  # it was opened from elsewhere: there is no next one
        return redirect(listing.url)
    after = desk.neighbours(listing.wanted, uid, access.today(), need=need).after
    if after:
        return redirect(listing.event_url(after))
    return redirect(f"{listing.url}{'&' if listing.query else '?'}ende=1")


def _holds(uid: str, verb: str) -> bool:
    """Whether what the form asks for holds already: that very reason, that very day."""
    sheet, asked = access.store().desk.sheet(uid, access.today()), request.form
    if verb == "ablehnen":
        return sheet.rejected == asked.get("grund")
    if verb == "zurueckstellen":
        return sheet.item.postponed_until == _until(asked.get("tage", ""), asked.get("bis", ""))
    return True


def _sent_twice(uid: str, form: Form, verb: str, said: str) -> ResponseReturnValue | None:
    """On with the list where this is the second press of a double click; None where not."""
    last = last_deed(uid)
    if form.groups or last is None or last.kind is not _ACTS.get(verb) or not _holds(uid, verb):
        return None
    listing = view.Listing.of_request()
    back = view.after_list() or listing.event_url(uid)
    view.done(f"{telling.quoted(last.subject)} {said}.", act=last.act, back=back)
    return redirect(view.after_list() or listing.url)
