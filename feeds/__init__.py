"""Events and news as bytes: iCalendar, RSS, Atom, JSON Feed and the public website. Pure."""

from feeds.build import Build, Plan, build, plan
from feeds.settings import FeedSettings, RegionInfo, SourceInfo
from feeds.snapshot import Snapshot

__all__ = [
    "Build",
    "FeedSettings",
    "Plan",
    "RegionInfo",
    "Snapshot",
    "SourceInfo",
    "build",
    "plan",
]
