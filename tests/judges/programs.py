"""The programs that judge, where they are installed, and how they are run.

On CI one that is missing is a failure, elsewhere its tests say why they are left out.
"""

import os
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

import pytest

FOLDER = Path(__file__).parent
NODE_MODULES = FOLDER / "node_modules"
ENVIRONMENT = FOLDER.parents[1] / ".venv-judges" / "bin"
"""Python programs with needs that are not the program's own."""
SECONDS = 120


def needs(*programs: str | Path, how: str = "make judges") -> pytest.MarkDecorator:
    """Return the mark for tests of these programs: names on the PATH or files."""
    missing = [Path(program).name for program in programs if shutil.which(program) is None
               and not Path(program).exists()]  # fmt: skip
    return pytest.mark.skipif(
        bool(missing) and os.environ.get("CI") != "true",
        reason=f"{', '.join(missing)} not installed here: {how}",
    )


def run(*command: str | Path, accepted: tuple[int, ...] = (0,), **variables: str) -> str:
    """Run a program to its end and return what it printed; a failure shows all of it."""
    done = subprocess.run(
        [str(part) for part in command],
        env={**_plain(os.environ), **variables},
        cwd=FOLDER,
        capture_output=True,
        text=True,
        timeout=SECONDS,
        check=False,
    )
    said = f"{done.stdout}\n{done.stderr}"
    assert done.returncode in accepted, f"{command[0]}: {done.returncode}\n{said}"
    return done.stdout


def _plain(environment: Mapping[str, str]) -> dict[str, str]:
    """The environment without proxies: everything is on this machine."""
    return {name: text for name, text in environment.items() if "proxy" not in name.lower()}
