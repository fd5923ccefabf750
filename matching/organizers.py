"""Who holds an event, by every name of theirs, and whether two lists of hosts share one."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from rapidfuzz import fuzz

from matching.abbreviations import BODIES, WORDS
from matching.stems import stem, stems
from model import Organizer, fold

_BRACKETED = re.compile(r"\s*[(\[]([^()\[\]]{2,30})[)\]]")
_SEPARATOR = re.compile(
    r"\s*(?:;|\||\s/\s|,\s(?=[A-ZÄÖÜ][^,]{3,})|\sund\s(?:die|der|das|den|dem)\s"
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
_HEAD_WORTH = 0.3
_ENOUGH = 0.7
"""So much of the shorter name must stand in the other."""
_LITTLE = 0.35
_TYPO = 88


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
            official = fold(organization.name)
            for name in (organization.name, organization.alternate_name):
                if name:
                    table.setdefault(fold(name), official)
        object.__setattr__(self, "_by_name", table)

    def official(self, folded: str) -> str:
        """Return the folded official name of an organisation; the name itself where unknown."""
        return self._by_name.get(folded, folded)


@dataclass(frozen=True, slots=True)
class Host:
    """One name of a host: its `stems` with their worth, and the `squeezed` letters of the name."""

    stems: Mapping[str, float]
    squeezed: str
    worth: float

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
    found = []
    whole = knowledge.official(fold(name))
    if whole != fold(name):
        found.append(host_named(whole))
    for part in _SEPARATOR.split(name):
        short = _BRACKETED.search(part)
        names = [_BRACKETED.sub("", part)] + ([short[1]] if short else [])
        found.extend(
            host_named(knowledge.official(folded)) for folded in map(fold, names) if folded
        )
    return found


@lru_cache(maxsize=16384)
def host_named(folded: str) -> Host:
    """Return a folded name of an organisation with its abbreviations written out."""
    words = [word for word in folded.split() if word not in _DROPPED]
    if len(words) == 1 and words[0] in BODIES:
        words = list(BODIES[words[0]])
    written: list[str] = []
    for word in words:
        written.extend(WORDS.get(word, (word,)))
    worth: dict[str, float] = {}
    for word in written:
        key = stem(word)
        if key in _TOWN_HALL and len(written) > 1:
            key = "stadt"
        elif key in _DISTRICT and len(written) > 1:
            key = "kreis"
        worth[key] = _HEAD_WORTH if key in _HEADS else 1.0 if len(key) > 1 else _HEAD_WORTH
    return Host(worth, "".join(written), sum(worth.values()))


def hosts_agree(one: tuple[Host, ...], other: tuple[Host, ...]) -> float | None:
    """Return from 0 to 1 how far two events name a common host; None where one names none."""
    if not one or not other:
        return None
    return max(_alike(a, b) for a in one for b in other)


@lru_cache(maxsize=65536)
def _alike_cached(one: str, other: str) -> float:
    return fuzz.ratio(one, other)


def _alike(one: Host, other: Host) -> float:
    if one.squeezed == other.squeezed:
        return 1.0
    small, large = (one, other) if one.worth <= other.worth else (other, one)
    shared = sum(w for key, w in small.stems.items() if key in large.stems)
    rest = [key for key in small.stems if key not in large.stems]
    shared += sum(small.stems[key] for key in rest if _initials(key, large, small))
    part = shared / small.worth if small.worth else 0.0
    if _squeezed_alike(one.squeezed, other.squeezed):
        part = max(part, 0.95)
    if one.stems.keys() != other.stems.keys() and shared < _ENOUGH:
        part = min(part, 0.5)  # only heads in common: "LAG Harz", "LAG Anhalt"
    return part


def _squeezed_alike(one: str, other: str) -> bool:
    """Whether the names differ in blanks, hyphens or a wrong letter only."""
    if abs(len(one) - len(other)) > 3 or min(len(one), len(other)) < 6:
        return False
    return _alike_cached(min(one, other), max(one, other)) >= 94


def _initials(short: str, name: Host, own: Host) -> bool:
    """Whether a word abbreviates words of a name that its own side does not say: "bic"."""
    if not 2 <= len(short) <= 6:
        return False
    words = [key for key in name.stems if key not in own.stems]
    return any(_begins(short, words[start:]) for start in range(len(words)))


def _begins(short: str, words: list[str]) -> bool:
    """Whether the letters begin the words in order, at least two of them; none is left over."""
    used = 0
    rest = short
    for word in words:
        if not rest:
            break
        if word[0] != rest[0]:
            return False
        rest = rest[1:]
        used += 1
        inside = word[1:]
        while rest and used < len(words) and words[used][0] != rest[0]:
            place = inside.find(rest[0])
            if place < 0:
                break
            inside, rest = inside[place + 1 :], rest[1:]
    if rest and used:
        inside = words[used - 1][1:]
        for letter in rest:
            place = inside.find(letter)
            if place < 0:
                return False
            inside = inside[place + 1 :]
        rest = ""
    return not rest and used >= 2
