"""Running text, sentence by sentence: every date that stands there, and nothing else.

`sentences/GENRE.toml` holds rows of a sentence and what is to be read in it, in order:
`1990-10-03` a day, `1990-10-03/1990-10-05` a range, `/2026-04-30` an end alone, `1990-10-03T10:00`
a clock time on a day, `T10:00` one without, `1990-10` a month, `--10-03` a day without a year (any
year may have been found for it). `?` before it: right where it is read, and not asked for (years,
seasons). A reading without moments counts as nothing read. All names and events are invented.

`open.txt` lists the sentences that are not read right yet, with their genre: one that is read right
must leave the list, and no other may join it.
"""

import tomllib
from datetime import date
from pathlib import Path

import pytest

from parsers.dates import DateContext, DateReading, read_dates

FOLDER = Path(__file__).parent / "sentences"
GENRES = sorted(file.stem for file in FOLDER.glob("*.toml"))
OPEN = set((FOLDER / "open.txt").read_text().splitlines())
TODAY = DateContext(reference=date(2026, 1, 10))


def _rows(genre: str) -> list[list[str]]:
    rows: list[list[str]] = tomllib.loads((FOLDER / f"{genre}.toml").read_text())["sentences"]
    return rows


def _written(reading: DateReading) -> str:
    start, end = (moment.iso if moment else "" for moment in (reading.start, reading.end))
    return f"{start}/{end}" if end else start


def _same(read: str, expected: str) -> bool:
    ends, truths = read.split("/"), expected.lstrip("?").split("/")
    return len(ends) == len(truths) and all(
        end == truth or (truth.startswith("--") and end[4:] == truth[1:])
        for end, truth in zip(ends, truths, strict=True)
    )


def _read(sentence: str) -> list[str]:
    return [text for reading in read_dates(sentence, TODAY) if (text := _written(reading))]


def compare(sentence: str, expected: list[str]) -> tuple[int, list[str], list[str]]:
    """Return how many expected readings were found, what was read too much, what is missing."""
    left = list(expected)
    wrong: list[str] = []
    found = 0
    for read in _read(sentence):
        match = next((one for one in left if _same(read, one)), None)
        if match is None:
            wrong.append(read)
        else:
            left.remove(match)
            found += not match.startswith("?")
    return found, wrong, [one for one in left if not one.startswith("?")]


@pytest.mark.parametrize("genre", GENRES)
def test_reads_every_sentence_exactly(genre: str) -> None:
    """Every sentence that is not open is read exactly; a failure shows recall and precision."""
    found = wrong = missing = 0
    lines: list[str] = []
    rows = _rows(genre)
    for sentence, *expected in rows:
        right, much, little = compare(sentence, expected)
        found, wrong, missing = found + right, wrong + len(much), missing + len(little)
        if (much or little) and f"{genre}: {sentence!r}" not in OPEN:
            lines.append(f"  {sentence!r}\n    too much {much}, missing {little}")
    recall = found / max(1, found + missing)
    precision = found / max(1, found + wrong)
    head = f"{genre}: {len(lines)} of {len(rows)} sentences newly wrong"
    assert not lines, f"{head}, recall {recall:.3f}, precision {precision:.3f}\n" + "\n".join(lines)


def test_what_is_open_is_in_the_suite_and_not_read_right() -> None:
    """A sentence that is read right by now is taken off the list; the failure names it."""
    wrong = {
        f"{genre}: {sentence!r}"
        for genre in GENRES
        for sentence, *expected in _rows(genre)
        if any(compare(sentence, expected)[1:])
    }
    assert not OPEN - wrong


def test_the_suite_is_large_and_half_traps() -> None:
    """The suite keeps its size: 500 sentences, 250 of them without any date."""
    rows = [row for genre in GENRES for row in _rows(genre)]
    assert len(rows) >= 500
    assert len({row[0] for row in rows}) == len(rows)
    assert sum(len(row) == 1 for row in rows) >= 250
