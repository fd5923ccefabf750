"""`tools/collect_golden.py` takes a page out of an archive, bytes and meta data, once."""

import importlib.util
import tomllib
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner

from model import Page
from store import Store

FILE = Path(__file__).resolve().parents[2] / "tools" / "collect_golden.py"
NOW = datetime(2026, 3, 1, 23, 30, tzinfo=UTC)
URL = "http://amt.localhost/termin/fach-tag.html?nr=1"


@pytest.fixture
def collect(tmp_path, monkeypatch):
    spec = importlib.util.spec_from_file_location("collect_golden", FILE)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    monkeypatch.setattr(module, "PAGES", tmp_path / "pages")
    database = tmp_path / "archive.sqlite"
    page = Page(
        source_id="amt",
        url=URL,
        body=b"<p>B\xfcro",
        fetched_at=NOW,
        content_type="text/html; charset=ISO-8859-1",
        published="2026-02",
    )
    with Store.open(database) as store:
        run = store.start_run(NOW)
        store.save_pages(run, "amt", [page], (), NOW)
    return lambda *args: CliRunner().invoke(module.main, [*args, "--database", str(database)])


def test_bytes_and_meta_data_are_kept(collect, tmp_path):
    result = collect("amt", URL, "--name", "fachtag")
    assert result.exit_code == 0, result.output
    folder = tmp_path / "pages" / "amt"
    assert (folder / "fachtag.html").read_bytes() == b"<p>B\xfcro"
    assert tomllib.loads((folder / "fachtag.meta.toml").read_text()) == {
        "url": URL,
        "contentType": "text/html; charset=ISO-8859-1",
        "fetchedAt": NOW,
        "today": date(2026, 3, 2),
        "published": "2026-02",
    }


def test_a_golden_is_never_overwritten(collect):
    assert collect("amt", URL).exit_code == 0
    again = collect("amt", URL)
    assert again.exit_code == 1
    assert "exists already" in again.output


def test_an_address_that_is_not_archived_is_told_with_those_that_are(collect):
    result = collect("amt", "http://amt.localhost/fort")
    assert result.exit_code == 1
    assert "is not archived" in result.output
    assert URL in result.output
