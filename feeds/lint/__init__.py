"""The checklist for published files as checks, run before every publication.

`lint_files` looks at a whole build; an error there must keep the last good files in place.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from urllib.parse import unquote

from lxml import etree

from feeds.lint.calendar_rules import lint_ics
from feeds.lint.content_lines import Component, read
from feeds.lint.event_rules import lint_event, moment
from feeds.lint.finding import POINTS, Finding
from feeds.lint.page_rules import lint_page
from feeds.lint.rss_rules import lint_item, lint_rss, parse
from feeds.settings import FeedSettings, changes, everything
from model import Severity, iso

__all__ = [
    "POINTS",
    "Finding",
    "lint_event",
    "lint_files",
    "lint_ics",
    "lint_item",
    "lint_page",
    "lint_rss",
    "lint_together",
]

_EV = "{http://purl.org/rss/1.0/modules/event/}"


def lint_files(
    files: Mapping[str, bytes],
    settings: FeedSettings,
    *,
    previous: Mapping[str, bytes] | None = None,
    now: datetime | None = None,
) -> list[Finding]:
    """Return what is wrong with the files of a build, each finding with its file's name.

    `previous` are the files that they will replace, where there are any; `now` is the time that
    no publication date may be after.
    """
    channel, changed = everything(settings), changes(settings)
    ics, rss, turns, page = channel.ics_name, channel.rss_name, changed.rss_name, "index.html"
    missing = [name for name in (ics, rss, turns, page) if name not in files]
    if missing:
        return [Finding(point=36, message="the file is missing", file=name) for name in missing]
    before = (previous or {}).get(ics)
    home = channel.page_url
    calendar = lint_ics(files[ics], self_url=channel.ics_url, page_url=home, previous=before)
    addresses = (channel.ics_url, channel.rss_url, changed.rss_url)
    return [
        *_named(ics, calendar),
        *_named(rss, lint_rss(files[rss], self_url=channel.rss_url, page_url=home, now=now)),
        *_named(rss, lint_together(files[ics], files[rss])),
        *_named(turns, lint_rss(files[turns], self_url=changed.rss_url, page_url=home, now=now)),
        *_named(page, lint_page(files[page], addresses=addresses)),
    ]


def lint_together(ics: bytes, rss: bytes) -> list[Finding]:
    """Return where calendar and feed disagree: an event that only one has, or another time.

    Only items with an exact day (`ev:startdate`) have a calendar entry. A calendar that is full
    (point 11) may lack the farthest events, so a missing one is a warning.
    """
    calendars = read(ics)[0].inner("VCALENDAR")
    events = {e.text("UID"): e for c in calendars for e in c.inner("VEVENT")}
    root = parse(rss)
    items = [] if root is None else root.findall("channel/item")
    return [finding for item in items for finding in _compare(item, events)]


def _compare(item: etree._Element, events: Mapping[str, Component]) -> Iterator[Finding]:
    start, guid = item.findtext(f"{_EV}startdate"), item.findtext("guid") or ""
    if not start:
        return
    event = events.get(unquote(guid.split(":", 2)[-1]))
    if event is None:
        message = "the event is not in the calendar"
        yield Finding(point=36, message=message, subject=guid, severity=Severity.WARNING)
        return
    begin = moment(event.first("DTSTART"))
    if begin is None or iso(begin) != start:
        yield Finding(point=33, message="ev:startdate is not the calendar's", subject=guid)


def _named(file: str, findings: Iterable[Finding]) -> list[Finding]:
    return [replace(finding, file=file) for finding in findings]
