"""h-event and the older hCalendar (microformats.org): class names to nodes."""

import re
from typing import Any

from lxml.etree import XPath, _Element

from parsers.data.microdata import MAX_EVENTS, MAX_VALUES, date_value, elements, set_aside, text_of
from parsers.data.nodes import Json, Node

_ROOT = re.compile(r"(?<![\w-])(?:h-event|vevent)(?![\w-])")
_MARKED = XPath("//*[contains(@class, 'event')]")
_PROPERTIES = {
    "p-name": "name", "summary": "name",
    "dt-start": "startDate", "dtstart": "startDate",
    "dt-end": "endDate", "dtend": "endDate",
    "p-location": "location", "location": "location",
    "p-organizer": "organizer", "u-organizer": "organizer", "organizer": "organizer",
    "u-url": "url", "url": "url",
    "p-summary": "description", "description": "description", "e-content": "description",
}  # fmt: skip
_ADDRESS = {
    "p-name": "name", "fn": "name", "org": "name", "p-org": "name",
    "street-address": "streetAddress", "p-street-address": "streetAddress",
    "postal-code": "postalCode", "p-postal-code": "postalCode",
    "locality": "addressLocality", "p-locality": "addressLocality",
    "region": "addressRegion", "p-region": "addressRegion",
}  # fmt: skip


def read_microformats(root: _Element, markup: bytes) -> list[Node]:
    """Return the events that class names mark; looks at the tree only where `markup` has one."""
    if b"vevent" not in markup and b"h-event" not in markup:
        return []
    found: list[Node] = []
    for node in elements(_MARKED, root):
        if len(found) >= MAX_EVENTS:
            break
        if _is_root(node) and not set_aside(node):
            found.append(Node(json=_event(node), source="h-event"))
    return [node for node in found if node.json.get("startDate")]


def _classes(node: _Element) -> list[str]:
    return (node.get("class") or "").split() if isinstance(node.tag, str) else []


def _is_root(node: _Element) -> bool:
    names = node.get("class") if isinstance(node.tag, str) else None
    return bool(names) and _ROOT.search(names or "") is not None


def _event(top: _Element) -> Json:
    event: Json = {"@type": "Event"}
    waiting, left = list(reversed(top)), MAX_VALUES
    while waiting and left:
        node = waiting.pop()
        if _is_root(node):
            continue  # an event of its own
        for name in _classes(node):
            prop = _PROPERTIES.get(name)
            if prop is not None and prop not in event:
                left -= 1
                value = _value(node, prop)
                if value:
                    event[prop] = value
        waiting.extend(reversed(node))
    return event


def _value(node: _Element, prop: str) -> Any:
    if prop in ("startDate", "endDate"):
        parts = [_given(part) or text_of(part) for part in node.iter() if _is_value(part)]
        if parts:
            return "T".join(parts[:2])
        return date_value(_given(node), text_of(node))
    if prop == "url":
        return node.get("href") or ""
    return _place(node) if prop == "location" else text_of(node)


def _is_value(node: _Element) -> bool:
    """The value class pattern: date and clock in elements of their own."""
    return not {"value", "value-title"}.isdisjoint(_classes(node))


def _given(node: _Element) -> str:
    return node.get("datetime") or node.get("title") or node.get("value") or ""


def _place(node: _Element) -> Any:
    parts: Json = {}
    for inner in node.iter():
        for name in _classes(inner):
            if name in _ADDRESS:
                parts.setdefault(_ADDRESS[name], text_of(inner))
    if not parts:
        return text_of(node)
    return {"@type": "Place", "name": parts.pop("name", ""), "address": parts}
