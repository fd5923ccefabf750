"""Every row of `forms/*.toml`, one file for each sort of date, as the reader reads it.

A row is `text`, its context (`reference`, `url`, `heading`, `tense`) and `reads`, the readings in
order: `reads = []` says that nothing at all is read. Of a reading `start`, `end`, `previous`,
`doors` (ISO 8601), `recurrence` and `warnings` are always compared, and a missing key says that
there is none; `grain`, `kind`, `tense`, `year`, `all_day`, `quote` and `cue` only where written.
`shown` rows stand in docs/dates.md, with their `note`. `also_in` of a file is a sentence in which
its rows are tried once more.
"""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from parsers.dates import DateContext, DateReading, Moment, Tense, read_dates

FORMS = Path(__file__).parent / "forms"
TABLES = {file.stem: tomllib.loads(file.read_text("utf-8")) for file in FORMS.glob("*.toml")}
TABLE_KEYS = {"title", "intro", "also_in", "form"}
FORM_KEYS = {"text", "reference", "url", "heading", "tense", "note", "shown", "reads"}
NONE = {"start": "", "end": "", "previous": "", "doors": "", "recurrence": "", "warnings": []}


def rows() -> list[Any]:
    found = []
    for stem, table in sorted(TABLES.items()):
        for form in table["form"]:
            name = f"{stem}: {form['text']}"
            found.append(pytest.param(form, id=name))
            if "also_in" in table:
                inside = form | {"text": table["also_in"].format(form["text"])}
                found.append(pytest.param(inside, id=f"{name} (in a sentence)"))
    return found


def context(form: dict[str, Any]) -> DateContext:
    return DateContext(
        reference=form.get("reference"),
        url=form.get("url", ""),
        heading=form.get("heading", ""),
        tense=Tense(form.get("tense", "unknown")),
    )


def iso(moment: Moment | None) -> str:
    return moment.iso if moment is not None else ""


def told(reading: DateReading) -> dict[str, Any]:
    """A reading by the keys of a row."""
    return {
        "start": iso(reading.start),
        "end": iso(reading.end),
        "previous": iso(reading.previous),
        "doors": iso(reading.doors),
        "recurrence": reading.recurrence,
        "warnings": list(reading.warnings),
        "grain": reading.grain.value,
        "kind": reading.kind.value,
        "tense": reading.tense.value,
        "year": reading.year_source.value if reading.year_source else "",
        "all_day": reading.all_day,
        "quote": reading.quote,
        "cue": reading.cue,
    }


@pytest.mark.parametrize("form", rows())
def test_a_form_is_read(form: dict[str, Any]) -> None:
    wanted = [NONE | reading for reading in form["reads"]]
    readings = [told(reading) for reading in read_dates(form["text"], context(form))]
    got = [
        {key: reading[key] for key in (wanted[index] if index < len(wanted) else NONE)}
        for index, reading in enumerate(readings)
    ]
    assert got == wanted


@pytest.mark.parametrize("stem", sorted(TABLES))
def test_a_table_has_no_key_that_is_not_compared_and_no_row_twice(stem: str) -> None:
    table = TABLES[stem]
    assert table["title"]
    assert table["intro"]
    assert table.keys() <= TABLE_KEYS
    seen = [
        {k: v for k, v in form.items() if k in FORM_KEYS - {"note", "shown", "reads"}}
        for form in table["form"]
    ]
    for form, key in zip(table["form"], seen, strict=True):
        assert form.keys() <= FORM_KEYS, form["text"]
        assert seen.count(key) == 1, form["text"]


def test_every_reading_has_only_keys_that_a_reading_has() -> None:
    (known,) = read_dates("7. Mai 2026")
    for table in TABLES.values():
        for form in table["form"]:
            for reading in form["reads"]:
                assert reading.keys() <= told(known).keys(), form["text"]
