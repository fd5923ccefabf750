"""The vocabulary of RegioRadar: frozen records that every other package speaks in.

Standard library only, no I/O. Names are schema.org's for events, RFC 5545's for calendars.
"""

from model.address import without_tracking
from model.comparison import Comparison, Decision, Subject
from model.errors import (
    BusyError,
    ClockError,
    ConfigError,
    ConflictError,
    CrawlError,
    DamagedError,
    DecisionError,
    ModelError,
    PageError,
    PrunedError,
    PublishError,
    RegioRadarError,
    SourceFileError,
    StoreError,
)
from model.event import (
    AttendanceMode,
    Deadline,
    DeadlineKind,
    Event,
    EventStatus,
    Evidence,
    NewsItem,
    Organizer,
)
from model.extraction import EventList, Extraction, PageKind, Problem, ProblemKind, Severity
from model.history import (
    Change,
    ChangeKind,
    Conflict,
    Correction,
    Life,
    RelatedEvent,
    life_of,
)
from model.page import EntryKind, Page
from model.place import Place
from model.references import sound_references
from model.stored import Mention, StoredDeadline, StoredEvent, StoredNews
from model.text import clean_text, fold, folder_url, http_url
from model.verdict import HealthState, Verdict, verdict_of
from model.when import BERLIN, CoarseWhen, Grain, When, YearSource, iso

__all__ = [
    "BERLIN",
    "AttendanceMode",
    "BusyError",
    "Change",
    "ChangeKind",
    "ClockError",
    "CoarseWhen",
    "Comparison",
    "ConfigError",
    "Conflict",
    "ConflictError",
    "Correction",
    "CrawlError",
    "DamagedError",
    "Deadline",
    "DeadlineKind",
    "Decision",
    "DecisionError",
    "EntryKind",
    "Event",
    "EventList",
    "EventStatus",
    "Evidence",
    "Extraction",
    "Grain",
    "HealthState",
    "Life",
    "Mention",
    "ModelError",
    "NewsItem",
    "Organizer",
    "Page",
    "PageError",
    "PageKind",
    "Place",
    "Problem",
    "ProblemKind",
    "PrunedError",
    "PublishError",
    "RegioRadarError",
    "RelatedEvent",
    "Severity",
    "SourceFileError",
    "StoreError",
    "StoredDeadline",
    "StoredEvent",
    "StoredNews",
    "Subject",
    "Verdict",
    "When",
    "YearSource",
    "clean_text",
    "fold",
    "folder_url",
    "http_url",
    "iso",
    "life_of",
    "sound_references",
    "verdict_of",
    "without_tracking",
]
