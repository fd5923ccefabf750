"""Feed the date reader strings that nobody writes, for some minutes: `make fuzz MINUTES=10`.

Texts are heaps of date pieces, slices of the project's own German texts cut, doubled and shuffled,
and any characters at all, up to 20,000 characters long. Each must be read without an exception,
with spans that point into the text and quotes that are these pieces, in order; the slowest text is
told by its time a character. The seed is printed, so that a run can be repeated.
"""

import random
import sys
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

import click

from parsers.dates import DateContext, date_record, read_dates

ROOT = Path(__file__).resolve().parent.parent
PIECES = (
    "am vom zum bis ab um von der den - – — / & + und u. oder bzw. , . ; : ( ) | · \n \n\n \t "
    "1 3. 12. 31. 31.12. 29.2. 3.4 10.10 12.03.2026 1.1.26 99.99.9999 0.0.0000 2026 26 1813 '26 "
    "2026-03-02 2026-03-02T10:00 T23:59:59-23:59 9999-12-31 0001-01-01 03/10/1999 24/7 1.500 "
    "549,00 10:00 10.30 24:00 9 18h 14h30 0830 Uhr uhr h c.t. s.t. a.m. pm noon midnight MEZ UTC "
    "Januar Jänner März Maerz Mai Juni Sept. Dez DEC JAN September may March "
    "Mo Di Mi. Do Fr Sa So Montag dienstags Mittwochabend Sonnabend Friday Mondays jeden jede "
    "ersten zweiter letzten im Monat alle zwei Wochen wöchentlich täglich außer every other "
    "week Anfang Mitte Ende Quartal Q3 KW 12 Halbjahr Herbst Winter 2026/27 halb viertel acht "
    "dreiviertel Einlass Beginn Anmeldung Frist seit gegründet Gesetz verschoben statt "
    "Nachholtermin Stand abends nachts vormittags heute Art. § Nr. Tel. 0345/12 www.a.de/2026/03 "
    "https://b.example/1.2. \u00ad \u00a0 \u200b \u2009 a\u0308 İ ß ẞ ٣ ² ½ 𝟙 \x00 \x1c "
    "\u2028 \ufeff « » „ “ * # _ @ €"
).split(" ")


def main() -> int:
    """Run until the time is over; return 1 at the first text that is not read as it must be."""
    return _command(standalone_mode=False) or 0


@click.command()
@click.option("--minutes", type=float, default=10.0, show_default=True)
@click.option("--seed", type=int, default=None, help="Repeat the run of this seed.")
def _command(minutes: float, seed: int | None) -> int:
    seed = random.randrange(10**6) if seed is None else seed
    generator = random.Random(seed)
    texts = _own_texts()
    end = time.monotonic() + 60 * minutes
    count = characters = readings = 0
    slowest, worst = 0.0, ""
    while time.monotonic() < end:
        text = generator.choice(_MAKERS)(generator, texts)
        context = _context(generator)
        begin = time.process_time()
        try:
            readings += _checked(text, context)
        except Exception as error:  # whatever it is, the text that did it is what counts
            click.echo(f"seed {seed}, text {count}: {error!r}\n{text!r}\n{context!r}", err=True)
            return 1
        pace = (time.process_time() - begin) / max(len(text), 400)
        if pace > slowest:
            slowest, worst = pace, text
        count, characters = count + 1, characters + len(text)
    click.echo(
        f"{count:,} texts, {characters:,} characters, {readings:,} readings, no exception, "
        f"slowest {slowest * 1e6:.1f} µs a character, seed {seed}"
    )
    click.echo(f"slowest text: {worst[:200]!r}")
    return 0


def _checked(text: str, context: DateContext) -> int:
    found = read_dates(text, context)
    last = 0
    for reading in found:
        start, end = reading.span
        if not last <= start < end <= len(text) or text[start:end] != reading.quote:
            raise ValueError(f"span {reading.span} after {last}, quote {reading.quote!r}")
        last = start
        for moment in (reading.start, reading.end, reading.previous, reading.doors):
            if moment is not None and not (moment.iso and (moment.at() is None or moment.day)):
                raise ValueError(f"moment {moment!r}")
    date_record(text, context.reference)
    return len(found)


def _own_texts() -> list[str]:
    files = [*(ROOT / "docs").glob("*.md"), *(ROOT / "tests/parsers/dates").rglob("*.t*")]
    return [file.read_text(encoding="utf-8") for file in files]


def _heap(generator: random.Random, _texts: list[str]) -> str:
    gap = generator.choice([" ", " ", "", "\n", ", ", "-"])
    return gap.join(generator.choices(PIECES, k=generator.randint(1, 60)))


def _wall(generator: random.Random, _texts: list[str]) -> str:
    piece = "".join(generator.choices(PIECES, k=generator.randint(1, 4)))
    return (piece + generator.choice(["", " "])) * generator.randint(1, 2000)


def _slices(generator: random.Random, texts: list[str]) -> str:
    found = []
    for _ in range(generator.randint(1, 12)):
        text = generator.choice(texts)
        start = generator.randrange(len(text))
        found.append(text[start : start + generator.randint(1, 300)])
    return generator.choice(["", " ", "\n"]).join(found)


def _mutated(generator: random.Random, texts: list[str]) -> str:
    letters = list(_slices(generator, texts))
    for _ in range(max(1, len(letters) // 20)):
        place = generator.randrange(len(letters))
        letters[place] = generator.choice(["", " ", letters[place] * 2, chr(_code(generator))])
    return "".join(letters)


def _noise(generator: random.Random, _texts: list[str]) -> str:
    return "".join(chr(_code(generator)) for _ in range(generator.randint(0, 400)))


def _code(generator: random.Random) -> int:
    high = generator.choice([0x7F, 0x17F, 0x2060, 0xD7FF, 0x1FFFF])
    code = generator.randrange(high)
    return code if not 0xD800 <= code < 0xE000 else 0x20


_MAKERS: list[Callable[[random.Random, list[str]], str]] = [
    _heap, _heap, _slices, _mutated, _mutated, _wall, _noise,
]  # fmt: skip


def _context(generator: random.Random) -> DateContext:
    day = date.fromordinal(generator.randint(1, date.max.toordinal()))
    near = date(2026, generator.randint(1, 12), generator.randint(1, 28))
    return DateContext(
        reference=generator.choice([None, near, near, day]),
        url=generator.choice(
            ["", "https://a.example/2026/03/20260399-x", "/2025/", "/2024-02-30/"]
        ),
        heading=generator.choice(["", "Tagung 2025", "Seit 2014", "Klimaschutz 2030"]),
    )


if __name__ == "__main__":
    sys.exit(main())
