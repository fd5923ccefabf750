"""The records of what reviewing measures: precision, trust, and the corrections to learn from.

Plain data; no SQL here. Times are UTC.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from model import Correction, Event


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectedField:
    """A correction that is in force, of the event of this `name`, and the page that it is about.

    `told` is what the page told of the event when it was last read, in its version `page_id`.
    """

    event_uid: str
    name: str
    source_id: str
    page_url: str
    page_id: int
    told: Event
    correction: Correction


class Undecided(StrEnum):
    """What becomes of sources of which too little was reviewed to say."""

    PUBLISH = "publish"
    HOLD = "hold"


@dataclass(frozen=True, slots=True, kw_only=True)
class TrustRules:
    """By what sources are trusted. Shares are from 0 to 1.

    `bar` is the precision that is asked for, `sample` the share of events that a person always
    looks at.
    """

    bar: float = 0.9
    undecided: Undecided = Undecided.PUBLISH
    sample: float = 0.05


class TrustState(StrEnum):
    """What the measured precision of a source says of what is published without review."""

    TRUSTED = "trusted"
    """The lower bound of the interval lies above the bar."""
    UNDECIDED = "undecided"
    """Too little was reviewed to say."""
    DISTRUSTED = "distrusted"
    """The upper bound lies below the bar."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Precision:
    """How often a field (or, with field "event", day, place and name together) was right.

    `lower` and `upper` are the Wilson interval at 95 % of the share; 0 and 1 without a judgement.
    """

    source_id: str
    field: str
    right: int
    judged: int
    lower: float
    upper: float


@dataclass(frozen=True, slots=True, kw_only=True)
class RulePrecision:
    """How often a rule of the extraction was right in the field of `precision`.

    `rule` is as the evidence names it, without what it tells of one case; "" where there is none:
    nothing was read, or without evidence. `reasons` are those of rejections that speak against it,
    with how often.
    """

    rule: str
    precision: Precision
    reasons: Mapping[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class PrecisionPoint:
    """The precision of what was judged in one month; `month` is its first day."""

    month: date
    precision: Precision


@dataclass(frozen=True, slots=True, kw_only=True)
class Trust:
    """What is published of a source without review, and since when (UTC) that is so."""

    source_id: str
    state: TrustState
    since: datetime
    precision: Precision
