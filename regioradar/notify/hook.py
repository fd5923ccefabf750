"""Runs the operator's program: without a shell, for a limited time, and with all that it starts.

Knows nothing of what it is told.
"""

import os
import selectors
import signal
import subprocess
import tempfile
import time
from collections.abc import Mapping, Sequence

from model import RegioRadarError, clean_text

_KEPT = 4096
"""Bytes of the end of its output that are kept, to say why it failed; the rest is read past."""
_LONGEST = 200
_STEP = 0.1
"""Seconds after which it is looked whether it has ended while something that it left behind holds
its output open."""


class HookError(RegioRadarError):
    """The program could not be run, failed, or took too long; says what it said last."""


def run_hook(
    arguments: Sequence[str], body: bytes, variables: Mapping[str, str], timeout: float
) -> None:
    """Run the program with `body` on standard input; `variables` are added to its environment.

    After `timeout` seconds it is killed, with every process that it started in its group. Raises
    HookError for that, for any exit code but 0, and where it cannot be started.
    """
    with tempfile.TemporaryFile() as given:
        # A file, not a pipe: who does not read it, or not all, harms nobody.
        given.write(body)
        given.seek(0)
        try:
            process = subprocess.Popen(  # noqa: S603 (the operator's own configuration)
                arguments,
                stdin=given,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                env={**os.environ, **variables},
                start_new_session=True,
            )
        except OSError as error:
            raise HookError(f"{arguments[0]}: cannot be run: {error.strerror}") from error
        except ValueError as error:
            raise HookError(f"{arguments[0]}: cannot be run: {error}") from error
        with process:
            try:
                said = _watch(process, arguments[0], timeout)
            except BaseException:
                _kill(process)
                raise
    if process.returncode:
        raise HookError(f"{arguments[0]}: {_ended(process.returncode)}{_told(said)}")


def _watch(process: "subprocess.Popen[bytes]", name: str, timeout: float) -> bytes:
    """Wait until the program has ended and return the end of its output."""
    output, said = process.stdout, b""
    end = time.monotonic() + timeout
    if output is None:
        raise ValueError("its output is not ours to read")
    os.set_blocking(output.fileno(), False)
    with selectors.DefaultSelector() as waiting:
        waiting.register(output, selectors.EVENT_READ)
        while process.poll() is None:
            left = end - time.monotonic()
            if left <= 0:
                raise HookError(
                    f"{name}: took longer than {timeout:g} seconds and was killed{_told(said)}"
                )
            if not waiting.get_map():
                time.sleep(min(_STEP, left))
            elif waiting.select(min(_STEP, left)):
                read = os.read(output.fileno(), 65536)
                said = (said + read)[-_KEPT:]
                if not read:
                    waiting.unregister(output)
        if waiting.get_map() and waiting.select(0):
            said = (said + os.read(output.fileno(), 65536))[-_KEPT:]
    return said


def _kill(process: "subprocess.Popen[bytes]") -> None:
    """Kill the program's group; it leads a session of its own."""
    try:
        os.killpg(process.pid, signal.SIGKILL)
    except ProcessLookupError:
        return
    process.wait()


def _ended(code: int) -> str:
    return f"ended with exit code {code}" if code > 0 else f"was ended by signal {-code}"


def _told(said: bytes) -> str:
    """The last line of the output that says something."""
    lines = [clean_text(line) for line in said.decode("utf-8", "replace").splitlines()]
    last = next((line for line in reversed(lines) if line), "")
    return f": {last[:_LONGEST]}" if last else ""
