"""Which sources are trusted: what is published without review, and what a sample puts to review.

The rules and the state of each source lie in the database, so that every part of the store goes by
the same ones; `store.reviewing.trusting` works them out. Nothing is held where no rule was set.
"""

import hashlib
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from math import sqrt

from sqlite_utils import Database

from store.connection import rows
from store.reviewing.measures import Precision, Trust, TrustRules, TrustState, Undecided

_Z = 1.959963984540054
"""The quantile of the normal distribution for an interval of 95 %."""
_LEAST = 5
"""Judgements before which nothing is decided."""
_STATES = {state.value: state for state in TrustState}
WAITS = "waits for review"
"""How the reason of what trust holds back begins."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """The sources that are trusted, and since when (UTC) what comes of others waits for a person.

    `unknown_since` is for sources of which nothing was reviewed yet.
    """

    states: Mapping[str, TrustState] = field(default_factory=dict)
    held_since: Mapping[str, str] = field(default_factory=dict)
    unknown_since: str | None = None

    def trusts(self, source_ids: Collection[str]) -> bool:
        """Whether all of these sources are trusted; false for none."""
        return bool(source_ids) and all(
            self.states.get(source_id) is TrustState.TRUSTED for source_id in source_ids
        )

    def waits(self, vouchers: Collection[str]) -> str:
        """Why a new event that these sources vouch for waits for a person; "" where it does not."""
        if not vouchers or any(self._since(source_id) is None for source_id in vouchers):
            return ""
        if all(self.states.get(s) is TrustState.DISTRUSTED for s in vouchers):
            return f"{WAITS}: too much of the source was wrong"
        return f"{WAITS}: too little of the source was reviewed"

    def _since(self, source_id: str) -> str | None:
        if source_id in self.states:
            return self.held_since.get(source_id)
        return self.unknown_since


def wilson(right: int, judged: int) -> tuple[float, float]:
    """The Wilson interval at 95 % of a share; 0 and 1 where nothing was judged."""
    if not judged:
        return (0.0, 1.0)
    share, square = right / judged, _Z * _Z
    middle = share + square / (2 * judged)
    reach = _Z * sqrt(share * (1 - share) / judged + square / (4 * judged * judged))
    below = 1 + square / judged
    lower, upper = (middle - reach) / below, (middle + reach) / below
    return (max(0.0, min(share, lower)), min(1.0, max(share, upper)))


def precision(source_id: str, name: str, right: int, judged: int) -> Precision:
    """So many of so many were right."""
    lower, upper = wilson(right, judged)
    return Precision(
        source_id=source_id, field=name, right=right, judged=judged, lower=lower, upper=upper
    )


def judged_by(figure: Precision, bar: float) -> TrustState:
    """What an interval says against the bar; it is not exact for very few, which decide nothing."""
    if figure.judged >= _LEAST and figure.lower >= bar:
        return TrustState.TRUSTED
    if figure.judged >= _LEAST and figure.upper < bar:
        return TrustState.DISTRUSTED
    return TrustState.UNDECIDED


def sampled(uid: str, share: float) -> bool:
    """Whether an event belongs to the sample that a person always looks at: the same for ever.

    `share` is from 0 to 1. A larger sample holds all of a smaller one.
    """
    digest = hashlib.sha256(b"sample:" + uid.encode()).digest()
    return int.from_bytes(digest[:8]) < share * 2**64


def rules_of(db: Database) -> TrustRules:
    """The rules that were set last; the built-in ones before that."""
    found = rows(db, "SELECT * FROM trust_rules WHERE id = 1")
    if not found:
        return TrustRules()
    (row,) = found
    return TrustRules(bar=row["bar"], undecided=Undecided(row["undecided"]), sample=row["sample"])


def standing(db: Database) -> Standing:
    """The state of all sources. Asked for with each source that is read, so it costs little."""
    found = db.execute("SELECT source_id, state, held_since FROM trust").fetchall()
    unknown = rows(db, "SELECT held_since FROM trust_rules WHERE id = 1")
    return Standing(
        states={source_id: _STATES[state] for source_id, state, _ in found},
        held_since={source_id: since for source_id, _, since in found if since},
        unknown_since=unknown[0]["held_since"] if unknown else None,
    )


def load(db: Database) -> tuple[Trust, ...]:
    """The state of each source of which something was reviewed, by source."""
    return tuple(
        Trust(
            source_id=row["source_id"],
            state=TrustState(row["state"]),
            since=datetime.fromisoformat(row["since"]).astimezone(UTC),
            precision=precision(row["source_id"], "event", row["right"], row["judged"]),
        )
        for row in rows(db, "SELECT * FROM trust ORDER BY source_id")
    )
