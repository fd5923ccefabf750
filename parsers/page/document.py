"""The reading of a page that all rules work on: visible text, blocks, links, embedded data.

Offsets point into `Document.text`. This module holds the records; `html` and `plain` fill them.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, NamedTuple
from urllib.parse import urljoin

from lxml.etree import _Element

from model import Problem, http_url, without_tracking
from parsers.page.facts import Label


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


class Link(NamedTuple):
    """A link in a block: its text and its address as written."""

    text: str
    href: str


class Mark(NamedTuple):
    """A run within a block whose element says what it holds; offsets are in the block's text.

    `label` comes from its class names, `moment` is the machine's form of a time element, as
    written ("" where it has none).
    """

    start: int
    end: int
    label: Label | None
    moment: str


class Box:
    """An element of the page that forms blocks, with what all blocks in it share.

    `serial` numbers the boxes in the order of the page, `shape` is the tag and its first class
    without a digit.
    `row` and `column` number table cells, `cells` counts those of a row so far. `in_main` says
    that the box lies in what the page marks as its main content. `field` is what the innermost
    telling class name or itemprop says that it holds. `element` is the element itself.
    """

    __slots__ = ("_path", "cells", "column", "element", "field", "hints", "in_main", "level",
                 "parent", "region", "role", "row", "serial", "shape")  # fmt: skip

    def __init__(
        self, parent: "Box | None", serial: int, shape: str, element: _Element | None = None
    ) -> None:
        self.parent, self.serial, self.shape, self.element = parent, serial, shape, element
        self._path: tuple[Box, ...] | None = None
        self.cells = 0
        if parent is None:
            self.region: Region | None = None
            self.role, self.level, self.in_main = Role.PARAGRAPH, 0, False
            self.row = self.column = 0
            self.hints: frozenset[str] = frozenset()
            self.field: Label | None = None
        else:
            self.region, self.role, self.in_main = parent.region, parent.role, parent.in_main
            self.level, self.row, self.column = parent.level, parent.row, parent.column
            self.hints, self.field = parent.hints, parent.field

    @property
    def path(self) -> tuple["Box", ...]:
        """The boxes around this one from the outside in, this one last."""
        if self._path is None:
            outer = () if self.parent is None else self.parent.path
            self._path = (*outer, self)
        return self._path


@dataclass(slots=True)
class Block:
    """A run of visible text between two block boundaries.

    `start`/`end` are offsets into the document's text. `level` is 1-6 for headings. `labelled`
    says that the block begins with an emphasised run of that many characters, `marks` are the runs
    in it that say what they hold. `box` is the element that it stands in; flat text has none.
    """

    text: str
    start: int
    role: Role
    region: Region = Region.MAIN
    level: int = 0
    labelled: int = 0
    links: tuple[Link, ...] = ()
    marks: tuple[Mark, ...] = ()
    hints: frozenset[str] = frozenset()
    box: Box | None = None

    @property
    def end(self) -> int:
        """The offset just after the block."""
        return self.start + len(self.text)

    @property
    def field(self) -> Label | None:
        """What the class names around the block say that it holds."""
        return self.box.field if self.box is not None else None

    @property
    def row(self) -> int:
        """The number of the table row on the page, from 1; 0 outside of tables."""
        return self.box.row if self.box is not None else 0

    @property
    def column(self) -> int:
        """The number of the cell in its row, from 1; 0 outside of tables."""
        return self.box.column if self.box is not None else 0

    @property
    def path(self) -> tuple[int, ...]:
        """The serial numbers of the elements around the block, from the outside in."""
        return tuple(box.serial for box in self.box.path) if self.box is not None else ()

    @property
    def shapes(self) -> tuple[str, ...]:
        """Tag and first class of the elements of `path`."""
        return tuple(box.shape for box in self.box.path) if self.box is not None else ()


@dataclass(slots=True, kw_only=True)
class Document:
    """One page, read once. `data` holds the texts of its JSON-LD scripts.

    `root` is the parsed tree and `markup` the UTF-8 that it was parsed from. `given` are objects in
    the words of schema.org that came with the page from elsewhere, each with its source's name.
    """

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
    root: _Element | None = None
    markup: bytes = b""
    given: tuple[tuple[str, dict[str, Any]], ...] = ()

    def absolute(self, href: str) -> str:
        """Return the absolute http(s) address that `href` means on this page, or "" .

        Session ids and tracking parameters are gone.
        """
        try:
            address = http_url(urljoin(self.base or self.url, href))
            return without_tracking(address) if address else ""
        except ValueError:
            return ""

    def main(self) -> Iterator[Block]:
        """The blocks of the page's own content."""
        return (block for block in self.blocks if block.region is Region.MAIN)

    def facts(self) -> Iterator[Block]:
        """The blocks that may hold labelled facts: content and sidebar."""
        return (block for block in self.blocks if block.region in (Region.MAIN, Region.ASIDE))
