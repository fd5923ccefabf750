"""A small catalogue, pages and a parser of a few lines, for tests of what lies around them."""

import re
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

import parsers
from model import Event, Extraction, NewsItem, Page, PageKind, Problem, ProblemKind, Severity, When
from sources import Catalogue, load_catalogue

SOURCE = """id = "{id}"
name = "{name}"
short_name = "{short}"
kind = "{kind}"
home = "http://{host}/"
regions = ["Sachsen"]
{more}
[organizer]
name = "{name}"
alternate_names = ["{short}"]
[[entries]]
kind = "listing"
url = "http://{host}/termine"
"""


@pytest.fixture(autouse=True)
def own_folder(tmp_path, monkeypatch):
    """Work in an empty folder, without the configuration of whoever runs the tests."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def write_source(tmp_path) -> Callable[..., Path]:
    """Write sources/<id>.toml in the test's folder."""

    def write(source_id: str, **fields: str) -> Path:
        values = {
            "name": f"Amt {source_id.title()}",
            "short": source_id[:3].upper(),
            "kind": "ministry",
            "host": f"{source_id}.localhost",
            "more": "",
            **fields,
        }
        file = tmp_path / "sources" / f"{source_id}.toml"
        file.parent.mkdir(exist_ok=True)
        file.write_text(SOURCE.format(id=source_id, **values), encoding="utf-8")
        return file

    return write


@pytest.fixture
def catalogue(write_source, tmp_path) -> Catalogue:
    """Two ministries, a network and a disabled chamber."""
    write_source("alpha")
    write_source("beta")
    write_source("netz", kind="network")
    write_source("zu", kind="chamber", more='enabled = false\ndisabled_reason = "keine Adresse"')
    return load_catalogue(tmp_path / "sources")


@pytest.fixture
def page() -> Callable[..., Page]:
    """A page of source alpha."""

    def make(path: str = "/eins", body: bytes = b"", source_id: str = "alpha") -> Page:
        return Page(
            source_id=source_id,
            url=f"http://{source_id}.localhost{path}",
            body=body,
            fetched_at=datetime(2026, 3, 1, 5, tzinfo=UTC),
        )

    return make


@pytest.fixture
def plain_parser(monkeypatch):
    """Reads "TERMIN <day> <name>", "MELDUNG <headline>", "KAPUTT" (a bug) and "LEER" (a fault)."""

    def extract(page: Page, context: parsers.Context) -> Extraction:
        text = page.body.decode("utf-8")
        if "KAPUTT" in text:
            raise ZeroDivisionError("a bug of the parser")
        if "LEER" in text:
            problem = Problem(
                kind=ProblemKind.EMPTY, message="nothing in it", severity=Severity.ERROR
            )
            return Extraction(page_kind=PageKind.OTHER, problems=(problem,))
        events = tuple(
            Event(
                name=name,
                when=When(start=date.fromisoformat(day)),
                organizers=(context.organizer,) if context.organizer else (),
                url=page.url,
                confidence=0.9,
                publish=True,
            )
            for day, name in re.findall(r"TERMIN (\S+) (.+)", text)
        )
        news = tuple(
            NewsItem(headline=headline, url=page.url)
            for headline in re.findall("MELDUNG (.+)", text)
        )
        kind = PageKind.EVENT if events else PageKind.NEWS
        return Extraction(page_kind=kind, events=events, news=news, text=text)

    monkeypatch.setattr(parsers, "extract", extract)
    monkeypatch.setattr(parsers, "EXTRACTOR_VERSION", "test-1")
