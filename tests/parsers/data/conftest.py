"""Pages with blocks of JSON-LD, and the events in them."""

from collections.abc import Callable

import pytest

from parsers.candidate import Candidate
from parsers.data import data_candidates, data_of
from parsers.page.document import Document


@pytest.fixture
def with_data(html: Callable[[str], Document]) -> Callable[..., Document]:
    """Make a document with blocks of JSON-LD in its head, after other elements."""

    def make(*data: str, head: str = "") -> Document:
        scripts = "".join(f'<script type="application/ld+json">{text}</script>' for text in data)
        return html(f"<html><head>{head}{scripts}</head><body><p>Text</p></body></html>")

    return make


@pytest.fixture
def events(with_data: Callable[..., Document]) -> Callable[..., list[Candidate]]:
    """Read the events of a document with these blocks of JSON-LD."""

    def read(*data: str) -> list[Candidate]:
        document = with_data(*data)
        return data_candidates(data_of(document), document, [], None)

    return read
