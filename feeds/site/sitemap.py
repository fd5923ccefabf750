"""`sitemap.xml` and `robots.txt`: what search engines and the calendars' fetchers may read."""

from collections.abc import Iterable, Iterator, Sequence
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
        for name, moment in known.items()
    ]
    robots = f"User-agent: *\nAllow: /\n\nSitemap: {settings.base_url}{SITEMAP}\n"
    return [
        *_sitemaps(entries, settings.base_url),
        File(
            name="robots.txt",
            key=key_of(robots),
            make=lambda: Made(body=robots.encode("ascii")),
        ),
    ]


def _sitemaps(entries: Sequence[tuple[str, str]], base_url: str) -> Iterator[File]:
    """Yield one sitemap, or where one may not hold as many entries: several, and their index."""
    if len(entries) <= _MOST:
        yield _file(SITEMAP, "urlset", "url", entries)
        return
    index = []
    for number, start in enumerate(range(0, len(entries), _MOST), 1):
        name = f"sitemap-{number}.xml"
        index.append((base_url + name, ""))
        yield _file(name, "urlset", "url", entries[start : start + _MOST])
    yield _file(SITEMAP, "sitemapindex", "sitemap", index)


def _file(name: str, root: str, child: str, entries: Sequence[tuple[str, str]]) -> File:
    def make() -> Made:
        rows = (
            f"<{child}><loc>{escape(url)}</loc>"
            f"{f'<lastmod>{stamp}</lastmod>' if stamp else ''}</{child}>"
            for url, stamp in entries
        )
        lines = (
            '<?xml version="1.0" encoding="UTF-8"?>',
            f'<{root} xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">',
            *rows,
            f"</{root}>",
            "",
        )
        return Made(body="\n".join(lines).encode("utf-8"))

    return File(name=name, key=key_of(root, entries), make=make)


def _stamp(moment: datetime | None) -> str:
    """W3C date and time, as sitemaps want it."""
    return moment.astimezone(BERLIN).isoformat(timespec="seconds") if moment is not None else ""
