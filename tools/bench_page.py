"""The date readers on a whole page, against a scan of it for runs of digits.

The page is tests/parsers/dates/page.txt: 10,000 characters of our own, as dense in dates and digits
as pages of events are. ctparse names one date of a text, whatever its length, so it is handed the
page sentence by sentence, each with a limit of time. Of the dates of the page (page.toml) "named"
are those whose first day or time is among the answers; "wrong" are answers that are none of them.
"""

import re
import tomllib
from functools import partial
from pathlib import Path

import click
from bench_readers import Library, Pair, Reader, libraries, same
from bench_timing import cpu

PAGE = Path(__file__).resolve().parent.parent / "tests" / "parsers" / "dates" / "page.txt"
DIGITS = re.compile(r"\d+")
GOAL = 5.0
SENTENCE_LIMIT = 1.0
"""Seconds that ctparse may take for a sentence of the page."""

REAL_PAGES = "public German pages have on 10,000 characters 8 dates and 56 runs, events 12 and 70"
"""Counted by hand on the openings of 24 news and event pages, 33,000 characters."""

_SENTENCE = re.compile(r"[^\n.!?]+(?:[.!?](?!\s+[A-ZÄÖÜ]|\n)[^\n.!?]*)*[.!?]?")


def report() -> None:
    """Print one row for each reader."""
    page = PAGE.read_text(encoding="utf-8")
    table = tomllib.loads(PAGE.with_suffix(".toml").read_text(encoding="utf-8"))
    runs, dates = len(DIGITS.findall(page)), len(table["reads"])
    click.echo(f"\nA page of {len(page):,} characters, {dates} dates and times, {runs} digit runs")
    click.echo(f"({REAL_PAGES})")
    click.echo(f"{'reader':<14}{'ms/page':>10}{'x scan':>10}{'goal':>7}{'named':>9}{'wrong':>7}")
    scan = cpu(lambda: DIGITS.findall(page), repeat=100)
    _row(r"\d+ scan", scan, scan, "-")
    for library in libraries(table["published"], SENTENCE_LIMIT):
        _library(library, page, scan, table["reads"])


def _library(library: Library, page: str, scan: float, reads: list[dict[str, str]]) -> None:
    texts = _sentences(page) if library.one_answer else [page]
    library.read("7. Mai 2026")  # what a library loads once is not its time
    rounds = 21 if library.ours else 1
    times = [cpu(partial(library.read, text), rounds=rounds) for text in texts]
    late = sum(taken >= SENTENCE_LIMIT * 1000 for taken in times) if library.one_answer else 0
    note = f"  {len(texts)} sentences, {late} given up" if library.one_answer else ""
    goal = f"{GOAL:.1f}" if library.ours else "-"
    _row(library.name, sum(times), scan, goal, _quality(library.read, texts, reads) + note)


def _sentences(page: str) -> list[str]:
    return [match[0].strip() for match in _SENTENCE.finditer(page) if match[0].strip()]


def _quality(read: Reader, texts: list[str], reads: list[dict[str, str]]) -> str:
    """Return how many dates of the page's own are named, and how many answers are no date of it."""
    answers = [_first(pair) for text in texts for pair in read(text)]
    dated = [row for row in reads if "start" in row or "end" in row]
    wanted = [_first((row.get("start", ""), row.get("end", ""))) for row in dated]
    own = [day for day, row in zip(wanted, dated, strict=True) if row["kind"] != "none"]
    named = sum(any(same(answer, day) for answer in answers) for day in own)
    wrong = sum(not any(same(answer, day) for day in wanted) for answer in answers)
    return f"{f'{named}/{len(own)}':>9}{wrong:>7}"


def _first(pair: Pair) -> str:
    return pair[0] or pair[1]


def _row(name: str, taken: float, scan: float, goal: str, more: str = "") -> None:
    click.echo(f"{name:<14}{taken:>10.3f}{taken / scan:>10,.1f}{goal:>7}{more}")
