"""Who speaks on a page: the body behind its "wir", from the source, the page's head or its foot.

Only a name that is an organisation's by its words counts; a page without one speaks for nobody.
"""

import re
from collections.abc import Iterator

from model import Organizer, clean_text
from parsers.context import Context
from parsers.hosts.mentions import mentions_in
from parsers.hosts.names import is_generic, is_organization, organizer
from parsers.page.document import Document

_TITLE_PARTS = re.compile(r"\s+[|–—·»-]\s+|\s*::\s*")
_SEGMENTS = re.compile(r"\s*[|·•,;\n]\s*")
_POSTCODE = re.compile(r"\b\d{5}\s+[A-ZÄÖÜ]")
_SIGNED = re.compile(r"^(?:Ihre?|Eure?)\s+([A-ZÄÖÜ].{3,60})$", re.MULTILINE)
_FOOT = 12  # blocks
_SIGNATURE = 4  # blocks
_LONGEST = 80


def owner_of(document: Document, context: Context) -> Organizer | None:
    """Return who stands behind the page's "wir"; None where nothing says so."""
    if context.organizer is not None:
        return context.organizer
    for name in _names(document):
        name = clean_text(name)
        if 4 <= len(name) <= _LONGEST and _names_body(name, context):
            return organizer(name, context)
    return None


def _signatures(document: Document) -> Iterator[str]:
    """The lines at the end of a mail or a release that hold nothing but a body's name."""
    for block in document.blocks[-_SIGNATURE:]:
        for line in block.text.splitlines():
            words = mentions_in(line.strip()) if len(line) <= _LONGEST else []
            if (
                len(words) == 1
                and " " in line.strip()
                and words[0].end - words[0].start == len(line.strip())
            ):
                yield line


def _names_body(name: str, context: Context) -> bool:
    return ":" not in name and is_organization(name, context) and not is_generic(name)


def _names(document: Document) -> Iterator[str]:
    """What may be the name of the page's owner, the surest first."""
    yield document.meta.get("og:site_name", "")
    for block in reversed(document.blocks[-_FOOT:]):
        if _POSTCODE.search(block.text):
            yield _SEGMENTS.split(block.text.strip())[0]
    yield from _signatures(document)
    signed = _SIGNED.search(document.text, max(0, len(document.text) - 2000))
    if signed is not None:
        yield signed[1]
    parts = _TITLE_PARTS.split(document.title)
    if len(parts) > 1:
        yield from (parts[-1], parts[0])
    if not document.is_html and document.blocks:
        yield _SEGMENTS.split(document.blocks[0].text.strip())[0]
