"""Time reading against the bare library in the same run: ratios, which hold on any machine.

`page -> events` is measured against one lxml parse of the same bytes (goal: at most 3.0), on pages
in the weight of real ones (bench_site.py) and on those of tests/sites as they are, which are small
and all content. The date reader stands beside a plain scan for runs of digits. What follows is the
same on other pages beside other libraries (bench_pages.py), the date reader beside others
(bench_page.py, bench_phrases.py) and on texts that nobody writes (bench_hostile.py).
"""

import importlib.util
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime
from pathlib import Path

import bench_hostile
import bench_measure
import bench_page
import bench_pages
import bench_phrases
import bench_site
import click
import lxml.html
from bench_measure import Measure, against
from bench_timing import cpu

import parsers
from model import Page
from parsers import Context
from parsers.dates import DateContext, read_dates

ROOT = Path(__file__).resolve().parent.parent
ROUNDS = 7
GOAL = 3.0
TODAY = date(2026, 3, 2)
WEIGHTY = 300


@click.command()
@bench_measure.options
def main(records: Path | None, quick: bool) -> None:
    """Print one row a measurement."""
    click.echo(f"{ROUNDS} rounds, CPU time")
    files = sorted((ROOT / "tests" / "sites").rglob("*.html"))
    small = [file.read_bytes() for file in files if file.stat().st_size]
    site = bench_site.pages(30 if quick else WEIGHTY)
    weighty = [body for path, body in site.items() if path.startswith("/termin")]
    rows = [
        *_rows(weighty, "page -> events", guide=True),
        *_rows(small, "page -> events, small pages", guide=False),
    ]
    bench_measure.save(records, rows)
    if quick:
        return
    bench_pages.report()
    bench_page.report()
    bench_phrases.report()
    bench_hostile.report()
    if importlib.util.find_spec("ctparse") is None:
        click.echo("\nctparse is not installed: its rows are left out; make bench installs it")


def _rows(bodies: Sequence[bytes], name: str, *, guide: bool) -> list[Measure]:
    """Reading and the date reader on these pages."""
    pages = [_page(f"http://bench.localhost/{i}", body) for i, body in enumerate(bodies)]
    context, reference = Context(today=TODAY), DateContext(reference=TODAY)
    texts = [parsers.extract(page, context).text for page in pages]
    size = sum(map(len, bodies)) / len(bodies) / 1000
    click.echo(f"\n{name}: {len(pages)} pages, {size:.1f} kB on average")
    click.echo(f"{'step':<14}{'ms/page':>9}  {'against':<12}{'ms/page':>9}{'ratio':>9}{'goal':>7}")
    parse = _ms(lambda: [lxml.html.document_fromstring(body) for body in bodies], len(pages))
    extract = _ms(lambda: [parsers.extract(page, context) for page in pages], len(pages))
    scan = _ms(lambda: [bench_page.DIGITS.findall(text) for text in texts], len(pages))
    dates = _ms(lambda: [read_dates(text, reference) for text in texts], len(pages))
    _row("page -> events", extract, "lxml parse", parse, GOAL)
    _row("dates", dates, r"\d+ scan", scan, None)
    goal = GOAL if guide else None
    return [
        against(name, extract, parse, "lxml parse", unit="ms/page", goal=goal, guide=guide),
        against(f"dates of {name}", dates, scan, r"\d+ scan of the text", unit="ms/page"),
    ]


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
    main()
