"""Whether two events belong together, and whether titles that share little may be one event."""

from matching import weights
from matching.days import Clock, Days
from matching.facts import Facts
from matching.towns import TownRelation

_LIKE_TITLE = 0.3
_SIGNS = 2
_TELLING = 0.8


def belong_together(facts: Facts, veto: str) -> bool:
    """Whether two events belong to one series or one whole.

    By their titles; or as parts, at one time in one house, of what one host holds.
    """
    title = facts.title
    together = facts.same_host and facts.same_venue and facts.days is not Days.APART
    if veto and together and (facts.one.title.roles or facts.other.title.roles):
        return True
    if facts.generic and not facts.same_host:
        return False
    return title.score >= weights.RELATED or (
        title.common >= weights.RELATED_COMMON and not facts.other_host
    )


def perhaps_otherwise(facts: Facts) -> bool:
    """Whether titles that share little may name one event all the same: staff are asked.

    On one day in one town, of one host or in one house; two such signs are enough anywhere.
    """
    if facts.days not in (Days.SAME, Days.FIRST) or facts.clock in (Clock.OTHER, Clock.CLOSE):
        return False
    if facts.formats_differ or facts.lone_role or facts.lone_part:
        return False
    if facts.same_site or (facts.parallel and not facts.same_hours):
        return False
    if facts.town is TownRelation.DIFFERENT or (facts.generic and facts.other_host):
        return False
    worded = facts.foreign or facts.one.title.headline != facts.other.title.headline
    if facts.town is TownRelation.SAME and not facts.other_venue:
        if facts.same_host or (facts.same_venue and not facts.other_host):
            return True
        if worded and (not facts.other_host or facts.title.subject >= _TELLING):
            return True
    signs = (
        facts.same_host,
        facts.same_venue,
        facts.same_span,
        facts.clock is Clock.SAME,
        facts.title.score >= _LIKE_TITLE,
        facts.described,
    )
    return sum(signs) >= _SIGNS
