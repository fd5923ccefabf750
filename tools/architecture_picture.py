"""Draws docs/architecture.svg: above how a run flows, below which package imports which.

The picture is text in a fixed layout, so the same code gives the same bytes. Every width is that
of a monospaced line: no font has to be at hand to draw it.
"""

import textwrap
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from architecture_graph import FLOW, VERDICT, Architecture, Package, Step

WIDTH = 1000
_MARGIN = 20
_BOX = 580
"""Width of a package's box in the lower half."""
_LANES = 652
"""Where the innermost lane of imports runs."""
_LANE, _PORT, _LINE = 40, 15, 16
_LETTERS, _LETTERS_OF_JOB = 84, 57
"""Characters that fit on a line of a box: of the libraries in small, and of the job."""
_STYLE = """
:root { --paper: #ffffff; --box: #f3f1ea; --band: #e4e0d3; --ink: #1d2433; --quiet: #565d6d;
  --line: #3f5f8a; --flow: #9a3412; }
@media (prefers-color-scheme: dark) {
  :root { --paper: #14181f; --box: #222833; --band: #313a48; --ink: #eceff4; --quiet: #aab3c2;
    --line: #8fb4e8; --flow: #f0a37a; } }
text { font: 13px ui-monospace, "DejaVu Sans Mono", Menlo, Consolas, monospace; fill: var(--ink); }
.name { font-weight: 700; font-size: 15px; }
.small { font-size: 11px; fill: var(--quiet); }
.head { font-size: 16px; font-weight: 700; }
.paper { fill: var(--paper); }
.box { fill: var(--box); stroke: var(--quiet); }
.band { fill: var(--band); }
.import { stroke: var(--line); fill: none; stroke-width: 1.5; }
.tip, .dot { fill: var(--line); }
.count { font-size: 11px; fill: var(--line); stroke: var(--paper); stroke-width: 4;
  paint-order: stroke; }
.flow { stroke: var(--flow); fill: none; stroke-width: 2; }
.flow-tip { fill: var(--flow); }
.step { font-size: 12px; fill: var(--flow); }
"""
_STATIONS = {
    "sources": (20, 60, 130, 54),
    "crawler": (290, 60, 130, 54),
    "parsers": (510, 60, 130, 54),
    "feeds": (700, 60, 110, 54),
    "readers": (875, 60, 105, 54),
    "store": (290, 186, 690, 54),
    "matching": (510, 312, 130, 54),
    "review": (700, 312, 130, 54),
}
"""x, y, width and height of each station of a run."""
_SUBTITLES = {
    "sources": ("what is watched",),
    "crawler": ("asks the web",),
    "parsers": ("page to events",),
    "feeds": ("files",),
    "readers": ("a web server",),
    "matching": ("one or two?",),
    "review": ("staff",),
}
_SAID_BEFORE = frozenset({"pages_to_extract", "refresh_queue", "consolidate"})
"""Arrows with their word on the left."""
_ON_THE_LEFT = _SAID_BEFORE | {"save_pages"}
"""Arrows at the left end of their station."""
_PARTS = ("pages", "events, news, deadlines", "what staff said")
"""What the store keeps, from left to right."""
_FLOW_HEIGHT = 400


def svg(found: Architecture) -> str:
    """Return the picture."""
    rows = list(_rows(found))
    height = rows[-1].bottom + _MARGIN + 6
    root = Element("svg", {
        "xmlns": "http://www.w3.org/2000/svg", "viewBox": f"0 0 {WIDTH} {height}",
        "width": str(WIDTH), "height": str(height), "role": "img",
        "aria-labelledby": "title desc",
    })  # fmt: skip
    SubElement(root, "title", id="title").text = "The architecture of RegioRadar"
    SubElement(root, "desc", id="desc").text = described(found)
    SubElement(root, "style").text = _STYLE
    SubElement(root, "rect", {"class": "paper", "width": str(WIDTH), "height": str(height)})
    _draw_flow(root)
    _draw_imports(root, found, rows)
    indent(root, space="")
    return tostring(root, encoding="unicode") + "\n"


def described(found: Architecture) -> str:
    """The same in words, for those who do not see the picture."""
    steps = [f"{s.source} to {s.target}, {s.label}" for s in (*FLOW, VERDICT)]
    imports = [
        f"{package.name} imports {', '.join(f'{n} ({c})' for n, c in package.imports.items())}"
        for package in found.packages
        if package.imports
    ]
    return f"A run: {'; '.join(steps)}. Imports: {'; '.join(imports)}."


# ---- The upper half: a run ----------------------------------------------------------------------


def _draw_flow(root: Element) -> None:
    _text(root, _MARGIN, 34, "A run: what is handed on, and by which function", "head")
    for name, (x, y, width, height) in _STATIONS.items():
        _box(root, x, y, width, height)
        _text(root, x + 12, y + 23, name, "name")
        for number, line in enumerate(_SUBTITLES.get(name, ())):
            _text(root, x + 12, y + 42 + 14 * number, line, "small")
    x, y, width, _ = _STATIONS["store"]
    for number, part in enumerate(_PARTS):
        _text(root, x + 12 + number * width // 3, y + 42, part, "small")
    for step in (*FLOW, VERDICT):
        _draw_step(root, step)


def _draw_step(root: Element, step: Step) -> None:
    source, target = _STATIONS[step.source], _STATIONS[step.target]
    if "store" not in (step.source, step.target):
        start, end, y = source[0] + source[2], target[0], source[1] + 27
        _arrow(root, "flow", f"M{start} {y}H{end - 8}", (end, y), "right")
        middle = (start + end) // 2
        _text(root, middle, y - 10, step.label, "step", anchor="middle")
        return
    other = target if step.source == "store" else source
    is_above = other[1] < _STATIONS["store"][1]
    x = other[0] + (30 if step.label in _ON_THE_LEFT else other[2] - 30)
    top, bottom = (114, 186) if is_above else (240, 312)
    down = (step.target == "store") == is_above
    begin, tip = (top, bottom) if down else (bottom, top)
    _arrow(root, "flow", f"M{x} {begin}V{tip - 8 if down else tip + 8}", (x, tip),
           "down" if down else "up")  # fmt: skip
    is_before = step.label in _SAID_BEFORE
    side, anchor = (-8, "end") if is_before else (8, "start")
    _text(root, x + side, (top + bottom) // 2 + 4, step.label, "step", anchor)


# ---- The lower half: imports --------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class _Row:
    """A package's box: where it lies, where imports of it end, where its own begin."""

    package: Package
    lines: tuple[tuple[str, str], ...]
    top: int
    height: int
    ports: Mapping[str, int]

    @property
    def bottom(self) -> int:
        return self.top + self.height

    @property
    def out(self) -> int:
        return self.bottom - 12


def _rows(found: Architecture) -> Iterator[_Row]:
    top = _FLOW_HEIGHT + 50
    layer_of = {name: number for number, layer in enumerate(found.layers) for name in layer}
    before = None
    for package in found.packages:
        if before is not None:
            top += 12 if layer_of[before] == layer_of[package.name] else 34
        before = package.name
        lines = tuple(_lines(package))
        importers = [p.name for p in found.packages if package.name in p.imports]
        ports = {name: top + 16 + _PORT * number for number, name in enumerate(importers)}
        height = max(26 + _LINE * len(lines), 16 + _PORT * (len(ports) + bool(package.imports)))
        yield _Row(package=package, lines=lines, top=top, height=height, ports=ports)
        top += height


def _lines(package: Package) -> Iterator[tuple[str, str]]:
    for line in textwrap.wrap(package.job, _LETTERS_OF_JOB):
        yield line, ""
    libraries = ", ".join(package.libraries) or "the standard library alone"
    for line in textwrap.wrap(libraries, _LETTERS, break_on_hyphens=False):
        yield line, "small"


def _draw_imports(root: Element, found: Architecture, rows: list[_Row]) -> None:
    y = _FLOW_HEIGHT + 10
    _text(root, _MARGIN, y, "Imports: who knows whom, and from how many places", "head")
    _text(root, _MARGIN, y + 20, "Packages on one band know nothing of each other; "
          "none knows what lies above it. In small: libraries.", "small")  # fmt: skip
    by_name = {row.package.name: row for row in rows}
    for layer in found.layers:
        first, last = by_name[layer[0]], by_name[layer[-1]]
        SubElement(root, "rect", {
            "class": "band", "x": "10", "y": str(first.top - 10), "rx": "6",
            "width": str(_BOX + 20), "height": str(last.bottom - first.top + 20),
        })  # fmt: skip
    importers = [row for row in rows if row.package.imports]
    for number, row in enumerate(reversed(importers)):
        _draw_lane(root, row, by_name, _LANES + _LANE * number)
    for row in rows:
        _box(root, _MARGIN, row.top, _BOX, row.height)
        _text(root, _MARGIN + 12, row.top + 22, row.package.name, "name")
        for number, (line, look) in enumerate(row.lines):
            indented = 116 if not look else 12
            _text(root, _MARGIN + indented, row.top + 22 + _LINE * number, line, look)


def _draw_lane(root: Element, row: _Row, by_name: Mapping[str, _Row], x: int) -> None:
    """The imports of one package: out to a lane of its own, down, and in where they lead."""
    edge = _MARGIN + _BOX
    name = row.package.name
    ends = [(by_name[other].ports[name], count) for other, count in row.package.imports.items()]
    lowest = max(y for y, _ in ends)
    SubElement(root, "path", {"class": "import", "d": f"M{edge} {row.out}H{x}V{lowest}"})
    for y, count in ends:
        _arrow(root, "import", f"M{x} {y}H{edge + 8}", (edge, y), "left")
        if y != lowest:
            SubElement(root, "circle", {"class": "dot", "cx": str(x), "cy": str(y), "r": "3"})
        _text(root, edge + 14, y + 4, str(count), "count")
    _text(root, x, row.out - 6, name, "count", anchor="end")


# ---- Strokes ------------------------------------------------------------------------------------


def _box(root: Element, x: int, y: int, width: int, height: int) -> None:
    SubElement(root, "rect", {
        "class": "box", "x": str(x), "y": str(y), "width": str(width), "height": str(height),
        "rx": "4",
    })  # fmt: skip


def _text(root: Element, x: int, y: int, text: str, look: str = "", anchor: str = "") -> None:
    attributes = {"x": str(x), "y": str(y)}
    if look:
        attributes["class"] = look
    if anchor:
        attributes["text-anchor"] = anchor
    SubElement(root, "text", attributes).text = text


_TIPS = {"right": (-9, -5, -9, 5), "left": (9, -5, 9, 5), "down": (-5, -9, 5, -9), "up": (-5, 9, 5, 9)}  # fmt: skip  # noqa: E501


def _arrow(root: Element, look: str, path: str, end: tuple[int, int], way: str) -> None:
    SubElement(root, "path", {"class": look, "d": path})
    (x, y), (ax, ay, bx, by) = end, _TIPS[way]
    points = f"{x},{y} {x + ax},{y + ay} {x + bx},{y + by}"
    tip = "flow-tip" if look == "flow" else "tip"
    SubElement(root, "polygon", {"class": tip, "points": points})
