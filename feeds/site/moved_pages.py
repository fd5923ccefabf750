"""Pages that only lead to another one: of events that turned out to be another, and `alle.html`."""

from collections.abc import Iterator
from dataclasses import dataclass

from feeds import words
from feeds.cards import event_slug
from feeds.edition import Edition
from feeds.files import File
from feeds.site.frame import Frame, Link, frame
from feeds.site.page import page


@dataclass(frozen=True, slots=True, kw_only=True)
class MovedPage:
    """A page that leads to another one at once."""

    frame: Frame
    heading: str
    target: Link


def files(edition: Edition) -> Iterator[File]:
    """Yield the pages; none of them is for search engines."""
    # Each selection has its page under its slug; that of everything is the site's first.
    everything = edition.everything.channel
    first = Link(text=everything.selection.title, url=everything.selection.page_name)
    yield _leading(edition, f"{everything.selection.slug}.html", first.text, first)
    taken = {card.slug for card in edition.cards}
    for card in edition.cards:
        target = Link(text=words.name(card.stored.event), url=f"{card.slug}.html")
        for slug in sorted({event_slug(uid) for uid in card.stored.former_uids} - taken):
            taken.add(slug)
            heading = "Dieser Termin steht nun an anderer Stelle"
            yield _leading(edition, f"{slug}.html", heading, target)


def _leading(edition: Edition, name: str, heading: str, target: Link) -> File:
    around = frame(edition, name, title=target.text, description=target.text, is_indexed=False)
    return page(name, "moved.html", MovedPage(frame=around, heading=heading, target=target))
