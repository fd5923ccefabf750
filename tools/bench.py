"""Time reading against the bare library in the same run: ratios, which hold on any machine.

`page -> events` is measured against one lxml parse of the same bytes (goal: at most 3.0), the date
reader against a plain scan for runs of digits; CPU time, median over rounds, HTML of tests/sites.
What follows is the same on other pages beside other libraries (bench_pages.py), the date reader
beside others (bench_page.py, bench_phrases.py) and on texts that nobody writes (bench_hostile.py).
"""

import importlib.util
import sys
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import bench_hostile
import bench_page
import bench_pages
import bench_phrases
import click
import lxml.html
from bench_timing import cpu

import parsers
from model import Page
from parsers import Context
from parsers.dates import DateContext, read_dates

ROOT = Path(__file__).resolve().parent.parent
ROUNDS = 7
GOAL = 3.0
TODAY = date(2026, 3, 2)


def main() -> int:
    """Print one row a measurement."""
    files = sorted((ROOT / "tests" / "sites").rglob("*.html"))
    bodies = [file.read_bytes() for file in files if file.stat().st_size]
    if not bodies:
        click.echo("tests/sites holds no pages", err=True)
        return 1
    pages = [_page(f"http://bench.localhost/{i}", body) for i, body in enumerate(bodies)]
    context, reference = Context(today=TODAY), DateContext(reference=TODAY)
    texts = [parsers.extract(page, context).text for page in pages]
    size = sum(map(len, bodies)) / len(bodies) / 1000
    click.echo(f"{len(pages)} pages, {size:.1f} kB on average, {ROUNDS} rounds, CPU time")
    click.echo(f"{'step':<14}{'ms/page':>9}  {'against':<12}{'ms/page':>9}{'ratio':>9}{'goal':>7}")
    parse = _ms(lambda: [lxml.html.document_fromstring(body) for body in bodies], len(pages))
    extract = _ms(lambda: [parsers.extract(page, context) for page in pages], len(pages))
    scan = _ms(lambda: [bench_page.DIGITS.findall(text) for text in texts], len(pages))
    dates = _ms(lambda: [read_dates(text, reference) for text in texts], len(pages))
    _row("page -> events", extract, "lxml parse", parse, GOAL)
    _row("dates", dates, r"\d+ scan", scan, None)
    bench_pages.report()
    bench_page.report()
    bench_phrases.report()
    bench_hostile.report()
    if importlib.util.find_spec("ctparse") is None:
        click.echo("\nctparse is not installed: its rows are left out; make bench installs it")
    return 0


def _page(url: str, body: bytes) -> Page:
    return Page(
        source_id="bench", url=url, body=body, fetched_at=datetime(2026, 3, 2, 5, tzinfo=UTC)
    )


def _ms(work: Callable[[], object], pages: int) -> float:
    """Median CPU milliseconds a page."""
    return cpu(work, ROUNDS) / pages


def _row(step: str, ours: float, library: str, bare: float, goal: float | None) -> None:
    aim = f"{goal:>7.1f}" if goal else f"{'-':>7}"
    click.echo(f"{step:<14}{ours:>9.2f}  {library:<12}{bare:>9.3f}{ours / bare:>9.1f}{aim}")


if __name__ == "__main__":
    sys.exit(main())
