"""The sentence, label or line that a date stands in. Nothing is judged here."""

import re

from parsers.dates.normalise import PlainText

REACH_LEFT = 280
REACH_RIGHT = 220
_LABEL = 48
_LINE = 120
_WRAPPED = 50
"""A line at least this long that ends without a stop goes on in the next line."""

_STOP = re.compile(r"[\n.!?;•|]")
_FULL_STOP = re.compile(r"[.!?][\"“”)]?\s+(?=[A-ZÄÖÜ„\"«»])")
_ABBREVIATIONS = frozenset(
    {
        "bzw", "ca", "dr", "prof", "inkl", "ggf", "evtl", "str", "tel", "nr", "bspw", "usw", "etc",
        "vgl", "zzgl", "max", "min", "mo", "di", "mi", "do", "fr", "sa", "so", "einschl", "dipl",
        "ing", "st", "sog", "abs", "art", "hrsg", "jan", "feb", "apr", "jun", "jul", "aug", "sep",
        "sept", "okt", "nov", "dez", "mag", "am", "geb", "rbge",
    }
)  # fmt: skip
_LAST_WORD = re.compile(r"\w+$")


def _break_end(clean: str, position: int) -> int:
    """Return where a stop at `position` ends if a sentence ends with it, else -1."""
    char = clean[position]
    if char == "\n":
        return position + 1 if _line_ends(clean, position) else -1
    if char in "•|":
        return position + 1
    if char == ";":
        return position + 2 if clean[position + 1 : position + 2].isspace() else -1
    match = _FULL_STOP.match(clean, position)
    return match.end() if match and (char != "." or _dot_ends(clean, position)) else -1


def _line_ends(clean: str, position: int) -> bool:
    first = clean.rfind("\n", max(0, position - _LINE), position) + 1 or max(0, position - _LINE)
    line = clean[first:position].rstrip()
    return len(line) < _WRAPPED or line[-1] in ".!?:"


def _dot_ends(clean: str, position: int) -> bool:
    """Return False for the dot of an abbreviation, an initial or an ordinal number."""
    word = _LAST_WORD.search(clean, max(0, position - 12), position)
    if word is None:
        return True
    if word[0].isdigit():
        return len(word[0]) == 4
    return len(word[0]) > 1 and word[0].lower() not in _ABBREVIATIONS


def sentence(text: PlainText, start: int, end: int) -> tuple[int, int]:
    """Return the span of the sentence around a span of the plain text."""
    clean = text.clean
    left = max(0, start - REACH_LEFT)
    stops = [match.start() for match in _STOP.finditer(clean, left, start)]
    for position in reversed(stops):
        stop = _break_end(clean, position)
        if 0 <= stop <= start:
            left = stop
            break
    right = min(len(clean), end + REACH_RIGHT)
    for match in _STOP.finditer(clean, end, right):
        stop = _break_end(clean, match.start())
        if stop >= 0:
            return left, stop
    return left, right


def label_above(text: PlainText, left: int, start: int, letters: int) -> tuple[int, int] | None:
    """Return the span of the short line above, where hardly any letters stand before the date."""
    clean = text.clean
    if sum(map(str.isalpha, clean[left:start])) > letters:
        return None
    stop = (
        len(clean[:left].rstrip())
        if left < 400
        else left - 400 + len(clean[left - 400 : left].rstrip())
    )
    if stop == left or "\n" not in clean[stop : left + 1]:
        return None
    first = clean.rfind("\n", max(0, stop - _LABEL - 1), stop) + 1
    if stop - first > _LABEL or (first == 0 and stop > _LABEL):
        return None
    return first, stop


def cell_before(text: PlainText, left: int, start: int) -> tuple[int, int] | None:
    """Return the span of the cell before, where a date begins its own: "Anmeldeschluss | 20.3."."""
    clean = text.clean
    if not left or clean[left - 1] != "|" or clean[left:start].strip():
        return None
    least = max(0, left - 1 - _LABEL)
    first = max(clean.rfind("|", least, left - 1), clean.rfind("\n", least, left - 1)) + 1
    return (first, left - 1) if first or not least else None
