"""A possible event with each value beside its evidence, before it is judged and merged."""

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import IntEnum
from typing import Generic, TypeVar

from model import (
    AttendanceMode,
    CoarseWhen,
    EventStatus,
    Evidence,
    Organizer,
    Place,
    When,
)

T = TypeVar("T")


class Layer(IntEnum):
    """Where a candidate comes from; a lower number is better evidence."""

    STRUCTURED = 1
    LABELS = 2
    CARD = 3
    PROSE = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Found(Generic[T]):
    """A value and where it was read."""

    value: T
    evidence: Evidence


@dataclass(slots=True, kw_only=True)
class Candidate:
    """A possible event. `start`/`end` span the text that it was read from.

    `disputed`: the weekday beside the date is another one. `invites`: its sentence invites to it.
    `bare`: its line holds nothing but the date. `aside`: it stands in a sidebar. `following`: it
    is told as the next one after what the page is about.
    """

    layer: Layer
    when: Found[When] | Found[CoarseWhen]
    start: int
    end: int
    name: Found[str] | None = None
    locations: list[Found[Place]] = field(default_factory=list)
    organizers: list[Found[Organizer]] = field(default_factory=list)
    status: Found[EventStatus] | None = None
    previous_start: Found[date | datetime] | None = None
    attendance_mode: Found[AttendanceMode] | None = None
    offers: Found[str] | None = None
    description: str = ""
    url: str = ""
    identifier: str = ""
    recurrence: str = ""
    is_report: bool = False
    is_save_the_date: bool = False
    disputed: bool = False
    invites: bool = False
    bare: bool = False
    aside: bool = False
    following: bool = False
    certainty: float = 0.5
    reasons: list[str] = field(default_factory=list)
