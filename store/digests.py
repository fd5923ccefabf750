"""What the last mail to staff told, so that the next one tells only what is new."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from sqlite_utils import Database

from store.columns import json_column, time_column, time_value


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """The content of a mail that was sent, `at` in UTC.

    `items` are the versions of the events that waited then, by UID, whether all of them found room
    in the mail or not; `pressing` those that were told as near and unsure. `sources` are the
    states of those that needed a look, by id.
    """

    at: datetime
    items: Mapping[str, str] = field(default_factory=dict)
    pressing: frozenset[str] = frozenset()
    sources: Mapping[str, str] = field(default_factory=dict)


def last(db: Database) -> Told | None:
    """The latest note."""
    for at, told in db.execute("SELECT at, told FROM digests ORDER BY id DESC LIMIT 1"):
        values = json.loads(told)
        return Told(
            at=time_value(at),
            items=values["items"],
            pressing=frozenset(values["pressing"]),
            sources=values["sources"],
        )
    return None


def save(db: Database, told: Told) -> None:
    """Put a note in the place of the earlier ones."""
    values = {
        "items": dict(told.items),
        "pressing": sorted(told.pressing),
        "sources": dict(told.sources),
    }
    db.execute("DELETE FROM digests")
    db.execute(
        "INSERT INTO digests (at, told) VALUES (?, ?)", (time_column(told.at), json_column(values))
    )
