"""Where the pages of an event disagree: what another one says of its time, place or host.

Says it in the words of the published event; which telling is believed is decided elsewhere.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from feeds import words
from feeds.origin import Origin, page_origin
from feeds.publishable import plain, shorten
from model import Event, EventStatus, ModelError, StoredEvent
from model.schema_org import Json, event_from_json, event_to_json

_LONGEST = 200


class Topic(StrEnum):
    """What a telling is about, as the sentence names it."""

    WHEN = "zum Termin"
    WHERE = "zum Ort"
    WHO = "zum Veranstalter"
    NAME = "zum Titel"
    STATUS = "zum Stand"


PLANS = (Topic.WHEN, Topic.WHERE)
"""What readers plan by, and so what every feed tells."""

_STATUS = {
    EventStatus.SCHEDULED: "findet statt",
    EventStatus.CANCELLED: "abgesagt",
    EventStatus.POSTPONED: "verschoben, neuer Termin noch offen",
    EventStatus.RESCHEDULED: "verschoben",
    EventStatus.MOVED_ONLINE: "findet online statt",
}


def _when(event: Event) -> str:
    return words.when_words(event.when) if event.when else ""


_WORDS: Mapping[Topic, Callable[[Event], str]] = {
    Topic.WHEN: _when,
    Topic.WHERE: words.place,
    Topic.WHO: words.organizers,
    Topic.NAME: lambda event: plain(event.name),
    Topic.STATUS: lambda event: _STATUS[event.status],
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


def other_tellings(
    stored: StoredEvent, names: Mapping[str, str], topics: Collection[Topic] = tuple(Topic)
) -> list[OtherTelling]:
    """Return what other pages say otherwise, by topic and then in the order of the conflicts.

    Only what can be read in other words: "Halle" beside "Halle (Saale)" is another place only if
    their lines differ. The same telling of one source is told once.
    """
    event = stored.event
    others = list(_others(stored, names))
    found: dict[tuple[Topic, str, str], OtherTelling] = {}
    for topic in (topic for topic in Topic if topic in topics):
        told = _WORDS[topic](event)
        for origin, other in others:
            text = shorten(_WORDS[topic](other), _LONGEST)
            if text and text != told:
                telling = OtherTelling(topic=topic, text=text, origin=origin)
                found.setdefault((topic, origin.name, text), telling)
    return list(found.values())


def _others(stored: StoredEvent, names: Mapping[str, str]) -> Iterator[tuple[Origin, Event]]:
    """Yield the event as each page with a conflict tells it."""
    told: dict[tuple[str, str], Json] = defaultdict(dict)
    for conflict in stored.conflicts:
        told[conflict.source_id, conflict.page_url][conflict.field] = conflict.value
    published = event_to_json(stored.event)
    for (source_id, page_url), values in told.items():
        origin = page_origin(source_id, page_url, names)
        if origin is not None:
            yield origin, _as_told(published, values)


def _as_told(published: Json, values: Json) -> Event:
    """Return the published event with another page's values; its end only where it still fits."""
    if values.get("startDate"):
        values = {"coarse": None, **values}
    try:
        return event_from_json({**published, **values})
    except ModelError:
        return event_from_json({**published, "endDate": None, **values})
