"""How far a run is: bars on a terminal, plain lines elsewhere, nothing where nobody asks.

Where the log is for machines, the lines are records of the log.
"""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Protocol

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn

from regioradar import logs

_log = logging.getLogger(__name__)


class Reporter(Protocol):
    """What the pipeline tells while it works."""

    def stage(self, name: str, total: int, /) -> None:
        """A stage begins; `total` sources will go through it."""

    def pages(self, source_id: str, count: int, /) -> None:
        """`count` pages of a source have gone through the stage so far."""

    def done(self, source_id: str, text: str, /) -> None:
        """A source is through the stage; `text` says how it went."""


class Silent:
    """Tells nobody."""

    def stage(self, name: str, total: int, /) -> None:
        """Nothing."""

    def pages(self, source_id: str, count: int, /) -> None:
        """Nothing."""

    def done(self, source_id: str, text: str, /) -> None:
        """Nothing."""


class Lines:
    """One plain line for each source and stage."""

    def __init__(self, console: Console) -> None:
        self._console = console
        self._stage = ""

    def stage(self, name: str, _total: int, /) -> None:
        """Remember the name; lines come with the sources."""
        self._stage = name

    def pages(self, source_id: str, count: int, /) -> None:
        """Nothing: a line a page would be too many."""

    def done(self, source_id: str, text: str, /) -> None:
        """Print "crawl bmwe: 14 pages"."""
        line = f"{self._stage} {source_id}: {text}"
        self._console.print(line, soft_wrap=True, markup=False, highlight=False)


class Records:
    """The same as records of the log, at the level "info"."""

    def __init__(self) -> None:
        self._stage = ""

    def stage(self, name: str, _total: int, /) -> None:
        """Remember the name; records come with the sources."""
        self._stage = name

    def pages(self, source_id: str, count: int, /) -> None:
        """Nothing: a record a page would be too many."""

    def done(self, source_id: str, text: str, /) -> None:
        """Log "crawl bmwe: 14 pages"."""
        fields = {"stage": self._stage, "source": source_id}
        _log.info("%s %s: %s", self._stage, source_id, text, extra=fields)


class Bars:
    """One bar a stage, counted in sources, with the pages beside it."""

    def __init__(self, progress: Progress) -> None:
        self._progress = progress
        self._task: TaskID | None = None
        self._pages: dict[str, int] = {}

    def stage(self, name: str, total: int, /) -> None:
        """Open the next bar."""
        self._pages = {}
        self._task = self._progress.add_task(name, total=total, pages=0)

    def pages(self, source_id: str, count: int, /) -> None:
        """Show the pages of all sources so far."""
        self._pages[source_id] = count
        if self._task is not None:
            self._progress.update(self._task, pages=sum(self._pages.values()))

    def done(self, _source_id: str, _text: str, /) -> None:
        """Move the bar on by a source."""
        if self._task is not None:
            self._progress.advance(self._task)


@contextmanager
def reporter(console: Console, *, quiet: bool = False) -> Iterator[Reporter]:
    """The way of reporting that fits the console: bars where it is a terminal, lines elsewhere."""
    if quiet:
        yield Silent()
    elif logs.for_machines():
        yield Records()
    elif not console.is_terminal:
        yield Lines(console)
    else:
        columns = (
            TextColumn("{task.description:<8}"),
            BarColumn(bar_width=30),
            MofNCompleteColumn(),
            TextColumn("sources, {task.fields[pages]} pages"),
        )
        with Progress(*columns, console=console) as progress, logs.above(console):
            yield Bars(progress)
