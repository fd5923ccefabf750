"""Events, their deadlines and the news about them, each value with its evidence.

Names and enumerations are schema.org's (Event, EventStatusType, EventAttendanceModeEnumeration).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from model.errors import ModelError
from model.place import Place
from model.text import clean_text, http_url
from model.when import CoarseWhen, When


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """Where a value was read.

    `quote` is the exact text at the character offsets `start` to `end` (exclusive) of the page's
    visible text; offsets of 0, 0 say that the value stands in the page's data (JSON-LD, address)
    and not in its text. `rule` names the rule that read it, `confidence` is from 0 to 1.
    """

    quote: str
    start: int
    end: int
    rule: str
    confidence: float

    def __post_init__(self) -> None:
        if not 0.0 <= self.confidence <= 1.0:
            raise ModelError(f"a confidence lies between 0 and 1, not {self.confidence}")
        if not 0 <= self.start <= self.end:
            raise ModelError(f"evidence from {self.start} to {self.end} is no span")


class EventStatus(StrEnum):
    """schema.org EventStatusType."""

    SCHEDULED = "EventScheduled"
    CANCELLED = "EventCancelled"
    POSTPONED = "EventPostponed"
    RESCHEDULED = "EventRescheduled"
    MOVED_ONLINE = "EventMovedOnline"


class AttendanceMode(StrEnum):
    """schema.org EventAttendanceModeEnumeration."""

    OFFLINE = "OfflineEventAttendanceMode"
    ONLINE = "OnlineEventAttendanceMode"
    MIXED = "MixedEventAttendanceMode"


@dataclass(frozen=True, slots=True, kw_only=True)
class Organizer:
    """A schema.org Organization that holds an event. `name` is its official name."""

    name: str
    alternate_name: str = ""
    url: str = ""

    def __post_init__(self) -> None:
        object.__setattr__(self, "name", clean_text(self.name))
        object.__setattr__(self, "alternate_name", clean_text(self.alternate_name))
        object.__setattr__(self, "url", http_url(self.url) or "")
        if not self.name:
            raise ModelError("an organizer needs a name")


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One event as one page tells it. Unknown is empty; nothing is a default.

    `identifier` is the item id that the source itself gives (an iCalendar UID, a database key).
    `is_report` says that the page tells of it in retrospect ("fand am ... statt"),
    `is_save_the_date` that it only asks to keep the day free. `recurrence` is an RFC 5545 RRULE
    value. `confidence` is the chance that day, place and name are all
    right; `publish` says whether it may be published without a person, `reasons` why or why not.
    `evidence` is keyed by schema.org field name (startDate, endDate, location, ...).
    """

    name: str
    when: When | CoarseWhen | None = None
    locations: tuple[Place, ...] = ()
    organizers: tuple[Organizer, ...] = ()
    status: EventStatus = EventStatus.SCHEDULED
    attendance_mode: AttendanceMode | None = None
    previous_start: date | datetime | None = None
    description: str = ""
    url: str = ""
    offers: str = ""
    recurrence: str = ""
    identifier: str = ""
    is_report: bool = False
    is_save_the_date: bool = False
    confidence: float = 0.0
    publish: bool = False
    reasons: tuple[str, ...] = ()
    evidence: Mapping[str, Evidence] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for name in ("name", "offers", "recurrence", "identifier"):
            object.__setattr__(self, name, clean_text(getattr(self, name)))
        object.__setattr__(self, "description", clean_text(self.description, lines=True))
        object.__setattr__(self, "url", http_url(self.url) or "")
        if not self.name:
            raise ModelError("an event needs a name")
        if not 0.0 <= self.confidence <= 1.0:
            raise ModelError(f"a confidence lies between 0 and 1, not {self.confidence}")

    @property
    def location(self) -> Place | None:
        """The first place, or None."""
        return self.locations[0] if self.locations else None


class DeadlineKind(StrEnum):
    """What must be done by a deadline."""

    REGISTRATION = "registration"
    SUBMISSION = "submission"
    APPLICATION = "application"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class Deadline:
    """A day (or minute, Europe/Berlin) by which something must be done. Never an event."""

    due: date | datetime
    kind: DeadlineKind
    quote: str
    name: str = ""
    evidence: Evidence | None = None

    def __post_init__(self) -> None:
        object.__setattr__(self, "quote", clean_text(self.quote))
        object.__setattr__(self, "name", clean_text(self.name))


@dataclass(frozen=True, slots=True, kw_only=True)
class NewsItem:
    """A report, press release or notice.

    `about` names the event that it reports on, if any; `image` is the address of its picture.
    """

    headline: str
    url: str
    date_published: date | None = None
    description: str = ""
    organization: Organizer | None = None
    about: str = ""
    image: str = ""
    is_report: bool = False

    def __post_init__(self) -> None:
        for name in ("headline", "about"):
            object.__setattr__(self, name, clean_text(getattr(self, name)))
        object.__setattr__(self, "description", clean_text(self.description, lines=True))
        object.__setattr__(self, "url", http_url(self.url) or "")
        object.__setattr__(self, "image", http_url(self.image) or "")
        if not self.headline:
            raise ModelError("a news item needs a headline")
