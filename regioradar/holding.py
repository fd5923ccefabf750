"""What is held back of a source, for people and programs: by the guard, or by staff's pause.

Decides nothing.
"""

import json
from collections.abc import Iterator
from typing import Any

from model import BERLIN
from store import HeldEvent, Hold, Pause, ReleaseRequest

_LONGEST = 200
"""Characters of a value in the text; the JSON has all of it."""


def lines(hold: Hold) -> Iterator[str]:
    """The figures; then every event, with the old and the new value of each field."""
    since = hold.since.astimezone(BERLIN)
    yield f"{hold.source_id}: {hold.words} (held since {since:%Y-%m-%d %H:%M}, run {hold.run_id})"
    yield from event_lines(hold)


def event_lines(hold: Hold) -> Iterator[str]:
    """A line for each event, and one for each field that readers plan by."""
    for turn, events in (("change", hold.altered), ("vanish", hold.withdrawn)):
        for event in events:
            yield f"  {turn} {event.uid} {' '.join(event.name.split())}"
            for name, (old, new) in event.fields.items():
                yield f"    {name}: {_value(old)} -> {_value(new)}"


def hold_to_json(hold: Hold, request: ReleaseRequest | None = None) -> dict[str, Any]:
    """A hold with stable keys, and the release that waits for a run; times are ISO 8601 in UTC."""
    return {
        "source": hold.source_id,
        "stage": hold.stage.value,
        "since": hold.since.isoformat(),
        "run": hold.run_id,
        "coming": hold.coming,
        "altered": [_event_json(event) for event in hold.altered],
        "withdrawn": [_event_json(event) for event in hold.withdrawn],
        "releasedAt": hold.released_at.isoformat() if hold.released_at else None,
        "releasedBy": hold.released_by or None,
        "request": request
        and {"by": request.by, "at": request.at.isoformat(), "fits": request.fits},
    }


def pause_to_json(pause: Pause) -> dict[str, str]:
    """A pause with stable keys; its time is ISO 8601 in UTC."""
    return {"by": pause.by, "since": pause.at.isoformat(), "note": pause.note}


def pause_words(pause: Pause) -> str:
    """Who paused a source, since when, and why, where that is said."""
    why = f": {pause.note}" if pause.note else ""
    return f"paused by {pause.by} since {pause.at.astimezone(BERLIN):%Y-%m-%d}{why}"


def request_words(request: ReleaseRequest) -> str:
    """What has become of staff's word that lets a hold through."""
    said = f"released by {request.by} on {request.at.astimezone(BERLIN):%Y-%m-%d}"
    if request.fits:
        return f"{said}, from the next run on"
    return f"{said}, but something else would change by now: it stays held"


def _event_json(event: HeldEvent) -> dict[str, Any]:
    fields = {name: {"old": old, "new": new} for name, (old, new) in event.fields.items()}
    return {"uid": event.uid, "name": event.name, "fields": fields}


def _value(value: Any) -> str:
    if value is None:
        return "-"
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    text = " ".join(text.split())
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1].rstrip() + "…"
