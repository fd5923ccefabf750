"""The fields of an event as the screen groups them, and the texts that stand in their inputs. Pure.

A group is what a person takes for one thing: start and end are "Wann".
"""

import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from model import CoarseWhen, Event, When, german
from model.schema_org import event_from_json, event_to_json
from review import values, words


class Kind(StrEnum):
    """How a group is typed."""

    LINE = "line"
    WHEN = "when"
    MOMENT = "moment"
    PLACE = "place"
    PLACES = "places"
    ORGANIZERS = "organizers"
    STATUS = "status"
    MODE = "mode"
    URL = "url"
    TEXT = "text"
    CLEAR = "clear"
    """It can only be emptied."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """One row of the screen. `names` are its schema.org fields, `key` the first of them.

    `main`: it is shown although it is empty. `inputs` are the names of its inputs.
    """

    names: tuple[str, ...]
    kind: Kind
    label: str
    main: bool = False

    @property
    def key(self) -> str:
        """What the group goes by in addresses and forms."""
        return self.names[0]

    @property
    def inputs(self) -> tuple[str, ...]:
        """The names of its inputs in the form."""
        if self.kind is Kind.PLACE:
            return tuple(f"{self.key}.{part}" for part in ("name", "street", "code", "town"))
        return (self.key,)


def _group(kind: Kind, *names: str, label: str = "", main: bool = False) -> Group:
    return Group(names=names, kind=kind, label=label or words.FIELDS[names[0]], main=main)


GROUPS = (
    _group(Kind.LINE, "name", main=True),
    _group(Kind.WHEN, "startDate", "endDate", label="Wann", main=True),
    _group(Kind.PLACE, "location", main=True),
    _group(Kind.ORGANIZERS, "organizer", main=True),
    _group(Kind.MODE, "eventAttendanceMode", main=True),
    _group(Kind.STATUS, "eventStatus", main=True),
    _group(Kind.MOMENT, "previousStartDate"),
    _group(Kind.PLACES, "otherLocations"),
    _group(Kind.URL, "url", main=True),
    _group(Kind.TEXT, "description", main=True),
    _group(Kind.LINE, "offers"),
    _group(Kind.CLEAR, "recurrence"),
)
GROUP_OF = {name: group for group in GROUPS for name in group.names} | {
    "coarse": GROUPS[1],
    "addressLocality": GROUPS[2],
}
"""The group of each field; a rough time and a contradiction about the town count too."""
_TIMES = ("startDate", "endDate", "coarse", "yearSource")


def words_of(group: Group, data: Mapping[str, Any]) -> str:
    """What a group says of an event in the form of the machine interface; "" for nothing."""
    if group.kind is Kind.WHEN:
        return _when_words(data)
    value = data.get(group.key)
    parts = value if isinstance(value, list) else [value]
    return "\n".join(filter(None, (values.value_words(group.key, part) for part in parts)))


def inputs_of(event: Event) -> dict[str, str]:
    """What stands in each input before anybody types."""
    data, place = event_to_json(event), event.location
    found: dict[str, str] = {}
    for group in GROUPS:
        value = data.get(group.key)
        found[group.key] = value if isinstance(value, str) else ""
    found |= {
        "startDate": _typed_when(event.when),
        "previousStartDate": german.moment_words(event.previous_start)
        if event.previous_start
        else "",
        "otherLocations": "\n".join(place.line for place in event.locations[1:]),
        "organizer": "\n".join(organizer.name for organizer in event.organizers),
        "location.name": place.name if place else "",
        "location.street": place.street_address if place else "",
        "location.code": place.postal_code if place else "",
        "location.town": place.address_locality if place else "",
    }
    del found["location"]
    return found


def digest(text: str) -> str:
    """A few letters that tell one text of an input from another; line ends count alike."""
    return f"{zlib.crc32(normal(text).encode('utf-8', 'replace')):08x}"


def normal(text: str) -> str:
    """The text as it is compared: browsers send their own line ends."""
    return text.replace("\r\n", "\n").replace("\r", "\n").strip()


def digests(inputs: Mapping[str, str]) -> str:
    """Those of all inputs as one hidden field, so that what was typed is told from what was not."""
    return ",".join(f"{name}={digest(text)}" for name, text in sorted(inputs.items()))


def _when_words(data: Mapping[str, Any]) -> str:
    """Days with their weekdays, then the hours: weekdays are what slips show by."""
    when = event_from_json({"name": "-", **{k: data.get(k) for k in _TIMES}}).when
    if when is None:
        return ""
    return said_when(when)


def said_when(when: When | CoarseWhen) -> str:
    """ "Montag, 2. März 2026, 10–16 Uhr"; of hours on several days each with its own."""
    if isinstance(when, CoarseWhen) or when.all_day:
        return german.weekdays(when)
    if when.first_day == when.last_day:
        return f"{german.weekdays(when)}, {german.hours(when)}"
    first, _, last = german.when_words(when).partition(" – ")
    return f"{german.weekday(when.first_day)}, {first} – {german.weekday(when.last_day)}, {last}"


def _typed_when(when: When | CoarseWhen | None) -> str:
    return german.when_words(when) if when is not None else ""
