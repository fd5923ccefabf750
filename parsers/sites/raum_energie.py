"""Institut Raum & Energie: TYPO3 news, each item under the path of every list that leads to it.

The day of publication stands in a box called "footer", which is none of the page. An item that
announces or reports one event is headed by its name.
"""

import re
from dataclasses import replace

from model import Event
from parsers.event_words import speaks_of_event
from parsers.sites import Site

_PATHS = re.compile(r"/(?:schlagworte|aktuelles|projekte)/details/news/")
_SURE = 0.9


def address(url: str) -> str:
    """One address for an item, whatever list it was reached from."""
    return _PATHS.sub("/projekte/details/news/", url)


def head(site: Site) -> dict[str, str]:
    """The day of publication, from the item's own footer."""
    day = site.soup.select_one(".news-single .news-list-date time[datetime]")
    return {"article:published_time": str(day["datetime"]) if day is not None else ""}


def corrected(event: Event, site: Site) -> Event:
    """The one event of an item is named by its headline, unless the text names it by a title."""
    title = site.words(".news-single h1[itemprop=headline]")
    name = event.evidence.get("name")
    quoted = name is not None and "quoted" in name.rule and name.confidence >= _SURE
    if not title or quoted or not speaks_of_event(title) or event.name in title:
        return event
    return replace(
        event, name=title, evidence={**event.evidence, "name": site.evidence(title, "name")}
    )
