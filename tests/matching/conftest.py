"""Mentions made in a line, and what is decided on two of them."""

from typing import Any

import pytest

from matching import Knowledge, Sketch, compare, sketch
from model import (
    AttendanceMode,
    Comparison,
    Event,
    EventStatus,
    Organizer,
    Place,
    Subject,
    When,
)
from model.schema_org import moment_from_iso

DAY = "2026-05-12"


def mention(name: str, **facts: Any) -> Subject:
    """A mention on 12 May 2026, or at `start` to `end` (ISO 8601).

    `town`, `house`, `host` (one or several), `online`, `status`, `before` (its former start),
    `text`, `url`, `site` and `links` say the rest.
    """
    start, end, before = (facts.get(key) for key in ("start", "end", "before"))
    host = facts.get("host") or ()
    place = Place(
        name=facts.get("house", ""),
        street_address=facts.get("street", ""),
        address_locality=facts.get("town", ""),
    )
    event = Event(
        name=name,
        when=When(start=moment_from_iso(start or DAY), end=moment_from_iso(end) if end else None),
        locations=(place,) if place.line else (),
        organizers=tuple(Organizer(name=h) for h in ((host,) if isinstance(host, str) else host)),
        status=facts.get("status", EventStatus.SCHEDULED),
        attendance_mode=AttendanceMode.ONLINE if facts.get("online") else None,
        previous_start=moment_from_iso(before) if before else None,
        description=facts.get("text", ""),
        url=facts.get("url", ""),
    )
    return Subject(event=event, source_id=facts.get("site", ""), links=facts.get("links", ()))


class Matcher:
    """Sketches and compares with what it knows of organisations."""

    def __init__(self) -> None:
        self.knowledge = Knowledge()

    def sketch(self, name: str, **facts: Any) -> Sketch:
        """The sketch of a mention, see `mention`."""
        return sketch(mention(name, **facts), self.knowledge)

    def __call__(
        self, one: str | dict[str, Any], other: str | dict[str, Any], **both: Any
    ) -> Comparison:
        """Compare two mentions, given by name or by `name` and facts, both ways round."""
        first, second = (
            self.sketch(**both, **(given if isinstance(given, dict) else {"name": given}))
            for given in (one, other)
        )
        comparison = compare(first, second)
        assert comparison == compare(second, first)
        return comparison


@pytest.fixture
def match() -> Matcher:
    """A matcher that knows no organisation yet."""
    return Matcher()
