"""The troubles that are known, and which of them each channel of notification was told of.

What is a trouble and who is to be told is decided elsewhere; here it is only kept.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlite_utils import Database

from store.columns import Row, text_column, time_column, time_value
from store.connection import Connection, rows, upsert

Key = tuple[str, str]
"""What makes a trouble the same one from run to run: its kind and whom it befell."""


Told = Mapping[Key, datetime | None]
"""When (UTC) a channel was told of troubles; None: it was tried, and nobody knows what arrived."""


class Ended(StrEnum):
    """How a trouble came to its end."""

    RECOVERED = "recovered"
    CLOSED = "closed"
    """Nobody looks any more: staff paused the source, or it is not in the catalogue."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Trouble:
    """Something that a person has to look after. Times are in UTC.

    `subject` is whom it befell within its `kind`: a source's id, the name of a file, or nothing.
    `text` says what it is, `german` the same for staff, `command` shows more of it. `ended` is
    None while it lasts.
    """

    kind: str
    subject: str
    text: str
    german: str
    command: str
    since: datetime
    ended: Ended | None = None
    ended_at: datetime | None = None

    @property
    def key(self) -> Key:
        """Kind and subject."""
        return self.kind, self.subject


class Notices:
    """The notes on notification. Each writing call is one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def troubles(self) -> tuple[Trouble, ...]:
        """Those that last, and those that have ended while a channel was not told yet; by key."""
        with self._connection.reading() as db:
            found = rows(db, "SELECT * FROM troubles ORDER BY kind, subject")
        return tuple(_trouble(row) for row in found)

    def told(self) -> Mapping[str, Told]:
        """Of which troubles each channel was told, and has not heard the end of."""
        found: dict[str, dict[Key, datetime | None]] = {}
        with self._connection.reading() as db:
            for row in rows(db, "SELECT * FROM notices ORDER BY channel, kind, subject"):
                key = row["kind"], row["subject"]
                told_at = time_value(row["told_at"]) if row["told_at"] else None
                found.setdefault(row["channel"], {})[key] = told_at
        return found

    def save(self, troubles: Iterable[Trouble]) -> None:
        """Put the state of these in the place of what was known of them; others stay."""
        with self._connection.writing() as db:
            upsert(db, "troubles", [_row(trouble) for trouble in troubles], "kind", "subject")
            _sweep(db)

    def try_to_tell(self, channel: str, keys: Iterable[Key]) -> None:
        """Note that a channel is about to be told that these have begun or ended.

        From now on nobody knows what it knows of them, until it is noted that it was told.
        """
        with self._connection.writing() as db:
            db.conn.executemany(
                "INSERT OR REPLACE INTO notices VALUES (?, ?, ?, NULL)",
                [(channel, *key) for key in keys],
            )

    def note(
        self, channel: str, begun: Iterable[Key], over: Iterable[Key], told_at: datetime
    ) -> None:
        """Note that a channel was told at `told_at` of what has `begun` and what is `over`.

        A trouble that has ended is forgotten as soon as no channel waits for the word of it.
        """
        with self._connection.writing() as db:
            told = [(channel, *key, time_column(told_at)) for key in begun]
            db.conn.executemany("INSERT OR REPLACE INTO notices VALUES (?, ?, ?, ?)", told)
            db.conn.executemany(
                "DELETE FROM notices WHERE channel = ? AND kind = ? AND subject = ?",
                [(channel, *key) for key in over],
            )
            _sweep(db)


def _sweep(db: Database) -> None:
    """Forget what has ended and nobody waits to hear of."""
    db.execute(
        "DELETE FROM troubles WHERE ended IS NOT NULL AND NOT EXISTS (SELECT 1 FROM notices AS n "
        "WHERE n.kind = troubles.kind AND n.subject = troubles.subject)"
    )


def _row(trouble: Trouble) -> Row:
    return {
        "kind": trouble.kind,
        "subject": text_column(trouble.subject),
        "text": text_column(trouble.text),
        "german": text_column(trouble.german),
        "command": text_column(trouble.command),
        "since": time_column(trouble.since),
        "ended": trouble.ended.value if trouble.ended else None,
        "ended_at": time_column(trouble.ended_at) if trouble.ended_at else None,
    }


def _trouble(row: Row) -> Trouble:
    return Trouble(
        kind=row["kind"],
        subject=row["subject"],
        text=row["text"],
        german=row["german"],
        command=row["command"],
        since=time_value(row["since"]),
        ended=Ended(row["ended"]) if row["ended"] else None,
        ended_at=time_value(row["ended_at"]) if row["ended_at"] else None,
    )
