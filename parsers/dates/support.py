"""Decides whether a weak date stands: "3/4", "1.2." and "31.05" need help from what is around.

Also refuses dates inside addresses and file names.
"""

import re

from parsers.dates.atoms import ClockAtom, DayAtom
from parsers.dates.chains import Node

_HELP_DOT = frozenset({"am", "vom", "bis", "ab", "seit", "zum", "von", "label"})
_HELP_SLASH = frozenset({"am", "vom", "label"})
_ADDRESS = re.compile(
    r"://|www\.|@|_|\.(?:pdf|docx?|xlsx?|pptx?|html?|php|jpe?g|png|gif|zip|ics|mp[34])\b"
)
_LEFT_EDGE = frozenset('\n(:;,|["„“*-')
_RIGHT_EDGE = frozenset('\n):;,|].!?"“*')
_REACH = 80


def stands(node: Node, before: Node | None, after: Node | None, low: str) -> bool:
    """Return True where the node is a date or a time where it stands."""
    atom = node.atom
    if isinstance(atom, ClockAtom):
        return not atom.weak or _helped_clock(node, before, after)
    if not isinstance(atom, DayAtom):
        return True
    if _in_address(low, atom.start, atom.end):
        return False
    if not atom.weak:
        return True
    joined = bool(node.joint) or (after is not None and bool(after.joint))
    timed = after is not None and isinstance(after.atom, ClockAtom)
    timed = timed or (before is not None and isinstance(before.atom, ClockAtom) and not node.lines)
    if node.weekday is not None or node.part or timed:
        return True
    text = low[atom.start : atom.end]
    if "/" in text:
        padded = text[-2] == "0" or text[-2] == "1"
        return bool(node.marks & _HELP_SLASH) or (joined and padded)
    if joined or node.marks & _HELP_DOT:
        return True
    if text.endswith("."):
        return not _word_follows(low, atom.end)
    return _alone(low, node.start, atom.end)


def _helped_clock(node: Node, before: Node | None, after: Node | None) -> bool:
    near = (before, after)
    if node.marks or node.part or any(other is not None and other.joint for other in (node, after)):
        return True
    return any(other is not None and isinstance(other.atom, DayAtom) for other in near)


def _in_address(low: str, start: int, end: int) -> bool:
    """Return True where the unbroken characters around a date are an address or a file name."""
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


def _left_char(low: str, start: int) -> str:
    while start and low[start - 1] in " \t":
        start -= 1
    return low[start - 1] if start else "\n"


def _word_follows(low: str, end: int) -> bool:
    """Return True for what may be the number of a heading: "1.2. Zielsetzung"."""
    return low[end : end + 1] in (" ", "\t") and low[end + 1 : end + 2].isalpha()


def _alone(low: str, start: int, end: int) -> bool:
    while end < len(low) and low[end] in " \t":
        end += 1
    right = low[end] if end < len(low) else "\n"
    return _left_char(low, start) in _LEFT_EDGE and right in _RIGHT_EDGE
