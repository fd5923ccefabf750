"""Whatever stands in data: JSON, markup, feeds, calendars. No exception, sound evidence."""

import json
from collections.abc import Callable
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from model import Extraction, Page
from parsers import Context, extract

Pages = Callable[..., Page]
Sound = Callable[[Extraction], Extraction]
ANY = settings(
    max_examples=120,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
KEYS = st.sampled_from(
    """@type @id @graph @value name startDate endDate location address organizer url eventStatus
    subEvent superEvent eventSchedule startTime repeatFrequency offers price previousStartDate
    addressLocality postalCode addressCountry streetAddress events start_date end_date all_day venue
    zip title rendered link type version items timezone utc_start_date datePublished""".split()
)
WORDS = st.sampled_from(
    """Event EventSeries Place VirtualLocation Person #a 2026-05-03 2026-05-03T10:00:00Z 2026-05-01
    2026-05-03T24:00 06108 Halle Gera online EventCancelled P1W 25 post publish \ud800 {{x}} true
    https://a.example/t/1 http://[ https://jsonfeed.org/version/1""".split()
) | st.text(max_size=12)
VALUES = st.recursive(
    WORDS | st.none() | st.booleans() | st.integers() | st.floats(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS, inner, max_size=6),
    max_leaves=25,
)
PIECES = st.sampled_from(
    """<rss>|<channel>|<item>|</item>|</channel>|</rss>|<title>Termine</title>|<title>Fachtag
    |<ev:startdate>2026-05-03</ev:startdate>|<startDate>|</startDate>|2026-05-03|<link>/t/1</link>
    |<description>&lt;p&gt;3. Mai 2026|]]>|<![CDATA[|<feed xmlns="http://www.w3.org/2005/Atom">
    |<entry>|<content type="xhtml">|<updated>2026-13-01</updated>|&x;|&#0;|<!DOCTYPE rss [|]>
    |<pubDate>Unsinn</pubDate>|<link href="http://[">|<b>|BEGIN:VEVENT|END:VEVENT|BEGIN:VCALENDAR
    |END:VCALENDAR|SUMMARY:Treff|DTSTART:20260503|DTSTART;TZID=X:2026|DTEND:20260501T100000Z
    |RRULE:FREQ=|RRULE:FREQ=WEEKLY|DURATION:-P1D|LOCATION:Gera|ORGANIZER;CN=:x|RECURRENCE-ID:x
    |STATUS:TENTATIVE|UID:1|DURATION:P9999999999D|X-ALT-DESC:<p""".replace("\n    ", "").split("|")
)
MARKUP = st.sampled_from(
    """<div itemscope itemtype="http://schema.org/Event">|<p itemprop="name">Treff|</p>|</div>
    |<time itemprop="startDate" datetime="2026-05-03">|<b itemprop="location" itemscope>|</b>
    |<i class="vevent">|<i class="dtstart value" title="2026-05-03">|<i class="summary">X|</i>
    |<u typeof="schema:Event">|<u property="schema:startDate" content="2026-05-03">|</u>|3. Mai
    |<time datetime="2026-05-03T10:00">heute</time>|<time datetime="x">|</time>|10 Uhr""".replace(
        "\n    ", ""
    ).split("|")
)


@given(value=VALUES)
@ANY
def test_any_json(page_of: Pages, sound: Sound, context: Context, value: Any) -> None:
    text = json.dumps(value)
    sound(extract(page_of(text, content_type="application/json"), context))
    page = f'<script type="application/ld+json">{text}</script><h1>Termine</h1><p>3. Mai 2026</p>'
    sound(extract(page_of(page), context))


@given(value=VALUES, cut=st.integers(0, 300))
@ANY
def test_any_broken_json(
    page_of: Pages, sound: Sound, context: Context, value: Any, cut: int
) -> None:
    text = json.dumps({"@type": "Event", "startDate": "2026-05-03", "x": value})[:cut]
    page = f'<script type="application/ld+json">{text}</script><p>Text</p>'
    sound(extract(page_of(page), context))


@given(pieces=st.lists(PIECES, max_size=25), head=st.sampled_from(["<rss>", "<feed>", ""]))
@ANY
def test_any_feed_or_calendar(
    page_of: Pages, sound: Sound, context: Context, pieces: list[str], head: str
) -> None:
    sound(extract(page_of(head + "".join(pieces)), context))
    calendar = "BEGIN:VCALENDAR\r\n" + "\r\n".join(pieces)
    sound(extract(page_of(calendar, content_type="text/calendar"), context))


@given(pieces=st.lists(MARKUP, max_size=25))
@ANY
def test_any_markup(page_of: Pages, sound: Sound, context: Context, pieces: list[str]) -> None:
    sound(extract(page_of(f"<html><body>{''.join(pieces)}"), context))
