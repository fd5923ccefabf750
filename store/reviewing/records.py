"""The records of the review: items of the queue, acts and their account.

Plain data; no SQL here. Times are UTC, days those of Europe/Berlin.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from model import Change, Event, StoredEvent

if TYPE_CHECKING:  # events are built by what these records hold; a dossier is made of events
    from store.dossiers import Dossier


class RejectReason(StrEnum):
    """Why an event is not to be published."""

    NO_EVENT = "no_event"
    """Kein Termin."""
    REPORT = "report"
    """Rückblick."""
    WRONG_DATE = "wrong_date"
    """Falsches Datum."""
    WRONG_PLACE = "wrong_place"
    """Falscher Ort."""
    DUPLICATE = "duplicate"
    """Dublette."""
    NOT_RELEVANT = "not_relevant"
    """Nicht relevant."""
    WRONG_PAGE = "wrong_page"
    """Fehlseite."""


class Refusal(StrEnum):
    """Why something could not be decided: `DecisionError.code` and `Skipped.why`."""

    NO_EVENT = "no_event"
    CHANGED = "changed"
    """The event is another than the one that was shown."""
    VALUE = "value"
    """A field does not admit the value."""
    NOT_CORRECTED = "not_corrected"
    NOTHING = "nothing"
    """Nothing was asked for, or it would change nothing."""
    DAY_OVER = "day_over"
    UNTOLD = "untold"
    """No page tells of the event."""
    ALONE = "alone"
    """Nothing else tells of the event, it cannot be parted."""
    SAME_EVENT = "same_event"
    """Two events were wanted, and one was named twice, or both are one."""
    KEPT_APART = "kept_apart"
    """What staff said of other pages of the two keeps them apart."""
    NO_ACT = "no_act"
    NO_DEED = "no_deed"
    """The act is none that can be undone."""
    UNDONE = "undone"
    """The act, or the decision, was taken back before."""
    DECIDED_SINCE = "decided_since"
    """Something was decided since that rests on it."""
    UNSURE = "unsure"
    SAMPLED = "sampled"
    """Drawn at random: to be looked at singly."""
    CLAIMED = "claimed"
    """Somebody else is looking at it."""
    REJECTED = "rejected"
    USER_NAME = "user_name"
    """That is no name for a user."""
    USER_THERE = "user_there"
    NO_USER = "no_user"
    LAST_MANAGER = "last_manager"
    """Nobody would be left who could manage users."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Signed:
    """Who does something, when (with a zone), and what they say of it."""

    by: str
    now: datetime
    note: str = ""


class Tab(StrEnum):
    """The parts of the queue. An item can be in several; all but POSTPONED leave that one out."""

    ALL = "alle"
    NEW = "neu"
    """Coming, and never judged."""
    CHANGED = "geaendert"
    """Judged, and its pages say otherwise since, or moved away from what a correction overrode."""
    SOON = "bald"
    """Begins within the next days."""
    UNSURE = "unsicher"
    """The extraction, a conflict of pages or the measured precision says so."""
    POSTPONED = "zurueckgestellt"
    DELISTED = "nicht-mehr-gelistet"
    SAMPLE = "stichprobe"
    """Drawn at random, so that what is published without review is measured too."""


class Why(StrEnum):
    """Why an item needs a person, as stable codes; the interface says them in German."""

    YEAR_INFERRED = "year_inferred"
    NO_DAY = "no_day"
    COARSE = "coarse"
    DATE_UNSURE = "date_unsure"
    PLACE_MISSING = "place_missing"
    PLACE_UNSURE = "place_unsure"
    NAME_UNSURE = "name_unsure"
    ORGANIZER_MISSING = "organizer_missing"
    CONFLICT = "conflict"
    DRIFTED = "drifted"
    CHANGED = "changed"
    CANCELLED = "cancelled"
    PUT_OFF = "put_off"
    DELISTED = "delisted"
    MAYBE_DUPLICATE = "maybe_duplicate"
    REPORT = "report"
    NOT_PUBLISHABLE = "not_publishable"
    DISTRUSTED = "distrusted"
    SAMPLED = "sampled"
    NEW = "new"


@dataclass(frozen=True, slots=True, kw_only=True)
class QueueFilter:
    """What of the queue is asked for. Empty fields ask for everything.

    `text` are words that name, place, organiser, day or source have; `region` a Bundesland; `why`
    one reason. `soon_days` is how far ahead the tab SOON looks. With `tab` ALL and `everything`
    also what is not in the queue is found (past events, judged ones): that is the search.
    """

    tab: Tab = Tab.ALL
    source_id: str = ""
    region: str = ""
    text: str = ""
    why: Why | None = None
    everything: bool = False
    soon_days: int = 14


@dataclass(frozen=True, slots=True, kw_only=True)
class QueueItem:
    """One event of the queue. `need` is chance of error x harm, `doubt` the chance alone (0 to 1).

    `event` is what would be published if it were approved now; `told` is what was approved before
    and stands meanwhile, where that is another. `version` names the state that was shown, for
    `Desk`'s deciding methods. `claimed_by` is who is looking at it now, "" for nobody.
    `published`: readers see it now.
    """

    uid: str
    version: str
    event: Event
    source_ids: tuple[str, ...]
    tabs: frozenset[Tab]
    reasons: tuple[Why, ...]
    doubt: float
    need: float
    published: bool
    sampled: bool
    created: datetime
    claimed_by: str = ""
    postponed_until: date | None = None
    told: Event | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Neighbours:
    """Where an item stands in a filtered queue: `position` from 1, 0 where it is not in it.

    `after` of an item that has left the queue is the one that would have followed.
    """

    before: str
    after: str
    position: int
    total: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """Somebody is looking at an event, until then."""

    event_uid: str
    by: str
    until: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Approved:
    """The state of an event that a person approved last."""

    act: int
    event: Event
    by: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """All that the screen of one event shows.

    `dossier.event` is what is stored (and published, where `publish` says so); `extracted` what all
    pages tell together before staff's word; `pending` what would be published if it were approved
    now (staff's corrections applied, nothing held back). `differences` are the fields in which
    `pending` is another than what was `approved` last, with both values in the form of the machine
    interface. What single pages say otherwise stands in `dossier.tellings`. `held`: readers are
    told what was approved, not `pending`.
    """

    dossier: "Dossier"
    item: QueueItem
    extracted: Event | None
    pending: Event
    approved: Approved | None = None
    rejected: str = ""
    """The coded reason, where it is rejected."""
    differences: Mapping[str, tuple[Any, Any]] = field(default_factory=dict)
    held: bool = False

    @property
    def stored(self) -> StoredEvent:
        """The event as it is stored."""
        return self.dossier.event


class ActKind(StrEnum):
    """What a person did."""

    APPROVE = "approve"
    APPROVE_MANY = "approve_many"
    CORRECT = "correct"
    CORRECT_APPROVE = "correct_approve"
    UNCORRECT = "uncorrect"
    REJECT = "reject"
    POSTPONE = "postpone"
    SAME = "same"
    APART = "apart"
    SPLIT = "split"
    WITHDRAW = "withdraw"
    UNDO = "undo"
    PAUSE = "pause"
    RESUME = "resume"
    RELEASE = "release"
    USER = "user"
    LOGIN = "login"
    LOGOUT = "logout"


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """One thing that a person did. `undoes` is the act that it took back, `undone_by` its undoing.

    `event_uids` are those that it was about, `subject` the name of the first event, or the source
    or person; `undoable`: it can be taken back as things stand.
    """

    act: int
    kind: ActKind
    by: str
    at: datetime
    note: str = ""
    event_uids: tuple[str, ...] = ()
    subject: str = ""
    undoes: int | None = None
    undone_by: int | None = None
    undoable: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditRow:
    """One line of the account: who changed what from which value to which.

    Fields of events go by their names in the machine interface, with values in its form. Beside
    them there are "verdict" (null, "approve" or "reject:" and the coded reason), "postponed_until",
    "merged_into", "split_into", "split_from" (a UID), "same" and "apart" (a list of UIDs).
    `subject` is the event's name, the source's id or the user that it is about.
    """

    row: int
    act: int
    kind: ActKind
    by: str
    at: datetime
    event_uid: str
    source_id: str
    subject: str
    field: str
    before: Any
    after: Any
    note: str = ""
    undone: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditFilter:
    """What of the account is asked for; empty fields ask for everything. Days are inclusive.

    Without `accounts` what is about users and their logins is left out.
    """

    by: str = ""
    event_uid: str = ""
    source_id: str = ""
    kind: ActKind | None = None
    text: str = ""
    since: date | None = None
    until: date | None = None
    accounts: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Skipped:
    """An event of a bulk that was left alone, and why."""

    uid: str
    why: Refusal


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """What came of a decision: the events that it was about, as they are now, and all changes.

    `decision_id` is what `Staff.withdraw` takes; None for a correction. `act` is what `Desk.undo`
    takes. `skipped` are the events of a bulk that were left alone.
    """

    event_uids: tuple[str, ...]
    changes: tuple[Change, ...]
    act: int
    decision_id: int | None = None
    skipped: tuple[Skipped, ...] = ()
