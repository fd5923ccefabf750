"""The news item that a page is: a report, a press release, a dated article. Lists are none."""

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

from model import Event, NewsItem, Organizer, PageKind, clean_text, fold
from parsers.context import Context
from parsers.data import Data
from parsers.data.nodes import Node, types_of
from parsers.data.values import text_of
from parsers.page.document import Block, Document, Role
from parsers.page.fragments import shortened
from parsers.prose.signs import event_address

_ARTICLE = re.compile(r"(?:^|[/:#])(?:\w*Article|BlogPosting|PressRelease|Report)$")
_LIST_OF_NEWS = re.compile(
    r"(?:(?:alle|unsere|aktuelle|neueste|weitere|das)\s+)*(?:aktuell(?:es)?|news(?:room|letter)?"
    r"|neuigkeiten|neues(?: aus .{1,40})?|presse(?:archiv|bereich|mappe|portal|stelle)?"
    r"|(?:presse|kurz)?(?:mitteilung|meldung|information|nachricht)(?:en)?|medien(?:mitteilungen)?"
    r"|nachrichten|blog|archiv|rückblicke?|rückschau|dokumentationen|berichte|beiträge|artikel"
    r"|(?:news|newsletter|nachrichten|meldungs)-?archiv|newsletter)"
    r"(?:\s*(?:archiv|übersicht|\d{4}|seite \d+))*",
    re.IGNORECASE,
)
_LEAD = re.compile(
    r"(?<![a-z])(?:teaser-?text|lead(?:-?text)?|intro(?:-?text|duction)?|vorspann|abstract|anreisser"
    r"|article-?(?:lead|intro)|news-teaser|einleitung|standfirst)(?![a-z])",
    re.IGNORECASE,
)
_OF_THE_SITE = re.compile(
    r"\b(?:willkommen|offizielle[rsn]?|homepage|internetauftritt|internetseiten?|webseite|website"
    r"|(?:informations|internet|stadt)?portal)\b",
    re.IGNORECASE,
)
_DATELINE = re.compile(
    r"\s*(?:\(?[A-ZÄÖÜ][\w./ -]{1,40}?,?\s+)?(?:den\s+)?"
    r"\d{1,2}\.\s?(?:\d{1,2}\.|[A-Z][a-zä]+\.?)\s?\d{4}(?:\)[\s.:–—-]*|\s*[.:–—-]+\s*|\s*$)"
)
_NO_IMAGE = re.compile(
    r"logo|favicon|placeholder|platzhalter|default|spacer|blank|signet|\.svg(?:$|\?)", re.IGNORECASE
)
_IMAGES = ("og:image:secure_url", "og:image:url", "og:image", "twitter:image", "twitter:image:src")
_PUBLISHERS = ("og:site_name", "dcterms.publisher", "dc.publisher", "publisher")
MOST_DATES = 2
"""A page that marks more days of publication is a list of articles."""


def news_of(
    kind: PageKind, document: Document, data: Data, title: str, published: date | None,
    events: tuple[Event, ...], context: Context,
) -> tuple[NewsItem, ...]:  # fmt: skip
    """Return the page as a news item where it is one.

    A report is news, so is a dated article or announcement. A calendar entry, a list of news and
    an archive are not.
    """
    dated_article = kind in (PageKind.NEWS, PageKind.ANNOUNCEMENT) and published is not None
    if kind is PageKind.ANNOUNCEMENT and event_address(document.url.rpartition("/")[0]):
        return ()  # the event's own page in the site's calendar
    if not title or not (kind is PageKind.REPORT or dated_article):
        return ()
    if _LIST_OF_NEWS.fullmatch(title) or _days_marked(document) > MOST_DATES:
        return ()
    item = NewsItem(
        headline=title,
        url=document.url,
        date_published=published,
        description=teaser(document),
        organization=context.organizer or _publisher(document, data, context),
        about=_about(title, events),
        image=_image(document, data),
        is_report=kind is PageKind.REPORT,
    )
    return (item,)


def is_article(document: Document, data: Data) -> bool:
    """Return whether the page says of itself that it is an article."""
    if "article:published_time" in document.meta:
        return True  # content systems write it for what has a day of publication, not for pages
    return next(_articles(data), None) is not None


def teaser(document: Document) -> str:
    """Return the page's own teaser: its lead, its description, else its first paragraph."""
    paragraphs = [b for b in document.main() if b.role is Role.PARAGRAPH]
    lead = next((b.text for b in paragraphs[:12] if len(b.text) > 40 and _is_lead(b)), "")
    text = _without_dateline(lead)
    for key in ("description", "og:description", "dcterms.description"):
        given = document.meta.get(key, "")
        if len(text) < 40 and len(given) >= 40 and not _OF_THE_SITE.search(given):
            text = given
    if len(text) < 40:
        text = next((_without_dateline(b.text) for b in paragraphs if len(b.text) > 80), text)
    return shortened(clean_text(text))


def _is_lead(block: Block) -> bool:
    box = block.box
    return box is not None and _LEAD.search(box.shape.partition(".")[2]) is not None


def _without_dateline(text: str) -> str:
    hit = _DATELINE.match(text)
    return text[hit.end() :] if hit else text


def _days_marked(document: Document) -> int:
    """How many blocks of the page's content are marked as a day of publication."""
    texts = {b.text for b in document.main() if b.hints and any(map(str.isdigit, b.text))}
    return len({text for text in texts if len(text) < 80})


def _about(title: str, events: tuple[Event, ...]) -> str:
    """The event that the page is about: its only one, or the one that the headline names."""
    if len(events) == 1:
        return events[0].name
    words = set(fold(title).split())
    named = [event.name for event in events if set(fold(event.name).split()) <= words]
    return max(named, key=len) if len(set(named)) == 1 else ""


def _articles(data: Data) -> Iterator[Node]:
    return (node for node in data.nodes if any(map(_ARTICLE.search, types_of(node.json))))


def _publisher(document: Document, data: Data, context: Context) -> Organizer | None:
    """Who the page itself says that it is published by; a known body in its official name."""
    names = [text_of(node.json.get("publisher")) for node in _articles(data)]
    names += [document.meta[key] for key in _PUBLISHERS if key in document.meta]
    name = next((name for name in map(clean_text, names) if name), "")
    known = (one for one in context.known_organizations if name in (one.name, one.alternate_name))
    return (next(known, None) or Organizer(name=name)) if name else None


def _image(document: Document, data: Data) -> str:
    """The absolute address of the picture that the page declares for itself; no logo."""
    given = [document.meta[key] for key in _IMAGES if key in document.meta]
    given += [address for node in _articles(data) for address in _addresses(node.json.get("image"))]
    addresses = (document.absolute(address) for address in given)
    return next((a for a in addresses if a and not _NO_IMAGE.search(a.rpartition("/")[2])), "")


def _addresses(value: Any) -> Iterator[str]:
    for item in value if isinstance(value, list) else [value]:
        address = (item.get("url") or item.get("contentUrl")) if isinstance(item, dict) else item
        if isinstance(address, str):
            yield address
