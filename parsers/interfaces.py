"""JSON as a page: The Events Calendar's interface, WordPress posts, JSON Feed, bare JSON-LD."""

import json
from typing import Any

from model import Extraction, Organizer, Page, ProblemKind, clean_text, http_url
from parsers.data.entries import Entry, Reader, news_of_entries, read_entries, refused
from parsers.data.nodes import Json, is_event, nodes_of
from parsers.days.moments import stated
from parsers.page.charset import decode
from parsers.page.fragments import plain_text

MAX_TEXT = 500
_LOCAL_ZONES = ("Europe/Berlin", "UTC")
"""The Events Calendar says "UTC+0" where nobody has set a zone; its times are local then too."""


def is_json(page: Page) -> bool:
    """Return whether the page is JSON, by its type or because it looks and reads like it."""
    kind = page.content_type.partition(";")[0].lower()
    if "json" in kind:
        return True
    opens = page.body.lstrip()[:1] in (b"{", b"[")
    return "html" not in kind and opens and json_value(page) is not None


def read_json(page: Page, read: Reader, organization: Organizer | None) -> Extraction:
    """Return the events or the news of a JSON page; what is neither has a named problem."""
    value = json_value(page)
    if value is None:
        return refused(ProblemKind.MALFORMED, "the page says that it is JSON and is not")
    stated_events = _calendar_events(value)
    if stated_events is not None:
        entries = [_calendar_entry(item) for item in stated_events if _public(item)]
        return read_entries([e for e in entries if e.title], page, read, source="rest")
    if isinstance(value, dict) and "jsonfeed.org" in str(value.get("version")):
        items = [_feed_entry(item) for item in value.get("items") or () if isinstance(item, dict)]
        return news_of_entries(items, organization, clean_text(str(value.get("title") or "")))
    posts = [item for item in _several(value) if _is_post(item)]
    if posts:
        return news_of_entries([_post(item) for item in posts], organization, "")
    events = [node.json for node in nodes_of([value], "json-ld") if is_event(node.json)]
    if events:
        entries = [Entry(title=_text(e.get("name")), url=_url(e), given=e) for e in events]
        return read_entries([e for e in entries if e.title], page, read, source="json-ld")
    message = value.get("message") if isinstance(value, dict) else None
    reason = f": {clean_text(message)[:200]}" if isinstance(message, str) else ""
    return refused(ProblemKind.STRUCTURED_DATA, f"JSON in which no events are known{reason}")


def json_value(page: Page) -> Any:
    """Return what the page holds as JSON; None where it holds none."""
    text, _ = decode(page.body, page.content_type)
    try:
        return json.loads(text.lstrip("\ufeff"), strict=False)
    except (ValueError, RecursionError):
        return None


def _several(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _text(value: Any) -> str:
    """A text of WordPress: a string, or an object with the `rendered` one."""
    if isinstance(value, dict):
        value = value.get("rendered")
    return clean_text(plain_text(value[:MAX_TEXT])) if isinstance(value, str) else ""


def _markup(value: Any) -> str:
    if isinstance(value, dict):
        value = value.get("rendered")
    return value if isinstance(value, str) else ""


def _url(item: Json) -> str:
    return http_url(str(item.get("url") or item.get("link") or "")) or ""


def _day(value: Any) -> str:
    moment = stated(value)
    return moment.day.isoformat() if moment is not None else ""


def _calendar_events(value: Any) -> list[Json] | None:
    """The events of The Events Calendar's answer, a list or a single one; None if it is none."""
    if not isinstance(value, dict):
        return None
    listed = value.get("events") if isinstance(value.get("events"), list) else [value]
    events = [item for item in listed or () if isinstance(item, dict) and "start_date" in item]
    return events if events or value.get("events") == [] else None


def _public(item: Json) -> bool:
    return item.get("status") in (None, "", "publish")


def _calendar_entry(item: Json) -> Entry:
    place: list[Json] = [_venue(v) for v in _several(item.get("venue")) if isinstance(v, dict)]
    if item.get("is_virtual") is True:
        place.append({"@type": "VirtualLocation"})
    who = [o.get("organizer") for o in _several(item.get("organizer")) if isinstance(o, dict)]
    given = {
        "@type": "Event",
        "name": _text(item.get("title")),
        "startDate": _time(item, "start_date"),
        "endDate": _time(item, "end_date"),
        "url": _url(item),
        "location": place,
        "organizer": who,
        "eventStatus": item.get("event_status"),
        "description": _markup(item.get("description")),
        "identifier": str(item.get("global_id") or item.get("id") or ""),
    }
    return Entry(
        title=_text(item.get("title")),
        url=_url(item),
        markup=_markup(item.get("description")),
        published=_day(item.get("date")),
        given=given,
    )


def _time(item: Json, field: str) -> str:
    """A day, or the local time; of an event in another zone the time in UTC."""
    text = str(item.get(field) or "")
    if item.get("all_day") is True:
        return text[:10]
    zone = str(item.get("timezone") or "")
    utc = item.get(f"utc_{field}")
    abroad = bool(zone) and not zone.startswith(_LOCAL_ZONES)
    return f"{utc}Z" if abroad and isinstance(utc, str) else text


def _venue(venue: Json) -> Json:
    return {
        "@type": "Place",
        "name": _text(venue.get("venue")),
        "address": {
            "streetAddress": _text(venue.get("address")),
            "postalCode": str(venue.get("zip") or ""),
            "addressLocality": _text(venue.get("city")),
            "addressCountry": _text(venue.get("country")),
        },
    }


def _is_post(item: Any) -> bool:
    """A post of WordPress (`/wp-json/wp/v2/posts`); other types hold no news."""
    return isinstance(item, dict) and item.get("type") == "post" and "link" in item


def _post(item: Json) -> Entry:
    return Entry(
        title=_text(item.get("title")),
        url=_url(item),
        markup=_markup(item.get("excerpt")) or _markup(item.get("content")),
        published=_day(item.get("date")),
    )


def _feed_entry(item: Json) -> Entry:
    return Entry(
        title=_text(item.get("title")),
        url=_url(item),
        markup=_markup(item.get("content_html")) or _markup(item.get("summary")),
        published=_day(item.get("date_published")),
    )
