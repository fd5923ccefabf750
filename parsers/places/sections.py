"""Which label a passage of a page stands under: place, contact, organisation, person or another.

It reads labels ("Ort:", "Wo? –", a line of its own) and says nothing of the values.
"""

import re
from bisect import bisect_right

from model import fold
from parsers.places.words import LABELS

_MARK = re.compile(r":(?!//|\d)|\?[ \t]?[–:-]")
_VERB = re.compile(r"(?:[Oo]rt|Treffpunkt) (?:ist|sind|war|waren|wird)\b")
_VALUE_END = re.compile(r"\S[^\n]*(?:\n(?![ \t]*\n)[^\n]*)*")
_REACH = 260
_LONGEST_LABEL = 26
_HEADING_WORDS = 5


def heads_contact(heading: str) -> bool:
    """Return whether what follows a heading speaks of contacts, persons or bodies, not of places.

    "Kontakt und Anmeldung", "Ihre Ansprechpartnerin", "Über den Verband".
    """
    words = fold(heading).split()
    if len(words) > _HEADING_WORDS:
        return False
    return any(LABELS.get(word) in ("contact", "organisation", "person") for word in words) or (
        words[:1] == ["ueber"]
    )


class Sections:
    """The labels of a text, read once."""

    def __init__(self, text: str) -> None:
        self._text = text
        found = _own_lines(text)
        for match in _MARK.finditer(text):
            start, kind = _label_before(text, match.start())
            if kind is not None:
                found[start] = (match.end(), kind)
        for match in _VERB.finditer(text):
            found[match.start()] = (match.end(), "place")
        self._starts = sorted(found)
        self._values = [found[start] for start in self._starts]

    def at(self, position: int) -> str:
        """Return what kind of label's value stands at `position`; empty where none reaches there.

        A value ends with the next label, with a blank line, or after some 250 characters.
        """
        index = bisect_right(self._starts, position) - 1
        if index < 0:
            return ""
        begin, kind = self._values[index]
        if not kind or position < begin or position - begin > _REACH:
            return ""
        value = _VALUE_END.search(self._text, begin, begin + 2 * _REACH)
        return kind if value and position < value.end() else ""


def _own_lines(text: str) -> dict[int, tuple[int, str]]:
    """Return labels that are a line of their own: where they start, end, and what they are."""
    found: dict[int, tuple[int, str]] = {}
    start = 0
    for line in text.split("\n"):
        if 1 < len(line) <= _LONGEST_LABEL:
            kind = LABELS.get(fold(line))
            if (
                kind is not None
                and line.lstrip()[:1].isupper()
                and line.rstrip()[-1:] not in ".,;!"
            ):
                found[start] = (start + len(line), kind)
        start += len(line) + 1
    return found


def _label_before(text: str, end: int) -> tuple[int, str | None]:
    """Return where the label before a colon starts and what it is, None where it is none."""
    far = max(0, end - 2 * _LONGEST_LABEL)
    begin = max(text.rfind("\n", far, end) + 1, far)
    words = text[begin:end].split()
    for count in (3, 2, 1):
        label = " ".join(words[-count:])
        kind = LABELS.get(fold(label)) if len(words) >= count and label[:1].isupper() else None
        if kind is not None:
            return text.rfind(words[-count], 0, end), kind
    opens = bool(words) and len(words) <= 3 and (begin == 0 or text[begin - 1] == "\n")
    return begin, "" if opens else None
