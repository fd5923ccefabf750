"""What can go wrong with a request, as data: one plain English line for each kind of fault.

Judges answers and exceptions; raises nothing and logs nothing.
"""

from http import HTTPStatus

from OpenSSL import SSL
from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadCancelledError,
    DownloadConnectionRefusedError,
    DownloadFailedError,
    DownloadTimeoutError,
    IgnoreRequest,
    ResponseDataLossError,
    UnsupportedURLSchemeError,
)
from scrapy.http import Response
from service_identity import VerificationError
from twisted.web._newclient import ParseError

from model import Problem, ProblemKind, Severity, clean_text

_TEXT_TYPES = ("application/xhtml+xml", "application/xml", "application/json", "text/")
_SUFFIXES = ("+xml", "+json")
_BOMS = (b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf")


_LOST = frozenset(
    {
        ProblemKind.TIMEOUT,
        ProblemKind.UNREACHABLE,
        ProblemKind.TLS,
        ProblemKind.TRUNCATED,
        ProblemKind.TOO_LARGE,
        ProblemKind.INTERNAL,
    }
)
"""What costs a page that is there: an error on every page. A link that leads to nothing, to no
text or where robots.txt forbids it costs nothing but the link, and is an error on entries only."""


class OffHostError(IgnoreRequest):
    """A request, followed or redirected, that leads off the hosts of its source."""


class ForbiddenAddressError(IgnoreRequest):
    """A request to an address that no crawl may connect to, or spelt as none may be."""


class UnpackError(IgnoreRequest):
    """An answer whose body is not packed as it says, or too often."""


class BrokenOffError(IgnoreRequest):
    """An answer whose packed body has no end."""


class HeadTooLargeError(Exception):
    """An answer whose headers have no end."""


class RobotsForbiddenError(IgnoreRequest):
    """A request that the host's robots.txt forbids."""


class RobotsUnavailableError(IgnoreRequest):
    """A request to a host whose robots.txt answers with a server error (RFC 9309 2.3.1.4)."""


class RobotsUnreachableError(IgnoreRequest):
    """A request to a host whose robots.txt brought no answer (as above); its cause says why."""


class RenderingError(IgnoreRequest):
    """A page that needs a browser and cannot be shown in one here."""


class RenderingTimeoutError(IgnoreRequest):
    """A page whose scripts block the browser."""


class CrawlStoppedError(IgnoreRequest):
    """A request that was cut off or never sent, because its crawl was stopped from outside."""


class HostLeftError(CrawlStoppedError):
    """A request that was not sent because its host is left alone, which is told once for all."""


def content_type_of(response: Response) -> str:
    """Return the Content-Type header as sent; empty where there is none."""
    return (response.headers.get("Content-Type") or b"").decode("latin-1")


def of_response(response: Response, *, entry: bool, any_type: bool = False) -> Problem | None:
    """Return what is wrong with an answer, or None where it can be read as a page.

    With `any_type` the media type is not looked at, only whether the body is text.
    """
    if not 200 <= response.status < 300:
        if 300 <= response.status < 400 and response.headers.get("Location"):
            return _problem(ProblemKind.MOVED, _TO_NO_PAGE, response.url, entry)
        message = f"answered {_status_words(response.status)}"
        return _problem(_of_status(response.status), message, response.url, entry)
    if not response.body.strip():
        return _problem(ProblemKind.EMPTY, "answered with an empty body", response.url, entry)
    media_type = _media_type(response)
    if not ((any_type or _is_text_type(media_type)) and _is_text(response.body)):
        told = f" ({media_type})" if media_type else ""
        message = f"is no text{told}"
        return _problem(ProblemKind.NOT_TEXT, message, response.url, entry)
    return None


def of_exception(error: BaseException, url: str, *, entry: bool) -> Problem:
    """Return a failed request as a problem; an exception of no known kind is an internal one."""
    kind, message = _judge(error)
    return _problem(kind, message, url, entry)


def _problem(kind: ProblemKind, message: str, url: str, entry: bool) -> Problem:
    severity = Severity.ERROR if entry or kind in _LOST else Severity.WARNING
    message = clean_text(message)  # it may quote the host, whose words must not steer a terminal
    return Problem(kind=kind, message=message, severity=severity, url=url)


def _judge(error: BaseException) -> tuple[ProblemKind, str]:
    if isinstance(error, RobotsUnreachableError) and error.__cause__ is not None:
        kind, message = _judge(error.__cause__)
        return kind, f"was not asked for: robots.txt could not be fetched: {message}"
    for kinds, kind, message in _KNOWN:
        if isinstance(error, kinds):
            return kind, message or str(error)
    if isinstance(error, DownloadFailedError):
        return _judge_failed(error)
    if isinstance(error, IgnoreRequest):
        return _judge_ignored(str(error))
    if isinstance(error, ValueError) and "Missing scheme in request url" in str(error):
        return ProblemKind.MOVED, _TO_NO_PAGE  # all that Scrapy says of a redirect to `javascript:`
    return ProblemKind.INTERNAL, f"{type(error).__name__}: {error}"


_KNOWN: tuple[tuple[type[BaseException], ProblemKind, str], ...] = (
    (OffHostError, ProblemKind.MOVED, ""),
    (ForbiddenAddressError, ProblemKind.FORBIDDEN_ADDRESS, ""),
    (UnpackError, ProblemKind.MALFORMED, ""),
    (BrokenOffError, ProblemKind.TRUNCATED, "the packed body breaks off before its end"),
    (RobotsForbiddenError, ProblemKind.ROBOTS, "robots.txt forbids it"),
    (RobotsUnavailableError, ProblemKind.SERVER_ERROR, ""),
    (RenderingError, ProblemKind.JAVASCRIPT_ONLY, ""),
    (RenderingTimeoutError, ProblemKind.TIMEOUT, ""),
    (DownloadTimeoutError, ProblemKind.TIMEOUT, "did not answer in time"),
    (CannotResolveHostError, ProblemKind.UNREACHABLE, "the host name is not known"),
    (DownloadConnectionRefusedError, ProblemKind.UNREACHABLE, "the host refused the connection"),
    (ResponseDataLossError, ProblemKind.TRUNCATED, "the connection broke off before the end"),
    (DownloadCancelledError, ProblemKind.TOO_LARGE, "is larger than the limit"),
    (UnsupportedURLSchemeError, ProblemKind.UNREACHABLE, "is no http or https address"),
)


def _judge_failed(error: DownloadFailedError) -> tuple[ProblemKind, str]:
    """Tell TLS from connection faults: Twisted keeps the reasons in the failure beneath."""
    reasons = getattr(error.__cause__, "reasons", None) or ()
    causes = [getattr(reason, "value", reason) for reason in reasons]
    for cause in causes:
        if isinstance(cause, HeadTooLargeError):
            return ProblemKind.TOO_LARGE, "sends headers without end"
        if isinstance(cause, (ParseError, ValueError, KeyError)):
            return ProblemKind.MALFORMED, "the answer is no proper HTTP"
        if isinstance(cause, (SSL.Error, VerificationError)):
            return ProblemKind.TLS, f"the TLS certificate or handshake is not valid{_detail(cause)}"
    names = ", ".join(dict.fromkeys(type(cause).__name__ for cause in causes))
    return ProblemKind.UNREACHABLE, "the connection broke" + (f" ({names})" if names else "")


def _detail(cause: BaseException) -> str:
    """Return OpenSSL's own reason ("certificate verify failed"), where it gives one."""
    entries = cause.args[0] if cause.args and isinstance(cause.args[0], list) else []
    words = [str(entry[-1]) for entry in entries if isinstance(entry, tuple) and entry]
    return f" ({words[-1]})" if words else ""


_TO_NO_PAGE = "redirects to no http or https address"


def _judge_ignored(message: str) -> tuple[ProblemKind, str]:
    # Scrapy gives these two no type of their own.
    if "DOWNLOAD_MAXSIZE" in message:
        return ProblemKind.TOO_LARGE, "is larger than the limit once unpacked"
    if "max redirections" in message:
        return ProblemKind.MOVED, "redirects too many times"
    return ProblemKind.INTERNAL, f"was not asked for: {message}"


def _of_status(status: int) -> ProblemKind:
    """The kind of an answer that is no success (RFC 9110 section 15, RFC 7725 for 451)."""
    if status >= 500:
        return ProblemKind.SERVER_ERROR
    return _STATUS.get(status, ProblemKind.HTTP_STATUS)


_STATUS = {
    **dict.fromkeys((404, 410), ProblemKind.GONE),
    **dict.fromkeys((401, 403, 407, 429, 451), ProblemKind.BLOCKED),
}


def _status_words(status: int) -> str:
    try:
        return f"{status} {HTTPStatus(status).phrase}"
    except ValueError:
        return str(status)


def _media_type(response: Response) -> str:
    return content_type_of(response).partition(";")[0].strip().lower()


def _is_text_type(media_type: str) -> bool:
    return not media_type or media_type.startswith(_TEXT_TYPES) or media_type.endswith(_SUFFIXES)


def _is_text(body: bytes) -> bool:
    head = body[:1024]
    return head.startswith(_BOMS) or (b"\0" not in head and not head.startswith(b"%PDF-"))
