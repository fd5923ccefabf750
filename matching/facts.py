"""What agrees and what differs between two sketches, before anything is weighed."""

from dataclasses import dataclass

from matching.days import Clock, Days, clocks_relate, days_relate
from matching.organizers import hosts_agree
from matching.roles import Role
from matching.sketching import Sketch
from matching.title_agreement import TitleAgreement, titles_agree
from matching.towns import TownRelation, towns_relate
from matching.venues import venues_agree
from matching.vocabulary import kinds_differ

SAME, OTHER = 0.7, 0.35
"""From here two names are one; below, they are two."""
_LONE = frozenset(
    (Role.TOUR, Role.SESSION, Role.OPENING, Role.CLOSING, Role.HALFWAY, Role.PUBLIC_PART)
)


@dataclass(frozen=True, slots=True)
class Facts:
    """Two mentions with what they have in common. `hosts` and `venue` are None where unknown."""

    one: Sketch
    other: Sketch
    days: Days
    clock: Clock
    title: TitleAgreement
    town: TownRelation
    told_apart: bool
    hosts: float | None
    venue: float | None
    linked: bool
    generic: bool
    formats_differ: bool
    lone_role: bool
    lone_part: bool
    editions_agree: bool
    foreign: bool

    @property
    def same_host(self) -> bool:
        """Whether both name a common host."""
        return self.hosts is not None and self.hosts >= SAME

    @property
    def same_venue(self) -> bool:
        """Whether both name one house."""
        return self.venue is not None and self.venue >= SAME

    @property
    def same_span(self) -> bool:
        """Whether both last the same days, more than one."""
        span = self.one.span
        return self.days is Days.SAME and span is not None and span.length > 1


def facts_of(one: Sketch, other: Sketch) -> Facts:
    """Hold two sketches against each other."""
    days = days_relate(one.span, other.span)
    clock = Clock.UNKNOWN
    if one.span and other.span and days in (Days.SAME, Days.FIRST):
        clock = clocks_relate(one.span, other.span)
    town, told_apart = _towns(one, other)
    first, second = one.title, other.title
    title = titles_agree(first, second, one.known | other.known)
    return Facts(
        one=one,
        other=other,
        days=days,
        clock=clock,
        title=title,
        town=town,
        told_apart=told_apart,
        hosts=hosts_agree(one.hosts, other.hosts),
        venue=venues_agree(one.venue, other.venue),
        linked=not (one.pages.isdisjoint(other.links) and other.pages.isdisjoint(one.links)),
        generic=first.generic or second.generic,
        formats_differ=kinds_differ(first.kinds, second.kinds),
        lone_role=bool((first.roles ^ second.roles) & _LONE),
        lone_part=bool(first.numbers.parts) != bool(second.numbers.parts),
        editions_agree=bool(first.numbers.editions & second.numbers.editions),
        foreign=first.english != second.english,
    )


def _towns(one: Sketch, other: Sketch) -> tuple[TownRelation, bool]:
    """The relation of the towns, and whether one that only a name tells is another one."""
    relation = towns_relate(one.town, other.town)
    if relation is not TownRelation.UNKNOWN:
        return relation, False
    mine = one.town if one.town.likely else one.told_town
    theirs = other.town if other.town.likely else other.told_town
    told = towns_relate(mine, theirs)
    if told is TownRelation.DIFFERENT:
        return TownRelation.UNKNOWN, True
    return (TownRelation.POSSIBLE if told is TownRelation.SAME else TownRelation.UNKNOWN), False
