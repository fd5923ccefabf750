"""Bundesministerium für Wirtschaft und Energie: its own theme of the Government Site Builder.

Above the headline stands "date - kind - topic": the day of publication and what the page is. The
headline holds a subtitle, which belongs neither to the title nor to the name of an event. Press
releases on the ministry's yearly conference are headed by what was said there.
"""

import re
from dataclasses import replace
from datetime import date

from model import Event, PageKind, fold
from parsers.sites import Site, words_of

_EVENT, _PRESS = "Veranstaltung", "Pressemitteilung"
_SERIES = re.compile(r"Regionalpolitischen? Jahrestagung( \d{4})?")


def head(site: Site) -> dict[str, str]:
    """The day of publication, from the line above the headline."""
    return {"article:published_time": _iso(site.words(".main-head .topline .date"))}


def kind(site: Site) -> PageKind | None:
    """A page that calls itself an event is one, though it invites in prose."""
    said = site.words(".main-head .topline .topline-descriptor")
    return PageKind.EVENT if said == _EVENT else None


def headline(site: Site) -> str:
    """The title without its subtitle."""
    title = site.soup.select_one(".headline-main h1.title")
    if title is None:
        return ""
    for subtitle in title.select(".subtitle"):
        subtitle.decompose()
    return words_of(title)


def corrected(event: Event, site: Site) -> Event:
    """The ministry's yearly conference has a name; the headline of a press release is none."""
    found = _SERIES.search(site.document.text)
    if found is None or site.words(".topline-descriptor") != _PRESS:
        return event
    if fold(event.name) not in fold(site.words("h1.title")):
        return event
    name = f"Regionalpolitische Jahrestagung{found[1] or ''}"
    evidence = {**event.evidence, "name": site.evidence(found[0], "name")}
    return replace(event, name=name, evidence=evidence)


def _iso(shown: str) -> str:
    """ "24.11.2025" as ISO 8601; "" for anything else."""
    day, _, rest = shown.partition(".")
    month, _, year = rest.partition(".")
    try:
        return date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        return ""
