"""MR4B, a WIR! alliance: WordPress with blocks, articles at /<words>.

An article is dated in the block of the post, where the head leaves it out. The line above the title
names the kind of event ("Zukunftswerkstatt"); the title alone is the motto of one.
"""

from dataclasses import replace

from model import Event, fold
from parsers.event_words import event_noun
from parsers.sites import Site, words_of

MOST = 40
"""Characters; a longer line above the title is no kind of event."""


def head(site: Site) -> dict[str, str]:
    """The moment of publication, from the block of the post."""
    moment = site.soup.select_one("article .wp-block-post-date time[datetime]")
    return {"article:published_time": str(moment["datetime"]) if moment is not None else ""}


def corrected(event: Event, site: Site) -> Event:
    """The event that is named by the title, with the kind that stands on the line above it."""
    title = site.soup.select_one("article h1")
    above = title.find_previous_sibling() if title is not None else None
    if title is None or above is None:
        return event
    said, kind = words_of(title), words_of(above)
    if not event_noun(kind) or len(kind) > MOST or fold(event.name) not in (fold(said), fold(kind)):
        return event
    evidence = {**event.evidence, "name": site.evidence(said, "name")}
    return replace(event, name=f"{kind} „{said}“", evidence=evidence)
