"""`extract`: which kind a page is, its news, its day, its faults."""

from collections.abc import Callable
from datetime import date

import pytest

from model import Extraction, Page, PageKind, ProblemKind, Severity
from parsers import Context, extract

Read = Callable[..., Extraction]
LD = (
    '<script type="application/ld+json">{"@type": "Event", "name": "Fachtag Wege", '
    '"startDate": "2026-05-03", "location": {"name": "Rathaus"}}</script>'
)


@pytest.mark.parametrize(
    ("body", "kind"),
    [("", ProblemKind.EMPTY), (" \r\n\t ", ProblemKind.EMPTY), ("<p> </p>", ProblemKind.EMPTY),
     (b"%PDF-1.7\n...", ProblemKind.NOT_TEXT), (b"PK\x03\x04...", ProblemKind.NOT_TEXT),
     (bytes(range(256)) * 9, ProblemKind.NOT_TEXT)],
)  # fmt: skip
def test_pages_that_give_nothing_say_why(read: Read, body: str | bytes, kind: ProblemKind) -> None:
    extraction = read(body)
    assert extraction.page_kind is PageKind.OTHER
    assert extraction.events == ()
    assert [(p.kind, p.severity) for p in extraction.problems] == [(kind, Severity.ERROR)]


def test_the_data_of_a_page_is_its_event(read: Read) -> None:
    extraction = read(
        f"<html><head>{LD}</head><body><h1>Fachtag Wege</h1><p>Text</p></body></html>"
    )
    (event,) = extraction.events
    assert extraction.page_kind is PageKind.EVENT
    assert event.evidence["startDate"].rule == "json-ld.startDate"
    assert (event.evidence["startDate"].start, event.evidence["startDate"].end) == (0, 0)
    assert (event.evidence["name"].start, event.evidence["name"].end) == (0, 12)
    assert event.url == "https://www.netzwerk-auenland.example/aktuell/seite"


def test_data_and_text_of_one_day_are_one_event(read: Read) -> None:
    extraction = read(
        f"<html><head>{LD}</head><body><h1>Fachtag Wege</h1><dl><dt>Datum</dt><dd>3. Mai 2026</dd>"
        "<dt>Uhrzeit</dt><dd>10 bis 16 Uhr</dd><dt>Veranstalter</dt><dd>Stadt Gera</dd></dl></body>"
    )
    (event,) = extraction.events
    assert not event.when.all_day  # type: ignore[union-attr]
    assert [item.name for item in event.organizers] == ["Stadt Gera"]


def test_a_wrong_charset_is_read_and_said(read: Read) -> None:
    extraction = read("<h1>Fachtag Höfe</h1><p>Datum: 3. Mai 2026</p>".encode("cp1252"))
    assert [event.name for event in extraction.events] == ["Fachtag Höfe"]
    assert [problem.kind for problem in extraction.problems] == [ProblemKind.CHARSET]


def test_a_page_cut_in_the_middle_is_read_and_said(read: Read) -> None:
    extraction = read("<html><body><h1>Fachtag Wege</h1><p>Datum: 3. Mai 2026</p><div class='x")
    assert [event.name for event in extraction.events] == ["Fachtag Wege"]
    assert [problem.kind for problem in extraction.problems] == [ProblemKind.TRUNCATED]


def test_a_body_above_the_limit_is_cut_and_said(
    read: Read, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("parsers.page.loading.MAX_BODY", 60)
    extraction = read("<h1>Fachtag Wege</h1><p>Datum: 3. Mai 2026</p>" + "<p>mehr</p>" * 20)
    assert [event.name for event in extraction.events] == ["Fachtag Wege"]
    (problem,) = extraction.problems
    assert problem.kind is ProblemKind.TOO_LARGE
    assert "60 bytes" in problem.message


@pytest.mark.parametrize(
    ("published", "day"),
    [("2026-02-28", date(2026, 2, 28)), ("2017-04", date(2017, 4, 1)),
     ("2026-02-28T09:00:00Z", date(2026, 2, 28)), ("2026-02-31", None), ("gestern", None)],
)  # fmt: skip
def test_the_publication_day_from_outside(read: Read, published: str, day: date | None) -> None:
    assert read("<h1>Neue Brücke</h1><p>Text</p>", published=published).date_published == day


def test_the_day_from_outside_wins_over_the_page(read: Read) -> None:
    page = "<h1>Neue Brücke</h1><p class='published'>1. Februar 2026</p><p>Text</p>"
    assert read(page).date_published == date(2026, 2, 1)
    assert read(page, published="2026-02-28").date_published == date(2026, 2, 28)


def test_a_day_to_come_is_no_publication_day(read: Read) -> None:
    assert read("<h1>Brücke</h1><p class='published'>1. Juni 2026</p>").date_published is None


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (b"<!DOCTYPE html><h1>Fachtag Wege</h1>", "text/octet-stream"),
        (b"  <!-- x --> <html><h1>Fachtag Wege</h1>", ""),
        (b"<h1>Fachtag Wege</h1>", "application/xhtml+xml"),
    ],
)
def test_html_is_known_by_type_or_by_its_beginning(read: Read, body: bytes, kind: str) -> None:
    assert read(body, content_type=kind).headline == "Fachtag Wege"


def test_plain_text_is_taken_at_its_word(read: Read) -> None:
    extraction = read("<html> ist ein Tag.", content_type="text/plain")
    assert extraction.text == "<html> ist ein Tag."


def test_a_dated_article_is_news_and_a_page_without_a_day_is_not(read: Read) -> None:
    article = "<h1>Neue Brücke</h1><p class='published'>1. Februar 2026</p><p>Gera baut.</p>"
    found = read(article, url="https://amt.example/presse/1")
    assert found.page_kind is PageKind.NEWS
    assert [(item.headline, item.date_published) for item in found.news] == [
        ("Neue Brücke", date(2026, 2, 1))
    ]
    assert read("<h1>Über uns</h1><p>Wir sind da.</p>").news == ()


def test_an_event_page_or_a_listing_is_no_news(read: Read) -> None:
    page = "<h1>Fachtag</h1><p class='published'>1. Februar 2026</p><p>Datum: 3. Mai 2026</p>"
    assert read(page).page_kind is PageKind.EVENT
    assert read(page).news == ()


def test_the_description_is_the_pages_own_or_its_first_paragraph(read: Read) -> None:
    own = "Einen Tag lang sprechen wir über Wege zwischen Dorf und Stadt."
    body = "Wir laden Sie ein, mit uns über Wege, Höfe, Brücken und viele Fragen mehr zu sprechen."
    facts = f"<h1>Fachtag</h1><p>Datum: 3. Mai 2026</p><p>{body}</p>"
    meta = (
        f"<html><head><meta name='description' content='{own}'></head><body>{facts}</body></html>"
    )
    assert read(meta).events[0].description == own
    assert read(facts).events[0].description == body


def test_a_long_description_is_cut_at_a_word(read: Read) -> None:
    page = f"<h1>Fachtag</h1><p>Datum: 3. Mai 2026</p><p>{'Nachbarschaft ' * 60}</p>"
    text = read(page).events[0].description
    assert text.endswith("Nachbarschaft …")
    assert len(text) <= 302


def test_without_any_context_a_page_is_still_read(page_of: Callable[..., Page]) -> None:
    extraction = extract(page_of("<h1>Fachtag</h1><p>Datum: 3. Mai 2026</p>"), Context())
    assert [event.name for event in extraction.events] == ["Fachtag"]


def test_linked_calendars_are_handed_out(read: Callable[..., Extraction]) -> None:
    extraction = read("<h1>Fachtag Wege</h1><p>3. Mai 2026, Gera <a href='/1.ics'>iCal</a></p>")
    assert extraction.calendar_links == ("https://www.netzwerk-auenland.example/1.ics",)
