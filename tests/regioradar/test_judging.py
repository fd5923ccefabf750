"""Pages before and after: what the loss of a list is called, what stands in its place, what is
no loss at all."""

from datetime import UTC, date, datetime

import pytest

from model import EntryKind, EventList, Extraction, Page, Problem, ProblemKind, Severity
from parsers import Context, extract
from regioradar.judging import judge
from store import GoodLists

URL = "https://www.netz-auenland.example/veranstaltungen/"
NAMES = ("Forum Bahnhof", "Werkstatt Leerstand", "Tagung Dorfladen", "Runde Dorfmitte", "Markttag")
INTRO = "<p>Hier steht, wozu das Netzwerk Auenland einlädt.</p>" + "<p>Kommen Sie vorbei.</p>" * 8


def cards(tag: str = "li", names: tuple[str, ...] = NAMES) -> str:
    return "".join(
        f"<{tag} class='eintrag'><h3><a href='/t/{n}'>{name}</a></h3>"
        f"<p>{n + 4}. Mai 2026, 10 Uhr, Gera</p></{tag}>"
        for n, name in enumerate(names)
    )


def html(inner: str, intro: str = INTRO) -> str:
    return (
        "<html lang='de'><head><title>Veranstaltungen</title></head><body><main>"
        f"<h1>Veranstaltungen</h1>{intro}{inner}</main></body></html>"
    )


def page(body: str, role: EntryKind = EntryKind.LISTING, content_type: str = "text/html") -> Page:
    return Page(
        source_id="auenland",
        url=URL,
        body=body.encode(),
        fetched_at=datetime(2026, 3, 8, 5, tzinfo=UTC),
        content_type=f"{content_type}; charset=utf-8",
        role=role,
    )


def read(found: Page) -> Extraction:
    return extract(found, Context(today=date(2026, 3, 8)))


def good(*lists: EventList) -> GoodLists:
    return GoodLists(page_id=17, fetched_at=datetime(2026, 3, 1, 5, tzinfo=UTC), lists=lists)


def after(first: str, second: str, role: EntryKind = EntryKind.LISTING) -> tuple[Problem, ...]:
    """What is said of a page that had the body `first` a week ago and has `second` now."""
    before = read(page(first, role))
    assert not any(problem.severity is Severity.ERROR for problem in before.problems)
    now = page(second, role)
    extraction = read(now)
    return (
        *(problem for problem in extraction.problems if problem.severity is Severity.ERROR),
        *judge(now, extraction, good(*before.lists)),
    )


LISTED = html(f"<ul class='terminliste'>{cards()}</ul>")


def test_a_page_as_it_was_is_judged_well() -> None:
    assert after(LISTED, LISTED) == ()
    fewer = html(f"<ul class='terminliste'>{cards(names=NAMES[:2])}</ul>")
    assert after(LISTED, fewer) == ()
    one = html(f"<ul class='terminliste'>{cards(names=NAMES[:1])}</ul>")
    assert after(LISTED, one) == ()


def test_a_list_whose_element_is_renamed_is_still_read_and_that_is_told() -> None:
    """The reading needs no selector, so a redesign costs nothing."""
    (told,) = after(LISTED, html(f"<div class='kacheln'>{cards('article')}</div>"))
    assert (told.kind, told.severity) == (ProblemKind.LIST_MISSING, Severity.WARNING)
    assert told.message == (
        "the list moved from ul.terminliste to div.kacheln (5 entries then, 5 now); "
        "it is still read"
    )
    assert told.url == URL


def test_a_list_that_is_not_on_the_page_is_missing() -> None:
    (problem,) = after(LISTED, html(""))
    assert (problem.kind, problem.severity) == (ProblemKind.LIST_MISSING, Severity.ERROR)
    assert problem.message == (
        "last good: 2026-03-01 (page 17 of the archive), 5 entries in ul.terminliste, first: "
        "Forum Bahnhof; Werkstatt Leerstand; Tagung Dorfladen; "
        "now: the element is not on the page"
    )


def test_what_may_have_taken_its_place_is_named() -> None:
    tiles = "".join(f"<div class='kachel'>Nr. {n}: bald mehr</div>" for n in range(11))
    (problem,) = after(LISTED, html(f"<div class='termine-neu'>{tiles}</div>"))
    assert problem.kind is ProblemKind.LIST_MISSING
    assert problem.message.endswith("; nearest: div.termine-neu with 11 entries")


@pytest.mark.parametrize("inner", ["", "<!-- 0 -->", "<li hidden>Vorlage</li>"])
def test_a_list_with_nothing_in_it_is_empty(inner: str) -> None:
    (problem,) = after(LISTED, html(f"<ul class='terminliste'>{inner}</ul>"))
    assert (problem.kind, problem.severity) == (ProblemKind.LIST_EMPTY, Severity.ERROR)
    assert problem.message.endswith("; now: it is there with nothing in it")


def test_a_list_that_nothing_is_read_of_any_more_shows_what_is_in_it() -> None:
    inner = "".join(f"<li><h3>{name}</h3><p>Näheres folgt.</p></li>" for name in NAMES)
    (problem,) = after(LISTED, html(f"<ul class='terminliste'>{inner}</ul>"))
    assert problem.kind is ProblemKind.LIST_EMPTY
    assert "now: it is there with 5 elements in it, but none of them is read" in problem.message
    assert "Forum Bahnhof" in problem.message


@pytest.mark.parametrize(
    "said",
    ["Derzeit sind keine Veranstaltungen geplant.", "Es liegen keine aktuellen Termine vor."],
)
def test_a_page_that_says_so_itself_is_no_fault(said: str) -> None:
    assert after(LISTED, html(f"<p>{said}</p>")) == ()
    assert after(LISTED, html(f"<ul class='terminliste'><li>{said}</li></ul>")) == ()


def test_one_event_in_the_text_does_not_hide_that_the_list_has_gone() -> None:
    told = "<p>Die Tagung „Neue Wege“ findet am 4. Mai 2026 um 10 Uhr in Jena statt.</p>"
    assert len(read(page(html(told))).events) == 1
    (problem,) = after(LISTED, html(told))
    assert (problem.kind, problem.severity) == (ProblemKind.LIST_MISSING, Severity.ERROR)


def test_a_list_that_goes_beside_another_is_told_and_costs_nothing() -> None:
    old = f"<h2>Rückblick</h2><ul class='vorbei'>{cards().replace('2026', '2024')}</ul>"
    both = html(f"<ul class='kommend'>{cards()}</ul>{old}")
    (told,) = after(both, html(old))
    assert (told.kind, told.severity) == (ProblemKind.LIST_MISSING, Severity.WARNING)
    assert "ul.kommend (5 entries) is no longer on the page" in told.message


def test_a_page_that_breaks_off_before_the_list_is_truncated() -> None:
    cut = html("")[: -len("</main></body></html>")]
    (problem,) = after(LISTED, cut)
    assert (problem.kind, problem.severity) == (ProblemKind.TRUNCATED, Severity.ERROR)
    assert problem.message.endswith("; now: the page breaks off before it")


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (
            "<html><head><title>Seite nicht gefunden</title></head><body><main><h1>Seite nicht "
            "gefunden</h1><p>Diese Seite gibt es leider nicht.</p></main></body></html>",
            ProblemKind.SOFT_404,
        ),
        (
            "<html><head><title>Termine</title></head><body><div id='root'></div>"
            "<script src='/app.js'></script></body></html>",
            ProblemKind.JAVASCRIPT_ONLY,
        ),
        (
            "<html><head><title>Just a moment...</title></head><body><p>Checking your browser."
            "</p></body></html>",
            ProblemKind.BLOCKED,
        ),
        (
            "<html><head><title>Wartung</title></head><body><h1>Wartungsarbeiten</h1>"
            "<p>Wir sind bald wieder da.</p></body></html>",
            ProblemKind.UNAVAILABLE,
        ),
    ],
)
def test_what_stands_in_the_page_s_place_is_the_fault_and_no_missing_list(
    body: str, kind: ProblemKind
) -> None:
    (problem,) = after(LISTED, body)
    assert (problem.kind, problem.severity) == (kind, Severity.ERROR)


def test_a_calendar_file_without_entries_is_empty_and_no_calendar_is_missing() -> None:
    file = good(EventList(selector="", entries=3, sample=("Forum Bahnhof",)))
    empty = page(
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nEND:VCALENDAR\r\n",
        EntryKind.ICALENDAR,
        "text/calendar",
    )
    (problem,) = judge(empty, read(empty), file)
    assert problem.kind is ProblemKind.LIST_EMPTY
    assert "3 entries in the file, first: Forum Bahnhof" in problem.message
    other = page(html(""), EntryKind.ICALENDAR)
    (problem,) = judge(other, read(other), file)
    assert problem.kind is ProblemKind.LIST_MISSING


def test_what_is_read_in_passing_is_not_missed() -> None:
    two = html(f"<ul class='terminliste'>{cards(names=NAMES[:2])}</ul>")
    assert after(two, html(""), EntryKind.LISTING) != ()
    assert after(two, html(""), EntryKind.PAGE) == ()
    assert after(LISTED, html(""), EntryKind.PAGE) != ()
    assert after(LISTED, html(""), EntryKind.PRESS) == ()
    assert after(LISTED, html(""), EntryKind.FEED) == ()


def test_a_page_that_has_become_a_report_is_not_missed() -> None:
    report = (
        "<html><head><title>So war das Auenlandfest</title></head><body><main>"
        "<h1>Rückblick: So war das Auenlandfest</h1><p>Viele Gäste kamen und blieben lange."
        "</p></main></body></html>"
    )
    assert after(LISTED, report, EntryKind.PAGE) == ()


def test_without_an_earlier_list_nothing_is_missed() -> None:
    now = page(html(""))
    assert judge(now, read(now), None) == ()
    assert judge(now, read(now), good(EventList(selector="ul", entries=1))) == ()
