"""Scenes that are pruned: to what day something is kept, and what went."""

from collections import Counter
from datetime import date, timedelta
from typing import Any

import pytest

from store import PrunedKind, Retention, Store

DAYS = Retention(bodies_without_event=30, bodies_with_event=365)


def prune(store: Store, today: date, days: Retention) -> dict[PrunedKind, int]:
    """Prune and sum up what went, held against what was foretold."""
    pruning = store.pruning(days, today)
    due, gone = Counter[PrunedKind](), Counter[PrunedKind]()
    for pruned in pruning.due():
        due[pruned.kind] += pruned.rows
    for pruned in pruning.carry_out():
        gone[pruned.kind] += pruned.rows
    assert gone == due
    return {kind: rows for kind, rows in gone.items() if rows}


def kept(store: Store) -> list[tuple[str, date]]:
    """Address and day of fetching of the versions that still have their body."""
    versions = store.pages(versions=True)
    return [(page.url, page.fetched_at.date()) for page in versions if page.has_body]


def goes_after(store: Store, last: date) -> bool:
    """Whether the one body there is stays until the end of `last`, and goes with the next day."""
    assert prune(store, last, DAYS) == {}
    return prune(store, last + timedelta(days=1), DAYS) == {PrunedKind.BODIES: 1}


@pytest.fixture
def scene(scene: Any) -> Any:
    """A scene that is pruned by the usual days unless others are named."""
    scene.prune = lambda today, days=DAYS: prune(scene.store, today, days)
    scene.kept = lambda: kept(scene.store)
    scene.goes_after = lambda last: goes_after(scene.store, last)
    return scene
