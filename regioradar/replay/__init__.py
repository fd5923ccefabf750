"""Replay: the archive read again with today's rules, and what that changes, event by event.

`difference` compares two states and `showing` writes the comparison, both pure; `rereading` reads,
in a rehearsal that leaves nothing behind or for good.
"""

from regioradar.replay.difference import Difference, FieldChange, Item, Report, Turn, What
from regioradar.replay.rereading import Replay, rehearse, reread

__all__ = [
    "Difference",
    "FieldChange",
    "Item",
    "Replay",
    "Report",
    "Turn",
    "What",
    "rehearse",
    "reread",
]
