"""Reads the page of the queue."""

from typing import Any

from lxml import html


def tree(answer: Any) -> Any:
    """The page of an answer that must be one."""
    assert answer.status_code == 200, answer.text
    return html.document_fromstring(answer.text)


def names(answer: Any) -> list[str]:
    """The names of the events in the list."""
    return [link.text_content() for link in tree(answer).cssselect(".item h3 a")]


def ticks(answer: Any) -> list[str]:
    """What the boxes of the bulk send."""
    return [box.get("value") for box in tree(answer).cssselect("input[name=termin]")]


def said(answer: Any) -> str:
    """The messages on a page."""
    return " ".join(tree(answer).cssselect(".messages")[0].text_content().split())


def row_of(answer: Any, word: str) -> Any:
    """The row of the event with that word in its name."""
    (found,) = (row for row in tree(answer).cssselect(".item") if word in row.text_content())
    return found
