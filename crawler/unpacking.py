"""Packed answers (gzip, deflate, br, zstd; RFC 9110 section 8.4.1): what is broken is told.

Scrapy's middleware unpacks them, and stops at DOWNLOAD_MAXSIZE. It takes what there is of one that
breaks off; a page that may lack half of its events is none.
"""

import sys
import zlib

import brotli
from scrapy import Request
from scrapy.downloadermiddlewares.httpcompression import HttpCompressionMiddleware
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Response

from crawler.faults import BrokenOffError, UnpackError

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

_PIECE = 64 * 1024

MAX_CODINGS = 3
"""How often an answer may be packed; servers do it once, and each time costs up to the limit."""


class UnpackingMiddleware(HttpCompressionMiddleware):
    """Scrapy's middleware for packed answers, with a fault of its own for broken ones."""

    def process_response(  # type: ignore[override]  # Scrapy hands no spider any more
        self, request: Request, response: Response
    ) -> Request | Response:
        """Unpack the answer.

        Raises UnpackError, BrokenOffError, or IgnoreRequest where it gets too large.
        """
        sent = b",".join(response.headers.getlist("Content-Encoding")).decode("latin-1")
        codings = [coding.strip() for coding in sent.split(",") if coding.strip()]
        if len(codings) > MAX_CODINGS:
            raise UnpackError(f"is packed {len(codings)} times over")
        try:
            unpacked = super().process_response(request, response)
        except IgnoreRequest:
            raise
        except Exception as error:  # each coding has exceptions of its own
            raise UnpackError(f"cannot be unpacked ({', '.join(codings)})") from error
        if isinstance(unpacked, Request) or len(codings) != 1 or not response.body:
            return unpacked
        if not is_whole(codings[0].lower(), response.body, len(unpacked.body)):
            raise BrokenOffError
        return unpacked


def is_whole(coding: str, body: bytes, size: int) -> bool:
    """Return whether a body packed by `coding` has its end; `size` is that of what was in it.

    True for codings that do not tell, and where something else stands behind the end.
    """
    if coding in ("gzip", "x-gzip"):
        # RFC 1952 section 2.3.1: the last four bytes are the size. Else there is more behind it.
        return int.from_bytes(body[-4:], "little") == size or _gzip_ends(body)
    if coding == "br":
        reader = brotli.Decompressor()
        piece = reader.process(body, output_buffer_limit=_PIECE)
        while piece and not reader.is_finished():
            piece = reader.process(b"", output_buffer_limit=_PIECE)
        return bool(reader.is_finished())
    if coding == "zstd":
        frame = zstd.ZstdDecompressor()
        piece = frame.decompress(body, _PIECE)
        while piece and not frame.eof:
            piece = frame.decompress(b"", _PIECE)
        return frame.eof
    return True


def _gzip_ends(body: bytes) -> bool:
    """Return whether each of the members that stand one behind the other has its end."""
    while body.startswith(b"\x1f\x8b"):
        member = zlib.decompressobj(wbits=31)
        while not member.eof:
            try:
                piece = member.decompress(body, _PIECE)
            except zlib.error:
                return False
            body = member.unconsumed_tail
            if not piece and not member.eof:
                return False
        body = member.unused_data
    return True
