"""Every line of `lines/*.txt`: a phrase, `=>`, and what a careful reader takes from it.

Readings are parted by `; `: start, `/end`, then ` doors` with the admission, a rule (RFC 5545) and
`!` with the warnings but `year_unknown`. Nothing behind the arrow says that nothing is read. `\\n`
is a line break.
"""

from pathlib import Path

import pytest

from parsers.dates import DateReading, read_dates

LINES = Path(__file__).parent / "lines"
FILLER = "Das Haus liegt am Rand der Stadt, hat einen Garten und steht allen offen. " * 4


def rows(*, read: bool = False) -> list[tuple[str, str]]:
    """The phrases and their readings; with `read` only phrases of which something is read."""
    found = []
    for file in sorted(LINES.glob("*.txt")):
        for line in file.read_text("utf-8").splitlines():
            text, arrow, readings = line.partition(" =>")
            if not line.startswith("#") and (readings or not read):
                assert arrow, line
                found.append((text.replace("\\n", "\n"), readings.strip()))
    return found


def told(reading: DateReading) -> str:
    """A reading as the lines write it."""
    words = [reading.start.iso if reading.start else ""]
    if reading.end is not None:
        words[0] += f"/{reading.end.iso}"
    if reading.doors is not None:
        words.append(f"doors {reading.doors.iso}")
    words.append(reading.recurrence)
    warnings = [warning for warning in reading.warnings if warning != "year_unknown"]
    words.append("!" + ",".join(warnings) if warnings else "")
    return " ".join(word for word in words if word)


@pytest.mark.parametrize(("text", "readings"), rows())
def test_a_line_is_read(text: str, readings: str) -> None:
    assert "; ".join(told(reading) for reading in read_dates(text)) == readings


@pytest.mark.parametrize(("text", "readings"), rows(read=True))
def test_a_line_is_read_between_others(text: str, readings: str) -> None:
    page = f"{FILLER}\n\n{text}\n\n{FILLER}"
    assert "; ".join(told(reading) for reading in read_dates(page)) == readings
