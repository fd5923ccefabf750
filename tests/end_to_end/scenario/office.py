"""The people who run the program: staff at their desk, and the operator of the machine."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, time
from typing import Any

import pytest

import parsers
from model import Correction, Life, StoredEvent
from regioradar import pipeline
from regioradar.joining import EventMatcher
from regioradar.surroundings import Surroundings
from scenario.driver import Driver
from scenario.notices import BERLIN
from scenario.subscriber import Subscriber
from store import Decided, RejectReason, Store

BY = "redaktion"


class KilledError(Exception):
    """The run was killed in the middle."""


@dataclass
class Office:
    """What people do in the morning before the run, with events named by alias."""

    driver: Driver
    subscriber: Subscriber
    monkeypatch: pytest.MonkeyPatch

    @property
    def now(self) -> datetime:
        """An hour before the run."""
        return datetime.combine(self.driver.world.today, time(5), BERLIN).astimezone(UTC)

    def uid(self, alias: str) -> str:
        return self.subscriber.uids[alias]

    # --- Staff ----------------------------------------------------------------------------------

    def join(self, one: str, other: str) -> Decided:
        """Two events are one."""
        with self._store() as store:
            uids = self.uid(one), self.uid(other)
            return store.staff.join(*uids, self._matcher, by=BY, now=self.now)

    def keep_apart(self, one: str, other: str) -> Decided:
        """Two events are not the same."""
        with self._store() as store:
            uids = self.uid(one), self.uid(other)
            return store.staff.keep_apart(*uids, self._matcher, by=BY, now=self.now)

    def split(self, alias: str, source_id: str) -> Decided:
        """What a source tells is another event."""
        with self._store() as store:
            return store.staff.split(self.uid(alias), source_id, self._matcher, by=BY, now=self.now)

    def approve(self, title: str) -> None:
        """An event that is in no file yet is to be published; staff know it by its title."""
        with self._store() as store:
            (found,) = [e for e in store.events() if e.event.name == title and not e.event.publish]
            store.staff.approve(found.uid, by=BY, now=self.now)

    def reject(self, alias: str, reason: RejectReason) -> None:
        """An event is not to be published."""
        with self._store() as store:
            store.staff.reject(self.uid(alias), reason, by=BY, now=self.now)

    def correct(self, alias: str, values: Mapping[str, Any]) -> None:
        """Set values in place of what the pages say."""
        with self._store() as store:
            store.staff.correct(self.uid(alias), values, by=BY, now=self.now)

    def withdraw_correction(self, alias: str, name: str) -> None:
        """The pages' value stands again."""
        with self._store() as store:
            store.staff.withdraw_correction(self.uid(alias), name, by=BY, now=self.now)

    def corrections(self, alias: str) -> tuple[Correction, ...]:
        """What staff set of an event, and whether its pages have moved away from it."""
        return self.stored(alias).corrections

    def life(self, alias: str) -> Life:
        """Where an event stands."""
        return self.stored(alias).life(self.driver.world.today)

    def stored(self, alias: str) -> StoredEvent:
        """An event as staff see it."""
        with self._store() as store:
            return next(e for e in store.events() if self.uid(alias) in (e.uid, *e.former_uids))

    # --- The operator ---------------------------------------------------------------------------

    def held(self) -> set[str]:
        """The sources of which something is held."""
        with self._store() as store:
            return {hold.source_id for hold in store.holds()}

    def release(self, source_id: str) -> None:
        """Let through what is held of a source, an hour before the run."""
        self.driver.release(source_id, BY)

    def upgrade(self, version: str) -> None:
        """A new version of the program reads all pages again."""
        self.monkeypatch.setattr(parsers, "EXTRACTOR_VERSION", version)

    def kill_before(self, stage: str) -> None:
        """Today's run is killed before that stage of the pipeline, and started once more."""

        def killed(*_: Any, **__: Any) -> None:
            raise KilledError

        with self.monkeypatch.context() as patch:
            patch.setattr(pipeline, stage, killed)
            with pytest.raises(KilledError):
                self.driver.run(self.monkeypatch)

    def _store(self) -> Store:
        return Store.open(self.driver.database)

    @property
    def _matcher(self) -> EventMatcher:
        return EventMatcher(Surroundings(self.driver.sources))
