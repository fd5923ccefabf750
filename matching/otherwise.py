"""Whether titles that share little name one event all the same: motto and name, two languages."""

from matching.days import Clock, Days
from matching.facts import Facts
from matching.title_agreement import untold
from matching.towns import TownRelation
from matching.vocabulary import REGULAR, Kind

_TELLING = 0.8
"""A word of the subject in common."""
_SURE = 1.4
"""So much of a subject in common leaves no doubt in two languages."""
_LIKE_TITLE = 0.3
_SOME_SUBJECT = 0.5
_SIGNS = 2
_NO_MOTTO = frozenset((Kind.BODY, Kind.COURSE, Kind.SHOW, Kind.TOUR))


def said_otherwise(facts: Facts) -> str:
    """Return how one event comes by two titles that share little; empty where it does not.

    House, host, town and hours say that it is one.
    """
    joined = facts.same_host or facts.same_venue or _here(facts)
    if joined and (facts.described or facts.same_lead):
        return "one motto, two subtitles" if facts.same_lead else "told by the text"
    if facts.foreign:
        return "titles in two languages" if _translated(facts) else ""
    if _motto(facts):
        return "motto and name"
    telling = facts.same_venue or facts.title.subject >= _TELLING
    return "headline and name" if reported(facts) and telling else ""


def reported(facts: Facts) -> bool:
    """Whether one is a headline without hour from the town of the other, of no other host."""
    if facts.town is not TownRelation.SAME or facts.other_host or facts.same_site:
        return False
    return any(
        mine.title.headline
        and not theirs.title.headline
        and mine.span is not None
        and mine.span.minute is None
        for mine, theirs in ((facts.one, facts.other), (facts.other, facts.one))
    )


def _here(facts: Facts) -> bool:
    """Whether both are in one town, and neither house nor host speaks against one event."""
    return facts.town is TownRelation.SAME and not (facts.other_host or facts.other_venue)


def _translated(facts: Facts) -> bool:
    one, other = facts.one.title, facts.other.title
    if untold(one, other) or untold(other, one):
        return False
    here = facts.same_venue or facts.town is TownRelation.SAME
    if facts.same_host and here:
        return True
    subject = facts.title.subject
    return (facts.same_venue and subject >= _SOME_SUBJECT) or (here and subject >= _SURE)


def _motto(facts: Facts) -> bool:
    """Whether one host holds both in one house at one hour, or over the same days.

    On two websites, one by a motto, the other by a kind of event: two kinds, or two subjects
    without a motto, are two events.
    """
    timed = facts.clock is Clock.SAME or facts.same_span
    if not (facts.same_host and facts.same_venue and timed) or facts.same_site:
        return False
    if facts.generic or facts.lone_role or facts.lone_part:
        return False
    one, other = facts.one.title, facts.other.title
    motto, name = (one, other) if other.kinds else (other, one)
    if motto.kinds or not name.kinds or name.kinds & _NO_MOTTO:
        return False
    return motto.phrase and REGULAR.isdisjoint(name.tokens)


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
