"""Who holds an event, by every name of theirs, and whether two lists of hosts share one."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from rapidfuzz import fuzz

from matching.abbreviations import BODIES, WORDS
from matching.acronyms import spelled_by
from matching.stems import folded, stem, stems
from model import Organizer

_BRACKETED = re.compile(r"\s*[(\[]([^()\[\]]{2,30})[)\]]")
_SEPARATOR = re.compile(
    r"\s*(?:;|\||\s/\s|(?<!-),\s(?=[A-ZÄÖÜ][^,]{3,})|\sund\s(?:die|der|das|den|dem)\s"
    r"|\bin (?:Kooperation|Zusammenarbeit) mit\b(?:\s(?:dem|der|den))?|\bgemeinsam mit\b)\s*"
)
_DROPPED = frozenset(
    """
    der die das des dem den und fuer in im am an zu zur zum von vom mit auf bei e v ev gmbh ggmbh
    mbh ag eg kg co gug ug aoer kdoer se the of and for team geschaeftsstelle verwaltung
    """.split()
)
_TOWN_HALL = stems(
    """stadt gemeinde landeshauptstadt kreisstadt hansestadt universitätsstadt große stadtverwaltung
    gemeindeverwaltung bürgermeisteramt markt rathaus verbandsgemeinde samtgemeinde amt"""
)
_DISTRICT = stems("landkreis kreis kreisverwaltung landratsamt")
_HEADS = (
    stems(
        """
    verband verein bund institut netzwerk initiative projekt programm gesellschaft agentur zentrum
    ministerium bundesministerium staatsministerium landesministerium amt bundesamt landesamt
    kammer stiftung region regional regionale regionaler regionalverband regionalmanagement
    metropolregion bündnis allianz forum akademie hochschule universität technische fachhochschule
    lokale aktionsgruppe wirtschaftsförderung wirtschaftsförderungsgesellschaft
    entwicklungsgesellschaft
    industrie handelskammer handwerkskammer zweckverband planungsverband planungsgemeinschaft
    deutsch deutsche deutscher bundesverband landesverband kreisverband land wir cluster
    koordination
    leader management büro haus tourismusverband tourismus unternehmerverband sächsisch sächsische
    thüringer bayerisch bayerische brandenburger hessisch hessische niedersächsisch niedersächsische
    europäisch europäische leibniz fraunhofer wirtschaft
    """
    )
    | _TOWN_HALL
    | _DISTRICT
)
_KINDS = (
    frozenset(("stadt",)),
    frozenset(("kreis",)),
    stems("industrie handelskammer"),
    stems("handwerkskammer"),
    stems("hochschule universität fachhochschule"),
    stems("stadtwerke sparkasse"),
    stems("arbeitsagentur arbeit"),
)
"""Kinds of bodies that each town or region has one of."""
_STATE = re.compile(r"(?:bundes|landes|staats)\w{4,}|\w*ministerium$")
"""Bodies that are named after what they are for."""
_MINISTRY = re.compile(r"^(\w{5,}?)s?ministerium$")
_HEAD_WORTH = 0.3
_ENOUGH = 0.7
"""So much of the shorter name must stand in the other."""
_HEADS_ONLY = 0.2
_PROPER = 4
"""A name of more words than these is a description."""
_OPEN = 0.5
"""Neither one nor two: an abbreviation that may be the other's."""
_SHORT = 5
_ADJECTIVE = 8
_NONE: frozenset[str] = frozenset()
_LETTERS = 94


@dataclass(frozen=True, slots=True, kw_only=True)
class Knowledge:
    """What is known beside the events: organisations with their other names.

    One record for each other name, as `regioradar.surroundings` makes them of the catalogue.
    """

    organizations: tuple[Organizer, ...] = ()
    _by_name: Mapping[str, str] = field(init=False, repr=False, compare=False, hash=False)

    def __post_init__(self) -> None:
        table: dict[str, str] = {}
        for organization in self.organizations:
            official = folded(organization.name)
            for name in (organization.name, organization.alternate_name):
                if name:
                    table.setdefault(folded(name), official)
        object.__setattr__(self, "_by_name", table)

    def official(self, name: str) -> str:
        """Return the folded official name of an organisation; the name itself where unknown."""
        return self._by_name.get(name, name)


@dataclass(frozen=True, slots=True)
class Host:
    """One name of a host: its `words`, their `stems` with what they are worth, its letters.

    `known` are the stems that a title need not say; a long name is made of what others talk of too
    ("Ministerium für Wohnen, Bauen und Verkehr").
    """

    stems: Mapping[str, float]
    words: tuple[str, ...]
    squeezed: str
    worth: float
    known: frozenset[str]

    @property
    def municipal(self) -> bool:
        """Whether it is a town or a county."""
        return "stadt" in self.stems or "kreis" in self.stems

    def __hash__(self) -> int:
        return hash(self.squeezed)


def hosts_of(organizers: Iterable[Organizer], knowledge: Knowledge) -> tuple[Host, ...]:
    """Return the names that the hosts of an event go by, each of a list for itself."""
    hosts: dict[str, Host] = {}
    for organizer in organizers:
        for name in (organizer.name, organizer.alternate_name):
            for host in _of_name(name, knowledge) if name else ():
                hosts.setdefault(host.squeezed, host)
    return tuple(hosts.values())


def _of_name(name: str, knowledge: Knowledge) -> list[Host]:
    whole = folded(name)
    official = knowledge.official(whole)
    found = [host_named(official)] if official != whole else []
    for part in _SEPARATOR.split(name):
        short = _BRACKETED.search(part)
        names = [_BRACKETED.sub("", part)] + ([short[1]] if short else [])
        keys = [folded(each) for each in names]
        found.extend(host_named(knowledge.official(key)) for key in keys if key)
    return found


@lru_cache(maxsize=16384)
def host_named(name: str) -> Host:
    """Return a folded name of an organisation with its abbreviations written out."""
    words = [word for word in name.split() if word not in _DROPPED]
    known = [] if len(words) > _PROPER or any(map(_STATE.match, words)) else map(stem, words)
    if len(words) == 1 and words[0] in BODIES:
        words = list(BODIES[words[0]])
    written: list[str] = []
    for word in words:
        written.extend(WORDS.get(word) or _MINISTRY.sub(r"\1 ministerium", word).split())
    worth: dict[str, float] = {}
    for word in written:
        key = _key(word, alone=len(written) == 1)
        worth[key] = _HEAD_WORTH if key in _HEADS or len(key) == 1 else 1.0
    return Host(worth, tuple(name.split()), "".join(written), sum(worth.values()), frozenset(known))


def _key(word: str, *, alone: bool = False) -> str:
    """The stem that a word is compared by; adjectives count as their noun ("Holsteinischer")."""
    key = stem(word)
    if key not in _HEADS and len(key) >= _ADJECTIVE:
        key = key.removesuffix("isch")
    if alone:
        return key
    return "stadt" if key in _TOWN_HALL else "kreis" if key in _DISTRICT else key


def hosts_agree(one: tuple[Host, ...], other: tuple[Host, ...]) -> float | None:
    """Return from 0 to 1 how far two events name a common host; None where one names none."""
    if not one or not other:
        return None
    return max(_alike(a, b) for a in one for b in other)


def owns(host: Host, house: Host, town: frozenset[str]) -> bool:
    """Whether a house bears the name of a host; the town's words (stems) alone are no name."""
    house_keys = {_key(word) for word in house.words} | house.stems.keys()
    spelled = _spelled(host, house) | _spelled(house, host)
    telling = {key: worth for key, worth in host.stems.items() if key not in town}
    held = sum([w for key, w in telling.items() if key in house_keys or key in spelled])
    return bool(telling) and held >= _ENOUGH * sum(telling.values())


def _alike(one: Host, other: Host) -> float:
    if one.squeezed == other.squeezed or _squeezed_alike(one.squeezed, other.squeezed):
        return 1.0
    part = (
        max(_inside(one, other), _inside(other, one))
        if one.worth == other.worth
        else (_inside(one, other) if one.worth < other.worth else _inside(other, one))
    )
    if part < _OPEN and (_may_abbreviate(one, other) or _may_abbreviate(other, one)):
        return _OPEN
    return part


def _may_abbreviate(short: Host, long: Host) -> bool:
    """Whether a single short word has the first letter of a name and others of it in order."""
    if len(short.squeezed) > _SHORT or len(long.squeezed) < 2 * _SHORT:
        return False
    letters = iter(long.squeezed)
    return short.squeezed[:1] == long.squeezed[:1] and all(c in letters for c in short.squeezed)


def _inside(small: Host, large: Host) -> float:
    """How much of a name stands in another; heads alone are no name: "LAG Harz", "LAG Anhalt"."""
    spelled = _spelled(small, large) or _spelled(large, small)
    shared, full = 0.0, 0.0
    for key, worth in small.stems.items():
        weight = 1.0 if key in spelled else worth
        full += weight
        if key in large.stems or key in spelled:
            shared += weight
    part = shared / full if full else 0.0
    if not spelled and _two_bodies(small, large):
        part = min(part, _OPEN)
    return part if shared >= _ENOUGH else min(part, _HEADS_ONLY)


def _two_bodies(one: Host, other: Host) -> bool:
    """Whether two kinds of body only bear the name of one place: "Stadt Gera", "IHK Gera"."""
    first, second = (
        {number for number, kinds in enumerate(_KINDS) if not kinds.isdisjoint(host.stems)}
        for host in (one, other)
    )
    return bool(first) and bool(second) and first.isdisjoint(second)


def _spelled(short: Host, long: Host) -> frozenset[str]:
    """Stems of the abbreviations of one name that the other writes out, and of what they mean."""
    if min(map(len, short.words), default=_SHORT + 1) > _SHORT:
        return _NONE
    found: set[str] = set()
    for word in short.words:
        if len(word) > _SHORT or word in long.words:
            continue
        written = spelled_by(word, long.words)
        found.update(_key(each) for each in ((word, *written) if written else ()))
    return frozenset(found)


def _squeezed_alike(one: str, other: str) -> bool:
    """Whether the names differ in blanks, hyphens or a wrong letter only."""
    if abs(len(one) - len(other)) > 3 or min(len(one), len(other)) < 6:
        return False
    return fuzz.ratio(one, other) >= _LETTERS
