"""What keeps a high score from merging, in words: staff look at such a pair."""

from matching.days import Clock, Days
from matching.facts import Facts
from matching.otherwise import said_otherwise
from matching.towns import TownRelation

_MUCH_LONGER = 6
"""So many days more are more than an end that was left out: a run and its opening."""
_SAME_TITLE = 0.85
_ONE_TITLE = 0.95
_OTHER_TITLE = 0.7
_MUCH = 1.4
_SOME_SUBJECT = 0.4
_NO_SUBJECT = 0.2
_TAIL = 0.12
"""The worth of an office or more: "Treffen der Bürgermeister", "Treffen der Kämmerer"."""
_ONE = 0.85
"""The worth of one word of a subject."""


def doubt_of(facts: Facts) -> str:
    """Return why two mentions are not merged whatever their score; empty for no doubt."""
    return _of_time(facts) or _of_place(facts) or _of_host(facts) or _of_title(facts)


def _of_time(facts: Facts) -> str:
    if facts.days in (Days.OPEN, Days.ROUGH):
        return "no exact day"
    if facts.days is Days.WITHIN and not _last_day(facts):
        return "one day of several"
    if facts.evening and facts.title.score < _ONE_TITLE:
        return "an evening of several days"
    if facts.longer >= _MUCH_LONGER:
        return "much longer"
    return "other hour" if facts.clock is Clock.OTHER else ""


def _last_day(facts: Facts) -> bool:
    """Whether the shorter is the last day of the longer: a date of which only "bis" was read."""
    one, other = facts.one.span, facts.other.span
    if one is None or other is None:
        return False
    return min(one.length, other.length) == 1 and one.last == other.last


def _of_place(facts: Facts) -> str:
    if facts.other_venue and not _moved_house(facts):
        return "other house"
    if facts.town_told is TownRelation.DIFFERENT:
        return "other town in title or house"
    if facts.town is TownRelation.BEARER and not (facts.same_host and facts.same_venue):
        return "another town of the name"
    return "other town" if facts.town is TownRelation.DIFFERENT and not facts.online else ""


def _moved_house(facts: Facts) -> bool:
    """Whether one event of one host seems to be named by two houses.

    A numbered edition has only one, days on end of one title too; and one may say that it moved.
    """
    if not facts.same_host or facts.title.score < _SAME_TITLE:
        return False
    restless = facts.one.restless or facts.other.restless
    moved = facts.days is Days.MOVED or (facts.clock is Clock.SAME and restless)
    return facts.editions_agree or facts.same_span or moved


def _of_host(facts: Facts) -> str:
    """Two hosts may hold one event: in one house, over the same days, under a telling title."""
    if not facts.other_host or facts.same_venue or facts.same_span or facts.linked:
        return ""
    telling = facts.title.score >= _SAME_TITLE and facts.title.subject >= _MUCH
    return "" if telling and facts.town is TownRelation.SAME else "other organizer"


def _of_title(facts: Facts) -> str:
    if facts.lone_part:
        return "part on one side only"
    if facts.umbrella:
        return "one is held all over the country"
    if facts.lone_joint:
        return "one title names two events"
    if facts.formats_differ:
        return "other kind of event"
    if facts.same_kind and facts.title.tail >= _TAIL and not said_otherwise(facts):
        return "each title has a subject of its own"
    if facts.generic:
        return _of_generic(facts)
    return _of_subject(facts)


def _of_generic(facts: Facts) -> str:
    """A title that says nothing needs a host, or at least a house without another host."""
    if not (facts.shared or facts.described):
        return "titles share nothing"
    if facts.same_host or facts.described:
        return ""
    return "title says nothing" if facts.hosts is not None or not facts.same_venue else ""


def _of_subject(facts: Facts) -> str:
    """Titles need a subject in common that is more than their host, and none of their own each.

    Titles that say it otherwise need none (see `otherwise`).
    """
    title = facts.title
    if said_otherwise(facts):
        return ""
    if title.common < _SOME_SUBJECT or (title.subject < _NO_SUBJECT and max(title.alone) > _ONE):
        return "titles share no subject"
    if title.apart >= _ONE and (facts.same_kind or title.score < _OTHER_TITLE):
        return "each title has a subject of its own"
    return ""
