"""Pages and documents for the parsers' tests; every page read here has its evidence checked."""

from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest

from model import Extraction, Organizer, Page, When
from parsers import Context, extract
from parsers.page.document import Document
from parsers.page.html import read_html
from parsers.page.plain import read_plain

TODAY = date(2026, 3, 2)
ADDRESS = "https://www.netzwerk-auenland.example/aktuell/seite"
ASSOCIATION = Organizer(name="Landesverband Ländliche Räume e. V.", alternate_name="LLR")
NETWORK = Organizer(name="Netzwerk Auenland", alternate_name="NAL")


@pytest.fixture
def context() -> Context:
    """A source in Sachsen-Anhalt that speaks of itself as "wir"."""
    return Context(
        today=TODAY,
        organizer=NETWORK,
        regions=("Sachsen-Anhalt",),
        known_organizations=(ASSOCIATION,),
    )


@pytest.fixture
def page_of() -> Callable[..., Page]:
    """Make a Page of text or bytes."""

    def make(
        body: str | bytes,
        *,
        url: str = ADDRESS,
        content_type: str = "text/html; charset=utf-8",
        published: str = "",
    ) -> Page:
        return Page(
            source_id="auenland",
            url=url,
            body=body.encode() if isinstance(body, str) else body,
            fetched_at=datetime(2026, 3, 2, 6, 30, tzinfo=UTC),
            content_type=content_type,
            published=published,
        )

    return make


@pytest.fixture
def sound() -> Callable[[Extraction], Extraction]:
    """Check what holds for every extraction: quotes at their offsets, only exact days published."""

    def check(extraction: Extraction) -> Extraction:
        spans = [found for event in extraction.events for found in event.evidence.values()]
        spans += [item.evidence for item in extraction.deadlines if item.evidence]
        for found in spans:
            if (found.start, found.end) != (0, 0):
                assert extraction.text[found.start : found.end] == found.quote, found
        for event in extraction.events:
            assert not (event.publish and type(event.when).__name__ != "When")
            assert "startDate" in event.evidence
            assert "name" in event.evidence
        return extraction

    return check


@pytest.fixture
def read(
    page_of: Callable[..., Page],
    context: Context,
    sound: Callable[[Extraction], Extraction],
) -> Callable[..., Extraction]:
    """Extract a page given as text or bytes, as on 2 March 2026."""

    def extraction(body: str | bytes, **how: str) -> Extraction:
        return sound(extract(page_of(body, **how), context))

    return extraction


@pytest.fixture
def html() -> Callable[[str], Document]:
    """Read HTML into a Document."""
    return lambda text: read_html(text, ADDRESS)


@pytest.fixture
def plain() -> Callable[[str], Document]:
    """Read plain text into a Document."""
    return lambda text: read_plain(text, ADDRESS)


@pytest.fixture
def rows() -> Callable[[Extraction], list[tuple[str, str, str | None, str]]]:
    """Name, start, end and town of each event, the times as they are written in ISO 8601."""

    def told(extraction: Extraction) -> list[tuple[str, str, str | None, str]]:
        found = []
        for event in extraction.events:
            assert isinstance(event.when, When)
            start, end = event.when.start.isoformat()[:16], event.when.end
            town = event.location.address_locality if event.location else ""
            found.append((event.name, start, end.isoformat()[:16] if end else None, town))
        return found

    return told
