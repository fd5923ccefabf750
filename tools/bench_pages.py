"""Whole pages: page -> events beside bare libraries, on every set of HTML pages that is here.

What counts is the ratio to one lxml parse of the same bytes, page by page, and the median of it.
trafilatura finds the main text and the date of a page, extruct its embedded data, BeautifulSoup
builds a tree: none of them reads an event, they say what a part of the job costs elsewhere.
"""

import importlib.util
import statistics
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path
from typing import Any

import click
import lxml.html
from bench_timing import cpu
from bs4 import BeautifulSoup

import parsers
from model import Page
from parsers import Context

ROOT = Path(__file__).resolve().parent.parent
EVAL = ROOT.parent / "shared" / "eval"
SETS = {
    "tests/accuracy/pages": ROOT / "tests" / "accuracy" / "pages",
    "tests/accuracy/held": ROOT / "tests" / "accuracy" / "held",
    "../shared/eval/cms": EVAL / "cms" / "pages",
    "../shared/eval/html": EVAL / "html" / "pages",
}
CONTEXT = Context(today=date(2026, 3, 2))
GOAL = 3.0


@dataclass(frozen=True)
class Tool:
    """A reader of whole pages and how many rounds its time is taken over."""

    name: str
    read: Callable[[bytes], object]
    rounds: int


def report() -> None:
    """Print a table for each set of pages."""
    tools = [Tool("page -> events", _events, 7), *_libraries()]
    for name, folder in SETS.items():
        bodies = [file.read_bytes() for file in sorted(folder.glob("*.html"))]
        if not bodies:
            click.echo(f"\n{name}: not there, not measured")
            continue
        parses = [cpu(partial(lxml.html.document_fromstring, body)) for body in bodies]
        size = statistics.median(map(len, bodies)) / 1000
        click.echo(f"\n{name}: {len(bodies)} HTML pages, median {size:.0f} kB")
        click.echo(f"{'reader':<16}{'ms/page':>9}{'x lxml parse':>14}{'worst':>8}{'goal':>7}")
        click.echo(f"{'lxml parse':<16}{statistics.median(parses):>9.2f}{1:>14.1f}")
        for tool in tools:
            _row(tool, bodies, parses)


def _row(tool: Tool, bodies: list[bytes], parses: list[float]) -> None:
    tool.read(bodies[0])  # what a library loads once is not its time
    times = [cpu(partial(tool.read, body), tool.rounds) for body in bodies]
    ratios = [taken / parse for taken, parse in zip(times, parses, strict=True)]
    goal = f"{GOAL:>7.1f}" if tool.read is _events else f"{'-':>7}"
    click.echo(
        f"{tool.name:<16}{statistics.median(times):>9.2f}{statistics.median(ratios):>14.1f}"
        f"{max(ratios):>8.0f}{goal}"
    )


def _events(body: bytes) -> object:
    page = Page(
        source_id="bench", url="https://bench.example/seite", body=body,
        fetched_at=datetime(2026, 3, 2, 5, tzinfo=UTC), content_type="text/html",
    )  # fmt: skip
    return parsers.extract(page, CONTEXT)


def _libraries() -> Iterator[Tool]:
    yield Tool("BeautifulSoup", lambda body: BeautifulSoup(body, "lxml"), 3)
    for name, reader in (("trafilatura", _trafilatura), ("extruct", _extruct)):
        if importlib.util.find_spec(name) is None:
            click.echo(f"{name} is not installed: its rows are left out; make bench installs it")
        else:
            yield Tool(name, reader(), 1)


def _trafilatura() -> Callable[[bytes], object]:
    import trafilatura

    def read(body: bytes) -> Any:
        return trafilatura.bare_extraction(body, with_metadata=True)

    return read


def _extruct() -> Callable[[bytes], object]:
    import extruct

    def read(body: bytes) -> Any:
        text = body.decode("utf-8", "replace")
        return extruct.extract(text, syntaxes=["json-ld", "microdata"], errors="ignore")

    return read


if __name__ == "__main__":
    report()
