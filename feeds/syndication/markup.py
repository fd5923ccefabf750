"""The HTML of an item: filled into our own template and cleaned by nh3 as the last door."""

from collections.abc import Mapping, Sequence
from typing import Final

import nh3

from feeds.origin import Origin
from feeds.site.templates import render

_TAGS: Final = {"p", "br", "strong", "a"}
_ATTRIBUTES: Final = {"a": {"href"}}
_SCHEMES: Final = {"http", "https"}


def content(
    facts: Mapping[str, str],
    *,
    note: str = "",
    paragraphs: Sequence[str] = (),
    origins: Sequence[Origin] = (),
    links: Mapping[str, str] | None = None,
) -> str:
    """Return the HTML of plain texts: a note in bold, facts, paragraphs, sources, links.

    Facts without a text are left out; `links` are addresses by their German text.
    """
    filled = render(
        "item.html",
        note=note,
        facts={name: text for name, text in facts.items() if text},
        paragraphs=paragraphs,
        origins=origins,
        links=links or {},
    )
    return sanitised(filled)


def sanitised(html: str) -> str:
    """Return the HTML with nothing but paragraphs, breaks, bold texts and http(s) links."""
    clean = nh3.clean(
        html,
        tags=_TAGS,
        attributes=_ATTRIBUTES,
        url_schemes=_SCHEMES,
        link_rel="noopener",
    )
    return clean.strip()


def summary(facts: Mapping[str, str], *, note: str = "", text: str = "") -> str:
    """Return one plain line: the note, the facts, the beginning of a text."""
    line = " · ".join(f"{name}: {fact}" for name, fact in facts.items() if fact)
    parts = (note, f"{line}." if line and text else line, text)
    return " ".join(part for part in parts if part)
