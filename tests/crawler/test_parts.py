"""Ledger, faults, fingerprints, exporters and settings, each by itself."""

from datetime import UTC, datetime

import pytest
from scrapy import Request
from scrapy.exceptions import CannotResolveHostError, DownloadFailedError, IgnoreRequest
from scrapy.http import Response
from scrapy.settings import default_settings

from crawler import batches, families, faults, settings
from crawler.exporters import page_to_json
from crawler.fingerprint import IdentityFingerprinter
from crawler.ledger import Ledger
from crawler.traps import Refusal
from model import Page, Problem, ProblemKind, Severity
from sources import Entry, EntryKind, Follow, Source, SourceKind

NOW = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
SOURCE = Source(
    id="a",
    name="A",
    kind=SourceKind.NETWORK,
    entries=(Entry(kind=EntryKind.PAGE, url="https://a.example/"),),
    follow=Follow(max_pages=2),
)


class Shelf:
    """An archive that keeps what it is given."""

    def __init__(self):
        self.batches = []

    def save_pages(self, source_id, pages, not_modified):
        assert source_id == "a"
        self.batches.append(([page.url for page in pages], list(not_modified)))


def ledger(archive=None):
    return Ledger(SOURCE, started_at=NOW, archive=archive)


def a_page(url="https://a.example/x", **fields):
    return Page(source_id="a", url=url, body=b"<p>x", fetched_at=NOW, **fields)


def test_an_address_is_asked_for_once_however_it_is_spelled():
    book = ledger()
    assert book.claim("https://a.example/1")
    assert not book.claim("https://a.example/1;jsessionid=7#oben")
    assert not book.claim("http://a.example/1")
    assert book.claim("https://a.example/2")


def test_a_spent_budget_is_told_with_what_was_left_over():
    book = ledger()
    assert book.budget.ask()
    assert book.budget.ask()
    assert book.close("finished", NOW).finish_reason == "finished"
    assert not book.budget.ask()
    crawl = book.close("finished", NOW)
    assert crawl.finish_reason == "page_budget"
    assert "max_pages (2 addresses) is spent; 1 address was left over" in str(crawl.problems)
    assert book.close("shutdown", NOW).finish_reason == "shutdown"


def test_links_that_are_not_followed_are_counted_by_reason(caplog):
    book = ledger()
    book.refuse({"https://a.example/x?print=1": Refusal.PRINT, "https://b.example/": Refusal.FILE})
    book.refuse({"https://a.example/x?print=1": Refusal.PRINT, "https://a.example/y": Refusal.FILE})
    with caplog.at_level("INFO"):
        crawl = book.close("finished", NOW)
    assert crawl.refused == {"print": 1, "file": 2}
    assert "a: not followed: 2 file, 1 print" in caplog.text


def test_a_page_that_came_before_is_not_taken_again():
    shelf = Shelf()
    book = ledger(shelf)
    assert book.add(a_page())
    assert not book.add(a_page("https://a.example/x?nn=3"))
    assert not book.unchanged("https://a.example/x")
    assert not book.claim("https://a.example/x")
    assert book.close("finished", NOW).pages == 1
    assert shelf.batches == [(["https://a.example/x"], [])]


def test_pages_are_handed_over_in_batches():
    shelf = Shelf()
    book = ledger(shelf)
    for number in range(30):
        book.add(a_page(f"https://a.example/{number}"))
    assert [len(pages) for pages, _ in shelf.batches] == [20]
    book.unchanged("https://a.example/alt")
    crawl = book.close("finished", NOW)
    assert shelf.batches[1:] == [([f"https://a.example/{n}" for n in range(20, 30)],
                                  ["https://a.example/alt"])]  # fmt: skip
    assert (crawl.pages, crawl.size) == (30, 30 * len(a_page().body))


def test_large_pages_are_handed_over_at_once():
    shelf = Shelf()
    ledger(shelf).add(Page(source_id="a", url="https://a.example/", body=b"x" * 5_000_000,
                           fetched_at=NOW))  # fmt: skip
    assert len(shelf.batches) == 1


def test_pages_that_waited_for_long_are_handed_over(monkeypatch):
    times = iter([0.0, 10.0, 16.0, 16.0])
    monkeypatch.setattr(batches, "monotonic", lambda: next(times))
    shelf = Shelf()
    batch = batches.Batch("a", shelf)
    batch.add(a_page("https://a.example/1"))
    assert shelf.batches == []
    batch.add(a_page("https://a.example/2"))
    assert shelf.batches == [(["https://a.example/1", "https://a.example/2"], [])]


def test_pages_are_counted_without_an_archive():
    book = ledger()
    book.add(a_page())
    crawl = book.close("finished", NOW)
    assert (crawl.pages, crawl.problems) == (1, ())


@pytest.mark.parametrize(
    ("reason", "unchanged", "kinds"),
    [
        ("finished", (), [ProblemKind.NO_PAGES]),
        ("finished", ("https://a.example/",), []),
        ("shutdown", (), []),
    ],
)
def test_a_crawl_without_any_page_is_a_failed_one(reason, unchanged, kinds):
    book = ledger()
    for url in unchanged:
        book.unchanged(url)
    assert [problem.kind for problem in book.close(reason, NOW).problems] == kinds


def test_a_problem_is_noted_once():
    book = ledger()
    book.add(a_page())
    for _ in range(2):
        book.problem(Problem(kind=ProblemKind.TLS, message="x", url="https://a.example/"))
    assert len(book.close("finished", NOW).problems) == 1


@pytest.mark.parametrize(
    ("headers", "body", "kind"),
    [
        ({"Content-Type": "text/html"}, b"<p>", None),
        ({"Content-Type": "application/rss+xml"}, b"<rss/>", None),
        ({}, b"<p>", None),
        ({"Content-Type": "text/html"}, "ü".encode("utf-16"), None),
        ({"Content-Type": "text/html"}, b"%PDF-1.7", ProblemKind.NOT_TEXT),
        ({"Content-Type": "application/pdf"}, b"x", ProblemKind.NOT_TEXT),
        ({"Content-Type": "text/html"}, b"\n ", ProblemKind.EMPTY),
    ],
)
def test_what_can_be_a_page(headers, body, kind):
    response = Response("https://a.example/", headers=headers, body=body)
    problem = faults.of_response(response, entry=True)
    assert (problem.kind if problem else None) == kind


def test_the_words_of_a_host_steer_no_terminal():
    headers = {"Content-Type": "image/\x1b[31mrot\x07"}
    problem = faults.of_response(
        Response("https://a.example/", headers=headers, body=b"x"), entry=True
    )
    assert problem is not None
    assert problem.message == "is no text (image/[31mrot)"


def test_a_calendar_may_come_under_any_media_type():
    response = Response(
        "https://a.example/k.ics",
        headers={"Content-Type": "application/octet-stream"},
        body=b"BEGIN:VCALENDAR",
    )
    assert faults.of_response(response, entry=True, any_type=True) is None
    assert faults.of_response(response, entry=True) is not None


@pytest.mark.parametrize(
    ("status", "kind"),
    [
        (304, ProblemKind.HTTP_STATUS),
        (400, ProblemKind.HTTP_STATUS),
        (401, ProblemKind.BLOCKED),
        (403, ProblemKind.BLOCKED),
        (404, ProblemKind.GONE),
        (407, ProblemKind.BLOCKED),
        (410, ProblemKind.GONE),
        (429, ProblemKind.BLOCKED),
        (451, ProblemKind.BLOCKED),
        (500, ProblemKind.SERVER_ERROR),
        (599, ProblemKind.SERVER_ERROR),
    ],
)
def test_a_status_that_is_no_success_is_named(status, kind):
    answer = Response("https://a.example/", status=status)
    link = faults.of_response(answer, entry=False)
    assert link is not None
    assert (link.kind, link.severity) == (kind, Severity.WARNING)
    assert str(status) in link.message
    entry = faults.of_response(answer, entry=True)
    assert entry is not None
    assert (entry.kind, entry.severity) == (kind, Severity.ERROR)


@pytest.mark.parametrize(
    ("error", "kind"),
    [
        (CannotResolveHostError("x"), ProblemKind.UNREACHABLE),
        (DownloadFailedError("x"), ProblemKind.UNREACHABLE),
        (faults.OffHostError("redirects to b.example"), ProblemKind.MOVED),
        (IgnoreRequest("max redirections reached"), ProblemKind.MOVED),
        (faults.RobotsUnavailableError("robots.txt answered 503"), ProblemKind.SERVER_ERROR),
        (ZeroDivisionError("x"), ProblemKind.INTERNAL),
    ],
)
def test_exceptions_become_problems(error, kind):
    problem = faults.of_exception(error, "https://a.example/", entry=True)
    assert (problem.kind, problem.severity) == (kind, Severity.ERROR)
    assert problem.url == "https://a.example/"


def test_fingerprints_follow_the_identity_but_let_a_host_add_its_session():
    of = IdentityFingerprinter().fingerprint
    plain = Request("https://a.example/x")
    assert of(plain) == of(Request("https://a.example/x;jsessionid=1?utm_medium=m"))
    assert of(plain) != of(Request("https://a.example/y"))
    hop = Request("https://a.example/x;jsessionid=1", meta={"redirect_urls": [plain.url]})
    assert of(hop) != of(plain)
    other = Request("https://a.example/x", meta={"redirect_urls": ["https://a.example/alt"]})
    assert of(other) == of(plain)


def test_a_page_as_a_line_has_its_text_in_the_charset_of_header_or_markup():
    line = page_to_json(a_page(content_type="text/html", published="2026-03"))
    assert line["published"] == "2026-03"
    assert line["fetchedAt"] == "2026-03-02T12:00:00+00:00"
    page = Page(source_id="a", url="https://a.example/", fetched_at=NOW, body="Größe €".encode())
    assert page_to_json(page)["body"] == "Größe €"
    page = Page(source_id="a", url="https://a.example/", fetched_at=NOW, body="€".encode("cp1252"))
    assert page_to_json(page)["body"] == "€"


def test_every_kind_has_a_spider():
    for kind in SourceKind:
        assert kind in families.spider_for(SOURCE.model_copy(update={"kind": kind})).kinds


def test_every_setting_is_one_that_scrapy_knows():
    ours = ("REGIORADAR_",)
    names = {name for name in vars(settings) if name.isupper() and not name.startswith(ours)}
    assert {name for name in names if not hasattr(default_settings, name)} == set()


def test_the_user_agent_makes_no_address_up():
    assert settings.user_agent("mailto:x@a.example").endswith("(+mailto:x@a.example)")
    assert "@" not in settings.user_agent()
    assert "://" not in settings.user_agent()
    assert settings.user_agent().startswith("RegioRadar/")


def test_the_doors_are_shut():
    assert settings.ROBOTSTXT_OBEY
    assert settings.DOWNLOAD_VERIFY_CERTIFICATES
    assert settings.CONCURRENT_REQUESTS_PER_DOMAIN == 1
    assert settings.DOWNLOAD_MAXSIZE == 10 * 1024 * 1024
    assert not any(
        (
            settings.TELNETCONSOLE_ENABLED,
            settings.REMOTE_CONTROL_ENABLED,
            settings.COOKIES_ENABLED,
            settings.METAREFRESH_ENABLED,
        )
    )
    shut = {scheme for scheme, handler in settings.DOWNLOAD_HANDLERS.items() if handler is None}
    assert shut == set(default_settings.DOWNLOAD_HANDLERS_BASE) - {"http", "https"}


def test_what_waits_behind_one_entry_is_bounded_and_shuts_no_other_out():
    book = ledger()
    for number in range(12_000):
        book.claim(f"https://a.example/karte/{number}", "https://a.example/sitemap.xml")
    assert book.claim("https://a.example/termin/1", "https://a.example/termine")
    assert book.claim("https://a.example/termine?page=2")
    crawl = book.close("finished", NOW)
    assert crawl.refused == {"list_bound": 2000}


def test_what_is_refused_is_noted_within_bounds():
    book = ledger()
    for page in range(30):
        book.refuse({f"https://b.example/{page}/{n}": Refusal.OFF_HOST for n in range(1000)})
    assert book.close("finished", NOW).refused == {"off_host": 20_000}
