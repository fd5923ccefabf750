"""What is published of any events, read back with the libraries that subscribers use."""

import json
import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

import feedparser
import icalendar
import lxml.html
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from feeds import FeedSettings, Snapshot, build
from feeds.lint import lint_files
from feeds.snapshot import start_key
from fuzzing.records import stored
from fuzzing.target import must
from model import EventStatus, StoredEvent, When

WORDS = (b"\0" * 8, b"\xff" * 8, b"\x01", b"<script>", b"\r\n", b"\xe2\x80\xa8", b"\xed\xa0\x80")
TODAY = date(2026, 2, 10)
SETTINGS = FeedSettings(base_url="https://kalender.example/")
_ADDRESSES = frozenset(("href", "src", "action", "formaction", "data", "poster", "srcset"))
_FOREIGN = frozenset(("iframe", "object", "embed", "base"))
_SAFE = re.compile(r"(?:https?://|webcal://|mailto:|[^:]*$|[^:/?#]*[/?#])")
_WITHOUT_DATES = 11
"""The point of the checklist on days that stand far ahead, which these events do."""


def arrives_everywhere(records: Sequence[StoredEvent]) -> None:
    """Build everything of some events; raise UnsoundError where one is missing or breaks a file."""
    snapshot = Snapshot(events=tuple(records), today=TODAY)
    made = build(snapshot, SETTINGS)
    findings = [f for f in lint_files(made.files, SETTINGS) if f.point != _WITHOUT_DATES]
    must(not findings, "the files keep to the checklist", findings)
    left_out = [problem for problem in made.problems if "left out" in problem.message]
    must(not left_out, "no event is left out", left_out)
    calendar = icalendar.Calendar.from_ical(made.files["alle.ics"])
    found = {str(event["UID"]) for event in calendar.walk("VEVENT")}
    must(found == in_calendar(records), "the calendar has the events of its window", found)
    coming = {r.uid for r in records if not r.event.when.over(TODAY)}
    for stem in ("alle", "demnaechst"):
        ids = [item["id"] for item in json.loads(made.files[f"{stem}.json"])["items"]]
        must({one.rpartition(":")[2] for one in ids} == coming, "a feed has what is to come", ids)
        for suffix in ("rss", "atom"):
            feed = feedparser.parse(made.files[f"{stem}.{suffix}"])
            must(not feed.bozo, "a feed is sound XML", feed.get("bozo_exception"))
            must([e.id for e in feed.entries] == ids, "all feeds have the same entries", ids)
            must(all(e.published_parsed for e in feed.entries), "each entry has its day")
    for name, body in made.files.items():
        if name.endswith(".html"):
            _page(name, body)
        elif name.endswith((".xml", ".rss", ".atom", ".svg")):
            etree.fromstring(body)
    must(build(snapshot, SETTINGS) == made, "the same events make the same files")


def _page(name: str, body: bytes) -> None:
    root = lxml.html.document_fromstring(body)
    for element in root.iter(etree.Element):
        for key, value in element.items():
            must(not key.startswith("on"), "no attribute is a script", name, key, value)
            safe = key not in _ADDRESSES or _SAFE.match(value.strip()) is not None
            must(safe, "an address is of the web or of the site", name, key, value)
        if element.tag == "script" and element.get("type") == "application/ld+json":
            json.loads(element.text_content())
        elif element.tag == "script":
            must(element.get("src") is not None, "a script is a file of the site", name)
        must(
            element.tag not in ("iframe", "object", "embed", "base"), "a page holds no other", name
        )


def in_calendar(records: Sequence[StoredEvent]) -> set[str]:
    """The exact events of the window; where there is none, the latest that was."""
    exact = [record for record in records if isinstance(record.event.when, When)]
    shown = {record.uid for record in exact if _in_window(record)}
    over = sorted((r for r in exact if r.event.when.over(TODAY)), key=start_key)
    return shown or {record.uid for record in over[-1:]}


def _in_window(record: StoredEvent) -> bool:
    cancelled = record.event.status is EventStatus.CANCELLED
    oldest = TODAY - timedelta(days=30 if cancelled else 180)
    return not record.event.when.over(oldest)


@settings(database=None, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(stored(), max_size=4, unique_by=lambda record: record.uid))
def _any(records: list[StoredEvent]) -> None:
    arrives_everywhere(records)


def check(data: bytes) -> None:
    """The input is what hypothesis makes its choices of."""
    _any.hypothesis.fuzz_one_input(data)


def seeds() -> Iterator[bytes]:
    """Some choices."""
    yield from (bytes([number]) * 400 for number in range(0, 256, 16))
    yield from (bytes(range(256)) * 4, bytes(range(255, -1, -1)) * 4)
