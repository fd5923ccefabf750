"""Whether a list that events were once read from still stands on a page, and what is in it now.

Reads no events: the evidence for a page that gives none any more.
"""

from dataclasses import dataclass

from lxml.etree import _Element

from model import EventList, Page, clean_text
from parsers.calendars import is_calendar
from parsers.interfaces import is_json
from parsers.page.document import Box, Document
from parsers.page.loading import document_of
from parsers.page.selectors import found_by, names_of, selector_of

_MOST_SHOWN = 200
"""Characters of what stands in a list now."""
_FEWEST = 2
"""Alike elements beside each other that repeat."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ListSight:
    """What is seen of a list: `stands` where its element is on the page, and what that holds.

    `children` are its child elements, `text` is the beginning of the visible text in it. `nearest`
    is the selector of what may have taken its place ("" for nothing), `nearest_entries` how many
    alike elements stand in that.
    """

    stands: bool
    children: int = 0
    text: str = ""
    nearest: str = ""
    nearest_entries: int = 0


def look_for(page: Page, wanted: EventList) -> ListSight:
    """Look for a list on a page. One that was a whole file of data stands as long as that does."""
    if not wanted.selector:
        return ListSight(stands=is_calendar(page) or is_json(page))
    document = document_of(page)
    if document.root is None:
        return ListSight(stands=False)
    found = found_by(document.root, wanted.selector)
    nearest, entries = _nearest(document, document.root, wanted, found)
    return ListSight(
        stands=bool(found),
        children=sum(len(element.findall("*")) for element in found),
        text=_shown_in(document, found),
        nearest=nearest,
        nearest_entries=entries,
    )


def _shown_in(document: Document, elements: list[_Element]) -> str:
    """The beginning of what the page shows in some elements."""
    texts = [
        block.text
        for block in document.blocks
        if block.box is not None and any(box.element in elements for box in block.box.path)
    ]
    return clean_text(" ".join(texts))[:_MOST_SHOWN]


def _nearest(
    document: Document, root: _Element, wanted: EventList, found: list[_Element]
) -> tuple[str, int]:
    """What bears a name of the list now, else what repeats most often; with its alike children.

    Nothing where that is what was `found`.
    """
    repeated = _repeated(document)
    named = [element for name in names_of(wanted.selector) for element in _bearing(root, name)]
    chosen = max(named, key=lambda element: repeated.get(element, 0), default=None)
    if chosen is None:
        chosen = max(repeated, key=lambda element: repeated[element], default=None)
    if chosen is None or chosen in found:
        return "", 0
    return selector_of(chosen, root), repeated.get(chosen, 0)


def _bearing(root: _Element, name: str) -> list[_Element]:
    return [*found_by(root, f"#{name}"), *found_by(root, f".{name}")]


def _repeated(document: Document) -> dict[_Element, int]:
    """The elements of the content that hold alike elements with a figure in each, as dates have."""
    alike: dict[int, dict[str, set[int]]] = {}
    parents: dict[int, Box] = {}
    for block in document.main():
        if block.box is None or not any(char.isdigit() for char in block.text):
            continue
        for box in block.box.path:
            if box.parent is not None:
                parents[box.parent.serial] = box.parent
                shapes = alike.setdefault(box.parent.serial, {})
                shapes.setdefault(box.shape, set()).add(box.serial)
    most = {serial: max(map(len, shapes.values())) for serial, shapes in alike.items()}
    return {
        element: count
        for serial, count in most.items()
        if count >= _FEWEST and (element := parents[serial].element) is not None
    }
