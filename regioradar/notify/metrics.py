"""The figures of a run as a text file for Prometheus (exposition format 0.0.4), written whole.

Names follow Prometheus' conventions: base units, and all are gauges, because they are of one run.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from importlib.metadata import version
from pathlib import Path
from typing import TypeVar

from prometheus_client import CollectorRegistry, Metric, write_to_textfile
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.parser import text_string_to_metric_families
from prometheus_client.registry import Collector

from model import HealthState, RegioRadarError, Severity
from regioradar.notify.troubles import Kind
from regioradar.outcome import Outcome

_PREFIX = "regioradar_"
_Labels = TypeVar("_Labels", bound=tuple[str, ...])
_LAST_SUCCESS = f"{_PREFIX}last_success_timestamp_seconds"


class MetricsError(RegioRadarError):
    """The file could not be written; names it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class End:
    """How a run ended, at `now` (UTC). `outcome` is None where it broke off before there was one.

    `exit_code` is that of the process, `good` whether the run did its work. `size` is that of the
    database in bytes, None where there is none.
    """

    now: datetime
    exit_code: int
    good: bool
    outcome: Outcome | None = None
    size: int | None = None


def write_metrics(file: Path, end: End) -> None:
    """Write the figures of a run, through a file beside it that takes its place.

    Of a run that broke off only its end is known; all else stays as the last run left it. Raises
    MetricsError.
    """
    registry = CollectorRegistry()
    registry.register(_Fixed({**_standing(file, end), **_named(_of_end(end)), **_named(_of(end))}))
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        write_to_textfile(str(file), registry)
    except OSError as error:
        raise MetricsError(f"{file}: cannot be written: {error.strerror or error}") from error


class _Fixed(Collector):
    """Families that are ready."""

    def __init__(self, families: Mapping[str, Metric]) -> None:
        self._families = families

    def collect(self) -> Iterable[Metric]:
        """All of them."""
        return self._families.values()


def _named(families: Iterable[Metric]) -> dict[str, Metric]:
    return {family.name: family for family in families}


def _standing(file: Path, end: End) -> dict[str, Metric]:
    """What of the standing file stays: after a whole run the time of the last success alone."""
    try:
        text = file.read_text(encoding="utf-8")
        families = _named(text_string_to_metric_families(text))
    except (OSError, ValueError):
        return {}  # none yet, or not ours: what is written now is whole all the same
    kept = (name for name in families if end.outcome is None or name == _LAST_SUCCESS)
    return {name: families[name] for name in kept if name.startswith(_PREFIX)}


def _gauge(
    name: str,
    words: str,
    values: Mapping[_Labels, float],
    labels: tuple[str, ...] = (),
) -> Metric:
    family = GaugeMetricFamily(_PREFIX + name, words, labels=labels)
    for key, value in values.items():
        family.add_metric(key, value)
    return family


def _one(name: str, words: str, value: float) -> Metric:
    return _gauge(name, words, {(): value})


def _of_end(end: End) -> Iterator[Metric]:
    at = end.now.timestamp()
    yield _gauge(
        "build_info", "The program that ran last.", {(version("regioradar"),): 1}, ("version",)
    )
    yield _one("last_run_timestamp_seconds", "When the last run ended.", at)
    yield _one("last_run_exit_code", "Exit code of the last run.", end.exit_code)
    yield _one(
        "last_run_success", "Whether the last run did its work (exit code 0 or 1).", end.good
    )
    if end.good:
        yield _one("last_success_timestamp_seconds", "When the last run that did so ended.", at)
    if end.size is not None:
        yield _one("database_size_bytes", "Size of the database file.", end.size)


def _of(end: End) -> Iterator[Metric]:
    if end.outcome is None:
        return
    outcome = end.outcome
    yield _gauge(
        "last_run_duration_seconds",
        "How long each stage of the last run took.",
        {(stage,): seconds for stage, seconds in outcome.laps.seconds.items()},
        ("stage",),
    )
    yield from _of_sources(outcome)
    yield from _of_feeds(outcome)
    yield from _of_troubles(outcome)


def _of_sources(outcome: Outcome) -> Iterator[Metric]:
    sources = outcome.sources.values()
    label = ("source",)
    for name, words, figure in (
        ("source_pages", "Pages that were answered or said to be unchanged.", "pages"),
        ("source_new_pages", "Pages that were never seen before.", "new"),
        ("source_changed_pages", "Pages with another body than last time.", "changed"),
        ("source_read_pages", "Pages that went through the parsers.", "read"),
        ("source_requests", "Requests that were sent.", "requests"),
    ):
        values = {(s.source_id,): float(getattr(s, figure)) for s in sources}
        yield _gauge(name, f"{words} In the last run.", values, label)
    events = {(s.source_id,): float(s.events) for s in sources if s.events is not None}
    yield _gauge("source_events", "Events that a source's pages tell.", events, label)
    problems = {
        (s.source_id, severity.value): float(sum(p.severity is severity for p in s.problems))
        for s in sources
        for severity in Severity
    }
    words = "Problems of a source in the last run."
    yield _gauge("source_problems", words, problems, ("source", "severity"))
    states = outcome.told.states if outcome.told is not None else {}
    health = {
        (source_id, state.value): float(state is known)
        for source_id, known in sorted(states.items())
        for state in HealthState
    }
    words = "1 for the state of health that a source is in, also one that the run did not take."
    yield _gauge("source_health", words, health, ("source", "state"))


def _of_feeds(outcome: Outcome) -> Iterator[Metric]:
    done = outcome.published
    yield _one("last_run_published", "Whether the last run published.", done is not None)
    if done is None:
        return
    files = {
        ("written",): float(len(done.written)),
        ("unchanged",): float(len(done.unchanged)),
        ("removed",): float(len(done.removed)),
    }
    yield _gauge("feed_files", "Published files, by what the run did.", files, ("turn",))
    yield _one("published_events", "Events that have a page.", outcome.events_published)


def _of_troubles(outcome: Outcome) -> Iterator[Metric]:
    if outcome.told is None:
        return
    counts = Counter(trouble.kind for trouble in outcome.told.open)
    troubles = {(kind.value,): float(counts[kind.value]) for kind in Kind}
    yield _gauge("troubles", "Troubles that last.", troubles, ("kind",))
    failed = {(name,): float(bool(fault)) for name, fault in outcome.told.faults.items()}
    words = "Whether the last notices could not be delivered."
    yield _gauge("notify_failed", words, failed, ("channel",))
