"""`regioradar notify`: the troubles that last, and a test of all that tells them."""

import json
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from regioradar.config import load
from regioradar.notify.channels import call_hook
from regioradar.notify.deciding import Event, Notice

pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])


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
