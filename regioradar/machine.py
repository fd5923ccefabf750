"""The machine interface of `regioradar extract`: pages from files or JSON lines, one answer each.

A page that cannot be had gives an answer too, with the problem in it; nothing stops the stream.
"""

import logging
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any

import parsers
from model import BERLIN, Page, PageError, ProblemKind
from model.schema_org import Json, extraction_to_json
from regioradar.clock import Clock
from regioradar.json_lines import read_object, text_of
from regioradar.pages import content_type_of, unreadable
from regioradar.surroundings import Surroundings
from sources import Source

logger = logging.getLogger("regioradar")


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """One page to read. `file` is read when its turn comes; `fault` says why there is none."""

    id: Any
    url: str = ""
    body: bytes | None = None
    file: Path | None = None
    content_type: str = ""
    published: str = ""
    today: date | None = None
    fault: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """The line to print and, where the page could not be had or read, the fault in one line."""

    record: Json
    fault: str = ""


@dataclass(slots=True, kw_only=True)
class Reader:
    """Turns requests into answers. `source` gives the defaults; None: found by the page's host."""

    surroundings: Surroundings
    clock: Clock
    source: Source | None = None
    _now: datetime = field(init=False)

    def __post_init__(self) -> None:
        self._now = self.clock.now()

    def answers(self, requests: Iterable[Request]) -> Iterator[Answer]:
        """One answer for each request, in order."""
        for request in requests:
            yield self.answer(request)

    def answer(self, request: Request) -> Answer:
        """Read one page. Never raises for what is in the page or for a file that is not there."""
        head = {"id": request.id, "url": request.url or None}
        source = self.source or self.surroundings.source_of(request.url)
        try:
            page = self._page(request, source)
        except PageError as error:
            record = head | _nothing(ProblemKind.MALFORMED, str(error))
            return Answer(record=record, fault=_of(request, str(error)))
        context = self.surroundings.context(source, request.today or _day(request.published))
        try:
            return Answer(record=head | extraction_to_json(parsers.extract(page, context)))
        except Exception as error:
            logger.exception("%s: the parsers failed on this page", request.id)
            fault = f"the parsers failed: {type(error).__name__}: {error}"
            record = head | _nothing(ProblemKind.INTERNAL, fault)
            return Answer(record=record, fault=_of(request, fault))

    def _page(self, request: Request, source: Source | None) -> Page:
        if request.fault:
            raise PageError(request.fault)
        body = request.body
        if body is None:
            if request.file is None:
                raise PageError('neither "body" nor "file" is given')
            try:
                body = request.file.read_bytes()
            except OSError as error:
                raise PageError(f"{request.file}: {error.strerror or error}") from error
            except ValueError as error:
                raise PageError(f"{str(request.file)!r} is no file name") from error
        name = request.file.name if request.file is not None else ""
        return Page(
            source_id=source.id if source else "",
            url=request.url,
            body=body,
            fetched_at=self._now,
            content_type=request.content_type or content_type_of(name, body),
            published=request.published,
        )


def requests_from_lines(lines: Iterable[bytes]) -> Iterator[Request]:
    """Read the JSON lines of the interface; a line that is none becomes a request with a fault.

    Empty lines are skipped, as every reader of JSON lines does.
    """
    for number, line in enumerate(lines, start=1):
        if line.strip():
            yield _request(number, line)


def day_of_line(value: str, what: str) -> date | None:
    """An ISO 8601 day; the day of a date-time with offset is that in Europe/Berlin.

    Empty gives None. Raises PageError that names the field.
    """
    if not value:
        return None
    try:
        if len(value) <= 10:
            return date.fromisoformat(value)
        moment = datetime.fromisoformat(value)
    except ValueError as error:
        raise PageError(f'"{what}" is no ISO 8601 day: {value!r}') from error
    return (moment.astimezone(BERLIN) if moment.tzinfo else moment).date()


def _request(number: int, line: bytes) -> Request:
    identity: Any = None
    url = ""
    try:
        data = read_object(number, line)
        identity = data.get("id")
        url = text_of(data, "url")
        file = text_of(data, "file")
        body = data.get("body")
        if body is not None:
            # JSON can hold lone surrogates, UTF-8 cannot.
            body = text_of(data, "body").encode("utf-8", "replace")
        return Request(
            id=identity,
            url=url,
            body=body,
            file=Path(file) if file and body is None else None,
            content_type=_decoded_type(text_of(data, "contentType"), body),
            published=text_of(data, "published"),
            today=day_of_line(text_of(data, "today"), "today"),
        )
    except PageError as error:
        return Request(id=identity, url=url, fault=str(error))


def _decoded_type(content_type: str, body: bytes | None) -> str:
    """The type of a body that JSON has decoded already: UTF-8, whatever its <meta> says."""
    if body is None:
        return content_type
    media = content_type.partition(";")[0].strip() or content_type_of("", body)
    return f"{media}; charset=utf-8"


def _of(request: Request, fault: str) -> str:
    """The fault with the id of its page, where it does not begin with it anyway."""
    if request.id is None or fault.startswith(str(request.id)):
        return fault
    return f"{request.id!r}: {fault}"


def _day(published: str) -> date | None:
    """The day of a publication date, where it is one ("2017-04" is not)."""
    try:
        return day_of_line(published, "published")
    except PageError:
        return None


def _nothing(kind: ProblemKind, message: str) -> Json:
    return extraction_to_json(unreadable("", kind, message))
