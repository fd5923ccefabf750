"""The real program in processes of its own, against replica sites on loopback."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from regioradar.replica import ReplicaServer

TESTS = Path(__file__).parent.parent
SITES = TESTS / "sites"
FAULTY = TESTS / "sites_faulty"
# The installed script, not `python -m`: that would find the folder "sources" of the working folder
# before the package of that name.
PROGRAM = [str(Path(sys.executable).with_name("regioradar"))]


def environment(**extra: str) -> dict[str, str]:
    """The environment without proxies and without settings of whoever runs the tests."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.lower().endswith("_proxy") and not name.startswith("REGIORADAR_")
    }
    return {**kept, "NO_COLOR": "1", "COLUMNS": "80", **extra}


Radar = Callable[..., "subprocess.CompletedProcess[str]"]


def call(folder: Path, *args: str, **extra: str) -> "subprocess.CompletedProcess[str]":
    """Run the program in `folder` until it ends."""
    return subprocess.run(
        [*PROGRAM, *args],
        cwd=folder,
        env=environment(**extra),
        capture_output=True,
        text=True,
        timeout=120,
    )


@pytest.fixture(scope="session")
def program() -> Radar:
    """Run the program in a folder, without a proxy."""
    return call


@pytest.fixture(scope="session")
def clean() -> Callable[..., dict[str, str]]:
    """The function that makes such an environment."""
    return environment


@pytest.fixture(scope="module")
def demo() -> Radar:
    """Run the demo in a folder."""
    return lambda folder: call(folder, "demo", "--sites", str(SITES))


@pytest.fixture(scope="module")
def replica_server() -> Iterator[ReplicaServer]:
    """A server for all replica sites, the faulty ones too."""
    with ReplicaServer([SITES, FAULTY]) as server:
        yield server


@pytest.fixture(scope="module")
def replica(replica_server: ReplicaServer) -> dict[str, str]:
    """The proxy variables of that server."""
    return replica_server.proxies


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A working folder with two sound sources and quick settings."""
    (tmp_path / "sources").mkdir()
    for name in ("bmwe", "expertrainee"):
        shutil.copy(SITES / name / "source.toml", tmp_path / "sources" / f"{name}.toml")
    (tmp_path / "regioradar.toml").write_text(
        'sources_dir = "sources"\ncontact = "radar@example.org"\n'
        "[crawl]\ndelay = 0\ntimeout = 1\nretries = 0\n"
        'unsafe_test_networks = ["127.0.0.1/32"]\n'
        "[publish]\npast_days = 36500\n"
        "[store]\ntimeout = 0.2\n",
        encoding="utf-8",
    )
    return tmp_path


@pytest.fixture
def radar(folder: Path, replica: dict[str, str]) -> Radar:
    """Run the program in the working folder with the replica sites as the web."""
    return lambda *args, **extra: call(folder, *args, "--today", "2026-03-02", **replica, **extra)


@pytest.fixture
def faulty_site(folder: Path) -> Callable[[str], None]:
    """Add one of the sites that do not work as a source."""
    return lambda name: (
        shutil.copy(FAULTY / name / "source.toml", folder / "sources" / f"{name}.toml"),
        None,
    )[1]


@pytest.fixture
def start(folder: Path, replica: dict[str, str]) -> Callable[..., "subprocess.Popen[str]"]:
    """Start the program in the working folder and leave it running."""

    def begin(*command: str) -> "subprocess.Popen[str]":
        return subprocess.Popen(
            command,
            cwd=folder,
            env=environment(**replica),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    return begin
