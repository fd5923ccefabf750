"""The words of the grammar, German and English together, as the patterns and the lexer read them.

All in lower case. The words themselves stand in `words_german` and `words_english`.
"""

from parsers.dates import words_english as english
from parsers.dates import words_german as german

_WORDS_AS_SHORT = {"märz", "juni", "juli", "mai"}

MONTHS = {
    name: number
    for table in (german.MONTHS, english.MONTHS)
    for number, names in enumerate(table, 1)
    for name in names
}
"""Month name or abbreviation, without its dot, to 1–12."""

SHORT_MONTHS = frozenset(name for name in MONTHS if len(name) <= 4) - _WORDS_AS_SHORT
"""Abbreviations, which need a number beside them, and English names as short."""

MONTHS_THAT_ARE_WORDS = english.MONTHS_THAT_ARE_WORDS

WEEKDAYS = {
    name: number
    for table in (german.WEEKDAYS, english.WEEKDAYS)
    for number, names in enumerate(table)
    for name in names
}
"""Weekday name or abbreviation, without its dot, to 0 (Monday) – 6."""

LONG_WEEKDAYS = tuple(name for name in WEEKDAYS if len(name) >= 6)
BYDAY = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
"""Weekdays as RFC 5545 writes them, by number."""

ORDINALS = german.ORDINALS | english.ORDINALS
"""Ordinal words to 1–12; the last one to -1."""

DAY_ORDINALS = {
    word: number
    for word, number in (ORDINALS | german.LATE_ORDINALS | english.LATE_ORDINALS).items()
    if number > 0
}
"""Ordinal words to 1–31."""

NUMBER_WORDS = german.NUMBERS | english.NUMBERS
"""Hours in words."""

SEASONS = german.SEASONS | english.SEASONS
"""Season to its first month (meteorological seasons, three months each)."""

MORNING = german.MORNING + english.MORNING
LATER = german.LATER + english.LATER
DAY_PARTS = MORNING + LATER
"""Parts of the day; after one of LATER an hour below 12 is meant past noon."""

ROLE_OF = {
    word: role
    for table in (german.ROLES, english.ROLES)
    for role, words in table.items()
    for word in words
} | {part: part for part in DAY_PARTS}
"""Words of the grammar to what they do in it."""

PENDING = f"{german.PENDING}|{english.PENDING}"
"""Words that say that a date will follow."""

HEADS = frozenset(
    {
        *MONTHS, *DAY_ORDINALS, *NUMBER_WORDS, *SEASONS, *LONG_WEEKDAYS,
        "kw", "q", "h", "i", "ii", "iii", "iv", "c", "s", "t", "cw", "week", "calendar",
        "anfang", "mitte", "ende", "early", "mid", "late", "im", "in", "fall", "letzten",
        "halb", "viertel", "dreiviertel", "half", "quarter", "noon", "midday", "midnight",
        "mitternacht",
        "termin", "termine", "datum", "date", "dates", "tba", "tbc", "tbd",
        "wintersemester", "sommersemester",
    }
)  # fmt: skip
"""Words at which a pattern that begins with letters can match."""
