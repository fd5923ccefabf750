"""The first page of the public calendar: coming events, past ones, news, how to subscribe.

Puts entries in their order into the template; static HTML, no script, nothing from elsewhere.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby

from feeds import words
from feeds.channel import Channel
from feeds.selections import FeedFormat, FeedKind
from feeds.settings import FeedSettings
from feeds.site.entries import EventEntry, NewsEntry
from feeds.site.templates import render, stylesheet
from model import BERLIN

STYLESHEET = "regioradar.css"
MOST_PAST = 40
MOST_NEWS = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """The events that begin on one day, or that are under way (then without a weekday)."""

    iso: str
    number: str
    weekday: str
    month: str
    events: list[EventEntry]


@dataclass(frozen=True, slots=True, kw_only=True)
class Month:
    """A heading with its days."""

    title: str
    anchor: str
    days: list[Day]


def write(
    channel: Channel,
    *,
    coming: Sequence[EventEntry],
    past: Sequence[EventEntry],
    news: Sequence[NewsEntry],
    settings: FeedSettings,
    today: date,
    last_modified: datetime | None,
) -> bytes:
    """Return the page. `coming` is sorted by start, `past` and `news` backwards."""
    exact = [entry for entry in coming if not entry.is_coarse]
    running = [entry for entry in exact if entry.start < today]
    return render(
        "index.html",
        channel=channel,
        rss_name=channel.selection.feed_name(FeedKind.NEW, FeedFormat.RSS),
        changes_name=channel.selection.feed_name(FeedKind.CHANGES, FeedFormat.RSS),
        rss_url=channel.feed_url(FeedKind.NEW, FeedFormat.RSS),
        changes_url=channel.feed_url(FeedKind.CHANGES, FeedFormat.RSS),
        changes_title=channel.feed_title(FeedKind.CHANGES),
        settings=settings,
        stylesheet=f"{STYLESHEET}?{hashlib.sha256(stylesheet()).hexdigest()[:8]}",
        running=running,
        months=_months([entry for entry in exact if entry.start >= today]),
        coarse=[entry for entry in coming if entry.is_coarse],
        count=len(coming),
        past=past[:MOST_PAST],
        more_past=max(0, len(past) - MOST_PAST),
        news=news[:MOST_NEWS],
        stamp=words.stamp(last_modified) if last_modified else "",
        stamp_iso=last_modified.astimezone(BERLIN).isoformat(timespec="minutes")
        if last_modified
        else "",
    ).encode("utf-8")


def robots() -> bytes:
    """Return a robots.txt that allows everything: Google's calendar honours it for feeds."""
    return b"User-agent: *\nAllow: /\n"


def _months(entries: Sequence[EventEntry]) -> list[Month]:
    months = []
    for (year, number), group in groupby(entries, key=lambda e: (e.start.year, e.start.month)):
        days = [_day(start, list(same)) for start, same in groupby(group, key=lambda e: e.start)]
        title = words.month(date(year, number, 1))
        months.append(Month(title=title, anchor=f"m-{year:04}-{number:02}", days=days))
    return months


def _day(start: date, events: list[EventEntry]) -> Day:
    return Day(
        iso=start.isoformat(),
        number=str(start.day),
        weekday=words.weekday(start),
        month=words.MONTHS[start.month - 1],
        events=events,
    )
