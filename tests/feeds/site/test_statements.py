"""Imprint, data protection, accessibility: the operator's texts, and what is true without."""

from dataclasses import replace

import pytest

from feeds.site.markdown import html_of

PAGES = ("impressum.html", "datenschutz.html", "barrierefreiheit.html")


def test_without_texts_nothing_is_made_up(site, make):
    built = site(make.conference())
    assert built["impressum.html"].text("main p") == (
        "Der Betreiber dieser Website hat kein Impressum hinterlegt."
    )
    assert "hat der Betreiber dieser Website hier nicht hinterlegt" in (
        built["datenschutz.html"].text("main")
    )
    assert "hat keine Adresse für Rückmeldungen hinterlegt" in (
        built["barrierefreiheit.html"].text("main")
    )


def test_the_operator_s_texts_stand_on_their_pages(site, make, settings):
    own = replace(
        settings,
        imprint="# Impressum\n\nVerein Beispiel e. V.",
        privacy="## Protokolle\n\nWir löschen sie nach sieben Tagen.",
        accessibility="## Durchsetzung\n\nSchlichtungsstelle",
        contact="post@kalender.example",
    )
    built = site(make.conference(), settings=own)
    assert built["impressum.html"].texts("main p") == ["Verein Beispiel e. V."]
    assert built["datenschutz.html"].texts("main h2")[-1] == "Protokolle"
    assert "nicht hinterlegt" not in built["datenschutz.html"].text("main")
    page = built["barrierefreiheit.html"]
    assert page.texts("main h2")[-1] == "Durchsetzung"
    assert "mailto:post@kalender.example" in page.hrefs("main a")


def test_every_page_leads_to_them(site, make):
    built = site(make.conference())
    for name in built.names():
        if not name.startswith("embed/"):
            root = "/" if name == "404.html" else "../" * name.count("/")
            links = built[name].hrefs("footer a")
            assert {root + page for page in PAGES} <= set(links), name


def test_what_the_page_on_data_protection_says_is_true(site, make):
    """No page sets anything, and none loads anything from elsewhere."""
    built = site(make.conference())
    for name in built.names():
        page = built[name]
        loaded = [e.get("src") for e in page.root.cssselect("[src]")]
        loaded += [e.get("href") for e in page.root.cssselect("link:not([rel=canonical])")]
        assert [address for address in loaded if "//" in address] == [], name
    for name in ("suche.js", "kopieren.js"):
        script = built.files[name].decode()
        for word in ("cookie", "localStorage", "sessionStorage", "http:", "https:", "innerHTML"):
            assert word not in script.replace('replace(/^https?:/, "webcal:")', ""), (name, word)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ein *Wort*", "<p>Ein <em>Wort</em></p>"),
        ("# Titel\n\nText", "<p>Text</p>"),
        ("## Erst\n\n### Dann", "<h2>Erst</h2>\n<h3>Dann</h3>"),
        ("Text\n\n# Erst\n\n## Dann", "<p>Text</p>\n<h2>Erst</h2>\n<h3>Dann</h3>"),
        ("<b>fett</b>", "<p>&lt;b&gt;fett&lt;/b&gt;</p>"),
        ("<script>alert(1)</script>", "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>"),
        ("![Bild](https://x.example/a.png)", "<p></p>"),
        ("[a](javascript:alert(1))", "<p>[a](javascript:alert(1))</p>"),
        ("[a](data:text/html,x)", "<p>[a](data:text/html,x)</p>"),
        ("[a](ftp://x.example/)", '<p><a rel="noopener">a</a></p>'),
        ("[a](tel:+49345)", '<p><a href="tel:+49345" rel="noopener">a</a></p>'),
    ],
)
def test_markdown_becomes_plain_clean_html(text, expected):
    assert html_of(text).strip() == expected


def test_a_table_of_the_operator_stays_one():
    found = html_of("| Dienst | Zweck |\n|:--|--:|\n| Server | Abruf |")
    assert "<th>Dienst</th>" in found
    assert "style" not in found
