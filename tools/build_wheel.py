"""Builds the wheel so that equal sources give equal bytes, wherever, whenever and by whom.

What could differ is taken away: only files that git knows are copied to a folder of its own, with
fixed rights, and built there with the time of the last commit, in a fixed locale. The setuptools is
the one of constraints.txt, which is why nothing is built in isolation.
"""

import os
import shutil
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Iterator
from pathlib import Path

import click

ROOT = Path(__file__).resolve().parent.parent
BESIDES = ("pyproject.toml", "README.md", "LICENSE")
"""What the build reads besides the packages."""
_LEFT_OUT = ("__pycache__",)


def packages(tree: Path) -> list[str]:
    """The folders of the packages, as the project file names them."""
    data = tomllib.loads((tree / "pyproject.toml").read_text(encoding="utf-8"))
    return [name.rstrip("*") for name in data["tool"]["setuptools"]["packages"]["find"]["include"]]


def sources(tree: Path) -> list[str]:
    """The files that a wheel is made of: what git tracks, in a tree without git all that is there.

    Names relative to the tree, sorted.
    """
    wanted = [*BESIDES, *packages(tree)]
    if (tree / ".git").exists():
        listed = _git(tree, "ls-files", "-z", "--", *wanted)
        return sorted(name for name in listed.split("\0") if name)
    return sorted(_walked(tree, wanted))


def _walked(tree: Path, wanted: list[str]) -> Iterator[str]:
    for name in wanted:
        place = tree / name
        for file in [place] if place.is_file() else place.rglob("*"):
            parts = file.relative_to(tree).parts
            if file.is_file() and not set(parts) & set(_LEFT_OUT):
                yield "/".join(parts)


def build(tree: Path, out: Path, epoch: str) -> Path:
    """Build the wheel of `tree` into `out`; `epoch` is the time in it, in seconds since 1970."""
    out.mkdir(parents=True, exist_ok=True)
    before = os.umask(0o022)
    try:
        with tempfile.TemporaryDirectory(prefix="regioradar-wheel-") as name:
            copy = Path(name) / "source"
            for file in sources(tree):
                target = copy / file
                target.parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(tree / file, target)
                target.chmod(0o644)
            built = Path(name) / "built"
            _pip_wheel(copy, built, epoch)
            (wheel,) = built.glob("*.whl")
            return Path(shutil.copyfile(wheel, out / wheel.name))
    finally:
        os.umask(before)


def _pip_wheel(source: Path, built: Path, epoch: str) -> None:
    kept = ("PATH", "HOME", "TMPDIR", "VIRTUAL_ENV")
    environment = {name: os.environ[name] for name in kept if name in os.environ}
    environment |= {
        "SOURCE_DATE_EPOCH": epoch,
        "LC_ALL": "C.UTF-8",
        "TZ": "UTC",
        "PYTHONHASHSEED": "0",
        "PYTHONDONTWRITEBYTECODE": "1",
        "PIP_DISABLE_PIP_VERSION_CHECK": "1",
    }
    command = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-cache-dir"]
    command += ["--no-build-isolation", "--no-index", "--wheel-dir", str(built), "."]
    subprocess.run(command, cwd=source, env=environment, check=True)  # noqa: S603 (our own words)


def _epoch(tree: Path) -> str:
    """The time of the last commit, unless the environment sets one (reproducible-builds.org)."""
    found = os.environ.get("SOURCE_DATE_EPOCH", "")
    if not found and (tree / ".git").exists():
        found = _git(tree, "log", "-1", "--format=%ct").strip()
    if not found.isdigit():
        raise click.ClickException("no git here: set SOURCE_DATE_EPOCH to the time of the release")
    return found


def _git(tree: Path, *words: str) -> str:
    command = ["git", "-C", str(tree), *words]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout  # noqa: S603


@click.command()
@click.option("--tree", type=click.Path(path_type=Path, file_okay=False), default=ROOT)
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), default=ROOT / "dist")
def main(tree: Path, out: Path) -> None:
    """Write the wheel into dist/, and beside it constraints.txt, by which it is installed."""
    if (tree / ".git").exists() and _git(tree, "status", "--porcelain", "--untracked-files=no"):
        click.echo("the wheel holds changes that are not committed: not for a release", err=True)
    click.echo(build(tree, out, _epoch(tree)))
    shutil.copyfile(tree / "constraints.txt", out / "constraints.txt")


if __name__ == "__main__":
    main()
