"""The house that a sentence names around an event: "in der Landesvertretung Thüringen in Berlin".

A house is found by its noun behind a preposition of place; the address behind it is read too.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from model import fold
from parsers.places.addresses import POSTCODE, street_behind
from parsers.places.bearers import PlaceHint, settle
from parsers.places.frame_words import QUOTES
from parsers.places.gazetteer import Municipality, gazetteer
from parsers.places.names import NameHit, scan
from parsers.places.nouns import ending, gender, is_street, noun_kind
from parsers.places.result import PlaceReading, place_of
from parsers.places.words import EVENTISH, GENERIC, first_names

_INTRO = re.compile(
    r"(?<![\w-])((?:[Ii]n|[Aa]n|[Aa]uf)\s+(?:der|dem|den|die|das)|[Ii]m|[Ii]ns|[Aa]m|[Aa]uf|[Ii]n|"
    r"(?:\d{4}|Uhr|Januar|Februar|März|April|Mai|Juni|Juli|August|[A-Z][a-z]+ber),|"
    r"(?:[A-ZÄÖÜ]?[a-zäöüß]*[Oo]rt|Treffpunkt|Gastgeber(?:in)?)\s(?:ist|war|wird)(?:[^\n]{0,60}?)\s(?:das|die|der))\s+"
    r"(?=(?:[a-zäöüß]+e[nrms]?\s+){0,2}[„\"»A-ZÄÖÜ])"
)
_TOKEN = re.compile(
    r"\s*(?:(?P<quote>[„\"»][^„“\"»«\n]{2,60}[“\"«])"
    r"|(?P<word>[A-ZÄÖÜ0-9][\w&’'/-]*\.?(?=\s|[,;:!?)(“\"]|$)|[A-ZÄÖÜ][\w&’'/-]*)"
    r"|(?P<paren>\([^()\d\n]{2,30}\))"
    r"|(?P<link>der|des|für|und|&|von|am|an der|an|zum|zur|–|-|[a-zäöüß]+e[nrms]?)(?=\s))"
)
_ABBREVIATION = re.compile(r"(?:Ev|St|Dr|Prof|Kath|Str|Hl|Nr|evang)\.")
_NO_PART = re.compile(
    r"(?:Montag|Dienstag|Mittwoch|Donnerstag|Freitag|Samstag|Sonntag|Sonnabend|Januar|Februar|März|"
    r"April|Mai|Juni|Juli|August|September|Oktober|November|Dezember|Uhr|Ende|Anfang|Vormittag|"
    r"Nachmittag|Abend|Seit|Die|Der|Das|Am|Im|In|Mit|Bei|Nach|Zum|Zur|Für|Wie|Was|Wir|Sie|Es|Ab|Um|"
    r"Von|Ein|Eine|Auf|Und|Beginn|Eintritt|Anmeldung)"
)
_LINKS_OF_NAMES = frozenset({"am", "an", "an der", "zum", "zur", "–", "-", "&", "und"})
_GENITIVE = frozenset({"der", "des", "für", "von"})
_PLURALS = frozenset({"raeumen", "raeumlichkeiten", "gebaeuden"})
_IN_TOWN = re.compile(r"(?:\s*,)?\s+(?:in|zu|bei|nach)\s+(?=[A-ZÄÖÜ])")
_BEFORE_POSTCODE = re.compile(r"\s*[,(|]?\s*")
_BEFORE_TOWN = re.compile(r"\s*[,|\n]\s*")
_UNKNOWN_TOWN = re.compile(r"[A-ZÄÖÜ][\w-]*(?: [A-ZÄÖÜ][\w-]*)?")
_AREAS = frozenset(
    {
        "altstadt", "bezirk", "innenstadt", "kreis", "land", "norden", "osten", "politik", "raum",
        "region", "rat", "stadtrat", "stadtteil", "sueden", "umland", "westen", "vorstand",
        "modell", "szene", "wirtschaft", "zeit", "zeitung", "erklaerung", "beispiel", "projekt",
        "team",
    }
)  # fmt: skip
_NOWHERE = ("digital", "virtuell")
_CONFIDENCE = {"building": 0.75, "institution": 0.6, "": 0.55}
_NO_HOUSE = re.compile(
    r"(?:ung|[hk]eit|tion|schaft|tag|woche|monat|jahr|zeit|herbst|frühjahr|frühling|sommer|winter"
    r"|region|kreis|stadt|gemeinde|dorf|land|umland|teil|viertel|süden|norden|osten|westen|mitte"
    r"|nähe|rahmen|anschluss|vorfeld|sitz|auftrag|namen|fall|sinne|gespräch|konferenz|kongress"
    r"|treffen|seminar|workshop|symposium|abend|morgen|vormittag|nachmittag|reihe|projekt|gebiet"
    r"|revier|raum|tal|gebirge|wald|runde|dialog|fest|feier|kurs|vortrag|netz|ort|ende|anfang"
    r"|hintergrund|mittelpunkt|verein|verband|unternehmen|betrieb|\W)(?:e?[ns])?$",
    re.IGNORECASE,
)
_LONGEST_UNKNOWN = 3
_LONGEST = 12
_LONGEST_TITLE = 200
_WRAPPED_LINE = 50


@dataclass(slots=True)
class _Phrase:
    """A noun phrase: its tokens with spans, and which of them is the house."""

    tokens: list[tuple[int, int, str]]
    head: int = -1
    kind: str = ""


def venue_in(text: str, *, hint: PlaceHint | None = None) -> PlaceReading | None:
    """Return the first house that a sentence names, with its address and town; None without one.

    The house's name goes into `Place.name`, the town into `address_locality`; a Land is no town.
    """
    return next(iter(venues_in(text, hint=hint)), None)


def venues_in(text: str, *, hint: PlaceHint | None = None) -> Iterator[PlaceReading]:
    """Yield the houses that a text names, in order."""
    done = 0
    for intro in _INTRO.finditer(text):
        if intro.start() < done or _in_title(text, intro.start()):
            continue
        phrase = _phrase(text, intro.end())
        words = intro.group(1).lower().split()
        if phrase is None or not _is_house(text, phrase, words):
            continue
        reading = _reading(text, phrase, words, hint or PlaceHint())
        done = reading.end
        yield reading


def _in_title(text: str, position: int) -> bool:
    """Return whether a position stands inside a quotation: a title names no house of its own."""
    for opening, closing in ("„“", "»«", "„”"):
        opened = text.rfind(opening, max(0, position - _LONGEST_TITLE), position)
        if opened >= 0 and text.find(closing, opened, position) < 0:
            return text.find(closing, position, position + _LONGEST_TITLE) >= 0
    return False


def _phrase(text: str, start: int) -> _Phrase | None:
    """Return the noun phrase at `start`, up to the first word that cannot belong to a name."""
    tokens: list[tuple[int, int, str]] = []
    position, head, genitive = start, -1, False
    while len(tokens) < _LONGEST:
        match = _TOKEN.match(text, position)
        if match is None or _new_block(text, match):
            break
        kind, value = match.lastgroup, match.group().strip()
        if kind == "link":
            if not tokens and value.startswith(_NOWHERE):
                return None
            if not tokens and value not in _LINKS_OF_NAMES | _GENITIVE:
                position = match.end()  # a small adjective before the name is no part of it
                continue
            if not _goes_on(text, match.end(), value, head >= 0, tokens):
                break
            genitive = genitive or value in _GENITIVE
        elif kind == "word" and _NO_PART.fullmatch(value.rstrip(".")):
            break
        tokens.append((match.end() - len(value), match.end(), value))
        if kind != "link" and head < 0 and not genitive and _names_house(value):
            head = len(tokens) - 1
        position = match.end()
        if kind == "word" and value.endswith(".") and not _ABBREVIATION.fullmatch(value):
            tokens[-1] = (tokens[-1][0], match.end() - 1, value[:-1])
            break
    while tokens and (tokens[-1][2] in _LINKS_OF_NAMES | _GENITIVE):
        tokens.pop()
    return _house_of(text, tokens, head)


def _house_of(text: str, tokens: list[tuple[int, int, str]], head: int) -> _Phrase | None:
    """Return the phrase that names a house by a noun, a town's adjective or what follows it."""
    if 0 <= head < len(tokens):
        return _Phrase(tokens, head, noun_kind(tokens[head][2].strip(QUOTES)) or "building")
    if _is_towns_own(tokens):
        return _Phrase(tokens, 1)
    return _Phrase(tokens) if _is_placed(text, tokens) else None


def _new_block(text: str, match: re.Match[str]) -> bool:
    """Return whether a word stands in a new line that is not just wrapped prose."""
    broken = text.find("\n", match.start(), match.end())
    if broken < 0:
        return False
    line = broken - max(
        text.rfind("\n", max(0, broken - _WRAPPED_LINE), broken), broken - _WRAPPED_LINE
    )
    return "\n\n" in match.group() or line < _WRAPPED_LINE


def _is_towns_own(tokens: list[tuple[int, int, str]]) -> bool:
    """Return whether a name is a town's adjective and a proper noun: "Heilbronner Harmonie"."""
    if len(tokens) != 2:
        return False
    hits = scan(tokens[0][2]).hits
    noun = fold(tokens[1][2])
    known = noun in _AREAS or is_street(noun) or noun_kind(tokens[1][2]) or noun.endswith("ung")
    return bool(hits) and hits[0].adjective and not known


def _is_placed(text: str, tokens: list[tuple[int, int, str]]) -> bool:
    """Return whether a noun of no known kind is a house: a town or an address follows it.

    "im Ozeaneum in Stralsund", "im Kraftverkehr (Fraunhoferstraße 60)"; not "im Herbst in Jena".
    """
    bare = [value.strip(QUOTES) for _, _, value in tokens]
    if not 0 < len(bare) <= _LONGEST_UNKNOWN or not bare[0][:1].isupper():
        return False
    if any(_NO_HOUSE.search(value) for value in bare) or scan(bare[0]).hits:
        return False
    end = tokens[-1][1]
    if street_behind(text, end)[0] and text[end : end + 3].lstrip()[:1] in (",", "("):
        return True
    match = _IN_TOWN.match(text, end)
    if match is None:
        return False
    begin = match.end()
    hits = scan(text[begin : begin + 40]).hits[:1]
    common = gazetteer().common
    return any(hit.start == 0 and not hit.adjective and hit.name not in common for hit in hits)


def _goes_on(
    text: str, end: int, link: str, has_head: bool, tokens: list[tuple[int, int, str]]
) -> bool:
    """Return whether a small word is part of the name and not the end of it."""
    behind = re.match(r"\s+([A-ZÄÖÜ„\"][\w-]*)", text[end : end + 40])
    if behind is None or _NO_PART.fullmatch(behind.group(1)):
        return False
    if link == "und":
        return tokens[-1][2].endswith("-")
    if link in ("–", "-"):
        return noun_kind(behind.group(1)) in ("building", "institution")
    if link in _LINKS_OF_NAMES:
        return has_head or link == "&" or noun_kind(behind.group(1)) == "building"
    return link in _GENITIVE and has_head


def _names_house(value: str) -> bool:
    words = re.findall(r"[^\W\d_][\w-]*", value)
    return any(noun_kind(word) in ("building", "institution") for word in words)


def _is_house(text: str, phrase: _Phrase, intro: list[str]) -> bool:
    """Return whether the phrase is a house and not an event, a topic or an organisation."""
    if phrase.head < 0:
        return intro[-1] not in ("in", "auf", "an") and intro[0] != "am"
    head = phrase.tokens[phrase.head][2]
    end = ending(head.strip('„“"»«'))
    alone = len(phrase.tokens) == 1
    if head[:1] in '„"»':
        return True
    institution = noun_kind(head) == "institution"
    if end in EVENTISH and intro[0] == "am":
        return False  # "am Forum Leerstand" one takes part
    if end in EVENTISH and fold(head) != end and gazetteer().bearers(fold(head)) == ():
        return intro[0] in ("im", "in") and not alone and end in ("akademie", "markt", "messe")
    if alone and fold(head) in GENERIC:
        return False
    if end in ("messe", "markt") and intro[0] == "auf":
        return False
    if end in _PLURALS and (alone or phrase.tokens[phrase.head + 1][2] not in _GENITIVE):
        return False
    if intro[0] in ("in", "auf") and len(intro) == 1:
        return phrase.head == 0 and not alone and not institution
    if institution and intro[0] == "auf":
        return False
    behind = text[phrase.tokens[-1][1] : phrase.tokens[-1][1] + 12]
    return not (institution and alone and behind.lstrip().startswith("für"))


def _reading(text: str, phrase: _Phrase, intro: list[str], hint: PlaceHint) -> PlaceReading:
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


def _name(text: str, phrase: _Phrase, intro: list[str]) -> str:
    """Return the house's name as one would write it on a sign: in the nominative."""
    tokens = [value for _, _, value in phrase.tokens]
    if fold(tokens[0]) in _PLURALS and len(tokens) > 2 and tokens[1] in ("der", "des", "von"):
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
        match = _IN_TOWN.match(text, position) or _BEFORE_TOWN.match(text, position)
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
