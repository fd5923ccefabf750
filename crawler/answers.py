"""What a host's answer says of itself: its page, its address, what came of the visit.

Reads single answers; what follows from them is the spider's matter.
"""

from datetime import UTC, datetime

from scrapy import Request
from scrapy.http import Response

from crawler import faults
from crawler.archive import Visited
from crawler.conditional import last_modified_of
from crawler.markup import looks_like_html, read_html
from crawler.urls import canonical_url, identity
from crawler.visit import Visit
from model import Page, Verdict


def asked_for(request: Request) -> str:
    """Return the address that a request began with, before any redirect."""
    return str(request.meta.get("redirect_urls", [request.url])[0])


def page_of(response: Response, visit: Visit) -> Page:
    """Return the page that an answer holds, fetched now."""
    url = _spelled(response)
    asked = asked_for(response.request) if response.request else url
    return Page(
        source_id=visit.source_id,
        url=url,
        requested_url="" if canonical_url(asked) == url else asked,
        body=response.body,
        fetched_at=datetime.now(UTC),
        status=response.status,
        content_type=faults.content_type_of(response),
        etag=(response.headers.get("ETag") or b"").decode("latin-1"),
        last_modified=last_modified_of(response),
        published=visit.published,
        role=visit.kind,
    )


def visited_of(response: Response, visit: Visit, verdict: Verdict, message: str = "") -> Visited:
    """Return what came of a visit that was answered."""
    url = canonical_url(response.url) or response.url
    asked = asked_for(response.request) if response.request else url
    return Visited(
        url=asked,
        verdict=verdict,
        role=visit.kind,
        entry=visit.entry,
        at=datetime.now(UTC),
        status=response.status,
        message=message,
        location="" if canonical_url(asked) == url else url,
        size=len(response.body),
        seconds=response.meta.get("download_latency", 0.0) if response.request else 0.0,
    )


def headers_of(response: Response) -> dict[str, str]:
    """Return the headers of an answer, their names in lower case.

    Bytes beyond ASCII are taken as Latin-1 (RFC 9110 section 5.5), be they what they may.
    """
    return {
        name.decode("latin-1").lower(): b",".join(values).decode("latin-1")
        for name, values in response.headers.items()
    }


def _spelled(response: Response) -> str:
    """Return the address of an answer; of two spellings the one that the page calls its own.

    A page with a `cHash` in its address keeps one name, whichever list it was found by.
    """
    url = canonical_url(response.url) or response.url
    plain = identity(url)
    if plain == url or not looks_like_html(faults.content_type_of(response), response.body):
        return url
    html = read_html(response.body, faults.content_type_of(response), url)
    links = html.links() if html is not None else ()
    own = (html.address(e) for e in links if html and (e.get("rel") or "").lower() == "canonical")
    return plain if plain in own else url
