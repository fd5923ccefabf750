"""Points 43 and 44: a sound page passes, one with the fault does not; links that lead nowhere."""

import pytest

from feeds import build
from feeds.cards import event_slug
from feeds.lint import lint_files, lint_links, lint_page
from model import Severity

ICS = "https://kalender.example/alle.ics"


@pytest.fixture(scope="module")
def files(make, settings):
    snapshot = make.snapshot(make.conference(), make.seminar(), news=(make.news(),))
    return build(snapshot, settings).files


@pytest.fixture(scope="module")
def event(make) -> str:
    return f"{event_slug(make.conference().uid)}.html"


def points(findings) -> set[int]:
    return {finding.point for finding in findings}


@pytest.mark.parametrize(
    ("point", "old", "new"),
    [
        (43, 'type="text/calendar"', 'type="text/plain"'),
        (43, "<code>https://kalender.example/alle.ics", "<code>https://x.example/"),
        (44, '<html lang="de">', "<html>"),
        (44, "<title>Termine", "<title></title><p>"),
        (44, "<h1>", "<h1>Noch eine</h1><h1>"),
        (44, "</main>", "<script>alert(1)</script></main>"),
        (44, "</main>", '<script src="https://cdn.example/a.js"></script></main>'),
        (44, "</main>", '<script src="//cdn.example/a.js"></script></main>'),
        (44, "</main>", '<script src="suche.js">alert(1)</script></main>'),
        (44, "</main>", '<form action="https://x.example/"></form></main>'),
        (44, "</main>", '<iframe src="index.html"></iframe></main>'),
        (44, "<h1>", '<h1 onclick="x()">'),
        (44, "<h1>", '<h1 style="color:red">'),
        (44, 'href="#inhalt"', 'href="javascript:alert(1)"'),
        (44, 'href="regioradar.css', 'href="https://cdn.example/a.css'),
        (44, "</main>", '<img src="https://zaehler.example/p.gif"></main>'),
        (44, 'id="abonnieren"', 'id="termine"'),
        (44, 'http-equiv="Content-Security-Policy"', 'http-equiv="x"'),
        (44, "script-src &#39;self", "script-src &#39;unsafe-inline"),
        (44, "default-src &#39;none&#39;", "default-src *"),
    ],
)
def test_faults_of_a_page(files, point, old, new):
    sound = files["index.html"]
    assert lint_page(sound, addresses=(ICS,)) == []
    assert old.encode() in sound
    broken = sound.replace(old.encode(), new.encode(), 1)
    assert point in points(lint_page(broken, addresses=(ICS,)))


def test_a_page_that_is_none():
    assert points(lint_page(b"")) == {44}
    assert points(lint_page(b"\xff\xfe")) == {44}


def test_data_is_no_script(files, event):
    assert b"ld+json" in files[event]
    assert lint_page(files[event]) == []
    turned = files[event].replace(b"application/ld+json", b"text/javascript")
    assert points(lint_page(turned)) == {44}


def test_every_page_is_checked(files, settings):
    pages = [name for name in files if name.endswith(".html")]
    assert len(pages) >= 20
    assert lint_files(files, settings) == []
    for name in pages:
        broken = files[name].replace(b"</body>", b"<script>alert(1)</script></body>")
        assert {f.file for f in lint_files({**files, name: broken}, settings)} == {name}


def test_a_selection_shows_its_addresses_and_the_guide_those_of_all(files, settings):
    for name, address in (
        ("quelle/bmwe.html", "https://kalender.example/quelle/bmwe.ics"),
        ("neuigkeiten.html", "https://kalender.example/neuigkeiten.rss"),
        ("abonnieren.html", ICS),
    ):
        assert address.encode() in files[name]
        hidden = files[name].replace(f"{address}<".encode(), b"<")
        hidden = hidden.replace(f'value="{address}"'.encode(), b'value=""')
        (finding,) = lint_files({**files, name: hidden}, settings)
        assert (finding.point, finding.file) == (43, name)
        assert address in finding.message


def test_every_link_into_the_site_leads_somewhere(files, settings):
    assert list(lint_links(files, files.keys(), settings)) == []


@pytest.mark.parametrize(
    ("page", "lost"),
    [
        ("index.html", "archiv/index.html"),
        ("index.html", "alle.ics"),
        ("index.html", "regioradar.css"),
        ("quelle/bmwe.html", "index.html"),
        ("quelle/bmwe.html", "quelle/bmwe.ics"),
        ("404.html", "auswahl.html"),
        ("embed/alle.html", "embed.css"),
    ],
)
def test_a_link_that_leads_nowhere(files, settings, page, lost):
    """Relative, absolute and rooted addresses, with a query and as webcal."""
    others = files.keys() - {lost}
    found = list(lint_links({page: files[page]}, others, settings))
    assert {(f.file, f.point, f.severity) for f in found} == {(page, 44, Severity.WARNING)}
    assert {lost in f.message or f.message.endswith("'/' leads nowhere") for f in found} == {True}


def test_a_link_to_a_place_on_the_page(files, settings):
    turned = files["index.html"].replace(b'href="#inhalt"', b'href="#nirgends"')
    (found,) = lint_links({"index.html": turned}, files.keys(), settings)
    assert found.message == "the link '#nirgends' leads nowhere"


def test_a_link_out_of_the_folder(files, settings):
    turned = files["index.html"].replace(b'href="auswahl.html"', b'href="../auswahl.html"')
    (found,) = lint_links({"index.html": turned}, files.keys(), settings)
    assert "../auswahl.html" in found.message
