"""What stands beside a date: its line, the sentences around its own, the title that it hangs on."""

import re

from parsers.days.dated import Dated
from parsers.labels.label_words import label_of
from parsers.naming.headline import is_kicker
from parsers.page.document import Document, Role
from parsers.sentences import sentences

_TITLE_MARK = re.compile(r"[.:!?]\s*$")
_FINITE = re.compile(
    r"\b(?:ist|sind|war|waren|wird|werden|wurde|hat|haben|hatte|findet|fand|lädt|laden|kann|können"
    r"|soll|sollen|gibt|geht|steht|kommt|beginnt|startet|trifft|treffen sich"
    r"|(?!mit|statt|seit|dort|nicht|fort)[a-zäöü]{3,}t)\b"
)
_MOST_WORDS = 9
DAY = re.compile(r"\d{1,2}\. ?(?:\d{1,2}\.|(?:Jan|Feb|Mär|Apr|Mai|Jun|Jul|Aug|Sep|Okt|Nov|Dez))")
"""A written day: a text with one tells of that day and not of another."""
_SENTENCE = re.compile(r"[.!?:;,]\s|\s[a-zäöü]+(?:t|te|ten|en)\s*$|^(?:Am|Im|In|Vom|Seit|Bis)\b")
_NEW_SENTENCE = re.compile(
    r"\s+(?:(?:Der|Die|Das|Ein|Eine|Wer|Wie|Was|Wo|Zu[rm]?|Im|In|Am|Bei[m]?|Mit|Auf|Wir|Für|Ob|Es"
    r"|Unter|Nach|Um|Alle|Unser\w*|Viele)\s)(?!\w+\s?$)"
)
_LABEL_LINE = re.compile(
    r"(?:Wann|Wo|Ort|Uhrzeit|Zeit|Beginn|Einlass|Treffpunkt|Veranstaltungsort|Tagungsort|Adresse)"
    r"\??:\s[^\n]{2,160}$"
)
_LABEL_LINES = 4
_LONGEST_LEAD = 400
LONGEST_TITLE = 110
"""A longer line above a date is a paragraph."""


def line_of(document: Document, item: Dated) -> tuple[int, int]:
    """Return the span of the line that a date stands in, inside its block."""
    block = document.blocks[item.block]
    start = document.text.rfind("\n", block.start, item.start) + 1
    end = document.text.find("\n", item.end, block.end)
    return max(start, block.start), end if end >= 0 else block.end


_TOWN_BEFORE = re.compile(r"\W*[A-ZÄÖÜ][\w-]+(?: [\w().-]+){0,3},\s*")


def is_date_line(document: Document, item: Dated) -> bool:
    """Return whether the date makes up most of its line, or all of it behind a town."""
    start, end = line_of(document, item)
    if end - start > 70:
        return False
    if item.end - item.start >= 0.45 * (end - start):
        return True
    before = document.text[start : item.start]
    return item.end >= end - 1 and _TOWN_BEFORE.fullmatch(before) is not None


def opens_line(document: Document, item: Dated) -> bool:
    """Return whether a short line begins with the date: "Freitag, 29. Mai 2026 - Beginn 9 Uhr"."""
    start, end = line_of(document, item)
    return item.start - start <= 3 and end - start <= 120


def sentences_beside(document: Document, item: Dated) -> tuple[tuple[int, int], tuple[int, int]]:
    """Return the spans of the sentence before and of the one behind, in the block; may be empty."""
    block = document.blocks[item.block]
    spans = sentences(block.text[:20_000])
    before = after = (item.sentence[0], item.sentence[0])
    for start, end in spans:
        if block.start + end <= item.sentence[0]:
            before = (block.start + start, block.start + end)
        elif block.start + start >= item.sentence[1]:
            after = (block.start + start, block.start + end)
            break
    return before, after


def lead_in(document: Document, item: Dated) -> tuple[int, int] | None:
    """Return the span of the title that opens the date's block: "Stammtisch. Am 3. Mai ..."."""
    block = document.blocks[item.block]
    if block.role is Role.HEADING or item.start == block.start:
        return None
    if dates_title(document, item):
        return block.start, item.start
    if 3 < block.labelled < 90 and block.start + block.labelled <= item.start:
        end = block.start + block.labelled
    else:
        first = sentences(block.text[:200])[:1]
        end = block.start + first[0][1] if first else block.start
    text = document.text[block.start : end]
    if end > item.start or not 4 <= len(text) <= 90 or _FINITE.search(text):
        return None
    if re.search(r"\d\.", text) or len(text.split()) > _MOST_WORDS:
        return None
    if not _TITLE_MARK.search(text) and block.labelled == 0:
        return None
    return None if is_kicker(text.rstrip(".:!? ")) else (block.start, end)


def dates_title(document: Document, item: Dated) -> bool:
    """Return whether the block opens with a title and its date, without a mark before the text.

    "Stammtisch in Gera am 3. Mai Wer auf dem Land arbeitet, ...": the line break was lost.
    """
    block = document.blocks[item.block]
    head = document.text[block.start : item.start].strip()
    if not 4 <= len(head) <= 90 or not head[0].isupper() or _SENTENCE.search(head):
        return False
    if _FINITE.search(head):
        return False
    if block.end - item.end < 40 or not _NEW_SENTENCE.match(document.text, item.end):
        return False
    return not is_kicker(head)


def labels_below(document: Document, item: Dated) -> int:
    """Return where the lines "Wann: 18 Uhr", "Wo: Rathaus" right below the date's block end.

    That is the block's own end where no such line follows.
    """
    end = document.blocks[item.block].end
    for block in document.blocks[item.block + 1 : item.block + 1 + _LABEL_LINES]:
        if block.role is Role.HEADING or not _LABEL_LINE.match(block.text):
            break
        end = block.end
    return end


def announced_above(document: Document, item: Dated) -> tuple[int, int] | None:
    """Return the span of the sentence above a line of facts that it leads to with a colon.

    "Wir laden zur Werkstatt über Moore:" above "14. April 2026, 19 Uhr, Haus am Markt".
    """
    number = item.block - 1
    if number < 0 or not opens_line(document, item):
        return None
    above = document.blocks[number]
    if above.role is Role.HEADING or not above.text.rstrip().endswith(":"):
        return None
    tail = max(0, len(above.text) - _LONGEST_LEAD)
    spans = sentences(above.text[tail:])
    start, end = spans[-1] if spans else (0, 0)
    return (above.start + tail + start, above.start + tail + end) if end > start else None


def line_above(document: Document, item: Dated) -> int | None:
    """Return the number of the short block right above a line that begins with the date."""
    number = item.block - 1
    if (
        number < 0
        or not opens_line(document, item)
        or line_of(document, item)[0] > _first(document, item)
    ):
        return None
    above = document.blocks[number]
    if above.role not in (Role.PARAGRAPH, Role.HEADING) or len(above.text) > LONGEST_TITLE:
        return None
    if DAY.search(above.text):
        return None  # another dated line
    if label_of(above.text.rstrip(": ")) is not None:
        return None
    if above.region is not document.blocks[item.block].region or is_kicker(above.text):
        return None
    return None if above.text.rstrip().endswith((".", ":", ",")) else number


def _first(document: Document, item: Dated) -> int:
    return document.blocks[item.block].start
