"""Every archived page reads as its golden says; the machinery itself can fail."""

import json
from pathlib import Path

import goldens
import pytest
from goldens import GoldenError

META = """url = "http://www.bmwe.localhost/termin.html"
contentType = "text/html; charset=utf-8"
fetchedAt = 2026-03-02T05:00:00Z
"""


@pytest.mark.parametrize("golden", goldens.goldens(), ids=lambda golden: golden.name)
def test_page_reads_as_its_golden(golden, update_golden):
    golden.check(update=update_golden)


def test_there_are_goldens_and_no_orphans():
    assert goldens.goldens()
    assert goldens.orphans() == []


@pytest.fixture
def page(tmp_path):
    folder = tmp_path / "bmwe"
    folder.mkdir()
    (folder / "termin.html").write_text("<h1>Fachtag</h1><p>Am 5. Mai 2026 in Kassel.</p>")
    (folder / "termin.meta.toml").write_text(META)
    return tmp_path


def only(folder: Path) -> goldens.Golden:
    (golden,) = goldens.goldens(folder)
    return golden


def test_a_missing_golden_is_written_and_fails(page):
    with pytest.raises(GoldenError, match="was missing"):
        only(page).check()
    record = json.loads((page / "bmwe" / "termin.json").read_text())
    assert record["id"] == "bmwe/termin"
    assert record["url"] == "http://www.bmwe.localhost/termin.html"
    only(page).check()


def test_a_difference_is_shown_as_a_unified_diff(page):
    with pytest.raises(GoldenError):
        only(page).check()
    file = page / "bmwe" / "termin.json"
    file.write_text(file.read_text().replace('"bmwe/termin"', '"anders"'))
    with pytest.raises(GoldenError) as failure:
        only(page).check()
    assert '\n-  "id": "anders",\n+  "id": "bmwe/termin",\n' in str(failure.value)
    only(page).check(update=True)
    only(page).check()


def test_a_result_without_a_page_is_an_orphan(page):
    (page / "bmwe" / "fort.json").write_text("{}")
    (page / "bmwe" / "ohne-angaben.html").write_text("<p>")
    assert goldens.orphans(page) == ["bmwe/fort.json", "bmwe/ohne-angaben.html"]
