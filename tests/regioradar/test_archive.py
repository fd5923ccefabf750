"""The archive between crawler and store: pages that say the same, and a hash that fails."""

from datetime import UTC, datetime

import pytest

import parsers
import regioradar.archive
from crawler.archive import SourceCrawl
from model import EntryKind, Page
from regioradar.archive import StoreArchive
from regioradar.clock import Clock
from regioradar.outcome import Outcome
from store import Store

BODY = b"<html><head></head><body><main><p>Fachtag am 3. Mai 2026 in Gera</p></main></body></html>"
NONCE = BODY.replace(b"</head>", b"<script nonce='8f'></script></head>")
NOW = datetime(2026, 3, 2, 5, tzinfo=UTC)


@pytest.fixture
def save(tmp_path):
    """Save the bodies of one page, one after the other, each in a run of its own."""

    def save_all(*bodies: bytes) -> Outcome:
        with Store.open(tmp_path / "r.sqlite") as store:
            for body in bodies:
                outcome = Outcome()
                archive = StoreArchive(store, store.start_run(NOW), Clock(), outcome)
                url = "http://alpha.localhost/eins"
                page = Page(source_id="alpha", url=url, body=body, fetched_at=NOW, etag='"1"')
                archive.save_pages("alpha", [page], [])
            known = archive.validators("alpha", url)
            assert known is not None
            assert known.etag == '"1"'
        return outcome

    return save_all


def test_a_nonce_is_no_change(save):
    first, last = BODY.replace(b"</head>", b"<script></script></head>"), NONCE
    assert save(first, last).of("alpha").changed == 0


def test_another_day_is_one(save):
    assert save(BODY, BODY.replace(b"3. Mai", b"4. Mai")).of("alpha").changed == 1


def test_a_hash_that_fails_costs_one_reading_and_no_crawl(save, monkeypatch, caplog):
    def broken(page: Page) -> str:
        raise ZeroDivisionError("a bug of ours")

    monkeypatch.setattr(regioradar.archive, "main_text_digest", broken)
    assert save(BODY, NONCE).of("alpha").changed == 1
    assert "http://alpha.localhost/eins" in caplog.text


def test_each_page_is_fetched_whole_every_thirty_runs_whatever_its_server_says(tmp_path):
    """A server that keeps its tag while the page changes is believed for so long and no longer."""
    urls = [f"http://alpha.localhost/{n}" for n in range(90)]
    pages = [Page(source_id="alpha", url=url, body=BODY, fetched_at=NOW, etag='"1"')
             for url in urls]  # fmt: skip
    with Store.open(tmp_path / "r.sqlite") as store:
        first = StoreArchive(store, store.start_run(NOW), Clock(), Outcome())
        first.save_pages("alpha", pages, [])
        whole = {
            run: {url for url in urls
                  if StoreArchive(store, run, Clock(), Outcome()).validators("alpha", url) is None}
            for run in (1, 30, *range(31, 61))
        }  # fmt: skip
    assert whole.pop(1) == whole.pop(30) == set()
    assert sorted(url for due in whole.values() for url in due) == sorted(urls)
    assert max(map(len, whole.values())) < 15


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("<title>Zugriff verweigert</title><h1>Zugriff verweigert</h1>"
         "<p>Bitte lösen Sie das Captcha, um fortzufahren.</p>", "blocked"),
        ("<title>Wartungsarbeiten</title><h1>Wartungsarbeiten</h1>"
         "<p>Die Seite ist vorübergehend nicht erreichbar.</p>", "unavailable"),
        ("<title>Seite nicht gefunden</title><h1>Seite nicht gefunden</h1>", "soft_404"),
        ("<title>Amt Alpha</title><h1>Aktuelles</h1><p>Fachtag am 3. Mai 2026 in Gera.</p>", None),
    ],
)  # fmt: skip
def test_what_stands_in_place_of_a_list_is_told(tmp_path, text, kind):
    body = f"<!doctype html><html lang='de'><body>{text}</body></html>".encode()
    page = Page(source_id="alpha", url="http://alpha.localhost/feed", body=body, fetched_at=NOW,
                content_type="text/html; charset=utf-8", role=EntryKind.FEED)  # fmt: skip
    with Store.open(tmp_path / "r.sqlite") as store:
        found = StoreArchive(store, 1, Clock(), Outcome()).stands_in_place(page)
    assert (found.kind if found else None) == kind


def test_a_bug_in_the_parsers_says_nothing_of_a_list(tmp_path, monkeypatch, caplog):
    def broken(*_: object) -> None:
        raise ZeroDivisionError("a bug of ours")

    monkeypatch.setattr(parsers, "extract", broken)
    page = Page(source_id="alpha", url="http://alpha.localhost/feed", body=BODY, fetched_at=NOW)
    with Store.open(tmp_path / "r.sqlite") as store:
        assert StoreArchive(store, 1, Clock(), Outcome()).stands_in_place(page) is None
    assert "http://alpha.localhost/feed" in caplog.text


def test_links_that_were_not_followed_are_told_with_their_reasons(tmp_path):
    crawl = SourceCrawl(source_id="alpha", visits=(), problems=(), requests=3, pages=0, size=0,
                        started_at=NOW, finished_at=NOW, finish_reason="finished",
                        refused={"print": 2, "sorting": 7})  # fmt: skip
    outcome = Outcome()
    with Store.open(tmp_path / "r.sqlite") as store:
        StoreArchive(store, store.start_run(NOW), Clock(), outcome).save_crawl(crawl)
    (source,) = outcome.to_json()["sources"]
    assert source["refused"] == {"print": 2, "sorting": 7}
