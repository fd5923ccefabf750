"""The date reader on five million characters that nobody writes: digits, dots, nested ranges.

Of a text at most `parsers.dates.reader.MOST_TEXT` characters are looked at, and fewer read; what is
timed is the whole call, the making of the plain text included.
"""

from datetime import date
from functools import partial

import click
from bench_timing import cpu

from parsers.dates import DateContext, read_dates

SIZE = 5_000_000
GOAL = 1000.0
WALLS = {
    "digits": "1",
    "numbers": "1 ",
    "dots": ".",
    "nested ranges": "1.1.-",
    "ranges of times": "12.03.2026 10:00 Uhr bis ",
    "impossible dates": "99.99.9999 ",
    "lists": "am 3. März, ",
    "brackets": "(",
    "words": "bis ",
}


def report() -> None:
    """Print one row for each text."""
    context = DateContext(reference=date(2026, 3, 2))
    click.echo(f"\n{SIZE:,} characters of one piece, milliseconds for all of it")
    click.echo(f"{'text':<18}{'ms':>8}{'goal':>8}{'readings':>10}")
    for name, piece in WALLS.items():
        text = piece * (SIZE // len(piece))
        count = len(read_dates(text, context))
        taken = cpu(partial(read_dates, text, context), rounds=3)
        click.echo(f"{name:<18}{taken:>8.0f}{GOAL:>8.0f}{count:>10,}")
