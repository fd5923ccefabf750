"""Log lines on standard error: plain ones for people, JSON objects for machines.

All loggers of the process go this way, Scrapy's and Twisted's too. Where a bar is up, lines appear
above it and leave it whole.
"""

import logging
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Literal

import click
from pythonjsonlogger.core import RESERVED_ATTRS
from pythonjsonlogger.json import JsonFormatter

if TYPE_CHECKING:
    from rich.console import Console

_TEXT = "%(asctime)s %(levelname)s %(name)s: %(message)s"
_OBJECTS = ("spider", "crawler", "request", "response", "failure")
"""What Scrapy hangs on its records for programs."""

Format = Literal["text", "json"]


class JsonLines(JsonFormatter):
    """One object a line: `time` (UTC), `level`, `logger`, `message`, and what the record has more.

    `source` and `url` are there where the record tells them, or Scrapy's spider and request do. A
    traceback is the text of `traceback`, so that it stays in its line.
    """

    def __init__(self) -> None:
        super().__init__(
            ["levelname", "name", "message"],
            rename_fields={"levelname": "level", "name": "logger", "exc_info": "traceback"},
            reserved_attrs=[*RESERVED_ATTRS, *_OBJECTS],
            json_ensure_ascii=False,
        )

    def add_fields(
        self, log_data: dict[str, Any], record: logging.LogRecord, message_dict: dict[str, Any]
    ) -> None:
        """Put the time first and the origin in."""
        moment = datetime.fromtimestamp(record.created, UTC)
        log_data["time"] = moment.isoformat(timespec="milliseconds")
        super().add_fields(log_data, record, message_dict)
        for name, value in _origin(record):
            log_data.setdefault(name, value)


class StandardError(logging.Handler):
    """Writes to whatever standard error is at the moment, or above the bars of `console`."""

    console: "Console | None" = None

    def emit(self, record: logging.LogRecord) -> None:
        """Write one record; a fault in doing so is logging's own to report."""
        try:
            line = self.format(record)
            if self.console is None:
                sys.stderr.write(line + "\n")
                sys.stderr.flush()
            else:
                self.console.print(line, soft_wrap=True, markup=False, highlight=False, emoji=False)
        except Exception:
            self.handleError(record)


def set_up(level: str, form: Format) -> None:
    """Log to standard error from `level` on.

    The level is the handler's, because Scrapy sets its own loggers to DEBUG. What Scrapy warns
    of is in the summary as a problem; at the level "warning" it is not said twice.
    """
    handler = StandardError(level)
    handler.setFormatter(JsonLines() if form == "json" else logging.Formatter(_TEXT))
    if level == "WARNING":
        handler.addFilter(
            lambda record: record.levelno > logging.WARNING or not record.name.startswith("scrapy")
        )
    logging.basicConfig(level=level, handlers=[handler])


def say(text: str) -> None:
    """Tell a fault that ends the program or costs a part of its work, in the format of the log."""
    if for_machines():
        logging.getLogger("regioradar").error(text)
    else:
        click.echo(f"regioradar: {text}", err=True)


def for_machines() -> bool:
    """True where log lines are JSON."""
    return any(isinstance(handler.formatter, JsonLines) for handler in _ours())


@contextmanager
def above(console: "Console") -> Iterator[None]:
    """Write log lines above what `console` shows live."""
    handlers = _ours()
    for handler in handlers:
        handler.console = console
    try:
        yield
    finally:
        for handler in handlers:
            handler.console = None


def _ours() -> list[StandardError]:
    return [h for h in logging.getLogger().handlers if isinstance(h, StandardError)]


def _origin(record: logging.LogRecord) -> Iterator[tuple[str, str]]:
    """Yield source and address of a record of Scrapy's own."""
    sources: Sequence[Any] = getattr(getattr(record, "spider", None), "sources", ())
    if len(sources) == 1:
        yield "source", sources[0].id
    request = record.args.get("request") if isinstance(record.args, Mapping) else None
    url = getattr(request, "url", None)
    if isinstance(url, str):
        yield "url", url
