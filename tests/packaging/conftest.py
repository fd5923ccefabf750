"""The wheel, built once, and installed into an environment of its own that sees no checkout.

Its dependencies are those of the environment that runs the tests: to fetch them anew would need a
registry and prove nothing more.
"""

import os
import subprocess
import sys
import sysconfig
import venv
from collections.abc import Callable
from pathlib import Path

import pytest

sys.path.append(str(Path(__file__).resolve().parents[2] / "tools"))

from build_wheel import build

ROOT = Path(__file__).resolve().parents[2]
EPOCH = "1795000000"

Installed = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture(scope="session")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel of this tree."""
    return build(ROOT, tmp_path_factory.mktemp("dist"), EPOCH)


@pytest.fixture(scope="session")
def environment(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A fresh environment with the wheel in it; the other libraries are lent, ours is not."""
    place = tmp_path_factory.mktemp("venv")
    venv.create(place, with_pip=False)
    python = place / "bin" / "python"
    command = [sys.executable, "-m", "pip", "--python", str(python), "install", "--quiet"]
    command += ["--no-deps", "--no-index", "--no-cache-dir", str(wheel)]
    subprocess.run(command, check=True, env=clean())
    (packages,) = place.glob("lib/python*/site-packages")
    # A path in a .pth file is added as it is: the .pth of the editable checkout there is not read.
    (packages / "lent.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    return place


@pytest.fixture(scope="session")
def installed(environment: Path) -> Installed:
    """Run a program of the environment in a folder, as somebody who has no checkout would."""

    def run(folder: Path, *words: str) -> "subprocess.CompletedProcess[str]":
        program = str(environment / "bin" / words[0])
        return subprocess.run(
            [program, *words[1:]],
            cwd=folder,
            env=clean(),
            capture_output=True,
            text=True,
            timeout=300,
        )

    return run


def clean() -> dict[str, str]:
    """An environment without the checkout, settings and proxies of whoever runs the tests."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "TMPDIR") if name in os.environ}
    return {**kept, "NO_COLOR": "1", "COLUMNS": "100", "LC_ALL": "C.UTF-8"}
