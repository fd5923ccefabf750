"""The store as the rest of the program sees it: one method for each step of a run.

Every writing method is one transaction: a program that is killed leaves all of it or nothing.
"""

from collections.abc import Collection, Iterable, Mapping
from contextlib import AbstractContextManager, nullcontext
from datetime import date, datetime
from pathlib import Path
from types import TracebackType
from typing import Self

from model import (
    Change,
    Extraction,
    Page,
    StoredDeadline,
    StoredEvent,
    StoredNews,
)
from store import (
    deadlines,
    digests,
    events,
    extracting,
    history,
    holds,
    news,
    sequences,
    tellers,
)
from store.accounts import Accounts
from store.connection import Around, Connection
from store.consolidating import Consolidated, Matcher, consolidate
from store.crawl_side import CrawlSide, only_of
from store.delisting import Delisted, delist
from store.digests import Told
from store.extracting import Batch
from store.guarding import Guard
from store.joining_guard import JOINING, JoiningGuard
from store.notices import Notices
from store.readings import reading_of
from store.records import (
    EventCounts,
    Hold,
    Retention,
)
from store.retention import Pruning
from store.reviewing import refreshing
from store.reviewing.desk import Desk
from store.reviewing.source_desk import SourceDesk
from store.staff import Staff
from store.tellers import ToldSince
from store.vacuum import vacuum

_GUARD = Guard()


class Store(CrawlSide):
    """An open store. All methods raise StoreError where the file fails them.

    Clock values are arguments: date-times with a zone, kept in UTC. For one thread.
    """

    def __init__(self, connection: Connection, uid_authority: str) -> None:
        super().__init__(connection)
        self._authority = uid_authority
        self.staff = Staff(connection)
        """What staff decide."""
        self.desk = Desk(connection)
        """The same with a queue, versions and undo, for the review application."""
        self.accounts = Accounts(connection)
        """Who may use the review application, and their sessions."""
        self.source_desk = SourceDesk(connection)
        """What staff say of sources."""
        self.notices = Notices(connection)
        """Troubles, and which channel was told of them."""

    @classmethod
    def open(
        cls,
        path: Path,
        *,
        timeout: float = 30.0,
        uid_authority: str = "regioradar.example",
        make: bool = True,
        migrating: Around = lambda _first: nullcontext(),
    ) -> Self:
        """Open the file, making (where `make` is true) and migrating it where need be.

        `timeout` is how long a lock of another process is waited for, in seconds;
        `uid_authority` the domain in new UIDs. A file of an older program is migrated within
        `migrating`, which is given the first step and keeps a copy, say. Raises StoreError, one
        line that names the file, where it is locked, damaged, not ours, not writable or newer than
        the program.
        """
        return cls(Connection(path, timeout, make=make, migrating=migrating), uid_authority)

    @classmethod
    def frozen(cls, path: Path) -> Self:
        """Open a copy that nobody writes for reading, and leave nothing beside it.

        Raises StoreError, also where the copy is of an older program.
        """
        return cls(Connection.frozen(path), "")

    @property
    def stands(self) -> bool:
        """Whether the open file is still the one at its path, not moved away or replaced."""
        return self._connection.stands

    def close(self) -> None:
        """Close the file."""
        self._connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def rehearsal(self) -> AbstractContextManager[None]:
        """A block whose writing is seen within it and taken back at its end, as if it never was.

        Nobody else can write meanwhile.
        """
        return self._connection.rehearsal()

    def one_state(self) -> AbstractContextManager[object]:
        """A block all of whose reading sees one state of the store, whoever writes meanwhile."""
        return self._connection.reading()

    def at_once(self) -> AbstractContextManager[None]:
        """A block that does not wait for a lock: it raises BusyError at once."""
        return self._connection.at_once()

    def save_extractions(
        self,
        run_id: int,
        source_id: str,
        items: Iterable[tuple[int, Page, Extraction]],
        extractor_version: str,
        now: datetime,
        owners: Collection[str] = (),
        *,
        guard: Guard = _GUARD,
        released_by: str = "",
    ) -> EventCounts:
        """Write what the parsers read out of one source's pages, with its health row.

        `owners` are the names of the body behind the source, by which its own events are known.

        `items` is used up before the transaction begins, so it may read pages as it goes. Of two
        readings of one address, however spelled, the later version counts. What a page no longer
        tells is marked as missing there; a page with a problem of severity error takes nothing
        back. The visits of the last crawl get the verdicts of the pages that they brought.

        What is too much for the `guard` is held: nothing but the health row is written, and the
        pages stay unread. Where `released_by` names who let it through, nothing is held.
        """
        found = [reading_of(page_id, page, extraction) for page_id, page, extraction in items]
        only_of(source_id, (reading.page.source_id for reading in found))
        batch = Batch(
            run_id=run_id,
            source_id=source_id,
            found=sorted(found, key=lambda reading: reading.page_id),
            extractor_version=extractor_version,
            now=now,
            owners=owners,
            authority=self._authority,
            guard=guard,
            released_by=released_by,
        )
        with self._connection.writing() as db:
            return extracting.save_extractions(db, batch)

    def holds(self, source_id: str | None = None) -> tuple[Hold, ...]:
        """What the guard holds now, by source: of all sources or of one."""
        with self._connection.reading() as db:
            return holds.load(db, source_id)

    def consolidate(
        self, matcher: Matcher, now: datetime, gate: JoiningGuard = JOINING
    ) -> Consolidated:
        """Join what several sources tell of one event; only new and changed records are compared.

        To be called when all sources of a run have been read. Staff's word goes before the
        comparison's. What is too much for the guard of the `gate` stays apart.
        """
        with self._connection.writing() as db:
            return consolidate(db, matcher, now, gate)

    def delist(self, after: int, now: datetime) -> Delisted:
        """Mark the coming events that are gone from their sources for `after` healthy runs.

        To be called after `consolidate`. One that a page tells of again is unmarked at once.
        """
        with self._connection.writing() as db:
            return delist(db, after, now)

    def refresh_queue(self) -> int:
        """Work out the items of the queue that wait for it; how many there were.

        To be called at the end of a run and when the application starts.
        """
        return refreshing.refresh_all(self._connection)

    def changes(
        self, since: datetime | None = None, event_uid: str | None = None
    ) -> tuple[Change, ...]:
        """The history of events in the order it came: all of it, after `since`, or of one event."""
        with self._connection.reading() as db:
            return history.load(db, since, event_uid)

    def events(self, *, merged: bool = False) -> tuple[StoredEvent, ...]:
        """All events by first day, those without one last; or those that were `merged` away."""
        with self._connection.reading() as db:
            return events.load_merged(db) if merged else events.load_events(db)

    def catch_up(self, told: Mapping[str, int], now: datetime) -> None:
        """Let events by UID count on from a sequence under which they are known, and changed now.

        For a database that was put back to an older state than what is published of it.
        """
        with self._connection.writing(refers=False) as db:
            sequences.catch_up(db, told, now)

    def told_since(self, source_id: str) -> tuple[ToldSince, ...]:
        """Every event that a source tells or told of, and since when; quickly."""
        with self._connection.reading() as db:
            return tellers.told_since(db, source_id)

    def news(self) -> tuple[StoredNews, ...]:
        """All news, the latest first; those without a date come last."""
        with self._connection.reading() as db:
            return news.load_news(db)

    def deadlines(self, *, gone: bool = False) -> tuple[StoredDeadline, ...]:
        """The deadlines that still stand on their pages, or those that are `gone`, by day."""
        with self._connection.reading() as db:
            return deadlines.load_deadlines(db, gone=gone)

    def told(self) -> Told | None:
        """What the last mail to staff told; None before the first."""
        with self._connection.reading() as db:
            return digests.last(db)

    def save_told(self, told: Told) -> None:
        """Note what a mail to staff told; the notes on earlier ones go."""
        with self._connection.writing() as db:
            digests.save(db, told)

    def pruning(self, kept: Retention, today: date) -> Pruning:
        """What is not to be kept any more on `today` (Europe/Berlin): to be counted or deleted."""
        return Pruning(self._connection, kept, today)

    def vacuum(self) -> tuple[int, int]:
        """Give free room in the file back to the disk; its size in bytes before and after."""
        return vacuum(self._connection)
