"""The store: crawled pages, events with their identity, news, deadlines, runs, in one SQLite file.

The only package with SQL. It decides what is one event and what has changed (`store.identity`,
`store.clustering`, `store.merging`, all pure); it fetches, reads, compares and renders nothing.
"""

from store.consolidating import Consolidated, Matcher
from store.correcting import CORRECTABLE
from store.corrections import StaffCorrection
from store.decisions import DecisionKind, StaffDecision
from store.delisting import Delisted
from store.dossiers import Compared, Dossier, OpenPair, PageTelling
from store.findings import FILL_FIELDS
from store.guarding import Guard
from store.holds import problem_of
from store.joining_guard import JoiningGuard
from store.records import (
    CrawlCounts,
    EventCounts,
    GoodLists,
    HeldEvent,
    Hold,
    HoldStage,
    Pruned,
    PrunedKind,
    Retention,
    Run,
    SourceProblem,
    SourceRun,
    StoredPage,
    Visit,
)
from store.staff import Decided, RejectReason, Staff
from store.store import Store

__all__ = [
    "CORRECTABLE",
    "FILL_FIELDS",
    "Compared",
    "Consolidated",
    "CrawlCounts",
    "Decided",
    "DecisionKind",
    "Delisted",
    "Dossier",
    "EventCounts",
    "GoodLists",
    "Guard",
    "HeldEvent",
    "Hold",
    "HoldStage",
    "JoiningGuard",
    "Matcher",
    "OpenPair",
    "PageTelling",
    "Pruned",
    "PrunedKind",
    "RejectReason",
    "Retention",
    "Run",
    "SourceProblem",
    "SourceRun",
    "Staff",
    "StaffCorrection",
    "StaffDecision",
    "Store",
    "StoredPage",
    "Visit",
    "problem_of",
]
