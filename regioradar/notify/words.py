"""Notices in English, for a program that is told of them: a title, a plain text, JSON. Pure."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import datetime
from importlib.metadata import version
from typing import Any

from regioradar.health.records import day_of
from regioradar.notify.deciding import Event, Notice
from regioradar.notify.troubles import Kind
from store import Trouble

_WHAT = {
    Kind.SOURCE_BROKEN: "source {}",
    Kind.SOURCE_FILE: "source file {}",
    Kind.HELD: "held source {}",
    Kind.NOT_PUBLISHED: "publication",
}
_MOST = 100
"""Notices in the text; the JSON has all. An environment variable has no room for more."""


def title(notices: Sequence[Notice]) -> str:
    """One line that counts: "RegioRadar: 2 broken, 1 recovered"."""
    counts = Counter(notice.event for notice in notices)
    return "RegioRadar: " + ", ".join(f"{counts[e]} {e.value}" for e in Event if counts[e])


def text(notices: Sequence[Notice], names: Mapping[str, str]) -> str:
    """A line for each notice, without a line break at the end."""
    lines = [line(notice, names) for notice in notices[:_MOST]]
    if len(notices) > _MOST:
        lines.append(f"and {len(notices) - _MOST} more")
    return "\n".join(lines)


def to_json(
    notices: Sequence[Notice], names: Mapping[str, str], now: datetime, *, test: bool = False
) -> dict[str, Any]:
    """All of it with stable keys; times are ISO 8601 in UTC."""
    counts = Counter(notice.event for notice in notices)
    return {
        "program": "regioradar",
        "version": version("regioradar"),
        "at": now.isoformat(),
        "test": test,
        "title": title(notices),
        "text": text(notices, names),
        **{event.value: counts[event] for event in Event},
        "notices": [
            {
                "event": notice.event.value,
                **trouble_to_json(notice.trouble),
                "name": names.get(notice.trouble.subject),
            }
            for notice in notices
        ],
    }


def trouble_to_json(trouble: Trouble) -> dict[str, Any]:
    """A trouble with stable keys; `until` is null while it lasts."""
    return {
        "kind": trouble.kind,
        "subject": trouble.subject,
        "text": trouble.text,
        "since": trouble.since.isoformat(),
        "until": trouble.ended_at.isoformat() if trouble.ended_at else None,
        "command": trouble.command,
    }


def what(trouble: Trouble) -> str:
    """Whom a trouble befell, in words."""
    return _WHAT[Kind(trouble.kind)].format(trouble.subject)


def line(notice: Notice, names: Mapping[str, str]) -> str:
    """What happened, to whom, since when, why, and the command that shows more."""
    trouble = notice.trouble
    name = names.get(trouble.subject)
    whom = what(trouble) + (f" ({name})" if name else "")
    since = f"since {day_of(trouble.since)}"
    if notice.event is Event.BROKEN:
        return f"broken: {whom} {since}: {trouble.text} [{trouble.command}]"
    return f"{notice.event.value}: {whom}, it was {since}: {trouble.text}"
