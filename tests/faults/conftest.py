"""A small world that is quick to crawl, and the program in it, undisturbed and disturbed."""

import os
import shutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

sys.path.append(str(Path(__file__).parent))  # for the modules beside this one

import little_world
from evidence import Kept, kept
from forks import Ended, Forks

from regioradar.replica import ReplicaServer

OPTIONS = {"run": ("--all", "--no-quiet"), "crawl": ("--all",)}
"""Each run of a day crawls anew, and says what it met."""


@dataclass(kw_only=True)
class World:
    """Three sources on the second of two days, of which the first was read and published.

    `first` is the working folder after the first day, `crawled` with the second day's pages
    besides, `undisturbed` what the second day's run leaves that nothing disturbs.
    """

    place: Path
    forks: Forks
    server: ReplicaServer
    first: Path
    crawled: Path
    undisturbed: Kept
    seconds: dict[str, float]

    def copy(self, state: Path, name: str) -> Path:
        """A working folder in the state of another one.

        The published files are the very same ones: who writes into one, in place of replacing it,
        spoils the state that all begin with.
        """
        folder = self.place / name
        shutil.rmtree(folder, ignore_errors=True)
        return shutil.copytree(state, folder, copy_function=_copied)

    def run(
        self,
        folder: Path,
        command: str = "run",
        *,
        kill: tuple[str, float] | None = None,
        day: int = 1,
    ) -> Ended:
        """Run a command on one of the two days, and kill it where that is wanted."""
        today = ("--today", little_world.DAYS[day])
        options = OPTIONS.get(command, ())
        return self.forks.run(folder, command, *options, *today, kill=kill, **self.server.proxies)


def _copied(file: str, to: str) -> None:
    (os.link if "/public/" in file else shutil.copy2)(file, to)


@pytest.fixture(scope="session")
def forks(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Forks]:
    """The program in forked children."""
    with Forks(tmp_path_factory.mktemp("forks") / "said") as forks:
        yield forks


@pytest.fixture(scope="session")
def world(forks: Forks, tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    """The small world on its second day."""
    place = tmp_path_factory.mktemp("world")
    sites = little_world.write_sites(place / "sites", 0)
    first = little_world.furnish(place / "first")
    with ReplicaServer(sites) as server:
        found = forks.run(first, "run", "--today", little_world.DAYS[0], **server.proxies)
        assert found.status == 0, found.errors
        little_world.write_sites(sites, 1)
        world = World(
            place=place,
            forks=forks,
            server=server,
            first=first,
            crawled=place / "crawled",
            undisturbed=kept(first),
            seconds={},
        )
        shutil.copytree(first, world.crawled)
        assert world.run(world.crawled, "crawl").status == 0
        forks.learn(world.copy(world.crawled, "learning"), "publish", "--today", "2026-03-03")
        for state in (world.crawled, first):
            folder = world.copy(state, "undisturbed")
            found = world.run(folder)
            assert found.status == 0, found.errors
            world.seconds |= found.seconds
            world.undisturbed = kept(folder)
        yield world


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say how often each fault was made: figures for docs/faults.md."""
    for report in terminalreporter.getreports("passed"):
        told = ", ".join(f"{name} {value}" for name, value in report.user_properties)
        if told and "/faults/" in report.nodeid:
            terminalreporter.write_line(f"{report.nodeid.rpartition('/')[2]}: {told}")
