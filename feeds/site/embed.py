"""Short lists that other websites show in a frame: what comes next in each selection.

Which sites may frame them is the server's matter; here is only what stands in the frame.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from feeds import words
from feeds.cards import DeadlineCard
from feeds.edition import Contents, Edition
from feeds.files import File
from feeds.publishable import link
from feeds.selections import Dimension
from feeds.site.deadline_page import mark
from feeds.site.entries import EventEntry
from feeds.site.news_entries import NewsEntry, news_entries
from feeds.site.page import page
from feeds.site.static import ICON, address
from model import iso

STYLESHEET = "embed.css"
CONTENT_SECURITY_POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'"
)
INDEX = "embed/index.html"
"""The list of everything once more, where one looks for it first."""
MOST = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One line of a list; `url` is a name within the site or a whole address."""

    when: str
    when_iso: str
    name: str
    url: str
    meta: str = ""
    mark: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class EmbedPage:
    """A list in a frame; `whole` is the page with all of it, `more` how many it has besides."""

    root: str
    policy: str
    stylesheet: str
    icon: str
    site_title: str
    title: str
    heading: str
    rows: tuple[Row, ...]
    whole: str
    more: int


def files(edition: Edition, entries: Mapping[str, EventEntry]) -> Iterator[File]:
    """Yield a list for every selection; `entries` are by UID."""
    for contents in edition.contents.values():
        rows = tuple(_rows(contents, edition, entries))
        selection = contents.selection
        name = selection.embed_name
        root = "../" * name.count("/")
        is_all = selection.dimension is Dimension.ALL
        view = EmbedPage(
            root=root,
            policy=CONTENT_SECURITY_POLICY,
            stylesheet=address(STYLESHEET),
            icon=address(ICON),
            site_title=edition.settings.title,
            title=f"Kurze Liste: {contents.channel.title}",
            heading="Nächste Termine" if is_all else selection.title,
            rows=rows[:MOST],
            whole=selection.page_name,
            more=max(0, len(rows) - MOST),
        )
        yield page(name, "embed.html", view)
        if is_all:
            yield page(INDEX, "embed.html", view)


def _rows(contents: Contents, edition: Edition, entries: Mapping[str, EventEntry]) -> Iterator[Row]:
    match contents.selection.dimension:
        case Dimension.NEWS:
            yield from map(_news, news_entries(contents.news, edition.settings))
        case Dimension.DEADLINES:
            yield from (_due(card) for card in contents.deadlines if not card.over(edition.today))
        case _:
            coming = [entries[card.uid] for card in contents.coming]
            yield from map(_event, sorted(coming, key=lambda entry: entry.is_coarse))


def _event(entry: EventEntry) -> Row:
    return Row(
        when=entry.when,
        when_iso=entry.start_iso,
        mark=entry.mark,
        name=entry.name,
        url=entry.url,
        meta=entry.place or entry.organizer or entry.source,
    )


def _news(item: NewsEntry) -> Row:
    return Row(
        when=item.day, when_iso=item.day_iso, name=item.headline, url=item.url, meta=item.origin
    )


def _due(card: DeadlineCard) -> Row:
    deadline = card.stored.deadline
    return Row(
        when=words.deadline(deadline.kind, deadline.due),
        when_iso=iso(deadline.due),
        name=card.subject,
        url=f"{card.card.slug}.html" if card.card else link(card.url),
        mark=mark(card),
    )
