"""The German wording of dates, places and states, the same in every format.

Takes records, returns plain text; knows neither markup nor files.
"""

from collections.abc import Iterable
from datetime import date, datetime

from feeds.publishable import plain, shorten
from model import (
    BERLIN,
    AttendanceMode,
    CoarseWhen,
    DeadlineKind,
    Event,
    EventStatus,
    Place,
    StoredEvent,
    fold,
)
from model.german import day, moment_words, when_words

DEADLINE_KINDS = {
    DeadlineKind.REGISTRATION: "Anmeldung",
    DeadlineKind.SUBMISSION: "Einreichung",
    DeadlineKind.APPLICATION: "Bewerbung",
    DeadlineKind.OTHER: "Frist",
}
_CLOSINGS = {
    DeadlineKind.REGISTRATION: "Anmeldeschluss",
    DeadlineKind.SUBMISSION: "Einreichungsschluss",
    DeadlineKind.APPLICATION: "Bewerbungsschluss",
    DeadlineKind.OTHER: "Fristende",
}
_PREFIXES = {EventStatus.CANCELLED: "abgesagt", EventStatus.POSTPONED: "verschoben"}


def name(event: Event) -> str:
    """Return the event's name, with "ABGESAGT: " or "VERSCHOBEN: " in front where it is so."""
    text = plain(event.name)
    if not text:
        raise ValueError("nothing is left of the event's name")
    mark = _PREFIXES.get(event.status)
    if mark is None or fold(text).startswith(mark):
        return text
    return f"{mark.upper()}: {text}"


def mark_and_name(event: Event) -> tuple[str, str]:
    """Return the event's mark ("ABGESAGT", "VERSCHOBEN" or "") and its name without the mark.

    A name that says so by itself gets no mark.
    """
    text, mark = name(event), _PREFIXES.get(event.status, "").upper()
    bare = text.removeprefix(f"{mark}: ") if mark else text
    return ("", text) if bare == text else (mark, bare)


def status_note(stored: StoredEvent) -> str:
    """Return a sentence on an event that is off, moved or changed, "" for one as first planned.

    Only of what is stored: the day on which it is asked plays no part.
    """
    event = stored.event
    if event.status is EventStatus.CANCELLED:
        return "Diese Veranstaltung ist abgesagt."
    if event.status is EventStatus.POSTPONED:
        return "Diese Veranstaltung ist verschoben, ein neuer Termin ist noch nicht bekannt."
    if event.status is EventStatus.MOVED_ONLINE:
        return "Diese Veranstaltung findet online statt."
    if event.status is EventStatus.RESCHEDULED:
        if event.previous_start is None:
            return "Diese Veranstaltung hat einen neuen Termin."
        return f"Neuer Termin: verschoben vom {moment_words(event.previous_start)}."
    if isinstance(event.when, CoarseWhen):
        return "Save the Date: der genaue Termin steht noch nicht fest."
    notes = []
    if event.is_save_the_date:
        notes.append("Save the Date: Dieser Termin ist zum Vormerken angekündigt.")
    if stored.changed_at is not None:
        notes.append(f"Geändert am {day(stored.changed_at.astimezone(BERLIN))}.")
    return " ".join(notes)


def is_off(event: Event) -> bool:
    """Return True where nothing takes place on the day that is told: cancelled, or put off."""
    return event.status in _PREFIXES


def is_online_only(event: Event) -> bool:
    """Return True where nobody can come in person."""
    online = event.attendance_mode is AttendanceMode.ONLINE
    return online or event.status is EventStatus.MOVED_ONLINE


def place(event: Event) -> str:
    """Return all places on one line ("Stadthaus, Markt 2, 06108 Halle (Saale)"), "" if unknown."""
    return _places(event, (p.line or p.address_region for p in event.locations))


def town(event: Event) -> str:
    """Return the town ("Halle (Saale)"), or what is known that is nearest to it, "" if nothing."""
    return _places(event, map(_town, event.locations))


def _town(location: Place) -> str:
    known = (location.address_locality, location.name, location.line, location.address_region)
    return next((text for text in map(plain, known) if text), "")


def _places(event: Event, texts: Iterable[str]) -> str:
    if is_online_only(event):
        return "Online"
    known = list(dict.fromkeys(text for text in map(plain, texts) if text))
    if event.attendance_mode is AttendanceMode.MIXED:
        known.append("online")
    if known == ["online"]:
        return "Online"
    return " und ".join(known) if len(known) <= 2 else " / ".join(known)


def organizers(event: Event) -> str:
    """Return the organisers' names, "" if unknown."""
    return ", ".join(dict.fromkeys(filter(None, (plain(o.name) for o in event.organizers))))


def deadline(kind: DeadlineKind, due: date | datetime) -> str:
    """Return "Anmeldung bis 16. Februar 2026"."""
    return f"{DEADLINE_KINDS[kind]} bis {moment_words(due)}"


def closing(kind: DeadlineKind, subject: str) -> str:
    """Return what a calendar shows on the day itself: "Anmeldeschluss: Jahrestagung"."""
    return f"{_CLOSINGS[kind]}: {subject}"


def title(event: Event, limit: int = 200) -> str:
    """Return the one line that tells it all: "2.–3. März 2026 · Jahrestagung · Halle (Saale)"."""
    if event.when is None:
        raise ValueError("an event without a time has no title line")
    before, after = when_words(event.when), shorten(town(event), 80)
    room = limit - len(before) - len(after) - 6
    return " · ".join(part for part in (before, shorten(name(event), room), after) if part)
