"""Two sketches compared: features, vetoes, a score and the decision. Symmetric and pure."""

from matching import weights
from matching.days import Days, days_relate
from matching.doubts import doubt_of
from matching.facts import Facts, facts_of
from matching.kinship import belong_together
from matching.moves import perhaps_moved, surely_moved
from matching.otherwise import perhaps_otherwise
from matching.scoring import logistic, points_of
from matching.sketching import Sketch
from matching.vetoes import veto_of
from model import Comparison, Decision

_NOTHING = Comparison(
    score=0.0, decision=Decision.APART, features={"days": Days.APART.value, "title": 0.0}
)


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
    score = logistic(points)
    veto = veto_of(facts)
    doubt = "" if veto else doubt_of(facts)
    if doubt:
        features["doubt"] = doubt
    decision = _decision(facts, score, veto, doubt)
    if decision is not Decision.MERGE and (veto or facts.days is Days.APART):
        score = min(score, weights.ASK)
    return Comparison(score=round(score, 4), decision=decision, features=features, veto=veto)


def _decision(facts: Facts, score: float, veto: str, doubt: str) -> Decision:
    belongs = Decision.RELATED if belong_together(facts, veto) else Decision.APART
    if veto:
        return belongs
    if facts.days is Days.APART:
        if surely_moved(facts):
            return Decision.MERGE
        return Decision.ASK if perhaps_moved(facts) else belongs
    if score >= weights.MERGE and not doubt:
        return Decision.MERGE
    return Decision.ASK if score >= weights.ASK or perhaps_otherwise(facts) else belongs
