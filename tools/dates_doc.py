"""Writes docs/dates.md: the text of dates_doc.in.md and the rows of tests/parsers/dates/forms.

"Read as" comes from running the reader on each row that is `shown`, never from its expectation.
`--check` writes nothing and fails where the file is not what would be written.
"""

import sys
import tomllib
import unicodedata
from pathlib import Path
from typing import Any

import click

from model import Grain, YearSource
from parsers.dates import (
    DateContext,
    DateKind,
    DateReading,
    Moment,
    Tense,
    phrases,
    read_dates,
    reader,
    years,
)

ROOT = Path(__file__).resolve().parent.parent
FORMS = ROOT / "tests" / "parsers" / "dates" / "forms"
TEMPLATE = Path(__file__).with_suffix(".in.md")
TARGET = ROOT / "docs" / "dates.md"
COMMAND = "make docs"

WARNINGS = {
    "impossible_date": "the date does not exist (31.02.): no moments, kind `none`",
    "weekday_mismatch": "the written weekday is not that of the date; the date stays as written",
    "year_unknown": "no evidence for the year: `--05-12`",
    "odd_year": "the year is mistyped (`12.03.20266`); day and month are read, the year is not",
    "ambiguous_order": "two orders of day, month and year are possible; the nearer one was taken",
    "ambiguous_time": "an hour in words that can be in the morning or twelve hours later",
    "reversed_range": "the range ends before it starts",
    "long_range": "the range is longer than an event of this kind can be",
    "no_rule": "it repeats, but no recurrence rule says how",
    "date_pending": "the page says that the date will follow",
}
"""Every warning of the reader and what it means; a test compares the names with the code."""


def document() -> str:
    """Return the whole page."""
    return (
        TEMPLATE.read_text(encoding="utf-8")
        .replace("{a_little}", str(years.A_LITTLE.days))
        .replace("{most_text}", f"{reader.MOST_TEXT:,}")
        .replace("{most_characters}", f"{phrases.MOST_CHARACTERS:,}")
        .replace("{most_readings}", f"{reader.MOST_READINGS:,}")
        .replace("{long_range}", str(reader.LONG_RANGE.days))
        .replace("{warnings}", _warnings())
        .replace("{tables}", "\n\n".join(_section(table) for table in tables()))
        .rstrip("\n")
        + "\n"
    )


def tables() -> list[dict[str, Any]]:
    """Return the tables of forms in the order of their file names."""
    files = sorted(FORMS.glob("*.toml"))
    return [tomllib.loads(file.read_text(encoding="utf-8")) for file in files]


def _warnings() -> str:
    rows = [f"| `{name}` | {meaning} |" for name, meaning in WARNINGS.items()]
    return "\n".join(["| warning | means |", "|---|---|", *rows])


def _section(table: dict[str, Any]) -> str:
    shown = [form for form in table["form"] if form.get("shown")]
    contexts = [_context(form) for form in shown]
    columns = ["Text", *(["Context"] if any(contexts) else []), "Read as", "Note"]
    rows = [
        [_code(form["text"]), *([context] if any(contexts) else []), _read(form), _note(form)]
        for form, context in zip(shown, contexts, strict=True)
    ]
    lines = [columns, ["---"] * len(columns), *rows]
    grid = "\n".join("| " + " | ".join(line) + " |" for line in lines)
    return f"## {table['title']}\n\n{table['intro'].strip()}\n\n{grid}"


def _note(form: dict[str, Any]) -> str:
    return str(form.get("note", "")).replace("|", "\\|")


def _code(text: str) -> str:
    """Return text for a cell of a table, with everything in sight that cannot be seen."""
    seen = "".join(_visible(char) for char in text)
    return "`" + seen.replace("|", "\\|").replace("`", "'") + "`"


def _visible(char: str) -> str:
    if char == "\n":
        return "⏎"
    hidden = unicodedata.category(char) in ("Cf", "Zs", "Mn") and char != " "
    return f"⟨U+{ord(char):04X}⟩" if hidden else char


def _context(form: dict[str, Any]) -> str:
    parts = [str(form["reference"])] if "reference" in form else []
    parts += [f"{key} {_code(form[key])}" for key in ("heading", "url", "tense") if key in form]
    return ", ".join(parts)


def _read(form: dict[str, Any]) -> str:
    context = DateContext(
        reference=form.get("reference"),
        url=form.get("url", ""),
        heading=form.get("heading", ""),
        tense=Tense(form.get("tense", "unknown")),
    )
    return "<br>".join(map(_said, read_dates(form["text"], context))) or "nothing"


def _said(reading: DateReading) -> str:
    parts = [_when(reading.start, reading.end)]
    if reading.first is not None and reading.grain not in (Grain.DAY, Grain.MINUTE):
        parts.append(reading.grain.value)
    if reading.kind is not DateKind.EVENT:
        parts.append(f"kind {reading.kind.value}")
    if reading.tense is not Tense.UNKNOWN:
        parts.append(reading.tense.value)
    if reading.year_source not in (None, YearSource.WRITTEN):
        parts.append(f"year from {reading.year_source}")
    if reading.doors is not None:
        parts.append(f"doors `{reading.doors.iso}`")
    if reading.previous is not None:
        parts.append(f"moved from `{reading.previous.iso}`")
    if reading.recurrence:
        parts.append(f"`{reading.recurrence}`")
    return ", ".join([*parts, *(f"**{warning}**" for warning in reading.warnings)])


def _when(start: Moment | None, end: Moment | None) -> str:
    if start is None:
        return f"until `{end.iso}`" if end else "no date"
    return f"`{start.iso}` to `{end.iso}`" if end else f"`{start.iso}`"


@click.command()
@click.option("--check", is_flag=True, help="Write nothing; fail where the file is out of date.")
def main(check: bool) -> None:
    """Write docs/dates.md."""
    text = document()
    if not check:
        TARGET.write_text(text, encoding="utf-8")
    elif TARGET.read_text(encoding="utf-8") != text:
        click.echo(f"docs/dates.md is out of date; renew it with: {COMMAND}", err=True)
        sys.exit(1)


if __name__ == "__main__":
    main()
