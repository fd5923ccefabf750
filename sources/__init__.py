"""What RegioRadar watches: one small TOML file a source, loaded and checked.

Reads files only; fetches nothing and knows nothing of pages, dates or events.
"""

from model import EntryKind
from sources.loading import (
    Catalogue,
    bundled_file,
    bundled_files,
    load_catalogue,
    load_source,
)
from sources.patterns import Patterns, TooSlowError
from sources.regions import Region, RegionKind, region_of, speaks_for
from sources.source import (
    Cadence,
    CalendarLinks,
    Entry,
    Follow,
    OrganizerDefault,
    Source,
    SourceKind,
)
from sources.values import address, host_of

__all__ = [
    "Cadence",
    "CalendarLinks",
    "Catalogue",
    "Entry",
    "EntryKind",
    "Follow",
    "OrganizerDefault",
    "Patterns",
    "Region",
    "RegionKind",
    "Source",
    "SourceKind",
    "TooSlowError",
    "address",
    "bundled_file",
    "bundled_files",
    "host_of",
    "load_catalogue",
    "load_source",
    "region_of",
    "speaks_for",
]
