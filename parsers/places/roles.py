"""What a town is named for in a text: the role, the frame that says so, its surroundings."""

from dataclasses import dataclass
from enum import StrEnum

from parsers.places.names import NameHit


class Role(StrEnum):
    """What a town is named for. Only `EVENT` may be where something takes place."""

    EVENT = "event"
    ORGANISATION = "organisation"
    PERSON = "person"
    DATELINE = "dateline"
    CONTACT = "contact"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Frame:
    """A role, the rule that saw it and how sure the rule is, from 0 to 1."""

    role: Role
    rule: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Surroundings:
    """A name with the text before and behind it, and the label that it stands under."""

    hit: NameHit
    left: str
    words: tuple[str, ...]
    right: str
    section: str
    nearby: str
