"""The screens of pairs that may be one event: the list, two side by side, and what staff say."""

from collections.abc import Mapping
from dataclasses import dataclass
from math import ceil
from urllib.parse import quote

from flask import Blueprint, abort, redirect, render_template, request
from werkzeug.wrappers import Response

from model import ConflictError, DecisionError, Subject
from review import pairing, view, words
from review.access import me, needs, now, setup, store, today
from review.features import Feature, Speaks, features_of, likeness
from store import OpenPair, Sheet
from store.reviewing.pairs import Side

blueprint = Blueprint("pairs", __name__)

_PAGE = 25
"""Pairs of one page of the list."""
_LONGEST = 500
"""Characters of a note."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PairCard:
    """A pair as the list shows it: what speaks for one event, and what against it, at a glance."""

    pair: OpenPair
    url: str
    likeness: str
    speaking: tuple[Feature, ...]


def pair_url(uid_a: str, uid_b: str, verb: str = "") -> str:
    """The address of two events side by side, or of what is said of them."""
    uids = "/".join(quote(uid, safe="@") for uid in (uid_a, uid_b))
    return view.path(f"/dubletten/{uids}{f'/{verb}' if verb else ''}")


@blueprint.get("/dubletten")
def listing() -> str:
    """The open pairs, the soonest first."""
    asked = request.args.get("seite", "1")
    page = int(asked) if asked.isdecimal() and 0 < len(asked) < 7 else 1
    desk = store().desk
    page = max(page, 1)
    found, total = desk.open_pairs(today(), limit=_PAGE, offset=(page - 1) * _PAGE)
    pages = max(1, ceil(total / _PAGE))
    if page > pages:
        page = pages
        found, _ = desk.open_pairs(today(), limit=_PAGE, offset=(page - 1) * _PAGE)
    return render_template(
        "pairs.html",
        cards=[_card(pair) for pair in found],
        total=total,
        page=page,
        pages=pages,
        at_page=lambda number: view.path(f"/dubletten?seite={number}"),
        sources=setup().sources,
    )


@blueprint.get("/dubletten/<uid_a>/<uid_b>")
def pair(uid_a: str, uid_b: str) -> str:
    """Two events side by side."""
    return _shown(uid_a, uid_b)


@blueprint.post("/dubletten/<uid_a>/<uid_b>/zusammenfuehren")
@needs("pruefen")
def merge(uid_a: str, uid_b: str) -> Response | tuple[str, int]:
    """Two events are one, with the values that were picked."""
    desk, following = store().desk, _following(uid_a, uid_b)
    try:
        one, other = _sheets(uid_a, uid_b)
        together = desk.side(uid_a, uid_b).together
        done = desk.merge(
            uid_a,
            uid_b,
            _versions(),
            setup().matcher(),
            chosen=pairing.chosen(one.pending, other.pending, together, _picks()),
            by=me(),
            now=now(),
            note=_note(),
        )
    except DecisionError as error:
        return _refused(uid_a, uid_b, error)
    name = one.pending.name if one.stored.uid in done.event_uids else other.pending.name
    view.done(f"Zusammengeführt: {name}", act=done.act, back=pair_url(uid_a, uid_b))
    return redirect(following)


@blueprint.post("/dubletten/<uid_a>/<uid_b>/verschieden")
@needs("pruefen")
def apart(uid_a: str, uid_b: str) -> Response | tuple[str, int]:
    """Two events are not one; joined ones are parted."""
    desk, following = store().desk, _following(uid_a, uid_b)
    try:
        done = desk.keep_apart(
            uid_a,
            uid_b,
            _versions(),
            setup().matcher(),
            by=me(),
            now=now(),
            note=_note(),
        )
    except DecisionError as error:
        return _refused(uid_a, uid_b, error)
    view.done("Als zwei Termine gemerkt.", act=done.act, back=pair_url(uid_a, uid_b))
    return redirect(following)


# --- The page of two --------------------------------------------------------------------------


def _shown(
    uid_a: str,
    uid_b: str,
    *,
    picks: Mapping[str, str] | None = None,
    note: str = "",
    fault: str = "",
    conflict: bool = False,
) -> str:
    try:
        side = store().desk.side(uid_a, uid_b)
    except DecisionError:
        abort(404)
    one, other = _sheets(uid_a, uid_b)
    features = _features(side, one, other)
    before, after, position, total = _neighbours(uid_a, uid_b)
    return render_template(
        "pair.html",
        side=side,
        sheets=(one, other),
        rows=pairing.rows(one.pending, other.pending, side.together, picks),
        speaking={speaks: [f for f in features if f.speaks is speaks] for speaks in Speaks},
        Speaks=Speaks,
        likeness=likeness(side.compared.score) if side.compared else "",
        merge_url=pair_url(uid_a, uid_b, "zusammenfuehren"),
        apart_url=pair_url(uid_a, uid_b, "verschieden"),
        here=pair_url(uid_a, uid_b),
        before=before,
        after=after,
        position=position,
        total=total,
        note=note,
        fault=fault,
        conflict=conflict,
        sources=setup().sources,
    )


def _refused(uid_a: str, uid_b: str, error: DecisionError) -> tuple[str, int]:
    """The page as it is now, with all that was chosen and typed, and why it did not work."""
    conflict = isinstance(error, ConflictError)
    page = _shown(
        uid_a,
        uid_b,
        picks=_picks(),
        note=_note(),
        fault="" if conflict else words.refusal(error.code),
        conflict=conflict,
    )
    return page, 409 if conflict else 422


def _card(pair: OpenPair) -> PairCard:
    told = features_of(pair.compared.features)
    return PairCard(
        pair=pair,
        url=pair_url(*(stored.uid for stored in pair.events)),
        likeness=likeness(pair.compared.score),
        speaking=tuple(
            f for speaks in (Speaks.ONE, Speaks.TWO) for f in told if f.speaks is speaks
        ),
    )


def _features(side: Side, one: Sheet, other: Sheet) -> tuple[Feature, ...]:
    """What the comparison found; it is made anew where nothing of it was kept."""
    if side.compared is not None:
        return features_of(side.compared.features)
    if side.joined:
        return ()
    matcher = setup().matcher()
    sketches = [
        matcher.sketch(
            Subject(
                event=sheet.pending,
                source_id=next(iter(sheet.dossier.records.values()), ""),
                page_urls=tuple(telling.page_url for telling in sheet.dossier.tellings),
            )
        )
        for sheet in (one, other)
    ]
    found = matcher.compare(*sketches)
    return features_of({**found.features, **({"veto": found.veto} if found.veto else {})})


def _sheets(uid_a: str, uid_b: str) -> tuple[Sheet, Sheet]:
    desk = store().desk
    return desk.sheet(uid_a, today()), desk.sheet(uid_b, today())


def _neighbours(uid_a: str, uid_b: str) -> tuple[str, str, int, int]:
    """The addresses of the open pairs before and after one, its place from 1 (0: none), and all."""
    uids = store().desk.open_pair_uids(today())
    pair = (min(uid_a, uid_b), max(uid_a, uid_b))
    if pair not in uids:
        return "", pair_url(*uids[0]) if uids else "", 0, len(uids)
    at = uids.index(pair)
    before = pair_url(*uids[at - 1]) if at else ""
    after = pair_url(*uids[at + 1]) if at + 1 < len(uids) else ""
    return before, after, at + 1, len(uids)


def _following(uid_a: str, uid_b: str) -> str:
    """Where the next pair is, once this one is decided; the list behind the last one."""
    before, after, position, _ = _neighbours(uid_a, uid_b)
    following = after or before if position else ""
    return following or view.path("/dubletten")


def _versions() -> tuple[str, str]:
    return request.form.get("version_a", ""), request.form.get("version_b", "")


def _picks() -> dict[str, str]:
    """What was chosen of each row."""
    return {
        name.removeprefix("wahl-"): value
        for name, value in request.form.items()
        if name.startswith("wahl-")
    }


def _note() -> str:
    return request.form.get("notiz", "").strip()[:_LONGEST]
