"""The noun phrase behind a preposition of place, and whether it names a house.

A house is told by its noun ("Stadthalle"), by a town's adjective ("Heilbronner Harmonie"), or by
the town or address that follows a noun of no known kind ("im Ozeaneum in Stralsund").
"""

import re
from dataclasses import dataclass

from model import fold
from parsers.places.addresses import street_behind
from parsers.places.frame_words import QUOTES
from parsers.places.gazetteer import gazetteer
from parsers.places.names import scan
from parsers.places.nouns import ending, is_street, noun_kind
from parsers.places.words import EVENTISH, GENERIC

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
PLURALS = frozenset({"raeumen", "raeumlichkeiten", "gebaeuden"})
IN_TOWN = re.compile(r"(?:\s*,)?\s+(?:in|zu|bei|nach)\s+(?=[A-ZÄÖÜ])")
_AREAS = frozenset(
    {
        "altstadt", "bezirk", "innenstadt", "kreis", "land", "norden", "osten", "politik", "raum",
        "region", "rat", "stadtrat", "stadtteil", "sueden", "umland", "westen", "vorstand",
        "modell", "szene", "wirtschaft", "zeit", "zeitung", "erklaerung", "beispiel", "projekt",
        "team",
    }
)  # fmt: skip
_GATHERED = re.compile(
    r"\b(?:tr[ie]ff\w*|tr[aä]f\w*|tagt\w*|findet|fand\w*|statt|zu Gast|kam\w*)\b"
)
_NOWHERE = ("digital", "virtuell")
_NO_HOUSE = re.compile(
    r"(?:ung|[hk]eit|ion|podium|folge|team|praxis|debatte|branche|industrie|krise|politik|presse"
    r"|bereich|umfeld|kontext|zuge|laufe|beisein|internet|web|linie|regel|sache|lage|form|frage"
    r"|familie|welt|natur|kultur|kunst|umwelt|medien|sprache|liste|gruppe|grupp|schaft"
    r"|tag|woche|monat|jahr|zeit|herbst|frühjahr|frühling|sommer|winter"
    r"|region|kreis|stadt|gemeinde|dorf|land|umland|teil|viertel|süden|norden|osten|westen|mitte"
    r"|nähe|rahmen|anschluss|vorfeld|sitz|auftrag|namen|fall|sinne|gespräch|konferenz|kongress"
    r"|treffen|seminar|workshop|symposium|abend|morgen|vormittag|nachmittag|reihe|projekt|gebiet"
    r"|revier|raum|tal|gebirge|wald|runde|dialog|fest|feier|kurs|vortrag|netz|ort|ende|anfang"
    r"|hintergrund|mittelpunkt|verein|verband|bezirk|bistum|amt|auftrag|unternehmen|betrieb"
    r"|\W)(?:e?[ns])?$",
    re.IGNORECASE,
)
_ROOM = re.compile(r"(?:Raum|Zimmer|Etage|Ebene)")
_LONGEST_UNKNOWN = 3
_LONGEST = 12
_LONGEST_TITLE = 200
_WRAPPED_LINE = 50


@dataclass(slots=True)
class Phrase:
    """A noun phrase: its tokens with spans, and which of them is the house."""

    tokens: list[tuple[int, int, str]]
    head: int = -1
    kind: str = ""


def in_title(text: str, position: int) -> bool:
    """Return whether a position stands inside a quotation: a title names no house of its own."""
    for opening, closing in ("„“", "»«", "„”"):
        opened = text.rfind(opening, max(0, position - _LONGEST_TITLE), position)
        if opened >= 0 and text.find(closing, opened, position) < 0:
            return text.find(closing, position, position + _LONGEST_TITLE) >= 0
    return False


def phrase_at(text: str, start: int) -> Phrase | None:
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
    if 0 <= head < len(tokens) - 1 and tokens[-1][2] == "Platz":
        tokens.pop()  # "das Bürgerhaus Platz schafft"
    return _house_of(text, tokens, head)


def _house_of(text: str, tokens: list[tuple[int, int, str]], head: int) -> Phrase | None:
    """Return the phrase that names a house by a noun, a town's adjective or what follows it."""
    if 0 <= head < len(tokens):
        return Phrase(tokens, head, noun_kind(tokens[head][2].strip(QUOTES)) or "building")
    if len(tokens) > 1 and _ROOM.fullmatch(tokens[0][2]) and tokens[1][2][:1].isdigit():
        return Phrase(tokens[:2], 0, "building")
    if _is_towns_own(tokens):
        return Phrase(tokens, 1)
    return Phrase(tokens) if _is_placed(text, tokens) else None


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
    if _NO_HOUSE.search(bare[0]) or scan(bare[0]).hits:
        return False
    if not _names_town(bare[-1]) and any(_NO_HOUSE.search(value) for value in bare[1:]):
        return False
    end = tokens[-1][1]
    if len(bare) == 2 and _names_town(bare[1]):
        return noun_kind(bare[0]) != "organisation"
    if street_behind(text, end)[0] and text[end : end + 3].lstrip()[:1] in (",", "("):
        return True
    match = IN_TOWN.match(text, end)
    if match is None:
        return False
    begin = match.end()
    hits = scan(text[begin : begin + 40]).hits[:1]
    common = gazetteer().common
    return any(hit.start == 0 and not hit.adjective and hit.name not in common for hit in hits)


def _names_town(word: str) -> bool:
    """Return whether a word is the name of a town and nothing else."""
    common = gazetteer().common
    return any(
        (hit.start, hit.end) == (0, len(word)) and not hit.adjective and hit.name not in common
        for hit in scan(word).hits
    )


def _town_in(text: str, phrase: Phrase) -> bool:
    return any(_names_town(text[a:b]) for a, b, _ in phrase.tokens[phrase.head + 1 :])


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


def is_house(text: str, phrase: Phrase, intro: list[str]) -> bool:
    """Return whether the phrase is a house and not an event, a topic or an organisation."""
    last = phrase.tokens[-1][1]
    if intro[0] == "bei":
        return _GATHERED.search(text) is not None and IN_TOWN.match(text, last) is not None
    if phrase.head < 0:
        return intro[-1] not in ("in", "auf", "an") and intro[0] != "am"
    if intro == ["in"] and _is_long_town(text, phrase.tokens[0][0]):
        return False  # "in Halle an der Saale"
    if text[last : last + 1] == "," and street_behind(text, last)[0]:
        return True
    head = phrase.tokens[phrase.head][2]
    return head[:1] in '„"»' or _is_kind_of_house(text, phrase, head, intro)


def _is_kind_of_house(text: str, phrase: Phrase, head: str, intro: list[str]) -> bool:
    """Return whether the noun is a house's and not an event's, behind these small words."""
    end = ending(head)
    alone = len(phrase.tokens) == 1
    institution = noun_kind(head) == "institution"
    if end in EVENTISH and intro[0] == "am":
        return False  # "am Forum Leerstand" one takes part
    if end in ("labor", "treff") and _town_in(text, phrase):
        return True
    if end in EVENTISH and fold(head) != end and gazetteer().bearers(fold(head)) == ():
        return intro[0] in ("im", "in") and not alone and end in ("akademie", "markt", "messe")
    if (alone and fold(head) in GENERIC) or (end in ("messe", "markt") and intro[0] == "auf"):
        return False
    if end in PLURALS and (alone or phrase.tokens[phrase.head + 1][2] not in _GENITIVE):
        return False
    if intro[0] in ("in", "auf") and len(intro) == 1:
        return phrase.head == 0 and not alone and not institution
    if institution and intro[0] == "auf":
        return False
    behind = text[phrase.tokens[-1][1] : phrase.tokens[-1][1] + 12]
    return not (institution and alone and behind.lstrip().startswith("für"))


def _is_long_town(text: str, start: int) -> bool:
    hits = scan(text[start : start + 60]).hits[:1]
    return any(hit.start == 0 and (hit.qualifier or " " in hit.name) for hit in hits)
