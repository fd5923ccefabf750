"""A small catalogue, pages and a parser of a few lines, for tests of what lies around them."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import parsers
import regioradar.pipeline as pipeline
from crawler.archive import SourceCrawl
from model import (
    EntryKind,
    Event,
    Extraction,
    NewsItem,
    Page,
    PageKind,
    Problem,
    ProblemKind,
    Severity,
    Verdict,
    When,
)
from regioradar.cli import main
from regioradar.replica import ReplicaServer
from sources import Catalogue, load_catalogue

NOON = datetime(2026, 3, 2, 11, tzinfo=UTC)
"""When the crawls of `play_crawl` take place."""

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


REPLICAS = Path(__file__).parent.parent

TRIAL_SITE = """hosts = ["proben.localhost"]
last_modified = 2026-03-01T00:00:00Z
[[route]]
path = "/robots.txt"
file = "robots.txt"
[[route]]
path = "/weg.html"
status = 302
location = "http://www.mr4b.localhost/"
[[route]]
path = "/kaputt.html"
status = 500
[[route]]
path = "/langsam.html"
silent = true
[[route]]
path = "/bild.html"
file = "www/ohne-tage.html"
content_type = "image/png"
[[route]]
path = "/termine.ics"
file = "termine.ics"
content_type = "text/calendar"
"""

TRIAL_FRAME = """<html><head><title>{title} | Probenamt</title></head><body>
<nav><a href="/">Start</a><a href="/team.html">Team</a></nav><main><h1>{title}</h1>{main}</main>
<footer><a href="/impressum.html">Impressum</a></footer></body></html>"""


def trial_list(folder: str) -> str:
    names = ("was-wir-tun", "wer-wir-sind", "wie-wir-arbeiten")
    return "".join(f'<h2><a href="/{folder}/{name}.html">Lesen, {name}</a></h2>' for name in names)


TRIAL_PAGES = {
    "ohne-tage": trial_list("texte"),
    "nur-verbotenes": trial_list("geheim"),
    "leer": "<p>Hier steht nichts.</p>",
    "mit-kalender": '<p><a href="/termine.ics">Alle Termine als iCalendar</a></p>',
    **{f"texte/{name}": "<p>Wir arbeiten hier.</p>" for name in ("was-wir-tun", "wer-wir-sind")},
    "geheim/was-wir-tun": "<p>Geheim.</p>",
}

TRIAL_CALENDAR = """BEGIN:VCALENDAR\r
VERSION:2.0\r
PRODID:-//proben//DE\r
BEGIN:VEVENT\r
UID:1@proben.localhost\r
DTSTAMP:20260201T000000Z\r
DTSTART;VALUE=DATE:20260422\r
SUMMARY:Tagung der Proben\r
LOCATION:Gera\r
END:VEVENT\r
END:VCALENDAR\r
"""


@pytest.fixture(scope="session")
def replicas(tmp_path_factory) -> Iterator[ReplicaServer]:
    """A server for all replica sites and one more, whose pages each have a fault."""
    site = tmp_path_factory.mktemp("sites") / "proben"
    for name, text in TRIAL_PAGES.items():
        file = site / "www" / f"{name}.html"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(TRIAL_FRAME.format(title=name, main=text), encoding="utf-8")
    (site / "robots.txt").write_text("User-agent: *\nDisallow: /geheim/\n", encoding="utf-8")
    (site / "termine.ics").write_text(TRIAL_CALENDAR, encoding="utf-8", newline="")
    (site / "site.toml").write_text(TRIAL_SITE, encoding="utf-8")
    names = ("sites", "sites_crawl", "sites_faulty")
    folders = [*(REPLICAS / name for name in names), site.parent]
    with ReplicaServer(folders) as server:
        yield server


@pytest.fixture
def radar(replicas, monkeypatch, tmp_path) -> Callable[..., Result]:
    """Call the program in this process, in an empty folder, with the replica sites as the web."""
    (tmp_path / "sources").mkdir()
    for name, value in {
        **replicas.proxies,
        "REGIORADAR_CONTACT": "radar@example.org",
        "REGIORADAR_SOURCES_DIR": "sources",
        "REGIORADAR_CRAWL__DELAY": "0",
        "REGIORADAR_CRAWL__TIMEOUT": "4",
        "REGIORADAR_CRAWL__RETRIES": "0",
        "REGIORADAR_CRAWL__UNSAFE_TEST_NETWORKS": "127.0.0.1/32",
    }.items():
        monkeypatch.setenv(name, value)
    return lambda *args: CliRunner().invoke(main, [*args])


@pytest.fixture
def call() -> Callable[..., Result]:
    """Call the program in this process; gives the result with `stdout`, `stderr`, `exit_code`."""

    def invoke(*args: str, stdin: str | None = None) -> Result:
        return CliRunner().invoke(main, args, input=stdin)

    return invoke


@dataclass(frozen=True)
class Visited:
    """An address that answered well."""

    url: str
    verdict: Verdict = Verdict.OK
    role: EntryKind = EntryKind.PAGE
    entry: bool = True
    status: int = 200
    message: str = ""
    location: str = ""
    size: int = 1
    seconds: float = 0.1
    at: datetime = NOON


@pytest.fixture
def play_crawl(monkeypatch) -> Callable[[Mapping[str, Mapping[str, str]]], None]:
    """Makes the program find these pages (texts by path, by source), as they are at each crawl."""

    def begin(pages: Mapping[str, Mapping[str, str]]) -> None:
        def crawl(sources, archive, *, on_source, **_):
            for source in sources:
                played(source.id, pages.get(source.id, {}), archive, on_source)

        monkeypatch.setattr(pipeline, "crawl", crawl)

    return begin


def played(source_id, texts, archive, on_source) -> None:
    """One source's crawl, which brings every page."""
    pages = [
        Page(
            source_id=source_id,
            url=f"http://{source_id}.localhost{path}",
            body=text.encode(),
            fetched_at=NOON,
        )
        for path, text in texts.items()
    ]
    archive.save_pages(source_id, pages, ())
    done = SourceCrawl(
        source_id=source_id,
        visits=tuple(Visited(url=page.url) for page in pages),
        pages=len(pages),
        size=0,
        problems=(),
        requests=len(pages),
        started_at=NOON,
        finished_at=NOON,
        finish_reason="finished",
    )
    archive.save_crawl(done)
    on_source(done)
