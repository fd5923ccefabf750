"""Goes the way of a new operator on a clean folder, and prints every command with what it said.

Install an older release, make a folder, read the replica sites of tests/ in place of the web, let
cron do a night, upgrade to the program of this checkout, back up, and restore on another "machine".
Ends with 1 where a command does not end as it should. Needs git's history, pip's index and the
program faketime (the replicas are of March 2026).
"""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from types import MappingProxyType

import click
from build_wheel import build

ROOT = Path(__file__).resolve().parent.parent
SITES = ROOT / "tests" / "sites"
NIGHTS = ("2026-03-02 05:17", "2026-03-03 05:17", "2026-03-04 05:17")
_LONGEST = 40
"""Lines of one answer that are shown."""


SERVER = """
import json, sys, time
from pathlib import Path
from regioradar.replica import ReplicaServer
with ReplicaServer(Path(sys.argv[1])) as server:
    print(json.dumps(dict(server.proxies)), flush=True)
    sys.stdin.read()
"""


@contextmanager
def web(night: str) -> Iterator[dict[str, str]]:
    """The replica sites in a process whose clock says what the run's says: it is compared."""
    command = ["faketime", night, sys.executable, "-P", "-c", SERVER, str(SITES)]
    with subprocess.Popen(  # noqa: S603 (our own program)
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as server:
        assert server.stdout is not None  # noqa: S101 (for mypy)
        try:
            yield json.loads(server.stdout.readline())
        finally:
            server.communicate()


class Walk:
    """A shell in a folder, and what was said in it. `$W` in commands is the folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.failed = 0

    def crawl(self, command: str, night: str, code: int = 0) -> None:
        """Carry out a command that asks the replica sites."""
        with web(night) as proxies:
            self.step(command, night=night, code=code, proxies=proxies)

    def step(
        self,
        command: str,
        *,
        night: str = "",
        code: int = 0,
        proxies: Mapping[str, str] = MappingProxyType({}),
    ) -> None:
        """Carry out a command, at a time of the replicas where one is named, and print both."""
        environment = {
            "PATH": f"{self.folder}/venv/bin:{os.environ['PATH']}",
            "HOME": str(self.folder),
            "W": str(self.folder),
            "R": str(ROOT),
            "NO_COLOR": "1",
            "COLUMNS": "110",
            "LC_ALL": "C.UTF-8",
            **{k: v for k, v in os.environ.items() if k.startswith(("PIP_", "SSL_"))},
            **proxies,
        }
        words = ["/bin/sh", "-c", command]
        if night:
            words = ["faketime", night, *words]
        done = subprocess.run(  # noqa: S603 (our own commands)
            words, cwd=self.folder, env=environment, capture_output=True, text=True, check=False
        )
        said = (done.stdout + done.stderr).replace(str(self.folder), "$W")
        click.echo(f"\n{'[' + night + '] ' if night else ''}$ {command}")
        lines = said.splitlines()
        for line in lines[:_LONGEST]:
            click.echo(line[:160])
        if len(lines) > _LONGEST:
            click.echo(f"... ({len(lines) - _LONGEST} lines more)")
        if done.returncode or code:
            click.echo(f"(exit code {done.returncode})")
        if done.returncode != code:
            click.echo(f"!!! expected exit code {code}")
            self.failed += 1


@contextmanager
def older(ref: str, folder: Path) -> Iterator[Path]:
    """The tree of an earlier commit."""
    tree = folder / "older"
    git = ["git", "-C", str(ROOT), "worktree"]
    subprocess.run([*git, "add", "--quiet", "--detach", tree, ref], check=True)  # noqa: S603
    try:
        yield tree
    finally:
        subprocess.run([*git, "remove", "--force", tree], check=True)  # noqa: S603


def way(walk: Walk) -> None:
    """The whole way; what each step is for stands above it."""
    click.echo("# 1. Install the release of before into an environment of its own")
    walk.step("python3 -m venv $W/venv")
    walk.step("pip install --quiet --constraint $R/constraints.txt $W/dist/before/*.whl")
    walk.step("regioradar --version")
    walk.step(
        "mkdir radar && cp -r $W/demo radar/sources && cp $W/first.toml radar/regioradar.toml"
    )
    run = "regioradar --config radar/regioradar.toml run | tail -n 12"
    walk.crawl(run, NIGHTS[0])

    click.echo("\n# 2. Upgrade: the new wheel; the database is migrated, and copied before that")
    walk.step(
        "pip install --quiet --force-reinstall --no-deps $W/dist/after/*.whl && "
        "pip install --quiet --constraint $R/constraints.txt $W/dist/after/*.whl"
    )
    walk.step("cd radar && regioradar upgrade --check", code=1)
    walk.step("cd radar && regioradar upgrade")
    walk.step("cd radar && regioradar upgrade --check")

    click.echo("\n# 3. Complete the folder: files for cron, systemd and web servers")
    walk.step("regioradar init radar")
    walk.step("cd radar && regioradar doctor", night=NIGHTS[0])
    walk.step("cat radar/deploy/crontab")

    click.echo("\n# 4. Cron, for three nights: its line, its shell, its bare environment")
    line = "sed -n 's/^17 5 [*] [*] [*]  //p' radar/deploy/crontab"
    # In the first nothing is due any more; in the others a replica has a page that never answers.
    for night, code in zip(NIGHTS, (0, 1, 1), strict=True):
        walk.crawl(f'sh -c "$({line})"', night, code)
    walk.step("cd radar && regioradar runs")
    walk.step("cd radar && regioradar run --dry-run", night=NIGHTS[-1])
    walk.step("cd radar && regioradar health | cut -c1-120", night=NIGHTS[-1])
    walk.step("cd radar && regioradar notify", night=NIGHTS[-1])

    click.echo("\n# 5. Back up; lose the machine; restore on another")
    walk.step("cd radar && regioradar backup", night=NIGHTS[-1])
    walk.step("sha256sum radar/public/alle.ics | cut -c1-64")
    walk.step("mkdir other && cp -r radar/regioradar.toml radar/sources other/")
    walk.step(
        "cd other && regioradar restore --check $W/radar/var/backups/regioradar-20260304*.sqlite"
    )
    walk.step(
        "cd other && regioradar restore $W/radar/var/backups/regioradar-20260304*.sqlite",
        night=NIGHTS[-1],
    )
    walk.step("cd other && regioradar publish | tail -n 6", night=NIGHTS[-1])
    walk.step("sha256sum other/public/alle.ics | cut -c1-64")
    walk.step("cd other && regioradar doctor | tail -n 1", night=NIGHTS[-1])


@click.command()
@click.option("--from", "ref", default="a0f2c84", show_default=True, help="The older release.")
def main(ref: str) -> None:
    """Print the walk."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        demo = folder / "demo"
        demo.mkdir()
        for file in sorted(SITES.glob("*/source.toml")):
            (demo / f"{file.parent.name}.toml").write_bytes(file.read_bytes())
        (folder / "first.toml").write_text(
            'contact = "radar@verein.example"\nsources_dir = "sources"\npublic_dir = "public"\n'
            '[site]\nbase_url = "https://kalender.verein.example/"\n'
            '[crawl]\ndelay = 0\nunsafe_test_networks = ["127.0.0.1/32"]\n',
            encoding="utf-8",
        )
        with older(ref, folder) as tree:
            build(tree, folder / "dist" / "before", "1795000000")
        build(ROOT, folder / "dist" / "after", "1795000001")
        walk = Walk(folder)
        way(walk)
    click.echo(f"\n{walk.failed} steps did not end as they should")
    sys.exit(1 if walk.failed else 0)


if __name__ == "__main__":
    main()
