"""HTML to a Document: one lxml parse, one walk. Reads structure, judges nothing about events.

A page that would be empty without its navigation and footer is read whole, because then its
markup was misleading.
"""

from urllib.parse import urljoin

from lxml import etree
from lxml.etree import LxmlError, _Element

from model import Problem, ProblemKind, Severity, clean_text
from parsers.budget import cut
from parsers.page.document import Document
from parsers.page.set_lines import dated_lines, is_sheet, join_lines, opened_cells
from parsers.page.walk import Walk

FEW = 150
"""With fewer characters than this outside navigation and footer, those are read too."""


def read_html(text: str, url: str) -> Document:
    """Read `text` into a Document. Never raises: what cannot be parsed becomes a Problem."""
    document = Document(text="", blocks=[], url=url, is_html=True)
    try:
        parser = _parser()
        markup = _parsable(text)
        root = etree.fromstring(markup, parser=parser)
    except (LxmlError, ValueError) as error:
        return _unread(document, str(error))
    if root is None:
        return _unread(document, "there is no element in it")
    document.root, document.markup = root, markup
    document.base = _base(root, url)
    _read_head(root, document)
    body = root.find("body")
    top = root if body is None else body
    walk = Walk()
    walk.whole(top)
    if walk.position < FEW:
        walk = Walk(keeps_chrome=True)
        walk.whole(top)
    if walk.is_deep and any("depth" in entry.message for entry in parser.error_log):
        cut(document, "its elements are nested too deep, what follows was not read")
    document.blocks = walk.blocks
    if is_sheet(document, text):
        document.blocks = join_lines(walk.blocks)
    document.blocks = dated_lines(opened_cells(document.blocks))
    document.text = "\n".join([block.text for block in document.blocks])
    hrefs = (document.absolute(link) for link in walk.calendar_links)
    document.calendar_links = tuple(dict.fromkeys(href for href in hrefs if href))
    if "</html" not in text[-2000:].lower() and "<html" in text[:2000].lower():
        message = "the page ends in the middle: its closing </html> is missing"
        document.problems.append(Problem(kind=ProblemKind.TRUNCATED, message=message))
    return document


def _unread(document: Document, why: str) -> Document:
    message = f"no HTML could be read: {why}"
    document.problems.append(
        Problem(kind=ProblemKind.MALFORMED, message=message, severity=Severity.ERROR)
    )
    return document


def _parser() -> etree.HTMLParser:
    return etree.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True)


def _parsable(text: str) -> bytes:
    if "\x00" in text:
        text = text.replace("\x00", "")
    return text.encode("utf-8", errors="replace")


def _base(root: _Element, url: str) -> str:
    base = root.find(".//base[@href]")
    try:
        return urljoin(url, base.get("href") or "") if base is not None else url
    except ValueError:
        return url


def _read_head(root: _Element, document: Document) -> None:
    title = root.find(".//title")
    document.title = clean_text(title.text or "") if title is not None else ""
    for node in root.iter("meta"):
        key = node.get("property") or node.get("name") or node.get("itemprop")
        content = node.get("content") if key else None
        if key and content:
            document.meta.setdefault(key.lower(), clean_text(content))
    scripts = (node for node in root.iter("script") if "ld+json" in (node.get("type") or ""))
    document.data = tuple(script.text or "" for script in scripts)
