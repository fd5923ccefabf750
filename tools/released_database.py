"""Make the database of a release for tests/store/released: by running that very program.

The program (of this checkout, or of the one that --program names) crawls two replica sites as its
own demo does, and where it can take decisions it is given some.

    .venv/bin/python tools/released_database.py 09-years
    git worktree add /some/folder COMMIT
    .venv/bin/python tools/released_database.py 04-crawl --program /some/folder
"""

import argparse
import gzip
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from contextlib import closing
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
INTO = ROOT / "tests" / "store" / "released"
SITES = ("bmwe", "expertrainee")
SETTINGS = 'data_dir = "var/demo"\nsources_dir = "var/demo/sources"\n[publish]\npast_days = 36500\n'


class Program:
    """A checkout of RegioRadar, whose commands are run in an empty folder."""

    def __init__(self, checkout: Path, folder: Path) -> None:
        self.checkout = checkout
        self.folder = folder

    def __call__(self, *args: str) -> None:
        """Run a command; what it prints is shown. Raises CalledProcessError."""
        kept = {n: v for n, v in os.environ.items() if not n.startswith("REGIORADAR_")}
        where = {"PYTHONPATH": str(self.checkout), "PYTHONSAFEPATH": "1"}
        command = [sys.executable, "-m", "regioradar", *args]
        subprocess.run(command, cwd=self.folder, env={**kept, **where}, check=True)  # noqa: S603

    def has(self, command: str) -> bool:
        """Whether it knows a command."""
        return f'"{command}"' in (self.checkout / "regioradar" / "cli.py").read_text("utf-8")


def make(checkout: Path, name: str) -> None:
    """Write `name`.sqlite.gz and `name`.ics, the calendar that the program published."""
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        for site in SITES:
            shutil.copytree(checkout / "tests" / "sites" / site, folder / "sites" / site)
        (folder / "regioradar.toml").write_text(SETTINGS, encoding="utf-8")
        program = Program(checkout, folder)
        program("demo", "--sites", "sites")
        database = folder / "var" / "demo" / "regioradar.sqlite"
        if program.has("decide"):
            decide(program, database)
            program("publish", "--today", "2026-03-02")
        with closing(sqlite3.connect(database)) as connection:
            connection.execute("VACUUM")
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        body = database.read_bytes()
        if temporary.encode() in body or str(checkout).encode() in body:
            raise SystemExit(f"{name}: paths of this machine stand in it")
        INTO.mkdir(exist_ok=True)
        (INTO / f"{name}.sqlite.gz").write_bytes(gzip.compress(body, 9, mtime=0))
        shutil.copy(folder / "var" / "demo" / "public" / "alle.ics", INTO / f"{name}.ics")


def decide(program: Program, database: Path) -> None:
    """One event is approved, one rejected, of one the name is corrected."""
    with closing(sqlite3.connect(database)) as connection:
        rows = connection.execute("SELECT uid FROM events ORDER BY start_day DESC, uid LIMIT 3")
        approved, rejected, corrected = (row[0] for row in rows)
    said = ("--by", "anna", "--today", "2026-03-02")
    program("decide", "approve", approved, *said)
    program("decide", "reject", rejected, "--reason", "report", *said)
    program("decide", "correct", corrected, "name", "Fachtag Ländlicher Raum", *said)
    if program.has("user"):
        program("user", "add", "otto", "--elsewhere", "--by", "anna")
        program("sources", "pause", SITES[1], "--note", "wird umgebaut", *said)


def main() -> None:
    """Read the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("name", help="what the files are called: the release's number and subject")
    parser.add_argument("--program", type=Path, default=ROOT, help="a checkout of that release")
    told = parser.parse_args()
    make(told.program.resolve(), told.name)


if __name__ == "__main__":
    main()
