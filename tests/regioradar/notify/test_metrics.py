"""The file for Prometheus, read back with its own parser."""

from datetime import UTC, datetime, timedelta

import pytest
from prometheus_client.parser import text_string_to_metric_families

from model import HealthState, Problem, ProblemKind, Severity
from regioradar.notify.metrics import End, MetricsError, write_metrics
from regioradar.notify.telling import Told
from regioradar.outcome import Outcome
from regioradar.publishing import Published

NOW = datetime(2026, 3, 2, 6, tzinfo=UTC)
STRANGE = 'strange"\\\nid'


@pytest.fixture
def outcome(tmp_path, trouble):
    made = Outcome(
        published=Published(
            folder=tmp_path, written=("a", "b"), unchanged=("c",), removed=()
        ),
        events_published=412,
        told=Told(
            open=(trouble(),),
            faults={"hook": "", "mail": "mail server: refused"},
            states={"alpha": HealthState.BROKEN, "netz": HealthState.PAUSED},
        ),
    )  # fmt: skip
    alpha = made.of("alpha")
    alpha.pages, alpha.new, alpha.changed, alpha.read, alpha.events = 17, 3, 2, 5, 9
    alpha.problems = [
        Problem(kind=ProblemKind.EMPTY, message="m", severity=Severity.ERROR),
        Problem(kind=ProblemKind.EMPTY, message="m", severity=Severity.WARNING),
        Problem(kind=ProblemKind.EMPTY, message="m", severity=Severity.WARNING),
    ]
    made.of(STRANGE).requests = 4
    made.laps.end("crawl")
    made.laps.end("read")
    return made


@pytest.fixture
def file(tmp_path):
    return tmp_path / "new" / "folder" / "regioradar.prom"


def end(outcome=None, *, days=0, code=0, good=True, size=4096):
    now = NOW + timedelta(days=days)
    return End(now=now, exit_code=code, good=good, outcome=outcome, size=size)


def families(file):
    return list(text_string_to_metric_families(file.read_text(encoding="utf-8")))


def samples(file):
    return {
        (sample.name.removeprefix("regioradar_"), *sample.labels.values()): sample.value
        for family in families(file)
        for sample in family.samples
    }


def test_the_figures_of_a_run(file, outcome):
    write_metrics(file, end(outcome))
    found = samples(file)
    expected = {
        ("last_run_timestamp_seconds",): NOW.timestamp(),
        ("last_success_timestamp_seconds",): NOW.timestamp(),
        ("last_run_exit_code",): 0,
        ("last_run_success",): 1,
        ("last_run_published",): 1,
        ("database_size_bytes",): 4096,
        ("source_pages", "alpha"): 17,
        ("source_new_pages", "alpha"): 3,
        ("source_changed_pages", "alpha"): 2,
        ("source_read_pages", "alpha"): 5,
        ("source_requests", STRANGE): 4,
        ("source_events", "alpha"): 9,
        ("source_problems", "error", "alpha"): 1,
        ("source_problems", "warning", "alpha"): 2,
        ("source_health", "alpha", "broken"): 1,
        ("source_health", "alpha", "well"): 0,
        ("source_health", "netz", "paused"): 1,
        ("feed_files", "written"): 2,
        ("feed_files", "unchanged"): 1,
        ("feed_files", "removed"): 0,
        ("published_events",): 412,
        ("troubles", "source_broken"): 1,
        ("troubles", "held"): 0,
        ("notify_failed", "hook"): 0,
        ("notify_failed", "mail"): 1,
    }
    assert {key: found.get(key) for key in expected} == expected
    assert ("source_events", STRANGE) not in found
    assert found["last_run_duration_seconds", "crawl"] >= 0
    assert found["last_run_duration_seconds", "read"] >= 0


def test_names_types_and_help_are_as_prometheus_wants_them(file, outcome):
    write_metrics(file, end(outcome))
    for family in families(file):
        assert family.name.startswith("regioradar_")
        assert family.type == "gauge"
        assert family.documentation
        assert not family.name.endswith(("_total", "_count", "_sum", "_bucket"))
        if "timestamp" in family.name or "duration" in family.name:
            assert family.name.endswith("_seconds")
        # A time stamp within would make node_exporter refuse the whole file.
        assert all(sample.timestamp is None for sample in family.samples)


def test_nothing_but_the_file_stays_in_the_folder(file, outcome):
    write_metrics(file, end(outcome))
    write_metrics(file, end(outcome, days=1))
    assert [one.name for one in file.parent.iterdir()] == [file.name]


def test_of_a_run_that_broke_off_the_end_is_told_and_all_else_stays(file, outcome):
    write_metrics(file, end(outcome))
    before = samples(file)
    write_metrics(file, end(days=1, code=5, good=False, size=None))
    after = samples(file)
    changed = {key for key in before if after.get(key) != before[key]}
    assert changed == {
        ("last_run_timestamp_seconds",),
        ("last_run_exit_code",),
        ("last_run_success",),
    }
    assert after["last_run_exit_code",] == 5
    assert after["last_success_timestamp_seconds",] == NOW.timestamp()
    assert after["source_requests", STRANGE] == 4


def test_what_a_whole_run_does_not_know_any_more_goes(file, outcome):
    write_metrics(file, end(outcome))
    outcome.sources.pop(STRANGE)
    outcome.published = None
    write_metrics(file, end(outcome, days=1, code=3, good=False))
    found = samples(file)
    assert ("source_requests", STRANGE) not in found
    assert ("published_events",) not in found
    assert found["last_run_published",] == 0
    assert found["last_success_timestamp_seconds",] == NOW.timestamp()


@pytest.mark.parametrize("standing", [b"no metrics { at all", b"\xff\xfe", b""])
def test_a_file_that_is_not_ours_gives_way(file, outcome, standing):
    file.parent.mkdir(parents=True)
    file.write_bytes(standing)
    write_metrics(file, end(code=5, good=False))
    assert samples(file)["last_run_exit_code",] == 5


def test_a_file_that_cannot_be_written_is_one_line_and_leaves_nothing(tmp_path, outcome):
    folder = tmp_path / "regioradar.prom"
    folder.mkdir()
    with pytest.raises(MetricsError, match=r"regioradar\.prom: cannot be written: Is a directory"):
        write_metrics(folder, end(outcome))
    assert [one.name for one in tmp_path.iterdir()] == [folder.name]
