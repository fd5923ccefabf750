"""The walk over the parsed tree of a page: its visible text as blocks, with all that marks them.

Navigation, consent text and footers are left out unless they are asked for. Every page goes
through here, so the walk asks lxml for as little as it can: a call on an element costs more than
what is done with the answer.
"""

import re

from lxml.etree import _Element

from model import clean_text
from parsers.budget import MAX_BLOCKS
from parsers.page.document import Block, Box, Link, Mark, Region, Role
from parsers.page.facts import Label
from parsers.page.markup import (
    PLAIN,
    Look,
    asks,
    heads_a_section,
    holds_content,
    is_invisible,
    look_of,
)
from parsers.page.runs import BREAK, folded, shown, stuck

_SKIP, _BLOCK, _LINEBREAK = 1, 2, 3
_KINDS = {
    **dict.fromkeys(
        "script style template noscript head svg math iframe object select textarea button canvas "
        "audio video map input del s strike".split(),  # what is struck out holds no more
        _SKIP,
    ),
    **dict.fromkeys(
        "address article aside blockquote body center dd details dialog div dl dt fieldset "
        "figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr legend li main nav ol p pre "
        "section summary table tbody td tfoot th thead tr ul".split(),
        _BLOCK,
    ),
    "br": _LINEBREAK,
}
"""What an element is to the walk; all others stand in a line."""
_ROLES = {
    **{f"h{level}": Role.HEADING for level in range(1, 7)},
    "li": Role.ITEM,
    "td": Role.CELL,
    "th": Role.CELL,
    "dt": Role.TERM,
    "dd": Role.DETAIL,
}
_KEEPS_ROLE = frozenset(("p", "div"))
_CELLS = frozenset(("td", "th"))
_BESIDE = (Region.ASIDE, Region.RELATED)
_PLACES = frozenset(("main", "nav", "dialog", "header", "footer", "aside", "fieldset"))
"""Elements that say by themselves where on the page they lie."""
_EMPHASIS = frozenset(("b", "strong", "em", "label"))
_TYPOGRAPHY = frozenset(("b", "i", "em", "strong", "u", "sub", "sup", "font", "mark", "wbr"))
"""Elements that stand within a word; all others are mostly set apart by their style."""
_MOMENTS = {"time": "datetime", "abbr": "title"}
"""Elements that state a date for machines, and the attribute that holds it."""
_CALENDAR_LINK = re.compile(r"\.ics(?:$|\?)|[?&]ical=1|ical[-_]?download|/ics_view", re.IGNORECASE)
MAX_MARKS = 40
"""So many runs of one block are kept that say what they hold; each is looked for in its text."""
MAX_DEPTH = 200
"""Elements nested deeper than this are read as one run of text."""


class Walk:
    """The walk over the tree: collects inline text and closes a block at each boundary."""

    def __init__(self, *, keeps_chrome: bool = False) -> None:
        self.blocks: list[Block] = []
        self.calendar_links: list[str] = []
        self.position = 0
        self.is_deep = False
        self._keeps_chrome = keeps_chrome
        self._serial = self._rows = 0
        self._spans: dict[int, dict[int, int]] = {}
        self._inline: list[str] = []
        self._links: list[Link] = []
        self._marks: list[tuple[int, int, Label | None, str]] = []
        self._hints: frozenset[str] = frozenset()
        self._labelled = 0

    def whole(self, top: _Element) -> None:
        """Read the tree below `top`."""
        box = self._enter(top.tag, PLAIN, Box(None, 0, ""), top)
        self._children(top, box, 0)
        self._flush(box)
        if any(block.box is not None and block.box.in_main for block in self.blocks):
            for block in self.blocks:
                if block.region is Region.MAIN and not (block.box and block.box.in_main):
                    block.region = Region.ASIDE

    def _children(self, element: _Element, box: Box, depth: int) -> None:
        """Read what stands in `element`: its text, its children, and what follows each of them."""
        inline, kinds = self._inline, _KINDS
        if depth >= MAX_DEPTH:
            self.is_deep = True
            below = shown(element)
            if below:  # the first and the last letter of each piece are looked at
                inline.append(below)
            return
        text = element.text
        if text and (inline or not text.isspace()):
            inline.append(text)
        for child in element:
            tag = child.tag
            kind = kinds.get(tag)
            if kind is None:
                self._run(child, tag, box, depth + 1)
            elif kind == _BLOCK:
                self._block(child, tag, box, depth + 1)
            elif kind == _LINEBREAK:
                inline.append(BREAK)
            tail = child.tail
            if tail and (inline or not tail.isspace()):
                inline.append(tail)

    def _block(self, node: _Element, tag: str, box: Box, depth: int) -> None:
        if self._inline:
            self._flush(box)
        if len(self.blocks) > MAX_BLOCKS:
            return  # `budget` says so
        look = PLAIN
        if node.attrib:
            if is_invisible(node):
                return
            get = node.get
            look = look_of(
                get("class") or "", get("itemprop") or "", get("id") or "", get("role") or ""
            )
            if look.hidden:
                return
        inner = self._enter(tag, look, box, node)
        if inner.region is Region.CHROME and not self._keeps_chrome:
            return
        self._children(node, inner, depth)
        if self._inline:
            self._flush(inner)

    def _run(self, node: _Element, tag: str, box: Box, depth: int) -> None:
        """Read an element that stands in a line of text."""
        inline = self._inline
        attributes = node.attrib
        styled = bool(attributes) and "class" in attributes
        loose = styled or tag not in _TYPOGRAPHY
        if loose and inline:
            text = node.text or (node[0].text if len(node) else None)
            if text and stuck(inline[-1][-1], text[0], styled=styled):
                inline.append(BREAK)
        before, formed = len(inline), len(self.blocks)
        if not attributes:
            self._children(node, box, depth)
        else:
            if is_invisible(node):
                return
            names, prop = attributes.get("class"), attributes.get("itemprop")
            label: Label | None = None
            if names or prop:
                look = look_of(names or "", prop or "", "", "")
                if look.hidden and tag != "time":  # its date is for machines
                    return
                self._hints |= look.hints
                label = look.field
            moment = attributes.get(_MOMENTS[tag]) if tag in _MOMENTS else None
            if tag == "a" and len(node) and _KINDS.get(node[0].tag) == _BLOCK:
                box = self._enter(tag, look_of(names or "", "", "", ""), box, node)
            self._children(node, box if label is None else _telling(box, label), depth)
            if (label is not None or moment) and len(self._marks) < MAX_MARKS:
                self._marks.append((before, len(inline), label, moment or ""))
            href = attributes.get("href") if tag == "a" else None
            if href:
                self._link(href, "".join(inline[before:]), formed)
        if before == 0 and tag in _EMPHASIS:
            self._labelled = len(folded("".join(inline)))
        tail = node.tail
        if loose and tail and inline and stuck(inline[-1][-1], tail[0]):
            inline.append(BREAK)

    def _link(self, href: str, text: str, formed: int) -> None:
        """Keep a link; one around whole blocks (those since `formed`) is that of their heading."""
        if "ic" in href and _CALENDAR_LINK.search(href):
            self.calendar_links.append(href)
        around = self.blocks[formed:]
        if not around:
            self._links.append(Link(clean_text(text.replace(BREAK, " ")), href.strip()))
            return
        block = next((block for block in around if block.role is Role.HEADING), around[0])
        block.links = (*block.links, Link(clean_text(block.text), href.strip()))

    def _enter(self, tag: str, look: Look, parent: Box, node: _Element) -> Box:
        self._serial += 1
        box = Box(parent, self._serial, f"{tag}.{look.kind}" if look.kind else tag, node)
        role = _ROLES.get(tag)
        if role is not None:
            box.role = role
            if role is Role.HEADING:
                box.level = int(tag[1])
        elif tag not in _KEEPS_ROLE:
            box.role = Role.PARAGRAPH
        if tag == "tr":
            self._rows += 1
            box.row = self._rows
        elif tag in _CELLS:
            self._cell(box, parent, node)
        if look.hints:
            box.hints = parent.hints | look.hints
        if look.field is not None:
            box.field = look.field
        if look.main or look.region is not None or tag in _PLACES:
            self._place(box, tag, look, parent, node)
        return box

    def _cell(self, box: Box, row: Box, node: _Element | None) -> None:
        """Number the column of a cell, beside those that reach down from the rows above."""
        section = row.parent.serial if row.parent is not None else 0
        spans = self._spans.get(section)
        row.cells += 1
        while spans and spans.get(row.cells, 0) >= self._rows:
            row.cells += 1
        box.row, box.column = self._rows, row.cells
        rows = node.get("rowspan", "") if node is not None and node.attrib else ""
        if rows.isdecimal() and int(rows[:4]) > 1:
            self._spans.setdefault(section, {})[row.cells] = self._rows + int(rows[:4]) - 1

    def _place(self, box: Box, tag: str, look: Look, parent: Box, node: _Element | None) -> None:
        """Say in which region of the page a box lies."""
        main = tag == "main" or look.main
        box.in_main = parent.in_main or main
        if parent.region is not None or main or tag == "body":
            return
        if tag == "fieldset" and asks(node):
            box.region = Region.CHROME
            return
        if tag in ("nav", "dialog") or (tag in ("header", "footer") and not parent.in_main):
            if tag != "header" or not heads_a_section(node, parent):
                box.region = Region.CHROME
            return
        named = look.region
        if named is Region.CHROME and (tag == "article" or holds_content(node)):
            return
        if named in _BESIDE and holds_content(node):
            return
        box.region = Region.ASIDE if tag == "aside" and named is None else named

    def _flush(self, box: Box) -> None:
        """Close the block that the collected inline text forms, if it holds any."""
        text = folded("".join(self._inline))
        if text:
            region = box.region or Region.MAIN
            level = box.level if box.role is Role.HEADING else 0
            block = Block(
                text, self.position, box.role, region, level, min(self._labelled, len(text)),
                tuple(self._links), self._marked(text), box.hints | self._hints, box,
            )  # fmt: skip
            self.blocks.append(block)
            self.position += len(text) + 1
        self._inline.clear()
        if self._links:
            self._links = []
        if self._marks:
            self._marks = []
        self._hints, self._labelled = frozenset(), 0

    def _marked(self, text: str) -> tuple[Mark, ...]:
        """The marks of the collected text, with their offsets in its folded form."""
        marks = []
        for first, last, label, moment in self._marks:
            start = len(folded("".join(self._inline[:first])))
            end = len(folded("".join(self._inline[:last])))
            while start < end and text[start].isspace():
                start += 1
            if start < end <= len(text):
                marks.append(Mark(start, end, label, moment))
        return tuple(marks)


def _telling(box: Box, label: Label) -> Box:
    """The box for what stands in a run of `box` that says what it holds."""
    inner = Box(box, box.serial, box.shape, box.element)
    inner.field = label
    inner._path = box.path
    return inner
