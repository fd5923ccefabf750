"""A publication that would take most events from subscribers is held, whoever touched its files."""

import pytest
from click.testing import CliRunner

from regioradar.cli import main

PAGES = {f"/{n}": f"TERMIN 2026-05-{n + 10} Markttag Nummer {n}" for n in range(10)}


@pytest.fixture
def world(play_crawl, plain_parser, catalogue, tmp_path):
    """A run in which eleven coming events were published; gives the program, on one day."""
    (tmp_path / "regioradar.toml").write_text(
        'sources_dir = "sources"\ncontact = "a@example.org"\n', encoding="utf-8"
    )
    pages = {"alpha": dict(PAGES), "beta": {"/b": "TERMIN 2026-06-06 Forum"}}
    play_crawl(pages)

    def of(*args):
        return CliRunner().invoke(main, [*args, "--today", "2026-03-02"])

    assert of("run", "--all", "--no-quiet").exit_code == 0
    pages["alpha"].clear()
    return of


@pytest.fixture
def public(tmp_path):
    return tmp_path / "var" / "public"


def removed(calendar):
    calendar.unlink()


def altered(calendar):
    """What a transfer as text does."""
    calendar.write_bytes(calendar.read_bytes().replace(b"\r\n", b"\n"))


@pytest.mark.parametrize("touch", [None, removed, altered])
def test_what_would_be_lost_is_known_though_the_calendar_was_touched(
    world, public, touch, monkeypatch
):
    monkeypatch.setenv("REGIORADAR_DATABASE", "another.sqlite")
    if touch:
        touch(public / "alle.ics")
    pages = sorted(public.glob("termin/*"))
    held = world("run", "--all", "--no-quiet")
    assert held.exit_code == 3
    assert "10 of 11 coming events would be lost at once (guard.share = 0.2)" in held.stderr
    assert sorted(public.glob("termin/*")) == pages
    assert world("publish", "--release").exit_code == 0
    assert (public / "alle.ics").read_bytes().count(b"BEGIN:VEVENT") == 1


@pytest.mark.parametrize("touch", [removed, altered])
def test_a_calendar_that_was_touched_is_put_right(world, public, touch):
    before = (public / "alle.ics").read_bytes()
    touch(public / "alle.ics")
    assert world("publish").exit_code == 0
    assert (public / "alle.ics").read_bytes() == before
