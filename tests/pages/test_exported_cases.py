"""`regioradar corrections --as-tests`: goldens that fail until a page is read as staff read it."""

import json
import shutil
import tomllib
from dataclasses import replace
from datetime import UTC, datetime

import goldens
import pytest
from click.testing import CliRunner
from goldens import GoldenError

import parsers
from model import Page
from regioradar.cli import main
from regioradar.joining import EventMatcher
from regioradar.surroundings import Surroundings
from sources import load_catalogue
from store import Store

FOLDER = goldens.PAGES / "bmwe"
NAME = "20260423-kuestengipfel-ostsee-rostock"
LIST = "veranstaltungen"
NOW = datetime(2026, 3, 1, 23, 30, tzinfo=UTC)
RIGHT = "Küstengipfel der Ostseeländer 2026"
CATALOGUE = load_catalogue()


def page_of(name):
    meta = tomllib.loads((FOLDER / f"{name}.meta.toml").read_text())
    return Page(
        source_id="bmwe",
        url=meta["url"],
        body=(FOLDER / f"{name}.html").read_bytes(),
        fetched_at=NOW,
        content_type=meta["contentType"],
    )


def read_all(store):
    """A run over what is archived, by the real parsers."""
    surroundings = Surroundings(CATALOGUE.sources)
    source = CATALOGUE.get("bmwe")
    run = store.start_run(NOW)
    items = [
        (number, page, parsers.extract(page, surroundings.context(source, NOW.date())))
        for number, page in store.pages_to_extract("bmwe", "1")
    ]
    store.save_extractions(run, "bmwe", items, "1", NOW)
    store.consolidate(EventMatcher(surroundings), NOW)


@pytest.fixture
def corrected(tmp_path, monkeypatch):
    """A database in which staff corrected the name of an event of a real-looking page."""
    monkeypatch.chdir(tmp_path)
    with Store.open(tmp_path / "var" / "regioradar.sqlite") as store:
        store.save_pages(store.start_run(NOW), "bmwe", [page_of(NAME), page_of(LIST)], (), NOW)
        read_all(store)
        (event,) = (e for e in store.events() if "stengipfel" in e.event.name)
        store.staff.correct(event.uid, {"name": RIGHT}, by="Erika Muster", now=NOW, note="kürzer")
    return tmp_path


def without_name(event):
    """The event named as staff named it, with no quote for that."""
    evidence = {key: quote for key, quote in event.evidence.items() if key != "name"}
    return replace(event, name=RIGHT, evidence=evidence)


def call(*args):
    result = CliRunner().invoke(main, ["corrections", *args])
    assert result.exit_code == 0, result.output
    return result.stdout


def test_the_case_differs_in_what_was_corrected_alone(corrected):
    said = call("--as-tests", "cases")
    (golden,) = goldens.goldens(corrected / "cases")
    assert goldens.orphans(corrected / "cases") == []
    assert str(golden.page.relative_to(corrected)) in said
    assert golden.page.read_bytes() == page_of(NAME).body
    with pytest.raises(GoldenError) as failure:
        golden.check()
    lines = str(failure.value).splitlines()
    changed = [line for line in lines if line[:1] in "+-" and line[:3] not in ("---", "+++")]
    assert f'-      "name": "{RIGHT}",' in changed
    assert sum(line.startswith("-") for line in changed) == 1


def test_it_passes_when_the_rules_read_it_so(corrected, monkeypatch):
    call("--as-tests", "cases")
    (golden,) = goldens.goldens(corrected / "cases")
    extract = parsers.extract

    def mended(page, context):
        found = extract(page, context)
        events = (without_name(e) if "stengipfel" in e.name else e for e in found.events)
        return replace(found, events=tuple(events))

    monkeypatch.setattr(parsers, "extract", mended)
    golden.check()
    shutil.rmtree("cases")
    assert "it is read that way by now" in call("--as-tests", "cases")
    assert goldens.goldens(corrected / "cases") == []


def test_nothing_is_written_over(corrected):
    call("--as-tests", "cases")
    (golden,) = goldens.goldens(corrected / "cases")
    golden.expected.write_text("{}")
    told = json.loads(call("--as-tests", "cases", "--json"))
    assert "is there already" in told["cases"][0]["leftOut"]
    assert golden.expected.read_text() == "{}"


def test_a_page_without_its_body_is_left_out_and_said_so(corrected):
    with (
        Store.open(corrected / "var" / "regioradar.sqlite") as store,
        store._connection.writing() as db,
    ):
        db.execute("UPDATE bodies SET data = x''")
    assert "its body is kept no longer" in call("--as-tests", "cases")


def test_a_page_that_tells_of_it_no_more_is_left_out(corrected, monkeypatch):
    extract = parsers.extract
    monkeypatch.setattr(parsers, "extract", lambda *args: replace(extract(*args), events=()))
    assert "not read from it any more" in call("--as-tests", "cases")


def test_corrections_are_listed_with_their_pages(corrected):
    (line,) = call().splitlines()
    assert "\tname\t" in line
    assert line.endswith(f'"{RIGHT}"\tErika Muster\t-')
    (found,) = json.loads(call("--json"))["corrections"]
    assert (found["value"], found["note"], found["drifted"]) == (RIGHT, "kürzer", False)
    assert found["url"] == page_of(NAME).url
    assert found["base"] in found["evidence"]["quote"]
    assert call("--source", "bmfsfj") == "nothing is corrected\n"
