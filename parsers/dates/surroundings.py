"""What stands directly around a piece of plain text: the edges of lines and phrases, addresses."""

import re

SENTENCE_EDGE = frozenset("\n:!?.*•-")
"""Before the first number of a line or sentence."""

LIST_EDGE = frozenset('\n:;,|*"“„•-')
"""Before an entry of a list or table."""

LEFT_EDGE = LIST_EDGE | {"(", "["}
RIGHT_EDGE = frozenset('\n):;,|].!?"“*')

_ADDRESS = re.compile(
    r"://|www\.|@|_"
    r"|\.(?:pdf|docx?|xlsx?|pptx?|html?|php|jpe?g|png|gif|zip|ics|mp[34]|txt|exe|gz|csv|xml|x)\b"
)
_REACH = 80


def left_char(low: str, start: int) -> str:
    """Return the character before a position, blanks skipped; a line break at the beginning."""
    while start and low[start - 1] in " \t":
        start -= 1
    return low[start - 1] if start else "\n"


def right_char(low: str, end: int) -> str:
    """Return the character behind a position, blanks skipped; a line break at the end."""
    while end < len(low) and low[end] in " \t":
        end += 1
    return low[end] if end < len(low) else "\n"


def word_follows(low: str, end: int) -> bool:
    """Return True for what may be the number of a heading: "1.2. Zielsetzung"."""
    return low[end : end + 1] in (" ", "\t") and low[end + 1 : end + 2].isalpha()


def in_address(low: str, start: int, end: int) -> bool:
    """Return True where the unbroken characters around a date are an address or a file name."""
    if (start == 0 or low[start - 1] in " \n") and (end == len(low) or low[end] in " \n"):
        return False
    left = max(
        low.rfind(" ", max(0, start - _REACH), start),
        low.rfind("\n", max(0, start - _REACH), start),
    )
    left = left + 1 if left >= 0 else max(0, start - _REACH)
    right = end
    stop = min(len(low), end + _REACH)
    while right < stop and not low[right].isspace():
        right += 1
    if right - left <= end - start + 1:
        return False
    return _ADDRESS.search(low, left, right) is not None
