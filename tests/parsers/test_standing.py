"""A list that gave events, looked for on a later page: there, there with nothing in it, gone."""

from collections.abc import Callable
from pathlib import Path

import pytest
from lxml.etree import _Element

from model import EventList, Page
from parsers import Context, ListSight, extract, look_for
from parsers.page.html import read_html
from parsers.page.selectors import found_by

PageOf = Callable[..., Page]
PAGES = sorted((Path(__file__).parents[1] / "accuracy" / "pages").glob("*.html"))
WANTED = EventList(selector="ul.terminliste", entries=3, sample=("Forum Bahnhof",))


def body(inner: str) -> str:
    return f"<html><body><nav><ul><li>1</li><li>2</li></ul></nav><main>{inner}</main></body></html>"


def items(tag: str, count: int = 3) -> str:
    return "".join(f"<{tag}>Haus {n}, Ring {n}</{tag}>" for n in range(count))


def test_a_list_that_stands_is_seen_with_what_is_in_it(page_of: PageOf) -> None:
    inner = f"<ul class='terminliste offen'>{items('li')}</ul>"
    assert look_for(page_of(body(inner)), WANTED) == ListSight(
        stands=True, children=3, text="Haus 0, Ring 0 Haus 1, Ring 1 Haus 2, Ring 2"
    )


@pytest.mark.parametrize("inner", ["", "<!-- nichts -->", "\n  ", "<script>fill()</script>"])
def test_an_empty_list_stands_with_no_text(page_of: PageOf, inner: str) -> None:
    sight = look_for(page_of(body(f"<p>Text</p><ul class='terminliste'>{inner}</ul>")), WANTED)
    assert sight.stands
    assert sight.text == ""


def test_without_its_element_a_list_does_not_stand(page_of: PageOf) -> None:
    assert look_for(page_of(body("<p>Wir bauen um.</p>")), WANTED) == ListSight(stands=False)


@pytest.mark.parametrize(
    ("inner", "nearest", "entries"),
    [
        (f"<div class='terminliste'>{items('p')}</div>", "div.terminliste", 3),
        (f"<section id='terminliste'>{items('div', 4)}</section>", "section#terminliste", 4),
        ("<div class='terminliste'></div>", "div.terminliste", 0),
        (f"<div class='kacheln'>{items('div', 5)}</div><ul>{items('li', 2)}</ul>",
         "div.kacheln", 5),
    ],
)  # fmt: skip
def test_the_nearest_is_what_bears_its_name_else_what_repeats(
    page_of: PageOf, inner: str, nearest: str, entries: int
) -> None:
    sight = look_for(page_of(body(inner)), WANTED)
    assert sight == ListSight(stands=False, nearest=nearest, nearest_entries=entries)


def test_navigation_takes_no_list_s_place(page_of: PageOf) -> None:
    menu = "<ul><li>Seite 1</li><li>Seite 2</li></ul>"
    text = f"<main><p>{'Text. ' * 40}</p></main>"
    page = page_of(f"<html><body><nav>{menu}</nav>{text}</body></html>")
    assert look_for(page, WANTED).nearest == ""


@pytest.mark.parametrize(
    ("text", "content_type", "stands"),
    [
        ("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nEND:VCALENDAR\r\n", "text/calendar", True),
        ('{"events": [], "total": 0}', "application/json", True),
        ("<html><body><p>Wartung</p></body></html>", "text/html", False),
    ],
)
def test_a_file_of_data_stands_while_it_is_one(
    page_of: PageOf, text: str, content_type: str, stands: bool
) -> None:
    whole = EventList(selector="", entries=3)
    page = page_of(text, content_type=content_type)
    assert look_for(page, whole) == ListSight(stands=stands)


@pytest.mark.parametrize("file", PAGES, ids=lambda file: file.stem)
def test_every_list_stands_where_it_was_read(file: Path, page_of: PageOf, context: Context) -> None:
    page = page_of(file.read_bytes(), url="https://www.verein.example/termine/")
    for found in extract(page, context).lists:
        assert len(found_by(read_root(page), found.selector)) >= 1
        sight = look_for(page, found)
        assert sight.stands
        assert sight.text


def read_root(page: Page) -> _Element:
    root = read_html(page.body.decode("utf-8", "replace"), page.url).root
    assert root is not None
    return root
