"""Page to events, news and deadlines: pure functions without I/O, clock or state."""

from parsers.context import Context
from parsers.digest import main_text_digest
from parsers.reading import extract
from parsers.standing import ListSight, look_for
from parsers.version import EXTRACTOR_VERSION

__all__ = [
    "EXTRACTOR_VERSION",
    "Context",
    "ListSight",
    "extract",
    "look_for",
    "main_text_digest",
]
