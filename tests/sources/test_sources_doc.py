"""docs/sources.md is what the source files say today."""

import importlib.util
import re
from pathlib import Path
from types import ModuleType

import pytest

from sources import Catalogue, Source, SourceKind, load_catalogue

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def tool() -> ModuleType:
    spec = importlib.util.spec_from_file_location("sources_doc", ROOT / "tools" / "sources_doc.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_page_is_what_the_files_say(tool):
    written = tool.TARGET.read_text(encoding="utf-8") if tool.TARGET.exists() else ""
    if written != tool.document(load_catalogue()):
        pytest.fail(f"docs/sources.md is out of date; renew it with: {tool.COMMAND}")


def test_every_source_stands_there_once_and_every_kind_has_a_heading(tool):
    text = tool.document(load_catalogue())
    assert set(tool.HEADINGS) == set(SourceKind)
    assert re.findall(r"<br>`(\w+)` \|", text) != []
    assert sorted(re.findall(r"<br>`(\w+)` \|", text)) == [s.id for s in load_catalogue().sources]


def test_a_row_says_where_the_crawl_begins_or_why_it_does_not(tool):
    on = {
        "id": "haus", "name": "Haus | Hof", "kind": "network", "home": "https://haus.example/",
        "regions": ["Sachsen", "Lausitzer Revier"],
        "entries": [{"kind": "feed", "url": "https://haus.example/a?b=1|2"}],
        "notes": "Zwei\nZeilen.",
    }  # fmt: skip
    off = {
        "id": "amt", "name": "Amt", "kind": "network",
        "enabled": False, "disabled_reason": "niemand weiß | wo",
    }  # fmt: skip
    text = tool.document(Catalogue(sources=tuple(map(Source.model_validate, (off, on)))))
    assert "2 sources, 1 of them crawled." in text
    assert text.splitlines()[-2:] == [
        "| [Haus \\| Hof](<https://haus.example/>)<br>`haus` | Sachsen, Lausitzer Revier | weekly "
        "| [feed](<https://haus.example/a?b=1%7C2>) | yes | Zwei Zeilen. |",
        "| Amt<br>`amt` | unknown | weekly | no address | no: niemand weiß \\| wo |  |",
    ]
    assert "## Networks and associations" in text
    assert "## Chambers" not in text
