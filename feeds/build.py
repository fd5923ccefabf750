"""All published files of a snapshot, as bytes. Pure: the same input gives the same bytes.

An event or a news item that a file cannot carry is left out of that file and told as a problem;
it never stops the others.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import TypeVar

from feeds import entries, icalendar_feed, index, rss
from feeds import snapshot as choice
from feeds.changes import change_item
from feeds.lint.event_rules import lint_event
from feeds.revisions import Revision, revisions
from feeds.settings import Channel, FeedSettings, changes, everything
from feeds.snapshot import Snapshot
from feeds.templates import stylesheet
from model import Problem, ProblemKind, Severity, StoredEvent, StoredNews

Stored = TypeVar("Stored", bound=StoredEvent | StoredNews | Revision)
Rendered = TypeVar("Rendered")


@dataclass(frozen=True, slots=True, kw_only=True)
class Build:
    """The files by name (relative to the folder that is published) and what went wrong."""

    files: Mapping[str, bytes]
    problems: tuple[Problem, ...] = ()


def build(snapshot: Snapshot, settings: FeedSettings) -> Build:
    """Return the calendar, the feeds, the first page and what they need. Never raises for data."""
    channel, changed = everything(settings), changes(settings)
    sifted, faults = choice.sift(snapshot)
    problems = [_problem(fault) for fault in faults]
    files = {
        channel.ics_name: _calendar(channel, sifted, settings, problems),
        channel.rss_name: _rss(channel, sifted, settings, problems),
        changed.rss_name: _changes(changed, sifted, settings, problems),
        "index.html": _page(channel, changed, sifted, settings, problems),
        index.STYLESHEET: stylesheet(),
        "robots.txt": index.robots(),
    }
    return Build(files=files, problems=tuple(problems))


def _calendar(
    channel: Channel, snapshot: Snapshot, settings: FeedSettings, problems: list[Problem]
) -> bytes:
    def render(stored: StoredEvent) -> icalendar_feed.RenderedEvent:
        rendered = icalendar_feed.render_event(stored, settings)
        _refuse(lint_event(rendered.body))
        return rendered

    events = choice.in_calendar(snapshot, settings)
    rendered = list(_each(events, render, channel.ics_name, problems))
    data, dropped = icalendar_feed.assemble(
        channel,
        rendered,
        settings,
        today=snapshot.today,
        last_modified=choice.newest_change(snapshot.events, snapshot.changes),
    )
    if dropped:
        problems.append(_problem(f"{channel.ics_name}: no room for {dropped} events"))
    if not rendered:
        problems.append(_problem(f"{channel.ics_name}: there is no event to publish"))
    return data


def _rss(
    channel: Channel, snapshot: Snapshot, settings: FeedSettings, problems: list[Problem]
) -> bytes:
    def render(stored: StoredEvent | StoredNews) -> rss.Item:
        if isinstance(stored, StoredEvent):
            item = rss.event_item(stored, channel, settings)
        else:
            item = rss.news_item(stored, channel, settings)
        _refuse(rss.check_item(item))
        return item

    records = choice.by_first_publication(snapshot)
    items = list(islice(_each(records, render, channel.rss_name, problems), settings.max_items))
    newest = choice.newest_change([*snapshot.events, *snapshot.news], snapshot.changes)
    return rss.write(channel, items, settings, last_modified=newest)


def _changes(
    channel: Channel, snapshot: Snapshot, settings: FeedSettings, problems: list[Problem]
) -> bytes:
    def render(revision: Revision) -> rss.Item | None:
        item = change_item(revision, channel, settings)
        _refuse(rss.check_item(item) if item else ())
        return item

    found = _each(revisions(snapshot), render, channel.rss_name, problems)
    items = list(islice((item for item in found if item is not None), settings.max_items))
    newest = choice.newest_change(snapshot.events, snapshot.changes)
    return rss.write(channel, items, settings, last_modified=newest)


def _page(
    channel: Channel,
    changed: Channel,
    snapshot: Snapshot,
    settings: FeedSettings,
    problems: list[Problem],
) -> bytes:
    coming = choice.coming(snapshot)
    past = choice.lately_over(snapshot, settings)
    beside = entries.neighbours(snapshot, on_page=[*coming, *past[: index.MOST_PAST]])

    def from_event(stored: StoredEvent) -> entries.EventEntry:
        return entries.event_entry(stored, beside, settings, snapshot.today)

    def from_news(stored: StoredNews) -> entries.NewsEntry:
        return entries.news_entry(stored, settings)

    name = "index.html"
    return index.write(
        channel,
        changed,
        coming=list(_each(coming, from_event, name, problems)),
        past=list(_each(past, from_event, name, problems)),
        news=list(_each(choice.news_by_publication(snapshot), from_news, name, problems)),
        settings=settings,
        today=snapshot.today,
        last_modified=choice.newest_change(
            [*snapshot.events, *snapshot.news, *snapshot.deadlines], snapshot.changes
        ),
    )


def _each(
    stored: Iterable[Stored],
    render: Callable[[Stored], Rendered],
    file: str,
    problems: list[Problem],
) -> Iterator[Rendered]:
    """Yield each record rendered; one that cannot be is left out, whatever the reason."""
    for record in stored:
        try:
            yield render(record)
        except Exception as error:
            message = f"{file}: {record.uid!a} left out: {error!a}"
            problems.append(_problem(message, Severity.ERROR))


def _refuse(findings: Iterable[object]) -> None:
    """Raise ValueError where a check found something."""
    found = "; ".join(str(finding) for finding in findings)
    if found:
        raise ValueError(found)


def _problem(message: str, severity: Severity = Severity.WARNING) -> Problem:
    return Problem(kind=ProblemKind.NOT_PUBLISHED, message=message, severity=severity)
