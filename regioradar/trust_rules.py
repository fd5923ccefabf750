"""By what sources are trusted: the section [review] in the words of the store."""

from regioradar.config import Config
from store import TrustRules, Undecided


def rules_of(config: Config) -> TrustRules:
    """By what sources are trusted."""
    review = config.review
    return TrustRules(bar=review.bar, undecided=Undecided(review.undecided), sample=review.sample)
