"""An HTML page as the crawl sees it: its elements, its base and the addresses that it names.

Parses bytes with lxml; judges no address and reads no events.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from lxml import etree
from w3lib.encoding import html_body_declared_encoding, http_content_type_encoding

from crawler.urls import join

_MOST_ANCHORS = 3000
_MOST_IN_ADDRESSES = 500_000
_MOST_LINKS = 500
_MOST_TEXT = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Html:
    """One parsed page. `base` is what its links are resolved against (HTML section 4.2.3)."""

    root: etree._Element
    url: str
    base: str
    body: bytes

    def anchors(self) -> Iterator[etree._Element]:
        """Yield the elements that a reader can follow, the first 3,000 of them.

        Fewer where their addresses come to half a million characters before.
        """
        left = _MOST_IN_ADDRESSES
        for element in islice(self.root.iter("a", "area"), _MOST_ANCHORS):
            left -= len(element.get("href") or "")
            if left < 0:
                return
            yield element

    def links(self) -> Iterator[etree._Element]:
        """Yield the `link` elements, which only programs follow, the first 500 of them."""
        return islice(self.root.iter("link"), _MOST_LINKS)

    def address(self, element: etree._Element) -> str | None:
        """Return where an element's `href` leads, canonical; None where it is no http address."""
        return join(self.base, element.get("href") or "")


def read_html(body: bytes, content_type: str, url: str) -> Html | None:
    """Parse a page fetched from `url`; None where nothing of it can be read."""
    encoding = http_content_type_encoding(content_type) or html_body_declared_encoding(body)
    if not encoding:
        encoding = "utf-8" if _is_utf8(body) else "cp1252"
    try:
        parser = etree.HTMLParser(encoding=encoding, no_network=True)
    except LookupError:
        parser = etree.HTMLParser(no_network=True)
    try:
        root = etree.fromstring(body, parser)
    except (etree.XMLSyntaxError, ValueError):
        return None
    if root is None:
        return None
    return Html(root=root, url=url, base=_base(root, url), body=body)


def read_head(body: bytes, content_type: str, url: str) -> Html | None:
    """Parse only as far as the end of a page's head; a tenth of the whole, where there is one."""
    end = body.find(b"</head>")
    return read_html(body[:end] if end >= 0 else body, content_type, url)


def looks_like_html(content_type: str, body: bytes) -> bool:
    """Return True where an answer says that it is HTML, or says nothing and looks like it."""
    media_type = content_type.partition(";")[0].strip().lower()
    if media_type:
        return media_type in ("text/html", "application/xhtml+xml")
    return body.lstrip()[:1] == b"<"


def text_of(element: etree._Element) -> str:
    """Return the text in an element as far as 500 characters, blanks joined, in lower case."""
    parts: list[str] = []
    length = 0
    for part in element.itertext():
        parts.append(str(part)[:_MOST_TEXT])
        length += len(parts[-1])
        if length >= _MOST_TEXT:
            break
    return " ".join("".join(parts).split()).lower()


def words_of(element: etree._Element) -> str:
    """Return all that an element says of itself, in lower case: text, title, aria-label."""
    said = (text_of(element), element.get("title") or "", element.get("aria-label") or "")
    return " ".join(" ".join(said).lower().split())


def _is_utf8(body: bytes) -> bool:
    try:
        body.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _base(root: etree._Element, url: str) -> str:
    for element in root.iter("base"):
        if element.get("href"):
            return join(url, element.get("href") or "") or url
    return url
