"""The health of sources as the application shows it: in German, worked out once a run."""

from datetime import UTC, datetime, timedelta

import pytest

from model import HealthState
from regioradar.clock import Clock
from regioradar.reviewing import health
from store import Store

NOON = datetime(2026, 3, 2, 11, tzinfo=UTC)


@pytest.fixture
def asked(monkeypatch):
    """How often all was worked out."""
    calls = []
    inner = health.gathered

    def gathered(*args):
        calls.append(args)
        return inner(*args)

    monkeypatch.setattr(health, "gathered", gathered)
    return calls


def test_it_is_told_in_german_and_worked_out_once_a_run(catalogue, tmp_path, asked):
    sources = health.HealthOfSources(catalogue.sources, Clock(NOON))
    with Store.open(tmp_path / "x.sqlite") as store:
        first = sources(store)
        assert sources(store) is first
        assert set(first) == {"alpha", "beta", "netz"}, "what is disabled is not told of"
        assert first["alpha"].state is HealthState.UNKNOWN
        assert first["alpha"].sentences == ("Wurde noch nicht gelesen.",)

        run = store.start_run(NOON)
        assert sources(store) is not first
        assert len(asked) == 2
        store.finish_run(run, NOON + timedelta(minutes=1), 0, {})
        sources(store)
        sources(store)
        assert len(asked) == 3
