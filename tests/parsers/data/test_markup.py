"""Microdata, RDFa and microformats: what attributes and class names say of events."""

from collections.abc import Callable
from datetime import date, datetime

import pytest

from model import BERLIN, When
from parsers.candidate import Candidate
from parsers.data import data_candidates, data_of
from parsers.page.document import Document

Html = Callable[[str], Document]


def events(html: Html, body: str) -> list[Candidate]:
    document = html(f"<html><body><main>{body}</main></body></html>")
    return data_candidates(data_of(document), document, [], None)


MICRODATA = """<div itemscope itemtype="%s"><h1 itemprop="name">Fachtag Wege</h1>
<a itemprop="url" href="/termine/wege.html">mehr</a>
<time itemprop="startDate" datetime="2026-05-03T10:00+02:00">3. Mai 2026</time>
<meta itemprop="endDate" content="2026-05-03T16:00+02:00">
<link itemprop="eventStatus" href="https://schema.org/EventCancelled">
<p itemprop="location" itemscope itemtype="https://schema.org/Place"><span itemprop="name">Rathaus
</span><span itemprop="address" itemscope itemtype="https://schema.org/PostalAddress">
<b itemprop="streetAddress">Markt 1</b><b itemprop="postalCode">07545</b>
<b itemprop="addressLocality">Gera</b></span></p>
<span itemprop="organizer">Stadt Gera</span></div>"""


@pytest.mark.parametrize(
    "kind",
    ["http://schema.org/Event", "https://schema.org/BusinessEvent",
     "http://data-vocabulary.org/Event", "https://schema.org/Thing https://schema.org/Event"],
)  # fmt: skip
def test_microdata(html: Html, kind: str) -> None:
    (found,) = events(html, MICRODATA % kind)
    assert found.name is not None
    assert found.name.value == "Fachtag Wege"
    assert found.when.value == When(
        start=datetime(2026, 5, 3, 10, tzinfo=BERLIN), end=datetime(2026, 5, 3, 16, tzinfo=BERLIN)
    )
    assert found.when.evidence.rule == "microdata.startDate"
    assert [item.value.line for item in found.locations] == ["Rathaus, Markt 1, 07545 Gera"]
    assert [item.value.name for item in found.organizers] == ["Stadt Gera"]
    assert found.url == "https://www.netzwerk-auenland.example/termine/wege.html"
    assert found.status is not None


def test_other_types_are_no_events(html: Html) -> None:
    for kind in ("https://schema.org/Article", "https://schema.org/EventVenue", ""):
        assert events(html, MICRODATA % kind) == []


@pytest.mark.parametrize(
    ("given", "shown", "day"),
    [
        ("2026-05-03", "10. Mai 2026", date(2026, 5, 10)),
        ("03 | 05", "3. Mai 2026", date(2026, 5, 3)),
        ("2026-05-03", "3. bis 5. Mai 2026", date(2026, 5, 3)),
        ("2026-05-03", "demnächst", date(2026, 5, 3)),
        ("2026-05-03-11:00:00", "", date(2026, 5, 3)),
    ],
)
def test_an_attribute_against_its_text(html: Html, given: str, shown: str, day: date) -> None:
    (found,) = events(
        html,
        '<div itemscope itemtype="http://schema.org/Event"><b itemprop="name">Fachtag</b>'
        f'<time itemprop="startDate" datetime="{given}">{shown}</time></div>',
    )
    assert found.when.value.first_day == day


def test_an_end_before_the_start_is_dropped_and_said(html: Html) -> None:
    (found,) = events(
        html,
        '<div itemscope itemtype="http://schema.org/Event"><b itemprop="name">Fachtag</b>'
        '<meta itemprop="startDate" content="2026-05-03-11:00:00">'
        '<meta itemprop="endDate" content="2026-05-01-12:00:00"></div>',
    )
    assert found.when.value == When(start=datetime(2026, 5, 3, 11, tzinfo=BERLIN))
    assert any("before the start" in reason for reason in found.reasons)


@pytest.mark.parametrize("around", ["<nav>%s</nav>", "<footer>%s</footer>",
                                    '<div class="related">%s</div>'])  # fmt: skip
def test_teasers_and_navigation_are_not_read(html: Html, around: str) -> None:
    assert events(html, around % (MICRODATA % "http://schema.org/Event")) == []


def test_rdfa(html: Html) -> None:
    (found,) = events(
        html,
        '<article typeof="schema:Event"><h2 property="schema:name">Fachtag Wege</h2>'
        '<span property="schema:startDate" content="2026-05-03T10:00:00+02:00">bald</span>'
        '<div property="schema:location" typeof="schema:Place"><b property="schema:name">Rathaus '
        "Gera</b></div></article>",
    )
    assert found.when.value.first_day == date(2026, 5, 3)
    assert found.when.evidence.rule == "rdfa.startDate"
    assert [item.value.address_locality for item in found.locations] == ["Gera"]


@pytest.mark.parametrize(
    "body",
    [
        '<div class="h-event"><a class="u-url p-name" href="/t/1">Fachtag Wege</a>'
        '<time class="dt-start" datetime="2026-05-03T10:00">3.5.</time>'
        '<span class="p-location h-adr"><b class="p-street-address">Markt 1</b>'
        '<b class="p-postal-code">07545</b> <b class="p-locality">Gera</b></span></div>',
        '<div class="event vevent first"><span class="summary">Fachtag Wege</span>'
        '<a class="url" href="/t/1">mehr</a><abbr class="dtstart" '
        'title="2026-05-03T10:00:00+02:00">3. Mai</abbr>'
        '<span class="location">Markt 1, 07545 Gera</span></div>',
        '<div class="vevent"><b class="summary">Fachtag Wege</b><a class="url" href="/t/1">x</a>'
        '<p class="dtstart"><abbr class="value" title="2026-05-03">Sonntag</abbr> ab '
        '<span class="value">10:00</span></p><i class="location">Markt 1, 07545 Gera</i></div>',
    ],
)
def test_microformats(html: Html, body: str) -> None:
    (found,) = events(html, body)
    assert found.name is not None
    assert found.name.value == "Fachtag Wege"
    assert found.when.value == When(start=datetime(2026, 5, 3, 10, tzinfo=BERLIN))
    assert [item.value.line for item in found.locations] == ["Markt 1, 07545 Gera"]
    assert found.url == "https://www.netzwerk-auenland.example/t/1"


def test_a_list_of_microformats(html: Html) -> None:
    entry = '<li class="h-event"><b class="p-name">Treff %d</b><time class="dt-start" ' \
            'datetime="2026-05-0%d">x</time></li>'  # fmt: skip
    assert len(events(html, "".join(entry % (n, n) for n in range(1, 8)))) == 7


@pytest.mark.parametrize("inner", ['<i class="dtstart">', '<i itemprop="name">', "<i>"])
def test_deep_markup_is_read_in_bounded_time(html: Html, inner: str) -> None:
    body = f'<div class="vevent" itemscope itemtype="http://schema.org/Event">{inner * 20_000}'
    assert events(html, body) == []
