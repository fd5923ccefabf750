"""Dates that a page sets in pieces: day, month and year in blocks of their own.

Puts the pieces together and has the date reader read them; whether they are events is judged
elsewhere.
"""

import re
from dataclasses import dataclass, replace

from parsers.dates import DateContext, DateReading, read_dates
from parsers.page.document import Block, Document, Region

MONTH = (
    r"(?:jan(?:uar|\.)?|feb(?:ruar|\.)?|märz|mär\.?|mrz\.?|apr(?:il|\.)?|mai|juni?\.?|juli?\.?"
    r"|aug(?:ust|\.)?|sept?(?:ember|\.)?|okt(?:ober|\.)?|nov(?:ember|\.)?|dez(?:ember|\.)?)"
)
WEEKDAY = (
    r"(?:mo|di|mi|do|fr|sa|so|montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonnabend"
    r"|sonntag)[.,]?"
)
_PIECE = re.compile(
    rf"(?P<day>\d{{1,2}}\.?)|(?P<month>{MONTH})|(?P<year>(?:19|20)\d\d)|(?P<weekday>{WEEKDAY})"
    rf"|(?P<days>\d{{1,2}}\.?\s?[–/+-]\s?\d{{1,2}}\.?)|(?P<monthyear>{MONTH}\s(?:19|20)\d\d)"
    rf"|(?P<daymonth>(?:{WEEKDAY}\s)?\d{{1,2}}\.?\s?{MONTH})",
    re.IGNORECASE,
)
_SEVERAL = re.compile(r"(?<!\d)(\d{1,2})\.?\s?[/+]\s?(\d{1,2})\.?(?!\d)")
"""Two days of a tile: "24/25"."""
_LONGEST = 24
"""Characters of a block that can be a piece of a date."""
_MOST_PIECES = 5
_BEGINNINGS = frozenset("ja fe mä ma mr ap ju au se ok no de mo di mi do fr sa so".split())
"""How months and weekdays begin."""
_PARTS = {
    "day": frozenset(("day",)),
    "days": frozenset(("day",)),
    "month": frozenset(("month",)),
    "year": frozenset(("year",)),
    "weekday": frozenset(("weekday",)),
    "monthyear": frozenset(("month", "year")),
    "daymonth": frozenset(("day", "month")),
}


WHOLE_MONTH = 28
"""So many day numbers in a row make a calendar."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A date put together: its reading, the block that it begins in, and its span in the text.

    `cell`: the day is that of a calendar's cell, and may stand above several events.
    """

    reading: DateReading
    block: int
    start: int
    end: int
    cell: bool = False


def piece_kinds(document: Document) -> list[str]:
    """Return for each block which piece of a date it is, "" for none."""
    return [
        _piece_kind(block)
        if len(block.text) <= _LONGEST
        and (block.text[0].isdigit() or block.text[:2].lower() in _BEGINNINGS)
        else ""
        for block in document.blocks
    ]


def tiles(document: Document, kinds: list[str], context: DateContext) -> list[Piece]:
    """Return the dates whose pieces are blocks beside each other: "08", "NOV"."""
    found: list[Piece] = []
    number = 0
    while number < len(kinds):
        run = _run(kinds, number)
        piece = _read(document, number, run, context) if run > 1 else None
        if piece is not None:
            found.append(piece)
        number += max(1, run)
    return found


def _piece_kind(block: Block) -> str:
    if block.region not in (Region.MAIN, Region.ASIDE):
        return ""
    hit = _PIECE.fullmatch(block.text.strip(" ,|/·\n"))
    return (hit.lastgroup or "") if hit else ""


def _run(kinds: list[str], number: int) -> int:
    """How many blocks from `number` on are the pieces of one date."""
    seen: set[str] = set()
    end = number
    while end < len(kinds) and end - number < _MOST_PIECES:
        kind = kinds[end]
        parts = _PARTS.get(kind, frozenset())
        if not parts or parts & seen:
            break
        seen |= parts
        end += 1
    return end - number if {"day", "month"} <= seen else 1


def _read(document: Document, number: int, run: int, context: DateContext) -> Piece | None:
    blocks = document.blocks[number : number + run]
    start, end = blocks[0].start, blocks[-1].end
    text = _SEVERAL.sub(r"\1.–\2.", document.text[start:end].replace("\n", " "))
    readings = [r for r in read_dates(text, context) if r.first and r.first.day is not None]
    if len(readings) != 1:
        return None
    quote = document.text[start:end]
    reading = replace(readings[0], quote=quote, span=(0, len(quote)))
    return Piece(reading=reading, block=number, start=start, end=end)
