"""A store with a clock of its own, and events in few words."""

import hashlib
import json
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from model import (
    Comparison,
    Correction,
    Decision,
    EntryKind,
    Event,
    Extraction,
    Organizer,
    Page,
    PageKind,
    Place,
    StoredEvent,
    Subject,
    Verdict,
    When,
    fold,
)
from store import Decided, EventCounts, Guard, Store

sys.path.append(str(Path(__file__).parent))  # for the modules beside this one

FIRST_DAY = datetime(2026, 1, 5, 6, 0, tzinfo=UTC)
TABLES = ("events", "aliases", "records", "mentions", "news", "deadlines", "changes")


@dataclass(frozen=True)
class Visited:
    """One address of a crawl, in the words that the store asks for."""

    url: str
    verdict: Verdict = Verdict.OK
    role: EntryKind = EntryKind.PAGE
    entry: bool = False
    status: int = 200
    message: str = ""
    location: str = ""
    size: int = 100
    seconds: float = 0.5
    at: datetime = FIRST_DAY


def visited(url: str, verdict: Verdict = Verdict.OK, **more: Any) -> Visited:
    """One address of a crawl that answered well unless another verdict is named."""
    return Visited(url, verdict, **more)


class SameWords:
    """A comparison in few words: one event has one day and two words of its title in common."""

    def sketch(self, subject: Subject) -> Subject:
        return subject

    def compare(self, a: Subject, b: Subject) -> Comparison:
        one, other = a.event, b.event
        words = [set(fold(event.name).split()) for event in (one, other)]
        score = len(words[0] & words[1]) / max(len(words[0] | words[1]), 1)
        numbers = [{word for word in each if word.isdigit()} for each in words]
        veto = "numbers" if numbers[0] and numbers[1] and numbers[0] != numbers[1] else ""
        if veto or one.when is None or other.when is None:
            return Comparison(score=score, decision=Decision.APART, veto=veto)
        if one.when.first_day != other.when.first_day:
            return Comparison(score=score / 2, decision=Decision.APART)
        for bar, decision in ((0.7, Decision.MERGE), (0.4, Decision.ASK)):
            if score >= bar:
                return Comparison(score=score, decision=decision, features={"title": score})
        return Comparison(score=score, decision=Decision.APART)


@dataclass
class Scene:
    """Plays runs, one a day, against one store file."""

    path: Path
    store: Store
    now: datetime = FIRST_DAY
    version: str = "1"
    run_ids: list[int] = field(default_factory=list)
    told: dict[str, Extraction] = field(default_factory=dict)
    matcher: Any = field(default_factory=SameWords)
    guard: Guard = field(default_factory=Guard)

    @property
    def only(self) -> StoredEvent:
        """The one event of the store."""
        (stored,) = self.store.events()
        return stored

    @property
    def correction(self) -> Correction:
        """The one correction of the one event."""
        (found,) = self.only.corrections
        return found

    def run(
        self,
        pages: Mapping[str, Extraction],
        *,
        source: str = "region",
        also: Sequence[Visited] = (),
        **crawl: Any,
    ) -> EventCounts:
        """One run: crawl the pages, read those that are to be read. Body follows extraction.

        `also` are visits that brought no page, `crawl` is how the crawl ended.
        """
        self.now += timedelta(days=1)
        run_id = self.store.start_run(self.now)
        self.run_ids.append(run_id)
        self.told.update(pages)
        crawled = [
            Page(
                source_id=source,
                url=url,
                body=repr(told).encode(),
                fetched_at=self.now,
            )
            for url, told in pages.items()
        ]
        self.store.save_pages(run_id, source, crawled, (), self.now)
        visits = [visited(page.url, at=self.now) for page in crawled]
        self.end_crawl(run_id, source, [*visits, *also], **crawl)
        counts = self.store.save_extractions(
            run_id,
            source,
            (
                (page_id, page, self.told[page.url])
                for page_id, page in self.store.pages_to_extract(source, self.version)
            ),
            self.version,
            self.now + timedelta(minutes=1),
            guard=self.guard,
        )
        self.store.consolidate(self.matcher, self.now + timedelta(minutes=1))
        self.store.finish_run(run_id, self.now + timedelta(minutes=2), 0, {})
        return counts

    def decide(self, deed: str, *on: Any, by: str = "Erika Muster", **more: Any) -> Decided:
        """A decision of staff, an hour after what came before; `deed` is a method of `Staff`."""
        self.now += timedelta(hours=1)
        grouping = ("join", "keep_apart", "split", "withdraw")
        extra = (self.matcher,) if deed in grouping else ()
        decided = getattr(self.store.staff, deed)(*on, *extra, by=by, now=self.now, **more)
        assert isinstance(decided, Decided)
        return decided

    def end_crawl(
        self, run_id: int, source: str, visits: Sequence[Visited] = (), **more: Any
    ) -> None:
        """The end of a source's crawl, with nothing amiss unless it is named."""
        values: dict[str, Any] = {
            "problems": (),
            "requests": len(visits),
            "size": 0,
            "started_at": self.now,
            "finished_at": self.now,
            "finish_reason": "finished",
            **more,
        }
        self.store.save_crawl(run_id, source, visits, **values)

    def rows(self, sql: str, *parameters: Any) -> list[dict[str, Any]]:
        """Rows as they lie in the file, read over the store's own connection."""
        cursor = self.store._connection.db.conn.execute(sql, parameters)
        names = [column[0] for column in cursor.description]
        return [dict(zip(names, row, strict=True)) for row in cursor]

    def dump(self, *, without: tuple[str, ...] = ()) -> dict[str, list[str]]:
        """Every row of the event side as text, for comparing byte by byte."""
        return {
            table: sorted(
                json.dumps({k: v for k, v in row.items() if k not in without}, sort_keys=True)
                for row in self.rows(f"SELECT * FROM {table}")  # noqa: S608
            )
            for table in TABLES
        }


@pytest.fixture
def open_scene(tmp_path: Path) -> Iterator[Callable[[], Scene]]:
    """Makes scenes, each with a file of its own."""
    opened: list[Store] = []

    def make() -> Scene:
        path = tmp_path / f"scene{len(opened)}" / "regioradar.sqlite"
        opened.append(Store.open(path, timeout=1.0))
        return Scene(path, opened[-1])

    yield make
    for store in opened:
        store.close()


@pytest.fixture
def scene(open_scene: Callable[[], Scene]) -> Scene:
    """One scene."""
    return open_scene()


def _event(
    name: str = "Regionalkonferenz 2026", day: date | None = date(2026, 3, 2), **more: Any
) -> Event:
    town = more.pop("town", "Halle (Saale)")
    values: dict[str, Any] = {
        "name": name,
        "when": When(start=day) if day else None,
        "locations": (Place(address_locality=town, address_region="Sachsen-Anhalt"),)
        if town
        else (),
        "organizers": (Organizer(name="Institut für Beispielregionen"),),
        "confidence": 0.9,
        "publish": True,
        **more,
    }
    return Event(**values)


@pytest.fixture
def event() -> Callable[..., Event]:
    """An event that is sure enough to be published, with a day and a town."""
    return _event


@pytest.fixture
def told() -> Callable[..., Extraction]:
    """An extraction of events, of a page about its event unless another kind is named."""

    def make(*events: Event, kind: PageKind = PageKind.EVENT, **more: Any) -> Extraction:
        return Extraction(page_kind=kind, events=events, **more)

    return make


@pytest.fixture
def digest() -> Callable[[Path], str]:
    """The hash of a file's bytes."""
    return lambda path: hashlib.sha256(path.read_bytes()).hexdigest()


@pytest.fixture(name="visited", scope="session")
def _visited() -> Callable[..., Visited]:
    """Makes one address of a crawl."""
    return visited


@pytest.fixture(scope="session")
def matcher() -> SameWords:
    """The comparison in few words."""
    return SameWords()


@pytest.fixture(scope="session")
def make_scene() -> Callable[[Path, Store], Scene]:
    """Makes a scene around a store that the test opens and closes itself."""
    return Scene


@pytest.fixture
def known(scene: Any, told: Any, event: Any) -> Any:
    """One event whose name its page spells wrong."""
    url = "https://region.localhost/termine/konferenz"
    scene.run({url: told(event("Regonalkonferenz 2026"))})
    return scene


@pytest.fixture
def corrected(known: Any) -> Any:
    """The same with its name corrected by staff."""
    known.decide("correct", known.only.uid, {"name": "Regionalkonferenz 2026"}, note="Tippfehler")
    return known
