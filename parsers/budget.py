"""How much of one page is read, so that no page takes long or much room; what is cut is reported.

The limits are far above what pages of this field hold: a year's calendar has some hundred entries.
"""

from typing import TypeVar

from model import Problem, ProblemKind
from parsers.page.document import Document, Role

MAX_BODY = 5_000_000
"""Bytes of the page."""
MAX_TEXT = 2_500_000
"""Characters of visible text."""
MAX_BLOCK = 50_000
"""Characters of one block."""
MAX_BLOCKS = 20_000
MAX_HEADING = 1_000
"""Characters of a title or heading: those above a date are looked at with each date."""
MAX_DATA = 2_000_000
"""Characters of JSON-LD."""
MAX_DATES = 2_500
MAX_PAIRS = 2_500
"""Labels with their values."""
MAX_CANDIDATES = 1_000
"""Possible events, before they are merged."""

T = TypeVar("T")


def fit(document: Document) -> None:
    """Cut text, blocks and data of `document` to what is read, and say so in its problems."""
    data = sum(map(len, document.data))
    if data > MAX_DATA:
        document.data = ()
        cut(document, f"its {data} characters of JSON-LD were not read")
    _fit_headings(document)
    count, length = len(document.blocks), len(document.text)
    if length > MAX_BLOCK and any(len(block.text) > MAX_BLOCK for block in document.blocks):
        _shorten(document)
    kept = document.blocks[:MAX_BLOCKS]
    while kept and kept[-1].end > MAX_TEXT:
        kept.pop()
    if len(kept) < count:
        document.blocks, document.text = kept, document.text[: kept[-1].end]
    if len(document.text) < length:
        read = f"{len(document.text)} characters in {len(kept)} blocks"
        cut(document, f"only {read} were read of its text")


def _fit_headings(document: Document) -> None:
    """Cut titles to their limit; a block that is longer heads nothing, whatever its element."""
    named = document.meta.get("og:title", "")
    if max(len(document.title), len(named)) > MAX_HEADING:
        document.title = document.title[:MAX_HEADING].rstrip()
        document.meta["og:title"] = named[:MAX_HEADING].rstrip()
        cut(document, f"only the first {MAX_HEADING} characters of its title were read")
    for block in document.blocks:
        if block.role is Role.HEADING and len(block.text) > MAX_HEADING:
            block.role, block.level = Role.PARAGRAPH, 0


def _shorten(document: Document) -> None:
    """Cut each block to its limit and set the text together anew."""
    position, texts = 0, []
    for block in document.blocks:
        block.text, block.start = block.text[:MAX_BLOCK].rstrip(), position
        texts.append(block.text)
        position += len(block.text) + 1
    document.text = "\n".join(texts)


def within(found: list[T], most: int, what: str, document: Document) -> list[T]:
    """Return the first `most` of what was found, and say so where there was more."""
    if len(found) <= most:
        return found
    cut(document, f"only the first {most} of its {what} were read")
    return found[:most]


def cut(document: Document, message: str) -> None:
    """Say in the problems of `document` what of the page was not read."""
    document.problems.append(
        Problem(kind=ProblemKind.TOO_LARGE, message=f"the page is too large: {message}")
    )
