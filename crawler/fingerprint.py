"""Request fingerprints on an address's identity, so that Scrapy asks for no page twice."""

import hashlib

from scrapy import Request

from crawler.urls import identity


class IdentityFingerprinter:
    """For the Scrapy setting REQUEST_FINGERPRINTER_CLASS.

    A server that redirects an address to another spelling of itself (a session id put on, a
    cHash) would meet the filter on its own first request: such a hop counts as it is written.
    """

    def fingerprint(self, request: Request) -> bytes:
        """Return a hash of method, address and body."""
        key = identity(request.url)
        hops = request.meta.get("redirect_urls", ())
        if any(identity(hop) == key for hop in hops):
            key = f"{len(hops)} {request.url}"
        parts = (request.method.encode(), key.encode(), request.body)
        return hashlib.sha256(b"\0".join(parts)).digest()
