"""Decides whether a clock time without its word stands: "21:19" may be a score, "12h" a while.

"10.30 Uhr" always stands. The others need a word of times before them, a day or another time
beside them, or the edge of a line.
"""

import re

from parsers.dates.atoms import ClockAtom, DayAtom
from parsers.dates.chains import Node
from parsers.dates.surroundings import LEFT_EDGE, RIGHT_EDGE, SENTENCE_EDGE, left_char, right_char

_BARE = re.compile(r"[0-9]{1,2}[:.][0-9]{2}(?::[0-9]{2})?")
_HOURS = re.compile(r"[0-9]{1,2}\s?h")
_SCORE = re.compile(
    r"(?<![0-9:])[0-9]{1,3}:[0-9](?![0-9])|\b(?:mit|bei|das|eine?[mn]?|zum|beim|stand)\s$"
)
"""Another score close before, or a word that no time follows."""

_AFTER_HOUR = re.compile(
    r"\s(?:in|im|am|an|auf|bei|beim|vor|zum|zur|los|geht|beginnt|startet)\b"
    r"|\s?(?:-|bis|und)\s?[0-9]{1,2}\s{0,2}(?:$|[\n.,;:)])"
)
_REACH = 24
_TABLE_EDGE = frozenset("\n:|")
_HELP = frozenset(
    {"um", "gegen", "ab", "bis", "zeit", "spätestens", "einlass", "beginn", "ende", "label"}
)
_SURE_HELP = frozenset({"um", "gegen", "zeit", "einlass", "beginn"})
_RANGE = frozenset({"-", "bis"})
_JOINTS = _RANGE | {"und"}
_FIRST_HOUR = 6
"""Of what "ab 9.30" says; "ab 3.50" is a price."""

_ROUND = frozenset({0, 30, 45})
"""Minutes at which things begin and games do not end."""


_ACADEMIC = frozenset({"ct", "st"})


def clock_stands(
    node: Node, atom: ClockAtom, before: Node | None, after: Node | None, low: str
) -> bool:
    """Return True where the atom of `node` is a clock time where it stands."""
    if node.after & _ACADEMIC:
        return True
    text = low[atom.start : atom.end]
    if atom.weak and text.count(":") < 2:
        return _helped_ratio(node, before, after)
    if text.isdigit():
        return _hour_stands(node, after, low)
    lasting = _HOURS.fullmatch(text) is not None
    if not lasting and _BARE.fullmatch(text) is None:
        return True
    if node.weekday is not None or _is_day(before) or _is_day(after):
        return True
    if _joined(before, node.joint) or (after is not None and _joined(after, after.joint)):
        return True
    if lasting or text.count(":") > 1:
        return _alone(node, low) or (lasting and bool(node.part or node.marks & _HELP))
    if "." in text:
        return _dotted_stands(node, atom, low)
    return bool(node.part or node.marks & (_HELP | {"von"})) or _colon_stands(node, atom, low)


def _hour_stands(node: Node, after: Node | None, low: str) -> bool:
    """Read the 8 of "5. August um 8": not "am 5. August um 8 Mann verstärkt"."""
    if _joined(after, after.joint if after is not None else "") or _joined(after, "-"):
        return True
    end = node.atom.end
    return right_char(low, end) in RIGHT_EDGE or _AFTER_HOUR.match(low, end) is not None


def _dotted_stands(node: Node, atom: ClockAtom, low: str) -> bool:
    sure = node.part or node.marks & _SURE_HELP
    if sure or (node.marks & _HELP and atom.hour >= _FIRST_HOUR):
        return True
    return left_char(low, node.start) in _TABLE_EDGE


def _colon_stands(node: Node, atom: ClockAtom, low: str) -> bool:
    """Read "14:30" at the edge of a line, and elsewhere at a round minute and beside no score."""
    left = left_char(low, node.start)
    if left in SENTENCE_EDGE:
        return True
    if left in LEFT_EDGE or right_char(low, atom.end) == "\n":
        return atom.minute % 5 == 0
    reach = max(0, atom.start - _REACH)
    return atom.minute in _ROUND and not _SCORE.search(low, reach, atom.start)


def _alone(node: Node, low: str) -> bool:
    """Return True for a duration that is all of its line, a word like "ca." aside."""
    starts = left_char(low, node.start) == "\n" or bool(node.marks)
    return starts and right_char(low, node.end) == "\n"


def _is_day(node: Node | None) -> bool:
    return node is not None and isinstance(node.atom, DayAtom)


def _joined(other: Node | None, joint: str) -> bool:
    return other is not None and joint in _JOINTS and isinstance(other.atom, ClockAtom)


def _helped_ratio(node: Node, before: Node | None, after: Node | None) -> bool:
    """Return True where "1:10" is a time: with a word of times, a day or a joint."""
    joined = node.joint in _RANGE or (after is not None and after.joint in _RANGE)
    return bool(node.marks & _HELP or node.part or joined or _is_day(before) or _is_day(after))
