"""The German words of the grammar in lower case, with their Austrian and Swiss forms.

Tables only. English stands in `words_english`; `vocabulary` puts both together.
"""

MONTHS: tuple[tuple[str, ...], ...] = (
    ("januar", "jänner", "jaenner", "jan", "jän"),
    ("februar", "feber", "feb", "febr"),
    ("märz", "maerz", "mär", "mrz"),
    ("april", "apr"),
    ("mai",),
    ("juni", "juno", "jun"),
    ("juli", "jul"),
    ("august", "aug"),
    ("september", "sept", "sep"),
    ("oktober", "okt"),
    ("november", "nov"),
    ("dezember", "dez"),
)
"""Names and abbreviations of the months, January first."""

WEEKDAYS: tuple[tuple[str, ...], ...] = (
    ("montag", "mo"),
    ("dienstag", "di"),
    ("mittwoch", "mi"),
    ("donnerstag", "do"),
    ("freitag", "fr"),
    ("samstag", "sonnabend", "sa"),
    ("sonntag", "so"),
)
"""Names and abbreviations of the weekdays, Monday first; no abbreviation that is a word."""

_ENDINGS = ("e", "en", "er", "es", "em")
_FIRST = (
    "erst", "zweit", "dritt", "viert", "fünft", "sechst", "siebt", "acht", "neunt", "zehnt",
    "elft", "zwölft",
)  # fmt: skip
_LATER = (
    "dreizehnt", "vierzehnt", "fünfzehnt", "sechzehnt", "siebzehnt", "achtzehnt", "neunzehnt",
    "zwanzigst", "einundzwanzigst", "zweiundzwanzigst", "dreiundzwanzigst", "vierundzwanzigst",
    "fünfundzwanzigst", "sechsundzwanzigst", "siebenundzwanzigst", "achtundzwanzigst",
    "neunundzwanzigst", "dreißigst", "einunddreißigst",
)  # fmt: skip
_SWISS = ("dreissigst", "einunddreissigst")


def _inflected(stems: tuple[str, ...], first: int) -> dict[str, int]:
    return {
        stem + ending: number for number, stem in enumerate(stems, first) for ending in _ENDINGS
    }


ORDINALS = _inflected(_FIRST, 1) | dict.fromkeys(("letzten", "letzter", "letzte", "letztes"), -1)
"""Ordinal words to 1–12; the last one to -1."""

LATE_ORDINALS = _inflected(_LATER, 13) | _inflected(_SWISS, 30)
"""Ordinal words to 13–31: days only."""

NUMBERS = {
    "ein": 1, "eins": 1, "zwei": 2, "drei": 3, "vier": 4, "fünf": 5, "sechs": 6, "sieben": 7,
    "acht": 8, "neun": 9, "zehn": 10, "elf": 11, "zwölf": 12, "dreizehn": 13, "vierzehn": 14,
    "fünfzehn": 15, "sechzehn": 16, "siebzehn": 17, "achtzehn": 18, "neunzehn": 19,
    "zwanzig": 20, "einundzwanzig": 21, "zweiundzwanzig": 22,
}  # fmt: skip
"""Hours in words to 1–22."""

SEASONS = {"frühjahr": 3, "frühling": 3, "sommer": 6, "herbst": 9, "winter": 12}

MORNING = ("frühmorgens", "morgens", "morgen", "vormittags", "vormittag", "früh", "nachts")
LATER = ("nachmittags", "nachmittag", "abends", "abend", "mittags", "mittag", "spätabends")

ROLES: dict[str, tuple[str, ...]] = {
    "um": ("um",),
    "zeit": ("uhrzeit", "zeit"),
    "gegen": ("gegen",),
    "ab": ("ab", "frühestens"),
    "nach": ("nach",),
    "von": ("von", "zwischen"),
    "vom": ("vom",),
    "bis": ("bis",),
    "spätestens": ("spätestens",),
    "am": ("am", "den", "dem", "der", "des", "für"),
    "an": ("an", "anreise", "ankunft"),
    "abreise": ("abreise", "abfahrt"),
    "label": ("datum", "termin"),
    "zum": ("zum", "zu"),
    "auf": ("auf",),
    "in": ("im", "in", "monat"),
    "ca": (
        "ca", "circa", "zirka", "etwa", "ungefähr", "rund", "so", "voraussichtlich", "jeweils",
        "einschließlich", "einschliesslich", "inklusive", "inkl", "einschl", "je", "täglich",
        "noch", "exakt", "ist", "ablauf", "erneut", "nochmals",
        "immer", "feiertags", "feiertage", "feiertagen", "gesetzlichen", "gesetzliche",
        "maximal", "längstens", "höchstens",
    ),
    "und": ("und", "u", "sowie"),
    "oder": ("oder", "bzw", "beziehungsweise"),
    "seit": ("seit",),
    "einlass": (
        "einlass", "saaleinlass", "türöffnung", "saalöffnung", "registrierung", "ankommen",
        "akkreditierung", "einwahl", "login", "checkin",
    ),
    "anfang": ("anfang",),
    "beginn": (
        "beginn", "sitzungsbeginn", "veranstaltungsbeginn", "los", "startdatum", "startzeit",
        "starttermin", "anfangszeit",
    ),
    "ende": (
        "ende", "sitzungsende", "veranstaltungsende", "schluss", "enddatum", "endedatum",
        "endzeit", "endtermin",
    ),
    "mitte": ("mitte",),
    "ct": ("ct",),
    "zone": ("mesz", "mez"),
}  # fmt: skip
"""Words to what they do in a date phrase; see `vocabulary.ROLE_OF`."""

PENDING = (
    r"(?:termine?|datum)\s?:?\s(?:folgt|folgen|(?:noch\s)?offen|tb[acd]|n\.\s?n\.|in\skürze|"
    r"(?:wird|werden)\s(?:\w{1,14}\s){0,3}(?:bekannt\s?gegeben|mitgeteilt|veröffentlicht))"
    r"|in\skürze(?![a-zäöüß])"
)
"""Words that say that a date will follow."""
