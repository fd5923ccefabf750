"""Pages in few words, read by our own parsers into a store: what the application is tested over."""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import parsers
from matching import Knowledge, compare, sketch
from model import Comparison, EntryKind, Organizer, Page, Subject, Verdict
from regioradar.clock import Clock
from regioradar.config import Config
from regioradar.reviewing.preview import Previewer
from regioradar.reviewing.reading import find_places, read_times
from review.setup import Settings, Setup, SourceCard
from store import EventCounts, Role, Store

PASSWORD = "vier kleine blaue Lampen"  # noqa: S105 (of tests)
USERS = {"Lena": Role.READ, "Paula": Role.CHECK, "Pia": Role.CHECK, "Vera": Role.MANAGE}
READ_AT = datetime(2026, 3, 1, 6, 0, tzinfo=UTC)

SOURCES = {
    "netz": SourceCard(
        id="netz", name="Netzwerk Beispielregion", home="https://netz.localhost/", kind="network"
    ),
    "amt": SourceCard(
        id="amt", name="Amt für Beispiele", short_name="AfB", home="https://amt.localhost/"
    ),
}

_FRAME = """<!doctype html><html lang="de"><head><title>{title}</title></head><body>
<nav><a href="/">Start</a></nav><main><h1>{title}</h1>{main}</main>
<footer>Impressum</footer></body></html>"""


def page(title: str, *paragraphs: str) -> str:
    """An HTML page with a heading and paragraphs, which may be other elements as well."""
    parts = (part if part.startswith("<") else f"<p>{part}</p>" for part in paragraphs)
    return _FRAME.format(title=title, main="".join(parts))


PAGES: Mapping[str, Mapping[str, str]] = {
    "netz": {
        "https://netz.localhost/termine/konferenz": page(
            "Regionalkonferenz Beispielregion 2026",
            "<dl><dt>Datum</dt><dd>Donnerstag, 12. März 2026, 10 bis 16 Uhr</dd>"
            "<dt>Ort</dt><dd>Stadthaus, Markt 1, 06108 Halle (Saale)</dd></dl>",
            "Zur Regionalkonferenz laden wir alle Kommunen der Region ein.",
        ),
        "https://netz.localhost/termine/werkstatt": page(
            "Zukunftswerkstatt Mobilität",
            "Die Werkstatt findet am 21. April um 14 Uhr im Kulturhaus in Gera statt.",
            "Anmeldung bis zum 7. April.",
        ),
        "https://netz.localhost/termine/dialog": page(
            "Dialogforum Ländliche Räume",
            "Am 5. Mai 2026 von 9:30 bis 13 Uhr findet das Dialogforum online statt.",
        ),
    },
    "amt": {
        "https://amt.localhost/veranstaltungen/fachtag": page(
            "Fachtag Daseinsvorsorge",
            "<dl><dt>Termin</dt><dd>18.06.2026, 9 Uhr</dd><dt>Ort</dt><dd>Leipzig</dd></dl>",
            "Der Fachtag richtet sich an Landkreise.",
        ),
        "https://amt.localhost/veranstaltungen/konferenz": page(
            "Regionalkonferenz der Beispielregion",
            "<dl><dt>Termin</dt><dd>12.03.2026, 10:00 Uhr</dd><dt>Ort</dt><dd>Halle</dd></dl>",
            "Das Netzwerk lädt zur Konferenz.",
        ),
    },
}


class Matcher:
    """The comparison as runs use it, without the names of a catalogue."""

    _knowledge = Knowledge(organizations=())

    def sketch(self, subject: Subject) -> Any:
        return sketch(subject, self._knowledge)

    def compare(self, a: Any, b: Any) -> Comparison:
        return compare(a, b)


def matcher() -> Matcher:
    """A comparison."""
    return Matcher()


class Scene:
    """Plays runs: pages come in, are read, and become events."""

    def __init__(self, store: Store, clock: Callable[[], datetime]) -> None:
        self.store = store
        self.clock = clock

    def run(self, source_id: str, pages: Mapping[str, str], **save: Any) -> EventCounts:
        """One run of one source, at the clock's time; `save` goes to `Store.save_extractions`."""
        store, now = self.store, self.clock()
        run_id = store.start_run(now)
        brought = [
            Page(source_id=source_id, url=url, body=html.encode(), fetched_at=now)
            for url, html in pages.items()
        ]
        store.save_pages(run_id, source_id, brought, (), now)
        store.save_crawl(
            run_id,
            source_id,
            [_visit(page.url, now) for page in brought],
            (),
            requests=len(brought),
            size=sum(len(page.body) for page in brought),
            started_at=now,
            finished_at=now,
            finish_reason="finished",
        )
        read = [
            (page_id, page, extract(page))
            for page_id, page in store.pages_to_extract(source_id, "1")
        ]
        counts = store.save_extractions(run_id, source_id, read, "1", now, **save)
        store.consolidate(matcher(), now)
        store.delist(3, now)
        store.finish_run(run_id, now, 0, {})
        return counts

    def uid(self, word: str) -> str:
        """The UID of the one event with that word in its name."""
        (found,) = (s.uid for s in self.store.events() if word in s.event.name)
        return found


def extract(page: Page) -> Any:
    """What our parsers read out of a page."""
    name = SOURCES[page.source_id].name if page.source_id in SOURCES else page.source_id
    context = parsers.Context(today=page.fetched_at.date(), organizer=Organizer(name=name))
    return parsers.extract(page, context)


def _visit(url: str, now: datetime) -> Any:
    return SimpleNamespace(
        url=url,
        verdict=Verdict.OK,
        role=EntryKind.PAGE,
        entry=True,
        status=200,
        message="",
        location="",
        size=100,
        seconds=0.1,
        at=now,
    )


def filled(file: Path, password: str) -> None:
    """Make a database with all of `PAGES` and `USERS`; `password` is the hash of one for all."""
    with Store.open(file) as store:
        scene = Scene(store, lambda: READ_AT)
        for source_id, pages in PAGES.items():
            scene.run(source_id, pages)
        for name, role in USERS.items():
            store.accounts.add(name, role, password=password, by="Vera", now=READ_AT)


def the_setup(file: Path, clock: Callable[[], datetime], **settings: Any) -> Setup:
    """What the program would give the application."""
    values: dict[str, Any] = {"secret_key": "k" * 32, "trusted_hosts": ("localhost",), **settings}
    return Setup(
        settings=Settings(**values),
        open_store=lambda: Store.open(file, timeout=0.5, make=False),
        now=clock,
        matcher=matcher,
        read_dates=read_times,
        places=find_places,
        text_of=lambda page: extract(page).text,
        preview=Previewer(Config(), (), Clock(fixed=READ_AT)),
        sources=SOURCES,
    )


def ask(client: Any, address: str) -> Any:
    """The answer to GET, read to its end: exports are streamed."""
    with client.get(address) as answer:
        answer.get_data()
    return answer
