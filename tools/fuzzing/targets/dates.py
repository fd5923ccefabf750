"""Any text at all, for the date reader: no exception, and spans that are the pieces they quote."""

from collections.abc import Iterator
from datetime import date

from fuzzing.drawing import choice
from fuzzing.target import ROOT, must
from fuzzing.words import DATES, PROSE, encoded
from parsers.dates import DateContext, date_record, read_dates
from parsers.dates.reader import MOST_READINGS

WORDS = encoded(DATES, DATES, PROSE)
DAYS = (
    None, date(2026, 3, 2), date(2024, 2, 29), date(2025, 12, 31), date.min, date.max,
    date(1999, 1, 1),
)  # fmt: skip
URLS = ("", "https://a.example/2026/03/20260399-x", "/2025/", "/2024-02-30/")
HEADINGS = ("", "Tagung 2025", "Seit 2014", "Klimaschutz 2030")


def check(data: bytes) -> None:
    """Three bytes choose day, address and heading; the rest is the text."""
    context = DateContext(
        reference=choice(data, 0, DAYS),
        url=choice(data, 1, URLS),
        heading=choice(data, 2, HEADINGS),
    )
    check_text(data[3:].decode("utf-8", "replace"), context)


def check_text(text: str, context: DateContext) -> int:
    """Read a text and return the number of readings. Raises UnsoundError."""
    found = read_dates(text, context)
    must(len(found) <= MOST_READINGS, "a text has a limited number of readings")
    last = 0
    for reading in found:
        start, end = reading.span
        must(last <= start < end <= len(text), "a span stands in the text, in order", reading)
        must(text[start:end] == reading.quote, "a quote is the piece at its span", reading)
        last = start
        for moment in (reading.start, reading.end, reading.previous, reading.doors):
            if moment is not None:
                known = moment.iso and (moment.at() is None or moment.day)
                must(bool(known), "a moment says something", reading)
        clock = any(m is not None and m.hour is not None for m in (reading.start, reading.end))
        whole = reading.first is not None and not clock
        must(reading.all_day is whole, "a whole day has no clock", reading)
    record = date_record(text, context.reference)
    must(record == date_record(text, context.reference), "a text is read the same way twice")
    return len(found)


def seeds() -> Iterator[bytes]:
    """The project's own texts in slices."""
    files = [*(ROOT / "docs").glob("*.md"), *(ROOT / "tests/parsers/dates").rglob("*.t*")]
    for file in sorted(files):
        text = file.read_bytes()
        yield from (b"\1\0\0" + text[at : at + 400] for at in range(0, len(text), 4000))
