"""The German wording of what has changed in an event between two states of it.

Takes records, returns plain texts; decides nothing about who is told of them.
"""

import re
from dataclasses import dataclass, replace

from feeds import words
from feeds.publishable import shorten
from model import AttendanceMode, CoarseWhen, Event, EventStatus, When, fold, german

_LONGEST_PLACE = 60
_POSTAL_CODE = re.compile(r"\d{5} ")


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """One thing that has changed: "verschoben: 2. März → 9. März 2026".

    `says_when` and `says_where`: the day or the place of the event stands in the text.
    """

    text: str
    says_when: bool = False
    says_where: bool = False


def notices(before: Event, after: Event, *, corrected: bool = False) -> list[Notice]:
    """Return what readers must know, the gravest first; nothing where their plans still hold.

    `corrected`: we were wrong about the event, it was not moved. Of a cancelled event only the
    cancellation counts.
    """
    if after.status is EventStatus.CANCELLED:
        return [] if before.status is after.status else [Notice(text="abgesagt")]
    if after.status is EventStatus.POSTPONED and before.status is not after.status:
        return [Notice(text="verschoben, neuer Termin noch offen")]
    found = (
        _status(before, after),
        _day(before.when, after.when, corrected),
        _form(before, after),
        _place(before, after, corrected),
        _hours(before.when, after.when, corrected),
    )
    return [notice for notice in found if notice is not None]


def _status(before: Event, after: Event) -> Notice | None:
    if before.status is EventStatus.CANCELLED:
        return Notice(text="Absage zurückgenommen")
    resumed = before.status is EventStatus.POSTPONED and after.status is not before.status
    if resumed and before.when == after.when:
        return Notice(text="findet zum bisherigen Termin statt")
    return None


def _day(
    old: When | CoarseWhen | None, new: When | CoarseWhen | None, corrected: bool
) -> Notice | None:
    if old is None or new is None:
        return None
    if isinstance(new, CoarseWhen):
        label = "Termin wieder offen" if isinstance(old, When) else "neuer Zeitraum"
        pair = (german.when_words(old), german.when_words(new))
    elif isinstance(old, CoarseWhen):
        return Notice(text=f"Termin steht fest: {german.when_words(new)}", says_when=True)
    else:
        label = "verschoben" if old.first_day != new.first_day else "neue Dauer"
        pair = _days(old, new)
    if pair[0] == pair[1]:
        return None
    return _turn("Termin berichtigt" if corrected else label, *pair, says_when=True)


def _days(old: When, new: When) -> tuple[str, str]:
    """Return the days of both, the year only once where it is the same."""
    before = german.days(old.first_day, old.last_day)
    years = {day.year for day in (old.first_day, old.last_day, new.first_day, new.last_day)}
    after = german.days(new.first_day, new.last_day)
    if before != after and len(years) == 1:
        before = before.removesuffix(f" {new.first_day.year}")
    return before, after


def _form(before: Event, after: Event) -> Notice | None:
    was_online, is_online = words.is_online_only(before), words.is_online_only(after)
    was_mixed, is_mixed = (e.attendance_mode is AttendanceMode.MIXED for e in (before, after))
    if is_online:
        return None if was_online else Notice(text="findet online statt", says_where=True)
    place = words.place(after)
    if was_online:
        text = f"findet {'auch ' if is_mixed else ''}vor Ort statt: {_short(place)}"
        return Notice(text=text, says_where=True) if place not in ("", "Online") else None
    if was_mixed == is_mixed:
        return None
    return Notice(text="nun auch online" if is_mixed else "nicht mehr online")


def _place(before: Event, after: Event, corrected: bool) -> Notice | None:
    if words.is_online_only(after):
        return None
    if words.is_online_only(before):
        lost = not words.place(after)
        return Notice(text="Ort wieder offen, bisher online", says_where=True) if lost else None
    old, new = (words.place(replace(e, attendance_mode=None)) for e in (before, after))
    if not new:
        text = f"Ort wieder offen, bisher {_short(old)}"
        return Notice(text=text, says_where=True) if old else None
    # What a page tells more or less exactly than before has not moved.
    if _parts(new) <= _parts(old):
        return None
    if _parts(old) < _parts(new):
        return Notice(text=f"Ort steht fest: {_short(new)}", says_where=True)
    towns = [words.town(replace(e, attendance_mode=None)) for e in (before, after)]
    pair = towns if fold(towns[0]) != fold(towns[1]) else [old, new]
    label = "Ort berichtigt" if corrected else "neuer Ort"
    return _turn(label, *map(_short, pair), says_where=True)


def _hours(
    old: When | CoarseWhen | None, new: When | CoarseWhen | None, corrected: bool
) -> Notice | None:
    if not isinstance(old, When) or not isinstance(new, When):
        return None
    before, after = german.hours(old), german.hours(new)
    if before == after:
        return None
    if not after:
        return Notice(text=f"Uhrzeit wieder offen, bisher {before}")
    if not before:
        return Notice(text=f"Uhrzeit steht fest: {after}")
    label = "Uhrzeit berichtigt" if corrected else "neue Uhrzeit"
    short = before if " bis " in before else before.removesuffix(" Uhr")
    return _turn(label, short, after)


def _turn(
    label: str, old: str, new: str, *, says_when: bool = False, says_where: bool = False
) -> Notice:
    return Notice(text=f"{label}: {old} → {new}", says_when=says_when, says_where=says_where)


def _short(place: str) -> str:
    return shorten(place, _LONGEST_PLACE)


def _parts(place: str) -> set[str]:
    """Return the parts of a place's line, folded and without postal codes."""
    return {fold(_POSTAL_CODE.sub("", part)) for part in place.split(", ") if part}
