"""What is asked for first: the kinds of lists in their order, then pages, the best and new ones.

Numbers for Scrapy's scheduler (the greater the sooner); pure.
"""

from datetime import datetime

from crawler.links import Tier
from sources import EntryKind

_ORDER = (
    EntryKind.ICALENDAR,
    EntryKind.FEED,
    EntryKind.REST,
    EntryKind.SITEMAP,
    EntryKind.LISTING,
    EntryKind.PRESS,
    EntryKind.PAGE,
)
_PAGING = 10
_NEW = 500
_KNOWN = 200
_TIER = 40
_DEPTH = 5
_LONGEST_AGE = 30


def rank(kind: EntryKind) -> int:
    """Return the place of a kind in the order of preference; 0 is the best."""
    return _ORDER.index(kind)


def of_list(kind: EntryKind, *, entry: bool = True) -> int:
    """Return the priority of a list; its further pages come after the lists of its kind."""
    return 1600 - 100 * rank(kind) - (0 if entry else _PAGING)


def of_page(tier: Tier, depth: int, last_good: datetime | None, now: datetime) -> int:
    """Return the priority of a page behind a list.

    What is not known (`last_good` is None) comes before what is, and of that what was left the
    longest: a small budget finds new events, and in time gets round to all others.
    """
    place = -_TIER * tier - _DEPTH * depth
    if last_good is None:
        return _NEW + place
    return _KNOWN + place + max(0, min((now - last_good).days, _LONGEST_AGE))
