"""Packed answers (gzip, deflate, br, zstd; RFC 9110 section 8.4.1): what is broken is told.

Scrapy's middleware unpacks them, and stops at DOWNLOAD_MAXSIZE.
"""

from scrapy import Request
from scrapy.downloadermiddlewares.httpcompression import HttpCompressionMiddleware
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Response

from crawler.faults import UnpackError

MAX_CODINGS = 3
"""How often an answer may be packed; servers do it once, and each time costs up to the limit."""


class UnpackingMiddleware(HttpCompressionMiddleware):
    """Scrapy's middleware for packed answers, with a fault of its own for broken ones."""

    def process_response(  # type: ignore[override]  # Scrapy hands no spider any more
        self, request: Request, response: Response
    ) -> Request | Response:
        """Unpack the answer. Raises UnpackError, or IgnoreRequest where it gets too large."""
        sent = b",".join(response.headers.getlist("Content-Encoding")).decode("latin-1")
        codings = [coding.strip() for coding in sent.split(",") if coding.strip()]
        if len(codings) > MAX_CODINGS:
            raise UnpackError(f"is packed {len(codings)} times over")
        try:
            return super().process_response(request, response)
        except IgnoreRequest:
            raise
        except Exception as error:  # each coding has exceptions of its own
            raise UnpackError(f"cannot be unpacked ({', '.join(codings)})") from error
