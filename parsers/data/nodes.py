"""What all machine-readable layers of a page are turned into: objects in the words of schema.org.

`Data` holds them with the layer that they come from; reading their values is `events`' work.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

Json = dict[str, Any]
_EVENT_TYPE = re.compile(r"(?:^|[/:#])(?:\w*Event|Festival|Hackathon|CourseInstance|EventSeries)$")
_INSIDE = (
    "@graph", "itemListElement", "item", "mainEntity", "event", "events", "hasCourseInstance",
)  # fmt: skip
_PARTS = ("subEvent", "subEvents")
MAX_DEPTH = 8
MAX_NODES = 2000


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """One object of the page's data, and the event that it is a part of.

    `source` names its layer: json-ld, microdata, rdfa, h-event, feed, rest.
    """

    json: Json
    source: str
    whole: Json | None = None


@dataclass(slots=True, kw_only=True)
class Data:
    """All data of a page. `faults` says what could not be read or had to be mended."""

    nodes: list[Node] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)

    def events(self) -> list[Node]:
        """The nodes that are events."""
        return [node for node in self.nodes if is_event(node.json)]


def types_of(json: Json) -> list[str]:
    """Return the types of an object as written."""
    kinds = json.get("@type") or []
    return [str(kind) for kind in (kinds if isinstance(kinds, list) else [kinds])]


def is_event(json: Json) -> bool:
    """Return whether an object is a schema.org Event or one of its kinds."""
    return any(_EVENT_TYPE.search(kind) for kind in types_of(json))


def nodes_of(values: Iterable[Any], source: str) -> list[Node]:
    """Return all objects in nested data, references inside the data resolved."""
    all_nodes = (node for value in values for node in _flat(value, source, None, 0))
    found = list(islice(all_nodes, MAX_NODES))
    known = {
        str(node.json["@id"]): node.json
        for node in found
        if node.json.get("@id") and len(node.json) > 1
    }
    return [_resolved(node, known) for node in found]


def _flat(value: Any, source: str, whole: Json | None, depth: int) -> Iterator[Node]:
    if depth > MAX_DEPTH:
        return
    if isinstance(value, list):
        for item in value:
            yield from _flat(item, source, whole, depth + 1)
    elif isinstance(value, dict):
        yield Node(json=value, source=source, whole=whole)
        for key in _INSIDE:
            if key in value:
                yield from _flat(value[key], source, whole, depth + 1)
        for key in _PARTS:
            if key in value:
                yield from _flat(value[key], source, value, depth + 1)


def _resolved(node: Node, known: dict[str, Json]) -> Node:
    """The node with `{"@id": ...}` replaced by the object of that name."""
    changed: Json = {
        key: _named(node.json[key], known)
        for key in ("location", "organizer", "superEvent")
        if key in node.json
    }
    whole = node.whole
    above = changed.get("superEvent")
    if whole is None and isinstance(above, dict) and above.get("startDate"):
        whole = above
    if not changed:
        return node
    return Node(json={**node.json, **changed}, source=node.source, whole=whole)


def _named(value: Any, known: dict[str, Json]) -> Any:
    if isinstance(value, list):
        return [_named(item, known) for item in value]
    if isinstance(value, dict) and set(value) <= {"@id", "@type"}:
        return known.get(str(value.get("@id")), value)
    return value
