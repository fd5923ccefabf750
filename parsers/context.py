"""What the parsers must be told because no page knows it: the day, the source's defaults, names."""

from dataclasses import dataclass
from datetime import date

from model import Organizer


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """The surroundings of a page.

    `today` is the day of reading in Europe/Berlin; None where it is unknown (then no tense is
    derived from it). `organizer` is who stands behind the source's "wir"; `regions` the names
    of the regions that the source speaks for; `known_organizations` are official names with their
    abbreviations, for recognising them in running text.
    """

    today: date | None = None
    organizer: Organizer | None = None
    regions: tuple[str, ...] = ()
    known_organizations: tuple[Organizer, ...] = ()
