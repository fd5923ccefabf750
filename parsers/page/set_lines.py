"""Lines and blocks that do not go together: a printed sheet's lines, a list in one paragraph.

Puts the lines of a sheet's paragraph together again, so that "13. Novem-" and "ber 2026" is a
date, and takes apart a paragraph whose lines begin with dates and a calendar's cell in one line.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from parsers.page.document import Block, Document, Role

_SHEET = re.compile(r"pdf|quarkxpress|indesign", re.IGNORECASE)
_BROKEN = re.compile(r"[a-zäöüß]-$")
_GOES_ON = re.compile(r"[a-zäöüß(]")
_ENDS = re.compile(r"[.!?:;]\W?$")
_HANGS = re.compile(
    r"\b(?:für|am|im|in|den|dem|der|die|das|und|oder|zum|zur|bei|von|vom|mit|auf|an|ab|um)$"
)
_SPACED = re.compile(r"(?<!\S)(?:[A-ZÄÖÜ] ){3,}[A-ZÄÖÜ](?!\S)")
_DATED = re.compile(
    r"\W{0,3}(?:(?:Mo|Di|Mi|Do|Fr|Sa|So)\w*[.,]*\s*)?\d{1,2}\.(?:\s?(?:[–/+-]|bis|und)\s?\d{1,2}\.)?"
    r"\s?(?:\d{1,2}\.\s?(?:\d{4}|\d{2}\b)?|(?:Jan|Feb|Mär|Apr|Mai|Jun|Jul|Aug|Sep|Okt|Nov|Dez)\w*\.?"
    r"(?:\s\d{4})?)(?:[\s,|–-]*\d{1,2}(?:[.:]\d\d)?\s?Uhr)?"
)
_NUMBER = re.compile(r"\d{1,2}\.?(?:\n|$)")
_MONTH = r"(?:Jan|Feb|Mär|Mrz|Apr|Mai|Jun|Jul|Aug|Sep|Okt|Nov|Dez)\w{0,6}\.?"
_WEEKDAY = r"(?:Mo|Di|Mi|Do|Fr|Sa|So)(?:\w*tag|\w*woch)?[.,]?"
_DAYS = r"\d{1,2}\.?\s?[/+–-]\s?\d{1,2}\.?"
_PIECES = re.compile(
    rf"(?:{_WEEKDAY}\n)?(?:\d{{1,2}}\.?|{_DAYS})\n(?:{_WEEKDAY}\n)?{_MONTH}\n|{_DAYS}\n{_MONTH}$",
    re.IGNORECASE,
)
_PIECE = re.compile(rf"\d{{1,2}}\.?|{_DAYS}|(?:19|20)\d\d|{_WEEKDAY}|{_MONTH}", re.IGNORECASE)
_LED = re.compile(r"(\d{1,2})\.?(?=\s|$)")
_LEAST_DAYS = 5
"""So many cells of one kind that count up are the days of a week; fewer may be steps or points."""
_SHORTEST_MONTH = 28
WHOLE_MONTH = 28
"""So many blocks that begin with a day number are the cells of a calendar."""
MAX_JOINED = 5_000
"""Characters from which on a paragraph takes no more lines."""
LEAST_NAME = 6
"""Letters that a name beside a date has."""
LEAST_LINES = 8
POSITIONED = "position:absolute"


def is_sheet(document: Document, source: str) -> bool:
    """Return whether a page was made from a printed sheet: by its generator or by its lines."""
    if _SHEET.search(document.meta.get("generator", "")):
        return True
    return source.count(POSITIONED) >= max(LEAST_LINES, len(document.blocks) // 2)


def join_lines(blocks: list[Block]) -> list[Block]:
    """Return the blocks with the lines of each paragraph in one block, offsets anew."""
    width = max((len(block.text) for block in blocks), default=0)
    joined: list[Block] = []
    for block in blocks:
        block.text = _SPACED.sub(lambda hit: hit[0].replace(" ", ""), block.text)
        before = joined[-1] if joined else None
        if before is None or not _continues(before, block, width):
            joined.append(block)
            continue
        broken = _BROKEN.search(before.text) and block.text[:1].islower()
        before.text = f"{before.text[:-1]}{block.text}" if broken else f"{before.text} {block.text}"
        before.links = (*before.links, *block.links)
        before.marks, before.labelled = (), 0
    start = 0
    for block in joined:
        block.start = start
        start += len(block.text) + 1
    return joined


def _continues(before: Block, block: Block, width: int) -> bool:
    """Whether a line goes on with the sentence of the one before."""
    plain = before.role is block.role is Role.PARAGRAPH and before.region is block.region
    if not plain or len(before.text) > MAX_JOINED or len(block.text) > width or "\n" in block.text:
        return False
    if _BROKEN.search(before.text) and _GOES_ON.match(block.text):
        return True
    if _ENDS.search(before.text):
        return False
    return bool(_GOES_ON.match(block.text) or _HANGS.search(before.text))


def opened_cells(blocks: list[Block]) -> list[Block]:
    """Return the blocks with the cells of calendars taken apart: the day's number, its entries.

    Such cells hold one line: "19 Forum Wohnen Abendrunde". They count up with the empty cells
    beside them, which hold nothing but their number.
    """
    cells = {number for run in _counted(blocks) for number in run}
    if not cells:
        return blocks
    found: list[Block] = []
    for number, block in enumerate(blocks):
        found.extend(_opened(block) if number in cells else (block,))
    return found


def _counted(blocks: list[Block]) -> Iterator[list[int]]:
    """The blocks of one kind whose first words count up day by day, one of them empty at least."""
    runs: dict[tuple[str, int], list[tuple[int, int]]] = {}
    for number, block in enumerate(blocks):
        hit = _LED.match(block.text) if block.text[0].isdecimal() else None
        if hit is None or block.box is None:
            continue
        kind = (block.box.shape.partition(".")[0], len(block.box.path))
        run, day = runs.setdefault(kind, []), int(hit[1])
        last = run[-1][1] if run else 0
        if run and day != last + 1 and not (day == 1 and last >= _SHORTEST_MONTH):
            yield from _days(blocks, run)
            run.clear()
        run.append((number, day))
    for run in runs.values():
        yield from _days(blocks, run)


def _days(blocks: list[Block], run: list[tuple[int, int]]) -> Iterator[list[int]]:
    numbers = [number for number, _ in run]
    empty = sum(len(blocks[number].text) <= len("31.") for number in numbers)
    if len(run) >= _LEAST_DAYS and 0 < empty < len(run):
        yield numbers


def _opened(block: Block) -> list[Block]:
    """The number and what stands behind it as blocks each, every link one of its own."""
    text = block.text
    hit = _LED.match(text)
    at = hit.end() if hit is not None else len(text)
    if at >= len(text):
        return [block]
    head = text[: at + 1]
    links = [link._replace(text=link.text.removeprefix(head)) for link in block.links]
    cuts = {at, *(place for place, char in enumerate(text) if char == "\n")}
    for link in links:
        start = text.find(link.text, at)
        end = start + len(link.text)
        if link.text and start > 0:
            cuts.update(place for place in (start - 1, end) if text[place : place + 1] == " ")
            at = end
    edges = [-1, *sorted(cuts), len(text)]
    lines = [text[a + 1 : b] for a, b in pairwise(edges)]
    return [line for line in _lines(replace(block, links=tuple(links)), lines) if line.text]


def dated_lines(blocks: list[Block]) -> list[Block]:
    """Return the blocks with those in lines, each of the blocks that list several days.

    So are those that begin with a day in pieces, as an element each in one line: "29", "Mai".
    """
    found: list[Block] = []
    grid = sum(_NUMBER.match(block.text) is not None for block in blocks) >= WHOLE_MONTH
    for block in blocks:
        lines = block.text.split("\n") if "\n" in block.text else []
        dates = sum(_DATED.match(line) is not None for line in lines)
        pieces = _PIECES if not grid else _NUMBER
        if (dates > 1 and _is_list(lines, dates)) or (lines and pieces.match(block.text)):
            found.extend(_lines(block, lines if grid or dates > 1 else _off(lines)))
        else:
            found.append(block)
    return found


def _is_list(lines: list[str], dates: int) -> bool:
    """Whether each of the dates has a name: behind it in its line or in the line below."""
    named = sum(
        _DATED.match(line) is not None and len(_letters(line)) > LEAST_NAME for line in lines
    )
    return named > 1 or len(lines) >= 2 * dates


def _off(lines: list[str]) -> list[str]:
    """The lines, those behind the pieces of a date in one."""
    pieces = next((n for n, line in enumerate(lines) if not _PIECE.fullmatch(line)), len(lines))
    return [*lines[:pieces], "\n".join(lines[pieces:])] if pieces < len(lines) else lines


def _letters(line: str) -> str:
    return "".join(char for char in _DATED.sub("", line) if char.isalpha())


def _lines(block: Block, lines: list[str]) -> list[Block]:
    offset, pieces = 0, []
    for line in lines:
        until = offset + len(line)
        marks = tuple(
            mark._replace(start=mark.start - offset, end=mark.end - offset)
            for mark in block.marks
            if offset <= mark.start and mark.end <= until
        )
        links = tuple(link for link in block.links if link.text and link.text in line)
        labelled = min(max(block.labelled - offset, 0), len(line))
        start = block.start + offset
        pieces.append(replace(block, text=line, start=start, marks=marks, links=links))
        pieces[-1].labelled = labelled
        offset = until + 1
    return pieces
