"""What agrees and what differs between two sketches, before anything is weighed."""

from dataclasses import dataclass

from matching.days import Clock, Days, clocks_relate, days_relate, moved_hour
from matching.organizers import hosts_agree, owns
from matching.roles import Role
from matching.sketching import Sketch
from matching.title_agreement import TitleAgreement, titles_agree, untold
from matching.titles import PLACE
from matching.towns import TownRelation, towns_relate
from matching.venues import venues_agree
from matching.vocabulary import AUDIENCES, REGULAR, SCOPES, Kind, kinds_differ

SAME, OTHER = 0.7, 0.35
"""From here two names are one; below, they are two."""
_LONE = frozenset((Role.TOUR, Role.SESSION, Role.PUBLIC_PART))
_PHASES = frozenset((Role.OPENING, Role.CLOSING))
_TOLD = 0.7
_SOME_WORDS = 0.85
_SOME_SUBJECT = 0.5
_ALONE = 0.8
_EVENING = 17 * 60
_REPORTED = 0.8
_SURE = 1.4
"""So much of a subject in common leaves no doubt in two languages."""


@dataclass(frozen=True, slots=True)
class Facts:
    """Two mentions with what they have in common. `hosts` and `venue` are None where unknown.

    `town_told` says what a town is that only a title or a house names; `same_lead` that both begin
    with one motto, `described` that the text of one holds the other's title; `parallel` that both
    are of one kind and of other subjects.
    """

    one: Sketch
    other: Sketch
    days: Days
    clock: Clock
    moved_hour: bool
    title: TitleAgreement
    town: TownRelation
    town_told: TownRelation
    hosts: float | None
    venue: float | None
    linked: bool
    shared: bool
    generic: bool
    same_kind: bool
    same_lead: bool
    parallel: bool
    formats_differ: bool
    lone_role: bool
    lone_phase: bool
    lone_part: bool
    lone_joint: bool
    umbrella: bool
    editions_agree: bool
    foreign: bool
    described: bool

    @property
    def same_host(self) -> bool:
        """Whether both name a common host."""
        return self.hosts is not None and self.hosts >= SAME

    @property
    def other_host(self) -> bool:
        """Whether each names another host."""
        return self.hosts is not None and self.hosts < OTHER

    @property
    def same_venue(self) -> bool:
        """Whether both name one house."""
        return self.venue is not None and self.venue >= SAME

    @property
    def other_venue(self) -> bool:
        """Whether each names another house."""
        return self.venue is not None and self.venue < OTHER

    @property
    def same_span(self) -> bool:
        """Whether both last the same days, more than one."""
        span = self.one.span
        return self.days is Days.SAME and span is not None and span.length > 1

    @property
    def same_hours(self) -> bool:
        """Whether both begin and end at one hour."""
        one, other = self.one.span, self.other.span
        if self.clock is not Clock.SAME or one is None or other is None:
            return False
        return one.until is not None and one.until == other.until

    @property
    def evening(self) -> bool:
        """Whether one is several days and the other an evening of the first of them."""
        one, other = self.one.span, self.other.span
        if self.days is not Days.FIRST or one is None or other is None:
            return False
        short, long = (one, other) if one.length < other.length else (other, one)
        return (short.minute or 0) >= _EVENING and long.minute != short.minute

    @property
    def longer(self) -> int:
        """By how many days one is longer than the other."""
        one, other = self.one.span, self.other.span
        return abs(one.length - other.length) if one and other else 0

    @property
    def otherwise(self) -> bool:
        """Whether titles that share little may be one: two languages, motto and name, told by text.

        House and host say then that it is one event; for a motto the hours or the span of days too.
        """
        if self.described or self.same_lead:
            return self.same_host or self.same_venue or self._here
        if self.foreign:
            return self._translated
        if self.motto and self.one_hour:
            return True
        return self.reported and (self.same_venue or self.title.subject >= _REPORTED)

    @property
    def _here(self) -> bool:
        """Whether both are in one town, and neither house nor host speaks against one event."""
        return self.town is TownRelation.SAME and not (self.other_host or self.other_venue)

    @property
    def _translated(self) -> bool:
        """Whether all else says that titles in two languages are one."""
        if untold(self.one.title, self.other.title) or untold(self.other.title, self.one.title):
            return False
        here = self.same_venue or self.town is TownRelation.SAME
        if self.same_host and here:
            return True
        subject = self.title.subject
        return (self.same_venue and subject >= _SOME_SUBJECT) or (here and subject >= _SURE)

    @property
    def reported(self) -> bool:
        """Whether one is a headline without hour from the town of the other, of no other host."""
        if self.town is not TownRelation.SAME or self.other_host or self.same_site:
            return False
        return any(
            mine.title.headline
            and not theirs.title.headline
            and (mine.span and mine.span.minute is None)
            for mine, theirs in ((self.one, self.other), (self.other, self.one))
        )

    @property
    def one_hour(self) -> bool:
        """Whether one host holds both in one house at one hour or over the same days."""
        timed = self.clock is Clock.SAME or self.same_span
        return self.same_host and self.same_venue and timed and not self.same_site

    @property
    def motto(self) -> bool:
        """Whether titles on two websites name no common kind of event, and no sitting."""
        kinds = (self.one.title.kinds | self.other.title.kinds) - {Kind.PLAIN}
        if not kinds or Kind.BODY in kinds or self.same_kind:
            return False
        if any(not REGULAR.isdisjoint(side.title.tokens) for side in (self.one, self.other)):
            return False
        return not (self.generic or self.same_site or self.lone_role or self.lone_part)

    @property
    def same_site(self) -> bool:
        """Whether both stand on one website."""
        return bool(self.one.site) and self.one.site == self.other.site

    @property
    def online(self) -> bool:
        """Whether one of them is held online."""
        return self.one.online or self.other.online


def facts_of(one: Sketch, other: Sketch) -> Facts:
    """Hold two sketches against each other."""
    days = days_relate(one.span, other.span)
    clock, moved = Clock.UNKNOWN, False
    if one.span and other.span and days in (Days.SAME, Days.FIRST):
        moved = moved_hour(one.span, other.span)
        clock = Clock.CLOSE if moved else clocks_relate(one.span, other.span)
    town, told = _towns(one, other)
    first, second = one.title, other.title
    title = titles_agree(first, second, _known(one, other), _half_known(one, other))
    foreign = first.language != second.language
    worded = (foreign and clock is Clock.SAME) or first.headline != second.headline
    same_kind = not foreign and any(
        token.kind not in (None, Kind.PLAIN) and key in second.tokens
        for key, token in first.tokens.items()
    )
    return Facts(
        one=one,
        other=other,
        days=days,
        clock=clock,
        moved_hour=moved,
        title=title,
        town=town,
        town_told=told,
        hosts=_hosts(one, other),
        venue=_venues(one, other),
        linked=not (one.pages.isdisjoint(other.links) and other.pages.isdisjoint(one.links)),
        shared=not first.tokens.keys().isdisjoint(second.tokens),
        generic=first.generic or second.generic,
        same_kind=same_kind,
        same_lead=bool(first.lead) and first.lead == second.lead,
        parallel=same_kind and title.apart >= _ALONE and title.subject < _SOME_SUBJECT,
        formats_differ=kinds_differ(first.kinds, second.kinds),
        lone_role=bool((first.roles ^ second.roles) & _LONE) and not worded,
        lone_phase=bool((first.roles ^ second.roles) & _PHASES),
        lone_part=bool(first.numbers.parts) != bool(second.numbers.parts)
        or (
            not worded and AUDIENCES.isdisjoint(first.tokens) != AUDIENCES.isdisjoint(second.tokens)
        ),
        umbrella=_umbrella(one, other) or _umbrella(other, one),
        lone_joint=first.joint != second.joint,
        editions_agree=bool(first.numbers.editions & second.numbers.editions),
        foreign=foreign,
        described=_described(one, other) or _described(other, one),
    )


def _known(one: Sketch, other: Sketch) -> frozenset[str]:
    """What town and hosts say anyway; the words of one's host that the other could not know count.

    "Jahrestreffen des Bündnisses Elbaue" of a university says more than the alliance's own title.
    """
    return one.known | other.known | (one.hosted & other.hosted)


def _half_known(one: Sketch, other: Sketch) -> frozenset[str]:
    """What the host of one says anyway, where the other names none."""
    return frozenset() if one.hosts and other.hosts else one.hosted | other.hosted


def _hosts(one: Sketch, other: Sketch) -> float | None:
    """How far the hosts agree; a house that is named like the other's host stands for one."""
    agreed = hosts_agree(one.hosts, other.hosts)
    if agreed is None:
        return SAME if _houses(one, other) or _houses(other, one) else None
    if agreed >= OTHER:
        return agreed
    named = _titled(one, other) or _titled(other, one)
    return SAME if named or _houses(one, other) or _houses(other, one) else agreed


def _venues(one: Sketch, other: Sketch) -> float | None:
    """How far the houses agree; nothing is said where the text of one names the other's too."""
    agreed = venues_agree(one.venue, other.venue)
    if agreed is None or agreed >= OTHER:
        return agreed
    named = _names_house(one, other) or _names_house(other, one)
    return None if named or _at_home(one) or _at_home(other) else agreed


def _at_home(side: Sketch) -> bool:
    """Whether the house given is a host's own, which may only stand for its address.

    A town or county has many houses, and holds one event in several.
    """
    house = side.house
    return house is not None and any(
        not host.municipal and owns(host, house, side.known) for host in side.hosts
    )


def _houses(hosted: Sketch, housed: Sketch) -> bool:
    """Whether a host of one bears the name of the other's house."""
    house = housed.house
    return house is not None and any(owns(host, house, housed.known) for host in hosted.hosts)


def _names_house(told: Sketch, housed: Sketch) -> bool:
    return bool(told.told) and all(key in told.told for key, _ in housed.venue.words)


def _titled(hosted: Sketch, titled: Sketch) -> bool:
    """Whether the title of one names a host of the other."""
    tokens = titled.title.tokens
    for host in hosted.hosts:
        named = [key for key, worth in host.stems.items() if worth >= 1.0]
        if named and all(key in tokens and not tokens[key].place for key in named):
            return True
    return False


def _described(told: Sketch, titled: Sketch) -> bool:
    """Whether the description of one holds what the title of the other says."""
    if not told.told:
        return False
    tokens = [token for token in titled.title.tokens.values() if token.weight > PLACE]
    worth = sum([token.weight for token in tokens])
    held = sum([token.weight for token in tokens if token.stem in told.told])
    return worth >= _SOME_WORDS and held / worth >= _TOLD


def _umbrella(whole: Sketch, single: Sketch) -> bool:
    """Whether one is held all over the country and in no town, the other in one.

    The one says so; or it names neither town, house nor host, and the title of the other its town.
    """
    if whole.town.likely or whole.told_town.likely or whole.venue.named:
        return False
    if not single.town.likely:
        return False
    if not SCOPES.isdisjoint(whole.title.tokens):
        return SCOPES.isdisjoint(single.title.tokens)
    local = single.title.places - whole.title.places
    return not whole.hosts and not local.isdisjoint(single.known)


def _towns(one: Sketch, other: Sketch) -> tuple[TownRelation, TownRelation]:
    """The relation of the towns, and that of towns which only a title or a house tells."""
    relation = towns_relate(one.town, other.town)
    if relation is TownRelation.DIFFERENT and (_in_house(one, other) or _in_house(other, one)):
        return TownRelation.POSSIBLE, TownRelation.UNKNOWN
    if _places_differ(one, other):
        return relation, TownRelation.DIFFERENT
    if relation is not TownRelation.UNKNOWN:
        return relation, TownRelation.UNKNOWN
    mine = one.town if one.town.likely else one.told_town
    theirs = other.town if other.town.likely else other.told_town
    return relation, towns_relate(mine, theirs)


def _places_differ(one: Sketch, other: Sketch) -> bool:
    """Whether each title names a town that the other mention does not know."""
    mine, theirs = one.title.places, other.title.places
    if not mine or not theirs or not mine.isdisjoint(theirs):
        return False
    told = one.known | one.hosted, other.known | other.hosted
    return mine.isdisjoint(told[1]) and theirs.isdisjoint(told[0])


def _in_house(one: Sketch, other: Sketch) -> bool:
    """Whether the house of one is named after the town of the other."""
    return bool(other.town.words) and other.town.words.issubset(one.venue.name)
