"""Whether mentions on different days may be one event that was moved."""

from matching.days import gap
from matching.facts import SAME, Facts

_NEAR = 10
"""An event that was moved without a word is looked for within so many days."""
_WEEK = 7
_YEAR = 366
_SAME_TITLE = 0.85


def surely_moved(facts: Facts) -> bool:
    """One edition of one host within a year, of which one side says that it was moved."""
    one, other = facts.one.span, facts.other.span
    if one is None or other is None or gap(one, other).days > _YEAR or facts.other_venue:
        return False
    restless = facts.one.restless or facts.other.restless
    return restless and facts.editions_agree and facts.same_host and _titled_alike(facts)


def perhaps_moved(facts: Facts) -> bool:
    """One side says that it was moved and not from when; or only the day differs.

    Whole weeks apart, or twice on one website, it is a series.
    """
    one, other = facts.one.span, facts.other.span
    if one is None or other is None or not _titled_alike(facts) or facts.generic:
        return False
    if facts.other_host or (facts.venue is not None and facts.venue < SAME):
        return False
    known = one.before is not None or other.before is not None
    if (facts.one.restless or facts.other.restless) and not known:
        return True
    days = gap(one, other).days
    if facts.same_site or days > _NEAR or days % _WEEK == 0:
        return False
    return facts.same_venue and facts.same_host and one.minute == other.minute


def _titled_alike(facts: Facts) -> bool:
    return facts.title.score >= _SAME_TITLE
