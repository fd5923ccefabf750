"""How much of one page is read, so that no page takes long or much room; what is cut is reported.

The limits are far above what pages of this field hold: a year's calendar has some hundred entries.
"""

from typing import TypeVar

from model import Problem, ProblemKind
from parsers.page.document import Document

MAX_BODY = 5_000_000
"""Bytes of the page."""
MAX_TEXT = 2_500_000
"""Characters of visible text."""
MAX_BLOCK = 50_000
"""Characters of one block."""
MAX_BLOCKS = 20_000
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
