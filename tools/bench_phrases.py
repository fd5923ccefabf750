"""The date readers on phrases of our own (bench_phrases.toml): time, and how many are read right.

A phrase is read right where every written (start, end) is in the answer at its grain
(`bench_readers.right`); further answers beside it are forgiven, but where nothing is written,
nothing may be found. "First found" forgives a missing or wrong end as well.
"""

import tomllib
from datetime import date
from functools import partial
from pathlib import Path
from typing import NamedTuple

import click
from bench_readers import Pair, Reader, found, libraries, right
from bench_timing import cpu

PHRASES = Path(__file__).with_name("bench_phrases.toml")
PATIENCE = 10.0
"""Seconds that ctparse may take for a phrase."""


class Phrase(NamedTuple):
    """A text and the (start, end) of its dates."""

    text: str
    reads: list[Pair]


def phrases() -> tuple[date, list[Phrase]]:
    """Return the reference day and the phrases."""
    table = tomllib.loads(PHRASES.read_text(encoding="utf-8"))
    rows = [
        Phrase(row["text"], [(start, end) for start, end in row["reads"]])
        for row in table["phrase"]
    ]
    return table["reference"], rows


def report() -> None:
    """Print one row for each reader."""
    reference, rows = phrases()
    click.echo(f"\n{len(rows)} phrases")
    click.echo(f"{'reader':<14}{'ms/phrase':>10}{'start and end right':>22}{'first found':>14}")
    for library in libraries(reference, PATIENCE):
        answers = _answers(library.read, rows)
        taken = cpu(partial(_answers, library.read, rows), 7 if library.ours else 3) / len(rows)
        pairs = list(zip(answers, rows, strict=True))
        both = sum(right(answer, row.reads) for answer, row in pairs)
        first = sum(found(answer, row.reads) for answer, row in pairs)
        shares = f"{_share(both, len(rows)):>22}{_share(first, len(rows)):>14}"
        click.echo(f"{library.name:<14}{taken:>10.3f}{shares}")


def _answers(read: Reader, rows: list[Phrase]) -> list[list[Pair]]:
    return [read(row.text) for row in rows]


def _share(count: int, total: int) -> str:
    return f"{count} ({count / total:.0%})"
