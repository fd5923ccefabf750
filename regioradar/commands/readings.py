"""What was read from a page, as lines for people: one an event, a piece of news, a fault."""

from collections.abc import Iterator
from datetime import datetime

from model import CoarseWhen, Event, Extraction, When


def reading_lines(extraction: Extraction) -> Iterator[str]:
    """Yield one line for each list, event, piece of news, deadline and problem of a page."""
    for found in extraction.lists:
        at = f" at {found.selector}" if found.selector else ""  # a calendar is a list by itself
        yield f"list: {found.entries} {'entry' if found.entries == 1 else 'entries'}{at}"
    if extraction.says_none:
        yield f"says that there is none: {extraction.says_none}"
    for event in extraction.events:
        yield f"event: {_event(event)}"
    for item in extraction.news:
        day = item.date_published.isoformat() if item.date_published else "no day"
        yield f"news: {day} | {item.headline}"
    for deadline in extraction.deadlines:
        yield f"deadline: {_moment(deadline.due)} | {deadline.kind.value} | {deadline.quote}"
    for problem in extraction.problems:
        yield f"{problem.severity.value}: {problem}"


def _event(event: Event) -> str:
    place = event.location
    where = ", ".join(filter(None, (place.name, place.address_locality))) if place else ""
    who = ", ".join(organizer.name for organizer in event.organizers)
    told = [
        _when(event.when),
        event.name,
        where or "no place",
        who or "no organiser",
        f"{event.confidence:.2f} {'publish' if event.publish else 'for a person to judge'}",
    ]
    return " | ".join([*told, "report"] if event.is_report else told)


def _when(when: When | CoarseWhen | None) -> str:
    if when is None:
        return "no day"
    if isinstance(when, CoarseWhen):
        return f"{when.text} (no day)"
    start = _moment(when.start)
    return (
        start if when.end is None or when.end == when.start else f"{start} to {_moment(when.end)}"
    )


def _moment(moment: object) -> str:
    if isinstance(moment, datetime):
        return moment.strftime("%Y-%m-%d %H:%M")
    return str(moment)
