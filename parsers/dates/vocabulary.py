"""The words of the grammar in lower case: months, weekdays, numbers, parts of the day.

German with its Austrian, Swiss, transliterated and abbreviated forms, and English.
"""

from collections.abc import Iterable

_MONTH_NAMES: tuple[tuple[str, ...], ...] = (
    ("januar", "jänner", "jaenner", "january", "jan", "jän"),
    ("februar", "feber", "february", "feb", "febr"),
    ("märz", "maerz", "march", "mär", "mrz", "mar"),
    ("april", "apr"),
    ("mai", "may"),
    ("juni", "juno", "june", "jun"),
    ("juli", "july", "jul"),
    ("august", "aug"),
    ("september", "sept", "sep"),
    ("oktober", "october", "okt", "oct"),
    ("november", "nov"),
    ("dezember", "december", "dez", "dec"),
)
MONTHS = {name: number for number, names in enumerate(_MONTH_NAMES, 1) for name in names}
"""Month name or abbreviation, without its dot, to 1–12."""

SHORT_MONTHS = frozenset(name for name in MONTHS if len(name) <= 4) - {
    "märz",
    "juni",
    "juli",
    "mai",
}
"""Abbreviations, which need a number beside them, and English names as short."""

_WEEKDAY_NAMES: tuple[tuple[str, ...], ...] = (
    ("montag", "monday", "mon", "mo"),
    ("dienstag", "tuesday", "tues", "tue", "die", "di"),
    ("mittwoch", "wednesday", "wed", "mit", "mi"),
    ("donnerstag", "thursday", "thurs", "thu", "don", "do"),
    ("freitag", "friday", "fri", "fre", "fr"),
    ("samstag", "sonnabend", "saturday", "sat", "sam", "sa"),
    ("sonntag", "sunday", "sun", "son", "so"),
)
_WORDS_NOT_DAYS = {"die", "mit", "don", "fre", "sam", "son"}
WEEKDAYS = {
    name: number
    for number, names in enumerate(_WEEKDAY_NAMES)
    for name in names
    if name not in _WORDS_NOT_DAYS
}
"""Weekday name or abbreviation, without its dot, to 0 (Monday) – 6."""

LONG_WEEKDAYS = tuple(name for name in WEEKDAYS if len(name) >= 6)
GERMAN_WEEKDAYS = tuple(name for name in LONG_WEEKDAYS if not name.endswith("day"))
BYDAY = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
"""Weekdays as RFC 5545 writes them, by number."""

_ORDINAL_STEMS = (
    "erst", "zweit", "dritt", "viert", "fünft", "sechst", "siebt", "acht", "neunt", "zehnt",
    "elft", "zwölft",
)  # fmt: skip
ORDINALS = {
    stem + ending: number
    for number, stem in enumerate(_ORDINAL_STEMS, 1)
    for ending in ("e", "en", "er", "es", "em")
} | {"letzten": -1, "letzter": -1, "letzte": -1, "letztes": -1}
"""Ordinal words to 1–12; the last one to -1."""

NUMBER_WORDS = {
    "ein": 1, "eins": 1, "zwei": 2, "drei": 3, "vier": 4, "fünf": 5, "sechs": 6, "sieben": 7,
    "acht": 8, "neun": 9, "zehn": 10, "elf": 11, "zwölf": 12, "dreizehn": 13, "vierzehn": 14,
    "fünfzehn": 15, "sechzehn": 16, "siebzehn": 17, "achtzehn": 18, "neunzehn": 19,
    "zwanzig": 20, "einundzwanzig": 21, "zweiundzwanzig": 22,
}  # fmt: skip
"""Hours in words to 1–22."""

SEASONS = {
    "frühjahr": 3, "frühling": 3, "spring": 3, "sommer": 6, "summer": 6,
    "herbst": 9, "autumn": 9, "winter": 12,
}  # fmt: skip
"""Season to its first month (meteorological seasons, three months each)."""

MORNING = ("frühmorgens", "morgens", "morgen", "vormittags", "vormittag", "früh", "nachts")
LATER = ("nachmittags", "nachmittag", "abends", "abend", "mittags", "mittag", "spätabends")
DAY_PARTS = MORNING + LATER
"""Parts of the day; after one of LATER an hour below 12 is meant past noon."""

ZONES_IN_BERLIN = ("mesz", "mez", "cest", "cet")
"""Names of the zone of Berlin; a page's clock times are local whichever of them it writes."""

_ROLES: dict[str, tuple[str, ...]] = {
    "um": ("um", "at"),
    "zeit": ("uhrzeit", "zeit"),
    "gegen": ("gegen",),
    "ab": ("ab", "frühestens", "from"),
    "nach": ("nach", "after"),
    "von": ("von", "zwischen", "between"),
    "vom": ("vom",),
    "bis": ("bis", "to", "until", "till", "through"),
    "spätestens": ("spätestens",),
    "am": ("am", "an", "den", "dem", "der", "des", "on", "für"),
    "label": ("datum", "termin"),
    "zum": ("zum", "zu"),
    "auf": ("auf",),
    "in": ("im", "in", "monat"),
    "ca": (
        "ca", "circa", "zirka", "etwa", "ungefähr", "rund", "so", "voraussichtlich", "jeweils",
        "einschließlich", "inklusive", "inkl", "einschl", "je", "täglich", "noch", "exakt", "ist",
    ),
    "und": ("und", "u", "sowie", "and", "bzw", "oder"),
    "seit": ("seit", "since"),
    "einlass": ("einlass", "registrierung", "ankommen", "akkreditierung"),
    "anfang": ("anfang",),
    "beginn": ("beginn", "start", "los"),
    "ende": ("ende", "schluss"),
    "mitte": ("mitte",),
    "utc": ("utc", "gmt"),
    "zone": ZONES_IN_BERLIN,
}  # fmt: skip
ROLE_OF = {word: role for role, words in _ROLES.items() for word in words} | {
    part: part for part in DAY_PARTS
}
"""Words of the grammar to what they do in it."""

PENDING = (
    r"(?:termine?|datum)\s?:?\s(?:folgt|folgen|(?:noch\s)?offen|tba|n\.\s?n\.|in\skürze|"
    r"(?:wird|werden)\s(?:\w{1,14}\s){0,3}(?:bekannt\s?gegeben|mitgeteilt|veröffentlicht))"
    r"|in\skürze|tba(?!\w)"
)
"""Words that say that a date will follow."""


def any_of(words: Iterable[str]) -> str:
    """Return a pattern that matches the longest of `words`."""
    return "(?:" + "|".join(sorted(words, key=lambda word: (-len(word), word))) + ")"
