"""Editions, years and parts in a title: what tells two events of one series apart."""

import re
from dataclasses import dataclass
from datetime import date

_MONTHS = (
    r"(?:jan(?:uar|uary)?|feb(?:ruar|ruary)?|märz|maerz|mär|march|apr(?:il)?|mai|may|jun[ie]?"
    r"|jul[iy]?|aug(?:ust)?|sept?(?:ember)?|okt(?:ober)?|oct(?:ober)?|nov(?:ember)?"
    r"|de[zc](?:ember)?)"
)
_DATE = re.compile(
    rf"\b\d{{1,2}}\.(?:\s*(?:[-–/&+]|und|bis)\s*\d{{1,2}}\.)?\s*(?:\d{{1,2}}\.(?:\s?\d{{2,4}})?"
    rf"|{_MONTHS}\b\.?(?:\s\d{{4}})?)"
    r"|\b\d{1,2}[.:]\d{2}\s*(?:uhr|h)\b|\b\d{1,2}\s*uhr\b|\b\d{4}-\d{2}-\d{2}\b"
    rf"|\b\d{{1,2}}(?:st|nd|rd|th)?\s+{_MONTHS}\b",
    re.IGNORECASE,
)
_PERIOD = re.compile(
    r"\b((?:19|20)\d\d)\s*(?:[-–—]|bis|to)\s*(?:(?:19|20)\d\d|\d\d)\b", re.IGNORECASE
)
_SEASON = re.compile(r"\b((?:19|20)\d\d)\s*/\s*(?:(?:19|20)?\d\d)\b")
_YEAR = re.compile(r"(?<![\d/-])(?:19|20)\d\d(?![\d/])|(?<=\s)['’](\d\d)\b")
_ORDINAL = re.compile(
    r"(?<![\d.,])(\d{1,3})\.(?=\s*[^\W\d_„“\"»›'‚]|\s*[„“\"»›'‚])|\b(\d{1,3})(?:st|nd|rd|th)\b"
    r"|\b(\d{1,3})(?:te[rsnm]?|ste[rsnm]?)\b",
    re.IGNORECASE,
)
_ORDINAL_STEMS = {
    "erst": 1, "zweit": 2, "dritt": 3, "viert": 4, "fünft": 5, "fuenft": 5, "sechst": 6,
    "siebt": 7, "siebent": 7, "acht": 8, "neunt": 9, "zehnt": 10, "elft": 11, "zwölft": 12,
    "zwoelft": 12, "dreizehnt": 13, "vierzehnt": 14, "fünfzehnt": 15, "sechzehnt": 16,
    "siebzehnt": 17, "achtzehnt": 18, "neunzehnt": 19, "zwanzigst": 20,
}  # fmt: skip
_ORDINAL_ENGLISH = {
    "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7,
    "eighth": 8, "ninth": 9, "tenth": 10,
}  # fmt: skip
_ORDINAL_WORD = re.compile(
    rf"\b(?:({'|'.join(_ORDINAL_STEMS)})e[rsnm]?|({'|'.join(_ORDINAL_ENGLISH)}))\b", re.IGNORECASE
)
_EDITION = re.compile(
    r"\b(?:vol(?:ume)?|ausgabe|folge|no|nr|nummer|auflage|edition|ed)\b\.?\s*#?(\d{1,3})\b"
    r"|(?<!\w)#\s?(\d{1,3})\b",
    re.IGNORECASE,
)
_ROMAN = {
    "i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5, "vi": 6, "vii": 7, "viii": 8, "ix": 9, "x": 10,
    "xi": 11, "xii": 12,
}  # fmt: skip
_PART_WORDS = (
    r"teil|modul|module|part|block|session|baustein|staffel|runde|etappe|phase|stufe|einheit"
    r"|lektion|kapitel|termin|gruppe|kurs|tag|day|level|los|slot|ag|panel|arbeitsgruppe|cluster"
    r"|\w*workshop|\w*werkstatt|\w*seminar|\w*forum|\w*dialog|\w*konferenz|\w*treffen|\w*gespräch"
    r"|\w*spaziergang|\w*rundgang|\w*sitzung|\w*abend"
)
_PART = re.compile(
    rf"\b({_PART_WORDS})(?:\s*(?:nr\.?|nummer|no\.?|#))?\s*[:.–-]?\s*"
    r"(\d{1,2}(?!\d|[.:/]\d|\s?uhr)|(?-i:[IVX]{1,4}|[A-H])(?![\w.’'-]))",
    re.IGNORECASE,
)
_PART_ORDINAL = re.compile(
    r"(\d{1,2})\.\s*(teil|modul|runde|staffel|block|etappe|phase|termin|workshop|werkstatt)\b",
    re.IGNORECASE,
)
_ROMAN_END = re.compile(r"\s((?-i:I{1,3}|IV|VI{0,3}|IX|XI{0,2}))\s*(?:$|[:–(|,-])")
_FRACTION = re.compile(r"[(\s](\d{1,2})\s?/\s?(\d{1,2})\)?\s*(?:$|[:–|])")


_LETTERED = re.compile(r"\b[A-HIVX]{1,4}\b")
"""What may be a part's number without digits: "Workshop II", "Modul B"."""
_NO_YEAR: frozenset[int] = frozenset()
_NO_PART: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Numbering:
    """The numbers of a title that name one event of several.

    `editions` are ordinals ("39. Sitzung"), `years` those of the edition, `parts` what a part is
    called. `rest` is the title without them, without dates and clock times.
    """

    editions: frozenset[int]
    years: frozenset[int]
    parts: frozenset[str]
    rest: str


def numbering(title: str, day: date | None) -> Numbering:
    """Read the numbers of a title; `day` tells the year of an edition from one that is a topic.

    A year that is far from the day's ("Stadtregion 2050") and a period ("2014-2020") are topics.
    """
    if not any(map(str.isdigit, title)) and _LETTERED.search(title) is None:
        editions, text = _written_editions(title)
        return Numbering(editions=editions, years=_NO_YEAR, parts=_NO_PART, rest=text)
    text = _DATE.sub(" ", title)
    parts, text = _parts(text)
    editions, text = _editions(text)
    written, text = _written_editions(text)
    editions |= written
    years, text = _years(text, day)
    return Numbering(editions=editions, years=years, parts=parts, rest=text)


def _parts(text: str) -> tuple[frozenset[str], str]:
    found = set()
    for hit in _PART.finditer(text):
        found.add(_number(hit[2]))
    text = _PART.sub(r"\1 ", text)
    for hit in _PART_ORDINAL.finditer(text):
        found.add(hit[1])
    text = _PART_ORDINAL.sub(r"\2", text)
    fraction = _FRACTION.search(text)
    if fraction and 1 <= int(fraction[1]) <= int(fraction[2]) <= 12:
        found.add(str(int(fraction[1])))
        text = text[: fraction.start()] + " " + text[fraction.end() :]
    roman = _ROMAN_END.search(text)
    if roman and not found:
        found.add(_number(roman[1]))
        text = text[: roman.start()] + " " + text[roman.end(1) :]
    return frozenset(found), text


def _number(written: str) -> str:
    """A part as digits, or as its letter."""
    if written.isdigit():
        return str(int(written))
    roman = _ROMAN.get(written.lower())
    return str(roman) if roman else written.upper()


def _editions(text: str) -> tuple[frozenset[int], str]:
    found = set()
    for hit in _ORDINAL.finditer(text):
        found.add(int(hit[1] or hit[2] or hit[3]))
    for hit in _EDITION.finditer(text):
        found.add(int(hit[1] or hit[2]))
    return frozenset(found), _EDITION.sub(" ", _ORDINAL.sub(" ", text))


def _written_editions(text: str) -> tuple[frozenset[int], str]:
    """Ordinals in words: "Zweites Regionalforum"."""
    hits = _ORDINAL_WORD.findall(text)
    if not hits:
        return _NO_YEAR, text
    found = (
        _ORDINAL_STEMS[german.lower()] if german else _ORDINAL_ENGLISH[english.lower()]
        for german, english in hits
    )
    return frozenset(found), _ORDINAL_WORD.sub(" ", text)


def _years(text: str, day: date | None) -> tuple[frozenset[int], str]:
    found: set[int] = set()
    for hit in _SEASON.finditer(text):
        found.update((int(hit[1]), int(hit[1]) + 1))
    text = _SEASON.sub(" ", _PERIOD.sub(" ", text))
    topics = []
    for hit in _YEAR.finditer(text):
        year = 2000 + int(hit[1]) if hit[1] else int(hit[0])
        if day is None or abs(year - day.year) <= 1:
            found.add(year)
        else:
            topics.append(str(year))
    return frozenset(found), " ".join([_YEAR.sub(" ", text), *topics])
