"""`regioradar serve` as a process: where it listens, what it serves, how it ends."""

import os
import re
import signal
import subprocess
import sys
from pathlib import Path
from urllib.request import urlopen

import pytest

from regioradar.serving import FeedServer

pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])

PROGRAM = str(Path(sys.executable).with_name("regioradar"))
CONFIG = """public_dir = "public"
[site]
frame_ancestors = "https://verein.example"
[serve]
port = 0
threads = 2
"""


@pytest.fixture
def start(tmp_path, folder):
    """Start the command; gives the process and the address that it says."""
    (tmp_path / "regioradar.toml").write_text(CONFIG)
    processes = []

    def of(*args):
        process = subprocess.Popen(
            [PROGRAM, "serve", *args],
            cwd=tmp_path,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            env={**os.environ, "NO_COLOR": "1"},
        )
        processes.append(process)
        line = process.stdout.readline()
        address = re.search(r"^(\S+) at (http://\S+:\d+/) \(end with Ctrl-C\)$", line)
        assert address, process.communicate()
        return process, address

    yield of
    for process in processes:
        process.kill()
        process.communicate()


@pytest.mark.parametrize("sent", [signal.SIGTERM, signal.SIGINT])
def test_it_serves_until_it_is_told_to_stop(start, sent):
    process, said = start()
    assert said[1] == "public"
    with urlopen(said[2] + "embed/alle.html", timeout=30) as answer:  # noqa: S310 (our own)
        assert (
            "frame-ancestors https://verein.example" in (answer.headers["Content-Security-Policy"])
        )
    process.send_signal(sent)
    output, errors = process.communicate(timeout=30)
    assert (process.returncode, output, errors) == (0, "stopped\n", "")


def test_options_beat_the_configuration(start, tmp_path):
    (tmp_path / "anderswo").mkdir()
    (tmp_path / "anderswo" / "x.txt").write_text("hier")
    _, said = start("--dir", "anderswo", "--host", "localhost", "--port", "0")
    with urlopen(said[2] + "x.txt", timeout=30) as answer:  # noqa: S310 (our own)
        assert answer.read() == b"hier"


def test_a_port_that_is_taken_is_one_line(call, folder):
    with FeedServer(folder) as server:
        port = server.port
        result = call("serve", "--dir", str(folder), "--port", str(port))
    assert result.exit_code == 2
    assert result.stderr == (
        f"regioradar: 127.0.0.1, port {port}: Address already in use; "
        "choose another with --host and --port\n"
    )


def test_nothing_published_yet_is_one_line(call):
    result = call("serve", "--dir", "public")
    assert result.exit_code == 2
    assert "nothing is published there yet" in result.stderr


@pytest.mark.parametrize("told", ["", "'self'; script-src *", "a,b", "a\\nb"])
def test_who_may_frame_cannot_say_more_than_that(tmp_path, call, told):
    (tmp_path / "regioradar.toml").write_text(f'[site]\nframe_ancestors = "{told}"\n')
    result = call("serve")
    assert result.exit_code == 2
    assert "site.frame_ancestors" in result.stderr
