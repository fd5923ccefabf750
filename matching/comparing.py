"""Two sketches compared: features, vetoes, a score and the decision. Symmetric and pure."""

from matching import weights
from matching.days import Clock, Days, days_relate, gap
from matching.facts import SAME, Facts, facts_of
from matching.scoring import logistic, points_of
from matching.sketching import Sketch
from matching.towns import TownRelation
from matching.vetoes import veto_of
from model import Comparison, Decision

_NOTHING = Comparison(
    score=0.0, decision=Decision.APART, features={"days": Days.APART.value, "title": 0.0}
)
_MOVED_DAYS = 10
"""An event that was moved without a word is looked for within so many days."""
_WEEK = 7
_MUCH_LONGER = 6
"""So many days more are more than an end that was left out: a run and its opening."""
_SAME_TITLE = 0.85
_LIKE_TITLE = 0.3
_OTHER_TITLE = 0.6
_MUCH = 1.4
_SOME_SUBJECT = 0.4
_NO_SUBJECT = 0.2
_ONE = 0.85


def compare(one: Sketch, other: Sketch) -> Comparison:
    """Decide whether two mentions are one event. The order of the two makes no difference."""
    if one.title.tokens.keys().isdisjoint(other.title.tokens) and (
        days_relate(one.span, other.span) is Days.APART
    ):
        return _NOTHING
    facts = facts_of(one, other)
    features: dict[str, float | str | bool] = {}
    points = weights.BIAS
    for name, value, worth in points_of(facts):
        features[name] = value
        points += worth
    veto = veto_of(facts)
    score = logistic(points)
    decision = _decision(facts, score, veto)
    if veto or facts.days is Days.APART:
        score = min(score, weights.ASK)
    return Comparison(score=round(score, 4), decision=decision, features=features, veto=veto)


def _decision(facts: Facts, score: float, veto: str) -> Decision:
    belongs = Decision.RELATED if _belongs(facts, veto) else Decision.APART
    if veto:
        return belongs
    if facts.days is Days.APART:
        return Decision.ASK if _perhaps_moved(facts) else belongs
    if score >= weights.MERGE and not _doubtful(facts):
        return Decision.MERGE
    if score >= weights.ASK or _motto(facts):
        return Decision.ASK
    return belongs


def _belongs(facts: Facts, veto: str) -> bool:
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


def _doubtful(facts: Facts) -> bool:
    """What keeps a high score from merging: staff look at it."""
    return _time_in_doubt(facts) or _place_in_doubt(facts) or _title_in_doubt(facts)


def _time_in_doubt(facts: Facts) -> bool:
    if facts.days in (Days.OPEN, Days.ROUGH) or facts.longer >= _MUCH_LONGER:
        return True
    return facts.clock is Clock.OTHER


def _place_in_doubt(facts: Facts) -> bool:
    if facts.other_venue and not (facts.editions_agree and facts.same_host):
        return True
    if facts.town_told is TownRelation.DIFFERENT:
        return True
    if facts.other_host and not (facts.same_venue or facts.same_span or _one_title(facts)):
        return True
    if facts.town is TownRelation.BEARER:
        return not (facts.same_host and facts.same_venue)
    return facts.town is TownRelation.DIFFERENT and not facts.online


def _one_title(facts: Facts) -> bool:
    """Whether a title that says much is the same in one town: two hosts of one event."""
    much = facts.title.score >= _SAME_TITLE and facts.title.subject >= _MUCH
    return facts.linked or (much and facts.town is TownRelation.SAME)


def _title_in_doubt(facts: Facts) -> bool:
    if facts.lone_part or facts.lone_joint or facts.formats_differ or _no_subject(facts):
        return True
    if facts.title.apart >= _ONE and (facts.same_kind or facts.title.score < _OTHER_TITLE):
        return True
    if facts.generic and not (facts.same_host or facts.described):
        return facts.other_host or not facts.same_venue
    return False


def _no_subject(facts: Facts) -> bool:
    """Whether titles that do say something have next to nothing of it in common.

    Nor do those that have only their host in common while one names a subject.
    """
    title = facts.title
    if facts.generic:
        return not (facts.shared or facts.described)
    return title.common < _SOME_SUBJECT or (title.subject < _NO_SUBJECT and max(title.alone) > _ONE)


def _perhaps_moved(facts: Facts) -> bool:
    """The same event on other days: one says that it was moved, or only the day differs."""
    one, other = facts.one.span, facts.other.span
    if one is None or other is None or facts.title.score < _SAME_TITLE or facts.generic:
        return False
    if facts.other_host or (facts.venue is not None and facts.venue < SAME):
        return False
    known = one.before is not None or other.before is not None
    if (facts.one.restless or facts.other.restless) and not known:
        return True
    days = gap(one, other).days
    if facts.same_site or days > _MOVED_DAYS or days % _WEEK == 0:
        return False
    return facts.same_venue and facts.same_host and one.minute == other.minute


def _motto(facts: Facts) -> bool:
    """Titles that share nothing, while days, house, host and hour carry it: a motto."""
    if facts.days not in (Days.SAME, Days.FIRST) or facts.clock in (Clock.OTHER, Clock.CLOSE):
        return False
    if facts.formats_differ or facts.lone_role or facts.parallel or facts.lone_part:
        return False
    if facts.generic and facts.other_host:
        return False
    signs = (
        facts.same_host,
        facts.same_venue,
        facts.same_span,
        facts.clock is Clock.SAME,
        facts.title.score >= _LIKE_TITLE,
        facts.described,
    )
    return facts.town is not TownRelation.DIFFERENT and sum(signs) >= 2
