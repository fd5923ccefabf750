"""The checklist for published files as checks, run before every publication.

`lint_files` looks at a whole build; an error there must keep the last good files in place.
"""

from collections.abc import Callable, Mapping
from datetime import datetime

from feeds.channel import channel
from feeds.lint.calendar_rules import Shape, lint_ics
from feeds.lint.calendar_set import lint_calendars
from feeds.lint.event_rules import lint_event
from feeds.lint.feed_set import Publication, lint_feeds
from feeds.lint.finding import POINTS, Finding
from feeds.lint.page_rules import lint_page
from feeds.lint.page_set import lint_links, lint_pages
from feeds.selections import catalogue
from feeds.settings import FeedSettings

__all__ = [
    "POINTS",
    "Finding",
    "Shape",
    "lint_calendars",
    "lint_event",
    "lint_feeds",
    "lint_files",
    "lint_ics",
    "lint_links",
    "lint_page",
]

Standing = Callable[[str], bytes | None]
"""Gives a standing file of the published folder by its name."""

_NEEDED = ("alle.ics", "index.html")


def lint_files(
    files: Mapping[str, bytes],
    settings: FeedSettings,
    *,
    standing: Standing | None = None,
    now: datetime | None = None,
    may_empty: bool = False,
) -> list[Finding]:
    """Return what is wrong with the files of a publication, each finding with its file's name.

    `files` are those that were made; `standing` gives the one of a name that they replace or that
    stays beside them, None where there is none. `now` is what no publication date may be after.
    That the calendar of everything loses all events at once is no error where it `may_empty`.
    """
    known = standing or _nothing
    findings = [
        Finding(point=36, message="the file is missing", file=name)
        for name in _NEEDED
        if name not in files and known(name) is None
    ]
    publication = Publication(
        files=files, standing=known, settings=settings, now=now, may_empty=may_empty
    )
    findings += lint_calendars(publication)
    for selection in catalogue(settings):
        findings += lint_feeds(channel(selection, settings), publication)
    findings += lint_pages(files, settings)
    return findings


def _nothing(name: str) -> bytes | None:  # noqa: ARG001 (a `Standing`)
    return None
