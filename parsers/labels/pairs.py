"""Labelled facts: "Ort: Halle", a table row, dt and dd, a label on one line and its value below.

Finds label and value with their offsets and groups them; what a value means is not decided here.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from parsers.labels.field_facts import column_pairs, field_pairs
from parsers.labels.label_words import label_of
from parsers.naming.headline import is_kicker
from parsers.page.document import Block, Box, Document, Region, Role
from parsers.page.facts import Label, Pair

_INLINE = re.compile(
    r"[\W_]{0,3}(?P<label>[A-Za-zÄÖÜäöüß][\wäöüß./&*:-]*(?: (?:und|&|/|am|bis|der|zzgl\.|MwSt\.?"
    r"|Uhrzeit|Zeit|Ort|Termin|Veranstaltung|Informationen|Aktualisierung|Änderung|Nr\.?)){0,3})"
    r"\s*(?P<mark>[:?]\s*[–-]?\s*|\s[–-]\s|\|\s*)(?P<value>\S.*)",
    re.DOTALL,
)
_FURTHER = re.compile(
    r"(?<=\S)(?:\s*[|·•;,–-])?\s+(?=(?:Wann|Wo|Wer|Ort|Datum|Uhrzeit|Zeit|Beginn|Ende|Termin|Adresse"
    r"|Veranstaltungsort|Tagungsort|Treffpunkt|Veranstalter(?:in)?|Referent(?:in)?|Kosten|Eintritt"
    r"|Teilnahmegebühr|Preis|Anmeldung|Anmeldeschluss|Leitung|Kontakt)\??:\s|(?:Anfang|Ende)\s\d)"
)
_MARKS = ":?|–-"
_BARE_WORDS = ("Anfang", "Beginn", "Ende", "Wann", "Termin", "Datum")
_BARE_START = re.compile(rf"(?P<label>{'|'.join(_BARE_WORDS)})\s+(?P<value>\d.*)", re.DOTALL)
_LONGEST_ALONE = 60
_LONGEST_HEAD = 90
"""Characters within which a label ends."""
_ALONE = re.compile(r"[\W_]{0,3}(?P<label>\S.{0,40}?)\s*[:?]?\s*(?:[–-]\s*)?$")
_TITLE_OF_LIST = re.compile(
    r"Termine|Veranstaltung(?:en)?|Seminare?|Dates|Was|Thema", re.IGNORECASE
)
_TIME_GOES_ON = re.compile(r"(?:bis |und |[–-] ?|(?:Mo|Di|Mi|Do|Fr|Sa|So)\w*[.,]? )?\d")
_VALUE_ENDS = re.compile(r"^(?:Tel|Fax|E-?Mail|https?:|www\.|Anmeldung|Kontakt)\b", re.IGNORECASE)
_SENTENCE = re.compile(r"[A-ZÄÖÜ]\w*(?: [\w-]+){4,} ?[a-zäöüß]{4,}\.\s*")
MAX_VALUE = 400
"""A longer text beside a label is no value but prose."""


def label_pairs(document: Document) -> list[Pair]:
    """Return all labelled facts of the page's content and sidebar, in the order of the text."""
    pairs, taken = column_pairs(document) if document.is_html else ([], set())
    lines = list(_lines(document, taken))
    index = 0
    while index < len(lines):
        found, index = _pair_at(document, lines, index)
        if found is not None and found.value:
            pairs.append(found)
    pairs.extend(field_pairs(document, pairs, taken))
    return sorted(pairs, key=lambda pair: pair.start)


def groups(pairs: list[Pair]) -> list[list[Pair]]:
    """Group pairs that belong to one thing: a repeated date, start or title begins a new group."""
    result: list[list[Pair]] = []
    seen: set[Label] = set()
    opens = (Label.DATE, Label.START, Label.TITLE)
    for pair in pairs:
        if not result or (pair.label in opens and pair.label in seen):
            result.append([])
            seen = set()
        result[-1].append(pair)
        seen.add(pair.label)
    return result


@dataclass(frozen=True, slots=True)
class _Line:
    text: str
    start: int
    block: int


def _lines(document: Document, taken: set[int]) -> Iterator[_Line]:
    """The lines that may hold a label or its value, cut before each further label."""
    for number, block in enumerate(document.blocks):
        if block.region not in (Region.MAIN, Region.ASIDE) or number in taken:
            continue
        offset = block.start
        for text in block.text.split("\n"):
            if text.strip():
                yield from _cut(text, offset, number)
            offset += len(text) + 1


def _cut(text: str, offset: int, number: int) -> Iterator[_Line]:
    """A line in pieces: "Wann: 12. Mai, 18 Uhr | Wo: Rathaus" holds two labels."""
    start = 0
    if len(text) <= MAX_VALUE and (text.count(":") > 1 or text.startswith(("Anfang", "Beginn"))):
        for hit in _FURTHER.finditer(text):
            if text[start : hit.start()].strip():
                piece = text[start : hit.start()].rstrip(" |·•;,–-")
                yield _Line(text=piece, start=offset + start, block=number)
            start = hit.end()
    yield _Line(text=text[start:], start=offset + start, block=number)


def _pair_at(document: Document, lines: list[_Line], index: int) -> tuple[Pair | None, int]:
    """Read a pair that begins at line `index`; return it and where to go on."""
    line = lines[index]
    alone = _ALONE.fullmatch(line.text.strip()) if len(line.text) <= _LONGEST_ALONE else None
    label = label_of(alone["label"]) if alone else None
    if (
        alone
        and label is not None
        and _stands_alone(document.blocks[line.block], line, lines, index)
    ):
        return _value_below(document, lines, index, label, alone["label"])
    bold = _after_bold(document.blocks[line.block], line)
    if bold is not None:
        return _with_more_lines(document, lines, index, bold)
    head = line.text[:_LONGEST_HEAD]
    if not any(mark in head for mark in _MARKS) and not head.startswith(_BARE_WORDS):
        return None, index + 1
    for pattern in (_INLINE, _BARE_START):
        hit = pattern.match(line.text)
        label = label_of(hit["label"]) if hit else None
        if hit and label is not None and len(hit["value"]) <= MAX_VALUE:
            start = line.start + hit.start("value")
            value = hit["value"].rstrip()
            pair = Pair(
                label=label, word=hit["label"], value=value, start=start,
                end=start + len(value), block=line.block,
            )  # fmt: skip
            return _with_more_lines(document, lines, index, pair)
    return None, index + 1


def _after_bold(block: Block, line: _Line) -> Pair | None:
    """The value behind a label that is emphasised, whatever stands between: "<b>Wo</b> Aula"."""
    if not 0 < block.labelled < len(line.text) or line.start != block.start:
        return None
    word = line.text[: block.labelled]
    label = label_of(word)
    value = line.text[block.labelled :].strip(" :?–|-\u00a0")
    if label is None or not value or len(value) > MAX_VALUE:
        return None
    start = line.start + line.text.index(value, block.labelled)
    return Pair(
        label=label, word=word, value=value, start=start, end=start + len(value), block=line.block
    )


def _stands_alone(block: Block, line: _Line, lines: list[_Line], index: int) -> bool:
    """A label without a value on its line counts where something follows that can be its value.

    The headline of a page ("Termine") is no label.
    """
    if index + 1 >= len(lines) or block.level == 1:
        return False
    following = lines[index + 1]
    if block.role is Role.TERM or block.column or line.text.rstrip().endswith((":", "?")):
        return True
    if block.role is Role.HEADING:
        return not _TITLE_OF_LIST.fullmatch(line.text.strip())
    if block.labelled >= len(line.text.rstrip()) > 0:
        return True
    short = len(following.text) <= MAX_VALUE
    return short and len(block.text.split("\n")) <= 2


def _value_below(
    document: Document, lines: list[_Line], index: int, label: Label, word: str
) -> tuple[Pair | None, int]:
    block = document.blocks[lines[index].block]
    first = index + 1
    if label_of(lines[first].text) is not None and len(lines[first].text) < 40:
        return None, first  # two labels in a row: the first one is empty
    last = first
    room = 4 if label in (Label.VENUE, Label.PLACE, Label.ADDRESS, Label.ORGANIZER) else 1
    if label in (Label.DATE, Label.START, Label.TIME):
        while last + 1 < len(lines) and last - first < 2 and _time_goes_on(lines, last):
            last += 1
    if block.role is Role.TERM or block.column:
        room = _same_cell(document, lines, first)
    frame = _frame(block, document.blocks[lines[first].block])
    while last - first + 1 < room and last + 1 < len(lines) and _goes_on(document, lines, last):
        if frame is not None and frame.serial not in document.blocks[lines[last + 1].block].path:
            break
        last += 1
    start, end = lines[first].start, lines[last].start + len(lines[last].text.rstrip())
    if end - start > MAX_VALUE:
        return None, first
    value = document.text[start:end]
    pair = Pair(label=label, word=word, value=value, start=start, end=end, block=lines[first].block)
    return pair, last + 1


def _frame(label: Block, value: Block) -> Box | None:
    """The innermost element around a label and its value: the value does not go on outside."""
    if label.box is None or value.box is None or label.box is value.box:
        return None
    around = frozenset(label.box.path)
    return next((box for box in reversed(value.box.path) if box in around), None)


def _time_goes_on(lines: list[_Line], last: int) -> bool:
    """Whether the line after `last` is another date or time of the same block."""
    here, following = lines[last], lines[last + 1]
    return here.block == following.block and bool(_TIME_GOES_ON.match(following.text.strip()))


def _same_cell(document: Document, lines: list[_Line], first: int) -> int:
    count = 1
    path = document.blocks[lines[first].block].path
    for line in lines[first + 1 :]:
        inside = document.blocks[line.block].path[: len(path)] == path
        if not inside:
            break
        count += 1
    return count


def _goes_on(document: Document, lines: list[_Line], last: int) -> bool:
    """Whether the line after `last` still belongs to the same value."""
    here, following = lines[last], lines[last + 1]
    gap = document.text[here.start + len(here.text) : following.start]
    if "\n\n" in gap or len(following.text) > 90 or _VALUE_ENDS.match(following.text.strip()):
        return False
    if document.is_html and following.block != here.block:
        block, role = document.blocks[here.block], document.blocks[following.block].role
        if document.blocks[following.block].field not in (None, block.field):
            return False
        if role in (Role.HEADING, Role.TERM, Role.ITEM) or _SENTENCE.fullmatch(following.text):
            return False
    if is_kicker(following.text):
        return False
    alone = label_of(following.text)
    inline = _INLINE.match(following.text)
    return alone is None and not (inline and label_of(inline["label"]))


def _with_more_lines(
    document: Document, lines: list[_Line], index: int, pair: Pair
) -> tuple[Pair, int]:
    """An address may go on below "Veranstaltungsort: Haus der Region"."""
    last = index
    if pair.label in (Label.VENUE, Label.ADDRESS):
        while last - index < 3 and last + 1 < len(lines) and _goes_on(document, lines, last):
            following = lines[last + 1]
            if following.block != pair.block or not re.search(r"\d", following.text):
                break
            last += 1
    if last == index:
        return pair, index + 1
    end = lines[last].start + len(lines[last].text.rstrip())
    longer = Pair(
        label=pair.label, word=pair.word, value=document.text[pair.start : end],
        start=pair.start, end=end, block=pair.block,
    )  # fmt: skip
    return longer, last + 1
