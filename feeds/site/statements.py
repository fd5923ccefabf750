"""Imprint, data protection and accessibility: what is true of the pages, and the operator's texts.

Nothing is made up for an operator who has configured nothing: the page says so.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

from feeds.edition import Edition
from feeds.files import File
from feeds.settings import FeedSettings
from feeds.site.frame import Frame, Link, frame
from feeds.site.markdown import html_of
from feeds.site.page import page

IMPRINT = "impressum.html"
PRIVACY = "datenschutz.html"
ACCESSIBILITY = "barrierefreiheit.html"


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementPage:
    """One of the pages: our own text is the template `part`, `added` the operator's as HTML."""

    frame: Frame
    heading: str
    part: str
    added: Markup
    contact: Link | None
    program: str


_PAGES = (
    (IMPRINT, "Impressum", "Wer diese Website betreibt.", "imprint"),
    (PRIVACY, "Datenschutz", "Welche Daten beim Besuch dieser Website anfallen.", "privacy"),
    (
        ACCESSIBILITY,
        "Erklärung zur Barrierefreiheit",
        "Wie zugänglich diese Website ist und wie Sie eine Barriere melden.",
        "accessibility",
    ),
)


def files(edition: Edition) -> Iterator[File]:
    """Yield the three pages."""
    settings = edition.settings
    for name, heading, description, part in _PAGES:
        text: str = getattr(settings, part)
        view = StatementPage(
            frame=frame(edition, name, title=heading, description=description),
            heading=heading,
            part=f"{part}.html",
            added=html_of(text) if text else Markup(""),
            contact=contact(settings),
            program=settings.program,
        )
        yield page(name, "statement.html", view)


def contact(settings: FeedSettings) -> Link | None:
    """Return where readers can write to, None where nothing is configured."""
    address = settings.contact
    if not address:
        return None
    is_web = address.startswith(("http://", "https://"))
    return Link(text=address, url=address if is_web else f"mailto:{address}")
