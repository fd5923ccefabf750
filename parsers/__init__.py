"""Page to events, news and deadlines: pure functions without I/O, clock or state."""

from parsers.context import Context
from parsers.reading import EXTRACTOR_VERSION, extract

__all__ = ["EXTRACTOR_VERSION", "Context", "extract"]
