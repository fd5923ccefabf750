"""The load: a run over 1,000 sources with 20,000 pages beside a store of 100,000 events.

Everything is on loopback: hosts that play the sources, `regioradar serve` with readers on what is
published, and the run itself, each in a process of its own. First what the store holds is
published, then a run takes all that is new, then another one finds nothing changed. At several
shares of the whole, so that what grows faster than its work is seen. docs/scale.md tells the rest.
"""

import json
import os
import re
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

import click
from bench_merge import CHUNK, Runs, SameWords
from load_growth import growth
from load_world import World, region_before

from model import BERLIN
from store import Store

TOOLS = Path(__file__).resolve().parent
SOURCES, PAGES, EVENTS = 1_000, 20_000, 100_000
READERS, PAUSE = 50, 1.0

Figures = dict[str, Any]


@dataclass(frozen=True, kw_only=True)
class Place:
    """A folder with a configuration, in which programs run."""

    folder: Path
    port: int

    @property
    def database(self) -> Path:
        """The store."""
        return self.folder / "regioradar.sqlite"

    def prepare(self, world: World) -> None:
        """Write the sources and the configuration: polite but for the pause, on loopback."""
        world.write_sources(self.folder / "sources", self.port)
        (self.folder / "regioradar.toml").write_text(
            'data_dir = "."\nsources_dir = "sources"\ncontact = "load@example.org"\n'
            '[crawl]\ndelay = 0\nunsafe_test_networks = "127.0.0.0/8"\n'
            "[serve]\nport = 0\n",
            encoding="utf-8",
        )

    def run(self, *arguments: str) -> Figures:
        """One call of the program: its stages, and what the process took as a whole."""
        stages = self.folder / "stages.json"
        command = [sys.executable, str(TOOLS / "load_run.py"), *self._config, *arguments]
        begin = time.perf_counter()
        with (
            subprocess.Popen(  # noqa: S603 (ours)
                command, stdout=subprocess.PIPE, env={**os.environ, "LOAD_STAGES": str(stages)}
            ) as process,
            _largest(self.database) as files,
        ):
            said = process.stdout.read() if process.stdout else b""
            _, status, used = os.wait4(process.pid, 0)
            process.returncode = os.waitstatus_to_exitcode(status)
        told = json.loads(said)
        if told.get("notPublished") or process.returncode not in (0, 1):
            raise click.ClickException(f"{arguments}: {process.returncode} {said[-2000:]!r}")
        return {
            "wall": time.perf_counter() - begin,
            "cpu": used.ru_utime + used.ru_stime,
            "stages": json.loads(stages.read_text(encoding="utf-8")),
            "database": self.database.stat().st_size / 1e6,
            "wal": files["wal"] / 1e6,
            "code": process.returncode,
        }

    @contextmanager
    def served(self, readers: int, pause: float) -> Iterator[Figures]:
        """The public folder served, with readers on it; at the end their figures are there."""
        serve = [sys.executable, "-m", "regioradar", *self._config, "serve"]
        figures: Figures = {}
        with subprocess.Popen(serve, stdout=subprocess.PIPE, text=True) as server:  # noqa: S603
            try:
                said = server.stdout.readline() if server.stdout else ""
                address = re.search(r"http://[\d.:]+", said)
                if address is None:
                    raise click.ClickException(f"the feeds are not served: {said}")
                command = [sys.executable, str(TOOLS / "load_readers.py"), address[0]]
                command += [str(self.folder / "public"), str(readers), str(pause)]
                with subprocess.Popen(  # noqa: S603
                    command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
                ) as reading:
                    yield figures
                    answer, _ = reading.communicate()
                figures |= json.loads(answer)
                figures["memory"] = _memory(server.pid)
            finally:
                server.terminate()

    @property
    def _config(self) -> tuple[str, str]:
        return "--config", str(self.folder / "regioradar.toml")


@contextmanager
def _largest(database: Path) -> Iterator[dict[str, int]]:
    """Watch how large the write-ahead log gets."""
    log = database.with_name(database.name + "-wal")
    found, ended = {"wal": 0}, threading.Event()

    def watch() -> None:
        while not ended.wait(0.2):
            if log.exists():
                found["wal"] = max(found["wal"], log.stat().st_size)

    watcher = threading.Thread(target=watch)
    watcher.start()
    try:
        yield found
    finally:
        ended.set()
        watcher.join()


def _memory(pid: int) -> float:
    """The most memory that a process ever held, MB."""
    status = Path(f"/proc/{pid}/status").read_text(encoding="ascii")
    line = next(line for line in status.splitlines() if line.startswith("VmHWM"))
    return int(line.split()[1]) * 1024 / 1e6


@contextmanager
def _hosts(sources: int, pages: int, port: int, today: date) -> Iterator[None]:
    command = [sys.executable, str(TOOLS / "load_hosts.py")]
    command += [str(sources), str(pages), str(port), today.isoformat()]
    with subprocess.Popen(  # noqa: S603
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        try:
            if process.stdout is None or process.stdout.readline() != "listening\n":
                raise click.ClickException("the hosts do not listen")
            yield
        finally:
            process.communicate()


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def fill(path: Path, events: int, today: date) -> None:
    """A store that has known so many events for years, made as runs make it."""
    known = list(region_before(today).events(events))
    with Store.open(path) as store:
        runs = Runs(store)
        runs.matcher = SameWords()
        for start in range(0, len(known), CHUNK):
            runs.play(known[start : start + CHUNK])


def measure(share: float, folder: Path, readers: int) -> Figures:
    """All of it at a share of the whole."""
    today = datetime.now(BERLIN).date()
    sources, pages = round(SOURCES * share), round(PAGES * share)
    place = Place(folder=folder, port=_free_port())
    place.prepare(World(sources, pages, today))
    if not place.database.exists():
        fill(place.database, round(EVENTS * share), today)
    figures: Figures = {"sources": sources, "pages": pages, "events": round(EVENTS * share)}
    click.echo(
        f"\n== {share:g}: {sources:,} sources, {pages:,} pages, {figures['events']:,} events before"
    )
    runs = figures["runs"] = {}
    first, new, again = "what the store held", "all new", "again, unchanged"
    runs[first] = _told(first, place.run("publish", "--release", "--json"))
    with ExitStack() as open_:
        open_.enter_context(_hosts(sources, pages, place.port, today))
        seen = open_.enter_context(place.served(round(readers * share) or 1, PAUSE))
        for name in (new, again):
            runs[name] = _told(name, place.run("run", "--all", "--json"))
    figures["readers"] = seen
    files = [file for file in (folder / "public").rglob("*") if file.is_file()]
    figures["files"] = len(files)
    figures["published"] = sum(file.stat().st_size for file in files) / 1e6
    return figures


def _told(name: str, run: Figures) -> Figures:
    """Say what a run took, and hand its figures on."""
    click.echo(
        f"{name}: {run['wall']:.0f} s, CPU {run['cpu']:.1f} s; database "
        f"{run['database']:.0f} MB, log at most {run['wal']:.0f} MB; exit {run['code']}"
    )
    click.echo(f"  {'stage':<16}{'wall s':>9}{'CPU s':>9}{'MB peak':>9}")
    for row in run["stages"]:
        click.echo(f"  {row['stage']:<16}{row['wall']:>9.2f}{row['cpu']:>9.2f}{row['peak']:>9.0f}")
    return run


def report(figures: Figures) -> None:
    """What was published at one share, and how the readers fared."""
    click.echo(f"{figures['files']:,} files, {figures['published']:,.0f} MB published")
    seen = figures["readers"]
    click.echo(f"readers: {seen['megabytes']:,.0f} MB, server {seen['memory']:.0f} MB at most")
    for status, times in seen["answers"].items():
        click.echo(
            f"  {status}: {times['count']:,} answers, ms: median {times['median']:.1f}, "
            f"p95 {times['p95']:.0f}, p99 {times['p99']:.0f}, longest {times['longest']:.0f}"
        )
    click.echo(f"  faults: {seen['faults'] or 'none'}")


@click.command()
@click.option(
    "--shares", default="0.125,0.25,0.5,1", show_default=True, help="Shares of the whole."
)
@click.option("--readers", default=READERS, show_default=True, help="Readers at the whole.")
@click.option(
    "--keep",
    type=click.Path(path_type=Path, file_okay=False),
    help="Folder for stores and feeds, which are kept and used again.",
)
@click.option("--json", "as_json", is_flag=True, help="Print the figures as JSON too.")
def main(shares: str, readers: int, keep: Path | None, as_json: bool) -> None:
    """Measure the load at some shares of the whole, and what grows faster than its work."""
    found: dict[float, Figures] = {}
    for share in sorted(float(part) for part in shares.split(",")):
        with tempfile.TemporaryDirectory() as place:
            folder = Path(place) if keep is None else keep / f"{share:g}"
            found[share] = measure(share, folder, readers)
        report(found[share])
    if len(found) > 1:
        growth(found)
    if as_json:
        click.echo(json.dumps(found))


if __name__ == "__main__":
    main()
