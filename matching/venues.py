"""The house of an event, by the words of its name or its street, and whether two are one."""

import re
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import fuzz

from matching.acronyms import LONGEST, spelled_by
from matching.glossary import canonical
from matching.stems import folded, stem, stems
from model import Place

_STREET = re.compile(
    r"\b([a-z]*(?:strasse|str|platz|weg|allee|ring|gasse|ufer|markt|damm|chaussee|promenade|hof)"
    r"|(?:am|an der|an den|in der|in den|auf der|auf dem|im|zum|zur|unter den"
    r"|alter|alte|neuer|neue|grosse) [a-z]+(?: [a-z]+)?)\s(\d{1,3}[a-z]?)\b"
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
    halle grosser grosse kleiner kleine alter alte altes neuer neue neues stadt the of building
    """.split()
)
_ROOMS = stems(
    """aula foyer hörsaal sitzungssaal ratssaal bürgersaal festsaal saal plenarsaal konferenzraum
    seminarraum tagungsraum atrium audimax mensa sporthalle turnhalle mehrzweckhalle rathaus
    stadthalle gemeindehaus gemeindezentrum bürgerhaus dorfgemeinschaftshaus schloss kirche
    kulturhaus stadthaus messe kongresshalle kongresszentrum hotel museum bibliothek
    stadtbibliothek schule grundschule oberschule gymnasium gymnasiums hochschule campus
    technologiezentrum gründerzentrum kreishaus kreistagssaal kloster gasthof
    tagungszentrum zentrum forum ortschaftszentrum vereinshaus feuerwehr gasthaus halle
    markthalle institut landtag ministerium akademie haus stall scheune gut hof bahnhof zimmer"""
)
_INNER = stems(
    """aula foyer hörsaal sitzungssaal ratssaal bürgersaal festsaal saal plenarsaal konferenzraum
    seminarraum tagungsraum atrium audimax mensa kantine konferenzsaal lesesaal zimmer großer
    kleiner veranstaltungssaal veranstaltungsraum sitzungsraum cafeteria innenhof lichthof"""
)
_BESIDE = stems("saal halle hallen gelände zentrum haus foyer raum räume säle keller")
"""What may stand behind the name of a house without naming another."""
_TYPES = tuple(map(stem, "halle haus schloss theater museum hotel zentrum messe".split()))
"""Kinds of houses that a town may have one of and call by two names."""
_SAME = {
    stem(word): stem(canonical)
    for canonical, words in {
        "kreishaus": "kreisverwaltung landratsamt kreistagssaal",
        "rathaus": "rathaussaal ratssaal stadtverwaltung bürgermeisteramt town",
        "messe": "messehalle messegelaende messezentrum fair messehallen expo",
        "hochschule": "universitaet university uni campus th fh tu fachhochschule",
        "ihk": "handelskammer",
        "kongresszentrum": "kongresshaus congress kongresshalle congresszentrum centrum",
        "theater": "theatre",
        "schloss": "castle",
        "museum": "museums",
        "zentrum": "center centre",
        "halle": "hall",
        "bibliothek": "library",
        "synagoge": "synagogue",
        "kirche": "church",
    }.items()
    for word in words.split()
}
_ROOM_WORTH = 0.5
_INSIDE = 4
_PARTLY = 0.9
_PERHAPS = 0.5
"""Neither one nor two: each name has something of its own beside what they share."""
_DIFFERENT = 0.3
_LONGEST_SHORT = 4
_LETTERS = 90


@dataclass(frozen=True, slots=True)
class Venue:
    """The words of a house with their worth, its street with number, whether it is online.

    `name` are all folded words of the house's name, its town among them, `telling` those
    that are no filling, `squeezed` its letters without blanks and town, `kinds` what it is (a
    hall, a museum).
    """

    words: tuple[tuple[str, float], ...] = ()
    street: str = ""
    online: bool = False
    name: tuple[str, ...] = ()
    telling: tuple[str, ...] = ()
    squeezed: str = ""
    kinds: frozenset[str] = frozenset()

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
    whole = _POSTCODE.sub(" ", folded(name))
    found = _STREET.search(f"{whole} {folded(street_address)}")
    street = ""
    if found:
        street = f"{found[1].split()[-1].removesuffix('asse')} {found[2]}"
    online = _ONLINE.search(whole) is not None
    rest = _ONLINE.sub(" ", _STREET.sub(" ", whole))
    words = {}
    for word in rest.split():
        if word in _DROPPED or word.isdigit() or len(word) < 2 or word in town_words:
            continue
        key = _key(word)
        words[key] = _ROOM_WORTH if key in _ROOMS else 1.0
    squeezed = "".join(word for word in rest.split() if word not in town_words).replace("c", "k")
    kinds = frozenset(kind for kind in _TYPES if kind in whole)
    name_words = tuple(whole.split())
    telling = tuple(word for word in name_words if word not in _DROPPED and not word.isdigit())
    return Venue(tuple(words.items()), street, online, name_words, telling, squeezed, kinds)


def _key(word: str) -> str:
    key = stem(word)
    return canonical(_SAME.get(key, key))


def venues_agree(one: Venue, other: Venue) -> float | None:
    """Return from 0 to 1 how far two houses are one; None where nothing can be said.

    A street and a name, a room and a house, a place on the web and a house say nothing of each
    other; nor does an abbreviation that may be the other's.
    """
    if one.street and other.street:
        if one.street == other.street:
            return 1.0
        if not one.words or not other.words:
            return 0.0
    if not one.words or not other.words:
        return None
    if fuzz.ratio(one.squeezed, other.squeezed) >= _LETTERS:
        return 1.0
    if _inner(one) != _inner(other):
        return None
    if _named_in(one, other) or _named_in(other, one):
        return 1.0
    spelled = _spelled(one, other) | _spelled(other, one)
    best = max(_inside(one, other, spelled), _inside(other, one, spelled))
    if best < _DIFFERENT and (_may_be(one, other) or _may_be(other, one)):
        return None
    return best


def _may_be(one: Venue, other: Venue) -> bool:
    return _abbreviates(one, other) or _may_be_the_one(one, other)


def _inside(small: Venue, large: Venue, spelled: frozenset[str]) -> float:
    """How much of a house's name another holds; a name that both share keeps them from being two.

    "Kulturhof Aue, Scheune" may be "Alte Scheune"; "Rathaus Lichtenberg" is no "Rathaus Köpenick".
    """
    worth = shared = named = 0.0
    for key, weight in small.words:
        found = weight if key in spelled else weight * _found(key, large)
        worth += weight
        shared += found
        named += found if weight > _ROOM_WORTH else 0.0
    part = shared / worth
    if worth - shared < 1.0 or _beyond(small, large, spelled) < 1.0:
        return part
    return min(_PERHAPS, max(part, _DIFFERENT + 0.1) if named >= _PARTLY else part)


def _named_in(short: Venue, long: Venue) -> bool:
    """Whether all that one name says stands in the other, its town's words among it."""
    words = set(short.telling)
    return words.issubset(long.telling) and any(stem(word) not in _ROOMS for word in words)


def _spelled(short: Venue, long: Venue) -> frozenset[str]:
    """Stems of the abbreviations of one name that the other writes out, and of what they mean."""
    found: set[str] = set()
    for word in short.telling:
        if len(word) > LONGEST or word in long.telling:
            continue
        written = spelled_by(word, long.name)
        found.update(_key(each) for each in ((word, *written) if written else ()))
    return frozenset(found)


def _inner(venue: Venue) -> bool:
    """Whether only a room is named, which lies in some house: "Plenarsaal"."""
    return all(key in _INNER for key, _ in venue.words)


def _may_be_the_one(plain: Venue, named: Venue) -> bool:
    """Whether a bare "Stadthalle" may be the hall that has a name of its own elsewhere."""
    if len(plain.words) != 1 or len(named.words) != 1:
        return False
    key, name = plain.words[0][0], named.words[0][0]
    if key == name or key not in _ROOMS or name in _ROOMS:
        return False
    return any(key.endswith(kind) and named.kinds & {kind} for kind in _TYPES)


def _beyond(small: Venue, large: Venue, spelled: frozenset[str]) -> float:
    """What the larger name says that the smaller one does not."""
    return sum([w for key, w in large.words if key not in spelled and not _found(key, small)])


def _found(word: str, venue: Venue) -> float:
    """How much of a word the words of a house hold; a room's word beside it is nothing of its own.

    "Rathaussaal" is the "Rathaus", "Kulturkirche" is no "Kulturhaus".
    """
    best, size = 0.0, len(word)
    for key, _ in venue.words:
        if key == word:
            return 1.0
        if min(len(key), size) < _INSIDE:
            continue
        longer, shorter = (key, word) if len(key) > size else (word, key)
        if longer.startswith(shorter):
            rest = longer[len(shorter) :]
        elif longer.endswith(shorter):
            rest = longer[: -len(shorter)]
        else:
            continue
        plain = len(key) > size or stem(rest) in _BESIDE
        best = max(best, _PARTLY if plain else len(key) / size)
    return best


def _abbreviates(short: Venue, long: Venue) -> bool:
    """Whether a name is nothing but an abbreviation that the other may write out."""
    keys = [key for key, _ in short.words]
    if len(keys) != 1 or len(keys[0]) > _LONGEST_SHORT:
        return False
    letters = iter("".join(long.name))
    return bool(spelled_by(keys[0], long.name)) or all(letter in letters for letter in keys[0])
