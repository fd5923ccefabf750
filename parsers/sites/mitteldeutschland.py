"""Metropolregion Mitteldeutschland: WordPress, articles at /de/<words>/.

The line under the title is the day of publication; the day of an event stands in the prose. Older
articles have it in no markup that a reader of pages in general could know.
"""

import re

from parsers.sites import Site, words_of

_DAY = re.compile(r"(\d{1,2})\. ([A-Z][a-zä]+) (\d{4})")
_MONTHS = (
    "Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober",
    "November", "Dezember",
)  # fmt: skip


def head(site: Site) -> dict[str, str]:
    """The day of publication, from the line under the title of an article."""
    title = site.soup.select_one("h1")
    below = title.find_next_sibling() if title is not None else None
    shown = _DAY.fullmatch(words_of(below)) if below is not None else None
    if shown is None or shown[2] not in _MONTHS:
        return {}
    day = f"{shown[3]}-{_MONTHS.index(shown[2]) + 1:02}-{int(shown[1]):02}"
    return {"article:published_time": day}
