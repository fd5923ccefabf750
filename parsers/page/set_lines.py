"""Lines and blocks that do not go together: a printed sheet's lines, a list in one paragraph.

Puts the lines of a sheet's paragraph together again, so that "13. Novem-" and "ber 2026" is a
date, and takes a paragraph apart whose lines begin with dates.
"""

import re
from dataclasses import replace

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
