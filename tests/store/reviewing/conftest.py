"""A scene whose staff sit at the desk: they see a version, and decide of what they saw."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import pytest

from store import Decided, Sheet, TrustRules, Undecided

TODAY = date(2026, 1, 7)


@dataclass
class Office:
    """Reviewers before one store. Each deed takes place a minute after the last."""

    scene: Any

    @property
    def desk(self) -> Any:
        return self.scene.store.desk

    def uid(self, name: str) -> str:
        """The one event of that name."""
        (found,) = [each.uid for each in self.scene.store.events() if each.event.name == name]
        return str(found)

    def sheet(self, uid: str) -> Sheet:
        sheet = self.desk.sheet(uid, TODAY, self.scene.now)
        assert isinstance(sheet, Sheet)
        return sheet

    def version(self, uid: str) -> str:
        return self.sheet(uid).item.version

    def published(self, uid: str) -> Any:
        """The event as readers see it."""
        return self.sheet(uid).stored.event

    def _signed(self, by: str) -> dict[str, Any]:
        self.scene.now += timedelta(minutes=1)
        return {"by": by, "now": self.scene.now}

    def do(self, deed: str, uid: str, *more: Any, by: str = "Paula", **values: Any) -> Decided:
        """A deed on one event as it stands now."""
        version = values.pop("version", None) or self.version(uid)
        if deed == "split":
            more = (*more, self.scene.matcher)
        done = getattr(self.desk, deed)(uid, version, *more, **self._signed(by), **values)
        assert isinstance(done, Decided)
        return done

    def pair(self, deed: str, one: str, other: str, *, by: str = "Paula", **values: Any) -> Decided:
        """A deed on two events as they stand now."""
        versions = values.pop("versions", None) or (self.version(one), self.version(other))
        done = getattr(self.desk, deed)(
            one, other, versions, self.scene.matcher, **self._signed(by), **values
        )
        assert isinstance(done, Decided)
        return done

    def approve_many(self, *uids: str, least: float = 0.8, by: str = "Paula") -> Decided:
        seen = [(uid, self.version(uid)) for uid in uids]
        done = self.desk.approve_many(seen, least=least, **self._signed(by))
        assert isinstance(done, Decided)
        return done

    def undo(self, act: int, *, by: str = "Paula") -> Decided:
        done = self.desk.undo(act, self.scene.matcher, **self._signed(by))
        assert isinstance(done, Decided)
        return done

    def sample(self, share: float) -> None:
        """Have so many of all events drawn at random."""
        self.desk.refresh_trust(TrustRules(sample=share), self.scene.now)
        self.scene.store.refresh_queue()

    def state(self) -> dict[str, Any]:
        """All that holds: events as published, where records belong, staff's words, the queue.

        Not how often and when something changed: that only ever grows.
        """
        self.scene.store.refresh_queue()
        read = self.scene.rows
        grown = ("sequence", "last_modified", "changed_at", "content_hash")
        return {
            "events": [
                {name: value for name, value in row.items() if name not in grown}
                for row in read("SELECT * FROM events WHERE merged_into IS NULL ORDER BY uid")
            ],
            "records": read("SELECT uid, event_uid FROM records ORDER BY uid"),
            "decisions": read(
                "SELECT id, kind, record_uid, other_uid, reason, note, by, at FROM decisions "
                "WHERE withdrawn_at IS NULL ORDER BY id"
            ),
            "corrections": read(
                "SELECT id, record_uid, field, value, base, note, by, at FROM corrections "
                "WHERE withdrawn_at IS NULL ORDER BY id"
            ),
            "reviews": read("SELECT id FROM reviews WHERE undone_at IS NULL ORDER BY id"),
            "postponements": read("SELECT * FROM postponements ORDER BY event_uid"),
            "items": [
                {name: value for name, value in row.items() if name != "version"}
                for row in read("SELECT * FROM review_items ORDER BY event_uid")
            ],
        }

    def hold(self, new: bool) -> None:
        """Have what is new from now on wait for a person, or not; nothing is drawn at random."""
        undecided = Undecided.HOLD if new else Undecided.PUBLISH
        rules = TrustRules(sample=0.0, undecided=undecided)
        self.desk.refresh_trust(rules, self.scene.now)
        self.scene.store.refresh_queue()

    def account(self, act: int) -> set[tuple[str, str, Any, Any]]:
        """The lines of an act: event, field, before, after."""
        sql = "SELECT event_uid, field, before, after FROM audit WHERE act = ?"
        return {
            (row["event_uid"], row["field"], _plain(row["before"]), _plain(row["after"]))
            for row in self.scene.rows(sql, act)
        }


def _plain(text: str) -> Any:
    value = json.loads(text)
    return value if isinstance(value, str | int | None) else text


@pytest.fixture
def office(scene: Any) -> Office:
    """Reviewers before an empty store, of which nothing is drawn at random."""
    found = Office(scene)
    found.sample(0.0)
    return found


@pytest.fixture
def approved(scene: Any, told: Callable[..., Any], event: Callable[..., Any]) -> Any:
    """The scene with one event of one page, approved."""
    scene.run({"https://region.localhost/termine/konferenz": told(event())})
    scene.decide("approve", scene.only.uid)
    return scene


@pytest.fixture
def pages(
    office: Office, told: Callable[..., Any], event: Callable[..., Any]
) -> Callable[..., Office]:
    """Crawls pages of the source "region" with an event each, the first at /1."""

    def play(*events: Any, source: str = "region") -> Office:
        office.scene.run(
            {
                f"https://{source}.localhost/{number}": told(one)
                for number, one in enumerate(events, 1)
            },
            source=source,
        )
        return office

    return play
