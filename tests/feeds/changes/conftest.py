"""Changes of invented events, and the titles that the feed of changes gives them."""

import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import feedparser
import pytest

from feeds import FeedSettings, Snapshot, build
from feeds.lint.feed_items import Expected, Known
from feeds.lint.rss_rules import read_rss
from model import StoredEvent

sys.path.append(str(Path(__file__).parent))  # for the module beside this one


@pytest.fixture
def feed() -> Callable[[Snapshot, FeedSettings], bytes]:
    """Return the RSS feed of changes of a snapshot that gives no cause for complaint."""

    def made(snapshot: Snapshot, settings: FeedSettings) -> bytes:
        found = build(snapshot, settings)
        assert [p for p in found.problems if "no event to publish" not in p.message] == []
        return found.files["aenderungen.rss"]

    return made


@pytest.fixture
def read() -> Callable[[bytes], list]:
    """Return the entries of a sound feed of changes."""

    def entries(data: bytes) -> list:
        expected = Expected(self_url="https://kalender.example/aenderungen.rss")
        assert read_rss(data, expected, Known()).findings == ()
        result = feedparser.parse(data)
        assert not result.bozo
        return result.entries

    return entries


@pytest.fixture
def titles(make, settings, feed, read) -> Callable[..., list[str]]:
    """Return the titles of the feed, the latest first, after an event went through some states."""

    def told(*states: StoredEvent, **fields) -> list[str]:
        numbered = [replace(state, sequence=number) for number, state in enumerate(states)]
        snapshot = make.snapshot(numbered[-1], changes=make.changes(*numbered, **fields))
        return [entry.title for entry in read(feed(snapshot, settings))]

    return told
