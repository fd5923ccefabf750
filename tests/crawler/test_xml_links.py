import pytest

from crawler.xml_links import FeedItem, read_feed

URL = "https://a.example/feed.xml"


def items(xml):
    return read_feed(xml.encode(), URL)


def test_rss_2_with_guid_and_relative_links():
    xml = """<rss version="2.0"><channel><link>https://a.example/</link>
    <item><link>/eins?utm_source=rss</link><pubDate>Tue, 03 Mar 2026 08:00:00 +0100</pubDate></item>
    <item><guid>https://a.example/zwei</guid><pubDate>bald</pubDate></item>
    <item><guid isPermaLink="false">abc-17</guid></item>
    <item><link>javascript:alert(1)</link></item></channel></rss>"""
    assert items(xml) == (
        FeedItem(url="https://a.example/eins", published="2026-03-03"),
        FeedItem(url="https://a.example/zwei"),
    )


def test_atom_takes_the_alternate_link_and_published_before_updated():
    xml = """<feed xmlns="http://www.w3.org/2005/Atom"><link href="https://a.example/"/>
    <entry><link rel="edit" href="/bearbeiten"/><link rel="alternate" href="/eins"/>
    <updated>2026-05-01T10:00:00Z</updated><published>2026-03-02T23:30:00Z</published></entry>
    </feed>"""
    assert items(xml) == (FeedItem(url="https://a.example/eins", published="2026-03-03"),)


def test_rss_1_with_dublin_core():
    xml = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
    xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">
    <item><link>https://a.example/eins</link><dc:date>2026-03-02</dc:date></item></rdf:RDF>"""
    assert items(xml) == (FeedItem(url="https://a.example/eins", published="2026-03-02"),)


@pytest.mark.parametrize("xml", ["", "kein XML", "<html><body/></html>", "<urlset/>"])
def test_what_is_no_feed(xml):
    assert items(xml) is None


def test_an_empty_feed_is_a_feed():
    assert items("<rss><channel/></rss>") == ()


def test_a_feed_without_end_is_cut():
    endless = "".join(f"<item><link>/{number}</link></item>" for number in range(6000))
    assert len(items(f"<rss><channel>{endless}</channel></rss>")) == 5000


def test_entities_are_never_resolved(tmp_path):
    secret = tmp_path / "geheim"
    secret.write_text("https://a.example/geheim")
    bomb = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))
    xml = (
        f'<!DOCTYPE rss [<!ENTITY l0 "lol">{bomb}<!ENTITY x SYSTEM "{secret.as_uri()}">]>'
        "<rss><channel><item><link>https://a.example/&l11;</link></item>"
        "<item><link>&x;</link></item></channel></rss>"
    )
    assert items(xml) == (FeedItem(url="https://a.example/"),)
