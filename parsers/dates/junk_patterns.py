"""Numbers that look like dates and are none: addresses, paragraphs, telephones, prices, rooms.

The lexer tries these first, so that nothing inside them is read.
"""

from parsers.dates.vocabulary import MONTHS, any_of

_NUMBERED_WORDS = (
    "art", "artikel", "abs", "absatz", "nr", "nummer", "az", "aktenzeichen", "raum", "zimmer",
    "haus", "gebäude", "version", "kapitel", "kap", "abschnitt", "ziffer", "ziff", "abb",
    "abbildung", "tab", "tabelle", "drucksache", "drs", "bgbl", "plz", "seite", "heft",
    "ausgabe", "level", "punkt", "anlage", "halle", "din", "ip", "maßstab", "verhältnis", "v",
    "release", "teil", "paragraph", "paragraf", "lk", "mt", "joh", "psalm", "modul", "modell",
    "typ",
)  # fmt: skip
_NUMBERED = any_of(_NUMBERED_WORDS) + r"\.?"
_STREETS = ("straße", "str", "platz", "allee", "brücke", "ring", "ufer", "schule", "kaserne")
_DIALLED = ("tel", "telefon", "fon", "fax", "telefax", "mobil", "handy", "iban", "isbn", "issn")
HEADS = frozenset({"https", "http", "www", *_NUMBERED_WORDS, *_STREETS, *_DIALLED})
"""The words at which the junk of letters begins."""

_FULL_DATE = r"[0-9]{1,2}\.\s?[0-9]{1,2}\.\s?(?:19|20)?[0-9]{2}(?![0-9./-])"

WORDS = "|".join(
    (
        r"https?://[^\s<>\"]{1,500}",
        r"www\.[^\s<>\"]{1,500}",
        rf"{_NUMBERED}\s{{0,2}}:?\s{{0,2}}(?!{_FULL_DATE})[0-9][0-9a-z./:-]{{0,30}}",
        rf"{any_of(_STREETS)}\.?\s(?:des|der|vom)\s[0-9]{{1,2}}\.\s?{any_of(MONTHS)}(?:\s[0-9]{{1,4}})?",
        rf"{any_of(_DIALLED)}\b\.?\s?(?:nr\.?)?:?\s{{0,2}}(?![^\n]{{0,25}}uhr)"
        r"(?=(?:[^0-9\n]{0,3}[0-9]){6})[+(]?(?:de)?[0-9][0-9 ()/.-]{0,30}",
    )
)
"""Junk that begins with a letter."""

DIGITS = "|".join(
    (
        r"[0-9]{1,3}(?:\.[0-9]{1,3}){3}(?![0-9])",  # an IP address
        r"[0-9]{1,3}(?:\.[0-9]{3})+(?![0-9])(?:,[0-9]+)?",  # 1.500 or 1.500,00
        r"[0-9]+,[0-9]+",  # 549,00
        r"[0-9]{1,4}:[0-9]{1,3}\.[0-9]{3}(?![0-9])",  # 1:25.000
        r"0[0-9]{2,5}\s?[/-]\s?[0-9][0-9 /-]{2,20}",  # 0345/12 05 20 10
        r"97[89]-[0-9-]{8,16}",  # ISBN
        r"(?:19|20)[0-9]{2}\s?[-/]\s?(?:19|20)?[0-9]{2}(?![0-9-])",  # 2021-2027, 2021/22
        r"24/7(?![0-9])",
        r"[0-9]{1,4}(?:er|fach|jährig|mal|prozentig|stündig|tägig)[a-zäöü]{0,10}",
    )
)
"""Junk that begins with a digit."""

SIGNS = "|".join(
    (
        r"§{1,2}\s?[0-9]{1,4}[a-z]?(?:\s?(?:abs|satz|nr)\.?\s?[0-9]{1,3}){0,4}",
        r"\+[0-9]{2}[0-9 ()/.-]{5,25}",
        r"#[0-9]{1,9}",
    )
)
"""Junk that begins with a sign."""
