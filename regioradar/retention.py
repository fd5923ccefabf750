"""The retention of the configuration in the store's words, and carrying it out, within a time."""

import time
from collections.abc import Iterable
from datetime import date

from regioradar.config import RetentionConfig
from store import Pruned, Retention, Store

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
    )


def pruned_on_run(store: Store, config: RetentionConfig, today: date) -> tuple[Pruned, ...]:
    """Delete at the end of a run what is not to be kept any more, for a minute at most."""
    if not config.on_run:
        return ()
    return summed(store.pruning(retention_of(config), today).carry_out(), _ON_RUN)


def summed(steps: Iterable[Pruned], seconds: float | None = None) -> tuple[Pruned, ...]:
    """Carry out the steps, for `seconds` at most, and sum them up by kind.

    What is left over then is for the next time.
    """
    end = time.monotonic() + seconds if seconds is not None else None
    sums: dict[str, Pruned] = {}
    for step in steps:
        before = sums.get(step.kind)
        sums[step.kind] = Pruned(
            kind=step.kind,
            rows=step.rows + (before.rows if before else 0),
            size=step.size + (before.size if before else 0),
        )
        if end is not None and time.monotonic() >= end:
            break
    return tuple(sums.values())


def to_json(pruned: Iterable[Pruned]) -> list[dict[str, str | int]]:
    """What went by kind, with the bytes of what it held."""
    return [{"kind": one.kind.value, "rows": one.rows, "bytes": one.size} for one in pruned]
