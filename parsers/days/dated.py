"""Every date of a page with the block and sentence that it stands in."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from parsers.budget import MAX_DATES
from parsers.dates import DateContext, DateReading, read_dates
from parsers.days.grids import days_below_months
from parsers.days.machine_times import with_moments
from parsers.days.tiles import WHOLE_MONTH, piece_kinds, tiles
from parsers.page.document import Block, Document, Region, Role
from parsers.sentences import sentences

_ERA = re.compile(r"[^\d©]{0,40}\b20\d\d(?:\s?[/–-]\s?(?:20)?\d\d)?\b[^\d©]{0,20}")
"""A line that says of what year all below it is: "Herbst / Winter 2025", "Programm 2026"."""
_HANGS = re.compile(
    r"(?:^|\s)(?:am|ab|vom|im|in|den|dem|der|die|das|und|zum|zur|für|wir|auf|bei|von|zu|statt|Sie)$"
)
_ENDS = re.compile(r"[.!?:;]\W?$")
_SHORT = 50
_LINE = 160
"""A longer block is a paragraph."""
_IN_DATE = re.compile(r"\d\. ?(?:\d{1,2}\.|[A-ZÄÖÜ][a-zäöü]{2,8}) ?20\d\d\b")
"""A year with its day: "3.5.2026". Months and seasons are of history as often."""
_DIGIT = re.compile(r"\d")
MAX_BLOCK = 20_000
"""Only this much of one block is searched for dates."""
MAX_IN_BLOCK = 400
"""So many dates of one block are looked at; a block with more of them is a table of numbers."""
MAX_AROUND = 800
"""A sentence is looked at so far on either side of a date; what is longer is none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Dated:
    """A date reading in its surroundings; all offsets are in the document's text.

    `cell`: it is the day of a calendar's cell and may stand above several events.
    """

    reading: DateReading
    start: int
    end: int
    block: int
    sentence: tuple[int, int]
    heading: int | None
    cell: bool = False


def dated(
    document: Document, reference: date | None, headline: str, latest: date | None = None
) -> list[Dated]:
    """Read all dates of the page's content and sidebar, in the order of the text.

    `latest` is the last day that `reference` may mean, where it stands for a month.
    """
    found: list[Dated] = []
    before = era = ""
    for number, block, heading in with_headings(document):
        if len(found) > MAX_DATES:
            break
        if block.region not in (Region.MAIN, Region.ASIDE):
            continue
        text = block.text[:MAX_BLOCK]
        if _DIGIT.search(text) is None and not block.marks and not _may_hold_coarse(text):
            before = text
            continue
        above = document.blocks[heading].text if heading is not None else ""
        context = DateContext(
            reference=reference,
            latest=latest,
            url=document.url,
            heading="\n".join((above, _year_told(before), headline, era)),
        )
        found.extend(_in_block(text, block, number, heading, context))
        era = text if len(text) <= _SHORT and _ERA.fullmatch(text) else era
        before = text
    found = [_whole(document, item) for item in found]
    if not document.is_html:
        return found
    return _cells(_with_pieces(document, found, reference, headline))


def _whole(document: Document, item: Dated) -> Dated:
    """The date with its whole sentence, where that begins or ends in the blocks around.

    "Das Kolloquium findet statt am", then a line with the day, then "im Kesselhaus".
    """
    (start, end), blocks = item.sentence, document.blocks
    block = blocks[item.block]
    if block.role is not Role.PARAGRAPH or (block.start + 1 < start and end < block.end):
        return item
    before = blocks[item.block - 1] if item.block and start - block.start <= 1 else None
    alike = before is not None and before.role is block.role and before.region is block.region
    if before is not None and alike and _HANGS.search(before.text[-12:]):
        tail = max(0, len(before.text) - MAX_AROUND)
        start = before.start + tail + sentences(before.text[tail:])[-1][0]
    for number in range(item.block + 1, min(item.block + 3, len(blocks))):
        behind, last = blocks[number], blocks[number - 1]
        goes_on = end >= last.end and not _ENDS.search(last.text[-3:])
        if not goes_on or behind.role is not block.role or not behind.text[:1].islower():
            break
        end = behind.start + sentences(behind.text[:MAX_AROUND])[0][1]
    return item if (start, end) == item.sentence else replace(item, sentence=(start, end))


def _cells(found: list[Dated]) -> list[Dated]:
    """The dates, those known as a calendar's whose text is but a number in a cell."""
    bare = [item for item in found if item.end - item.start <= 2 and item.reading.exact]
    if len(bare) < WHOLE_MONTH:
        return found
    return [replace(item, cell=True) if item in bare else item for item in found]


def _year_told(text: str) -> str:
    """The end of a block, as far as its years count for the dates below it.

    A line is a title; of a paragraph only the dates count, not the years that it mentions.
    """
    if len(text) <= _LINE:
        return text
    return " ".join(hit[0] for hit in _IN_DATE.finditer(text, len(text) - 200))


def _with_pieces(
    document: Document, found: list[Dated], reference: date | None, headline: str
) -> list[Dated]:
    """The dates together with those that stand in pieces; a piece alone is no date."""
    kinds = piece_kinds(document)
    if not any(kinds):
        return found
    eras = [b.text for b in document.main() if len(b.text) <= _SHORT and _ERA.fullmatch(b.text)]
    heading = "\n".join((headline, *eras[:1]))
    context = DateContext(reference=reference, url=document.url, heading=heading)
    pieces = tiles(document, kinds, context)
    pieces = pieces or days_below_months(document, kinds, context)
    whole = {item.block for item in found if item.reading.exact}
    pieces = [piece for piece in pieces if piece.cell or piece.block not in whole]
    if not pieces:
        return found
    spans = [(piece.start, piece.end) for piece in pieces]
    rest = [item for item in found if not any(a < item.end and item.start < b for a, b in spans)]
    rest += [
        Dated(
            reading=piece.reading, start=piece.start, end=piece.end, block=piece.block,
            sentence=(piece.start, piece.end), heading=None, cell=piece.cell,
        )
        for piece in pieces
    ]  # fmt: skip
    return sorted(rest, key=lambda item: (item.start, item.end))


def with_headings(document: Document) -> Iterator[tuple[int, Block, int | None]]:
    """Yield each block with its number and the number of the nearest heading above it."""
    heading: int | None = None
    for number, block in enumerate(document.blocks):
        yield number, block, heading
        if block.role is Role.HEADING and block.region is Region.MAIN:
            heading = number


def _in_block(
    text: str, block: Block, number: int, heading: int | None, context: DateContext
) -> Iterator[Dated]:
    readings = read_dates(text, context)
    if block.marks:
        readings = with_moments(readings, block)
    if not readings:
        return
    spans = sentences(text)
    starts = [start for start, _ in spans]
    for reading in readings[:MAX_IN_BLOCK]:
        first, last = reading.span
        at = max(0, bisect_right(starts, first) - 1)
        until = max(at, bisect_right(starts, max(first, last - 1)) - 1)
        yield Dated(
            reading=reading,
            start=block.start + first,
            end=block.start + last,
            block=number,
            sentence=(
                block.start + max(spans[at][0], first - MAX_AROUND),
                block.start + min(spans[until][1], last + MAX_AROUND),
            ),
            heading=heading,
        )


_COARSE = ("januar", "februar", "märz", "april", "mai", "juni", "juli", "august", "september",
           "oktober", "november", "dezember", "jänner", "jeden ", "jede ", "tags")  # fmt: skip


def _may_hold_coarse(text: str) -> bool:
    lowered = text.lower()
    return any(word in lowered for word in _COARSE)
