"""Institut Raum & Energie: TYPO3 news, each item under the path of every list that leads to it.

An item that announces or reports one event is headed by the name of that event.
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
