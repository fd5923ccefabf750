"""The patterns of clock times, built from named parts, and the atoms made of their matches.

All patterns are for lower-case text; each is bounded, so that a match costs constant time.
"""

from parsers.dates import day_patterns, spelled_patterns
from parsers.dates.atoms import Atom, ClockAtom, DottedAtom, FourAtom, JunkAtom, NumberAtom
from parsers.dates.pattern_parts import MONTH, NOT_A_MEASURE, NOT_COUNTED, Entries, TextMatch
from parsers.dates.vocabulary import NUMBER_WORDS
from parsers.dates.wordtree import tree_of

HOUR = r"([0-2]?[0-9])"
MINUTE = r"([0-5][0-9])"
OCLOCK = (
    r"\s{0,2}(?:uhr(?![\wäöüß])|h(?:rs?)?(?![\w]|-[a-zäöü]|"
    r"\s(?!bis|und|u\.|am|an|im|in|auf|vor|nach|mor|abe|mit|ab|der|den|ein|sta|zum|zur|bei|to|unt|at|cet|ces|mez|mes)"
    r"[a-zäöüß])|o'clock\b)"
)
_AFTER_MINUTES = (
    rf"(?![0-9.:]|\s?{MONTH}|\s?(?:min|sek|jahre|tage|wochen|plätze|leute|vorträge|fragen|ideen|km))"
    + NOT_COUNTED
    + NOT_A_MEASURE
)
"""What must not follow "14 Uhr 30": the month of a day, or a noun that 30 counts."""

_AFTER_AM = (
    r"(?=\s{0,2}(?:$|[,.;:()\]|\n/&·•-]|(?:to|until|till|through|and|or|on|at|in|for|from|sharp|with|[ecmp][sd]?t|bst|cest|cet|"
    r"utc|gmt|mez|mesz)\b))"
)

"""What may follow an English "am" or "pm" of its own: in "10 am Markt" it is the German word."""

_AM_PM = rf"(?:\s?([ap]\.m\.?)|([ap]m)|\s([ap]m){_AFTER_AM})(?![a-zäöü])"
_NOT_GERMAN = r"(?<!um )(?<!ab )(?<!gegen )"


def _clock(match: TextMatch, group: int) -> Atom:
    hour, minute = int(match[group]), int(match[group + 1] or 0)
    if hour > 24 or (hour == 24 and minute):
        return JunkAtom(*match.span())
    return ClockAtom(*match.span(), hour, minute)


def _glued(match: TextMatch, group: int) -> Atom:
    hour, minute = int(match[group]), int(match[group + 1] or match[group + 2])
    return JunkAtom(*match.span()) if hour > 23 else ClockAtom(*match.span(), hour, minute)


def _bare_clock(match: TextMatch, group: int) -> Atom:
    atom = _clock(match, group)
    if isinstance(atom, ClockAtom):
        atom.weak = len(match[group]) == 1 and atom.hour < 6
    return atom


def _english(match: TextMatch, group: int) -> Atom:
    hour, minute = int(match[group]), int(match[group + 1] or 0)
    if not 1 <= hour <= 12:
        return JunkAtom(*match.span())
    later = (match[group + 2] or match[group + 3] or match[group + 4]).startswith("p")
    return ClockAtom(*match.span(), hour % 12 + (12 if later else 0), minute, fixed=True)


def _zoned(match: TextMatch, group: int) -> Atom:
    atom = _clock(match, group)
    zone = match[group + 2]
    if isinstance(atom, ClockAtom) and zone:
        if zone == "z":
            atom.offset = 0
        else:
            minutes = int(zone[1:3]) * 60 + int(zone[-2:])
            atom.offset = -minutes if zone[0] == "-" else minutes
    return atom


def _in_words(match: TextMatch, group: int) -> Atom:
    return ClockAtom(*match.span(), NUMBER_WORDS[match[group]], 0)


def _noon(match: TextMatch, group: int) -> Atom:
    """Read noon and midnight; midnight is the end of its day, and stands only beside one."""
    night = match[group].startswith("mi") and match[group] != "midday"
    warning = "ambiguous_time" if night else ""
    return ClockAtom(*match.span(), 24 if night else 12, 0, weak=night, fixed=True, warning=warning)


_SHIFTS = {
    "¼": -45, "½": -30, "¾": -15,
    "halb": -30, "viertel nach": 15, "viertel vor": -15, "viertel": -45, "dreiviertel": -15,
    "half past": 30, "quarter past": 15, "quarter to": -15,
}  # fmt: skip


def _fraction(match: TextMatch, group: int) -> Atom:
    """Read "halb acht": half a day is left open, so it is ambiguous."""
    word = match[group + 1]
    hour = NUMBER_WORDS.get(word) or (int(word) if word.isdigit() else 0)
    if not 1 <= hour <= 12:
        return JunkAtom(*match.span())
    minutes = (hour * 60 + _SHIFTS[" ".join(match[group].split())]) % (24 * 60)
    return ClockAtom(*match.span(), minutes // 60, minutes % 60, warning="ambiguous_time")


def _dotted(match: TextMatch, group: int) -> Atom:
    left, right = match[group], match[group + 1]
    return DottedAtom(*match.span(), int(left), int(right), len(right) == 2)


def _four(match: TextMatch, group: int) -> Atom:
    return FourAtom(*match.span(), int(match[group]))


def _bare_number(match: TextMatch, group: int) -> Atom:
    return NumberAtom(*match.span(), int(match[group]), bool(match[group + 1]))


_NO_DURATION = (
    r"(?=\s[a-zäöü]{3})(?!\s(?:arbeit|unterricht|theorie|praxis|fahr|lang|pro|täglich|gesamt|"
    r"wöchentlich|schlaf|wartung|schulung|strom|sonne|später|zuvor|danach))"
)
"""What follows an hour of the day ("20 h Konzert"), not a number of hours ("20 h Theorie")."""

_WORDS = tree_of(NUMBER_WORDS)

DIGIT_PATTERNS: Entries = (
    (
        "k_fraction_sign",
        rf"(?<=([¼½¾])\s)([1-9]|1[0-2])(?:{OCLOCK}|(?=\s{{0,2}}(?:$|[,;)\n])))",
        _fraction,
    ),
    ("k_english", rf"{_NOT_GERMAN}{HOUR}(?:[:.]{MINUTE})?{_AM_PM}", _english),
    ("k_noon", r"12(?:[:.]00)?[\s-]?(noon|midday|midnight)\b", _noon),
    ("k_minutes", rf"{HOUR}[:.]{MINUTE}(?::[0-5][0-9])?{OCLOCK}", _clock),
    ("k_four", rf"([01][0-9]|2[0-4]){MINUTE}{OCLOCK}", _clock),
    ("k_hour_minutes", rf"{HOUR}\s{{0,2}}uhr\s{{1,2}}{MINUTE}{_AFTER_MINUTES}", _clock),
    ("k_hour_h", rf"{HOUR}\s?h\s?{MINUTE}(?![\w.:])", _clock),
    ("k_hour", rf"{HOUR}(){OCLOCK}", _clock),
    ("k_hour_word", rf"(0?[89]|1[0-9]|2[0-4])(?:[:.]{MINUTE})?\s?h{_NO_DURATION}", _clock),
    ("k_colon", rf"{HOUR}:{MINUTE}(?::[0-5][0-9])?(?![0-9:]|\.[0-9])", _bare_clock),
)
"""Clock times that begin with a digit."""

LOW_PATTERNS: Entries = (
    (
        "dotted",
        rf"(?<![0-9]\.)([0-9]{{1,2}})\.([0-9]{{1,2}})(?![0-9]|\.[0-9]|,[0-9]|[:_]|/(?![0-9]{{1,2}}(?:[.:]|\s?uhr))){NOT_A_MEASURE}",
        _dotted,
    ),
    ("four", rf"(?<![0-9]\.)([0-9]{{4}})(?![\w.,:/]){NOT_A_MEASURE}", _four),
    (
        "number",
        rf"(?<![0-9]\.)([0-9]{{1,2}})(\.(?:te[rsnm]?(?![a-z]))?|te[rsnm]?(?![a-z])|(?:st|nd|rd|th)(?![a-z]))?(?!(?!u\.)[\w:]|,[0-9]){NOT_A_MEASURE}",
        _bare_number,
    ),
)
"""Numbers that are days or hours only where their neighbours say so."""

WORD_PATTERNS: Entries = (
    (
        "k_fraction",
        rf"(halb|viertel\s(?:nach|vor)|(?:drei)?viertel|half\spast|quarter\s(?:past|to))\s"
        rf"({_WORDS}|1[0-2]|[1-9])"
        r"(?![\w:.,]|\s?(?:euro|million|mio|jahr|stunde|tag|meter|liter|kilo))(?:\suhr\b)?",
        _fraction,
    ),
    ("k_words", rf"({_WORDS})\s(?:uhr|o'clock)\b", _in_words),
    ("k_words_range", rf"({_WORDS})(?=\s?(?:-|bis|und)\s?{_WORDS}\suhr\b)", _in_words),
    ("k_noon_word", r"(noon|midday|midnight|mitternacht)\b", _noon),
)
"""Clock times that begin with a letter."""

GLUED_PATTERNS: Entries = (
    *day_patterns.GLUED_PATTERNS,
    *spelled_patterns.GLUED_PATTERNS,
    (
        "k_iso",
        rf"(?<=[0-9]t){HOUR}:{MINUTE}(?::[0-9]{{2}}(?:\.[0-9]{{1,9}})?)?(z|[+-][0-9]{{2}}:?[0-9]{{2}})?",
        _zoned,
    ),
    ("k_glued", rf"(?<=[. ]20[0-9]{{2}}){HOUR}(?::{MINUTE}(?![0-9])|\.{MINUTE}\suhr)", _glued),
)
"""What has no gap to its left. Clock times after their date: "T10:00", "16.05.201711:30"."""
