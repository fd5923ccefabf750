"""The rules of JSON Feed 1.1 (https://www.jsonfeed.org/version/1.1/), as strict as written there.

Each object is held against a table of its names: what it must have, what it may have, and of which
kind each value is. Other names must begin with an underscore.
"""

import re
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import urlsplit

VERSION = "https://jsonfeed.org/version/1.1"
_MOMENT = re.compile(
    r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)"
)  # RFC 3339, section 5.6

Kind = Callable[[Any], bool]
Table = dict[str, Kind]


def _text(value: Any) -> bool:
    return isinstance(value, str) and value != ""


def _url(value: Any) -> bool:
    return isinstance(value, str) and urlsplit(value).scheme in ("http", "https")


def _moment(value: Any) -> bool:
    return isinstance(value, str) and _MOMENT.fullmatch(value) is not None


def _flag(value: Any) -> bool:
    return isinstance(value, bool)


def _number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _each(kind: Kind) -> Kind:
    return lambda value: isinstance(value, list) and all(map(kind, value))


def _fits(table: Table, *required: str) -> Kind:
    return lambda value: not list(_faults("", value, table, required))


_AUTHOR = {"name": _text, "url": _url, "avatar": _url}
_ATTACHMENT = {
    "url": _url, "mime_type": _text, "title": _text, "size_in_bytes": _number,
    "duration_in_seconds": _number,
}  # fmt: skip
_BOTH = {"authors": _each(lambda author: author and _fits(_AUTHOR)(author)), "language": _text}
_FEED = _BOTH | {
    "version": lambda value: value == VERSION, "title": _text, "home_page_url": _url,
    "feed_url": _url, "description": _text, "user_comment": _text, "next_url": _url, "icon": _url,
    "favicon": _url, "expired": _flag, "hubs": _each(_fits({"type": _text, "url": _url})),
    "items": lambda value: isinstance(value, list),
}  # fmt: skip
_ITEM = _BOTH | {
    "id": _text, "url": _url, "external_url": _url, "title": _text, "content_html": _text,
    "content_text": _text, "summary": _text, "image": _url, "banner_image": _url,
    "date_published": _moment, "date_modified": _moment, "tags": _each(_text),
    "attachments": _each(_fits(_ATTACHMENT, "url", "mime_type")),
}  # fmt: skip


def faults(feed: Any) -> list[str]:
    """Return every breach of the rules, in words."""
    found = list(_faults("feed", feed, _FEED, ("version", "title", "items")))
    ids = []
    for number, item in enumerate(feed.get("items", [])):
        found += _faults(f"item {number}", item, _ITEM, ("id",))
        ids.append(item.get("id"))
        if not {"content_html", "content_text"} & set(item):
            found.append(f"item {number}: no content")
    if len(set(ids)) < len(ids):
        found.append("two items have one id")
    return found


def _faults(where: str, value: Any, table: Table, required: tuple[str, ...]) -> Iterator[str]:
    if not isinstance(value, dict):
        yield f"{where}: no object"
        return
    yield from (f"{where}: no {name}" for name in required if name not in value)
    for name, member in value.items():
        if name in table and not table[name](member):
            yield f"{where}: {name} must not be {member!r}"
        if name not in table and not name.startswith("_"):
            yield f"{where}: {name} is no name of JSON Feed"
