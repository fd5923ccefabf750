"""The health of sources: what is known of them, how that compares with their past, how it is told.

`deciding` is pure; `gathering` asks the store, `turning` sets a run beside the one before,
`showing` writes for people and programs.
"""

from regioradar.health.deciding import health_of
from regioradar.health.gathering import gathered
from regioradar.health.records import KnownEvent, Reason, SourceFacts, SourceHealth
from regioradar.health.turning import Turn, turns

__all__ = [
    "KnownEvent",
    "Reason",
    "SourceFacts",
    "SourceHealth",
    "Turn",
    "gathered",
    "health_of",
    "turns",
]
