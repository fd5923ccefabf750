"""The retention of the configuration in the store's words, and carrying it out, within a time."""

import time
from collections import Counter
from collections.abc import Iterable
from datetime import date

from regioradar.config_sections import RetentionConfig
from store import Pruned, PrunedKind, Retention, Store

_ON_RUN = 60.0
"""Seconds; the first time after years takes several runs."""


def retention_of(config: RetentionConfig) -> Retention:
    """The days of the configuration as the store takes them."""
    return Retention(
        bodies_without_event=config.bodies_without_event_days,
        bodies_with_event=config.bodies_with_event_days,
        addresses=config.addresses_days,
        problems=config.problems_days,
        runs=config.runs_days,
        staff_names=config.staff_names_days,
    )


def pruned_on_run(store: Store, config: RetentionConfig, today: date) -> tuple[Pruned, ...]:
    """Delete at the end of a run what is not to be kept any more, for a minute at most."""
    if not config.on_run:
        return ()
    return summed(store.pruning(retention_of(config), today).carry_out(), _ON_RUN)


def summed(steps: Iterable[Pruned], seconds: float | None = None) -> tuple[Pruned, ...]:
    """Sum up by kind what goes with the steps, which this carries out, for `seconds` at most.

    What is left over then is for the next time. Kinds of which nothing goes are left out.
    """
    end = time.monotonic() + seconds if seconds is not None else None
    rows, sizes = Counter[PrunedKind](), Counter[PrunedKind]()
    for step in steps:
        rows[step.kind] += step.rows
        sizes[step.kind] += step.size
        if end is not None and time.monotonic() >= end:
            break
    return tuple(
        Pruned(kind=kind, rows=count, size=sizes[kind]) for kind, count in rows.items() if count
    )


def to_json(pruned: Iterable[Pruned]) -> list[dict[str, str | int]]:
    """What went by kind, with the bytes of what it held."""
    return [{"kind": one.kind.value, "rows": one.rows, "bytes": one.size} for one in pruned]
