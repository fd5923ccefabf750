"""A real program is run: what it is given, and how it fails, hangs, floods or is not there."""

import os
import signal
import threading
import time
from pathlib import Path

import pytest

from regioradar.notify.hook import HookError, run_hook


@pytest.fixture
def script(tmp_path):
    def write(body: str, mode: int = 0o700) -> tuple[str, ...]:
        file = tmp_path / "script"
        file.write_text(f"#!/bin/sh\n{body}\n")
        file.chmod(mode)
        return (str(file), "first word", "$(reboot)")

    return write


def gone(pid: int) -> bool:
    """Whether a process has ended; one that nobody has waited for yet has, too."""
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except (FileNotFoundError, ProcessLookupError):
        return True
    return state in ("Z", "X")


def test_it_gets_the_body_the_words_and_the_variables_and_no_shell(script, tmp_path):
    given = tmp_path / "given"
    arguments = script(f'cat > "{given}"; echo "$1|$2|$NOTICE_TITLE" >> "{given}"')
    run_hook(arguments, "Grüße\n".encode(), {"NOTICE_TITLE": "Görlitz; rm"}, 10)
    assert given.read_text() == "Grüße\nfirst word|$(reboot)|Görlitz; rm\n"


def test_one_that_fails_is_told_with_its_last_word(script):
    arguments = script("echo one; printf 'bad \\033[31mthing\\n\\n' >&2; exit 7")
    with pytest.raises(HookError) as caught:
        run_hook(arguments, b"{}", {}, 10)
    assert str(caught.value) == f"{arguments[0]}: ended with exit code 7: bad [31mthing"


def test_one_that_is_killed_by_another_is_a_fault_too(script):
    with pytest.raises(HookError, match="was ended by signal 15"):
        run_hook(script("kill -TERM $$"), b"{}", {}, 10)


def test_one_that_hangs_is_killed_with_all_that_it_started(script, tmp_path):
    pids = tmp_path / "pids"
    arguments = script(f'sleep 600 & echo $! $$ > "{pids}"; echo waiting; wait')
    with pytest.raises(HookError, match=r"took longer than 1\.5 seconds and was killed: waiting"):
        run_hook(arguments, b"{}", {}, 1.5)
    child, itself = (int(pid) for pid in pids.read_text().split())
    end = time.monotonic() + 30
    while not (gone(child) and gone(itself)):
        assert time.monotonic() < end
        time.sleep(0.05)


def test_whoever_stops_the_run_stops_it_too(script, tmp_path):
    pid = tmp_path / "pid"
    arguments = script(f'echo $$ > "{pid}.new"; mv "{pid}.new" "{pid}"; exec sleep 600')

    def stop():
        end = time.monotonic() + 30
        while not pid.exists() and time.monotonic() < end:
            time.sleep(0.02)
        os.kill(os.getpid(), signal.SIGINT)

    stopper = threading.Thread(target=stop)
    stopper.start()
    with pytest.raises(KeyboardInterrupt):
        run_hook(arguments, b"{}", {}, 60)
    stopper.join()
    assert gone(int(pid.read_text()))


def test_one_that_closes_its_output_is_waited_for_all_the_same(script, tmp_path):
    done = tmp_path / "done"
    run_hook(script(f'exec >&- 2>&-; sleep 0.4; touch "{done}"'), b"{}", {}, 30)
    assert done.exists()


def test_what_it_leaves_behind_is_not_waited_for(script, tmp_path):
    pids = tmp_path / "pids"
    run_hook(script(f'sleep 600 & echo $! > "{pids}"'), b"{}", {}, 60)
    child = int(pids.read_text())
    assert not gone(child)
    os.kill(child, 9)


def test_a_flood_of_output_neither_blocks_nor_is_kept(script):
    arguments = script("head -c 20000000 /dev/zero | tr '\\0' 'x'; echo; echo end; exit 1")
    with pytest.raises(HookError) as caught:
        run_hook(arguments, b"{}", {}, 60)
    assert str(caught.value).endswith("exit code 1: end")


def test_one_that_reads_nothing_does_not_block_a_large_body(script):
    run_hook(script("exit 0"), b"x" * 3_000_000, {}, 30)


@pytest.mark.parametrize(
    ("mode", "arguments", "fault"),
    [(0o600, (), "Permission denied"), (0o700, ("/not/there",), "No such file or directory")],
)
def test_one_that_cannot_be_run_is_one_line(script, mode, arguments, fault):
    with pytest.raises(HookError, match=f"cannot be run: {fault}"):
        run_hook(arguments or script("exit 0", mode), b"{}", {}, 10)


def test_one_that_is_no_program_is_one_line(script, tmp_path):
    (arguments, *_) = script("exit 0")
    Path(arguments).write_text("neither binary nor script")
    with pytest.raises(HookError, match="Exec format error"):
        run_hook((arguments,), b"{}", {}, 10)
