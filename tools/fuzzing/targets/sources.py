"""Source files: one clear line, or a source that can be crawled and whose rules take no time."""

import re
import tempfile
from collections.abc import Iterator
from pathlib import Path

from crawler.links import LinkRules, read_links
from crawler.markup import read_html
from fuzzing.target import ROOT, must, plain_line
from fuzzing.words import TOML, encoded
from model import SourceFileError, http_url
from sources import Source, host_of, load_source

WORDS = encoded(TOML)
HOSTILE = tuple(
    f"https://a.example/{path}"
    for path in ("a" * 1900 + "!", "1-" * 900, "/" * 1900, "termine/" * 200 + "%", "ä" * 300)
)
_PAGE = b'<p>Mai<a class=next href="?page=2">weiter</a><a href="/termine/1">1</a><svg></svg>'
_FOLDER = Path(tempfile.mkdtemp(prefix="regioradar-fuzz-"))
_ID = re.compile(rb"^\s*id\s*=\s*[\"']([a-z0-9_]{1,40})[\"']", re.MULTILINE)


def check(data: bytes) -> None:
    """The input is the file; it is named by the id that stands in it."""
    named = _ID.search(data)
    file = _FOLDER / f"{named[1].decode() if named else 'quelle'}.toml"
    file.write_bytes(data)
    try:
        source = load_source(file)
    except SourceFileError as error:
        must(plain_line(str(error)), "a fault is one plain line", str(error))
        must(str(error).startswith(file.name), "a fault names its file", str(error))
        must(len(str(error)) < 1500, "a fault is a short line", len(str(error)))
        return
    finally:
        file.unlink()
    must(source.id == file.stem, "the id is the name of the file", source.id)
    again = Source.model_validate(source.model_dump())
    must(again == source, "a source is what its values say", source)
    must(bool(source.entries) or not source.enabled, "what is crawled has an entry")
    for entry in source.entries:
        must(http_url(entry.url) == entry.url, "an entry is of the web", entry.url)
        must(host_of(entry.url) in source.hosts, "the host of an entry may be asked", entry.url)
    _rules(source)


def _rules(source: Source) -> None:
    rules = LinkRules(source)
    html = read_html(_PAGE, "text/html", "https://a.example/termine")
    must(html is not None and read_links(html, rules) is not None, "a page has its links")
    for host in source.hosts[:2]:
        for url in HOSTILE:
            rules.refuses(url.replace("a.example", host, 1))


def seeds() -> Iterator[bytes]:
    """Some source files of the bundled catalogue, and one with every key."""
    files = sorted((ROOT / "sources" / "catalogue").glob("*.toml"))
    yield from (file.read_bytes() for file in files[::5])
    yield _EVERY.encode()


_EVERY = """id = "quelle"
name = "Netzwerk Auenland"
short_name = "NAL"
kind = "network"
home = "https://a.example/"
regions = ["Sachsen-Anhalt", "Thüringen"]
cadence = "daily"
expects_events = false
aliases = ["Auenland e. V."]
hosts = ["a.example", "b.example:8080"]
notes = "x"
entries = [{ kind = "sitemap", url = "https://b.example:8080/sitemap.xml" }]

[organizer]
name = "Netzwerk Auenland"
alternate_names = ["NAL"]
url = "https://a.example/"

[follow]
allow = ["/termine/[a-z0-9-]+$", "(?i)/veranstaltung"]
deny = ['\\?print=1']
next = "a.next[href]"
discover = false
calendars = "all"
trust_lastmod = true
max_pages = 50
max_depth = 2
"""
