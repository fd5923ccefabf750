"""What pages that still stand say otherwise than the event that is made of them, or published.

Pure: no SQL.
"""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from model import Conflict, Event
from store.contradictions import contradictions

if TYPE_CHECKING:  # merging makes use of this
    from store.merging import Merged, Telling

_TIME = ("startDate", "endDate")


def conflicts_among(event: Event, ranked: "Iterable[Telling]") -> tuple[Conflict, ...]:
    """What pages say otherwise than `event`, in the order of fields, sources and pages."""
    found: dict[tuple[str, str, str], Conflict] = {}
    for telling in ranked:
        if telling.missing or telling.event.is_report:
            continue
        for name, value in contradictions(event, telling.event).items():
            conflict = Conflict(
                field=name,
                value=value,
                source_id=telling.source_id,
                page_url=telling.page_url,
            )
            found.setdefault((name, telling.source_id, telling.page_url), conflict)
    return tuple(found[where] for where in sorted(found))


def conflicts_with(published: Event, merged: "Merged") -> tuple[Conflict, ...]:
    """What pages say otherwise than what is `published`, which staff may have had a hand in.

    Not what all pages together say: that was overridden by a person, or waits for one.
    """
    if published is merged.event:
        return merged.conflicts
    said = {_subject(conflict) for conflict in merged.conflicts}
    found = conflicts_among(published, merged.ranked)
    return tuple(conflict for conflict in found if _subject(conflict) in said)


def _subject(conflict: Conflict) -> tuple[str, str, str]:
    """What a conflict is about (a first and a last day are of one time), and who says it."""
    name = "when" if conflict.field in _TIME else conflict.field
    return (name, conflict.source_id, conflict.page_url)
