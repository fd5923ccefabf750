"""The vocabulary of RegioRadar: frozen records that every other package speaks in.

Standard library only, no I/O. Names are schema.org's for events, RFC 5545's for calendars.
"""

from model.address import without_tracking
from model.errors import (
    ConfigError,
    CrawlError,
    ModelError,
    PageError,
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
from model.extraction import Extraction, PageKind, Problem, ProblemKind, Severity
from model.page import Page
from model.place import Place
from model.stored import Mention, StoredDeadline, StoredEvent, StoredNews
from model.text import clean_text, fold, http_url
from model.when import BERLIN, CoarseWhen, Grain, When, YearSource, iso

__all__ = [
    "BERLIN",
    "AttendanceMode",
    "CoarseWhen",
    "ConfigError",
    "CrawlError",
    "Deadline",
    "DeadlineKind",
    "Event",
    "EventStatus",
    "Evidence",
    "Extraction",
    "Grain",
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
    "PublishError",
    "RegioRadarError",
    "Severity",
    "SourceFileError",
    "StoreError",
    "StoredDeadline",
    "StoredEvent",
    "StoredNews",
    "When",
    "YearSource",
    "clean_text",
    "fold",
    "http_url",
    "iso",
    "without_tracking",
]
