"""The checklist for published files as checks, run before every publication.

`lint_files` looks at a whole build; an error there must keep the last good files in place.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from urllib.parse import unquote

from lxml import etree

from feeds.channel import Channel, channel
from feeds.lint.calendar_rules import lint_ics
from feeds.lint.content_lines import Component, read
from feeds.lint.event_rules import lint_event, moment
from feeds.lint.finding import POINTS, Finding
from feeds.lint.page_rules import lint_page
from feeds.lint.rss_rules import lint_item, lint_rss, parse
from feeds.selections import FeedFormat, FeedKind, catalogue
from feeds.settings import FeedSettings
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

Standing = Callable[[str], bytes | None]
"""Gives a standing file of the published folder by its name."""

_RSS = FeedFormat.RSS
_NEEDED = ("alle.ics", "alle.rss", "aenderungen.rss", "index.html")
_SHOWN = (FeedKind.NEW, FeedKind.CHANGES)
_EV = "{http://purl.org/rss/1.0/modules/event/}"


def lint_files(
    files: Mapping[str, bytes],
    settings: FeedSettings,
    *,
    standing: Standing | None = None,
    now: datetime | None = None,
) -> list[Finding]:
    """Return what is wrong with the files of a publication, each finding with its file's name.

    `files` are those that were made; `standing` gives the one of a name that they replace or that
    stays beside them, None where there is none. `now` is what no publication date may be after.
    """
    known = standing or _nothing
    findings = [
        Finding(point=36, message="the file is missing", file=name)
        for name in _NEEDED
        if name not in files and known(name) is None
    ]
    for selection in catalogue(settings):
        findings += _selection(channel(selection, settings), files, known, now)
    everything = channel(catalogue(settings)[0], settings)
    for name, body in sorted(files.items()):
        if name.startswith("termin/") and name.endswith(".ics"):
            single = lint_ics(body, self_url=everything.ics_url, page_url=everything.page_url)
            findings += _named(name, single)
        elif name == "index.html":
            addresses = (everything.ics_url, *(everything.feed_url(k, _RSS) for k in _SHOWN))
            findings += _named(name, lint_page(body, addresses=addresses))
    return findings


def _nothing(name: str) -> bytes | None:  # noqa: ARG001 (a `Standing`)
    return None


def _selection(
    found: Channel, files: Mapping[str, bytes], standing: Standing, now: datetime | None
) -> Iterator[Finding]:
    """Check the calendar and the feeds of a selection, as far as they were made."""
    home, ics = found.page_url, found.selection.ics_name
    if ics in files:
        calendar = lint_ics(
            files[ics], self_url=found.ics_url, page_url=home, previous=standing(ics)
        )
        yield from _named(ics, calendar)
    for kind in found.selection.kinds:
        name = found.selection.feed_name(kind, _RSS)
        if name in files:
            own = found.feed_url(kind, _RSS)
            yield from _named(name, lint_rss(files[name], self_url=own, page_url=home, now=now))
    name = found.selection.feed_name(FeedKind.NEW, _RSS)
    if ics in files or name in files:
        both = [files.get(n) or standing(n) for n in (ics, name)]
        if both[0] is not None and both[1] is not None:
            yield from _named(name, lint_together(both[0], both[1]))


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
