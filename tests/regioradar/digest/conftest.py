"""A mail server on loopback, and items for a digest."""

import sys
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from model import Event, HealthState, Place, When
from regioradar.digest import decide
from regioradar.health import Reason, SourceHealth
from store import QueueItem, Tab, Told, Why

sys.path.append(str(Path(__file__).resolve().parents[1]))  # for the module above this folder

from mail_server import certificate, config, start, tls

__all__ = ["certificate", "config", "start", "tls"]

NOW = datetime(2026, 3, 2, 6, tzinfo=UTC)
TODAY = date(2026, 3, 2)


@pytest.fixture
def item() -> Callable[..., QueueItem]:
    """An item of the queue."""

    def make(uid: str = "a@radar.example", *tabs: Tab, **fields: Any) -> QueueItem:
        event = Event(
            name=fields.pop("name", "Fachtag Dorfladen"),
            when=When(start=date(2026, 3, 9)),
            locations=(Place(name="Rathaus", address_locality="Gera"),),
        )
        values = {
            "uid": uid,
            "version": "1",
            "event": event,
            "source_ids": ("amt",),
            "tabs": frozenset(tabs or (Tab.NEW,)),
            "reasons": (Why.YEAR_INFERRED,),
            "doubt": 0.5,
            "need": 0.5,
            "published": True,
            "sampled": False,
            "created": NOW,
            **fields,
        }
        return QueueItem(**values)

    return make


@pytest.fixture
def health() -> Callable[..., SourceHealth]:
    """The health of a source."""

    def make(source_id: str, state: HealthState, verdict: str = "") -> SourceHealth:
        reason = Reason(verdict=verdict, url="https://a.example/", evidence="", command="")
        return SourceHealth(source_id=source_id, state=state, reasons=(reason,) if verdict else ())

    return make


@pytest.fixture
def digest():
    """What is told of items and sources after what was told before."""

    def make(items=(), healths=(), before: Told | None = None, now: datetime = NOW):
        return decide(list(items), healths, before, now=now, today=TODAY)

    return make
