"""What is in the wheel: every tracked file of the packages, nothing else; always the same bytes."""

import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from build_wheel import packages, sources

ROOT = Path(__file__).resolve().parents[2]
EPOCH = "1795000000"


@pytest.mark.skipif(not (ROOT / ".git").exists(), reason="no git here to say what is tracked")
def test_it_holds_every_tracked_file_of_the_packages_and_nothing_else(wheel):
    command = ["git", "-C", str(ROOT), "ls-files", "-z", "--", *packages(ROOT)]
    listed = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    tracked = {name for name in listed.split("\0") if name}
    with zipfile.ZipFile(wheel) as opened:
        held = {name for name in opened.namelist() if ".dist-info/" not in name}
        for name in held:
            assert opened.read(name) == (ROOT / name).read_bytes(), name
    assert held == tracked


def test_it_carries_the_licence_and_the_command(wheel):
    with zipfile.ZipFile(wheel) as opened:
        (info,) = {name.partition("/")[0] for name in opened.namelist() if ".dist-info/" in name}
        assert opened.read(f"{info}/licenses/LICENSE") == (ROOT / "LICENSE").read_bytes()
        entries = opened.read(f"{info}/entry_points.txt").decode()
        assert "regioradar = regioradar.cli:main" in entries
        assert "License-Expression: MIT" in opened.read(f"{info}/METADATA").decode()


def test_two_builds_elsewhere_at_another_time_by_somebody_else_are_equal(wheel, tmp_path):
    """Other folder, other rights, other times, other locale and zone, no git, rubbish beside it."""
    tree = tmp_path / "an other place" / "tree"
    for name in sources(ROOT):
        target = tree / name
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(ROOT / name, target)
        target.chmod(0o600)
        os.utime(target, (86_400 * 9_000, 86_400 * 9_000))
    (tree / "constraints.txt").write_text("", encoding="utf-8")
    (tree / "build" / "lib" / "model").mkdir(parents=True)
    (tree / "build" / "lib" / "model" / "stale.py").write_text("", encoding="utf-8")
    (tree / "model" / "__pycache__").mkdir()
    (tree / "model" / "__pycache__" / "stale.json").write_text("", encoding="utf-8")
    out = tmp_path / "out"
    options = [str(ROOT / "tools" / "build_wheel.py"), "--tree", str(tree), "--out", str(out)]
    around = {"SOURCE_DATE_EPOCH": EPOCH, "TZ": "Pacific/Auckland", "LC_ALL": "de_DE.UTF-8"}
    built = subprocess.run(
        [sys.executable, *options],
        cwd=tmp_path,
        env={**os.environ, **around},
        umask=0o077,
        capture_output=True,
        text=True,
    )
    assert built.returncode == 0, built.stderr
    (other,) = out.glob("*.whl")
    assert other.name == wheel.name
    assert other.read_bytes() == wheel.read_bytes()


def test_without_git_and_without_a_time_it_says_what_to_set(tmp_path):
    without = {name: value for name, value in os.environ.items() if name != "SOURCE_DATE_EPOCH"}
    command = [sys.executable, str(ROOT / "tools" / "build_wheel.py"), "--tree", str(tmp_path)]
    built = subprocess.run(command, env=without, capture_output=True, text=True)
    assert built.returncode == 1
    assert "set SOURCE_DATE_EPOCH" in built.stderr
