"""Labelled facts without a label beside them: the column of a table, the class of an element."""

import re
from collections.abc import Iterator

from parsers.labels.label_words import label_of
from parsers.page.document import Block, Document, Region, Role
from parsers.page.facts import Label, Pair
from parsers.places import find_towns

_ADDRESS = (Label.VENUE, Label.ADDRESS, Label.PLACE)
_PLACES_AND_HOSTS = (*_ADDRESS, Label.ORGANIZER)
_DATED = re.compile(r"(?:[A-Z][a-z]{1,9}[.,] )?\d{1,2}\.\s?(?:\d{1,2}\.|[A-Z])|\d{1,2}[:.]\d\d\b")
_USEFUL = frozenset(Label) - {Label.OTHER}
MAX_FIELD = 400
"""A longer text below a telling class is no value but prose."""
_LONGEST_HEAD = 40


def column_pairs(document: Document) -> tuple[list[Pair], set[int]]:
    """Return the facts of tables whose first row names the columns, and the blocks of both."""
    pairs: list[Pair] = []
    taken: set[int] = set()
    head: dict[int, Label | None] = {}
    table = row = 0
    for numbers in _rows(document):
        cells = [document.blocks[number] for number in numbers]
        here = _table(cells[0])
        named = _head(cells)
        if named:
            head, table, row = named, here, cells[0].row
            taken.update(numbers)
        elif head and here == table and len({cell.column for cell in cells}) > 1:
            taken.update(numbers)
            pairs.extend(_in_row(document, numbers, head))
        elif here != table or cells[0].row == row:
            head = {}
    return pairs, taken


def _rows(document: Document) -> Iterator[list[int]]:
    """The blocks of each row of each table of the page's content."""
    row: list[int] = []
    for number, block in enumerate(document.blocks):
        inside = block.column > 0 and block.region in (Region.MAIN, Region.ASIDE)
        if row and not (inside and block.row == document.blocks[row[0]].row):
            yield row
            row = []
        if inside:
            row.append(number)
    if row:
        yield row


def _table(cell: Block) -> int:
    """The serial number of the innermost table around a cell."""
    box = cell.box
    while box is not None and not (box.shape == "table" or box.shape.startswith("table.")):
        box = box.parent
    return box.serial if box is not None else 0


def _head(cells: list[Block]) -> dict[int, Label | None]:
    """What the columns hold, where a row names them; a row of label and value names none."""
    columns = {cell.column: label_of(cell.text) for cell in cells}
    if len(columns) < 2 or sum(label is not None for label in columns.values()) < 2:
        return {}
    plain = all(len(c.text) <= _LONGEST_HEAD and not _digits(c.text) for c in cells)
    return columns if plain and len(columns) == len(cells) else {}


def _digits(text: str) -> bool:
    return any(char.isdigit() for char in text)


def _in_row(
    document: Document, numbers: list[int], head: dict[int, Label | None]
) -> Iterator[Pair]:
    blocks = document.blocks
    for column, label in head.items():
        cell = [n for n in numbers if blocks[n].column == column]
        if label in _USEFUL and cell:
            yield _pair(document, label, cell[0], cell[-1])


def _pair(document: Document, label: Label, first: int, last: int) -> Pair:
    start, end = document.blocks[first].start, document.blocks[last].end
    return Pair(
        label=label, word="", value=document.text[start:end], start=start, end=end, block=first,
        column=document.blocks[first].column,
    )  # fmt: skip


def field_pairs(document: Document, pairs: list[Pair], taken: set[int]) -> list[Pair]:
    """Return the facts that only the names of elements tell of, and the place beside two of them.

    Where a label stands beside the value, `pairs` has the fact already.
    """
    spoken = {pair.block for pair in pairs} | taken
    found: list[Pair] = []
    for number, block in enumerate(document.blocks):
        if block.region not in (Region.MAIN, Region.ASIDE) or number in spoken:
            continue
        if block.field in _USEFUL:
            _add_field(document, number, block, found)
        elif block.marks:
            found.extend(_marked(number, block))
    found.extend(_unlabelled_places(document, pairs))
    return found


def _add_field(document: Document, number: int, block: Block, found: list[Pair]) -> None:
    label = block.field
    if label in _PLACES_AND_HOSTS and _DATED.match(block.text):
        return  # a class of all that stands below it
    if label not in _USEFUL or len(block.text) > MAX_FIELD or label_of(block.text) is not None:
        return
    before = found[-1] if found else None
    if before is not None and before.end + 1 == block.start and _goes_on(before.label, label):
        longer = _pair(document, before.label, before.block, number)
        if len(longer.value) <= MAX_FIELD:
            found[-1] = longer
            return
    found.append(_pair(document, label, number, number))


def _goes_on(before: Label, label: Label) -> bool:
    """Whether a block only goes on with the place or the organiser of the block before it."""
    return (before in _ADDRESS and label in _ADDRESS) or before is label is Label.ORGANIZER


def _marked(number: int, block: Block) -> Iterator[Pair]:
    """The facts of the marked runs of a block; the innermost run of a kind counts."""
    for mark in block.marks:
        inner = any(
            other is not mark
            and other.label is mark.label
            and mark.start <= other.start
            and other.end <= mark.end
            for other in block.marks
        )
        if mark.label is None or mark.label not in _USEFUL or inner:
            continue
        value = block.text[mark.start : mark.end]
        head, colon, rest = value.partition(":")
        start = mark.start
        if colon and label_of(head) is not None:
            start += len(head) + 1 + len(rest) - len(rest.lstrip())
        if 0 < mark.end - start <= MAX_FIELD:
            yield Pair(
                label=mark.label, word="", value=block.text[start : mark.end],
                start=block.start + start, end=block.start + mark.end, block=number,
            )  # fmt: skip


def _unlabelled_places(document: Document, pairs: list[Pair]) -> Iterator[Pair]:
    """The item after those of start and end, where it is a place without a label."""
    spoken = {pair.block for pair in pairs}
    for pair in pairs:
        number = pair.block + 1
        if pair.label not in (Label.DATE, Label.START, Label.END, Label.TIME):
            continue
        if number >= len(document.blocks) or number in spoken:
            continue
        here, block = document.blocks[pair.block], document.blocks[number]
        items = here.role is block.role is Role.ITEM and here.box and block.box
        alike = bool(items) and here.box.parent is block.box.parent  # type: ignore[union-attr]
        if alike and len(block.text) <= 120 and find_towns(block.text):
            yield _pair(document, Label.VENUE, number, number)
