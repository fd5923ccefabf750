"""The program out of the wheel, in a working folder that has a folder `sources` of its own."""

import json
import shutil
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "tests" / "pages" / "raum_energie"
WHERE = "import sources, regioradar.cli, store, parsers; print(sources.__file__, parsers.__file__)"


@pytest.fixture(scope="module")
def folder(installed, tmp_path_factory) -> Path:
    """A working folder as `regioradar init` makes it."""
    place = tmp_path_factory.mktemp("work") / "radar"
    words = ("--contact", "radar@verein.example", "--base-url", "https://kalender.verein.example/")
    done = installed(place.parent, "regioradar", "init", str(place), *words)
    assert done.returncode == 0, done.stderr
    return place


def test_it_is_the_wheel_and_not_the_checkout(environment, installed, tmp_path):
    done = installed(tmp_path, "python", "-P", "-c", WHERE)
    assert all(path.startswith(str(environment)) for path in done.stdout.split()), done
    assert len(done.stdout.split()) == 2


def test_it_tells_its_version(installed, tmp_path):
    done = installed(tmp_path, "regioradar", "--version")
    assert done.stdout == "regioradar 0.1.0\n"


def test_it_finds_the_sources_of_the_folder(installed, folder):
    done = installed(folder, "regioradar", "sources", "check")
    assert done.returncode == 0, done.stderr
    assert done.stdout.endswith("0 files with a fault\n")
    count = len(list((folder / "sources").glob("*.toml")))
    assert count == len(list((ROOT / "sources" / "catalogue").glob("*.toml")))


@pytest.mark.parametrize("words", [("regioradar",), ("python", "-m", "regioradar")])
def test_the_folder_of_sources_does_not_stand_in_for_the_package(installed, folder, words):
    """Also with a package of that name in it, as a checkout has one."""
    (folder / "sources" / "__init__.py").write_text("raise SystemExit('shadowed')", "utf-8")
    try:
        done = installed(folder, *words, "config")
    finally:
        (folder / "sources" / "__init__.py").unlink()
    assert done.returncode == 0, done.stderr
    assert 'sources_dir = "sources"' in done.stdout


def test_the_doctor_finds_nothing_that_fails(installed, folder):
    done = installed(folder, "regioradar", "doctor", "--json")
    found = json.loads(done.stdout)["findings"]
    assert [one for one in found if one["state"] == "fail"] == []
    assert done.returncode == 0
    left = {one["name"] for one in found if one["group"] == "configuration" and one["mend"]}
    assert left == {"site.imprint_file"}


def test_it_reads_a_page(installed, folder):
    page = next(PAGE.glob("1-vernetzung*.html"))
    done = installed(folder, "regioradar", "extract", str(page), "--today", "2026-03-02")
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["pageKind"]


def test_it_publishes(installed, folder):
    done = installed(folder, "regioradar", "publish")
    assert done.returncode == 0, done.stderr
    assert (folder / "public" / "alle.ics").is_file()
    assert (folder / "public" / "regioradar.css").is_file()


def test_it_crawls_reads_and_publishes_the_replica_sites(installed, folder, tmp_path):
    """The whole job: crawls run in processes of their own, which find the packages too."""
    shutil.copytree(folder / "sources", tmp_path / "sources")
    (tmp_path / "sources" / "__init__.py").write_text("raise SystemExit('shadowed')", "utf-8")
    words = ("demo", "--sites", str(ROOT / "tests" / "sites"), "--dir", str(tmp_path / "demo"))
    done = installed(tmp_path, "regioradar", *words)
    assert done.returncode == 0, done.stdout + done.stderr
    calendar = (tmp_path / "demo" / "public" / "alle.ics").read_text("utf-8")
    assert calendar.count("BEGIN:VEVENT") > 3


def test_the_demo_says_that_it_needs_a_checkout(installed, folder):
    done = installed(folder, "regioradar", "demo")
    assert done.returncode == 2
    assert "part of a checkout" in done.stderr
