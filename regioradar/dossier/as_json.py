"""The dossier of an event for programs. Keys are stable; times are ISO 8601 in UTC."""

from dataclasses import asdict
from datetime import date, datetime

from model import Change, Correction, StoredEvent
from model.schema_org import Json, deadline_to_json, event_to_json, news_to_json
from store import Compared, Dossier, OpenPair, PageTelling, StaffCorrection, StaffDecision


def dossier_to_json(dossier: Dossier, today: date) -> Json:
    """All of a dossier; the event as it is published, and as each page tells it."""
    stored = dossier.event
    return {
        "asked": dossier.asked,
        **stored_to_json(stored),
        "life": stored.life(today).value,
        "changedAt": _time(stored.changed_at),
        "delistedSince": _time(stored.delisted_since),
        "formerUids": list(stored.former_uids),
        "related": [{"uid": r.uid, "features": dict(r.features)} for r in stored.related],
        "conflicts": [
            {"field": c.field, "value": c.value, "source": c.source_id, "url": c.page_url}
            for c in stored.conflicts
        ],
        "records": dict(dossier.records),
        "origins": {
            name: {"source": source_id, "url": url or None}
            for name, (source_id, url) in dossier.origins.items()
        },
        "tellings": [_telling(telling) for telling in dossier.tellings],
        "decisions": [_decision(decision) for decision in dossier.decisions],
        "corrections": [_correction(made, stored) for made in dossier.corrections],
        "pairs": [_compared(compared) for compared in dossier.pairs],
        "news": [{"uid": n.uid, **news_to_json(n.item)} for n in dossier.news],
        "deadlines": [{"uid": d.uid, **deadline_to_json(d.deadline)} for d in dossier.deadlines],
        "changes": [change_to_json(change) for change in dossier.changes],
    }


def stored_to_json(stored: StoredEvent) -> Json:
    """An event with its identity, without what led to it."""
    return {
        "uid": stored.uid,
        "sequence": stored.sequence,
        "created": _time(stored.created),
        "lastModified": _time(stored.last_modified),
        "event": event_to_json(stored.event),
    }


def pair_to_json(pair: OpenPair) -> Json:
    """Two events that may be one, with what the comparison says of them."""
    return {
        "events": [stored_to_json(stored) for stored in pair.events],
        **_compared(pair.compared),
    }


def change_to_json(change: Change) -> Json:
    """One row of the history."""
    return {
        "uid": change.event_uid,
        "sequence": change.sequence,
        "at": _time(change.at),
        "kind": change.kind.value,
        "field": change.field or None,
        "old": change.old,
        "new": change.new,
        "source": change.source_id or None,
        "url": change.page_url or None,
        "by": change.by or None,
    }


def _telling(telling: PageTelling) -> Json:
    return {
        "record": telling.record_uid,
        "source": telling.source_id,
        "url": telling.page_url,
        "pageVersion": telling.page_id,
        "pageKind": telling.page_kind.value,
        "own": telling.own,
        "firstSeen": _time(telling.first_seen),
        "lastSeen": _time(telling.last_seen),
        "missingSince": _time(telling.missing_since),
        "event": event_to_json(telling.event),
    }


def _decision(decision: StaffDecision) -> Json:
    return {
        "id": decision.decision_id,
        "kind": decision.kind.value,
        "on": [[uid for uid in pair if uid] for pair in decision.on],
        "reason": decision.reason or None,
        "note": decision.note or None,
        "by": decision.by,
        "at": _time(decision.at),
        "withdrawnAt": _time(decision.withdrawn_at),
        "withdrawnBy": decision.withdrawn_by or None,
    }


def _correction(made: StaffCorrection, stored: StoredEvent) -> Json:
    """`drifted` and `found` say how the pages stand to it now, where it holds."""
    correction = _in_force(made, stored)
    return {
        "record": made.record_uid,
        **{name: value for name, value in asdict(correction).items() if name != "at"},
        "at": _time(correction.at),
        "withdrawnAt": _time(made.withdrawn_at),
        "withdrawnBy": made.withdrawn_by or None,
    }


def _in_force(made: StaffCorrection, stored: StoredEvent) -> Correction:
    known = {correction.field: correction for correction in stored.corrections}
    mine = made.correction
    shown = known.get(mine.field)
    return shown if shown and not made.withdrawn_at and shown.at == mine.at else mine


def _compared(compared: Compared) -> Json:
    return {
        "records": list(compared.uids),
        "eventUids": list(compared.event_uids),
        "names": list(compared.names),
        "score": compared.score,
        "decision": compared.decision.value,
        "features": dict(compared.features),
        "at": _time(compared.at),
    }


def _time(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None
