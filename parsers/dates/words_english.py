"""The English words of the grammar in lower case.

Tables only. No word stands here that would change the reading of a German phrase: "am", "in" and
"so" are German here, and "10 am" is told apart by what follows it (`clock_patterns`).
"""

MONTHS: tuple[tuple[str, ...], ...] = (
    ("january", "jan"),
    ("february", "feb"),
    ("march", "mar"),
    ("april", "apr"),
    ("may",),
    ("june", "jun"),
    ("july", "jul"),
    ("august", "aug"),
    ("september", "sept", "sep"),
    ("october", "oct"),
    ("november", "nov"),
    ("december", "dec"),
)
"""Names and abbreviations of the months, January first."""

MONTHS_THAT_ARE_WORDS = frozenset({"may", "march", "mar", "jan", "dec"})
"""Without a year these are months only where their surroundings say so."""

WEEKDAYS: tuple[tuple[str, ...], ...] = (
    ("monday", "mon"),
    ("tuesday", "tues", "tue"),
    ("wednesday", "wed"),
    ("thursday", "thurs", "thur", "thu"),
    ("friday", "fri"),
    ("saturday", "sat"),
    ("sunday", "sun"),
)
"""Names and abbreviations of the weekdays, Monday first."""

ORDINALS = {
    "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7,
    "eighth": 8, "ninth": 9, "tenth": 10, "eleventh": 11, "twelfth": 12, "last": -1,
}  # fmt: skip
"""Ordinal words to 1–12; the last one to -1."""

_UNITS = tuple(ORDINALS)[:9]
LATE_ORDINALS = {
    "thirteenth": 13, "fourteenth": 14, "fifteenth": 15, "sixteenth": 16, "seventeenth": 17,
    "eighteenth": 18, "nineteenth": 19, "twentieth": 20, "thirtieth": 30, "thirty-first": 31,
} | {f"twenty-{unit}": number for number, unit in enumerate(_UNITS, 21)}  # fmt: skip
"""Ordinal words to 13–31: days only."""

NUMBERS = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
    "nine": 9, "ten": 10, "eleven": 11, "twelve": 12,
}  # fmt: skip
"""Hours in words."""

SEASONS = {"spring": 3, "summer": 6, "autumn": 9}
"""Seasons to their first month; "winter" is German too, "fall" needs its "of"."""

MORNING = ("morning",)
LATER = ("afternoon", "evening")

ROLES: dict[str, tuple[str, ...]] = {
    "um": ("at",),
    "zeit": ("time",),
    "label": ("date",),
    "ab": ("from", "starting"),
    "nach": ("after",),
    "von": ("between",),
    "bis": ("to", "until", "till", "through"),
    "spätestens": ("by",),
    "am": ("on",),
    "ca": ("the", "of", "open", "opens", "approximately"),
    "und": ("and",),
    "oder": ("or",),
    "seit": ("since",),
    "einlass": ("doors",),
    "anfang": ("early", "beginning"),
    "beginn": ("start", "starts", "show", "begins"),
    "ende": ("late", "end", "ends"),
    "mitte": ("mid", "middle"),
    "utc": ("utc", "gmt"),
    "zone": ("cest", "cet"),
}
"""Words to what they do in a date phrase; see `vocabulary.ROLE_OF`."""

PENDING = (
    r"dates?\s?:?\s(?:(?:is\s|are\s|will\s|yet\s|still\s){0,3}(?:to\s)?be\s"
    r"(?:announced|confirmed|determined)|tb[acd](?!\w))|tb[acd](?!\w)"
)
"""Words that say that a date will follow."""
