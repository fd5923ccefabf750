"""Sitemaps in all their forms, hostile ones too."""

import gzip
import zlib
from datetime import UTC, datetime

import pytest

from crawler.sitemaps import SitemapEntry, read_sitemap, unpacked

URL = "https://a.example/sitemap.xml"
HEAD = '<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">'


def read(text: str) -> list[str] | None:
    sitemap = read_sitemap(text.encode(), URL)
    return None if sitemap is None else [entry.url for entry in sitemap.entries]


def test_the_newest_stands_first_and_what_is_not_dated_last():
    sitemap = read_sitemap(
        f"""{HEAD}<url><loc>https://a.example/alt</loc><lastmod>2024-03-01</lastmod></url>
        <url><loc>https://a.example/ohne</loc></url>
        <url><loc> /neu </loc><lastmod>2026-10-05T12:30:00+02:00</lastmod></url>
        <url><loc>https://a.example/neu</loc></url><url><loc>mailto:x@a.example</loc></url>
        <url><loc>/kaputt</loc><lastmod>gestern</lastmod></url></urlset>""".encode(),
        URL,
    )
    assert sitemap is not None
    assert not sitemap.is_index
    assert sitemap.entries == (
        SitemapEntry(
            url="https://a.example/neu", lastmod=datetime(2026, 10, 5, 10, 30, tzinfo=UTC)
        ),
        SitemapEntry(
            url="https://a.example/alt",
            lastmod=datetime(2024, 3, 1, 22, 59, 59, 999999, tzinfo=UTC),
        ),
        SitemapEntry(url="https://a.example/ohne"),
        SitemapEntry(url="https://a.example/kaputt"),
    )


def test_an_index_and_a_robots_txt_name_sitemaps():
    index = f"{HEAD.replace('urlset', 'sitemapindex')}<sitemap><loc>/a.xml.gz</loc></sitemap>"
    robots = "User-agent: *\nDisallow: /x\nSitemap: https://a.example/a.xml.gz\nsitemap:/b.txt\n"
    for text, expected in (
        (index, ["https://a.example/a.xml.gz"]),
        (robots, ["https://a.example/a.xml.gz", "https://a.example/b.txt"]),
    ):
        sitemap = read_sitemap(text.encode(), URL)
        assert sitemap is not None
        assert sitemap.is_index
        assert [entry.url for entry in sitemap.entries] == expected


def test_a_text_file_is_a_sitemap_of_its_lines():
    assert read("\ufeffhttps://a.example/1\r\n\r\nhttps://a.example/2\r\n") == [
        "https://a.example/1",
        "https://a.example/2",
    ]


@pytest.mark.parametrize(
    "text", ["", "<html><body>Fehler</body></html>", "Nicht gefunden", "User-agent: *", "{}"]
)
def test_what_is_no_sitemap(text):
    assert read(text) is None


def test_addresses_of_images_are_none_of_the_pages():
    image = '<i:image xmlns:i="x"><i:loc>/bild</i:loc></i:image>'
    assert read(f"{HEAD}<url><loc>/t</loc>{image}</url></urlset>") == ["https://a.example/t"]


def test_entities_are_not_resolved():
    text = (
        f'<!DOCTYPE urlset [<!ENTITY a "/geheim">]>{HEAD[21:]}<url><loc>/x&a;</loc></url></urlset>'
    )
    assert "geheim" not in str(read(text))


def test_gzip_is_unpacked_as_far_as_is_allowed():
    body = gzip.compress(b"x" * 1000)
    assert unpacked(body, 1000) == b"x" * 1000
    assert unpacked(body, 999) is None
    assert unpacked(b"<urlset/>", 3) == b"<urlset/>"
    assert unpacked(body[:-12], 1000) is not None
    assert unpacked(b"\x1f\x8bkein gzip", 1000) == b""
    bomb = zlib.compressobj(wbits=31)
    packed = b"".join(bomb.compress(b"\0" * 1_000_000) for _ in range(50)) + bomb.flush()
    assert unpacked(packed, 10_000) is None
