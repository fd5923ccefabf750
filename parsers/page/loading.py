"""Bytes to a Document: decoded, parsed as what they are, cut to what is read. Judges nothing."""

import re

from model import Page
from parsers.budget import MAX_BODY, cut, fit
from parsers.page.charset import decode
from parsers.page.document import Document
from parsers.page.html import read_html
from parsers.page.plain import read_plain

_MARKED = re.compile(
    r"\s*(?:<!--.{0,500}?-->\s*)?<(?:!doctype|html|\?xml|head|body|div)", re.IGNORECASE | re.DOTALL
)


def document_of(page: Page) -> Document:
    """Read an HTML page, or one of plain text. Never raises; faults are in its problems."""
    body = page.body[:MAX_BODY]
    text, problems = decode(body, page.content_type)
    kind = page.content_type.partition(";")[0].strip().lower()
    marked = _MARKED.match(text)
    if "html" in kind or "xml" in kind or (marked and kind != "text/plain"):
        document = read_html(text, page.url)
    else:
        document = read_plain(text, page.url)
    document.problems = [*problems, *document.problems]
    if len(page.body) > MAX_BODY:
        cut(document, f"only the first {MAX_BODY} bytes of {len(page.body)} were read")
    fit(document)
    return document
