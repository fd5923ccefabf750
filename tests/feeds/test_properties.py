"""Whatever the events are, every file is sound and holds each of them once."""

import json
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import feedparser
import icalendar
from hypothesis import given, settings
from hypothesis import strategies as st
from ical.calendar_stream import IcsCalendarStream

from feeds import FeedSettings, Snapshot, build
from feeds.lint import lint_files
from feeds.publishable import link, plain, shorten
from feeds.snapshot import start_key
from model import (
    BERLIN,
    AttendanceMode,
    CoarseWhen,
    Event,
    EventStatus,
    Grain,
    Mention,
    Organizer,
    Place,
    StoredEvent,
    When,
    http_url,
)

TODAY = date(2026, 2, 10)
SETTINGS = FeedSettings(base_url="https://kalender.example/")

days = st.dates(date(2025, 9, 1), date(2035, 12, 31))
times = st.datetimes(datetime(2025, 9, 1), datetime(2035, 12, 31))  # noqa: DTZ001 - made local below
lengths = st.one_of(st.none(), st.integers(0, 4000))
texts = st.text(st.characters(), max_size=120)  # lone surrogates included
names = texts.map(lambda text: "Tagung " + text)
stamps = st.datetimes(
    datetime(2025, 1, 1),  # noqa: DTZ001 - hypothesis adds the zone
    datetime(2026, 2, 1),  # noqa: DTZ001 - hypothesis adds the zone
    timezones=st.just(UTC),
)
addresses = st.one_of(texts, texts.map(lambda text: "https://quelle.example/" + text))


@st.composite
def whens(draw) -> When | CoarseWhen:
    kind = draw(st.sampled_from(["day", "minute", "mixed", "coarse"]))
    length = draw(lengths)
    if kind in ("day", "coarse"):
        first = draw(days)
        last = None if length is None else first + timedelta(days=length % 40)
        if kind == "day":
            return When(start=first, end=last)
        grain = draw(st.sampled_from([Grain.WEEK, Grain.MONTH, Grain.SEASON, Grain.YEAR]))
        return CoarseWhen(first_day=first, last_day=last or first, grain=grain, text=draw(texts))
    start = draw(times).replace(second=0, microsecond=0, tzinfo=BERLIN)
    end = None if length is None else start + timedelta(minutes=length)
    return When(start=start, end=end.date() if end and kind == "mixed" else end)


places = st.builds(
    Place,
    name=texts,
    street_address=texts,
    postal_code=texts,
    address_locality=texts,
    address_region=texts,
)
organizers = st.builds(Organizer, name=names)
events = st.builds(
    Event,
    name=names,
    when=whens(),
    locations=st.lists(places, max_size=3).map(tuple),
    organizers=st.lists(organizers, max_size=3).map(tuple),
    status=st.sampled_from(EventStatus),
    attendance_mode=st.one_of(st.none(), st.sampled_from(AttendanceMode)),
    previous_start=st.one_of(st.none(), days),
    description=st.text(st.characters(), max_size=900),
    url=addresses,
    offers=texts,
    recurrence=st.sampled_from(["", "FREQ=WEEKLY"]),
    publish=st.just(True),
)


@st.composite
def stored(draw) -> StoredEvent:
    created = draw(stamps)
    mention = Mention(
        source_id="a", page_url=draw(addresses), first_seen=created, last_seen=created
    )
    return StoredEvent(
        uid="u" + str(draw(st.integers(0, 10**6))),
        sequence=draw(st.integers(0, 50)),
        created=created,
        last_modified=created + timedelta(seconds=draw(st.integers(0, 10**6))),
        event=draw(events),
        mentions=(mention,),
    )


@settings(max_examples=40, deadline=None)
@given(st.lists(stored(), max_size=4, unique_by=lambda s: s.uid))
def test_every_event_arrives_everywhere(records):
    snapshot = Snapshot(events=tuple(records), today=TODAY)
    made = build(snapshot, SETTINGS)
    assert [f for f in lint_files(made.files, SETTINGS) if f.point != 11] == []
    assert [p for p in made.problems if "left out" in p.message] == []
    ics = made.files["alle.ics"]
    found = {str(e["UID"]) for e in icalendar.Calendar.from_ical(ics).walk("VEVENT")}
    assert found == in_calendar(records)
    strict = IcsCalendarStream.calendar_from_ics(ics.decode()).events
    assert {event.uid for event in strict} == found
    coming = [r for r in records if not r.event.when.over(TODAY)]
    for stem in ("alle", "demnaechst"):
        ids = [item["id"] for item in json.loads(made.files[f"{stem}.json"])["items"]]
        assert {id_.rpartition(":")[2] for id_ in ids} == {r.uid for r in coming}
        for suffix in ("rss", "atom"):
            feed = feedparser.parse(made.files[f"{stem}.{suffix}"])
            assert not feed.bozo
            assert [entry.id for entry in feed.entries] == ids
            assert all(entry.published_parsed for entry in feed.entries)
    assert build(snapshot, SETTINGS) == made


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


def in_calendar(records) -> set[str]:
    """The exact events of the window; where there is none, the latest that was."""
    exact = [r for r in records if isinstance(r.event.when, When)]
    shown = {r.uid for r in exact if in_window(r)}
    over = sorted((r for r in exact if r.event.when.over(TODAY)), key=start_key)
    return shown or {r.uid for r in over[-1:]}


def in_window(record: StoredEvent) -> bool:
    cancelled = record.event.status is EventStatus.CANCELLED
    oldest = TODAY - timedelta(days=30 if cancelled else 180)
    return not record.event.when.over(oldest)


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
