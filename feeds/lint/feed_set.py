"""Points 27, 28, 33, 35 and 36 of the checklist: what files that belong together must agree on.

A feed with itself in the other formats, with the calendar of its selection, with the file that
it replaces. Each file is read once.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from urllib.parse import unquote

from feeds.cards import event_slug
from feeds.channel import Channel
from feeds.lint.atom_rules import read_atom
from feeds.lint.content_lines import Component, apart
from feeds.lint.event_rules import moment, vevents
from feeds.lint.feed_items import Expected, FeedItem, Known, ReadFeed
from feeds.lint.finding import Finding
from feeds.lint.json_feed_rules import read_json_feed
from feeds.lint.rss_rules import read_rss
from feeds.selections import Dimension, FeedFormat, FeedKind, Selection
from feeds.settings import FeedSettings
from model import BERLIN, Severity, iso
from model.when import day_of

Reader = Callable[[bytes, Expected, Known], ReadFeed]
Lookup = Callable[[str], bytes | None]

READERS: Mapping[FeedFormat, Reader] = {
    FeedFormat.RSS: read_rss,
    FeedFormat.ATOM: read_atom,
    FeedFormat.JSON: read_json_feed,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Publication:
    """The files that were made, those that they replace or stand beside, and what they follow.

    `may_empty`: it is known why no event is left, where none is.
    """

    files: Mapping[str, bytes]
    standing: Lookup
    settings: FeedSettings
    now: datetime | None = None
    may_empty: bool = False
    known: Known = field(default_factory=Known)
    lengths: dict[str, int | None] = field(default_factory=dict)

    def body(self, name: str) -> bytes | None:
        """Return a file as it will be published, None where there is none."""
        made = self.files.get(name)
        return made if made is not None else self.standing(name)


def lint_feeds(channel: Channel, publication: Publication) -> Iterator[Finding]:
    """Yield what is wrong with the feeds of a selection, as far as they were made."""
    selection = channel.selection
    events: Mapping[str, Component] | None = None
    for kind in selection.kinds:
        names = {fmt: selection.feed_name(kind, fmt) for fmt in READERS}
        if not _concerned(selection, list(names.values()), publication):
            continue
        feeds, findings = _read(channel, kind, publication)
        yield from findings
        first, name = feeds.get(FeedFormat.RSS), names[FeedFormat.RSS]
        if first is None:
            continue
        for fmt, other in feeds.items():
            if publication.files.keys() & {name, names[fmt]}:
                yield from _named(names[fmt], alike(first.items, other.items))
        before = publication.standing(name)
        if before is not None and name in publication.files:
            then = read_rss(before, Expected(), publication.known)
            yield from _named(name, since(first.items, then.items, channel.base_url))
        if kind is not FeedKind.CHANGES and selection.has_calendar:
            events = _events(selection, publication) if events is None else events
            yield from _named(
                name, _with_calendar(selection, kind, first.items, events, publication)
            )


def _concerned(selection: Selection, names: Sequence[str], publication: Publication) -> bool:
    """Return True where a feed was made, or one of all events is missing."""
    if any(name in publication.files for name in names):
        return True
    bodies = (publication.body(name) for name in names)
    return selection.dimension is Dimension.ALL and any(body is None for body in bodies)


def _read(
    channel: Channel, kind: FeedKind, publication: Publication
) -> tuple[dict[FeedFormat, ReadFeed], list[Finding]]:
    """Return one kind of feed in all its formats, and what is wrong with each by itself.

    A file that was not made now is read to be compared; what is wrong with it is known.
    """
    feeds: dict[FeedFormat, ReadFeed] = {}
    findings: list[Finding] = []
    for fmt, read in READERS.items():
        name = channel.selection.feed_name(kind, fmt)
        body = publication.body(name)
        if body is None:
            findings.append(Finding(point=36, message="the file is missing", file=name))
            continue
        expected = Expected(
            self_url=channel.feed_url(kind, fmt),
            page_url=channel.page_url,
            now=publication.now,
            by_day=kind is FeedKind.COMING,
        )
        feeds[fmt] = read(body, expected, publication.known)
        if name in publication.files:
            findings += _named(name, feeds[fmt].findings)
            findings += _named(name, _files(feeds[fmt].items, publication))
    return feeds, findings


def _files(items: Iterable[FeedItem], publication: Publication) -> Iterator[Finding]:
    """Yield the enclosures that are not there or have another length than is told."""
    base = publication.settings.base_url
    for item in items:
        for url, length in item.files:
            name = url.removeprefix(base)
            if name not in publication.lengths:
                body = publication.body(name)
                publication.lengths[name] = None if body is None else len(body)
            if publication.lengths[name] != length:
                message = f"the enclosure {name[:60]!a} is not there in this length"
                yield Finding(point=26, message=message, subject=item.id)


def _events(selection: Selection, publication: Publication) -> Mapping[str, Component]:
    """Return the VEVENTs of the calendar of a selection by UID."""
    found = vevents(publication.body(selection.ics_name) or b"")
    return {event.text("UID"): event for event in found}


def _is_full(selection: Selection, publication: Publication) -> bool:
    """Return True where the calendar of a selection had no room for one more of its events."""
    body, settings = publication.body(selection.ics_name) or b"", publication.settings
    sizes = [len(event) for event in apart(body)[1]]
    no_bytes = len(body) + max(sizes, default=0) >= settings.max_bytes
    return no_bytes or len(sizes) >= settings.max_events


def _with_calendar(
    selection: Selection,
    kind: FeedKind,
    items: tuple[FeedItem, ...],
    events: Mapping[str, Component],
    publication: Publication,
) -> Iterator[Finding]:
    settings, now = publication.settings, publication.now
    yield from in_calendar(events, items, is_full=_is_full(selection, publication))
    if kind is FeedKind.COMING and now is not None:
        today = now.astimezone(BERLIN).date()
        yield from in_coming(events, items, today, is_full=len(items) >= settings.max_items)


def _named(file: str, findings: Iterable[Finding]) -> Iterator[Finding]:
    return (replace(found, file=file) for found in findings)


def alike(items: tuple[FeedItem, ...], others: tuple[FeedItem, ...]) -> Iterator[Finding]:
    """Yield where two formats of one feed differ: in their items, or in what they say of one."""
    ids, other_ids = [item.id for item in items], [item.id for item in others]
    if ids != other_ids:
        differing = sorted({*ids} ^ {*other_ids})
        what = f"other items than the RSS feed, among them {differing[0]!a}" if differing else ""
        yield Finding(point=35, message=what or "the items stand in another order than in RSS")
        return
    for one, other in zip(items, others, strict=True):
        for name in ("title", "link", "content", "published", "start", "end"):
            if getattr(one, name) != getattr(other, name):
                point = 33 if name in ("start", "end") else 35
                yield Finding(point=point, message=f"another {name} than in RSS", subject=one.id)


def since(
    items: tuple[FeedItem, ...], before: tuple[FeedItem, ...], base_url: str
) -> Iterator[Finding]:
    """Yield what moved that must stay: the guid of an event's page, the date of publication.

    A guid that moves makes every item new to every reader: an error. One date of publication may
    move when two records turn out to be one event: a warning.
    """
    pages = {item.link: item.id for item in before if _is_of_event(item, base_url)}
    published = {item.id: item.published for item in before}
    ids = {item.id for item in items}
    for item in items:
        then = pages.get(item.link)
        if then is not None and item.id not in published and then not in ids:
            yield Finding(point=27, message=f"its guid was {then!a}", subject=item.id)
        if published.get(item.id, item.published) != item.published:
            message = "its date of publication has moved"
            yield Finding(point=28, message=message, subject=item.id, severity=Severity.WARNING)


def _is_of_event(item: FeedItem, base_url: str) -> bool:
    """Return True where the item is the event itself: its page has the name of the guid's UID.

    A deadline and a change lead to that page too, each with a guid of its own.
    """
    uid = unquote(item.id.split(":", 2)[-1])
    return item.link == f"{base_url}{event_slug(uid)}.html"


def in_calendar(
    events: Mapping[str, Component], items: tuple[FeedItem, ...], *, is_full: bool
) -> Iterator[Finding]:
    """Yield where a feed and the calendar of its selection disagree.

    `events` are the VEVENTs by UID. Only items with an exact day have one; a calendar that
    `is_full` (point 11) may lack some.
    """
    for item in items:
        if not item.start:
            continue
        event = events.get(unquote(item.id.split(":", 2)[-1]))
        if event is not None:
            begin = moment(event.first("DTSTART"))
            if begin is None or iso(begin) != item.start:
                message = "ev:startdate is not the calendar's"
                yield Finding(point=33, message=message, subject=item.id)
        elif not is_full:
            message = "the event is not in the calendar"
            yield Finding(point=36, message=message, subject=item.id, severity=Severity.WARNING)


def in_coming(
    events: Mapping[str, Component], items: tuple[FeedItem, ...], today: date, *, is_full: bool
) -> Iterator[Finding]:
    """Yield the coming events of a calendar that the feed by date lacks.

    A feed that `is_full` may lack what is later than its last exact event.
    """
    told = {unquote(item.id.split(":", 2)[-1]) for item in items}
    days = [item.start[:10] for item in items if item.start]
    for uid, event in events.items():
        start = moment(event.first("DTSTART"))
        if uid in told or start is None:
            continue
        day = start.astimezone(BERLIN).date() if isinstance(start, datetime) else day_of(start)
        beyond = is_full and (not days or day.isoformat() >= days[-1])
        if day >= today and not beyond:
            message = "a coming event of the calendar is not in the feed"
            yield Finding(point=36, message=message, subject=uid, severity=Severity.WARNING)
