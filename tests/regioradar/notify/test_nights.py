"""Nights of `regioradar run`: who is told of what and how often. Only the crawl is played."""

import pytest
from click.testing import CliRunner

from regioradar.cli import main

from .office import GOOD

pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])


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
