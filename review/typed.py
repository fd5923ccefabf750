"""What staff type, read as values of the machine interface: days and times, places, the rest.

Dates are read by the same reader as the pages' (it comes in as a function). Nothing is guessed: a
year that is not typed is the event's own, a town of many bearers is asked about.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from typing import Any

from model import BERLIN, CoarseWhen, Place, When, YearSource, fold, german, iso
from model.schema_org import moment_from_iso, place_to_json
from review.fields import said_when
from review.setup import Dates
from review.telling import link_of

EXAMPLES = "2.–3. März 2026 · 02.03.26, 10–16 Uhr · 2. März 2026, ab 10 Uhr"
_OVERLONG = re.compile(r"\d{5}")
"""A figure too many: no year, and a postcode does not belong here."""
_WEEKDAYS = re.compile(rf"\b(?:{'|'.join(german.WEEKDAYS)}|Mo|Di|Mi|Do|Fr|Sa|So)\b", re.IGNORECASE)
_LONGEST_ECHO = 60
Places = Callable[[str], Sequence[Place]]
Values = dict[str, Any]


class TypedError(ValueError):
    """What was typed cannot be taken; the text says in German why and what was understood.

    `choices` are the towns of which one is meant; `unknown` that no town is known by the name.
    """

    def __init__(self, text: str, *, choices: Sequence[Place] = (), unknown: bool = False) -> None:
        super().__init__(text)
        self.choices = tuple(choices)
        self.unknown = unknown


@dataclass(frozen=True, slots=True, kw_only=True)
class TypedPlace:
    """A place as it was typed. `town_key` is the one of several towns that was picked.

    `as_written`: the town is taken although nobody knows it.
    """

    name: str = ""
    street: str = ""
    postal_code: str = ""
    town: str = ""
    town_key: str = ""
    as_written: bool = False


def town_key(place: Place) -> str:
    """Tells one town of a name from another: its official key, abroad name and country."""
    return place.municipality_key or f"{place.address_locality}/{place.address_region}"


def typed_when(text: str, known: When | CoarseWhen | None, today: date, read: Dates) -> Values:
    """Start and end out of "2.-3. März 2026, 10-16 Uhr"; clock times alone are of the known day.

    Empty text empties both. Raises TypedError.
    """
    text = " ".join(text.split())
    if not text:
        return {"startDate": None, "endDate": None}
    when = _with_weekday(_with_year(_one_time(text, known, today, read), known), text)
    _check_hours(when, text)
    return {
        "startDate": iso(when.start),
        "endDate": iso(when.end) if when.end is not None else None,
    }


def typed_moment(text: str, today: date, read: Dates) -> str | None:
    """The one day, or day and hour, that a text names; None for an empty one. Raises TypedError."""
    text = " ".join(text.split())
    if not text:
        return None
    when = _with_weekday(_with_year(_one_time(text, None, today, read), None), text)
    _check_hours(when, text)
    return iso(when.start)


def typed_day(text: str, today: date, read: Dates) -> date | None:
    """The one day that a text names, the coming one where no year is typed. Raises TypedError."""
    text = " ".join(text.split())
    return _with_weekday(_one_time(text, None, today, read), text).first_day if text else None


def understood(values: Mapping[str, Any]) -> str:
    """How start and end are said back: "Montag, 2. März 2026, 10–16 Uhr"."""
    if not values.get("startDate"):
        return "ohne Tag"
    end = values.get("endDate")
    when = When(
        start=moment_from_iso(values["startDate"]), end=moment_from_iso(end) if end else None
    )
    return said_when(when)


def _one_time(text: str, known: When | CoarseWhen | None, today: date, read: Dates) -> When:
    found = list(dict.fromkeys(read(text, today)))
    if not found and isinstance(known, When):
        # Clock times without a day: those of the day that is known, and only if there are some.
        day = german.days(known.first_day, known.last_day)
        timed = (when for when in read(f"{day}, {text}", today) if isinstance(when, When))
        found = list(dict.fromkeys(when for when in timed if not when.all_day))
    if not found or _OVERLONG.search(text):
        said = text if len(text) <= _LONGEST_ECHO else f"{text[:_LONGEST_ECHO]}…"
        raise TypedError(f"„{said}“ lässt sich nicht als Tag lesen. Zum Beispiel: {EXAMPLES}")
    if len(found) > 1:
        said = " und ".join(german.when_words(when) for when in found[:3])
        raise TypedError(f"Darin stehen mehrere Zeiten: {said}. Bitte nur eine angeben.")
    when = found[0]
    if isinstance(when, CoarseWhen):
        said = german.when_words(when)
        raise TypedError(f"Verstanden: {said}. Das ist nur ungefähr; gebraucht wird ein Tag.")
    return when


def _with_weekday(when: When, text: str) -> When:
    """The time, where a weekday that was typed is its own. Raises TypedError."""
    own = {german.weekday(day)[:2].lower() for day in (when.first_day, when.last_day)}
    typed = {found[:2].lower() for found in _WEEKDAYS.findall(text)}
    if typed <= own:
        return when
    said = " und ".join(
        f"{german.day(day)} ist ein {german.weekday(day)}"
        for day in dict.fromkeys((when.first_day, when.last_day))
    )
    raise TypedError(f"Tag und Wochentag passen nicht zusammen: {said}.")


def _check_hours(when: When, text: str) -> None:
    """Raise TypedError where a figure that was typed is not in the time, or its hour is none."""
    known, moments = {0}, (when.start, *([when.end] if when.end is not None else []))
    for moment in moments:
        known |= {moment.day, moment.month, moment.year, moment.year % 100}
        if isinstance(moment, datetime):
            # "20–24 Uhr", "2 pm", "halb 10"
            hour = moment.hour
            known |= {hour, moment.minute, hour or 24, hour % 12, (hour + 1) % 24}
            if moment.astimezone(UTC).astimezone(BERLIN).hour != hour:
                said = german.day(moment.date())
                raise TypedError(f"{said}: Die Uhr springt von 2 auf 3 Uhr, dazwischen ist nichts.")
    left = [figures for figures in re.findall(r"\d+", text) if int(figures) not in known]
    if left:
        said = " und ".join(f"„{figures}“" for figures in dict.fromkeys(left))
        rest = "bleibt" if len(set(left)) == 1 else "bleiben"
        raise TypedError(
            f"Verstanden: {said_when(when)}; {said} {rest} übrig. Zum Beispiel: {EXAMPLES}"
        )


def _with_year(when: When, known: When | CoarseWhen | None) -> When:
    """The time with a year that was typed, or the event's own. Raises TypedError."""
    if when.year_source is YearSource.WRITTEN:
        return when
    if known is None:
        said = german.days(when.first_day, when.last_day)
        raise TypedError(f"Das Jahr fehlt. Wenn {said} gemeint ist, bitte mit Jahr angeben.")
    years = known.first_day.year - when.first_day.year
    try:
        start = when.start.replace(year=when.start.year + years)
        end = when.end.replace(year=when.end.year + years) if when.end else None
        return replace(when, start=start, end=end, year_source=YearSource.WRITTEN)
    except ValueError as error:
        raise TypedError(
            "Den 29. Februar gibt es nur im Schaltjahr; bitte mit Jahr angeben."
        ) from error


def typed_place(typed: TypedPlace, known: Place | None, places: Places) -> Values | None:
    """A place; what is known of a town stays where the town stays. Raises TypedError.

    None where all of it is empty.
    """
    town = " ".join(typed.town.split())
    stays = known is not None and fold(town) == fold(known.address_locality) and not typed.town_key
    base = Place()
    if known is not None and stays and town:
        base = known
    elif town:
        base = _town(town, typed, places)
    place = replace(
        base, name=typed.name, street_address=typed.street, postal_code=typed.postal_code
    )
    return place_to_json(place) if place != Place() else None


def _town(town: str, typed: TypedPlace, places: Places) -> Place:
    found = places(town)
    picked = [place for place in found if town_key(place) == typed.town_key]
    if len(found) == 1 or picked:
        return (picked or list(found))[0]
    if found:
        raise TypedError(f"„{town}“ heißen mehrere Orte. Welcher ist gemeint?", choices=found)
    if typed.as_written:
        return Place(address_locality=town)
    raise TypedError(f"„{town}“ steht nicht im Ortsverzeichnis.", unknown=True)


def typed_places(text: str, known: Sequence[Place], places: Places) -> list[Values]:
    """Further places, one a line: "Haus, Straße, 06108 Ort". Lines that stood there stay.

    Raises TypedError.
    """
    before = {place.line: place for place in known}
    return [
        place_to_json(before[line]) if line in before else _place_of_line(line, places)
        for line in (" ".join(row.split()) for row in text.splitlines())
        if line
    ]


def _place_of_line(line: str, places: Places) -> Values:
    *houses, town = [part.strip() for part in line.split(",")]
    code, _, rest = town.partition(" ")
    has_code = code.isdecimal() and len(code) == 5 and bool(rest)
    typed = TypedPlace(
        name=houses[0] if houses else "",
        street=", ".join(houses[1:]),
        postal_code=code if has_code else "",
        town=rest if has_code else town,
    )
    try:
        place = typed_place(typed, None, places) if typed.town else None
        if place is None:
            raise TypedError(f"In „{line[:_LONGEST_ECHO]}“ fehlt die Stadt.")
    except TypedError as error:
        raise TypedError(
            f"{error} Eine Zeile je Ort, zuletzt die Stadt mit vollem Namen: "
            "Händel-Halle, Salzgrafenplatz 1, 06108 Halle (Saale)"
        ) from error
    return place


def typed_organizers(text: str, known: Sequence[Mapping[str, Any]]) -> Any:
    """Organisers, one a line; short names and addresses of those that stood there stay."""
    before = {str(each.get("name")): dict(each) for each in known}
    names = [line for line in (" ".join(row.split()) for row in text.splitlines()) if line]
    found = [before.get(name, {"name": name}) for name in names]
    return found[0] if len(found) == 1 else found or None


def typed_url(text: str) -> str | None:
    """An address on the web, without a user name. Raises TypedError for what is none."""
    text = text.strip()
    if text and not link_of(text):
        raise TypedError("Das ist keine Adresse im Netz; sie beginnt mit https:// oder http://.")
    return text or None


def typed_name(text: str) -> str:
    """The name. Raises TypedError where it is empty."""
    text = " ".join(text.split())
    if not text:
        raise TypedError("Ein Termin braucht einen Titel.")
    return text
