"""Points 11 to 14 of the checklist: what a calendar must keep of the file that it replaces."""

import re
from collections.abc import Iterator, Sequence

from feeds.lint.content_lines import Component, apart
from feeds.lint.event_rules import examine, sequence
from feeds.lint.finding import Finding
from model import Severity

_STAMP = re.compile(rb"^(?:DTSTAMP|LAST-MODIFIED):.*\r\n", re.MULTILINE)
_SAME = ("DTSTART", "SUMMARY", "URL")


def emptied(bodies: Sequence[bytes], previous: bytes, *, is_grave: bool) -> Iterator[Finding]:
    """Yield that all events are gone at once; where that is grave it holds the publication."""
    if bodies or not apart(previous)[1]:
        return
    if is_grave:
        message = "it would lose all its events at once (publish --release if that is meant)"
        yield Finding(point=11, message=message)
    else:
        message = "it loses all its events at once"
        yield Finding(point=11, message=message, severity=Severity.WARNING)


def since(bodies: Sequence[bytes], previous: bytes) -> Iterator[Finding]:
    """Yield what moved that must not, event by event; those of the same bytes need no reading."""
    standing = apart(previous)[1]
    same = set(standing) & set(bodies)
    before = _by_uid([body for body in standing if body not in same])
    after = _by_uid([body for body in bodies if body not in same])
    gone = {_likeness(was): uid for uid, (_, was) in before.items() if uid not in after}
    for uid, (body, event) in after.items():
        if uid in before:
            yield from _changed(uid, *before[uid], body, event)
        elif _likeness(event) in gone:
            message = f"its UID was {gone[_likeness(event)]!a}"
            yield Finding(point=12, message=message, subject=uid, severity=Severity.WARNING)


def _by_uid(bodies: Sequence[bytes]) -> dict[str, tuple[bytes, Component]]:
    found = ((body, examine(body)[0]) for body in bodies)
    return {event.text("UID"): (body, event) for body, event in found if event is not None}


def _changed(
    uid: str, was: bytes, before: Component, body: bytes, event: Component
) -> Iterator[Finding]:
    """Check that SEQUENCE does not fall and rises with a real change, and that a stamp has one."""
    old, new = sequence(before), sequence(event)
    if new < old:
        yield Finding(point=14, message=f"SEQUENCE fell from {old} to {new}", subject=uid)
    elif new == old and _essence(event) != _essence(before):
        message = "changed, but SEQUENCE is still the same"
        yield Finding(point=14, message=message, subject=uid, severity=Severity.WARNING)
    if was != body and _STAMP.sub(b"", was) == _STAMP.sub(b"", body):
        message = "DTSTAMP has moved, but nothing else has"
        yield Finding(point=13, message=message, subject=uid, severity=Severity.WARNING)


def _essence(event: Component) -> tuple[str, ...]:
    return tuple(event.value(name) for name in ("DTSTART", "DTEND", "LOCATION", "STATUS"))


def _likeness(event: Component) -> tuple[str, ...]:
    return tuple(event.value(name) for name in _SAME)
