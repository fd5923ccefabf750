"""The Markdown documents as tests look at them: links, pictures, headings, code, as CommonMark."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from urllib.parse import unquote

from markdown_it import MarkdownIt
from markdown_it.token import Token

ROOT = Path(__file__).resolve().parents[3]
DOCS = ROOT / "docs"
FILES = (*sorted(ROOT.glob("*.md")), *sorted(DOCS.rglob("*.md")))


@dataclass(frozen=True, slots=True, kw_only=True)
class Fence:
    """A block of code: what it says it is, its text, where it begins."""

    file: Path
    line: int
    kind: str
    text: str

    def __str__(self) -> str:
        return f"{self.file.relative_to(ROOT)}:{self.line}"


def _tokens(file: Path) -> Iterator[Token]:
    parser = MarkdownIt("commonmark").enable("table")
    for token in parser.parse(file.read_text(encoding="utf-8")):
        yield token
        yield from token.children or ()


def targets(file: Path) -> Iterator[str]:
    """Where its links and pictures lead."""
    for token in _tokens(file):
        if token.type == "link_open":
            yield str(token.attrs["href"])
        elif token.type == "image":
            yield str(token.attrs["src"])


def pictures(file: Path) -> Iterator[tuple[str, str]]:
    """Each picture's target and the words in its place."""
    for token in _tokens(file):
        if token.type == "image":
            yield str(token.attrs["src"]), token.content


def words_in_code(file: Path) -> Iterator[str]:
    """What stands in backticks."""
    return (token.content for token in _tokens(file) if token.type == "code_inline")


def fences(file: Path) -> Iterator[Fence]:
    """Its blocks of code."""
    for token in _tokens(file):
        if token.type == "fence":
            line = (token.map or [0])[0] + 1
            yield Fence(file=file, line=line, kind=token.info.strip(), text=token.content)


@cache
def anchors(file: Path) -> frozenset[str]:
    """The names of its headings in addresses, as GitHub and GitLab make them."""
    found: dict[str, int] = {}
    names = []
    before = None
    for token in _tokens(file):
        if before is not None and before.type == "heading_open" and token.type == "inline":
            text = "".join(c.content for c in token.children or () if not c.type.endswith("_open"))
            name = re.sub(r"[^\w\- ]", "", text.lower()).replace(" ", "-")
            names.append(f"{name}-{found[name]}" if name in found else name)
            found[name] = found.get(name, 0) + 1
        before = token
    return frozenset(names)


def destination(file: Path, target: str) -> tuple[Path, str] | None:
    """The file and the anchor that a link leads to; None for one that leaves the project."""
    if re.match(r"[a-z][a-z+.-]*:", target):
        return None
    path, _, anchor = unquote(target).partition("#")
    return ((file.parent / path).resolve() if path else file), anchor
