"""What came of asking for one address, and how a source does: one word each."""

from enum import StrEnum

from model.extraction import Problem, ProblemKind


class Verdict(StrEnum):
    """What came of one address in one run."""

    OK = "ok"
    NOT_MODIFIED = "not_modified"
    QUIET = "quiet"
    LIST_MISSING = "list_missing"
    LIST_EMPTY = "list_empty"
    BLOCKED = "blocked"
    GONE = "gone"
    MOVED = "moved"
    SERVER_ERROR = "server_error"
    TIMEOUT = "timeout"
    UNREACHABLE = "unreachable"
    TLS = "tls"
    ROBOTS = "robots"
    FORBIDDEN_ADDRESS = "forbidden_address"
    NOT_HTML = "not_html"
    EMPTY = "empty"
    MALFORMED = "malformed"
    TRUNCATED = "truncated"
    TOO_LARGE = "too_large"
    SOFT_404 = "soft_404"
    JAVASCRIPT = "javascript"
    INTERNAL = "internal"

    @property
    def good(self) -> bool:
        """True where the address gave what it is asked for."""
        return self in (Verdict.OK, Verdict.NOT_MODIFIED, Verdict.QUIET)


class HealthState(StrEnum):
    """How a source does, against its own history."""

    BROKEN = "broken"
    DEGRADED = "degraded"
    QUIET = "quiet"
    WELL = "well"
    UNKNOWN = "unknown"
    PAUSED = "paused"
    """Staff leave it alone."""


_OF_PROBLEM = {
    ProblemKind.LIST_MISSING: Verdict.LIST_MISSING,
    ProblemKind.LIST_EMPTY: Verdict.LIST_EMPTY,
    ProblemKind.BLOCKED: Verdict.BLOCKED,
    ProblemKind.CONSENT_WALL: Verdict.BLOCKED,
    ProblemKind.LOGIN: Verdict.BLOCKED,
    ProblemKind.GONE: Verdict.GONE,
    ProblemKind.MOVED: Verdict.MOVED,
    ProblemKind.SERVER_ERROR: Verdict.SERVER_ERROR,
    ProblemKind.UNAVAILABLE: Verdict.SERVER_ERROR,
    ProblemKind.HTTP_STATUS: Verdict.SERVER_ERROR,
    ProblemKind.TIMEOUT: Verdict.TIMEOUT,
    ProblemKind.UNREACHABLE: Verdict.UNREACHABLE,
    ProblemKind.TLS: Verdict.TLS,
    ProblemKind.ROBOTS: Verdict.ROBOTS,
    ProblemKind.FORBIDDEN_ADDRESS: Verdict.FORBIDDEN_ADDRESS,
    ProblemKind.NOT_TEXT: Verdict.NOT_HTML,
    ProblemKind.EMPTY: Verdict.EMPTY,
    ProblemKind.MALFORMED: Verdict.MALFORMED,
    ProblemKind.STRUCTURED_DATA: Verdict.MALFORMED,
    ProblemKind.TRUNCATED: Verdict.TRUNCATED,
    ProblemKind.TOO_LARGE: Verdict.TOO_LARGE,
    ProblemKind.SOFT_404: Verdict.SOFT_404,
    ProblemKind.JAVASCRIPT_ONLY: Verdict.JAVASCRIPT,
    ProblemKind.DAMAGED: Verdict.INTERNAL,
    ProblemKind.INTERNAL: Verdict.INTERNAL,
}


def verdict_of(problem: Problem) -> Verdict:
    """The verdict on an address that a problem befell; `ok` for one that costs nothing."""
    return _OF_PROBLEM.get(problem.kind, Verdict.OK)
