"""Plain text to a Document: paragraphs, lines, headings, as a person would see them.

Offsets stay those of the text: words that a line's end divided are put together in place.
"""

import re

from parsers.labels.label_words import label_of
from parsers.page.document import Block, Document, Link, Region, Role
from parsers.page.mails import is_addressed, mark_mail, without_quote_marks

_PARAGRAPH = re.compile(r"\S[^\n]*(?:\n[^\S\n]*\S[^\n]*)*")
_LINE = re.compile(r"[^\n]*\S[^\n]*")
_BULLET = re.compile(r"\s*(?:[•·*–▪●-]|\d{1,2}\))\s+")
_URL = re.compile(r"https?://[^\s<>\"„“]+")
_SENTENCE_END = re.compile(r"[.!?:;…][\"“”»')\]]*\s*$")
_DATE_LINE = re.compile(
    r"(?:(?:Mo|Di|Mi|Do|Fr|Sa|So)[a-z]*\.?,? )?\d{1,2}\. ?(?:\d{1,2}\.|[A-Za-zä]+) ?"
    r"\d{4}[^\n]{0,25}"
)
_WRAPPED = 60
"""A line of at least this length that ends in mid-sentence is taken as wrapped by a program."""
_LONGER = 2
"""No program wraps lines to such different lengths: a line that much longer is a paragraph."""
_MID_SENTENCE = (",", "-", " der", " die", " das", " den", " dem", " des", " und", " in", " von")
_HANGING = re.compile(
    r"(?:,|[ ](?:der|die|das|den|dem|des|ein|eine|einen|einem|einer|und|oder|in|im|am|von|vom"
    r"|zum|zur|für|bei|wir|wird|werden|über|unter))$"
)
_HANGS_FROM = 30
"""A line of at least this length that ends in a word that needs another goes on below."""
_NARROWEST, _WIDEST = 45, 110
"""The widths that programs wrap lines to."""
_FULL_LINES, _RAGGED = 4, 12
"""So many lines of about the same length, none longer, were wrapped."""
_STARTS_ANEW = re.compile(r"\W{0,3}(?:(?:Mo|Di|Mi|Do|Fr|Sa|So)[a-z]*\.?,? )?\d{1,2}[.:]")
_LABELLED = re.compile(r"[A-ZÄÖÜ][\wäöüß-]{2,20}:\s")
_DIVIDED = re.compile(
    r"(?<=[a-zäöüß])-\n[ \t]*(?!(?:und|oder|sowie|bis|bzw)\b)([a-zäöüß]+[^\s]*)(?=\s|$)"
)


def read_plain(text: str, url: str) -> Document:
    """Read `text` into a Document whose offsets point into `text` itself."""
    blocks: list[Block] = []
    whole, text = text, without_quote_marks(_undivided(text))
    width = _width(text)
    for paragraph in _PARAGRAPH.finditer(text):
        for start, end in _runs(text, paragraph.start(), paragraph.end(), width):
            blocks.append(_block(text, start, end))
    _mark_headings(blocks, text)
    mark_mail(blocks, whole)
    return Document(text=text, blocks=blocks, url=url)


def _width(text: str) -> int:
    """The width that a program wrapped the text to; 0 where none did."""
    lengths = sorted(map(len, text.split("\n")))[-_FULL_LINES:]
    wrapped = len(lengths) == _FULL_LINES and lengths[-1] - lengths[0] <= _RAGGED
    return lengths[-1] if wrapped and _NARROWEST <= lengths[-1] <= _WIDEST else 0


def _undivided(text: str) -> str:
    """The text, as long as before, with the words whole that a line's end divides."""
    if "-\n" not in text:
        return text
    return _DIVIDED.sub(lambda hit: hit[1] + "\n".rjust(len(hit[0]) - len(hit[1])), text)


def _runs(text: str, start: int, end: int, width: int) -> list[tuple[int, int]]:
    """Split a paragraph into lines, but keep lines together that a program wrapped at `width`."""
    runs: list[tuple[int, int]] = []
    for line in _LINE.finditer(text, start, end):
        first, last = line.start(), line.end()
        if runs and _continues(
            text[max(runs[-1][0], first - 400) : runs[-1][1]], text[first:last], width
        ):
            runs[-1] = (runs[-1][0], last)
        else:
            runs.append((first, last))
    return [_stripped(text, a, b) for a, b in runs]


def _continues(before: str, line: str, width: int) -> bool:
    last, line = before.rsplit("\n", 1)[-1].rstrip(), line.lstrip()
    if _BULLET.match(line):
        return False
    if _LABELLED.match(line):
        return False
    if len(last) >= _HANGS_FROM and _HANGING.search(last) and not last.isupper():
        return True
    if _STARTS_ANEW.match(line):
        return False
    if width and len(last) + 1 + len(line.split(None, 1)[0]) > width:
        return label_of(line.partition(":")[0]) is None
    if len(last) < _WRAPPED:
        return False
    if line[:1].islower():
        return True
    if _SENTENCE_END.search(last) or label_of(line.partition(":")[0]) is not None:
        return False
    return len(line) <= _LONGER * len(last) or last.endswith(_MID_SENTENCE)


def _stripped(text: str, start: int, end: int) -> tuple[int, int]:
    run = text[start:end]
    return start + len(run) - len(run.lstrip()), end - (len(run) - len(run.rstrip()))


def _block(text: str, start: int, end: int) -> Block:
    run = text[start:end]
    bullet = _BULLET.match(run)
    links = tuple(Link(text=hit, href=hit.rstrip(".,;)")) for hit in _URL.findall(run))
    role = Role.ITEM if bullet else Role.PARAGRAPH
    return Block(text=run, start=start, role=role, region=Region.MAIN, links=links)


def _mark_headings(blocks: list[Block], text: str) -> None:
    """A short line that is no sentence and stands before a longer block is a heading."""
    for index, block in enumerate(blocks):
        following = blocks[index + 1] if index + 1 < len(blocks) else None
        if block.role is not Role.PARAGRAPH or not _looks_like_heading(block.text):
            continue
        dated = following is not None and _DATE_LINE.fullmatch(following.text)
        if dated and index + 2 < len(blocks):
            following = blocks[index + 2]  # a title, its day, its text
        leads = following is not None and (
            len(following.text) > len(block.text) and "\n\n" in text[block.end : following.start]
        )
        if index == 0 or leads:
            block.role = Role.HEADING
            block.level = 1 if index == 0 else 2


def _looks_like_heading(run: str) -> bool:
    if not 3 <= len(run) <= 160 or "\n" in run or run.endswith((":", ";", ",")):
        return False
    if not any(char.isalpha() for char in run) or _URL.search(run):
        return False
    if run[0].islower() or _STARTS_ANEW.match(run) or is_addressed(run):
        return False
    if label_of(run.partition(":")[0]) is not None:
        return False
    if _DATE_LINE.fullmatch(run):
        return False
    return not run.rstrip().endswith(".") or run.rstrip().endswith("e. V.")
