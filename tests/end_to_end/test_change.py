"""Change between two runs of the real program over HTTP: nothing stale, nothing read twice.

One site with a listing and 400 events, told apart by what its server says of them: entity tags,
strong and weak, dates, nothing at all, "no-cache", and pages that hold something new in each
answer.
"""

import hashlib
import json
import shutil
import subprocess
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import count
from pathlib import Path
from typing import Any

import pytest

import parsers
from model import StoredEvent, Verdict, When
from regioradar.clock import Clock
from regioradar.config import load
from regioradar.job import Job, Stages
from regioradar.pipeline import run
from regioradar.progress import Silent
from sources import load_catalogue
from store import Store

pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])

EVENTS = 400
GROUPS = ("etag", "weak", "date", "none", "no-cache", "nonce")
FIRST_DAY, MADE = date(2027, 1, 4), datetime(2026, 1, 5, 6, 0, tzinfo=UTC)
Call = Callable[..., "subprocess.CompletedProcess[str]"]


def group_of(number: int) -> str:
    return GROUPS[number % len(GROUPS)]


@dataclass
class Version:
    """What stands at an address: `edition` counts its changes."""

    body: str
    group: str
    edition: int = 1

    @property
    def etag(self) -> str:
        mark = hashlib.sha256(self.body.encode()).hexdigest()[:12]
        if self.group in ("etag", "no-cache"):
            return f'"{mark}"'
        return f'W/"{mark}"' if self.group == "weak" else ""

    @property
    def last_modified(self) -> str:
        changed = MADE + timedelta(days=self.edition)
        return format_datetime(changed, usegmt=True) if self.group == "date" else ""


@dataclass
class Site:
    """A site on loopback; `answered` holds the path and status of each answer."""

    pages: dict[str, Version] = field(default_factory=dict)
    lies: dict[str, str] = field(default_factory=dict)
    answered: list[tuple[str, int]] = field(default_factory=list)
    host: str = ""
    _tokens: Iterator[int] = field(default_factory=count)

    def put(self, path: str, body: str, group: str) -> None:
        known = self.pages.get(path)
        if known is None or known.body != body:
            edition = known.edition + 1 if known else 1
            self.pages[path] = Version(body, group, edition)

    def statuses(self) -> dict[str, int]:
        """The status of each path's last answer."""
        return dict(self.answered)

    def answer(self, handler: BaseHTTPRequestHandler) -> None:
        version = self.pages.get(handler.path)
        if version is None:
            self._send(handler, 404, {}, b"")
            return
        headers = {"ETag": version.etag, "Last-Modified": version.last_modified}
        lie = self.lies.get(handler.path, "")
        if lie == "always the same tag":
            headers["ETag"] = '"same"'
        if version.group == "no-cache":
            headers["Cache-Control"] = "no-cache, must-revalidate"
        body = version.body
        if version.group == "nonce":
            token = f'<script nonce="{next(self._tokens)}"></script>'
            body = body.replace("</body>", f"{token}<!-- {next(self._tokens)} --></body>")
        fresh = lie != "deaf" and self._known(handler, headers)
        if lie == "says 304 of another version" and handler.headers.get("If-None-Match"):
            fresh = True
        self._send(handler, 304 if fresh else 200, headers, b"" if fresh else body.encode())

    def _known(self, handler: BaseHTTPRequestHandler, headers: dict[str, str]) -> bool:
        tag, since = (handler.headers.get(n) for n in ("If-None-Match", "If-Modified-Since"))
        if tag is not None:
            return tag == headers["ETag"]
        return since is not None and since == headers["Last-Modified"]

    def _send(
        self, handler: BaseHTTPRequestHandler, status: int, headers: dict[str, str], body: bytes
    ) -> None:
        self.answered.append((handler.path, status))
        handler.send_response(status)
        handler.send_header("Content-Type", "text/html; charset=utf-8")
        handler.send_header("Content-Length", str(len(body)))
        for name, value in headers.items():
            if value:
                handler.send_header(name, value)
        handler.end_headers()
        handler.wfile.write(body)


@pytest.fixture(scope="module")
def serve() -> Iterator[Callable[[], Site]]:
    servers: list[tuple[ThreadingHTTPServer, threading.Thread]] = []

    def begin() -> Site:
        site = Site()

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                site.answer(self)

            def log_message(self, *args: object) -> None:
                """Keep quiet."""

        server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        server.daemon_threads = True
        thread = threading.Thread(target=server.serve_forever, args=(0.05,))
        thread.start()
        servers.append((server, thread))
        site.host = f"127.0.0.1:{server.server_address[1]}"
        return site

    yield begin
    for server, thread in servers:
        server.shutdown()
        server.server_close()
        thread.join()


def detail(number: int, day: date) -> str:
    return f"""<!doctype html><html><head><meta charset="utf-8">
<title>Fachtag Nummer {number}</title></head><body><main><h1>Fachtag Nummer {number}</h1>
<dl><dt>Datum:</dt><dd>{day:%d.%m.%Y}</dd><dt>Ort:</dt><dd>Rathaus, 06108 Halle (Saale)</dd></dl>
<p>Der Fachtag richtet sich an alle, die in ihrer Gemeinde etwas bewegen wollen. Die Teilnahme
kostet nichts, und wer mag, bringt eine Frage aus der eigenen Arbeit mit.</p></main></body></html>
"""


def listing(numbers: range) -> str:
    links = "".join(f'<li><a href="/termin/{n}">Fachtag Nummer {n}</a></li>' for n in numbers)
    return f"<html><head><title>Termine</title></head><body><ul>{links}</ul></body></html>"


def fill(site: Site, shift: int, numbers: range = range(EVENTS)) -> None:
    """Put the listing and the events; each event is `shift` days after its first date."""
    site.put("/termine", listing(numbers), "etag")
    for number in numbers:
        site.put(f"/termin/{number}", detail(number, day_of(number, shift)), group_of(number))


def day_of(number: int, shift: int) -> date:
    return FIRST_DAY + timedelta(days=number % 300 + shift)


@dataclass
class World:
    """A working folder with one source, and the runs that were made in it."""

    folder: Path
    site: Site
    call: Call

    def prepare(self) -> None:
        (self.folder / "sources").mkdir(parents=True)
        (self.folder / "sources" / "haus.toml").write_text(
            f'id = "haus"\nname = "Haus der Region"\nkind = "network"\n'
            f'[[entries]]\nkind = "listing"\nurl = "http://{self.site.host}/termine"\n'
            f"[follow]\nallow = ['/termin/\\d+$']\nmax_pages = 500\nmax_depth = 1\n",
            encoding="utf-8",
        )
        (self.folder / "regioradar.toml").write_text(
            'sources_dir = "sources"\ncontact = "radar@example.org"\n'
            "[crawl]\ndelay = 0\ntimeout = 30\nretries = 0\n"
            'unsafe_test_networks = "127.0.0.1/32"\n'
            "[guard]\nshare = 1\n",  # here all 400 events move in one night, and are meant to
            encoding="utf-8",
        )

    def run(self, today: str = "2026-03-02") -> dict[str, Any]:
        """One run of the program; the figures of the source."""
        self.site.answered.clear()
        done = self.call(self.folder, "run", "--all", "--no-quiet", "--json", "--today", today)
        assert done.returncode == 0, done.stderr + done.stdout
        (figures,) = json.loads(done.stdout)["sources"]
        return dict(figures)

    def store(self) -> Store:
        return Store.open(self.folder / "var" / "regioradar.sqlite")

    def days(self) -> dict[str, date]:
        """The first day of each event by its name."""
        with self.store() as store:
            return {stored.event.name: first_day(stored) for stored in store.events()}


def first_day(stored: StoredEvent) -> date:
    assert isinstance(stored.event.when, When)
    return stored.event.when.first_day


def expected(shift: int, numbers: range = range(EVENTS)) -> dict[str, date]:
    return {f"Fachtag Nummer {number}": day_of(number, shift) for number in numbers}


@dataclass
class Story:
    """Three runs: first, unchanged, all changed; what stood and was answered in each."""

    world: World
    figures: list[dict[str, Any]]
    statuses: list[dict[str, int]]
    days: list[dict[str, date]]


@pytest.fixture(scope="module")
def story(
    tmp_path_factory: pytest.TempPathFactory, serve: Callable[[], Site], program: Call
) -> Story:
    world = World(tmp_path_factory.mktemp("change"), serve(), program)
    world.prepare()
    told = Story(world, [], [], [])
    for number, shift in enumerate((0, 0, 1)):
        fill(world.site, shift)
        told.figures.append(world.run(f"2026-03-0{number + 2}"))
        told.statuses.append(world.site.statuses())
        told.days.append(world.days())
    return told


def test_the_first_run_reads_everything(story: Story) -> None:
    figures = story.figures[0]
    assert (figures["pages"], figures["new"], figures["read"]) == (401, 401, 401)
    assert story.days[0] == expected(0)


def test_nothing_is_read_again_of_what_has_not_changed(story: Story) -> None:
    figures = story.figures[1]
    assert (figures["pages"], figures["new"], figures["changed"]) == (401, 0, 0)
    assert figures["read"] == 0
    assert story.days[1] == story.days[0]


def test_every_page_with_validators_answers_304(story: Story) -> None:
    statuses = story.statuses[1]
    assert statuses["/termine"] == 304
    counted = {group: Counter[int]() for group in GROUPS}
    for number in range(EVENTS):
        counted[group_of(number)][statuses[f"/termin/{number}"]] += 1
    for group in GROUPS:
        wanted = 200 if group in ("none", "nonce") else 304
        assert set(counted[group]) == {wanted}, group


def test_nothing_is_stale(story: Story) -> None:
    """All 400 details changed behind a listing that answered 304."""
    assert story.statuses[2]["/termine"] == 304
    figures = story.figures[2]
    assert (figures["changed"], figures["read"]) == (400, 400)
    assert story.days[2] == expected(1)


def test_pages_with_tokens_do_not_fill_the_disk(story: Story) -> None:
    with story.world.store() as store:
        versions = Counter(page.url for page in store.pages("haus", versions=True))
    assert versions.pop(f"http://{story.world.site.host}/termine") == 1
    assert set(versions.values()) == {2}
    assert len(versions) == EVENTS


def test_what_came_of_each_address_is_known(story: Story) -> None:
    with story.world.store() as store:
        verdicts = Counter(visit.verdict for visit in store.visits("haus"))
        latest = store.history("haus", 3)
    assert verdicts == {Verdict.OK: EVENTS, Verdict.NOT_MODIFIED: 1}
    tokens = sum(group_of(number) in ("none", "nonce") for number in range(EVENTS))
    unchanged = {Verdict.OK: tokens, Verdict.NOT_MODIFIED: EVENTS + 1 - tokens}
    assert [row.visits for row in latest] == [verdicts, unchanged, {Verdict.OK: EVENTS + 1}]
    assert [(row.found, row.coming) for row in latest] == [(EVENTS, EVENTS)] * 3


def test_another_extractor_reads_all_again_without_a_request(
    story: Story, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    folder, site = tmp_path / "copy", story.world.site  # others ask for the story's last run
    monkeypatch.chdir(shutil.copytree(story.world.folder, folder))
    site.answered.clear()
    catalogue = load_catalogue(folder / "sources")
    job = Job(
        config=load(), catalogue=catalogue.sources, selected=catalogue.enabled,
        clock=Clock.at(date(2026, 3, 6)),
    )  # fmt: skip
    monkeypatch.setattr(parsers, "EXTRACTOR_VERSION", "tomorrow's")
    assert run(job, Stages(crawl=False, publish=False), Silent()).of("haus").read == EVENTS + 1
    assert site.answered == []
    assert World(folder, site, story.world.call).days() == expected(1)


def test_servers_that_lie(tmp_path: Path, serve: Callable[[], Site], program: Call) -> None:
    """As far as the protocol allows: a tag that never changes and a true 304 hide a change."""
    lies = ("says 304 of another version", "deaf", "always the same tag")
    numbers = range(len(lies))
    world = World(tmp_path / "work", serve(), program)
    world.prepare()
    site = world.site

    def put(shift: int) -> None:
        site.put("/termine", listing(numbers), "etag")
        for number in numbers:
            site.put(f"/termin/{number}", detail(number, day_of(number, shift)), "etag")

    put(0)
    world.run()
    site.lies = {f"/termin/{number}": lie for number, lie in enumerate(lies)}
    put(1)
    figures = world.run("2026-03-03")
    assert figures["changed"] == len(lies)
    assert world.days() == expected(1, numbers)
    # From here on the last server's tag is the one that it gave before: nobody could know.
    put(2)
    world.run("2026-03-04")
    stale = {f"Fachtag Nummer {lies.index('always the same tag')}": day_of(2, 1)}
    assert world.days() == {**expected(2, numbers), **stale}
