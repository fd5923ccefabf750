"""Our date reader, dateparser and ctparse behind one face, for the bench: text in, pairs out.

An answer is a list of (start, end) in ISO 8601, "" where a side is missing. Ours leaves out what is
no date. dateparser's `search_dates` names points only, so `end` is always missing. ctparse names
one point or one range for a text, or nothing.
"""

import importlib
import logging
import warnings
from collections.abc import Callable
from datetime import date, datetime
from typing import Any, NamedTuple

from parsers.dates import DateContext, DateKind, Moment, read_dates

Pair = tuple[str, str]
Reader = Callable[[str], list[Pair]]


class Library(NamedTuple):
    """A reader by its name; `one_answer` where it names one date of a text only."""

    name: str
    read: Reader
    ours: bool = False
    one_answer: bool = False


def libraries(reference: date, patience: float) -> list[Library]:
    """Return the readers that are installed, ours first; `patience` is ctparse's in seconds."""
    base = datetime(reference.year, reference.month, reference.day)  # noqa: DTZ001 (they want none)
    found = [
        Library("RegioRadar", ours(reference), ours=True),
        Library("dateparser", dateparser_reader(base)),
    ]
    other = ctparse_reader(base, patience)
    return [*found, Library("ctparse", other, one_answer=True)] if other is not None else found


def ours(reference: date) -> Reader:
    """Return the date reader of this project."""
    context = DateContext(reference=reference)

    def read(text: str) -> list[Pair]:
        return [
            (_iso(reading.start), _iso(reading.end))
            for reading in read_dates(text, context)
            if reading.first is not None and reading.kind is not DateKind.NONE
        ]

    return read


def _iso(moment: Moment | None) -> str:
    return moment.iso if moment is not None else ""


def dateparser_reader(base: datetime) -> Reader:
    """Return dateparser's search, told all it can be told: German, day first, the days to come."""
    from dateparser.search import search_dates

    settings: dict[str, Any] = {
        "RELATIVE_BASE": base,
        "DATE_ORDER": "DMY",
        "PREFER_DATES_FROM": "future",
    }

    def read(text: str) -> list[Pair]:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            found = search_dates(text, languages=["de"], settings=settings)
        return [(moment.isoformat(timespec="minutes"), "") for _, moment in found or []]

    return read


def ctparse_reader(base: datetime, patience: float) -> Reader | None:
    """Return ctparse, or None where it is not installed."""
    try:
        module = importlib.import_module("ctparse")
    except ImportError:
        return None
    logging.getLogger("ctparse").setLevel(logging.ERROR)

    def read(text: str) -> list[Pair]:
        try:
            found = module.ctparse(text, ts=base, timeout=patience)
        except Exception:  # a fault of the library is no answer
            return []
        return _resolved(found.resolution) if found is not None else []

    return read


def _resolved(value: Any) -> list[Pair]:
    """Return what ctparse calls a Time or an Interval as a pair; a Duration is no date."""
    if hasattr(value, "t_from"):
        return [(_time(value.t_from), _time(value.t_to))]
    return [(_time(value), "")] if hasattr(value, "year") else []


def _time(value: Any) -> str:
    if value is None:
        return ""
    parts = [(value.year, "04"), (value.month, "02"), (value.day, "02")]
    day = "-".join(f"{part:{width}}" for part, width in parts if part is not None)
    return day if value.hour is None else f"{day}T{value.hour:02}:{value.minute or 0:02}"


def same(got: str, wanted: str) -> bool:
    """Return True where an answer agrees with what is written, at its grain.

    Where a day is written a clock time in the answer is passed over (dateparser knows no days
    without one), and where a clock time alone is written, the day.
    """
    if not got or not wanted:
        return got == wanted
    if wanted.startswith("T"):
        return "T" in got and got[got.index("T") :] == wanted
    if "T" in wanted:
        return got == wanted
    return got.split("T")[0][: len(wanted)] == wanted


def right(answer: list[Pair], wanted: list[Pair]) -> bool:
    """Return True where every wanted pair is in the answer, and none where none is wanted."""
    if not wanted:
        return not answer
    return all(
        any(same(start, pair[0]) and same(end, pair[1]) for start, end in answer) for pair in wanted
    )


def found(answer: list[Pair], wanted: list[Pair]) -> bool:
    """Return True where the first moment of every wanted pair is in the answer, at either end."""
    if not wanted:
        return not answer
    moments = [moment for pair in answer for moment in pair if moment]
    return all(any(same(moment, start or end) for moment in moments) for start, end in wanted)
