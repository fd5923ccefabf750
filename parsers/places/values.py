"""The value of a label of place ("Ort:", "Veranstaltungsort"): house, street, postcode, town."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from model import Place, fold
from parsers.places.addresses import POSTCODE, bare_street, house_before_street, street_at
from parsers.places.attendance import online_mode
from parsers.places.bearers import PlaceHint, near_postcode, settle
from parsers.places.gazetteer import Municipality, gazetteer
from parsers.places.names import NameHit, scan
from parsers.places.nouns import ending, noun_kind
from parsers.places.result import PlaceReading, place_of
from parsers.places.venues import is_town_of_house
from parsers.places.words import LANDS

_SEPARATOR = re.compile(r"\s*(?:\n+|\||;|•|·|,(?!\d))\s*")
_ADDRESS_IN_BRACKETS = re.compile(r"\(([^()]*(?:\d{5}|\s\d{1,4}\s?[a-z]?)[^()]*)\)")
_JUNK = re.compile(
    r"(?:Tel|Telefon|Fon|Fax|E-?Mail|Mobil|Internet|Web|Website|Anfahrt\w*|Karte|Google\b.*|"
    r"Lageplan|Routenplaner|Stadtplan|Zum Kalender.*|Kalender|iCal|Deutschland|Germany|DE|"
    r"barrierefrei\w*)\b[:.]?.*|.*(?:@|https?://|www\.).*|[+(]?[\d\s()/.–+-]{6,}|"
    r"\d{1,2}[:.]\d\d\s*(?:Uhr|h)?\b.*|\W*",
    re.IGNORECASE,
)
_UNKNOWN = re.compile(
    r".*\b(?:wird (?:noch |rechtzeitig )?(?:bekannt|mitgeteilt)|folgt|noch offen|"
    r"steht noch nicht fest|"
    r"noch nicht bekannt|in Planung|nach Absprache|nach Vereinbarung|siehe|verschiedene Orte|"
    r"unbekannt)\b.*|(?:n\.?\s?n\.?|tba|tbd|k\.\s?A\.)",
    re.IGNORECASE,
)
_ONLINE_TOO = re.compile(
    r"\s*(?:und|sowie|oder|/|&|\+)\s*"
    r"(?:[Oo]nline|[Dd]igital|[Vv]irtuell|[Ll]ive-?[Ss]tream|Zoom)\b.*"
)
_PRICE = re.compile(
    r"\d\s?(?:€|[Ee]uro\b|EUR\b)|€\s?\d|\b(?:[Kk]ostenlos|[Kk]ostenfrei|Frühbucher\w*)\b"
)
_PRESENCE = re.compile(r"(?:in )?(?:Präsenz|[Vv]or Ort|hybrid|Hybrid)(?:veranstaltung)?")
_QUARTER = re.compile(
    r"(?:[-–/ ]\s?(?:OT|Ortsteil|Stadtteil)?\s?[A-ZÄÖÜ][\w.-]*){0,2}(?:\s?\([^()]*\))?\.?"
)
_QUARTER_BEHIND = re.compile(r"[- ](?:OT |Ortsteil )?[A-ZÄÖÜ]")
_IN_TOWN = re.compile(r"(?:^|\s)(?:in|zu)\s+(?=[A-ZÄÖÜ])")
_LABEL = re.compile(
    r"(?:(?:Veranstaltungs|Tagungs)?[Oo]rt|Adresse|Anschrift|Wo|Location)\s*[:?]\s*[–-]?\s*"
)
_ONE_OF_SEVERAL = re.compile(r"\s+(?:[A-Z]|\d{1,2}|Nord|Süd|Ost|West)")
"""Behind a name that is also a word it tells halls and yards apart: "Halle Süd"."""
_BARE_POSTCODE = re.compile(r"(?:D[-–\s]?)?\d{5}")
_LIST = re.compile(r"\s*(?:,\s*(?:und|sowie)?|\s(?:und|sowie|&|/|\+)\s|\n)\s*")
_LONGEST_NAME = 160
_SHORTEST_NAME = 3  # letters: "Nr." is none
_LONGEST_VALUE = 600


@dataclass(slots=True)
class _Parts:
    """What has been read of a value so far."""

    names: list[str] = field(default_factory=list)
    street: str = ""
    postcode: str = ""
    town: Municipality | None = None
    written: str = ""
    quarter: str = ""
    inferred: bool = False
    lands: list[str] = field(default_factory=list)


def read_place(text: str, *, hint: PlaceHint | None = None) -> Place | None:
    """Return the place that the value of a label names; None where it names none.

    "online" is no place, nor is "wird noch bekannt gegeben". See `place_reading` for the span,
    the rule and how sure it is.
    """
    reading = place_reading(text, hint=hint)
    return reading.place if reading else None


def place_reading(text: str, *, hint: PlaceHint | None = None) -> PlaceReading | None:
    """Return the place that the value of a label names with its evidence; None if it names none.

    A house without a town has no town, unless its own name says one; then `inferred` is set. A
    town whose bearer is not certain keeps the written name and has no key.
    """
    known = hint or PlaceHint()
    text = text[:_LONGEST_VALUE]
    parts = _Parts()
    spans = []
    for start, end in _pieces(text):
        piece = text[start:end]
        if (
            _PRICE.search(piece)
            or _PRESENCE.fullmatch(piece)
            or _JUNK.fullmatch(piece)
            or _UNKNOWN.fullmatch(piece)
        ):
            continue
        if _take(parts, text, start, end, known):
            spans.append((start, end))
    if not spans:
        return None
    if parts.town is None and not parts.written:
        _infer(parts, known)
    place = place_of(
        parts.town,
        name=_house_name(parts),
        street=parts.street,
        postcode=parts.postcode,
        written=parts.written,
    )
    if not (place.line or place.address_locality):
        return None
    rule, sure = _rule(parts)
    return PlaceReading(
        place=place,
        start=spans[0][0],
        end=max(end for _, end in spans),
        rule=rule,
        confidence=sure,
        inferred=parts.inferred,
        municipality=parts.town,
    )


def place_readings(text: str, *, hint: PlaceHint | None = None) -> list[PlaceReading]:
    """Return the places that a value names: several where it is a list of nothing but towns."""
    spans = []
    start = 0
    for gap in [*_LIST.finditer(text, 0, _LONGEST_VALUE), None]:
        end = gap.start() if gap else len(text)
        if text[start:end].strip():
            spans.append((start, end))
        start = gap.end() if gap else end
    listed = re.search(r"\s(?:und|sowie|&|/|\+)\s", text) is not None
    if not (listed and len(spans) > 1 and all(is_town(text, a, b) for a, b in spans)):
        reading = place_reading(text, hint=hint)
        return [reading] if reading is not None else []
    found = ((a, place_reading(text[a:b], hint=hint)) for a, b in spans)
    return [replace(r, start=a + r.start, end=a + r.end) for a, r in found if r is not None]


def apart(text: str) -> str:
    """Return a text of the same length whose addresses in brackets stand on lines of their own."""
    return _ADDRESS_IN_BRACKETS.sub(lambda m: "\n" + m.group(1) + "\n", text)


def _pieces(text: str) -> Iterator[tuple[int, int]]:
    """Yield the spans of the parts of a value; an address in brackets is a part of its own."""
    flat = apart(text)
    label = _LABEL.match(flat)
    position = label.end() if label else 0
    for separator in [*_SEPARATOR.finditer(flat, position), None]:
        end = separator.start() if separator else len(flat)
        piece = flat[position:end]
        start = position + len(piece) - len(piece.lstrip())
        if piece.strip():
            yield start, start + len(piece.strip())
        position = separator.end() if separator else end


def _take(parts: _Parts, text: str, start: int, end: int, hint: PlaceHint) -> bool:
    """Enter one part of the value; return whether it said anything of the place."""
    online = _ONLINE_TOO.search(text, start, end)
    if online and online.start() > start:
        end = online.start()
    piece = text[start:end]
    if _BARE_POSTCODE.fullmatch(piece) and not parts.postcode:
        parts.postcode = piece[-5:]
        return True
    code = POSTCODE.search(piece)
    if code and not parts.postcode:
        if code.start():
            _take(parts, text, start, start + len(piece[: code.start()].rstrip(" ,-–")), hint)
        parts.postcode = code.group(1)
        _take_town(parts, text, start + code.end(), end, hint)
        return True
    if piece in LANDS.values() or fold(piece) in LANDS:
        parts.lands.append(LANDS[fold(piece)])
        return False
    stop = street_at(text, start, end)
    if stop is not None and not parts.street:
        begin = house_before_street(text, start, stop)
        if begin > start:
            parts.names.append(text[start:begin].strip(" ,"))
        parts.street = text[begin:stop].strip()
        rest = text[stop:end].strip(" ,-–()")
        if rest and stop < end:
            _take(parts, text, end - len(rest), end, hint)
        return True
    if parts.names and not parts.street and _is_bare_street(text, start, end):
        parts.street = piece
        return True
    if not parts.written and is_town(text, start, end):
        _take_town(parts, text, start, end, hint)
        return True
    if online_mode(piece) and not any(noun_kind(w) == "building" for w in piece.split()):
        return False
    return _take_name(parts, text, start, end, hint)


def _is_bare_street(text: str, start: int, end: int) -> bool:
    """Whether a part is a street without a number; "Bamberg" only where a town follows."""
    if not bare_street(text[start:end]):
        return False
    followed = POSTCODE.search(text, end) is not None or bool(_hits(text, end, len(text)))
    return followed or not is_town(text, start, end)


def _take_name(parts: _Parts, text: str, start: int, end: int, hint: PlaceHint) -> bool:
    """Enter the name of a house, with the town behind it: "Landesvertretung X in Berlin"."""
    within = [m for m in _IN_TOWN.finditer(text, start, end) if is_town(text, m.end(), end)]
    if within and not parts.written:
        _take_town(parts, text, within[-1].end(), end, hint)
        end = within[-1].start()
    name = text[start:end].strip(" ,–-:")
    if sum(char.isalpha() for char in name) < _SHORTEST_NAME or len(name) > _LONGEST_NAME:
        return bool(within)
    parts.names.append(name)
    return True


def is_town(text: str, start: int, end: int) -> bool:
    """Return whether the whole part is a town's name, perhaps with a quarter behind it."""
    for hit in _hits(text, start, end):
        if hit.start == start and not hit.adjective:
            rest = text[hit.end : end]
            kind = gazetteer().common.get(hit.name)
            word = kind in ("word", "person") or (kind and _ONE_OF_SEVERAL.fullmatch(rest))
            return not rest.strip() or (
                not word
                and _QUARTER.fullmatch(rest) is not None
                and not (
                    ending(rest[1:]) == fold(rest[1:]) if rest[0] == "-" else _is_house_name(rest)
                )
            )
    return False


def _is_house_name(rest: str) -> bool:
    return any(noun_kind(word) for word in re.findall(r"[A-ZÄÖÜ][\w-]+", rest))


def _hits(text: str, start: int, end: int) -> list[NameHit]:
    return [
        NameHit(
            h.start + start,
            h.end + start,
            h.name,
            h.adjective,
            h.qualifier,
            h.qualifier_end + start,
        )
        for h in scan(text[start:end]).hits
    ]


def _take_town(parts: _Parts, text: str, start: int, end: int, hint: PlaceHint) -> None:
    start += len(text[start:end]) - len(text[start:end].lstrip())
    parts.written = text[start:end].strip(" ,.")
    hits = [hit for hit in _hits(text, start, end) if hit.start == start and not hit.adjective]
    if hits:
        choice = settle(text, hits[0], hint)
        parts.town = choice.town
        if parts.postcode and choice.by not in ("unique", "qualifier", "postcode"):
            near = near_postcode(gazetteer().bearers(hits[0].name), parts.postcode)
            parts.town = near[0] if len(near) == 1 else choice.town
        known = max(hits[0].end, hits[0].qualifier_end if choice.by == "qualifier" else 0)
        if parts.town is not None and _QUARTER_BEHIND.match(text, known, end):
            parts.quarter = parts.written
        if parts.town is None and hits[0].end < end:
            parts.written = text[start : hits[0].end]


def _infer(parts: _Parts, hint: PlaceHint) -> None:
    """Conclude the town from the name of the house, where it says one and no other."""
    towns: list[Municipality] = []
    for name in parts.names:
        for hit in scan(name).hits:
            if is_town_of_house(name, hit, 0, len(name)):
                town = settle(name, hit, hint).town
                if town is not None and town not in towns:
                    towns.append(town)
    if len({town.key or town.name for town in towns}) == 1:
        parts.town, parts.inferred = towns[0], True


def _house_name(parts: _Parts) -> str:
    """Return the house's name; a part of a town named instead of it counts as one."""
    names = [name for name in parts.names if name != parts.written]
    if parts.quarter and (names or not parts.street):
        names.append(parts.quarter)
    return ", ".join(dict.fromkeys(names))


def _rule(parts: _Parts) -> tuple[str, float]:
    if parts.town is not None and parts.postcode:
        return "label, postcode and town", 0.97
    if parts.town is not None and not parts.inferred:
        return "label, town", 0.93
    if parts.town is not None:
        return "label, town from the house's name", 0.8
    if parts.written:
        return "label, town not certain", 0.7
    common = all(name in gazetteer().common for name in map(fold, parts.names))
    return "label, house", 0.5 if common else 0.75
