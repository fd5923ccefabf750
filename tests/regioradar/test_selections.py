"""`regioradar selections`, and the words of the selections beside those of the catalogues."""

import json

import pytest

from feeds.selections.vocabulary import LANDS, REGION_KINDS, SOURCE_KINDS
from parsers.places import all_regions, regions_of
from regioradar.commands import selections as command
from sources import SourceKind
from sources.regions import RegionKind, vocabulary

TODAY = ("--today", "2026-03-02")


@pytest.fixture
def stocked(catalogue, plain_parser, play_crawl, call, monkeypatch):
    """A database with two coming events and one that is over, and a news item of a network."""
    monkeypatch.setenv("REGIORADAR_SOURCES_DIR", "sources")
    monkeypatch.setenv("REGIORADAR_CONTACT", "radar@example.org")
    play_crawl(
        {
            "alpha": {
                "/a": "TERMIN 2026-04-01 Wasserstofftag",
                "/b": "TERMIN 2026-04-02 Jahrestagung",
            },
            "beta": {"/c": "TERMIN 2026-02-01 Fachtag Radverkehr"},
            "netz": {"/d": "MELDUNG Neue Fördermittel"},
        }
    )
    assert call("run", "--today", "2026-01-05").exit_code == 0


def lines(result) -> dict[str, list[str]]:
    assert result.exit_code == 0
    return {line.split("\t")[0]: line.split("\t")[1:] for line in result.stdout.splitlines()}


def test_a_line_a_selection_where_it_is_piped(stocked, call):
    found = lines(call("selections", *TODAY))
    assert found["alle"][:5] == ["Alle Termine", "2", "1", "0", "published"]
    assert found["thema/wasserstoff-energie"][:5] == [
        "Wasserstoff und Energie", "1", "0", "0", "published",
    ]  # fmt: skip
    assert found["thema/innovation"][1:5] == ["0", "0", "0", "unpublished"]
    assert found["land/sachsen"][4] == "unpublished"
    assert found["quelle/alpha"][0:4] == ["ALP", "2", "0", "0"]
    assert found["quellenart/kammern"][4] == "unpublished"


def test_what_was_ever_public_stays_published(stocked, call):
    found = lines(call("selections", *TODAY))
    assert found["quelle/beta"][1:5] == ["0", "0", "0", "published"]
    assert found["thema/mobilitaet"][1:5] == ["0", "0", "0", "published"]


def test_only_those_that_are_published(stocked, call):
    every = lines(call("selections", *TODAY))
    here = lines(call("selections", *TODAY, "--published"))
    not_here = lines(call("selections", *TODAY, "--unpublished"))
    assert {**here, **not_here} == every
    assert not here.keys() & not_here.keys()
    assert {fields[4] for fields in here.values()} == {"published"}
    assert not_here


def test_json_has_all_addresses(stocked, call):
    result = call("selections", *TODAY, "--json")
    by_slug = {row["slug"]: row for row in json.loads(result.stdout)}
    row = by_slug["quelle/netz"]
    base = row["page"].removesuffix("quelle/netz.html")
    assert (row["by"], row["news"], row["published"]) == ("source", 1, True)
    assert row["calendar"] == f"{base}quelle/netz.ics"
    assert row["embed"] == f"{base}embed/quelle/netz.html"
    assert row["feeds"]["aenderungen"]["atom"] == f"{base}quelle/netz-aenderungen.atom"
    assert by_slug["alle"]["page"] == base
    assert by_slug["alle"]["feeds"]["demnaechst"]["json"] == f"{base}demnaechst.json"
    assert by_slug["neuigkeiten"]["calendar"] is None
    assert set(by_slug["neuigkeiten"]["feeds"]) == {"neu"}


def test_published_is_what_lies_in_the_folder(stocked, call, tmp_path):
    rows = json.loads(call("selections", *TODAY, "--json").stdout)
    folder = tmp_path / "var" / "public"
    calendars = {row["slug"] for row in rows if (folder / f"{row['slug']}.ics").exists()}
    told = {row["slug"] for row in rows if row["published"]}
    assert calendars
    assert calendars == told - {"neuigkeiten"}


def test_without_a_database_nothing_is_published_and_none_is_made(
    catalogue, call, tmp_path, monkeypatch
):
    monkeypatch.setenv("REGIORADAR_SOURCES_DIR", "sources")
    found = lines(call("selections"))
    assert [slug for slug, fields in found.items() if fields[4] == "published"] == ["alle"]
    assert not (tmp_path / "var").exists()


def test_a_table_on_a_terminal(stocked, call, monkeypatch):
    class Terminal(command.Console):
        is_terminal = True

    monkeypatch.setattr(command, "Console", lambda: Terminal(width=120, force_terminal=False))
    result = call("selections", *TODAY)
    assert "\t" not in result.stdout
    row = next(line for line in result.stdout.splitlines() if "thema/wasserstoff" in line)
    assert row.split() == [
        "thema/wasserstoff-energie",
        "Wasserstoff",
        "und",
        "Energie",
        "yes",
        "1",
        "–",
        "–",
    ]
    assert "not yet" in result.stdout
    assert "<slug>-demnaechst.rss|atom|json" in result.stdout


def test_every_kind_of_source_has_its_words():
    assert set(SOURCE_KINDS) == {kind.value for kind in SourceKind}


def test_every_kind_of_region_has_its_words():
    assert set(REGION_KINDS) == {region.kind for region in all_regions()}


def test_the_laender_are_those_of_the_sources():
    states = [region.name for region in vocabulary().region if region.kind is RegionKind.STATE]
    assert [land.name for land in LANDS] == states


def test_all_regions_hold_those_of_a_town():
    known = all_regions()
    assert set(regions_of("07319000")) < set(known)
    assert [region.key for region in known] == sorted(region.key for region in known)
