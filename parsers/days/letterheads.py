"""The day of a letter: "Gera, 3. Februar 2026" alone on a line, above the days it invites to."""

import re
from dataclasses import replace
from datetime import date

from parsers.dates import DateKind
from parsers.days.dated import Dated
from parsers.days.timing import usable
from parsers.page.document import Document

_TOWN = re.compile(r"\W*[A-ZÄÖÜ][\w()/-]+(?:[ .][\w()/-]+){0,3},\s*")
_REST = re.compile(r"\W*")


def with_letterheads(items: list[Dated], document: Document, today: date | None) -> list[Dated]:
    """Return the dates; a line of town and day that heads a letter is its publication.

    It is the only such line of the page, not after `today`, and another day of the page is later:
    else "Dresden, 12. Mai 2026" is what an event needs.
    """
    heads = [item for item in items if _is_line(item, document)]
    day = _day(heads[0]) if len(heads) == 1 else None
    if day is None or today is None or day > today:
        return items
    days = (_day(item) for item in items if usable(item.reading))
    if not any(other is not None and other > day for other in days):
        return items
    reading = replace(heads[0].reading, kind=DateKind.PUBLISHED)
    return [replace(item, reading=reading) if item is heads[0] else item for item in items]


def _day(item: Dated) -> date | None:
    return item.reading.start.day_value if item.reading.start is not None else None


def _is_line(item: Dated, document: Document) -> bool:
    """Whether a block holds a town, a day, and nothing else."""
    if not usable(item.reading) or not item.reading.all_day or item.reading.end is not None:
        return False
    block = document.blocks[item.block]
    before = document.text[block.start : item.start]
    after = document.text[item.end : block.end]
    return _TOWN.fullmatch(before) is not None and _REST.fullmatch(after) is not None
