"""How to subscribe, on one page: addresses to copy, steps for each program, what to expect."""

from collections.abc import Iterator
from dataclasses import dataclass
from html import escape

from feeds.edition import Edition
from feeds.files import File
from feeds.selections.catalogue import DEADLINES
from feeds.site.frame import Frame, Link, frame
from feeds.site.page import page
from feeds.site.statements import contact
from feeds.site.static import address
from feeds.site.subscription import Subscription, subscription

NAME = "abonnieren.html"
SCRIPT = "kopieren.js"
_EMBED = '<iframe src="{url}" title="{title}" width="100%" height="600" loading="lazy"></iframe>'


@dataclass(frozen=True, slots=True, kw_only=True)
class SubscribePage:
    """The page. `deadlines` is the calendar of deadlines, None where there is none.

    `refresh_hours` is how often programs are asked to look, `embed_line` the HTML that shows the
    list of all coming events on another website, `script` the address of the script within the
    site.
    """

    frame: Frame
    everything: Subscription
    deadlines: Subscription | None
    refresh_hours: int
    past_days: int
    embed_line: str
    contact: Link | None
    script: str


def files(edition: Edition) -> Iterator[File]:
    """Yield the one page."""
    settings, everything = edition.settings, edition.everything
    due = edition.contents.get(DEADLINES)
    view = SubscribePage(
        frame=frame(
            edition,
            NAME,
            title="Abonnieren",
            description="Die Termine im eigenen Kalender: Adressen und Schritte für Outlook, "
            "Google, Apple, Thunderbird und Nextcloud.",
            section=NAME,
        ),
        everything=subscription(everything.channel),
        deadlines=subscription(due.channel) if due is not None else None,
        refresh_hours=settings.refresh_hours,
        past_days=settings.past_days,
        embed_line=_EMBED.format(
            url=settings.base_url + everything.selection.embed_name, title=escape(settings.title)
        ),
        contact=contact(settings),
        script=address(SCRIPT),
    )
    yield page(NAME, "subscribe.html", view)
