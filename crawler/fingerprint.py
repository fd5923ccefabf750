"""Request fingerprints on an address's identity, so that Scrapy asks for no page twice."""

import hashlib

from scrapy import Request

from crawler.urls import identity
from crawler.visit import Visit


class IdentityFingerprinter:
    """For the Scrapy setting REQUEST_FINGERPRINTER_CLASS.

    A server that redirects an address to another spelling of itself (a session id put on, a
    cHash) would meet the filter on its own first request: such a hop counts as it is written. What
    an entry or a page of its list is redirected to is asked for in any case: it may have come as
    a page behind another list, whose own links were not followed.
    """

    def fingerprint(self, request: Request) -> bytes:
        """Return a hash of method, address and body."""
        key = identity(request.url)
        hops = request.meta.get("redirect_urls", ())
        if any(identity(hop) == key for hop in hops):
            key = f"{len(hops)} {request.url}"
        visit = Visit.of(request)
        if hops and visit is not None and not visit.depth:
            key = f"{hops[0]} {key}"
        parts = (request.method.encode(), key.encode(), request.body)
        return hashlib.sha256(b"\0".join(parts)).digest()
