"""What `make fuzz` found in the parsers, each as the smallest input of its kind."""

from collections.abc import Callable

import pytest

from model import Extraction, ProblemKind

Read = Callable[..., Extraction]


@pytest.mark.parametrize("day", ["0001-01-01", "31.12.9999", "9999-12-31T24:00"])
@pytest.mark.parametrize(
    "text",
    [
        "<p>{day}</p><p>Der Fachtag ist am 1. März.</p>",
        "<p>Anmeldeschluss: {day}, 0 Uhr</p>",
        '<time class="pubdate">{day}</time><p>Der Fachtag beginnt am Dienstag in Gera.</p>',
        "<p>Veranstaltung am {day} von 20 bis 1 Uhr in Gera</p>",
    ],
)
def test_a_day_that_a_database_writes_for_none_is_no_day(read: Read, text: str, day: str) -> None:
    extraction = read(text.format(day=day))
    days = [event.when.first_day.year for event in extraction.events if event.when]
    assert set(days) <= {2026}
    assert not extraction.deadlines


@pytest.mark.parametrize("published", ["0001-01-01", "9999-12-31", "9999-12"])
def test_a_day_of_publication_that_cannot_be_is_none(read: Read, published: str) -> None:
    page = "<h1>Fachtag</h1><p>Am Dienstag, 3. März, laden wir nach Gera ein.</p>"
    assert read(page, published=published) == read(page)


def test_an_event_is_of_our_time(read: Read) -> None:
    """What was long ago is history."""
    for day in ("16. Oktober 1813", "3. Mai 1985", "im Herbst 1817"):
        page = f"<h1>Fachtag</h1><p>Wir laden ein zum Fachtag am {day} in Gera.</p>"
        assert not read(page.replace("am im", "im")).events


@pytest.mark.parametrize("reference", ["&#xD800;", "&#56320;", "&#99999999999;", "&#x110000"])
def test_a_reference_to_no_character_costs_a_feed_nothing(read: Read, reference: str) -> None:
    feed = f"<rss><channel><title>Aktuelles</title><item><title>Neu {reference} &#228;</title>"
    (news,) = read(f"{feed}<link>/n</link></item></channel></rss>").news
    assert news.headline == "Neu \ufffd ä"


def test_an_emoji_in_two_halves_is_one(read: Read) -> None:
    feed = "<rss><channel><title>Aktuelles</title><item><title>Neu &#55357;&#56832;!</title>"
    (news,) = read(f"{feed}<link>/n</link></item></channel></rss>").news
    assert news.headline == "Neu 😀!"


def test_a_feed_that_breaks_its_reader_is_malformed(read: Read) -> None:
    (problem,) = read("<rss><channel<item<link</item</link<").problems
    assert problem.kind is ProblemKind.MALFORMED


@pytest.mark.parametrize(
    "page",
    [
        "<title>{long}</title>{days}",
        '<title>x</title><meta property="og:title" content="{long}">{days}',
        "<title>x</title><h1>{long}</h1>{days}",
        "<title>x</title><h2>{long}</h2>{days}",
    ],
)
def test_a_heading_without_end_is_looked_at_once_and_not_with_each_date(
    read: Read, page: str
) -> None:
    """100,000 bytes took half a minute; now no text that is a title is longer than this."""
    extraction = read(page.format(long="Fachtag Land " * 4000, days="<p>Am 3. April 2026 in Gera"))
    assert len(extraction.headline) <= 1000
    assert all(len(event.name) <= 1000 for event in extraction.events)


def test_a_heading_of_some_length_is_one(read: Read) -> None:
    title = "Fachtag zum Land " * 50
    assert read(f"<h1>{title}</h1><p>Am 3. April 2026 in Gera").headline == title.strip()


def test_an_empty_element_may_be_nested_as_deep_as_one_likes(read: Read) -> None:
    deep = "<i>" * 210 + "</i>B" * 210
    (event,) = read(f"<h1>Fachtag</h1><p>{deep}<p>Wir laden am 3. März 2026 ein.").events
    assert event.name == "Fachtag"
