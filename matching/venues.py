"""The house of an event, by the words of its name or its street, and whether two are one."""

import re
from dataclasses import dataclass
from functools import lru_cache

from matching.stems import stem, stems
from model import Place, fold

_STREET = re.compile(
    r"\b([a-z]*(?:strasse|str|platz|weg|allee|ring|gasse|ufer|markt|damm|chaussee|promenade|hof)"
    r"|(?:am|an der|an den|auf der|auf dem|im|zum|zur|unter den|alter|alte|neuer|neue|grosse)"
    r" [a-z]+(?: [a-z]+)?)\s(\d{1,3}[a-z]?)\b"
)
_ONLINE = re.compile(
    r"\b(?:online\w*|digital\w*|virtuell\w*|zoom|webex|teams|microsoft teams|livestream|stream"
    r"|bigbluebutton|youtube|internet|web|videokonferenz|webinar\w*|hybrid)\b"
)
_POSTCODE = re.compile(r"\b\d{5}\b")
_DROPPED = frozenset(
    """
    der die das des dem den und in im am an zu zur zum von vom bei auf haus gebaeude raum saal
    e v gmbh deutschland germany eingang etage og eg uhr ort wird noch bekannt gegeben tba
    halle grosser grosse kleiner kleine
    """.split()
)
_ROOMS = stems(
    """aula foyer hörsaal sitzungssaal ratssaal bürgersaal festsaal saal plenarsaal konferenzraum
    seminarraum tagungsraum atrium audimax mensa sporthalle turnhalle mehrzweckhalle rathaus
    stadthalle gemeindehaus gemeindezentrum bürgerhaus dorfgemeinschaftshaus schloss kirche
    kulturhaus stadthaus messe messegelände kongresshalle kongresszentrum hotel museum bibliothek
    stadtbibliothek schule grundschule oberschule gymnasium gymnasiums hochschule universität campus
    technologiezentrum gründerzentrum kreishaus landratsamt kreistagssaal kloster gasthof
    tagungszentrum zentrum forum haus halle ortschaftszentrum vereinshaus feuerwehr"""
)
_ROOM_WORTH = 0.5
_INSIDE = 5


@dataclass(frozen=True, slots=True)
class Venue:
    """The words of a house with their worth, its street with number, whether it is online."""

    words: tuple[tuple[str, float], ...] = ()
    street: str = ""
    online: bool = False

    @property
    def named(self) -> bool:
        """Whether a house is named."""
        return bool(self.words)


NO_VENUE = Venue()


def venue_of(place: Place | None, town_words: frozenset[str]) -> Venue:
    """Return the house of a place; words that only name its town do not count."""
    if place is None or not (place.name or place.street_address):
        return NO_VENUE
    return _venue(place.name, place.street_address, town_words)


@lru_cache(maxsize=16384)
def _venue(name: str, street_address: str, town_words: frozenset[str]) -> Venue:
    folded = _POSTCODE.sub(" ", fold(name))
    found = _STREET.search(f"{folded} {fold(street_address)}")
    street = f"{stem(found[1].replace('str ', 'strasse '))} {found[2]}" if found else ""
    online = _ONLINE.search(folded) is not None
    folded = _ONLINE.sub(" ", _STREET.sub(" ", folded))
    words = {}
    for word in folded.split():
        if word in _DROPPED or word.isdigit() or len(word) < 2:
            continue
        key = stem(word)
        if word in town_words or key in town_words:
            continue
        words[key] = _ROOM_WORTH if key in _ROOMS else 1.0
    return Venue(tuple(words.items()), street.replace("strass", "str"), online)


def venues_agree(one: Venue, other: Venue) -> float | None:
    """Return from 0 to 1 how far two houses are one; None where nothing can be said.

    A street and a name, and a place on the web and a house, say nothing of each other.
    """
    if one.street and one.street == other.street:
        return 1.0
    if not one.words or not other.words:
        if one.street and other.street:
            return 0.0
        return None
    return max(_inside(one, other), _inside(other, one))


def _inside(small: Venue, large: Venue) -> float:
    worth = sum(w for _, w in small.words)
    shared = sum(w * _found(key, large) for key, w in small.words)
    own = dict(small.words)
    beyond = sum(w for key, w in large.words if key not in own and not _found(key, small))
    missing = worth - shared
    if shared and missing >= 1.0 and beyond >= 1.0:
        return min(0.4, shared / worth)
    return shared / worth


def _found(word: str, venue: Venue) -> float:
    for key, _ in venue.words:
        if key == word:
            return 1.0
        if len(key) >= _INSIDE and len(word) >= _INSIDE:
            if key.startswith(word) or key.endswith(word):
                return 0.9
            if word.startswith(key) or word.endswith(key):
                return 0.9
    return 0.0
