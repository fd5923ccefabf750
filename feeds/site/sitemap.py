"""`sitemap.xml` and `robots.txt`: what search engines and the calendars' fetchers may read."""

from collections.abc import Iterable
from datetime import datetime
from xml.sax.saxutils import escape

from feeds.edition import Edition
from feeds.files import File, Made, key_of
from model import BERLIN

SITEMAP = "sitemap.xml"
_MOST = 50_000
"""What one sitemap may hold (sitemaps.org)."""


def files(edition: Edition, pages: Iterable[str]) -> list[File]:
    """Return both files; `pages` are the names of the other pages that may stand in search engines.

    Only what is known to have changed carries `lastmod`: the page of an event with the time of its
    last change, that of a selection with the latest of its records.
    """
    settings = edition.settings
    known: dict[str, datetime | None] = {
        contents.selection.page_name: contents.last_told for contents in edition.contents.values()
    }
    known = {**dict.fromkeys(pages), **known}
    known |= {f"{card.slug}.html": card.stored.last_modified for card in edition.cards}
    entries = [
        (settings.base_url + ("" if name == "index.html" else name), _stamp(moment))
        for name, moment in list(known.items())[:_MOST]
    ]
    robots = f"User-agent: *\nAllow: /\n\nSitemap: {settings.base_url}{SITEMAP}\n"
    return [
        File(
            name=SITEMAP,
            key=key_of(entries),
            make=lambda: Made(body=_sitemap(entries)),
        ),
        File(
            name="robots.txt",
            key=key_of(robots),
            make=lambda: Made(body=robots.encode("ascii")),
        ),
    ]


def _sitemap(entries: Iterable[tuple[str, str]]) -> bytes:
    rows = [
        f"<url><loc>{escape(url)}</loc>{f'<lastmod>{stamp}</lastmod>' if stamp else ''}</url>"
        for url, stamp in entries
    ]
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">',
        *rows,
        "</urlset>",
    ]
    return "\n".join([*lines, ""]).encode("utf-8")


def _stamp(moment: datetime | None) -> str:
    """W3C date and time, as sitemaps want it."""
    return moment.astimezone(BERLIN).isoformat(timespec="seconds") if moment is not None else ""
