"""Events and news as bytes: iCalendar, RSS and the first page of the public calendar. Pure."""

from feeds.build import Build, build
from feeds.settings import Channel, FeedSettings, everything
from feeds.snapshot import Snapshot

__all__ = ["Build", "Channel", "FeedSettings", "Snapshot", "build", "everything"]
