"""Where the pages of an event disagree: what another one says of its time, its town or its state.

Says it in the words of the published event; which telling is believed is decided elsewhere.
"""

from collections import defaultdict
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from feeds import words
from feeds.origin import Origin, page_origin
from feeds.publishable import shorten
from model import Event, EventStatus, ModelError, StoredEvent, german
from model.schema_org import Json, event_from_json, event_to_json

_LONGEST = 200


class Topic(StrEnum):
    """What a telling is about, as the sentence names it."""

    WHEN = "zum Termin"
    WHERE = "zum Ort"
    STATUS = "zum Stand"


_STATUS = {
    EventStatus.SCHEDULED: "findet statt",
    EventStatus.CANCELLED: "abgesagt",
    EventStatus.POSTPONED: "verschoben, neuer Termin noch offen",
    EventStatus.RESCHEDULED: "verschoben",
    EventStatus.MOVED_ONLINE: "findet online statt",
}
_WORDS: Mapping[Topic, Callable[[Event], str]] = {
    Topic.WHEN: lambda event: german.when_words(event.when) if event.when else "",
    Topic.WHERE: words.place,
    Topic.STATUS: lambda event: _STATUS[event.status],
}
_TOPICS = {
    "startDate": Topic.WHEN,
    "endDate": Topic.WHEN,
    "addressLocality": Topic.WHERE,
    "eventStatus": Topic.STATUS,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class OtherTelling:
    """What another page says."""

    topic: Topic
    text: str
    origin: Origin

    @property
    def line(self) -> str:
        """The whole sentence, without the address."""
        return f"Andere Angabe {self.topic} bei {self.origin.name}: {self.text}"


def other_tellings(stored: StoredEvent, names: Mapping[str, str]) -> list[OtherTelling]:
    """Return what other pages say otherwise, by topic; the same word of one source is told once.

    They contradict each other; what staff corrected since may agree with one of them.
    """
    told: dict[tuple[Topic, str, str], Json] = defaultdict(dict)
    published = event_to_json(stored.event)
    for conflict in stored.conflicts:
        topic = _TOPICS.get(conflict.field)
        if topic is not None and conflict.value != _known(published, conflict.field):
            told[topic, conflict.source_id, conflict.page_url][conflict.field] = conflict.value
    found: dict[tuple[Topic, str, str], OtherTelling] = {}
    order = list(Topic)
    for (topic, source_id, page_url), values in sorted(
        told.items(), key=lambda item: (order.index(item[0][0]), *item[0][1:])
    ):
        origin = page_origin(source_id, page_url, names)
        event = _as_told(published, values)
        text = shorten(_WORDS[topic](event), _LONGEST) if event is not None else ""
        if origin is not None and text:
            telling = OtherTelling(topic=topic, text=text, origin=origin)
            found.setdefault((topic, origin.name, text), telling)
    return list(found.values())


def _known(published: Json, field: str) -> Any:
    """Return what the published event says of a field that a conflict can be about."""
    if field == "addressLocality":
        return ((published["location"] or {}).get("address") or {}).get(field)
    return published.get(field)


def _as_told(published: Json, values: Json) -> Event | None:
    """Return the published event with what another page says of it.

    Where that page begins at another time its end is unknown; an hour at which the event ends
    says nothing where no hour is known at which it begins. None where the end would lie before
    a start that was corrected: when the page begins is not known here.
    """
    if "addressLocality" in values:
        values = {
            "location": {"address": {"addressLocality": values["addressLocality"]}},
            "otherLocations": [],
            "eventAttendanceMode": None,
            "eventStatus": None,
        }
    if values.get("startDate"):
        values = {"endDate": None, **values}
    told = {**published, **values}
    for end in (told["endDate"], str(told["endDate"])[:10]):
        with suppress(ModelError):
            return event_from_json({**told, "endDate": end})
    return None
