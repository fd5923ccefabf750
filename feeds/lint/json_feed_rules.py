"""Points 26 to 35 of the checklist: what a JSON Feed 1.1 file and its items must be, strictly."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from feeds.lint.atom_rules import rfc3339
from feeds.lint.feed_items import (
    LINK,
    Expected,
    FeedItem,
    Known,
    ReadFeed,
    item_findings,
    order_findings,
)
from feeds.lint.finding import Finding

_VERSION = "https://jsonfeed.org/version/1.1"
_FEED: Mapping[str, type] = {
    "version": str,
    "title": str,
    "home_page_url": str,
    "feed_url": str,
    "description": str,
    "language": str,
    "authors": list,
    "items": list,
}
_ITEM: Mapping[str, type] = {
    "id": str,
    "url": str,
    "external_url": str,
    "title": str,
    "summary": str,
    "content_html": str,
    "date_published": str,
    "date_modified": str,
    "authors": list,
    "tags": list,
    "language": str,
    "attachments": list,
}
_AUTHOR: Mapping[str, type] = {"name": str, "url": str, "avatar": str}
_ATTACHMENT: Mapping[str, type] = {
    "url": str,
    "mime_type": str,
    "title": str,
    "size_in_bytes": int,
}
_OPTIONAL = frozenset(("external_url", "summary", "authors", "attachments"))


def read_json_feed(data: bytes, expected: Expected, known: Known) -> ReadFeed:
    """Return the items of a JSON Feed file and what is wrong with it."""
    feed = _load(data)
    if not isinstance(feed, dict) or feed.get("version") != _VERSION:
        return ReadFeed(findings=(Finding(point=35, message="no JSON Feed 1.1"),))
    found = [*_typed(feed, _FEED, frozenset()), *_authors(feed.get("authors"))]
    if feed.get("feed_url") != (expected.self_url or feed.get("feed_url")):
        found.append((32, "feed_url is not the published address"))
    if feed.get("home_page_url") != (expected.page_url or feed.get("home_page_url")):
        found.append((32, "home_page_url is not the HTML page"))
    listed = feed.get("items")
    checked = [_known(item, known) for item in listed] if isinstance(listed, list) else []
    items = tuple(item for item, _ in checked)
    findings = [Finding(point=point, message=message) for point, message in found]
    findings += (finding for _, told in checked for finding in told)
    findings += order_findings(items, expected)
    return ReadFeed(items=items, findings=tuple(findings))


def lint_json_item(data: bytes) -> list[Finding]:
    """Return what is wrong with the bytes of one item object."""
    return list(_known(_load(data), Known())[1])


def _load(data: bytes) -> Any:
    try:
        return json.loads(data, object_pairs_hook=_once, parse_constant=_refuse)
    except (ValueError, RecursionError):
        return None


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a name stands twice in one object")
    return found


def _refuse(constant: str) -> Any:
    raise ValueError(f"{constant} is no JSON")


def _known(data: Any, known: Known) -> tuple[FeedItem, tuple[Finding, ...]]:
    key = repr(data)
    found = known.items.get(key)
    if found is None:
        if not isinstance(data, dict):
            finding = Finding(point=35, message="an item is no object")
            return FeedItem(id=""), (finding,)
        item = _item(data)
        own = (Finding(point=p, message=text, subject=item.id) for p, text in _rules(data))
        found = known.items[key] = item, (*own, *item_findings(item))
    return found


def _item(data: Mapping[str, Any]) -> FeedItem:
    event, deadline = _object(data, "_event"), _object(data, "_deadline")
    return FeedItem(
        id=_text(data, "id"),
        title=_text(data, "title"),
        link=_text(data, "url"),
        summary=_text(data, "summary"),
        content=_text(data, "content_html"),
        published=rfc3339(_text(data, "date_published")),
        updated=rfc3339(_text(data, "date_modified")),
        creator=", ".join(_text(author, "name") for author in _objects(data, "authors")),
        start=_text(event, "startDate") or _text(deadline, "date"),
        end=_text(event, "endDate"),
        has_place=bool(event.get("location")),
        has_organizer=bool(event.get("organizer")),
        files=tuple(
            (
                _text(file, "url"),
                size if isinstance(size := file.get("size_in_bytes"), int) else None,
            )
            for file in _objects(data, "attachments")
        ),
    )


def _rules(item: Mapping[str, Any]) -> Iterator[tuple[int, str]]:
    yield from _typed(item, _ITEM, _OPTIONAL)
    yield from _authors(item.get("authors", []))
    for name in ("date_published", "date_modified"):
        if rfc3339(_text(item, name)) is None:
            yield 28, f"{name} is no RFC 3339 date"
    if "external_url" in item and not LINK.fullmatch(_text(item, "external_url")):
        yield 30, "external_url is no absolute http(s) address"
    tags = item.get("tags")
    if isinstance(tags, list) and not (tags and all(isinstance(t, str) and t for t in tags)):
        yield 35, "tags are not texts"
    for file in item.get("attachments") or []:
        yield from _typed(file, _ATTACHMENT, frozenset(("title",)))
    for name, value in item.items():
        if name.startswith("_") and not isinstance(value, dict):
            yield 35, f"the extension {name[:20]!a} is no object"


def _typed(
    value: Any, fields: Mapping[str, type], optional: frozenset[str]
) -> Iterator[tuple[int, str]]:
    """Yield what an object has that the specification does not know, lacks, or has otherwise."""
    if not isinstance(value, dict):
        yield 35, "no object"
        return
    for name in value:
        if name not in fields and not name.startswith("_"):
            yield 35, f"{name[:20]!a} is not in the specification"
    for name, kind in fields.items():
        if name not in value:
            if name not in optional:
                yield 35, f"no {name}"
        elif not isinstance(value[name], kind) or isinstance(value[name], bool):
            yield 35, f"{name} is of a wrong type"
        elif kind is str and not value[name]:
            yield 35, f"{name} is empty"


def _authors(authors: Any) -> Iterator[tuple[int, str]]:
    for author in authors if isinstance(authors, list) else []:
        yield from _typed(author, _AUTHOR, frozenset(_AUTHOR))
        if isinstance(author, dict) and not _text(author, "name"):
            yield 31, "an author without a name"


def _text(data: Mapping[str, Any], name: str) -> str:
    value = data.get(name)
    return value if isinstance(value, str) else ""


def _object(data: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    value = data.get(name)
    return value if isinstance(value, dict) else {}


def _objects(data: Mapping[str, Any], name: str) -> list[Mapping[str, Any]]:
    value = data.get(name)
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []
