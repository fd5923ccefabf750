"""What a run shows on a terminal and in a pipe, and what a machine reads."""

import json
import os
import pty
import re
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])

PROGRAM = str(Path(sys.executable).with_name("regioradar"))
LOG_LINE = re.compile(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d,\d{3} (DEBUG|INFO|WARNING|ERROR) \S+: .*")
BAR = re.compile(r"(crawl|read) [ ━╸╺]+ \d+/\d+ sources, \d+ pages *")


def on_a_terminal(folder, environment, *args):
    """Run the program with a pseudo terminal as standard error; exit code and what it showed."""
    ours, theirs = pty.openpty()
    shown = b""
    with subprocess.Popen(
        [PROGRAM, *args], cwd=folder, env=environment, stdout=subprocess.DEVNULL, stderr=theirs
    ) as process:
        os.close(theirs)
        try:
            while part := os.read(ours, 65536):
                shown += part
        except OSError:
            pass  # the other end is closed: the program has ended
    os.close(ours)
    return process.returncode, shown.decode()


def test_a_bar_on_a_terminal_and_log_lines_whole_above_it(folder, replica, clean):
    environment = clean(**replica, TERM="xterm", COLUMNS="100", REGIORADAR_LOG_LEVEL="info")
    code, shown = on_a_terminal(
        folder, environment, "run", "--all", "--no-quiet", "--today", "2026-03-02"
    )
    assert code == 1, shown  # one page of each site is broken on purpose
    assert "\x1b[?25l" in shown  # the cursor is hidden while a bar is up
    assert shown.rindex("\x1b[?25h") > shown.rindex("\x1b[?25l")
    plain = re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "\n", shown)
    lines = [line for line in re.split(r"[\r\n]+", plain) if line.strip()]
    logged = [line for line in lines if LOG_LINE.search(line)]
    bars = [line for line in lines if BAR.search(line)]
    assert any(" crawler.ledger: bmwe: " in line for line in logged)
    assert any("2/2 sources" in line for line in bars)
    # Each stands in lines of its own; what is left are the further lines of Scrapy's records.
    assert [line for line in logged if not LOG_LINE.fullmatch(line)] == []
    assert [line for line in bars if not BAR.fullmatch(line)] == []


def test_plain_lines_in_a_pipe(radar):
    result = radar("run", "--all", "--no-quiet", "--source", "expertrainee")
    assert "\x1b" not in result.stderr
    told = [line for line in result.stderr.splitlines() if not LOG_LINE.fullmatch(line)]
    assert [line.partition(":")[0] for line in told] == ["crawl expertrainee", "read expertrainee"]


def test_every_line_of_a_log_for_machines_is_an_object(radar):
    result = radar(
        "run", "--all", "--no-quiet", REGIORADAR_LOG_FORMAT="json", REGIORADAR_LOG_LEVEL="debug"
    )
    lines = [json.loads(line) for line in result.stderr.splitlines()]
    assert all({"time", "level", "logger", "message"} <= set(line) for line in lines)
    assert any(line["logger"].startswith("scrapy.") for line in lines)
    (end,) = [line for line in lines if line.get("source") == "bmwe" and "requests" in line]
    assert end["finish_reason"] == "finished"
    assert end["pages"] > 5
    assert end["retries"] == 0
    asked = [line for line in lines if line["logger"] == "scrapy.core.engine" and "url" in line]
    assert {line["source"] for line in asked} == {"bmwe", "expertrainee"}
    told = {line["message"] for line in lines if line.get("stage") == "crawl"}
    assert any(message.startswith("crawl bmwe: ") for message in told)


def test_a_fault_that_ends_the_program_is_an_object_too(radar):
    result = radar(
        "run", "--all", "--no-quiet", "--source", "gibtsnicht", REGIORADAR_LOG_FORMAT="json"
    )
    assert result.returncode == 2
    (line,) = [json.loads(text) for text in result.stderr.splitlines()]
    assert "gibtsnicht" in line["message"]
    assert line["level"] == "ERROR"
