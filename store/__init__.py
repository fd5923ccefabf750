"""The store: crawled pages, events with their identity, news, deadlines, runs, in one SQLite file.

The only package with SQL. It decides what is one event and what has changed (`store.identity`,
`store.clustering`, `store.merging`, all pure); it fetches, reads, compares and renders nothing.
"""

from store.accounts import Account, Accounts, Origin, Role, Session, folded_name
from store.consolidating import Consolidated, Matcher
from store.correcting import CORRECTABLE
from store.corrections import StaffCorrection
from store.decisions import DecisionKind, StaffDecision
from store.delisting import Delisted
from store.digests import Told
from store.dossiers import Compared, Dossier, OpenPair, PageTelling
from store.examining import Examination, examine
from store.findings import FILL_FIELDS
from store.guarding import Guard
from store.holds import problem_of
from store.joining_guard import JoiningGuard
from store.mentions import forget_events
from store.notices import Ended, Notices, Trouble
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
from store.reviewing.desk import Desk
from store.reviewing.measures import (
    CorrectedField,
    Precision,
    PrecisionPoint,
    RulePrecision,
    Trust,
    TrustRules,
    TrustState,
    Undecided,
)
from store.reviewing.records import (
    Act,
    ActKind,
    Approved,
    AuditFilter,
    AuditRow,
    Claim,
    Decided,
    Neighbours,
    QueueFilter,
    QueueItem,
    Refusal,
    RejectReason,
    Sheet,
    Signed,
    Skipped,
    Tab,
    Why,
)
from store.reviewing.source_records import Pause, ReleaseRequest, SourceFigures
from store.staff import Staff
from store.store import Store
from store.tellers import ToldSince

__all__ = [
    "CORRECTABLE",
    "FILL_FIELDS",
    "Account",
    "Accounts",
    "Act",
    "ActKind",
    "Approved",
    "AuditFilter",
    "AuditRow",
    "Claim",
    "Compared",
    "Consolidated",
    "CorrectedField",
    "CrawlCounts",
    "Decided",
    "DecisionKind",
    "Delisted",
    "Desk",
    "Dossier",
    "Ended",
    "EventCounts",
    "Examination",
    "GoodLists",
    "Guard",
    "HeldEvent",
    "Hold",
    "HoldStage",
    "JoiningGuard",
    "Matcher",
    "Neighbours",
    "Notices",
    "OpenPair",
    "Origin",
    "PageTelling",
    "Pause",
    "Precision",
    "PrecisionPoint",
    "Pruned",
    "PrunedKind",
    "QueueFilter",
    "QueueItem",
    "Refusal",
    "RejectReason",
    "ReleaseRequest",
    "Retention",
    "Role",
    "RulePrecision",
    "Run",
    "Session",
    "Sheet",
    "Signed",
    "Skipped",
    "SourceFigures",
    "SourceProblem",
    "SourceRun",
    "Staff",
    "StaffCorrection",
    "StaffDecision",
    "Store",
    "StoredPage",
    "Tab",
    "Told",
    "ToldSince",
    "Trouble",
    "Trust",
    "TrustRules",
    "TrustState",
    "Undecided",
    "Visit",
    "Why",
    "examine",
    "folded_name",
    "forget_events",
    "problem_of",
]
