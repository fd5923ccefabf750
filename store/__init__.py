"""The store: crawled pages, events with their identity, news, deadlines, runs, in one SQLite file.

The only package with SQL. It decides what is one event and what has changed (`store.identity`,
`store.merging`, both pure); it fetches, reads and renders nothing.
"""

from store.findings import FILL_FIELDS
from store.records import (
    CrawlCounts,
    EventCounts,
    GoodLists,
    Run,
    SourceProblem,
    SourceRun,
    StoredPage,
    Visit,
)
from store.store import Store

__all__ = [
    "FILL_FIELDS",
    "CrawlCounts",
    "EventCounts",
    "GoodLists",
    "Run",
    "SourceProblem",
    "SourceRun",
    "Store",
    "StoredPage",
    "Visit",
]
