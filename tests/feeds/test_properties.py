"""Whatever the events are, every file is sound and holds each of them once."""

from dataclasses import replace
from datetime import timedelta

import feedparser
from fuzzing.records import addresses, events, stored, texts
from fuzzing.targets.writers import SETTINGS, TODAY, arrives_everywhere, in_calendar
from hypothesis import given, settings
from hypothesis import strategies as st
from ical.calendar_stream import IcsCalendarStream

from feeds import Snapshot, build
from feeds.lint import lint_files
from feeds.publishable import link, plain, shorten
from model import http_url


@settings(max_examples=40, deadline=None)
@given(st.lists(stored(), max_size=4, unique_by=lambda s: s.uid))
def test_every_event_arrives_everywhere(records):
    arrives_everywhere(records)
    ics = build(Snapshot(events=tuple(records), today=TODAY), SETTINGS).files["alle.ics"]
    strict = IcsCalendarStream.calendar_from_ics(ics.decode()).events
    assert {event.uid for event in strict} == in_calendar(records)


@settings(max_examples=30, deadline=None)
@given(st.lists(events, min_size=2, max_size=4), stored())
def test_every_history_is_told_in_a_sound_feed(make, states, record):
    """One item at most for each revision, the latest first, and none changes what it once said."""
    numbered = [
        replace(record, event=event, sequence=number) for number, event in enumerate(states)
    ]
    told: list[str] = []
    for end in range(2, len(numbered) + 1):
        history = make.changes(*numbered[:end], since=record.last_modified + timedelta(days=1))
        snapshot = Snapshot(events=(numbered[end - 1],), changes=history, today=TODAY)
        made = build(snapshot, SETTINGS)
        assert [f for f in lint_files(made.files, SETTINGS) if f.point != 11] == []
        assert [p for p in made.problems if "left out" in p.message] == []
        feed = feedparser.parse(made.files["aenderungen.rss"])
        titles = [entry.title for entry in feed.entries]
        assert titles[len(titles) - len(told) :] == told
        told = titles
        numbers = [int(entry.id.rpartition("/")[2]) for entry in feed.entries]
        assert numbers == sorted(set(numbers), reverse=True)
        assert set(numbers) <= set(range(1, end))


@settings(deadline=None)
@given(texts, st.booleans())
def test_plain_text_is_stable_and_clean(text, lines):
    result = plain(text, lines=lines)
    assert plain(result, lines=lines) == result
    assert result.encode("utf-8").decode("utf-8") == result
    assert lines or "\n" not in result


@settings(deadline=None)
@given(texts, st.integers(10, 60))
def test_shorten_never_exceeds(text, limit):
    assert len(shorten(text, limit)) <= limit


@settings(deadline=None)
@given(addresses)
def test_links_are_ascii_and_http(url):
    result = link(url)
    assert result == "" or (result.isascii() and http_url(result) == result)
    assert link(result) == result
