"""The named parts that the patterns of dates and clock times are built from.

All patterns are for lower-case text; each is bounded, so that a match costs constant time.
"""

import re
from collections.abc import Callable

from parsers.dates.atoms import Atom
from parsers.dates.vocabulary import MONTHS, SHORT_MONTHS, WEEKDAYS
from parsers.dates.wordtree import tree_of

TextMatch = re.Match[str]
Builder = Callable[[TextMatch, int], Atom | None]
"""Makes an atom of a match and the index of the first group inside the pattern."""

Entries = tuple[tuple[str, str, Builder], ...]
"""Patterns by name, in the order in which they are tried."""

NN = r"([0-9]{1,2})"
YEAR = r"((?:19|20)[0-9]{2})(?![0-9])"
NOT_COUNTED = (
    r"(?!\s(?:euro|menschen|besuch|personen|teilnehm|gäste|mitglied|stück|kinder|schüler|studie|"
    r"quadrat|kilo|meter|läufe|zuschau|tonnen|mann\b|frauen|einwohn|soldaten|hektar|uhr\b)"
    r"|[.,:][0-9]|\s?[€%])"
)
OF_YEAR = r"(?:(?:des\sjahres|im\sjahre?|anno|a\.?\s?d\.)\s)?"
"""The words that can stand before the year of a day: "am 5. Mai im Jahre 1821"."""

NOT_OPENING_HOURS = (
    r"(?!(?<=1[0-8][0-9]{2})\s?(?:-|bis)\s?(?:[01][0-9]|2[0-4])[0-5][0-9](?![0-9.-]))"
)
"""After four digits that are rather a clock time than a year: "02.08. 1845-1955"."""

OLD_YEAR = rf"((?:1[0-9]|20)[0-9]{{2}})(?![0-9]){NOT_COUNTED}{NOT_OPENING_HOURS}"
"""A year of history too, where no noun follows that it could count."""

MONTH = tree_of(MONTHS)
LONG_MONTH = tree_of(set(MONTHS) - SHORT_MONTHS)
WORD_END = rf"(?![\wäöüß]|-(?!{tree_of(WEEKDAYS)}[ ,.])[a-zäöü])"
JOINT = r"(?:\s?[-/&+]\s?|\s?,\s|\s(?:bis(?:\szum)?|und|oder|sowie|to|until|through|and|or)\s)"
"""What can stand between two dates that share what the second one says."""

NOT_A_MEASURE = (
    r"(?!\s?(?:€|%|°|euro|eur(?![a-z])|prozent|mio|mrd|million|milliard|tsd|punkte|"
    r"km|kg|m²|qm|ha(?![a-zäöü])))"
)
EDGE = r"(?=\s{0,2}(?:$|[,.;:)\]|\n](?![0-9])))"
NOT_A_TIME = (
    r"(?![0-9]|[:.][0-9]|-(?![0-9]{1,2}\.\s?[a-zä]{3})[0-9]|\s?(?:uhr|h)(?![a-zäöü])"
    r"|\s?(?:-|bis)\s?[0-9]{1,2}(?:[:.][0-9]{2})?\s?(?:uhr|h)\b)"
)
GLUED_YEAR = (
    r"((?:1[0-9]|20)[0-9]{2})"
    r"(?:(?=[0-9]{1,2}:[0-9]{2}|[0-9]{1,2}\.[0-9]{2}\suhr|[0-9]{1,2}\.(?:[0-9]{1,2}\.(?:19|20)|\s?[a-zä]{3}))|(?![0-9]))"
)
"""A year with a clock time or the next date glued to it: "16.05.201711:30"."""


def century(year: int) -> int:
    """Return a two-digit year in full: 00–39 is this century, 40–99 the last."""
    return year + (2000 if year < 40 else 1900)


def year_of(text: str | None) -> int | None:
    """Return a written year in full, None where there is none."""
    if not text:
        return None
    return century(int(text)) if len(text) == 2 else int(text)
