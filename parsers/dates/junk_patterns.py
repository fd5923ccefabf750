"""Numbers that look like dates and are none: addresses, paragraphs, telephones, prices, scores.

The lexer tries these first, so that nothing inside them is read.
"""

from parsers.dates.vocabulary import MONTHS
from parsers.dates.wordtree import tree_of

_LAW = (
    "art", "artikel", "artikeln", "abs", "absatz", "absätze", "az", "aktenzeichen", "ziffer",
    "ziffern", "ziff", "paragraph", "paragraf", "drucksache", "drucksachen", "drs", "bgbl", "gvbl",
    "abl", "njw", "nvwz", "bverfge", "bverwge", "bghz", "bghst", "rn", "rdnr", "randnummer",
    "fußnote", "fn", "anm", "anlage", "anhang", "referat", "dezernat",
)  # fmt: skip
_BOOKS = (
    "kapitel", "kap", "abschnitt", "abschnitte", "abschnitten", "abb", "abbildung", "abbildungen",
    "tab", "tabelle", "tabellen", "seite", "seiten", "s", "bd", "band", "heft", "hefte", "ausgabe",
    "zeile", "vers", "blatt", "bl", "teil", "punkt", "modul", "lektion",
)  # fmt: skip
_BIBLE = (
    "mose", "lk", "mk", "mt", "joh", "psalm", "ps", "röm", "kor", "gal", "eph", "kol", "thess",
    "petr", "hebr", "jak", "offb", "apg", "jes", "jer", "hes", "hiob", "kön",
    "genesis", "exodus", "matthäus", "markus", "lukas", "johannes", "sure",
)  # fmt: skip
_THINGS = (
    "nr", "nrn", "nummer", "nummern", "raum", "räume", "räumen", "zimmer", "haus", "gebäude",
    "halle", "plz", "level", "din", "ip", "version", "versionen", "release", "modell", "typ",
    "baureihe", "geschäftszeichen", "gz", "maßstab", "verhältnis", "quote", "note", "noten",
    "parzelle", "flurstück",
)  # fmt: skip
_SOFTWARE = (
    "kernel", "firmware", "build", "windows", "dos", "android", "ios", "ubuntu", "debian", "php",
    "python", "java", "bluetooth", "usb", "hdmi",
)  # fmt: skip
_SCORED = ("halbzeitstand", "endstand", "zwischenstand", "ergebnis", "halbzeit")
_STREETS = (
    "straße", "str", "platz", "allee", "brücke", "ring", "ufer", "weg", "schule", "kaserne",
)  # fmt: skip
_NUMBERED_WORDS = (*_LAW, *_BOOKS, *_BIBLE, *_THINGS, *_SOFTWARE)
_DIALLED = (
    "tel",
    "telefon",
    "fon",
    "fax",
    "telefax",
    "mobil",
    "handy",
    "iban",
    "isbn",
    "issn",
    "konto",
    "kontonummer",
    "kto",
    "blz",
    "steuernummer",
    "hrb",
)

HEADS = frozenset({"https", "http", "www", "v", *_NUMBERED_WORDS, *_SCORED, *_STREETS, *_DIALLED})
"""The words at which the junk of letters begins."""

_MONTH = tree_of(MONTHS)
_NUMBERED = rf"(?:{tree_of(_NUMBERED_WORDS)}\.?|v(?!\.))"
_DATE = (
    r"(?:[0-9]{1,2}\.\s?(?:[0-9]{1,2}\.\s?(?:1[0-9]|20)?[0-9]{2}(?![0-9./-])"
    rf"|{_MONTH}\.?\s[0-9]{{4}})|[0-9]{{1,2}}(?:[.:][0-9]{{2}})?\suhr)"
)
"""What is a date or a clock time after such a word too: "Heft 3, Halle 12. Mai 2026"."""

_FURTHER = (
    rf"(?:(?:\s?[,;/-]\s?|\s(?:und|u\.|bis|oder|sowie)\s)(?!{_DATE})"
    r"[0-9]{1,4}[./][0-9]{1,4}(?:[./][0-9]{1,4})?){0,6}"
)
"""The further numbers of an enumeration: "Kap. 3.4 und 3.5"."""

WORDS = "|".join(
    (
        r"https?://[^\s<>\"]{1,500}",
        r"www\.[^\s<>\"]{1,500}",
        rf"{_NUMBERED}[ ]{{0,2}}(?::\s{{0,2}})?(?!{_DATE})[0-9][0-9a-z./:-]{{0,30}}{_FURTHER}",
        rf"{tree_of(_STREETS)}\.?\s(?:des|der|vom)\s[0-9]{{1,2}}\.\s?{_MONTH}(?:\s[0-9]{{1,4}})?",
        rf"{tree_of(_STREETS)}\.?\s(?!{_DATE})[0-9]{{1,4}}[.,/][0-9]{{1,4}}",
        rf"{tree_of(_SCORED)}:?\s[0-9]{{1,3}}[:-][0-9]{{1,3}}(?!\s?uhr)",
        rf"{tree_of(_DIALLED)}\b\.?\s?(?:nr\.?)?:?\s{{0,2}}(?![^\n]{{0,25}}uhr)"
        r"(?=(?:[^0-9\n]{0,3}[0-9]){6})[+(]?(?:de)?[0-9][0-9 ()/.-]{0,30}",
    )
)
"""Junk that begins with a letter."""

_END = r"(?![\wäöüß])"
_SMALL_UNITS = r"(?:[kcmd]?m[²³]?|[km]?g|m?l|[sstvw])(?![\wäöüß.])"
_UNITS = (
    r"(?:[$£€%°'\"″′]|qm|ha|mbit|hpa|kwh?|mwh?|gwh?|kv|[kmg]?hz|db"
    r"|(?:kilo|zenti|milli|quadrat|kubik|see)?met(?:er[ns]?|re)|(?:kilo)?gramm|kilo|(?:hekto)?liters?"
    r"|tonnen|zentner|(?:milli|mikro)gramm|ar|kelvin|bar|pfund|grad|zoll|(?:see)?meilen|sek(?:\.|unden?)|min(?:\.|uten?)"
    r"|std\.|stunden?|prozent(?:punkten?)?|promille|punkten?|zählern?|toren?|treffern?"
    r"|euro|mark|dollar|franken|cent|rubel|taler|kronen|stimmen|mio|mrd|millionen?|milliarden?)"
)
_MEASURE = rf"(?:{_SMALL_UNITS}|{_UNITS}(?![a-zäöüß]))"
_COUNTED = (
    r"(?:sek(?:\.|unden)|min(?:\.|uten)?|std\.|stunden|punkten?|tore[ns]?|stimmen|siegen?)"
    r"(?![a-zäöüß])"
)
_SCORE = r"[0-9]{1,3}:[0-9]{1,3}"
_NEXT_SCORE = r"(?:\s?[,;/]\s?|\s(?:und\s)?)"
_NO_TIME = r"[0-9]{1,3}:[0-9]?[1-46-9](?![0-9:])"
"""A score whose second number no timetable has: "21:19"."""

_RESULT = (
    r"(?:sieg|niederlage|erfolg|führung|rückstand|lauf|serie|end|halb|zwischen|pause|heim|"
    r"auswärts|unentschieden|remis|ausgleich|vorsprung|punkt|tore)"
)

DIGITS: tuple[tuple[str, str], ...] = (
    (".", r"[0-9]{1,3}(?:\.[0-9]{1,3}){3}(?![0-9])"),  # an IP address
    (".", r"[0-9]{1,3}(?:\.[0-9]{3})+(?![0-9])(?:,[0-9]+)?"),  # 1.500 or 1.500,00
    (",", r"[0-9]+,[0-9]+"),  # 549,00
    (":", r"[0-9]{1,4}:[0-9]{1,3}\.[0-9]{3}(?![0-9])"),  # 1:25.000
    ("./", rf"[0-9]{{1,3}}[./][0-9]{{1,2}}[ \n]?{_MEASURE}"),  # 10.30 Meter, 3/10 Grad
    (":", rf"[0-9]{{1,3}}:[0-9]{{1,2}}[ \n]?{_COUNTED}"),  # 31:12 Minuten
    (":", r"[0-9]{1,3}:[0-9]{2}[.,][0-9]{1,3}(?![0-9:])"),  # 14:58,3
    (":", rf"{_SCORE}\s?\({_SCORE}(?:{_NEXT_SCORE}{_SCORE}){{0,5}}\)"),  # 27:24 (12:10)
    (
        ":",
        rf"(?=(?:{_SCORE}{_NEXT_SCORE}){{0,8}}{_NO_TIME})(?<!-)"
        rf"{_SCORE}(?:{_NEXT_SCORE}{_SCORE}){{1,8}}+(?!-[0-9]|:|\s?uhr)",
    ),  # 21:19, 17:21
    (":", rf"{_SCORE}[ -]{_RESULT}"),  # 24:19-Endstand
    (
        "/- ",
        r"0[0-9]{2,5}(?!\s?-\s?[0-2][0-9]{3}\s?(?:uhr|h)\b)"
        r"\s?[/-]\s?[0-9](?:[ /-]{0,3}[0-9]|\.[0-9]){2,18}",
    ),  # 0345/12 05 20 10
    ("-", r"97[89]-[0-9-]{8,16}"),  # ISBN
    ("-/ ", r"(?:19|20)[0-9]{2}\s?[-/]\s?(?:19|20)?[0-9]{2}(?![0-9-])"),  # 2021-2027, 2021/22
    ("/", r"24/7(?![0-9])"),
    (".", r"[0-9]{1,2}\.[0-9]{1,2}\.[0-9](?![0-9])"),  # heading 5.12.4
    (".", r"0\.[0-9]{1,3}(?![0-9]|[^\n]{0,12}uhr)"),  # 0.25
    (" a", r"[0-9]{1,2}\s?h\s?[0-9]{1,2}\s?min"),  # 2 h 15 min
    (
        ".",
        r"[0-9]{1,2}\.[0-9]{1,2}\.[0-9]{2,4}[-/][0-9]{1,3}(?![0-9.:-]|\s?uhr)",
    ),  # no. 3.05.2011-4
    (
        ".",
        r"(?<=[a-zäöüß]{2}-)(?<!uhr-)[0-9]{1,2}\.[0-9]{1,2}(?![0-9.]|\s?(?:uhr|h)\b)",
    ),  # gimp-2.10
    ("/", r"[0-9]{1,4}/[0-9]{1,3}/[0-9](?![0-9/])"),  # house 17/3/4
    (" ", r"[0-9]{1,3}\s[1-9]/[2-9](?![0-9/.])"),  # 1 1/2
    (" .,a$", r"[0-9]{1,4}(?:[.,][0-9]{1,3})?\s?[x×]\s?[0-9]{1,4}(?:[.,][0-9]{1,3})?"),  # 12 x 10.5
    (
        ". a",
        r"[0-9]{1,2}\.?\s?[a-zäö]{3,9}\.?\s[0-9]{1,4}\s(?:v\.|vor)\s?(?:chr|u\.|d\.)",
    ),  # 44 v. Chr.
    ("a", r"[0-9]{1,4}(?:er|fach|jährig|mal|prozentig|stündig|tägig)[a-zäöü]{0,10}"),
)
"""Junk that begins with a digit, by what follows its first digits (see `lexer`)."""


def digits_before(sorts: str) -> str:
    """Return the pattern of the junk whose first digits one of `sorts` follows."""
    return "|".join(pattern for before, pattern in DIGITS if set(before) & set(sorts))


SIGNS = "|".join(
    (
        r"§{1,2}\s?[0-9]{1,4}[a-z]?(?:\.[0-9]{1,3})?(?:\s?(?:abs|satz|nr)\.?\s?[0-9]{1,3}){0,4}",
        r"\+[0-9]{2}[0-9 ()/.-]{5,25}",
        r"#[0-9]{1,9}",
    )
)
"""Junk that begins with a sign."""
