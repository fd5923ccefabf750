"""The reading of a page that all rules work on: visible text, blocks, links, embedded data.

Offsets point into `Document.text`. This module holds the records; `html` and `plain` fill them.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from urllib.parse import urljoin

from model import Problem, http_url


class Role(StrEnum):
    """What a block is on the page."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"
    CELL = "cell"
    TERM = "term"
    DETAIL = "detail"


class Region(StrEnum):
    """Where a block stands. Events are read in MAIN; ASIDE may hold labelled facts."""

    MAIN = "main"
    ASIDE = "aside"
    RELATED = "related"
    CHROME = "chrome"


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A link in a block: its text and its address as written."""

    text: str
    href: str


@dataclass(slots=True, kw_only=True)
class Block:
    """A run of visible text between two block boundaries.

    `start`/`end` are offsets into the document's text. `level` is 1-6 for headings. `row` and
    `column` number table cells. `path` holds the serial numbers of the enclosing elements from
    the outside in, `shapes` their tag and first class, for finding repeated structure. `labelled`
    says that the block begins with an emphasised run of that many characters.
    """

    text: str
    start: int
    role: Role
    region: Region = Region.MAIN
    level: int = 0
    row: int = 0
    column: int = 0
    labelled: int = 0
    links: tuple[Link, ...] = ()
    times: tuple[str, ...] = ()
    hints: frozenset[str] = frozenset()
    path: tuple[int, ...] = ()
    shapes: tuple[str, ...] = ()

    @property
    def end(self) -> int:
        """The offset just after the block."""
        return self.start + len(self.text)


@dataclass(slots=True, kw_only=True)
class Document:
    """One page, read once. `data` holds the texts of its JSON-LD scripts."""

    text: str
    blocks: list[Block]
    url: str = ""
    base: str = ""
    title: str = ""
    meta: dict[str, str] = field(default_factory=dict)
    data: tuple[str, ...] = ()
    calendar_links: tuple[str, ...] = ()
    problems: list[Problem] = field(default_factory=list)
    is_html: bool = False

    def absolute(self, href: str) -> str:
        """Return the absolute http(s) address that `href` means on this page, or "" ."""
        try:
            return http_url(urljoin(self.base or self.url, href)) or ""
        except ValueError:
            return ""

    def main(self) -> Iterator[Block]:
        """The blocks of the page's own content."""
        return (block for block in self.blocks if block.region is Region.MAIN)

    def facts(self) -> Iterator[Block]:
        """The blocks that may hold labelled facts: content and sidebar."""
        return (block for block in self.blocks if block.region in (Region.MAIN, Region.ASIDE))
