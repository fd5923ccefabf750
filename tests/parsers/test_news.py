"""News: which pages are, their teaser, picture, publisher, and the event that they report on."""

from collections.abc import Callable
from datetime import date

import pytest

from model import Extraction, NewsItem, Organizer, Page, PageKind
from parsers import Context, extract

Read = Callable[..., Extraction]
PRESS = "https://www.netzwerk-auenland.example/presse/2026/bruecke"
DAY = "<p class='published'>1. Februar 2026</p>"
LONG = "Die neue Brücke über die Aue verbindet seit gestern zwei Orte, die lange getrennt waren."


def item(read: Read, body: str, *, head: str = "", url: str = PRESS) -> NewsItem:
    page = f"<html><head>{head}</head><body><main>{body}</main></body></html>"
    (found,) = read(page, url=url).news
    return found


def test_a_press_release_with_all_its_fields(read: Read) -> None:
    head = '<meta property="og:image" content="https://bild.example/bruecke.jpg">'
    found = item(read, f"<h1>Neue Brücke über die Aue</h1>{DAY}<p>{LONG}</p>", head=head)
    assert found.headline == "Neue Brücke über die Aue"
    assert found.date_published == date(2026, 2, 1)
    assert found.description == LONG
    assert found.url == PRESS
    assert found.organization is not None
    assert found.organization.name == "Netzwerk Auenland"
    assert found.image == "https://bild.example/bruecke.jpg"
    assert (found.about, found.is_report) == ("", False)


@pytest.mark.parametrize(
    "body",
    [
        f"<p class='lead'>{LONG}</p><p>Ein weiterer Absatz.</p>",
        f"<div class='news-teaser'><p>Zu.</p></div><p>{LONG}</p>",
        f"<p>Gera, 1. Februar 2026. {LONG}</p>",
        f"<p>Gera, den 01.02.2026 – {LONG}</p>",
        f"<p>(Gera, 1. Februar 2026) {LONG}</p>",
    ],
)
def test_the_teaser_is_the_lead_or_the_first_paragraph_without_its_dateline(
    read: Read, body: str
) -> None:
    assert item(read, f"<h1>Neue Brücke über die Aue</h1>{DAY}{body}").description == LONG


def test_a_description_of_the_whole_site_is_no_teaser(read: Read) -> None:
    body = f"<h1>Neue Brücke über die Aue</h1>{DAY}<p>{LONG}</p>"
    slogan = "Willkommen auf der offiziellen Internetseite des Netzwerks Auenland e. V."
    own = "Zwei Orte an der Aue sind seit gestern wieder durch eine Brücke verbunden."
    described = '<meta name="description" content="{}">'
    assert item(read, body, head=described.format(slogan)).description == LONG
    assert item(read, body, head=described.format(own)).description == own


@pytest.mark.parametrize(
    ("head", "image"),
    [
        ('<meta property="og:image" content="/bilder/b.jpg">', "https://www.netzwerk-auenland.example/bilder/b.jpg"),
        ('<meta name="twitter:image" content="https://x.example/b.webp">', "https://x.example/b.webp"),
        ('<meta property="og:image" content="https://x.example/logo-rot.png">', ""),
        ('<meta property="og:image" content="data:image/png;base64,AAAA">', ""),
        ('<meta property="og:image" content="javascript:alert(1)">', ""),
        ('<script type="application/ld+json">{"@type": "NewsArticle", "image": {"@type": '
         '"ImageObject", "url": "https://x.example/c.jpg"}}</script>', "https://x.example/c.jpg"),
        ('<script type="application/ld+json">{"@type": "NewsArticle", "image": '
         '["https://x.example/d.jpg"]}</script>', "https://x.example/d.jpg"),
        ("", ""),
    ],
)  # fmt: skip
def test_the_picture_is_the_one_that_the_page_declares(read: Read, head: str, image: str) -> None:
    assert item(read, f"<h1>Neue Brücke</h1>{DAY}<p>{LONG}</p>", head=head).image == image


def test_the_page_names_its_publisher_where_the_source_does_not(
    page_of: Callable[..., Page],
) -> None:
    page = page_of(
        f'<html><head><meta property="og:site_name" content="Stadt Gera"></head><body><h1>Neue '
        f"Brücke</h1>{DAY}<p>{LONG}</p></body></html>",
        url=PRESS,
    )
    (found,) = extract(page, Context(today=date(2026, 3, 2))).news
    assert found.organization is not None
    assert found.organization.name == "Stadt Gera"


def test_a_publisher_that_is_known_has_its_official_name(page_of: Callable[..., Page]) -> None:
    page = page_of(
        f'<html><head><meta property="og:site_name" content="LLR"></head><body><h1>Neue Brücke</h1>'
        f"{DAY}<p>{LONG}</p></body></html>",
        url=PRESS,
    )
    body = Organizer(name="Landesverband Ländliche Räume e. V.", alternate_name="LLR")
    (found,) = extract(page, Context(known_organizations=(body,))).news
    assert found.organization == body


def test_a_report_is_news_and_names_its_event(read: Read) -> None:
    found = item(
        read,
        f"<h1>Rückblick: Fachtag Wege</h1>{DAY}<p>Am 28. Januar 2026 fand in Gera der Fachtag Wege "
        "statt. Rund hundert Gäste kamen und sprachen über Dörfer und ihre Wege.</p>",
    )
    assert found.is_report
    assert "Fachtag Wege" in found.about


@pytest.mark.parametrize(
    "title",
    ["Aktuelles", "Pressemitteilungen", "Presse", "News", "Pressearchiv 2025", "Alle Meldungen",
     "Nachrichten – Seite 3", "Rückblicke", "Neues aus der Region", "Newsletter-Archiv"],
)  # fmt: skip
def test_a_list_of_news_is_no_news_item(read: Read, title: str) -> None:
    title = title.replace(" – ", " ")
    assert read(f"<h1>{title}</h1>{DAY}<p>{LONG}</p>", url=PRESS).news == ()


def test_a_page_with_many_days_of_publication_is_a_list(read: Read) -> None:
    teasers = "".join(
        f"<div class='news'><h2>Meldung Nummer {n} aus dem Auenland</h2><p class='published'>"
        f"{n}. Februar 2026</p><p>{LONG}</p></div>"
        for n in range(1, 6)
    )
    found = read(f"<h1>Was im Auenland geschieht</h1>{teasers}", url=PRESS)
    assert found.events == ()
    assert found.news == ()


@pytest.mark.parametrize(
    "head",
    [
        '<meta property="article:published_time" content="2026-02-01T08:00:00+01:00">',
        '<script type="application/ld+json">{"@type": "NewsArticle", "headline": "Neue Brücke", '
        '"datePublished": "2026-02-01"}</script>',
    ],
)
def test_what_calls_itself_an_article_is_news_wherever_it_stands(read: Read, head: str) -> None:
    url = "https://www.netzwerk-auenland.example/bruecke"
    page = f"<html><head>{head}</head><body><h1>Neue Brücke</h1><p>{LONG}</p></body></html>"
    extraction = read(page, url=url)
    assert extraction.page_kind is PageKind.NEWS
    assert extraction.news[0].date_published == date(2026, 2, 1)
    assert read(page.replace(head, ""), url=url).news == ()


FOOTER = (
    "<div class='footer'><p><span class='news-list-date'><time {}>1.2.2026</time></span></p></div>"
)


@pytest.mark.parametrize(
    ("attributes", "day"),
    [
        ("itemprop='datePublished' datetime='2026-02-01'", date(2026, 2, 1)),
        ('datetime="2026-02-01T08:00:00+01:00" itemprop="datePublished"', date(2026, 2, 1)),
        ("datetime='2026-02-01'", None),
        ("itemprop='datePublished'", None),
        ("itemprop='datePublished' datetime='2026-02-31'", None),
    ],
)
def test_the_day_of_publication_counts_in_a_box_called_footer(
    read: Read, attributes: str, day: date | None
) -> None:
    body = f"<h1>Neue Brücke</h1>{FOOTER.format(attributes)}<p>{LONG}</p>"
    assert read(f"<main>{body}</main>", url=PRESS).date_published == day


def test_the_days_of_teasers_are_not_the_days_of_the_page(read: Read) -> None:
    mark = "itemprop='datePublished' datetime='2026-02-0{}'"
    teasers = "".join(f"<p>{LONG}</p>{FOOTER.format(mark.format(n))}" for n in (1, 2, 3))
    assert read(f"<main><h1>Neues</h1>{teasers}</main>", url=PRESS).date_published is None
