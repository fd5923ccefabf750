"""Why an address is asked for; travels with its request through redirects and retries."""

from dataclasses import dataclass

from scrapy import Request

from sources import EntryKind

_KEY = "regioradar_visit"
_LISTS = (EntryKind.LISTING, EntryKind.PRESS, EntryKind.PAGE)

WHOLE = "regioradar_whole"
"""The meta key of a request that is never made conditional: its answer is needed whole."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """One address to be asked for, on behalf of one source.

    `url` is empty where a person asked (`scrapy parse`). `kind` says how the answer is read,
    `depth` how many links it is away from an entry (paging does not count), `origin` the entry
    that the chain of links began at, `published` what a feed said of the page's publication (ISO
    8601 day). `found` says that a page named the address and not the source file; `priority` is
    Scrapy's, `level` how many indexes of sitemaps led here.
    """

    source_id: str
    url: str = ""
    kind: EntryKind = EntryKind.PAGE
    depth: int = 0
    entry: bool = False
    origin: str = ""
    published: str = ""
    found: bool = False
    priority: int = 0
    level: int = 0

    @property
    def is_list(self) -> bool:
        """True for an HTML entry and the pages of its list, not for what they lead to."""
        return not self.depth and self.kind in _LISTS

    @property
    def meta(self) -> dict[str, "Visit"]:
        """The meta of a request that makes this visit."""
        return {_KEY: self}

    @staticmethod
    def of(request: Request | None) -> "Visit | None":
        """Return the visit that a request makes; None for robots.txt and a person's shell."""
        visit = request.meta.get(_KEY) if request is not None else None
        return visit if isinstance(visit, Visit) else None
