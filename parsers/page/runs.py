"""Runs of text within a block: what sets them apart, and how they are put together."""

from lxml import etree
from lxml.etree import _Element

from model import clean_text

BREAK = "\x00"
"""Stands in collected text where a line ends."""
_SHOWN = etree.XPath(".//text()[not(ancestor::script or ancestor::style)]")


def stuck(before: str, after: str, *, styled: bool = False) -> bool:
    """Return whether two runs without a blank are set apart: "Abgesagt" and "Weinprobe".

    One that is `styled` by a class of its own can be a piece of a date: "29" and "mai".
    """
    if after.isdigit():
        return before.isalpha() or (styled and before.isdigit())
    if styled and before.isdigit():
        return after.isalpha()
    return after.isupper() and (before.islower() or before.isdigit())


def shown(element: _Element) -> str:
    """Return all text of an element, whatever stands in it."""
    found = _SHOWN(element)
    return " ".join(map(str, found)) if isinstance(found, list) else ""


def folded(raw: str) -> str:
    """Return the text of runs with single blanks, a line for each break."""
    if BREAK not in raw:
        return clean_text(raw)
    lines = (clean_text(line) for line in raw.split(BREAK))
    return "\n".join(line for line in lines if line)
