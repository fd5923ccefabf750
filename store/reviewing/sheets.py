"""All that the screen of one event shows, gathered. Reads only."""

from dataclasses import replace
from datetime import date, datetime

from sqlite_utils import Database

from model import DecisionError
from store import decisions, dossiers
from store.correcting import Verdict, Word, corrected
from store.merging import Merged
from store.reviewing import approved, queue
from store.reviewing.approved import Prospect
from store.reviewing.records import Approved, Refusal, Sheet
from store.reviewing.standing import prospects


def load(db: Database, uid: str, today: date, now: datetime | None) -> Sheet:
    """The sheet of the event that a UID stands for. Raises DecisionError where there is none."""
    dossier = dossiers.load(db, uid)
    target = dossier.event.uid
    item = queue.item(db, target, today, now)
    if item is None:
        raise DecisionError(f"there is no event {uid!r}", code=Refusal.NO_EVENT)
    prospect = prospects(db, (target,)).get(target)
    word = prospect.word if prospect else _word(db, target)
    found = prospect.found if prospect else Merged(event=dossier.event.event)
    approval = replace(word, verdict=Verdict(approved=True, reason="", by=""))
    pending = corrected(found, approval).event
    last = _last(db, target, prospect)
    rejected = word.verdict is not None and not word.verdict.approved
    return Sheet(
        dossier=dossier,
        item=item,
        extracted=prospect.found.event if prospect else None,
        pending=pending,
        approved=last,
        rejected=word.verdict.reason if word.verdict and rejected else "",
        differences=approved.differences(last.event, pending) if last else {},
        held=prospect is not None and prospect.held,
    )


def _word(db: Database, uid: str) -> Word:
    return decisions.words_of(db, (uid,)).get(uid, Word())


def _last(db: Database, uid: str, prospect: Prospect | None) -> Approved | None:
    """What was approved last; of an event that was rejected since, only the table says it."""
    if prospect and prospect.approval:
        return prospect.approval.approved
    return approved.last(db, (uid,)).get(uid)
