"""How events stand before they are judged, and whether they are what was shown."""

from collections.abc import Collection

from sqlite_utils import Database

from model import ConflictError, DecisionError
from store import events
from store.dossiers import event_of
from store.reviewing.approved import Prospect
from store.reviewing.records import Refusal
from store.reviewing.refreshing import version_of


def standing(db: Database, uid: str, shown: str | None = None) -> str:
    """The event that a UID stands for; `shown` is the version that was decided of, None for any.

    Raises DecisionError where there is none, ConflictError where it is another by now.
    """
    target = event_of(db, uid)
    if shown is not None and shown != version_of(db, target):
        raise ConflictError(
            f"{uid}: it is another event than the one that was shown", code=Refusal.CHANGED
        )
    return target


def both(db: Database, uids: tuple[str, str], shown: tuple[str, str]) -> tuple[str, str]:
    """The events that two UIDs stand for, where both are as they were shown."""
    one, other = (standing(db, uid, each) for uid, each in zip(uids, shown, strict=True))
    if one == other:
        raise DecisionError(
            f"{uids[0]} and {uids[1]} are one event already", code=Refusal.SAME_EVENT
        )
    return one, other


def prospects(db: Database, uids: Collection[str]) -> dict[str, Prospect]:
    """What pages and staff say of events, by UID; those that no page tells of are left out."""
    return {prospect.uid: prospect for prospect in events.prospects(db, uids)}
