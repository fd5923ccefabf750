"""Texts, links and moments as they may leave the house: plain, cleaned once more, in UTC.

The model cleans at its boundary; this guards the last door. It lays nothing out.
"""

import html
import re
from datetime import UTC, datetime
from functools import lru_cache
from urllib.parse import urlsplit

from w3lib.url import safe_url_string

from model import clean_text, http_url

ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
"""A character reference of HTML, semicolon included ("Stadt&Region" has none)."""

TAG = re.compile(r"<[A-Za-z/!?][^<>]*>")
"""A tag, comment or declaration of HTML ("Kosten < 5 %" has none)."""

EMAIL = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}")
"""An e-mail address."""

EMAIL_NOTE = "[E-Mail-Adresse: siehe Quelle]"

_DANGLING = re.compile(r"<(?=[A-Za-z/!?])")
_LONGEST_TEXT = 10_000
_LONGEST_LINK = 2_000
_ROUNDS = 5


def plain(text: str, *, lines: bool = False) -> str:
    """Return `text` without markup, character references and e-mail addresses.

    References are read and tags dropped until none is left, so that doubly escaped markup does
    not come alive in a reader that decodes once more. With `lines` newlines are kept.
    """
    text = text[:_LONGEST_TEXT]
    for _ in range(_ROUNDS):
        before = text
        text = TAG.sub("", ENTITY.sub(lambda match: html.unescape(match.group()), text))
        text = clean_text(text, lines=lines)
        if text == before:
            break
    else:
        text = clean_text(TAG.sub(" ", ENTITY.sub(" ", text)), lines=lines)
    return EMAIL.sub(EMAIL_NOTE, _DANGLING.sub("< ", text))


def shorten(text: str, limit: int) -> str:
    """Return `text` in at most `limit` characters, cut after a word and marked with an ellipsis."""
    if len(text) <= limit:
        return text
    cut = text[: limit - 2]
    head, blank, _ = cut.rpartition(" ")
    return (head if blank and len(head) > limit // 2 else cut).rstrip(" ,;:–-\n") + " …"


def paragraphs(text: str, limit: int) -> list[str]:
    """Return the paragraphs of a text, made plain and cut to `limit` characters."""
    excerpt = shorten(plain(text, lines=True), limit)
    return [part for part in excerpt.split("\n") if part.strip()]


@lru_cache(maxsize=16_384)
def link(url: str) -> str:
    """Return `url` as an absolute ASCII http(s) address (RFC 3986), or "" where it is none.

    An address that carries a user name, a password or an e-mail address is none. Remembered: the
    same pages stand in every format.
    """
    address = http_url(url)
    if address is None:
        return ""
    try:
        address = http_url(safe_url_string(address))
        host = urlsplit(address or "").netloc
    except ValueError:
        return ""
    if address is None or not address.isascii() or len(address) > _LONGEST_LINK:
        return ""
    return "" if "@" in host or EMAIL.search(address) else address


def utc(moment: datetime) -> datetime:
    """Return the moment in UTC to the second. Raises ValueError where it has no zone."""
    if moment.utcoffset() is None:
        raise ValueError(f"{moment} has no time zone")
    return moment.astimezone(UTC).replace(microsecond=0)
