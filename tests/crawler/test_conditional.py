"""Conditional requests: what is sent, and which 304 is believed."""

from typing import Any

import pytest
from scrapy import Request
from scrapy.http import Response

from crawler.archive import SourceCrawl, Validators
from crawler.conditional import ConditionalMiddleware, is_conditional, last_modified_of
from crawler.visit import Visit
from model import Page, Problem

URL = "http://amt.localhost/termine"
DATE = "Mon, 05 Jan 2026 05:00:00 GMT"
LATER = "Mon, 05 Jan 2026 05:00:01 GMT"


class Known:
    """An archive that has these validators for every page."""

    def __init__(self, etag: str = "", last_modified: str = "") -> None:
        self._known = Validators(etag=etag, last_modified=last_modified)

    def validators(self, source_id: str, url: str) -> Validators | None:
        assert (source_id, url) == ("amt", URL)
        return self._known

    def page(self, *_: Any) -> Page | None:
        raise AssertionError("no page is needed here")

    def stands_in_place(self, *_: Any) -> Problem | None:
        raise AssertionError("nothing is read here")

    def heard(self, *_: Any) -> None:
        """What the host's clock says is no matter here."""

    def save_pages(self, *_: Any) -> None:
        raise AssertionError("nothing is saved here")

    def save_crawl(self, crawl: SourceCrawl) -> None:
        raise AssertionError("nothing is saved here")


def sent(middleware: ConditionalMiddleware, **meta: Any) -> Request:
    request = Request(URL, meta={**Visit(source_id="amt", url=URL).meta, **meta})
    middleware.process_request(request)
    return request


def test_what_is_known_is_sent() -> None:
    request = sent(ConditionalMiddleware(Known('W/"1"', DATE)))
    assert request.headers["If-None-Match"] == b'W/"1"'
    assert request.headers["If-Modified-Since"] == DATE.encode()
    assert is_conditional(request)
    assert not is_conditional(sent(ConditionalMiddleware(Known())))


def test_a_request_of_nobodys_is_left_alone() -> None:
    request = Request(URL, headers={"If-None-Match": '"old"'})
    ConditionalMiddleware(Known('"1"')).process_request(request)
    assert not is_conditional(request)


@pytest.mark.parametrize(
    ("known", "headers", "believed"),
    [
        (Known('"1"'), {}, True),
        (Known('"1"'), {"ETag": '"1"'}, True),
        (Known('"1"'), {"ETag": 'W/"1"'}, True),
        (Known('"1-gzip"'), {"ETag": '"1"'}, True),
        (Known('"1;br"'), {"ETag": '"1"'}, True),
        (Known('"1"'), {"ETag": '"2"'}, False),
        (Known('W/"1"'), {"ETag": 'W/"2"'}, False),
        (Known('"1"', DATE), {"ETag": '"1"', "Last-Modified": LATER}, True),
        (Known("", DATE), {"Last-Modified": DATE}, True),
        (Known("", DATE), {"Last-Modified": LATER}, False),
        (Known('"1"', DATE), {"Last-Modified": LATER}, False),
    ],
)
def test_a_304_of_another_version_is_not_believed(
    known: Known, headers: dict[str, str], believed: bool
) -> None:
    middleware = ConditionalMiddleware(known)
    request = sent(middleware)
    response = Response(URL, status=304, headers=headers)
    answer = middleware.process_response(request, response)
    assert (answer is response) is believed
    if isinstance(answer, Request):
        middleware.process_request(answer)
        assert not is_conditional(answer)
        assert answer.dont_filter
        assert middleware.process_response(answer, response) is response


def test_other_answers_pass() -> None:
    middleware = ConditionalMiddleware(Known('"1"'))
    response = Response(URL, headers={"ETag": '"2"'})
    assert middleware.process_response(sent(middleware), response) is response


@pytest.mark.parametrize(
    ("headers", "kept"),
    [
        ({"Last-Modified": DATE, "Date": LATER}, DATE),
        ({"Last-Modified": DATE, "Date": DATE}, ""),
        ({"Last-Modified": LATER, "Date": DATE}, ""),
        ({"Last-Modified": DATE}, DATE),
        ({"Last-Modified": "gestern", "Date": DATE}, "gestern"),
        ({}, ""),
    ],
)
def test_a_date_that_cannot_tell_is_not_kept(headers: dict[str, str], kept: str) -> None:
    assert last_modified_of(Response(URL, headers=headers)) == kept
