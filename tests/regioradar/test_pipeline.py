"""The run on a real store and real feeds; only the web is played, and the parser is a small one."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import count

import pytest
from rich.console import Console

import regioradar.building as building
import regioradar.pipeline as pipeline
from crawler.archive import SourceCrawl
from feeds.files import Made
from model import ConfigError, Problem, ProblemKind, Severity, SourceFileError, StoreError
from regioradar.clock import Clock
from regioradar.config import Config
from regioradar.exit_codes import ExitCode
from regioradar.job import Job, Stages
from regioradar.lock import AlreadyRunningError, single_run
from regioradar.pipeline import run
from regioradar.progress import Silent
from regioradar.summary import show
from store import Store

CLOCK = Clock.at(date(2026, 3, 2), hour=6)
NOW = datetime(2026, 3, 2, 5, tzinfo=UTC)


class Web:
    """What each source answers; `crawl` plays the crawler on it."""

    def __init__(self):
        self.pages = {}
        self.problems = {}
        self.not_before = {}
        self.calls = []
        self.asked = []

    def crawl(self, sources, archive, *, user_agent, concurrency, settings, on_page, on_source):
        self.calls.append((user_agent, concurrency, settings))
        self.asked.append([source.id for source in sources])
        for source in sources:
            pages = tuple(self.pages.get(source.id, ()))
            on_page(source.id, len(pages))
            archive.save_pages(source.id, pages, ())
            done = SourceCrawl(
                source_id=source.id,
                visits=(),
                pages=len(pages),
                size=sum(len(page.body) for page in pages),
                problems=tuple(self.problems.get(source.id, ())),
                requests=len(pages) + 1,
                started_at=NOW,
                finished_at=NOW,
                finish_reason="finished",
                not_before=self.not_before.get(source.id),
            )
            archive.save_crawl(done)
            on_source(done)


@pytest.fixture
def web(monkeypatch, plain_parser):
    web = Web()
    monkeypatch.setattr(pipeline, "crawl", web.crawl)
    return web


@pytest.fixture
def job(catalogue):
    def make(**fields):
        values = {
            "config": Config(contact="radar@example.org"),
            "catalogue": catalogue.sources,
            "selected": catalogue.enabled,
            "clock": CLOCK,
            **fields,
        }
        return Job(**values)

    return make


def calendar(outcome):
    return (outcome.published.folder / "alle.ics").read_text(encoding="utf-8")


def test_from_pages_to_feeds(web, job, page):
    web.pages["alpha"] = [page("/eins", b"TERMIN 2026-05-05 Fachtag"), page("/zwei", b"MELDUNG x")]
    web.pages["beta"] = [page("/drei", b"TERMIN 2026-06-06 Forum", "beta")]
    outcome = run(job(), Stages(), Silent())
    assert outcome.exit_code is ExitCode.OK
    alpha = outcome.sources["alpha"]
    assert (alpha.pages, alpha.new, alpha.changed, alpha.read, alpha.events) == (2, 2, 0, 2, 1)
    assert outcome.sources["netz"].pages == 0
    assert "SUMMARY:Fachtag" in calendar(outcome)
    assert "DTSTART;VALUE=DATE:20260606" in calendar(outcome)
    assert {"index.html", "alle.ics", "alle.rss"} <= set(outcome.published.written)
    agent, concurrency, settings = web.calls[0]
    assert agent.endswith("(+radar@example.org)")
    assert concurrency == 8
    assert settings["DOWNLOAD_DELAY"] == 1.0


def test_a_second_run_changes_nothing(web, job, page):
    web.pages["alpha"] = [page("/eins", b"TERMIN 2026-05-05 Fachtag")]
    first = run(job(), Stages(), Silent())
    before = calendar(first)
    later = Clock(datetime(2026, 3, 2, 9, tzinfo=UTC))
    second = run(job(clock=later), Stages(), Silent())
    alpha = second.sources["alpha"]
    assert (alpha.pages, alpha.new, alpha.changed, alpha.read, alpha.events) == (1, 0, 0, 0, 1)
    assert second.published.written == ()
    assert calendar(second) == before


def test_a_changed_page_is_read_again(web, job, page):
    web.pages["alpha"] = [page("/eins", b"TERMIN 2026-05-05 Fachtag")]
    run(job(), Stages(), Silent())
    web.pages["alpha"] = [page("/eins", b"TERMIN 2026-05-06 Fachtag")]
    outcome = run(job(), Stages(), Silent())
    assert (outcome.sources["alpha"].changed, outcome.sources["alpha"].read) == (1, 1)
    assert "DTSTART;VALUE=DATE:20260506" in calendar(outcome)


def test_a_moved_event_is_told_in_the_feed_of_changes(web, job, page):
    def changes(days: int) -> str:
        later = Clock(NOW + timedelta(days=days))
        folder = run(job(clock=later), Stages(), Silent()).published.folder
        return (folder / "aenderungen.rss").read_text(encoding="utf-8")

    web.pages["alpha"] = [page("/eins", b"TERMIN 2026-05-05 Fachtag")]
    assert "<item>" not in changes(0)
    web.pages["alpha"] = [page("/eins", b"TERMIN 2026-05-06 Fachtag")]
    told = changes(1)
    assert "<title>verschoben: 5. Mai → 6. Mai 2026 · Fachtag</title>" in told
    assert "/aenderung/1</guid>" in told
    assert "<pubDate>Tue, 03 Mar 2026 05:00:00 +0000</pubDate>" in told
    assert '<source url="http://alpha.localhost/eins">' in told
    assert changes(2) == told


def test_all_that_a_run_reads_has_one_time(web, job, page, monkeypatch, tmp_path):
    """The feed of changes knows by it what was never published by itself."""
    moments = count()
    monkeypatch.setattr(Clock, "now", lambda _: NOW + timedelta(seconds=next(moments)))
    web.pages["alpha"] = [page("/eins", b"TERMIN 2026-05-05 Fachtag")]
    web.pages["beta"] = [page("/zwei", b"TERMIN 2026-06-06 Forum", "beta")]
    run(job(), Stages(), Silent())
    with Store.open(tmp_path / "var" / "regioradar.sqlite") as store:
        assert len({change.at for change in store.changes()}) == 1
        assert len(store.changes()) == 2


def test_a_bug_on_one_page_is_its_problem_and_the_rest_goes_on(web, job, page, caplog):
    web.pages["alpha"] = [page("/kaputt", b"KAPUTT"), page("/gut", b"TERMIN 2026-05-05 Fachtag")]
    outcome = run(job(), Stages(), Silent())
    (problem,) = outcome.sources["alpha"].problems
    assert problem.kind is ProblemKind.INTERNAL
    assert problem.url == "http://alpha.localhost/kaputt"
    assert "ZeroDivisionError: a bug of the parser" in problem.message
    assert outcome.exit_code is ExitCode.PARTLY
    assert "SUMMARY:Fachtag" in calendar(outcome)
    assert "Traceback" in caplog.text
    assert "http://alpha.localhost/kaputt" in caplog.text


def test_an_unreadable_page_is_a_problem_with_its_address(web, job, page):
    web.pages["alpha"] = [page("/leer", b"LEER")]
    outcome = run(job(), Stages(), Silent())
    (problem,) = outcome.sources["alpha"].problems
    assert (problem.kind, problem.url) == (ProblemKind.EMPTY, "http://alpha.localhost/leer")
    assert outcome.exit_code is ExitCode.PARTLY


def test_a_dead_host_and_a_broken_file_are_told_and_the_others_run(web, job, page):
    web.problems["beta"] = [
        Problem(kind=ProblemKind.UNREACHABLE, message="no answer", severity=Severity.ERROR)
    ]
    web.pages["alpha"] = [page("/eins", b"TERMIN 2026-05-05 Fachtag")]
    fault = SourceFileError("is missing", file="neu.toml", key="name")
    outcome = run(job(faults=[fault]), Stages(), Silent())
    assert outcome.exit_code is ExitCode.PARTLY
    assert outcome.sources["beta"].failed
    assert not outcome.sources["alpha"].failed
    assert "SUMMARY:Fachtag" in calendar(outcome)
    assert outcome.to_json()["sourceFaults"] == ["neu.toml: name: is missing"]


def test_a_warning_does_not_make_a_run_fail(web, job):
    web.problems["beta"] = [Problem(kind=ProblemKind.CHARSET, message="not what was declared")]
    assert run(job(), Stages(), Silent()).exit_code is ExitCode.OK


def test_failed_publication_is_in_the_outcome_and_in_the_store(web, job, page, tmp_path):
    web.pages["alpha"] = [page("/eins", b"TERMIN 2026-05-05 Fachtag")]
    (tmp_path / "var").mkdir()
    (tmp_path / "var" / "public").write_text("in the way")
    outcome = run(job(), Stages(), Silent())
    assert outcome.exit_code is ExitCode.NOT_PUBLISHED
    assert "not published, the last good feeds stay" in str(outcome.not_published)
    with Store.open(tmp_path / "var" / "regioradar.sqlite") as store:
        (kept,) = store.runs(5)
        assert kept.exit_code == 3
        assert kept.summary["notPublished"] == str(outcome.not_published)
        assert len(store.events()) == 1


def test_crawl_and_publish_are_the_two_halves_of_a_run(web, job, page):
    web.pages["alpha"] = [page("/eins", b"TERMIN 2026-05-05 Fachtag")]
    crawled = run(job(), Stages(extract=False, publish=False), Silent())
    assert crawled.published is None
    assert (crawled.sources["alpha"].pages, crawled.sources["alpha"].events) == (1, None)
    offline = Config()  # publishing visits nobody and needs no contact
    published = run(job(config=offline), Stages(crawl=False), Silent())
    assert published.sources["alpha"].read == 1
    assert "SUMMARY:Fachtag" in calendar(published)
    assert len(web.calls) == 1


def test_without_a_contact_nothing_begins(web, job, tmp_path):
    with pytest.raises(ConfigError, match="no contact is set"):
        run(job(config=Config()), Stages(), Silent())
    assert not web.calls
    assert not (tmp_path / "var").exists()


def test_a_second_start_is_refused(web, job, tmp_path):
    with (
        single_run(tmp_path / "var" / "regioradar.sqlite.lock", NOW),
        pytest.raises(AlreadyRunningError, match="since 2026-03-02T05:00:00"),
    ):
        run(job(), Stages(), Silent())
    assert not web.calls


def test_a_file_that_is_no_database_is_a_store_error(web, job, tmp_path):
    (tmp_path / "var").mkdir()
    (tmp_path / "var" / "regioradar.sqlite").write_bytes(b"no database at all" * 100)
    with pytest.raises(StoreError, match=r"regioradar\.sqlite"):
        run(job(), Stages(), Silent())


def test_a_store_fault_while_crawling_is_raised(web, job, page, monkeypatch):
    def full(*args, **kwargs):
        raise StoreError("var/regioradar.sqlite: database or disk is full")

    monkeypatch.setattr(Store, "save_crawl", full)
    with pytest.raises(StoreError, match="disk is full"):
        run(job(), Stages(), Silent())


def test_with_a_standing_clock_pages_are_dated_by_it(web, job, page, tmp_path):
    web.pages["alpha"] = [page("/eins", b"TERMIN 2026-05-05 Fachtag")]
    run(job(), Stages(), Silent())
    with Store.open(tmp_path / "var" / "regioradar.sqlite") as store:
        assert store.pages("alpha")[0].fetched_at == NOW


def test_the_machines_clock_leaves_the_pages_their_time(web, job, page, tmp_path):
    web.pages["alpha"] = [page("/eins", b"TERMIN 2026-05-05 Fachtag")]
    run(job(clock=Clock()), Stages(extract=False, publish=False), Silent())
    with Store.open(tmp_path / "var" / "regioradar.sqlite") as store:
        assert store.pages("alpha")[0].fetched_at == datetime(2026, 3, 1, 5, tzinfo=UTC)


def test_a_page_is_read_as_of_the_day_it_was_fetched(web, job, page, monkeypatch):
    seen = []
    extract = pipeline.parsers.extract
    monkeypatch.setattr(pipeline.parsers, "extract", lambda p, c: seen.append(c) or extract(p, c))
    web.pages["alpha"] = [page("/eins", b"TERMIN 2026-05-05 Fachtag")]
    run(job(clock=Clock()), Stages(), Silent())
    assert [context.today for context in seen] == [date(2026, 3, 1)]
    assert seen[0].organizer.name == "Amt Alpha"


def test_feeds_with_a_grave_fault_are_held(web, job, page, monkeypatch, tmp_path):
    web.pages["alpha"] = [page("/eins", b"TERMIN 2026-05-05 Fachtag")]
    before = calendar(run(job(), Stages(), Silent()))
    plan = building.plan

    def without_uids(file):
        body = file.make().body.replace(b"UID:", b"X-UID:")
        return replace(file, key="", make=lambda: Made(body=body))

    def faulty(*args):
        planned = plan(*args)
        files = (without_uids(f) if f.name == "alle.ics" else f for f in planned.files)
        return replace(planned, files=tuple(files))

    monkeypatch.setattr(building, "plan", faulty)
    outcome = run(job(), Stages(), Silent())
    assert outcome.exit_code is ExitCode.NOT_PUBLISHED
    assert "the last good feeds stay: the new ones have" in str(outcome.not_published)
    assert "alle.ics" in str(outcome.not_published)
    assert (tmp_path / "var" / "public" / "alle.ics").read_text(encoding="utf-8") == before
    assert outcome.feed_problems


def test_an_event_that_no_feed_can_carry_is_told_and_the_rest_is_published(
    web, job, page, monkeypatch
):
    web.pages["alpha"] = [page("/eins", b"TERMIN 2026-05-05 Fachtag")]
    plan = building.plan

    def lossy(*args):
        problem = Problem(
            kind=ProblemKind.NOT_PUBLISHED, message="x left out", severity=Severity.ERROR
        )
        return replace(plan(*args), problems=(problem,))

    monkeypatch.setattr(building, "plan", lossy)
    outcome = run(job(), Stages(), Silent())
    assert outcome.exit_code is ExitCode.PARTLY
    assert "SUMMARY:Fachtag" in calendar(outcome)


def test_a_source_whose_host_asked_for_it_is_left_alone_until_then(web, job, page, capsys):
    """The runs in between, which only read, do not make it forgotten; its events stay."""
    web.pages["alpha"] = [page(body=b"TERMIN 2026-03-05 Treffen")]
    web.not_before["alpha"] = NOW + timedelta(hours=2)
    first = run(job(), Stages(), Silent())
    assert first.sources["alpha"].left is None
    for hour in (7, 7, 7):
        later = run(job(clock=Clock.at(date(2026, 3, 2), hour=hour)), Stages(), Silent())
        assert web.asked[-1] == ["beta", "netz"]
        assert later.exit_code == ExitCode.OK
        assert later.sources["alpha"].left.until == NOW + timedelta(hours=2)
        assert later.sources["alpha"].turn is None
        assert "SUMMARY:Treffen" in calendar(later)
    show(later, Console(width=200))
    line = "left alone: alpha, until 2026-03-02 07:00 UTC, as its host asked (Retry-After)"
    assert line in capsys.readouterr().out.splitlines()
    (alpha,) = [s for s in later.to_json()["sources"] if s["id"] == "alpha"]
    assert alpha["leftUntil"] == "2026-03-02T07:00:00+00:00"
    web.not_before.clear()
    again = run(job(clock=Clock.at(date(2026, 3, 2), hour=8)), Stages(), Silent())
    assert web.asked[-1] == ["alpha", "beta", "netz"]
    assert again.sources["alpha"].left is None


def test_with_a_clock_that_stands_still_the_time_left_alone_counts_from_there(web, job):
    web.not_before["alpha"] = NOW + timedelta(hours=2)
    other_day = Clock.at(date(2026, 7, 1), hour=6)
    run(job(clock=other_day), Stages(), Silent())
    later = run(job(clock=other_day), Stages(), Silent())
    assert later.sources["alpha"].left.until == other_day.now() + timedelta(hours=2)
