"""The machine-readable layers of a page: JSON-LD, microdata, RDFa, h-event. All end as `Data`."""

import re
from datetime import date, datetime

from model import Problem, ProblemKind
from parsers.data.checking import checked
from parsers.data.events import data_candidates
from parsers.data.jsonld import read_json_ld
from parsers.data.microdata import read_microdata
from parsers.data.microformats import read_microformats
from parsers.data.nodes import Data, Node, nodes_of
from parsers.days.moments import stated
from parsers.page.document import Document

__all__ = [
    "SOURCES",
    "Data",
    "checked",
    "data_candidates",
    "data_of",
    "date_published",
    "marked_days",
]

SOURCES = frozenset(("json-ld", "microdata", "rdfa", "h-event", "feed", "rest"))
"""The layers that an object may come from; the rules of their evidence begin with these names."""

_PUBLISHED = (
    "article:published_time", "datepublished", "date", "dc.date", "dcterms.date",
    "dcterms.created", "dc.date.created", "og:published_time",
)  # fmt: skip
_MARK = b"datePublished"
_MOMENT = re.compile(rb"\s(?:datetime|content)=[\"']?(\d{4}-\d{2}-\d{2}[\dT:+Z.-]*)")


def data_of(document: Document) -> Data:
    """Return all machine-readable data of a page, read once. Broken data become a Problem."""
    data = read_json_ld(document.data) if document.data else Data()
    document.problems += (
        Problem(kind=ProblemKind.STRUCTURED_DATA, message=fault) for fault in data.faults
    )
    for source, value in document.given:
        data.nodes += nodes_of([value], source)
    data.nodes += marked_nodes(document)
    return data


def marked_nodes(document: Document) -> list[Node]:
    """Return the data that stand in the attributes of a page's elements."""
    if document.root is None:
        return []
    nodes = read_microdata(document.root, document.markup)
    return nodes + read_microformats(document.root, document.markup)


def date_published(document: Document, data: Data) -> date | None:
    """Return the publication day that head or data state, if it is a valid date."""
    values = [document.meta[key] for key in _PUBLISHED if key in document.meta]
    values += [node.json["datePublished"] for node in data.nodes if "datePublished" in node.json]
    for value in values or marked_days(document.markup):
        moment = stated(value)
        if moment is not None:
            return moment.value.date() if isinstance(moment.value, datetime) else moment.value
    return None


def marked_days(markup: bytes) -> list[str]:
    """Return the day of the only element marked "datePublished", wherever on the page it stands.

    TYPO3 puts it into a box called "footer", which is read as none of the content. Several such
    elements are those of the teasers in a list.
    """
    if markup.count(_MARK) != 1:
        return []
    at = markup.find(_MARK)
    start, end = markup.rfind(b"<", 0, at), markup.find(b">", at)
    hit = _MOMENT.search(markup, start, end) if 0 <= start < end < start + 500 else None
    return [hit[1].decode("ascii")] if hit else []
