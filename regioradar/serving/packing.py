"""Content codings: which one a reader gets (RFC 9110 section 12.5.3), and the packed bytes."""

import gzip

import brotli
from werkzeug.datastructures import Accept

from regioradar.serving.files import Content

IDENTITY = "identity"
_WORTH_IT = 256
"""Fewer bytes are not packed: the headers weigh more."""


def coding(accepted: Accept) -> str:
    """The coding that the reader likes best; of equals the smaller one, plain where none fits."""
    plain = accepted.quality(IDENTITY) if IDENTITY in accepted.values() else 0
    liked = max(("br", "gzip"), key=lambda name: accepted.quality(name))
    quality = accepted.quality(liked)
    return liked if quality > 0 and quality >= plain else IDENTITY


def packed(content: Content, coding: str) -> bytes | None:
    """The bytes in this coding, the same at each call; None where they would not be fewer."""
    if coding == IDENTITY or len(content.body) < _WORTH_IT:
        return None
    if coding == "br":
        body = bytes(brotli.compress(content.body, quality=5))
    else:
        body = gzip.compress(content.body, compresslevel=6, mtime=0)
    return body if len(body) < len(content.body) else None
