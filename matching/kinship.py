"""Whether two events belong together."""

from matching import weights
from matching.days import Days
from matching.facts import Facts


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
