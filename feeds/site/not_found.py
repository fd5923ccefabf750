"""The page for addresses that lead nowhere; at any depth, since its links name the whole path."""

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from feeds.edition import Edition
from feeds.files import File
from feeds.site.frame import Frame, Link, frame
from feeds.site.page import page
from feeds.site.statements import contact

NAME = "404.html"


@dataclass(frozen=True, slots=True, kw_only=True)
class NotFoundPage:
    """The page, with where one can tell of a dead link."""

    frame: Frame
    contact: Link | None


def files(edition: Edition) -> Iterator[File]:
    """Yield the one page."""
    view = NotFoundPage(
        frame=frame(
            edition,
            NAME,
            title="Seite nicht gefunden",
            description="Unter dieser Adresse gibt es keine Seite.",
            is_indexed=False,
            root=urlsplit(edition.settings.base_url).path,
        ),
        contact=contact(edition.settings),
    )
    yield page(NAME, "not_found.html", view)
