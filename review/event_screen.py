"""What the screen of one event shows: as it is, and after a verb that was not carried out.

Changes nothing but the claim; the verbs are in `review.event`.
"""

from dataclasses import dataclass, replace

from flask import render_template, request
from flask.typing import ResponseReturnValue

from model import StoredEvent, StoreError
from review import access, view
from review.chronicle import lines_of
from review.fields import digests, inputs_of
from review.form import Conflict, Form, Reading, conflict_of
from review.pages import twins_of, views_of
from review.rows import rows_of
from review.typed import town_key
from store import RejectReason
from store.reviewing.records import Claim, Sheet

POSTPONING = (
    (1, "bis morgen"),
    (7, "für eine Woche"),
    (14, "für zwei Wochen"),
    (30, "für einen Monat"),
)
"""For how many days an event can be put aside with one press."""
NOTHING = Reading()
"""What is read of a form that nobody filled in."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """Why a verb was not carried out: the text in German, and what a button may try again."""

    text: str
    conflict: Conflict | None = None
    verb: str = ""


def conflict_shown(uid: str, form: Form, verb: str) -> ResponseReturnValue:
    """What is there now beside what was typed: nothing is written, nothing is lost."""
    desk = access.store().desk
    sheet = desk.sheet(uid, access.today())
    last = next(iter(desk.acts(uid=sheet.stored.uid, limit=1)), None)
    fault = Fault(
        text="Inzwischen hat sich dieser Termin geändert.",
        conflict=conflict_of(form, sheet.pending, last),
        verb=verb,
    )
    return shown(sheet, form, fault=fault), 409


def shown(
    sheet: Sheet, form: Form | None = None, reading: Reading = NOTHING, fault: Fault | None = None
) -> str:
    """The page; with a `form` what was typed stands in its inputs."""
    store, setup, uid = access.store(), access.setup(), sheet.stored.uid
    listing = view.Listing.of_request()
    names = {card.id: card.short_name or card.name for card in setup.sources.values()}
    pages = views_of(sheet.dossier.tellings, store, setup.text_of, names)
    near = store.desk.neighbours(listing.wanted, uid, access.today(), need=sheet.item.need)
    now = inputs_of(sheet.pending)
    typed = {n: text for n, text in form.inputs.items() if n in form.touched} if form else {}
    return render_template(
        "event.html",
        sheet=sheet,
        rows=rows_of(sheet, pages),
        pages=pages,
        listing=listing,
        near=near,
        claim=_claim(uid),
        inputs={**now, **typed},
        known=digests(now),
        stood=now["startDate"],
        form=form or Form(),
        reading=reading,
        fault=fault,
        lines=lines_of(sheet.dossier.changes, store.desk.acts(uid=uid, limit=20), names),
        # It takes a fifth of the whole screen's time and is wanted now and then.
        preview=setup.preview(_as_approved(sheet)) if request.args.get("vorschau") else None,
        postponing=POSTPONING,
        reject_reasons=tuple(RejectReason),
        twins=twins_of(sheet.dossier),
        town_key=town_key,
        names=names,
    )


def _as_approved(sheet: Sheet) -> StoredEvent:
    return replace(sheet.stored, event=replace(sheet.pending, publish=True))


def _claim(uid: str) -> Claim | None:
    """Take the claim; who looks already. A database that is busy costs the badge alone."""
    if not access.may("pruefen"):
        return None
    minutes = access.settings().claim_minutes
    try:
        return access.store().desk.claim(uid, by=access.me(), now=access.now(), minutes=minutes)
    except StoreError:
        return None
