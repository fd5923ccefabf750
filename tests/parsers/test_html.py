"""HTML to blocks: what is shown, where it stands, what is left out."""

from collections.abc import Callable

import pytest

from model import ProblemKind
from parsers.page.document import Block, Document, Region, Role
from parsers.page.html import read_html

Html = Callable[[str], Document]
LONG = (
    "Die Arbeitsgruppe stellt ihre Ergebnisse zur Nahversorgung vor und berät mit den Gästen. " * 2
)


def shown(document: Document) -> list[str]:
    return [block.text for block in document.main()]


def block_of(document: Document, text: str) -> Block:
    return next(block for block in document.blocks if block.text == text)


def test_offsets_point_into_the_text(html: Html) -> None:
    document = html(f"<h1>Fach&shy;tag  Wege</h1><ul><li>eins<br>zwei</ul><p>{LONG}</p>")
    assert [block.text for block in document.blocks][:2] == ["Fachtag Wege", "eins\nzwei"]
    for block in document.blocks:
        assert document.text[block.start : block.end] == block.text


@pytest.mark.parametrize(
    "chrome",
    [
        "<nav>Termine 1. Mai 2026</nav>",
        "<header><p>Termine 1. Mai 2026</p></header>",
        "<footer>Stand 1. Mai 2026</footer>",
        "<div class='cookie-banner'>Cookies bis 1. Mai 2026</div>",
        "<div id='consent'>Wir nutzen Cookies</div>",
        "<ul class='breadcrumb'><li>Start</ul>",
        "<div role='navigation'>Menü</div>",
        "<dialog>Hinweis</dialog>",
        "<div class='main-menu'>Menü</div>",
    ],
)
def test_navigation_consent_and_footer_are_no_text(html: Html, chrome: str) -> None:
    document = html(f"<body>{chrome}<h1>Fachtag</h1><p>{LONG}</p></body>")
    assert [block.text for block in document.blocks] == ["Fachtag", LONG.strip()]


@pytest.mark.parametrize(
    "hidden",
    [
        "<p hidden>versteckt</p>",
        "<p style='display: none'>versteckt</p>",
        "<span style='visibility:hidden'>versteckt</span>",
        "<span class='sr-only'>versteckt</span>",
        "<span class='visually-hidden focusable'>versteckt</span>",
        "<span class='tribe-common-a11y-visual-hide'>versteckt</span>",
        "<h2 class='element-invisible'>versteckt</h2>",
        "<script>versteckt</script>",
        "<style>versteckt</style>",
        "<template><p>versteckt</p></template>",
        "<select><option>versteckt</option></select>",
        "<!-- versteckt -->",
        "<button>versteckt</button>",
    ],
)
def test_what_nobody_sees_is_no_text(html: Html, hidden: str) -> None:
    document = html(f"<body><p>{LONG}</p>{hidden}<p>Ende</p></body>")
    assert "versteckt" not in document.text
    assert "Ende" in document.text


@pytest.mark.parametrize("name", ["canvas-area", "navy-blue", "shareholder", "footerless2go"])
def test_a_word_that_only_holds_such_a_name_is_kept(html: Html, name: str) -> None:
    assert "Inhalt" in html(f"<p>{LONG}</p><div class='{name}'>Inhalt</div>").text


def test_a_page_of_nothing_but_navigation_is_read_whole(html: Html) -> None:
    document = html("<body><nav><p>Fachtag am 1. Mai 2026 in Halle</p></nav></body>")
    assert document.text == "Fachtag am 1. Mai 2026 in Halle"


def test_regions(html: Html) -> None:
    document = html(
        f"<body><main><h1>Fachtag</h1><p>{LONG}</p><aside>Ort: Halle</aside>"
        "<div class='related-posts'>Anderes Treffen</div><footer>Im Artikel</footer></main>"
        "<div>Daneben</div></body>"
    )
    assert block_of(document, "Fachtag").region is Region.MAIN
    assert block_of(document, "Ort: Halle").region is Region.ASIDE
    assert block_of(document, "Anderes Treffen").region is Region.RELATED
    assert block_of(document, "Im Artikel").region is Region.MAIN
    assert block_of(document, "Daneben").region is Region.ASIDE


def test_comments_are_not_content(html: Html) -> None:
    document = html(f"<p>{LONG}</p><ol class='comment-list'><li>Super! 3. Mai 2026</li></ol>")
    assert block_of(document, "Super! 3. Mai 2026").region is Region.RELATED


def test_an_article_that_is_shared_is_still_an_article(html: Html) -> None:
    document = html(f"<article class='post share'><p>{LONG}</p></article><p>Ende</p>")
    assert shown(document) == [LONG.strip(), "Ende"]


def test_roles_and_levels(html: Html) -> None:
    document = html(
        "<h3>Drei</h3><ul><li><p>Punkt</p></li></ul><dl><dt>Ort</dt><dd>Halle</dd></dl>"
        f"<table><tr><th>Tag</th><td>Montag</td></tr></table><p>{LONG}</p>"
    )
    roles = {block.text: block.role for block in document.blocks}
    assert roles["Drei"] is Role.HEADING
    assert block_of(document, "Drei").level == 3
    assert roles["Punkt"] is Role.ITEM
    assert (roles["Ort"], roles["Halle"]) == (Role.TERM, Role.DETAIL)
    day, monday = block_of(document, "Tag"), block_of(document, "Montag")
    assert (day.role, day.column, monday.column) == (Role.CELL, 1, 2)
    assert day.row == monday.row == 1


def test_emphasis_at_the_beginning_marks_a_label(html: Html) -> None:
    document = html(f"<p><strong>Ort:</strong> Halle</p><p>In <b>Halle</b></p><p>{LONG}</p>")
    assert block_of(document, "Ort: Halle").labelled == len("Ort:")
    assert block_of(document, "In Halle").labelled == 0


def test_links_times_and_publication_hints(html: Html) -> None:
    document = html(
        "<p class='post-date'><time datetime='2026-03-01'>1. März</time></p>"
        f"<p><a href=' /termine/1 '>Zum\nTermin</a></p><p>{LONG}</p>"
    )
    dated, linked = document.blocks[:2]
    assert [(mark.start, mark.end, mark.moment) for mark in dated.marks] == [(0, 7, "2026-03-01")]
    assert dated.hints == {"post-date"}
    assert [(link.text, link.href) for link in linked.links] == [("Zum Termin", "/termine/1")]
    assert linked.hints == frozenset()


def test_calendar_links_are_absolute_and_once(html: Html) -> None:
    link = "<a href='/termin/1.ics'>iCal</a>"
    document = html(f"{link}{link}<a href='?ical=1'>Kalender</a><a href='/graphics'>x</a>")
    assert document.calendar_links == (
        "https://www.netzwerk-auenland.example/termin/1.ics",
        "https://www.netzwerk-auenland.example/aktuell/seite?ical=1",
    )


def test_the_head_gives_title_meta_and_data(html: Html) -> None:
    document = html(
        "<html><head><title> Fachtag |\n Netz </title><meta property='og:title' content='Fachtag'>"
        "<meta name='Date' content='2026-03-01'><meta name='date' content='2020-01-01'>"
        "<script type='application/ld+json'>{}</script><script>var a</script></head></html>"
    )
    assert document.title == "Fachtag | Netz"
    assert document.meta == {"og:title": "Fachtag", "date": "2026-03-01"}
    assert document.data == ("{}",)


def test_base_is_obeyed_and_a_broken_one_ignored(html: Html) -> None:
    assert html("<base href='/neu/'><p>x").absolute("1") == (
        "https://www.netzwerk-auenland.example/neu/1"
    )
    assert html("<base href='http://[kaputt'><p>x").absolute("/1") == (
        "https://www.netzwerk-auenland.example/1"
    )


def test_a_truncated_page_is_read_and_reported(html: Html) -> None:
    document = html(f"<html><body><h1>Fachtag</h1><p>{LONG}</p><div class='te")
    assert "Fachtag" in document.text
    assert [problem.kind for problem in document.problems] == [ProblemKind.TRUNCATED]


def test_a_whole_page_and_a_fragment_are_not_truncated(html: Html) -> None:
    assert html(f"<html><body><p>{LONG}</p></body></html>").problems == []
    assert html(f"<p>{LONG}</p>").problems == []


def test_nul_bytes_and_controls_do_not_reach_the_text(html: Html) -> None:
    text = html("<p>Hal\x00le\x07 &#xD800;&#0;\u200bSaale</p>").text
    assert text.startswith("Halle")
    assert text.endswith("Saale")
    assert not set(text) & set("\x00\x07\ud800\u200b")


@pytest.mark.parametrize("tag", ["div", "span", "b", "table"])
def test_deep_nesting_is_read_as_one_run(html: Html, tag: str) -> None:
    document = html(f"<body>{f'<{tag}>' * 300}<p>Ganz innen</p><script>nein</script></body>")
    assert document.text == "Ganz innen"


@pytest.mark.parametrize("text", ["", "   ", "<", "<!---->", "<html></html>", "<\x00>"])
def test_next_to_nothing_never_raises(html: Html, text: str) -> None:
    assert not html(text).text.strip("<>")


@pytest.mark.parametrize("tag", ["s", "del", "strike"])
def test_what_is_struck_out_holds_no_more(html: Html, tag: str) -> None:
    document = html(f"<p>{LONG}</p><p>Neuer Termin: <{tag}>3.9.2026</{tag}> 24.9.2026</p>")
    assert document.blocks[-1].text == "Neuer Termin: 24.9.2026"


def test_a_link_around_a_card_is_that_of_its_heading(html: Html) -> None:
    document = html(
        f"<div><a href='/t/1'><span>3. Mai</span><h3>Forum Dorf</h3><p>{LONG}</p></a></div>"
        "<p>Danach</p>"
    )
    assert [(link.text, link.href) for link in block_of(document, "Forum Dorf").links] == [
        ("Forum Dorf", "/t/1")
    ]
    assert block_of(document, "Danach").links == ()


PARAGRAPHS = "".join(f"<p>Ein Satz über das Dorf und den See, Nummer {n}.</p>" for n in range(5))


@pytest.mark.parametrize(
    "markup",
    [
        "<section><header class='header'><h1>Hoffest</h1></header><p>Am See.</p></section>",
        "<article><header><h1>Hoffest</h1></header><p>Am See.</p></article>",
        "<div class='content-sidebar-wrap'><h1>Hoffest</h1><p>Am See.</p></div>",
        f"<div class='left-sidebar'><h1>Hoffest</h1><p>Am See.</p>{PARAGRAPHS}</div>",
        "<div class='page hidden-contents-menu'><h1>Hoffest</h1><p>Am See.</p></div>",
        "<div class='page cookies-enabled comments-open'><h1>Hoffest</h1><p>Am See.</p></div>",
        "<div class='post hentry tag-menu category-footer'><h1>Hoffest</h1><p>Am See.</p></div>",
        "<div class='tab-pane' style='display:none'><h1>Hoffest</h1><p>Am See.</p></div>",
        "<div class='accordion-body' style='display: none'><h1>Hoffest</h1><p>Am See.</p></div>",
        f"<header><nav>Menü</nav><article><h1>Hoffest</h1><p>Am See.</p>{PARAGRAPHS}</article>",
    ],
)
def test_content_is_told_from_its_frame(markup: str) -> None:
    document = read_html(f"<html><body>{markup}<p>{'Dorf ' * 60}</p></body></html>", "")
    shown = {block.text: block.region for block in document.blocks}
    assert shown["Hoffest"] is Region.MAIN
    assert shown["Am See."] is Region.MAIN


@pytest.mark.parametrize(
    "markup",
    [
        "<header><h1>Amt Auenland</h1></header>",
        "<section><header><nav>Menü</nav><p>Amt Auenland</p></header></section>",
        "<div class='menu menu-open'>Amt Auenland</div>",
        "<div style='display:none'>Amt Auenland</div>",
    ],
)
def test_the_frame_of_a_site_is_left_out(markup: str) -> None:
    document = read_html(f"<html><body>{markup}<p>{'Dorf ' * 60}</p></body></html>", "")
    assert "Amt Auenland" not in document.text
