"""How a run says that it ended: the ping, the alarm, the figures."""

import pytest
from click.testing import CliRunner

import regioradar.commands.run as run_command
from regioradar.cli import main
from regioradar.clock import Clock
from regioradar.lock import single_run

pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])


def test_a_run_that_did_its_work_pings_and_leaves_its_figures(office):
    (office.folder / "sources" / "kaputt.toml").write_text("id = 1")
    office.night(code=1)
    assert office.watch.asked == ["/ping/geheim"]
    figures = office.figures
    assert (figures["last_run_exit_code",], figures["last_run_success",]) == (1, 1)
    assert figures["source_pages", "alpha"] == 1
    assert figures["published_events",] == 5
    assert figures["source_health", "alpha", "well"] == 1
    assert figures["troubles", "source_file"] == 1
    assert figures["database_size_bytes",] > 0
    stages = {key[1] for key in figures if key[0] == "last_run_duration_seconds"}
    assert stages == {"crawl", "read", "publish"}


def test_health_is_told_of_sources_that_the_run_did_not_take(office):
    office.pages["alpha"] = {}
    office.night()
    office.night("--kind", "network")
    assert office.figures["source_health", "alpha", "broken"] == 1
    assert ("source_pages", "alpha") not in office.figures


def test_a_run_for_single_sources_says_nothing_of_the_nightly_one(office):
    office.night("--source", "alpha")
    assert office.watch.asked == []
    assert not office.metrics.exists()


def test_where_nothing_could_be_published_the_alarm_is_asked_for(office):
    office.night()
    (office.folder / "var" / "regioradar.sqlite").unlink()
    office.pages.clear()
    office.night(code=3)
    assert office.watch.asked == ["/ping/geheim", "/fail/geheim"]
    assert office.figures["last_run_exit_code",] == 3
    assert office.figures["last_run_published",] == 0
    assert ("broken", "") in office.hooked[-1]


def test_an_unusable_database_is_an_alarm_and_the_last_figures_stay(office):
    office.night()
    (office.folder / "var" / "regioradar.sqlite").write_bytes(b"kaputt" * 1000)
    office.night(code=5)
    assert office.watch.asked == ["/ping/geheim", "/fail/geheim"]
    figures = office.figures
    assert (figures["last_run_exit_code",], figures["last_run_success",]) == (5, 0)
    assert figures["source_pages", "alpha"] == 1


def test_a_bug_is_an_alarm_and_stays_loud(office, monkeypatch):
    def bug(*_):
        raise ZeroDivisionError

    monkeypatch.setattr(run_command, "run_job", bug)
    result = CliRunner().invoke(main, ["run"])
    assert isinstance(result.exception, ZeroDivisionError)
    assert office.watch.asked == ["/fail/geheim"]
    assert office.figures["last_run_exit_code",] == 1
    assert office.figures["last_run_success",] == 0


def test_of_a_run_that_never_began_or_was_stopped_nothing_is_said(office, monkeypatch):
    with single_run(office.folder / "var" / "regioradar.sqlite.lock", Clock().now()):
        office.night(code=4)

    def stopped(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr(run_command, "run_job", stopped)
    office.night(code=130)
    assert office.watch.asked == []
    assert not office.metrics.exists()


def test_crawl_and_publish_alone_tell_nobody(office):
    office.pages["alpha"] = {}
    for half, code in (("crawl", 1), ("publish", 0)):
        assert CliRunner().invoke(main, [half, "--today", "2026-03-01"]).exit_code == code
    assert (office.hooked, office.mails, office.watch.asked) == ([], [], [])


def test_a_watch_that_answers_badly_costs_a_line_without_the_secret(office):
    office.watch.answers = [404]
    result = office.night()
    line = f"regioradar: notify.ping_url: {office.watch.address}/…: answered 404"
    assert line in result.stderr.splitlines()
    assert "geheim" not in result.output


def test_a_database_that_is_busy_when_all_is_done_costs_a_line(office, monkeypatch):
    from model import BusyError  # as the store says it

    def busy(*_):
        raise BusyError("r.sqlite: the database is locked")

    office.pages["alpha"] = {}
    with monkeypatch.context() as patch:
        patch.setattr("store.notices.Notices.save", busy)
        result = office.night()
    assert "regioradar: notify: r.sqlite: the database is locked" in result.stderr
    assert office.watch.asked == ["/ping/geheim"]
    office.night()
    assert office.hooked == [[("broken", "alpha")]]


# --- regioradar notify ------------------------------------------------------------------------
