"""Proposals for a source's id and name, from its host and from what its pages say of themselves.

They are guesses with their reason: whoever adds the source checks them.
"""

import json
import re
from collections.abc import Collection, Iterator
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from crawler.markup import Html
from model import clean_text, fold
from sources import host_of

_NO_NAME = frozenset(("www", "web", "portal"))
_PARTS = re.compile(r"\s+[|–—·»:-]+\s+|\s*[|»]\s*|:\s+")
_BODIES = frozenset(
    "Organization GovernmentOrganization EducationalOrganization NGO Corporation LocalBusiness "
    "ResearchOrganization WebSite".split()
)
_LONGEST = 120
_MAX_NODES = 500


@dataclass(frozen=True, slots=True)
class Said:
    """A proposed value, and where it comes from."""

    value: str
    sign: str


def proposed_id(url: str, taken: Collection[str] = ()) -> Said:
    """Return an id made of the host of `url` that is none of those `taken`."""
    host = host_of(url).partition(":")[0]
    with suppress(UnicodeError):
        host = host.encode("ascii").decode("idna")
    labels = [label for label in host.split(".") if label not in _NO_NAME]
    kept = labels[:-1] if len(labels) > 1 else labels
    # A Land's host, `www.xyz.sachsen.de`, says more than its last name.
    stem = "_".join(fold(label).replace(" ", "_") for label in kept if label) or "source"
    stem = stem if stem[0].isalpha() else f"source_{stem}"
    number, free = 2, stem
    while free in taken:
        free, number = f"{stem}_{number}", number + 1
    return Said(free, f"from the host {host}")


def proposed_name(html: Html, url: str) -> Said:
    """Return what a page calls its owner: og:site_name, its data, its title, at last its host."""
    for value, sign in _names(html):
        name = clean_text(value)
        if 2 <= len(name) <= _LONGEST:
            return Said(name, f"from {sign}")
    return Said(host_of(url), "from the host: the page says no name")


def _names(html: Html) -> Iterator[tuple[str, str]]:
    meta = _meta(html)
    yield meta.get("og:site_name", ""), "og:site_name"
    yield meta.get("application-name", ""), "meta application-name"
    for value, kind in _in_data(html):
        yield value, f"JSON-LD {kind}"
    title = _text(html, "title")
    headings = {fold(text) for text in (_text(html, "h1"), meta.get("og:title", ""))}
    parts = [part for part in _PARTS.split(title) if part.strip()]
    others = [part for part in parts if fold(part) not in headings]
    if len(parts) > 1 and others:
        yield max(others, key=len), "the title"


def _meta(html: Html) -> dict[str, str]:
    found: dict[str, str] = {}
    for element in html.root.iter("meta"):
        name = (element.get("property") or element.get("name") or "").lower()
        found.setdefault(name, element.get("content") or "")
    return found


def _text(html: Html, tag: str) -> str:
    element = next(html.root.iter(tag), None)
    return clean_text(" ".join(map(str, element.itertext()))) if element is not None else ""


def _in_data(html: Html) -> Iterator[tuple[str, str]]:
    """Yield the names of organisations and web sites in the page's JSON-LD."""
    for script in html.root.iter("script"):
        if "ld+json" not in (script.get("type") or ""):
            continue
        with suppress(ValueError, RecursionError):
            yield from _bodies(json.loads(script.text or ""))


def _bodies(data: Any) -> Iterator[tuple[str, str]]:
    """Yield the bodies at the top of a JSON-LD object; those inside an event are its own."""
    nodes = data if isinstance(data, list) else [data]
    for node in nodes[:_MAX_NODES]:
        if not isinstance(node, dict):
            continue
        kinds = node.get("@type")
        kind = kinds[0] if isinstance(kinds, list) and kinds else kinds
        if isinstance(kind, str) and kind in _BODIES and isinstance(node.get("name"), str):
            yield node["name"], kind
        graph = node.get("@graph")
        if isinstance(graph, list):
            yield from _bodies([inner for inner in graph if isinstance(inner, dict)])
