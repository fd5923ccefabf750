"""Reading RSS and Atom for the checks: without entities, and each item only once."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Final

from lxml import etree

from feeds.lint.feed_items import Checked, FeedItem, Known, item_findings
from feeds.lint.finding import Finding

ATOM: Final = "{http://www.w3.org/2005/Atom}"
CONTENT: Final = "{http://purl.org/rss/1.0/modules/content/}encoded"
CREATOR: Final = "{http://purl.org/dc/elements/1.1/}creator"
EV: Final = "{http://purl.org/rss/1.0/modules/event/}"
GEORSS: Final = "{http://www.georss.org/georss}"
EXTENSIONS: Final = frozenset(
    (
        *(f"{EV}{name}" for name in ("startdate", "enddate", "location", "organizer", "type")),
        *(f"{GEORSS}{name}" for name in ("point", "featurename")),
    )
)

_NAMESPACES: Final = {
    "atom": ATOM,
    "content": CONTENT.removesuffix("encoded"),
    "dc": CREATOR.removesuffix("creator"),
    "ev": EV,
    "georss": GEORSS,
}
_PROLOG = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_POSITION = re.compile(r"-?\d{1,2}(?:\.\d+)? -?\d{1,3}(?:\.\d+)?")

Reader = Callable[[etree._Element], tuple[FeedItem, Iterable[Finding]]]


def parse(data: bytes) -> etree._Element | None:
    """Return the root of an XML document, read without entities or the net, None if broken."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        return etree.fromstring(data, parser)
    except etree.XMLSyntaxError:
        return None


def declares_entities(data: bytes) -> bool:
    """Return True for a document with a document type: no feed needs one."""
    return _PROLOG.search(data[:1_000]) is not None


def alone(data: bytes, default: str = "") -> etree._Element | None:
    """Return the element of one item as it stands in a feed, where the root names the namespaces.

    `default` is the namespace of names without a prefix. None where it is not well-formed.
    """
    names = "".join(f' xmlns:{prefix}="{ns[1:-1]}"' for prefix, ns in _NAMESPACES.items())
    own = f' xmlns="{default[1:-1]}"' if default else ""
    root = parse(f"<root{own}{names}>".encode() + data + b"</root>")
    return root[0] if root is not None and len(root) == 1 else None


def read_items(
    data: bytes, tag: str, elements: Sequence[etree._Element], reader: Reader, known: Known
) -> Iterator[Checked]:
    """Yield each item as it was read, with what is wrong with it by itself.

    An item of the same bytes as one that is `known` is not read again.
    """
    sources = re.findall(rb"<%b[ >].*?</%b>" % (tag.encode(), tag.encode()), data, re.DOTALL)
    if len(sources) != len(elements):
        sources = [etree.tostring(element, with_tail=False) for element in elements]
    for source, element in zip(sources, elements, strict=True):
        found = known.items.get(source)
        if found is None:
            item, findings = reader(element)
            found = known.items[source] = item, (*findings, *item_findings(item))
        yield found


def shape(
    element: etree._Element, once: frozenset[str], often: frozenset[str]
) -> Iterator[tuple[int, str]]:
    """Yield what stands in an element that must not, or more often than once."""
    tags = [str(child.tag) for child in element if isinstance(child.tag, str)]
    for tag in sorted(set(tags) - once - often):
        yield 26, f"{_local(tag)!a} has no place in {_local(str(element.tag))!a}"
    for tag in sorted(once):
        if tags.count(tag) > 1:
            yield 26, f"{_local(tag)!a} stands more than once"


def position(element: etree._Element) -> Iterator[tuple[int, str]]:
    """Yield what is wrong with the point of an item (GeoRSS Simple: latitude, longitude)."""
    written = text(element, f"{GEORSS}point")
    if written:
        latitude, _, longitude = written.partition(" ")
        if not _POSITION.fullmatch(written):
            yield 26, "georss:point is no latitude and longitude"
        elif abs(float(latitude)) > 90 or abs(float(longitude)) > 180:
            yield 26, "georss:point lies nowhere"


def event_of(element: etree._Element) -> Mapping[str, str]:
    """Return the `ev:` fields of an item by their names."""
    return {
        str(child.tag).removeprefix(EV): (child.text or "").strip()
        for child in element
        if isinstance(child.tag, str) and child.tag.startswith(EV)
    }


def text(parent: etree._Element, name: str) -> str:
    """Return the text of a child element, "" where it is not there."""
    return (parent.findtext(name) or "").strip()


def length(written: str | None) -> int | None:
    """Return a length in bytes, None where it is no number."""
    return int(written) if written and written.isascii() and written.isdigit() else None


def _local(tag: str) -> str:
    return tag.rpartition("}")[2]
