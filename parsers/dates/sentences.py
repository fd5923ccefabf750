"""The sentence, label or line that a date stands in. Nothing is judged here."""

import re

from parsers.dates.normalise import PlainText

REACH_LEFT = 280
REACH_RIGHT = 220
_LABEL = 48
_WRAPPED = 50
"""A line at least this long that ends without a stop goes on in the next line."""

_BREAK = re.compile(r"\n|[.!?][\"“”)]?\s+(?=[A-ZÄÖÜ„\"«»])|;\s|[•|]")
_ABBREVIATIONS = frozenset(
    {
        "bzw", "ca", "dr", "prof", "inkl", "ggf", "evtl", "str", "tel", "nr", "bspw", "usw", "etc",
        "vgl", "zzgl", "max", "min", "mo", "di", "mi", "do", "fr", "sa", "so", "einschl", "dipl",
        "ing", "st", "sog", "abs", "art", "hrsg", "jan", "feb", "apr", "jun", "jul", "aug", "sep",
        "sept", "okt", "nov", "dez", "mag", "am", "geb", "rbge",
    }
)  # fmt: skip
_LAST_WORD = re.compile(r"[\w]+$")


def _ends(clean: str, match: re.Match[str], line_start: int) -> bool:
    """Return True where a possible break is one."""
    position = match.start()
    if match[0] == "\n":
        line = clean[line_start:position].rstrip()
        return len(line) < _WRAPPED or line[-1] in ".!?:"
    if match[0][0] != ".":
        return True
    word = _LAST_WORD.search(clean, max(0, position - 12), position)
    if word is None:
        return True
    if word[0].isdigit():
        return len(word[0]) == 4
    return len(word[0]) > 1 and word[0].lower() not in _ABBREVIATIONS


def _line_start(clean: str, position: int) -> int:
    return clean.rfind("\n", max(0, position - 120), position) + 1 or max(0, position - 120)


def sentence(text: PlainText, start: int, end: int) -> tuple[int, int]:
    """Return the span of the sentence around a span of the plain text."""
    clean = text.clean
    left = max(0, start - REACH_LEFT)
    for match in _BREAK.finditer(clean, left, start):
        if _ends(clean, match, _line_start(clean, match.start())):
            left = match.end()
    right = min(len(clean), end + REACH_RIGHT)
    for match in _BREAK.finditer(clean, end, right):
        if _ends(clean, match, _line_start(clean, match.start())):
            return left, match.end()
    return left, right


def label_above(text: PlainText, left: int, start: int, letters: int) -> tuple[int, int] | None:
    """Return the span of the short line above, where hardly any letters stand before the date."""
    clean = text.clean
    if sum(char.isalpha() for char in clean[left:start]) > letters:
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
