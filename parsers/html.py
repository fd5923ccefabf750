"""HTML to a Document: one lxml parse, one walk. Reads structure, judges nothing about events.

Navigation, consent text and footers are left out; a page that would then be empty is read whole,
because then its markup was misleading.
"""

import re
from dataclasses import dataclass, field
from urllib.parse import urljoin

import lxml.html
from lxml.etree import LxmlError, _Element

from model import Problem, ProblemKind, Severity, clean_text
from parsers.document import Block, Document, Link, Region, Role
from parsers.markup import hints_of, is_hidden, is_main, named_region

_BREAK = "\x00"
_SKIPPED = frozenset(
    "script style template noscript head svg math iframe object select textarea button canvas "
    "audio video map input del s strike".split()  # what is struck out holds no more
)
_BLOCKS = frozenset(
    "address article aside blockquote body center dd details dialog div dl dt fieldset figcaption "
    "figure footer form h1 h2 h3 h4 h5 h6 header hr legend li main nav ol p pre section summary "
    "table tbody td tfoot th thead tr ul".split()
)
_ROLES = {
    **{f"h{level}": Role.HEADING for level in range(1, 7)},
    "li": Role.ITEM,
    "td": Role.CELL,
    "th": Role.CELL,
    "dt": Role.TERM,
    "dd": Role.DETAIL,
}
_EMPHASIS = frozenset(("b", "strong", "em", "label"))
_CALENDAR_LINK = re.compile(r"\.ics(?:$|\?)|[?&]ical=1|ical[-_]?download|/ics_view", re.IGNORECASE)
_SHOWN = ".//text()[not(ancestor::script or ancestor::style)]"
MAX_DEPTH = 200
"""Elements nested deeper than this are read as one run of text."""
FEW = 150
"""With fewer characters than this outside navigation and footer, those are read too."""


def read_html(text: str, url: str) -> Document:
    """Read `text` into a Document. Never raises: what cannot be parsed becomes a Problem."""
    document = Document(text="", blocks=[], url=url, is_html=True)
    try:
        root = lxml.html.document_fromstring(_parsable(text), parser=_parser())
    except (LxmlError, ValueError) as error:
        message = f"no HTML could be read: {error}"
        document.problems.append(
            Problem(kind=ProblemKind.MALFORMED, message=message, severity=Severity.ERROR)
        )
        return document
    document.base = _base(root, url)
    _read_head(root, document)
    body = root.find("body")
    top, has_main = (root if body is None else body), _has_main(root)
    walk = _Walk(has_main=has_main)
    walk.whole(top)
    if sum(len(block.text) for block in walk.blocks) < FEW:
        walk = _Walk(has_main=has_main, keeps_chrome=True)
        walk.whole(top)
    document.blocks = walk.blocks
    document.text = "\n".join(block.text for block in walk.blocks)
    hrefs = (document.absolute(link) for link in walk.calendar_links)
    document.calendar_links = tuple(dict.fromkeys(href for href in hrefs if href))
    if "</html" not in text[-2000:].lower() and "<html" in text[:2000].lower():
        message = "the page ends in the middle: its closing </html> is missing"
        document.problems.append(Problem(kind=ProblemKind.TRUNCATED, message=message))
    return document


def _parser() -> lxml.html.HTMLParser:
    return lxml.html.HTMLParser(
        encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True
    )


def _parsable(text: str) -> bytes:
    return text.replace("\x00", "").encode("utf-8", errors="replace")


def _base(root: _Element, url: str) -> str:
    base = root.find(".//base[@href]")
    try:
        return urljoin(url, base.get("href") or "") if base is not None else url
    except ValueError:
        return url


def _has_main(root: _Element) -> bool:
    return bool(root.xpath("boolean(.//main | .//*[@role='main'] | .//*[@id='main'])"))


def _read_head(root: _Element, document: Document) -> None:
    title = root.find(".//title")
    document.title = clean_text("".join(_texts(title))) if title is not None else ""
    for node in root.iter("meta"):
        key = (node.get("property") or node.get("name") or node.get("itemprop") or "").lower()
        if key and node.get("content"):
            document.meta.setdefault(key, clean_text(node.get("content") or ""))
    scripts = (node for node in root.iter("script") if "ld+json" in (node.get("type") or ""))
    document.data = tuple(script.text or "" for script in scripts)


def _texts(node: _Element) -> list[str]:
    return [text if isinstance(text, str) else text.decode() for text in node.itertext()]


def _shown(node: _Element) -> list[str]:
    found = node.xpath(_SHOWN)
    return [str(run) for run in found] if isinstance(found, list) else []


@dataclass(frozen=True, slots=True)
class _Frame:
    """What an element inherits from those around it."""

    region: Region | None = None
    role: Role = Role.PARAGRAPH
    level: int = 0
    row: int = 0
    column: int = 0
    hints: frozenset[str] = frozenset()
    path: tuple[int, ...] = ()
    shapes: tuple[str, ...] = ()
    in_main: bool = False


@dataclass(slots=True)
class _Walk:
    """The walk over the tree: collects inline text and closes a block at each boundary."""

    has_main: bool
    keeps_chrome: bool = False
    blocks: list[Block] = field(default_factory=list)
    calendar_links: list[str] = field(default_factory=list)
    _serial: int = 0
    _depth: int = 0
    _row: int = 0
    _position: int = 0
    _inline: list[str] = field(default_factory=list)
    _links: list[Link] = field(default_factory=list)
    _times: list[str] = field(default_factory=list)
    _hints: set[str] = field(default_factory=set)
    _labelled: int = 0
    _frame: _Frame = field(default_factory=_Frame)

    def whole(self, top: _Element) -> None:
        """Read the tree below `top`."""
        self.element(top, _Frame())
        self.flush()

    def element(self, node: _Element, frame: _Frame) -> None:
        """Read `node` and its children, not its tail."""
        tag = node.tag
        if not isinstance(tag, str) or tag in _SKIPPED or is_hidden(node):
            return
        if tag == "br":
            self._inline.append(_BREAK)
            return
        if tag in _BLOCKS:
            self._block(node, tag, frame)
        else:
            self._run(node, tag, frame)

    def _block(self, node: _Element, tag: str, frame: _Frame) -> None:
        self.flush()
        inner = self._enter(node, tag, frame)
        if inner.region is Region.CHROME and not self.keeps_chrome:
            return
        self._frame = inner
        self._children(node, inner)
        self.flush()
        self._frame = frame

    def _run(self, node: _Element, tag: str, frame: _Frame) -> None:
        before = len(self._inline)
        if tag == "time" and node.get("datetime"):
            self._times.append(node.get("datetime") or "")
        self._hints |= hints_of(node)
        self._children(node, frame)
        if tag in _EMPHASIS and before == 0:
            self._labelled = len(_folded("".join(self._inline)))
        if tag == "a" and node.get("href"):
            self._link(node.get("href") or "", "".join(self._inline[before:]))

    def _children(self, node: _Element, frame: _Frame) -> None:
        if self._depth >= MAX_DEPTH:
            self._inline.append(" ".join(_shown(node)))
            return
        self._depth += 1
        if node.text:
            self._inline.append(node.text.replace("\n", " "))
        for child in node:
            self.element(child, frame)
            if child.tail:
                self._inline.append(child.tail.replace("\n", " "))
        self._depth -= 1

    def _link(self, href: str, text: str) -> None:
        if _CALENDAR_LINK.search(href):
            self.calendar_links.append(href)
        self._links.append(Link(text=clean_text(text.replace(_BREAK, " ")), href=href.strip()))

    def _enter(self, node: _Element, tag: str, frame: _Frame) -> _Frame:
        self._serial += 1
        if tag == "tr":
            self._row += 1
        column = frame.column + 1 if tag in ("td", "th") else 0
        if tag in ("td", "th"):
            column = 1 + sum(1 for _ in node.itersiblings("td", "th", preceding=True))
        names = (node.get("class") or "").split()
        shape = f"{tag}.{names[0]}" if names else tag
        role = _ROLES.get(tag, frame.role if tag in ("p", "div") else Role.PARAGRAPH)
        return _Frame(
            region=self._region(node, tag, frame),
            role=role,
            level=int(tag[1])
            if role is Role.HEADING and tag != "div" and tag[1:].isdigit()
            else frame.level,
            row=self._row if tag in ("tr", "td", "th") else frame.row,
            column=column or frame.column,
            hints=frame.hints | hints_of(node),
            path=(*frame.path, self._serial),
            shapes=(*frame.shapes, shape),
            in_main=frame.in_main or is_main(node, tag),
        )

    def _region(self, node: _Element, tag: str, frame: _Frame) -> Region | None:
        if frame.region is not None:
            return frame.region
        inside = frame.in_main
        if is_main(node, tag) or tag == "body":
            return None
        if tag in ("nav", "dialog") or (tag in ("header", "footer") and not inside):
            return Region.CHROME
        names = (node.get("class") or "", node.get("id") or "", node.get("role") or "")
        named = named_region(" ".join(names)) if any(names) else None
        if named is Region.CHROME and tag == "article":
            return None
        return Region.ASIDE if tag == "aside" and named is None else named

    def flush(self) -> None:
        """Close the block that the collected inline text forms, if it holds any."""
        if not self._inline:
            return
        text = _folded("".join(self._inline))
        if text:
            self._add(text)
        self._inline.clear()
        self._links, self._times, self._hints, self._labelled = [], [], set(), 0

    def _add(self, text: str) -> None:
        frame = self._frame
        region = frame.region
        if region is None:
            region = Region.MAIN if frame.in_main or not self.has_main else Region.ASIDE
        self.blocks.append(
            Block(
                text=text,
                start=self._position,
                role=frame.role,
                region=region,
                level=frame.level if frame.role is Role.HEADING else 0,
                row=frame.row,
                column=frame.column,
                labelled=min(self._labelled, len(text)),
                links=tuple(self._links),
                times=tuple(self._times),
                hints=frame.hints | self._hints,
                path=frame.path,
                shapes=frame.shapes,
            )
        )
        self._position += len(text) + 1


def _folded(raw: str) -> str:
    lines = (clean_text(line) for line in raw.split(_BREAK))
    return "\n".join(line for line in lines if line)
