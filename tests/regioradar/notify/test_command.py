"""Nights of `regioradar run`, and `regioradar notify`: the crawl is played, all else is real."""

import json
import sys
from datetime import UTC, date, datetime
from email import message_from_bytes
from email.policy import default
from pathlib import Path

import pytest
from click.testing import CliRunner
from prometheus_client.parser import text_string_to_metric_families

import regioradar.commands.run as run_command
from regioradar.cli import main
from regioradar.clock import Clock
from regioradar.config import load
from regioradar.lock import single_run
from regioradar.notify.channels import call_hook
from regioradar.notify.deciding import Event, Notice

pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])
GOOD = {"/a": "TERMIN 2026-09-06 Markttag"}


class Office:
    """The program in a folder with some sources, and all that it may tell somebody through."""

    def __init__(self, folder, server, program, watch, pages):
        self.folder, self.server, self.program, self.watch = folder, server, program, watch
        self.pages = pages
        self.nights = 0
        self.metrics = folder / "metrics" / "regioradar.prom"
        self.write(
            f'command = ["{program.file}"]\nmail = true\nping_url = "{watch.address}/ping/geheim"\n'
            f'ping_fail_url = "{watch.address}/fail/geheim"\nmetrics_file = "{self.metrics}"\n'
        )

    def write(self, notify):
        (self.folder / "regioradar.toml").write_text(
            'sources_dir = "sources"\ncontact = "a@example.org"\n[mail]\nsecurity = "none"\n'
            f'to = "erika@amt.example"\nsender = "radar@amt.example"\nhost = "127.0.0.1"\n'
            f"port = {self.server.port}\ntimeout = 5\n[notify]\n{notify}",
            encoding="utf-8",
        )

    def night(self, *options, code=None):
        """Run the program a day later; gives the result. None: whatever comes of the sources."""
        self.nights += 1
        day = date(2026, 3, self.nights).isoformat()
        result = CliRunner().invoke(main, ["run", "--all", *options, "--today", day])
        assert isinstance(result.exception, SystemExit | None), result.exception
        assert result.exit_code in ((0, 1) if code is None else (code,)), result.output
        return result

    def ask(self, *command, code=0):
        result = CliRunner().invoke(main, ["notify", *command])
        assert result.exit_code == code, result.output
        return result

    @property
    def hooked(self):
        """What the program was told: for each call the events with their subjects."""
        return [
            [(notice["event"], notice["subject"]) for notice in told["notices"]]
            for told in self.program.told
        ]

    @property
    def mails(self):
        return [message_from_bytes(m.content, policy=default) for m in self.server.box.mails]

    @property
    def subjects(self):
        return [mail["Subject"] for mail in self.mails]

    @property
    def figures(self):
        text = self.metrics.read_text(encoding="utf-8")
        return {
            (sample.name.removeprefix("regioradar_"), *sample.labels.values()): sample.value
            for family in text_string_to_metric_families(text)
            for sample in family.samples
        }


@pytest.fixture
def office(start, play_nights, plain_parser, write_source, tmp_path, program, watch, monkeypatch):
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    pages = {}
    for source_id in ("alpha", "beta", "gamma", "delta", "netz"):
        write_source(source_id)
        pages[source_id] = dict(GOOD)
    play_nights(pages)
    return Office(tmp_path, start(), program, watch, pages)


def test_cron_hears_of_a_break_once_and_of_its_end_once(office):
    """What cron prints it mails: a night without news is a night without a word."""
    office.write("")
    assert office.night().output == ""
    office.pages["alpha"] = {}
    said = [office.night().output for _ in range(3)]
    (line,) = said[0].splitlines()
    assert line.startswith("broken: source alpha (ALP) since 2026-03-02: http://alpha.localhost/")
    assert "[regioradar sources try alpha" in line
    assert said[1:] == ["", ""]
    office.pages["alpha"] = dict(GOOD)
    (line,) = office.night().output.splitlines()
    assert line.startswith("recovered: source alpha (ALP), it was since 2026-03-02: ")
    assert office.night().output == ""


def test_a_source_file_with_a_fault_is_told_to_cron_once(office):
    office.write("")
    (office.folder / "sources" / "kaputt.toml").write_text("=", encoding="utf-8")
    said = [office.night(code=1).output for _ in range(2)]
    assert said[0].startswith("broken: source file kaputt.toml since 2026-03-01: kaputt.toml: ")
    assert said[1] == ""
    (office.folder / "sources" / "kaputt.toml").unlink()
    assert office.night().output.startswith("recovered: source file kaputt.toml, ")


def test_a_source_that_breaks_is_told_once_and_that_it_recovers_once(office):
    office.night()
    assert (office.hooked, office.mails) == ([], [])
    office.pages["alpha"] = {}
    for _ in range(3):
        office.night()
    assert office.hooked == [[("broken", "alpha")]]
    assert office.subjects == ["RegioRadar: 1 Störung"]
    office.pages["alpha"] = GOOD
    for _ in range(2):
        office.night()
    assert office.hooked == [[("broken", "alpha")], [("recovered", "alpha")]]
    assert office.subjects == ["RegioRadar: 1 Störung", "RegioRadar: 1 behoben"]
    assert "* ALP, seit dem 2. März 2026" in office.mails[0].get_content()
    assert "* ALP, vom 2. März 2026 bis zum 5. März 2026" in office.mails[1].get_content()


def test_all_that_is_broken_on_the_first_night_is_one_mail_and_one_call(office):
    for source_id in ("alpha", "beta", "gamma", "delta"):
        office.pages[source_id] = {}
    office.night()
    assert [len(told) for told in office.hooked] == [4]
    assert office.subjects == ["RegioRadar: 4 Störungen"]
    assert office.mails[0]["To"] == "erika@amt.example"
    assert "NOTICE_TITLE=RegioRadar: 4 broken\n" in office.program.variables
    assert "NOTICE_BROKEN=4\n" in office.program.variables
    assert office.program.told[0]["broken"] == 4


def test_where_the_network_is_gone_no_source_is_to_blame(office):
    """No mail would get out now anyway, and forty of them would tell nothing tomorrow."""
    office.night()
    office.pages.clear()
    said = office.night(code=1).output
    assert said.startswith("error: no host could be reached: is the network gone? 5 sources do not")
    assert said.count("\n") == 1
    assert (office.hooked, office.mails) == ([], [])


def test_a_channel_that_failed_is_told_the_next_night_and_the_other_not_again(office):
    office.pages["alpha"] = {}
    office.program.write("echo 'the network is away' >&2; exit 3")
    told = office.night().stderr.splitlines()
    assert told[-1] == (
        f"regioradar: notify: hook: {office.program.file}: ended with exit code 3: the network is "
        "away; it is tried again at the next run"
    )
    assert office.figures["notify_failed", "hook"] == 1
    office.pages["beta"] = {}
    office.program.write("exit 0")
    # Alpha is due although this run does not look at it.
    office.night("--source", "beta")
    assert office.hooked[1] == [("broken", "alpha"), ("broken", "beta")]
    assert office.subjects == ["RegioRadar: 1 Störung", "RegioRadar: 1 Störung"]
    assert "ALP" not in office.mails[1].get_content()


def test_a_mail_server_that_is_away_costs_nothing_but_a_line(office):
    office.pages["alpha"] = {}
    office.server.stop()
    result = office.night()
    assert "regioradar: notify: mail: mail server 127.0.0.1:" in result.stderr
    assert office.hooked == [[("broken", "alpha")]]
    assert office.figures["notify_failed", "mail"] == 1


def test_a_refused_recipient_keeps_nobody_else_from_it_and_nothing_is_sent_twice(office):
    text = (office.folder / "regioradar.toml").read_text()
    (office.folder / "regioradar.toml").write_text(
        text.replace('"erika@amt.example"', '"erika@amt.example,max@amt.example"')
    )
    office.server.box.refused = ("max@amt.example",)
    office.pages["alpha"] = {}
    line = "regioradar: notify: mail: not sent to max@amt.example: 550 5.1.1 no such user here"
    assert line in office.night().stderr.splitlines()
    assert office.figures["notify_failed", "mail"] == 1
    assert line not in office.night().stderr
    assert len(office.mails) == 1
    assert office.figures["notify_failed", "mail"] == 0


def test_a_source_that_a_run_does_not_take_is_neither_well_nor_told_again(office):
    office.pages["alpha"] = {}
    office.night()
    office.pages["alpha"] = GOOD
    office.night("--source", "beta")
    office.night("--kind", "network")
    assert office.hooked == [[("broken", "alpha")]]


def test_a_paused_source_is_closed_for_programs_and_no_mail(office):
    office.pages["alpha"] = {}
    office.night()
    paused = CliRunner().invoke(main, ["sources", "pause", "alpha", "--by", "erika"])
    assert paused.exit_code == 0, paused.output
    office.night()
    assert office.hooked == [[("broken", "alpha")], [("closed", "alpha")]]
    assert len(office.mails) == 1
    assert CliRunner().invoke(main, ["sources", "resume", "alpha"]).exit_code == 0
    # Whoever resumed it took it for well.
    office.night()
    assert office.hooked[2:] == [[("broken", "alpha")]]
    assert len(office.mails) == 2


def test_a_faulty_file_is_told_once_and_single_sources_say_nothing_of_it(office):
    (office.folder / "sources" / "kaputt.toml").write_text("id = 1")
    office.night("--source", "beta")
    assert office.hooked == []
    office.night(code=1)
    office.night("--source", "beta")
    office.night(code=1)
    assert office.hooked == [[("broken", "kaputt.toml")]]
    (office.folder / "sources" / "kaputt.toml").unlink()
    office.night()
    assert office.hooked[1:] == [[("recovered", "kaputt.toml")]]


def test_killed_after_the_delivery_it_is_told_twice_and_then_no_more(office, monkeypatch):
    office.pages["alpha"] = {}
    with monkeypatch.context() as patch:

        def killed(*_):
            raise KeyboardInterrupt

        patch.setattr("store.notices.Notices.note", killed)
        office.night(code=130)
    assert office.watch.asked == []
    for _ in range(2):
        office.night()
    assert office.hooked == [[("broken", "alpha")]] * 2
    # The mail was never reached on the first night.
    assert len(office.mails) == 1


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


def test_the_troubles_with_who_was_told(office):
    assert office.ask().stdout == "no trouble is known\n"
    office.server.stop()
    office.pages["alpha"] = {}
    office.night()
    (line,) = office.ask().stdout.splitlines()
    since, what, text, command, told = line.split("\t")
    assert (since, what) == ("2026-03-01", "source alpha")
    assert text == "http://alpha.localhost/termine: timeout: no answer; it was never good"
    assert command == "regioradar sources try alpha --url http://alpha.localhost/termine"
    assert told == "told: hook 2026-03-01 12:00, mail not yet"
    (trouble,) = json.loads(office.ask("--json").stdout)["troubles"]
    assert trouble["told"] == {"hook": "2026-03-01T11:00:00+00:00", "mail": None}
    assert (trouble["kind"], trouble["until"]) == ("source_broken", None)
    office.write("")
    assert office.ask().stdout.splitlines()[0].endswith("\tnobody is told")


def test_a_test_goes_through_everything_and_touches_nothing(office):
    office.pages["alpha"] = {}
    assert office.ask("--test").stdout.splitlines() == [
        "hook: well",
        "mail: well",
        "ping_fail_url: well",
        "ping_url: well",
        "metrics_file: well",
    ]
    (told,) = office.program.told
    assert (told["test"], told["notices"]) == (True, [])
    assert told["title"] == "RegioRadar: a test, nothing has happened"
    assert "NOTICE_TEST=1" in office.program.variables
    assert office.subjects == ["RegioRadar: Probe"]
    assert office.watch.asked == ["/fail/geheim", "/ping/geheim"]
    assert list(office.metrics.parent.iterdir()) == []
    assert not (office.folder / "var").exists()
    office.night()
    assert office.hooked == [[], [("broken", "alpha")]]


def test_a_test_says_of_each_what_failed(office):
    office.program.write("exit 9")
    office.server.stop()
    office.watch.answers = [404]
    office.metrics.parent.write_text("a file")
    lines = office.ask("--test", code=1).stdout.splitlines()
    assert lines[0] == f"hook: {office.program.file}: ended with exit code 9"
    assert lines[1].startswith("mail: mail server 127.0.0.1:")
    assert lines[2:4] == [
        f"ping_fail_url: {office.watch.address}/…: answered 404",
        "ping_url: well",
    ]
    assert lines[4].startswith(f"metrics_file: {office.metrics}: cannot be written: ")
    tests = json.loads(office.ask("--test", "--json", code=1).stdout)["tests"]
    assert [bool(test["fault"]) for test in tests] == [True, True, False, False, True]


def test_a_test_of_nothing_is_a_fault_of_the_configuration(office):
    office.write("")
    assert "nothing is set in [notify]" in office.ask("--test", code=2).stderr


def test_the_hook_may_call_the_program_itself(office):
    office.pages["alpha"] = {}
    radar = Path(sys.executable).with_name("regioradar")
    office.program.write(f"cd '{office.folder}' && {radar} notify > told.txt")
    office.night()
    assert "source alpha" in (office.folder / "told.txt").read_text()


def test_what_has_no_room_in_a_variable_is_cut_there_alone(office, trouble):
    many = [Notice(event=Event.BROKEN, trouble=trouble(text="𝔘" * 500)) for _ in range(100)]
    office.program.write(f"printf %s \"$NOTICE_TEXT\" | wc -c > '{office.folder}/size'")
    call_hook(load(office.folder / "regioradar.toml"), {}, many, datetime.now(UTC))
    (told,) = office.program.told
    assert len(told["text"]) > 50_000
    assert 99_000 < int((office.folder / "size").read_text()) <= 100_000
