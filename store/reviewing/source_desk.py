"""What staff say of sources: paused and fetched again, and what is held let through.

Each method is one transaction and raises DecisionError, in words, for what cannot be; it writes
nothing then. `by` is the name of who says so, `now` when (with a zone).
"""

from collections.abc import Mapping
from datetime import date, datetime

from store.connection import Connection
from store.records import Hold
from store.reviewing import pausing, releasing, source_figures
from store.reviewing.records import Signed
from store.reviewing.source_records import Pause, ReleaseRequest, SourceFigures


class SourceDesk:
    """What the review application and the commands ask of sources. Deeds return their act."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def pauses(self) -> Mapping[str, Pause]:
        """The sources that are paused now, by id."""
        with self._connection.reading() as db:
            return pausing.load(db)

    def pause(self, source_id: str, *, by: str, now: datetime, note: str = "") -> int:
        """Fetch nothing of a source until `resume`. What is known of it stays published."""
        with self._connection.writing() as db:
            return pausing.pause(db, source_id, Signed(by=by, now=now, note=note))

    def resume(self, source_id: str, *, by: str, now: datetime, note: str = "") -> int:
        """Fetch a source again from the next run on."""
        with self._connection.writing() as db:
            return pausing.resume(db, source_id, Signed(by=by, now=now, note=note))

    def requests(self) -> Mapping[int, ReleaseRequest]:
        """The releases that wait for a run, by the number of their hold."""
        with self._connection.reading() as db:
            return releasing.load(db)

    @staticmethod
    def version(hold: Hold) -> str:
        """Names what a hold would let through, for `release`."""
        return releasing.version_of(hold)

    def release(self, hold_id: int, version: str, *, by: str, now: datetime, note: str = "") -> int:
        """Let through with the next run what is held, as it was shown (`version`).

        Raises ConflictError where something else is held by now. What the pages come to say beyond
        that is held again.
        """
        with self._connection.writing() as db:
            return releasing.request(db, hold_id, version, Signed(by=by, now=now, note=note))

    def figures(self, today: date) -> Mapping[str, SourceFigures]:
        """What queue and events say of each source on `today` (Europe/Berlin), by id."""
        with self._connection.reading() as db:
            return source_figures.load(db, today)
