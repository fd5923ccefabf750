"""Conditional requests (RFC 9110 section 13) with the archive's validators, and hosts' dates.

Which page a 304 speaks of, and what is done with it, is the spider's matter.
"""

import re
from datetime import UTC, datetime, timedelta
from typing import Self

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.exceptions import NotConfigured
from scrapy.http import Response

from crawler.archive import Archive
from crawler.mail_dates import mail_date
from crawler.urls import canonical_url
from crawler.visit import WHOLE, Visit
from sources import host_of

_CODED = re.compile(rb"[-;:.]{1,2}(?:gzip|deflate|df|br|zstd)$", re.IGNORECASE)


class ConditionalMiddleware:
    """Sends the archive's validators (RFC 9110 section 13.1) with the requests of a crawl.

    A 304 that names another version than the one that was asked about is not believed: the page
    is asked for once more, without conditions.
    """

    def __init__(self, archive: Archive) -> None:
        self._archive = archive

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Build the middleware; without an archive there is nothing to compare with."""
        archive = crawler.settings.get("REGIORADAR_ARCHIVE")
        if archive is None:
            raise NotConfigured
        return cls(archive)

    def process_request(self, request: Request) -> None:
        """Set If-None-Match and If-Modified-Since, and drop what a redirect brought along."""
        request.headers.pop("If-None-Match", None)
        request.headers.pop("If-Modified-Since", None)
        visit = Visit.of(request)
        if visit is None or request.meta.get(WHOLE):
            return
        known = self._archive.validators(visit.source_id, canonical_url(request.url) or request.url)
        if known is not None and known.etag:
            request.headers["If-None-Match"] = known.etag
        if known is not None and known.last_modified:
            request.headers["If-Modified-Since"] = known.last_modified

    def process_response(self, request: Request, response: Response) -> Response | Request:
        """Ask again for a page whose 304 contradicts what was sent; tell what its clock says."""
        ahead = _clock_ahead(response)
        if ahead is not None:
            self._archive.heard(host_of(request.url), ahead)
        if response.status != 304 or not _contradicts(request, response):
            return response
        meta = {**request.meta, WHOLE: True}
        return request.replace(meta=meta, dont_filter=True)


def last_modified_of(response: Response) -> str:
    """Return the Last-Modified header; empty where the page may have changed since unnoticed.

    A date that is not before the answer's own (RFC 9110 section 8.8.2.2) cannot tell what the page
    was in the rest of that second, and that of a page made for each answer never can.
    """
    given = _header(response, "Last-Modified")
    changed, answered = mail_date(given), mail_date(_header(response, "Date"))
    if changed is None or answered is None or (changed.tzinfo is None) != (answered.tzinfo is None):
        return given
    return given if changed < answered else ""


def _clock_ahead(response: Response) -> timedelta | None:
    """Return by how much our clock is ahead of the host's (RFC 9110 section 6.6.1).

    None where the answer may come out of a cache: then its date is that of another moment.
    """
    if response.headers.get("Age") is not None:
        return None
    told = mail_date(_header(response, "Date"))
    if told is None:
        return None
    return datetime.now(UTC) - told.replace(tzinfo=told.tzinfo or UTC)


def _header(response: Response, name: str) -> str:
    return (response.headers.get(name) or b"").decode("latin-1")


def is_conditional(request: Request) -> bool:
    """Return whether a request may be answered with 304."""
    return any(request.headers.get(name) for name in ("If-None-Match", "If-Modified-Since"))


def _contradicts(request: Request, response: Response) -> bool:
    """Return whether a 304 tells of another version than that of the request.

    Entity tags are compared weakly and stand above the date (RFC 9110 sections 8.8.3.2, 13.1.3).
    """
    for sent, said in (("If-None-Match", "ETag"), ("If-Modified-Since", "Last-Modified")):
        asked, answered = request.headers.get(sent), response.headers.get(said)
        if asked and answered:
            return _weak(asked) != _weak(answered)
    return False


def _weak(validator: bytes) -> bytes:
    """A validator without what tells its codings apart: servers forget that in their 304."""
    return _CODED.sub(b"", validator.strip().removeprefix(b"W/").strip(b'"'))
