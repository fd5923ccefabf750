"""What the parsers say of one page."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from model.event import Deadline, Event, NewsItem


class PageKind(StrEnum):
    """What a page is, in the words of the machine interface."""

    EVENT = "event"
    ANNOUNCEMENT = "announcement"
    LISTING = "listing"
    REPORT = "report"
    NEWS = "news"
    OTHER = "other"


class Severity(StrEnum):
    """A warning leaves the result usable; an error means that the page gave nothing."""

    WARNING = "warning"
    ERROR = "error"


class ProblemKind(StrEnum):
    """What can be wrong with a page or a source, as stable codes."""

    EMPTY = "empty"
    NOT_TEXT = "not_text"
    CHARSET = "charset"
    TRUNCATED = "truncated"
    TOO_LARGE = "too_large"
    MALFORMED = "malformed"
    JAVASCRIPT_ONLY = "javascript_only"
    CONSENT_WALL = "consent_wall"
    SOFT_404 = "soft_404"
    LOGIN = "login"
    BLOCKED = "blocked"
    UNAVAILABLE = "unavailable"
    STRUCTURED_DATA = "structured_data"
    IMPOSSIBLE_DATE = "impossible_date"
    WEEKDAY_MISMATCH = "weekday_mismatch"
    YEAR_UNKNOWN = "year_unknown"
    LIST_MISSING = "list_missing"
    LIST_EMPTY = "list_empty"
    LIST_CONTINUES = "list_continues"
    BUDGET = "budget"
    HTTP_STATUS = "http_status"
    GONE = "gone"
    MOVED = "moved"
    SERVER_ERROR = "server_error"
    FORBIDDEN_ADDRESS = "forbidden_address"
    TIMEOUT = "timeout"
    UNREACHABLE = "unreachable"
    TLS = "tls"
    ROBOTS = "robots"
    NO_PAGES = "no_pages"
    HELD = "held"
    NOT_PUBLISHED = "not_published"
    DAMAGED = "damaged"
    INTERNAL = "internal"


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """A fault that is data: it is stored, shown and counted, and stops nothing."""

    kind: ProblemKind
    message: str
    severity: Severity = Severity.WARNING
    url: str = ""

    def __str__(self) -> str:
        return f"{self.kind}: {self.message}"


@dataclass(frozen=True, slots=True, kw_only=True)
class EventList:
    """Where on a page several events stand beside each other.

    `selector` is a CSS selector of the element that holds them all, `entries` their number, and
    `sample` are the names of the first three.
    """

    selector: str
    entries: int
    sample: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Extraction:
    """The whole reading of one page.

    `text` is the visible text that all offsets point into, `calendar_links` are the addresses of
    the iCalendar files that the page links: better evidence than its text, where they are read.
    `lists` are the lists that events were read from, `says_none` is the page's own sentence that
    there are no events now ("Derzeit sind keine Veranstaltungen geplant"), else empty.
    """

    page_kind: PageKind
    headline: str = ""
    date_published: date | None = None
    events: tuple[Event, ...] = ()
    news: tuple[NewsItem, ...] = ()
    deadlines: tuple[Deadline, ...] = ()
    problems: tuple[Problem, ...] = ()
    calendar_links: tuple[str, ...] = ()
    lists: tuple[EventList, ...] = ()
    says_none: str = ""
    text: str = ""
