"""Streets and postcodes in a line of an address. It knows no towns and no houses."""

import re

from parsers.places.nouns import ending, is_street, noun_kind

_NUMBER = r"\d{1,4}\s?[a-zA-Z]?(?:\s?[-–/+]\s?\d{1,4}\s?[a-z]?)?"
_MONTH = r"(?:Jan|Feb|März|Apr|Mai|Jun|Jul|Aug|Sep|Okt|Nov|Dez)"
_NUMBERED = re.compile(
    rf"([A-ZÄÖÜ][^\d,;|()\n]{{1,60}}?)\s*\b{_NUMBER}(?![\d:]|\.\d|\.\s?{_MONTH})"
)
_OF_A_DAY = re.compile(
    r"(?:Straße|Platz|Allee|Ufer) des \d{1,2}\. [A-ZÄÖÜ][a-zä]+(?: \d{1,4}\s?[a-z]?\b)?"
)
_OPENING = re.compile(
    r"(?:An|Am|Auf|Im|In|Unter|Zum|Zur|Hinter|Vor|Bei|Beim)\s+(?:(?:de[rmn]|die|das)\s+)?[A-ZÄÖÜ]"
    r"|(?:Platz|Straße|Allee|Ufer|Weg|Ring|Park)\s+(?:der|des|am|an der|im)\s+[A-ZÄÖÜ]"
)
_ROOM = re.compile(
    r"(?:Raum|Saal|Halle|Hörsaal|Etage|Stock|Stand|Haus|Gebäude|Zimmer|Aufgang|Block|Ebene|Forum|"
    r"Seminarraum|Konferenzraum|Teil|Modul|Tag|Sitzung|Kursraum|Werk|Studio|Gleis|Abschnitt)\b"
)
_GAP = re.compile(r"\s*[,(|\n–-]?\s*")
_LONGEST = 70
POSTCODE = re.compile(r"(?<![\d/-])(?:D[-–\s]?)?(\d{5})(?=[ \t\u00a0]+[A-ZÄÖÜ])")


def street_at(text: str, start: int, end: int) -> int | None:
    """Return where a street with its number ends that begins at `start`; None if none does.

    A street is known by its noun ("Dammstraße 22"), by how it opens ("An den Tierkliniken 42"),
    or because it is named for a day ("Straße des 17. Juni 112").
    """
    day = _OF_A_DAY.match(text, start, end)
    if day:
        return day.end()
    match = _NUMBERED.match(text, start, end)
    if match is None or _ROOM.match(match.group(1)):
        return None
    name = match.group(1).strip()
    last = name.split()[-1].rstrip(".") if name.split() else ""
    if is_street(last) or _OPENING.match(name):
        return match.end()
    return None


def house_before_street(text: str, start: int, end: int) -> int:
    """Return where the street begins in "Güterhalle Bahnhofstraße 25"; `start` without a house."""
    words = list(re.finditer(r"[^\W\d_][\w.-]*", text[start:end]))
    streets = [number for number, word in enumerate(words) if is_street(word[0].rstrip("."))]
    if not streets or streets[-1] == 0:
        return start
    before = [word[0] for word in words[: streets[-1]]]
    house = noun_kind(before[-1]) in ("building", "institution") and not is_street(before[-1])
    return start + words[streets[-1]].start() if house else start


def bare_street(text: str) -> bool:
    """Return whether a whole line is a street without a number ("Karolinenstraße")."""
    words = text.split()
    if not words or len(words) > 4 or any(char.isdigit() for char in text):
        return False
    return is_street(words[-1].rstrip(".")) and not ending(words[-1])


def street_behind(text: str, position: int) -> tuple[str, int]:
    """Return the street that stands behind a comma or bracket at `position`, and where it ends.

    An empty string and `position` where none does.
    """
    gap = _GAP.match(text, position)
    start = gap.end() if gap else position
    end = street_at(text, start, min(len(text), start + _LONGEST))
    return (text[start:end].strip(), end) if end else ("", position)
