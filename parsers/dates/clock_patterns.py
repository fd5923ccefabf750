"""The patterns of clock times, built from named parts, and the atoms made of their matches.

All patterns are for lower-case text; each is bounded, so that a match costs constant time.
"""

from parsers.dates.atoms import Atom, ClockAtom, DottedAtom, FourAtom, JunkAtom, NumberAtom
from parsers.dates.date_patterns import NOT_A_MEASURE, Builder, TextMatch
from parsers.dates.vocabulary import NUMBER_WORDS, any_of

HOUR = r"([0-2]?[0-9])"
MINUTE = r"([0-5][0-9])"
OCLOCK = (
    r"\s{0,2}(?:uhr(?![\wäöüß])|h(?![\w]|-[a-zäöü]|"
    r"\s(?!bis|und|u\.|am|an|im|in|auf|vor|nach|mor|abe|mit|ab|der|den)[a-zäöüß]))"
)
AFTER_MINUTES = (
    r"(?=\s{0,2}(?:$|[,;)\]|\n.-]|(?:am|in|im|bis|und|nach|vor)\b|"
    r"(?:vor|nach)?mittags?|morgens|abends))"
)
AFTER_AM_PM = r"(?=\s{0,2}(?:$|[,.;)\]|\n/-]|(?:to|until|till|and|on|at|in|ce[s]?t)\b))"


def _clock(match: TextMatch, group: int) -> Atom:
    hour, minute = int(match[group]), int(match[group + 1] or 0)
    if hour > 24 or (hour == 24 and minute):
        return JunkAtom(*match.span())
    return ClockAtom(*match.span(), hour, minute)


def _bare_clock(match: TextMatch, group: int) -> Atom:
    atom = _clock(match, group)
    if isinstance(atom, ClockAtom):
        atom.weak = len(match[group]) == 1 and atom.hour < 6
    return atom


def _english(match: TextMatch, group: int) -> Atom:
    hour, minute = int(match[group]), int(match[group + 1] or 0)
    if not 1 <= hour <= 12:
        return JunkAtom(*match.span())
    later = match[group + 2].startswith("p")
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


_SHIFTS = {"halb": -30, "viertel nach": 15, "viertel vor": -15, "viertel": -45, "dreiviertel": -15}


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


DIGIT_PATTERNS: tuple[tuple[str, str, Builder], ...] = (
    ("k_english", rf"{HOUR}(?:[:.]{MINUTE})?\s?([ap]\.?m\.?(?![a-z])){AFTER_AM_PM}", _english),
    ("k_minutes", rf"{HOUR}[:.]{MINUTE}(?::[0-5][0-9])?{OCLOCK}", _clock),
    ("k_four", rf"([01][0-9]|2[0-4]){MINUTE}{OCLOCK}", _clock),
    ("k_hour_minutes", rf"{HOUR}\s{{0,2}}uhr\s{{1,2}}{MINUTE}(?![0-9.:]){AFTER_MINUTES}", _clock),
    ("k_hour_h", rf"{HOUR}\s?h\s?{MINUTE}(?![\w.:])", _clock),
    ("k_hour", rf"{HOUR}(){OCLOCK}", _clock),
    ("k_colon", rf"{HOUR}:{MINUTE}(?::[0-5][0-9])?(?![0-9:]|\.[0-9])", _bare_clock),
)
"""Clock times that begin with a digit."""

LOW_PATTERNS: tuple[tuple[str, str, Builder], ...] = (
    (
        "dotted",
        rf"(?<![0-9]\.)([0-9]{{1,2}})\.([0-9]{{1,2}})(?![0-9]|\.[0-9]|,[0-9]|[:_]|/(?![0-9]{{1,2}}(?:[.:]|\s?uhr))){NOT_A_MEASURE}",
        _dotted,
    ),
    ("four", rf"(?<![0-9]\.)([0-9]{{4}})(?![\w.,:/]){NOT_A_MEASURE}", _four),
    (
        "number",
        rf"(?<![0-9]\.)([0-9]{{1,2}})(\.|te[rsnm]?(?![a-z])|(?:st|nd|rd|th)(?![a-z]))?(?![\w:]|,[0-9]){NOT_A_MEASURE}",
        _bare_number,
    ),
)
"""Numbers that are days or hours only where their neighbours say so."""

WORD_PATTERNS: tuple[tuple[str, str, Builder], ...] = (
    (
        "k_fraction",
        rf"(halb|viertel\s(?:nach|vor)|(?:drei)?viertel)\s({any_of(NUMBER_WORDS)}|1[0-2]|[1-9])"
        r"(?![\w:.,]|\s?(?:euro|million|mio|jahr|stunde|tag))(?:\suhr)?",
        _fraction,
    ),
    ("k_words", rf"({any_of(NUMBER_WORDS)})\suhr\b", _in_words),
)
"""Clock times that begin with a letter."""

GLUED_PATTERNS: tuple[tuple[str, str, Builder], ...] = (
    (
        "k_iso",
        rf"(?<=[0-9]t){HOUR}:{MINUTE}(?::[0-9]{{2}}(?:\.[0-9]{{1,9}})?)?(z|[+-][0-9]{{2}}:?[0-9]{{2}})?",
        _zoned,
    ),
    ("k_glued", rf"(?<=[. ]20[0-9]{{2}}){HOUR}:{MINUTE}(?![0-9])", _clock),
)
"""Clock times without a gap after their date: "T10:00", "16.05.201711:30"."""
