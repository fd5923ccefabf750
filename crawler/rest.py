"""Lists as JSON: what they name, and how they go on.

The Events Calendar's interface, WordPress posts, JSON Feed 1.1. The pages themselves are read by
the parsers; here only their addresses count.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from crawler.urls import join
from crawler.xml_links import MOST_ITEMS


@dataclass(frozen=True, slots=True, kw_only=True)
class RestPage:
    """One page of a list as JSON.

    `items` are the addresses of its items, canonical, 5,000 at most. `complete` says that the data
    are what an event's own page would give, so that no item need be fetched. `next_page` is empty
    at the end.
    """

    items: tuple[str, ...]
    complete: bool
    next_page: str = ""


def read_rest(body: bytes, url: str, headers: Mapping[str, str]) -> RestPage | None:
    """Return what a page of a REST interface names; None if it is no list that is known.

    `url` is the page's own address, `headers` those of the answer in lower case: WordPress tells
    the number of pages in `x-wp-totalpages`. The next page's address is ours with its number
    counted up, for what the interfaces name holds the time of the request and never comes again.
    """
    try:
        value = json.loads(body)
    except (ValueError, RecursionError):
        return None
    if isinstance(value, dict) and isinstance(value.get("events"), list):
        following = _counted_up(url) if value.get("next_rest_url") else ""
        return _page(value["events"], url, "url", complete=True, next_page=following)
    if isinstance(value, dict) and "jsonfeed.org" in str(value.get("version")):
        following = join(url, str(value.get("next_url") or "")) or ""
        return _page(value.get("items"), url, "url", complete=False, next_page=following)
    if isinstance(value, list) and all(isinstance(post, dict) for post in value):
        pages = headers.get("x-wp-totalpages", "")
        more = pages.isdecimal() and _number(url) < int(pages)
        following = _counted_up(url) if more or 'rel="next"' in headers.get("link", "") else ""
        return _page(value, url, "link", complete=False, next_page=following)
    return None


def _page(items: Any, url: str, key: str, *, complete: bool, next_page: str) -> RestPage:
    listed = items if isinstance(items, list) else []
    named = (join(url, str(item.get(key) or "")) for item in listed if isinstance(item, dict))
    return RestPage(
        items=tuple(islice(dict.fromkeys(address for address in named if address), MOST_ITEMS)),
        complete=complete,
        next_page=next_page,
    )


def _number(url: str) -> int:
    number = dict(parse_qsl(urlsplit(url).query)).get("page", "1")
    return int(number) if number.isdecimal() and len(number) < 6 else 1


def _counted_up(url: str) -> str:
    parts = urlsplit(url)
    pairs = [pair for pair in parse_qsl(parts.query, keep_blank_values=True) if pair[0] != "page"]
    query = urlencode(sorted([*pairs, ("page", str(_number(url) + 1))]), safe="/")
    return urlunsplit(parts._replace(query=query))
