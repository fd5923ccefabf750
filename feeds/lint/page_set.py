"""Points 43 and 44 of the checklist for all pages of a publication, and where their links lead."""

import posixpath
from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from urllib.parse import unquote, urljoin

from feeds.channel import channel
from feeds.lint.finding import Finding
from feeds.lint.page_rules import links, lint_page
from feeds.selections import FeedFormat, catalogue
from feeds.settings import FeedSettings
from model import Severity

_EMBEDDED = "embed/"


def lint_pages(files: Mapping[str, bytes], settings: FeedSettings) -> Iterator[Finding]:
    """Yield what is wrong with the pages among the files."""
    shown = _addresses(settings)
    for name, body in sorted(files.items()):
        if name.endswith(".html"):
            is_embedded = name.startswith(_EMBEDDED)
            found = lint_page(body, addresses=shown.get(name, ()), is_embedded=is_embedded)
            yield from (replace(finding, file=name) for finding in found)


def lint_links(
    files: Mapping[str, bytes], names: Collection[str], settings: FeedSettings
) -> Iterator[Finding]:
    """Yield a warning for each link of a page into the site that leads nowhere.

    `names` are all files of the publication, those included that stand and were not made again.
    """
    known = frozenset(names)
    for name, body in sorted(files.items()):
        if not name.endswith(".html"):
            continue
        addresses, ids = links(body)
        for address in sorted(addresses):
            if not _leads(address, name, known, ids, settings):
                message = f"the link {address[:80]!a} leads nowhere"
                yield Finding(point=44, message=message, file=name, severity=Severity.WARNING)


def _addresses(settings: FeedSettings) -> dict[str, tuple[str, ...]]:
    """The addresses that must be shown to be copied, by the name of the page."""
    shown = {}
    for selection in catalogue(settings):
        found = channel(selection, settings)
        feeds = tuple(found.feed_url(kind, FeedFormat.RSS) for kind in selection.kinds)
        shown[selection.page_name] = (found.ics_url, *feeds) if selection.has_calendar else feeds
    shown["abonnieren.html"] = shown["index.html"]
    return shown


def _leads(
    address: str, page: str, names: frozenset[str], ids: frozenset[str], settings: FeedSettings
) -> bool:
    url, _, fragment = address.partition("#")
    if not url:
        return fragment in ids
    base = settings.base_url
    if url.startswith("webcal:"):
        url = base.partition(":")[0] + url.removeprefix("webcal")
    if url.startswith("/"):
        url = urljoin(base, url)
    if ":" in url:
        path = url.removeprefix(base) if url.startswith(base) else None
    else:
        path = posixpath.join(posixpath.dirname(page), url)
    if path is None:
        return True
    name = posixpath.normpath(unquote(path.partition("?")[0])) if path else "index.html"
    return name in names
