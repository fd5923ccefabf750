"""The house that a sentence names around an event: "in der Landesvertretung Thüringen in Berlin".

A house is found by its noun behind a preposition of place; the address behind it is read too.
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from model import fold
from parsers.places.addresses import POSTCODE, street_behind
from parsers.places.bearers import PlaceHint, settle
from parsers.places.frame_words import QUOTES
from parsers.places.gazetteer import Municipality, gazetteer
from parsers.places.house_phrases import (
    IN_TOWN,
    PLURALS,
    Phrase,
    in_title,
    is_house,
    phrase_at,
)
from parsers.places.names import NameHit, scan
from parsers.places.nouns import gender, noun_kind
from parsers.places.result import PlaceReading, place_of
from parsers.places.words import first_names

_INTRO = re.compile(
    r"(?<![\w-])((?:[Ii]n|[Aa]n|[Aa]uf)\s+(?:der|dem|den|die|das)|[Ii]m|[Ii]ns|[Aa]m|[Aa]uf|[Ii]n|"
    r"[Rr]und um (?:das|die|den)|(?:Treffpunkt|Abfahrt|Start)(?: ist)?:?(?=\s+[A-ZÄÖÜ])|"
    r"bei(?:\s+de[rmn])?|"
    r"(?:\d{4}|Uhr|Januar|Februar|März|April|Mai|Juni|Juli|August|[A-Z][a-z]+ber),|"
    r"(?:[A-ZÄÖÜ]?[a-zäöüß]*[Oo]rt|Treffpunkt|Gastgeber(?:in)?)\s(?:ist|war|wird)(?:[^\n]{0,60}?)\s(?:das|die|der))\s+"
    r"(?=(?:[a-zäöüß]+e[nrms]?\s+){0,2}[„\"»A-ZÄÖÜ])"
)
_IN_BAD_WEATHER = re.compile(
    r"\b(?:[Bb]ei (?:Regen|Schlechtwetter|Sturm|schlechtem Wetter|schlechter Witterung)|"
    r"[Aa]usweich\w*|[Ee]rsatzweise|[Ss]chlechtwetter\w*)\b[^.;\n]*$"
)
_REACH = 80
_BEFORE_POSTCODE = re.compile(r"\s*[,(|]?\s*")
_BEFORE_TOWN = re.compile(r"\s*[,|\n]\s*")
_QUARTER_OF = re.compile(r"\s*,\s*[A-ZÄÖÜ][\w-]*\s\((?=[A-ZÄÖÜ][\w .-]*\))")
_SUBJECT = re.compile(
    r"(?<![\w-])(?:[Dd]ie|[Dd]er|[Dd]as|[Dd]en|(?:ihr|sein|unser)e?[nr]?)\s+"
    r"(?=(?:[a-zäöüß]+e[nrms]?\s+){0,2}[A-ZÄÖÜ])"
)
_OPENED = re.compile(
    r"\b(?:öffne[tn]\w*|Türen?|Tore|Schauplatz|Gastgeber\w*|verwandel\w*|wird|werden|Gemeint ist|"
    r"steh(?:t|en) offen)\b"
)
_UNKNOWN_TOWN = re.compile(r"[A-ZÄÖÜ][\w-]*(?: [A-ZÄÖÜ][\w-]*)?")
_OF_A_SUBJECT = 0.6
_CONFIDENCE = {"building": 0.75, "institution": 0.6, "": 0.55}


def venue_in(text: str, *, hint: PlaceHint | None = None) -> PlaceReading | None:
    """Return the first house that a sentence names, with its address and town; None without one.

    The house's name goes into `Place.name`, the town into `address_locality`; a Land is no town.
    """
    return next(iter(venues_in(text, hint=hint)), None)


def venues_in(text: str, *, hint: PlaceHint | None = None) -> Iterator[PlaceReading]:
    """Yield the houses that a text names, in order."""
    done = 0
    for intro in _INTRO.finditer(text):
        if intro.start() < done or in_title(text, intro.start()):
            continue
        if _IN_BAD_WEATHER.search(text, max(0, intro.start() - _REACH), intro.start()):
            continue
        phrase = phrase_at(text, intro.end())
        words = intro.group(1).lower().split()
        if phrase is None or not is_house(text, phrase, words):
            continue
        reading = _reading(text, phrase, words, hint or PlaceHint())
        done = reading.end
        yield reading


def subject_house(text: str, *, hint: PlaceHint | None = None) -> PlaceReading | None:
    """Return the house that opens its doors, or becomes a place, as a sentence's subject or object.

    "Die Mühle in Gera wird zum Atelier", "wo uns der Pfarrer seinen Gemeindesaal öffnet".
    """
    if _OPENED.search(text) is None:
        return None
    for intro in _SUBJECT.finditer(text):
        if in_title(text, intro.start()):
            continue
        phrase = phrase_at(text, intro.end())
        if phrase is None or phrase.kind != "building" or not is_house(text, phrase, ["in", "der"]):
            continue
        reading = _reading(text, phrase, ["die"], hint or PlaceHint())
        return replace(reading, rule=f"{reading.rule}, as a subject", confidence=_OF_A_SUBJECT)
    return None


def _reading(text: str, phrase: Phrase, intro: list[str], hint: PlaceHint) -> PlaceReading:
    start, end = phrase.tokens[0][0], phrase.tokens[-1][1]
    name = _name(text[start:end], phrase, intro)
    town, inferred = _town_inside(text, start, end, hint), True
    street, stop = street_behind(text, end)
    code = _BEFORE_POSTCODE.match(text, stop)
    found = POSTCODE.match(text, code.end()) if code else None
    postcode = found.group(1) if found else ""
    stop = found.end() if found else stop
    behind, written, behind_end = _town_behind(text, stop, hint, found is not None)
    if behind_end:
        town, inferred, stop = behind, False, behind_end
        if not street:
            street, stop = street_behind(text, stop)
    if text[stop : stop + 1] == ")" and "(" in text[end:stop]:
        stop += 1
    sure = 0.85 if street or postcode else _CONFIDENCE.get(phrase.kind, 0.75)
    rule = "house in a sentence"
    if town is not None and inferred:
        rule, sure = "house in a sentence, town from its name", sure - 0.05
    return PlaceReading(
        place=place_of(town, name=name, street=street, postcode=postcode, written=written),
        start=start,
        end=stop,
        rule=rule,
        confidence=round(sure, 2),
        inferred=inferred and town is not None,
        municipality=town,
    )


def _name(text: str, phrase: Phrase, intro: list[str]) -> str:
    """Return the house's name as one would write it on a sign: in the nominative."""
    tokens = [value for _, _, value in phrase.tokens]
    if fold(tokens[0]) in PLURALS and len(tokens) > 2 and tokens[1] in ("der", "des", "von"):
        return " ".join(tokens[2:])  # "in den Räumen der Sparkasse": the house is hers
    name = " ".join(text.split())
    if name[:1] in '„"»' and len(tokens) == 1:
        return name.strip('„“"»«')
    first = tokens[0]
    case_end = {"f": "e", "m": "er", "n": "es", "p": "e"}.get(
        gender(tokens[phrase.head]) if phrase.head > 0 else ""
    )
    if case_end is None or not first[:1].isupper() or noun_kind(first):
        return name
    if first.endswith("en") and intro[-1] in ("der", "dem", "im", "am", "den"):
        return first[:-2] + case_end + name[len(first) :]
    if first.endswith("e") and intro[-1] in ("das", "ins") and case_end == "es":
        return first + "s" + name[len(first) :]
    return name


def _town_inside(text: str, start: int, end: int, hint: PlaceHint) -> Municipality | None:
    """Return the town that the house's name says: its last word, or its adjective."""
    towns = [
        settle(text, hit, hint).town
        for hit in scan(text).hits
        if start <= hit.start and hit.end <= end and is_town_of_house(text, hit, start, end)
    ]
    return towns[-1] if towns else None


def is_town_of_house(text: str, hit: NameHit, start: int, end: int) -> bool:
    """Return whether a town's name between `start` and `end` says where the house is.

    Not so a name with a hyphen, a first name, a common word that no house stands before, a room
    ("Saal Hamburg"), or a Land's representation ("Landesvertretung Bremen").
    """
    if hit.adjective:
        return hit.start == start or text[start : hit.start].islower()
    before = text[start : hit.start].strip(QUOTES).split()
    if text[hit.start - 1 : hit.start] == "-" or text[hit.end : hit.end + 1] == "-":
        return False
    if not before or hit.name in first_names():
        return not before and hit.end < end and hit.name not in gazetteer().common
    last = before[-1].strip('„“"»«()')
    if fold(last) in ("saal", "raum", "konferenzraum", "seminarraum", "salon", "hoersaal"):
        return False
    if any("landesvertretung" in fold(word) for word in before):
        return False
    if gazetteer().common.get(hit.name) in ("word", "person"):
        if noun_kind(text[hit.start : hit.end]):
            return False
        houses = (noun_kind(word.strip(QUOTES)) for word in before)
        return hit.end == end and any(kind in ("building", "institution") for kind in houses)
    return True


def _town_behind(
    text: str, position: int, hint: PlaceHint, after_postcode: bool
) -> tuple[Municipality | None, str, int]:
    """Return the town behind a house: " in Berlin", ", 29690 Essel", and where it ends."""
    begin = position
    if after_postcode:
        begin += len(text[position:]) - len(text[position:].lstrip())
    else:
        match = _QUARTER_OF.match(text, position)
        match = match or IN_TOWN.match(text, position) or _BEFORE_TOWN.match(text, position)
        if match is None:
            return None, "", 0
        begin = match.end()
    for hit in scan(text[: begin + 60]).hits:
        if hit.start == begin and not hit.adjective:
            choice = settle(text, hit, hint)
            end = hit.qualifier_end if choice.by == "qualifier" else hit.end
            return choice.town, text[hit.start : end], end
    if after_postcode:
        word = _UNKNOWN_TOWN.match(text, begin)
        if word:
            return None, word.group(), word.end()
    return None, "", 0
