"""What search engines are told, and the page for addresses that lead nowhere."""

from dataclasses import replace

import pytest
from lxml import etree

from feeds.site import sitemap

SPACE = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}


@pytest.fixture
def entries(site, make):
    built = site(make.conference(), make.seminar(), news=(make.news(),))
    root = etree.fromstring(built.files["sitemap.xml"])
    found = {
        url.findtext("s:loc", namespaces=SPACE): url.findtext("s:lastmod", namespaces=SPACE)
        for url in root.findall("s:url", SPACE)
    }
    assert len(found) == len(root)
    return built, found


def test_every_page_that_may_be_found_is_there_once(entries):
    built, found = entries
    names = {address.removeprefix("https://kalender.example/") or "index.html" for address in found}
    hidden = {name for name in built.names() if name.startswith("embed/")} | {
        "404.html",
        "alle.html",
        "monat/index.html",
    }
    assert names == set(built.names()) - hidden


def test_what_is_too_much_for_one_stands_in_several(entries, site, make, monkeypatch):
    _, whole = entries
    monkeypatch.setattr(sitemap, "_MOST", 4)
    built = site(make.conference(), make.seminar(), news=(make.news(),))
    index = etree.fromstring(built.files["sitemap.xml"])
    assert etree.QName(index).localname == "sitemapindex"
    found, sizes = [], []
    for address in index.findall("s:sitemap/s:loc", SPACE):
        name = address.text.removeprefix("https://kalender.example/")
        part = etree.fromstring(built.files[name]).findall("s:url/s:loc", SPACE)
        sizes.append(len(part))
        found += [url.text for url in part]
    assert found == list(whole)
    assert sizes[:-1] == [4] * (len(sizes) - 1)


def test_only_known_changes_have_a_date(entries):
    _, found = entries
    assert found["https://kalender.example/"] == "2026-01-20T10:15:30+01:00"
    assert found["https://kalender.example/abonnieren.html"] is None
    assert found["https://kalender.example/quellen.html"] is None
    events = [stamp for address, stamp in found.items() if "/termin/" in address]
    assert events == ["2026-01-20T10:15:30+01:00"] * 2


def test_robots_may_read_everything_and_find_the_sitemap(site, make):
    assert site(make.conference()).files["robots.txt"].decode() == (
        "User-agent: *\nAllow: /\n\nSitemap: https://kalender.example/sitemap.xml\n"
    )


@pytest.mark.parametrize(
    "base", ["https://kalender.example/", "https://amt.example/region/termine/"]
)
def test_the_page_for_dead_links_works_at_any_depth(site, make, settings, base):
    page = site(make.conference(), settings=replace(settings, base_url=base))["404.html"]
    path = "/" + base.split("/", 3)[3]
    links = [*page.hrefs("a"), *page.hrefs("link[rel=stylesheet]")]
    own = [link for link in links if not link.startswith(("https:", "#", "mailto:"))]
    assert own
    assert all(link.startswith(path) for link in own)
    assert page.root.cssselect("meta[name=robots]")[0].get("content") == "noindex"
