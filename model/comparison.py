"""Whether two mentions are one event: what is compared, and what was decided and why.

Says nothing of how it is decided (`matching`) or of what staff make of it (`store`).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from model.errors import ModelError
from model.event import Event


class Decision(StrEnum):
    """What two mentions are to each other."""

    MERGE = "merge"
    """One event."""
    ASK = "ask"
    """Perhaps one event; staff decide."""
    RELATED = "related"
    """Two events that belong together (part and whole, workshop I and II); never merged."""
    APART = "apart"
    """Two events that have nothing to do with each other."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """One mention of an event, as it is compared.

    `page_urls` are the addresses of the pages that tell of it, `links` the addresses that these
    link to for it, `source_id` the source that it comes from.
    """

    event: Event
    page_urls: tuple[str, ...] = ()
    source_id: str = ""
    links: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """The decision on two mentions, with what it was made from.

    `score` is from 0 to 1, the higher the more likely one event. `features` are named as staff
    read them: numbers are shares of agreement from 0 to 1, texts say what was found, True and
    False whether something is so. `veto` names the reason why the two can never be one event
    whatever their score; empty where there is none.
    """

    score: float
    decision: Decision
    features: Mapping[str, float | str | bool] = field(default_factory=dict)
    veto: str = ""

    def __post_init__(self) -> None:
        if not 0.0 <= self.score <= 1.0:
            raise ModelError(f"a score lies between 0 and 1, not {self.score}")
        if self.veto and self.decision is Decision.MERGE:
            raise ModelError(f"nothing is merged against a veto: {self.veto}")
