"""What stands around the content of every page: head, navigation, footer. Knows no content.

Links are names within the site behind `root`, so that the pages work in any folder of any host
and from the file system.
"""

from dataclasses import dataclass
from datetime import datetime

from feeds.channel import Channel
from feeds.edition import Contents, Edition
from feeds.publishable import shorten
from feeds.selections import FeedFormat, FeedKind
from feeds.selections.catalogue import NEWS
from feeds.site.static import ICON, STYLESHEET, address
from model import BERLIN, german

CONTENT_SECURITY_POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'"
)
"""What a page may load and do; static hosts that send no headers find it in the page."""

LONGEST_TITLE = 70
"""So much of a title is shown by browsers and search engines."""

MEDIA_TYPES = {
    FeedFormat.RSS: "application/rss+xml",
    FeedFormat.ATOM: "application/atom+xml",
    FeedFormat.JSON: "application/feed+json",
}

FORMAT_NAMES = {
    FeedFormat.RSS: "RSS",
    FeedFormat.ATOM: "Atom",
    FeedFormat.JSON: "JSON Feed",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A text that leads somewhere; `url` is a name within the site or a whole address."""

    text: str
    url: str
    is_current: bool = False


_LEGAL = (
    Link(text="Archiv", url="archiv/index.html"),
    Link(text="Impressum", url="impressum.html"),
    Link(text="Datenschutz", url="datenschutz.html"),
    Link(text="Barrierefreiheit", url="barrierefreiheit.html"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Alternate:
    """The same in another format, for programs that look for it: RFC 8288 `alternate`."""

    media_type: str
    title: str
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """The frame of one page.

    `root` leads from the page's folder to that of the site ("../"). `stamp` is the moment of the
    latest change on the page, in words and in ISO 8601, empty where it has none.
    """

    root: str
    site_title: str
    owner: str
    title: str
    description: str
    canonical: str
    policy: str
    stylesheet: str
    icon: str
    navigation: tuple[Link, ...]
    legal: tuple[Link, ...]
    alternates: tuple[Alternate, ...]
    stamp: str = ""
    stamp_iso: str = ""
    is_indexed: bool = True


def frame(
    edition: Edition,
    name: str,
    *,
    title: str,
    description: str,
    section: str = "",
    contents: Contents | None = None,
    stamp: datetime | None = None,
    is_indexed: bool = True,
    root: str | None = None,
) -> Frame:
    """Return the frame of the page with this file name.

    `title` is the page's own, without the site's name. `section` is the file that the navigation
    marks as the present one, `contents` the selection that the page is about, `root` another way
    to the site's folder than by the page's own.
    """
    settings = edition.settings
    channels = [edition.everything.channel]
    if contents is not None and contents is not edition.everything:
        channels.insert(0, contents.channel)
    return Frame(
        root="../" * name.count("/") if root is None else root,
        site_title=settings.title,
        owner=settings.owner,
        title=_title(title, settings.title),
        description=description,
        canonical=settings.base_url + ("" if name == "index.html" else name),
        policy=CONTENT_SECURITY_POLICY,
        stylesheet=address(STYLESHEET),
        icon=address(ICON),
        navigation=_navigation(edition, section),
        legal=_LEGAL,
        alternates=tuple(alternate for found in channels for alternate in _alternates(found)),
        stamp=german.stamp(stamp) if stamp else "",
        stamp_iso=stamp.astimezone(BERLIN).isoformat(timespec="minutes") if stamp else "",
        is_indexed=is_indexed,
    )


def _title(title: str, site: str) -> str:
    """Return the title with the site's name where both have room: what is its own stands first."""
    whole = title if title == site else f"{title} · {site}"
    return whole if len(whole) <= LONGEST_TITLE else shorten(title, LONGEST_TITLE)


def _navigation(edition: Edition, section: str) -> tuple[Link, ...]:
    links = [
        ("Termine", "index.html"),
        ("Monat", "monat/index.html"),
        ("Auswahl", "auswahl.html"),
        ("Neuigkeiten", f"{NEWS}.html" if NEWS in edition.contents else ""),
        ("Abonnieren", "abonnieren.html"),
        ("Quellen", "quellen.html"),
    ]
    return tuple(Link(text=text, url=url, is_current=url == section) for text, url in links if url)


def _alternates(channel: Channel) -> list[Alternate]:
    selection = channel.selection
    found = []
    if selection.has_calendar:
        title = f"{channel.title} (Kalender)"
        found.append(Alternate(media_type="text/calendar", title=title, url=selection.ics_name))
    for kind in selection.kinds:
        for fmt in FeedFormat if kind is FeedKind.NEW else (FeedFormat.RSS,):
            title = f"{channel.feed_title(kind)} ({FORMAT_NAMES[fmt]})"
            url = selection.feed_name(kind, fmt)
            found.append(Alternate(media_type=MEDIA_TYPES[fmt], title=title, url=url))
    return found
