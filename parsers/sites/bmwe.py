"""Bundesministerium für Wirtschaft und Energie: its own theme of the Government Site Builder.

Above the headline stands "date - kind - topic": the day of publication and what the page is. The
headline holds a subtitle, which belongs neither to the title nor to the name of an event.
"""

from datetime import date

from model import PageKind
from parsers.sites import Site, words_of

_EVENT = "Veranstaltung"


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


def _iso(shown: str) -> str:
    """ "24.11.2025" as ISO 8601; "" for anything else."""
    day, _, rest = shown.partition(".")
    month, _, year = rest.partition(".")
    try:
        return date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        return ""
