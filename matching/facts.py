"""What agrees and what differs between two sketches, before anything is weighed."""

from dataclasses import dataclass

from matching.days import Clock, Days, clocks_relate, days_relate, moved_hour
from matching.roles import Role
from matching.sketching import Sketch
from matching.title_agreement import TitleAgreement, titles_agree
from matching.titles import PLACE
from matching.towns import TownRelation
from matching.vocabulary import AUDIENCES, SCOPES, Kind, kinds_differ
from matching.whereabouts import OTHER, SAME, hosts_of_both, towns_of_both, venues_of_both

_LONE = frozenset((Role.TOUR, Role.SESSION, Role.PUBLIC_PART))
_PHASES = frozenset((Role.OPENING, Role.CLOSING))
_TOLD = 0.7
_SOME_WORDS = 0.85
_SOME_SUBJECT = 0.5
_ALONE = 0.8
_EVENING = 17 * 60


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
    town, told = towns_of_both(one, other)
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
        hosts=hosts_of_both(one, other),
        venue=venues_of_both(one, other),
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
