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


class Web:
    """Copies of all replica sites below `folder`, to be changed and served again and again."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.restore()

    @property
    def folders(self) -> list[Path]:
        """The folders to serve."""
        return [self.folder / name for name in ("sites", "sites_crawl")]

    def restore(self) -> None:
        """Make all sites what they were at first."""
        shutil.rmtree(self.folder, ignore_errors=True)
        for name in ("sites", "sites_crawl"):
            shutil.copytree(TESTS / name, self.folder / name)

    def site(self, name: str) -> Path:
        """The folder of one site."""
        return next(self.folder.glob(f"*/{name}"))

    def replace(self, name: str, old: str, new: str, files: str = "**/*") -> list[Path]:
        """Write `new` for `old` wherever a site says so; the files that said it."""
        charset = "cp1252" if name in ("elbaue", "expertrainee") else "utf-8"
        changed = []
        for file in (self.site(name)).glob(files):
            body = file.read_bytes() if file.suffix in (".html", ".json", ".ics", ".xml") else b""
            if file.name != "truth.json" and old.encode(charset) in body:
                file.write_bytes(body.replace(old.encode(charset), new.encode(charset)))
                changed.append(file)
        assert changed, f"{name} does not say {old!r}"
        return changed

    def answer_all(self, name: str, route: str) -> None:
        """Have a site answer everything but its robots.txt by one route."""
        file = self.site(name) / "site.toml"
        head = file.read_text("utf-8").partition("[[route]]")[0].partition("[[broken]]")[0]
        robots = 'path = "/robots.txt"\n'
        if not (self.site(name) / "www" / "robots.txt").exists():
            robots += "status = 404\n"
        file.write_text(
            f'{head}\n[[route]]\n{robots}\n[[route]]\npath = "/*"\n{route}\n', encoding="utf-8"
        )


@pytest.fixture(scope="module")
def web(tmp_path_factory: pytest.TempPathFactory) -> Web:
    """Copies of all replica sites."""
    return Web(tmp_path_factory.mktemp("web") / "copies")


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


@pytest.fixture
def begin_demo() -> Callable[..., "subprocess.Popen[str]"]:
    """Begin the demo in a folder; what it prints is to be read."""

    def begin(folder: Path, *options: str) -> "subprocess.Popen[str]":
        return subprocess.Popen(
            [*PROGRAM, "demo", "--sites", str(SITES), *options],
            cwd=folder,
            env=environment(),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )

    return begin


@pytest.fixture(scope="module")
def replica_server() -> Iterator[ReplicaServer]:
    """A server for all replica sites, the faulty ones too."""
    with ReplicaServer([SITES, FAULTY]) as server:
        yield server


@pytest.fixture(scope="module")
def replica(replica_server: ReplicaServer) -> dict[str, str]:
    """The proxy variables of that server."""
    return replica_server.proxies


def furnish(folder: Path) -> Path:
    """Put two sound sources and quick settings into a folder."""
    (folder / "sources").mkdir()
    for name in ("bmwe", "expertrainee"):
        shutil.copy(SITES / name / "source.toml", folder / "sources" / f"{name}.toml")
    (folder / "regioradar.toml").write_text(
        'sources_dir = "sources"\ncontact = "radar@example.org"\n'
        "[crawl]\ndelay = 0\ntimeout = 3\nretries = 0\n"
        'unsafe_test_networks = ["127.0.0.1/32"]\n'
        "[publish]\npast_days = 36500\n"
        "[store]\ntimeout = 0.2\nrun_timeout = 0.2\n",
        encoding="utf-8",
    )
    return folder


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A working folder with two sound sources and quick settings."""
    return furnish(tmp_path)


@pytest.fixture(scope="module")
def run_once(
    replica: dict[str, str], tmp_path_factory: pytest.TempPathFactory
) -> Callable[..., "tuple[Path, subprocess.CompletedProcess[str]]"]:
    """Run the program in a working folder of its own, which tests may copy; folder and result."""

    def run(*args: str) -> "tuple[Path, subprocess.CompletedProcess[str]]":
        place = furnish(tmp_path_factory.mktemp("once"))
        return place, call(
            place, "run", "--all", "--no-quiet", *args, "--today", "2026-03-02", **replica
        )

    return run


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
