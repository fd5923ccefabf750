"""Whether two events belong together, and whether a motto and a name may be one event."""

from matching import weights
from matching.days import Clock, Days
from matching.facts import Facts
from matching.towns import TownRelation

_LIKE_TITLE = 0.3
_SIGNS = 2


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


def motto(facts: Facts) -> bool:
    """Whether titles that share nothing may be motto and name: two of the other signs agree."""
    if facts.days not in (Days.SAME, Days.FIRST) or facts.clock in (Clock.OTHER, Clock.CLOSE):
        return False
    if facts.formats_differ or facts.lone_role or facts.parallel or facts.lone_part:
        return False
    if facts.town is TownRelation.DIFFERENT or (facts.generic and facts.other_host):
        return False
    signs = (
        facts.same_host,
        facts.same_venue,
        facts.same_span,
        facts.clock is Clock.SAME,
        facts.title.score >= _LIKE_TITLE,
        facts.described,
    )
    return sum(signs) >= _SIGNS
