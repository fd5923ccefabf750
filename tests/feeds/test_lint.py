"""Each point of the checklist is checked: a sound file passes, one with the fault does not."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from feeds import build
from feeds.lint import (
    POINTS,
    lint_event,
    lint_files,
    lint_ics,
    lint_item,
    lint_page,
    lint_rss,
    lint_together,
)
from model import ProblemKind, Severity, When

FIRST, OTHER = "jahrestagung@regioradar.example", "seminar@regioradar.example"
URL = b"URL:https://bmwe.example/termine/jahrestagung"


@pytest.fixture(scope="module")
def files(make, settings):
    snapshot = make.snapshot(
        make.conference(), make.seminar(), make.cancelled(), news=(make.news(),)
    )
    return build(snapshot, settings).files


def swap(old: bytes | str, new: bytes | str) -> Callable[[bytes], bytes]:
    """Return an edit of the first place where `old` stands; CRLF is written as a newline."""

    def as_bytes(text: bytes | str) -> bytes:
        data = text.encode() if isinstance(text, str) else text
        return data.replace(b"\r\n", b"\n").replace(b"\n", b"\r\n")

    def edit(data: bytes) -> bytes:
        assert as_bytes(old) in data, f"{old!r} does not stand in the sound file"
        return data.replace(as_bytes(old), as_bytes(new), 1)

    return edit


def after(line: str, added: str) -> Callable[[bytes], bytes]:
    return swap(line + "\n", f"{line}\n{added}\n")


def without(*lines: str) -> Callable[[bytes], bytes]:
    def edit(data: bytes) -> bytes:
        for line in lines:
            data = swap(line + "\n", "")(data)
        return data

    return edit


CALENDAR_FAULTS: list[tuple[int, str, Callable[[bytes], bytes]]] = [
    (1, "bare LF", lambda data: data.replace(b"\r\n", b"\n", 1)),
    (1, "all LF", lambda data: data.replace(b"\r\n", b"\n")),
    (1, "byte-order mark", lambda data: b"\xef\xbb\xbf" + data),
    (1, "Latin-1", lambda data: data.replace("ü".encode(), "ü".encode("latin-1"), 1)),
    (1, "no last line end", lambda data: data.removesuffix(b"\r\n")),
    (2, "a long line", swap("SUMMARY:Seminar", "SUMMARY:" + "x" * 75)),
    (
        2,
        "folded inside a character",
        lambda data: data.replace("ö".encode(), b"\xc3\r\n \xb6", 1),
    ),
    (2, "folded inside an escape", swap("\\n\\nQuelle", "\\\n n\\nQuelle")),
    (3, "a vertical tab", swap("SUMMARY:Seminar", "SUMMARY:Sem\x0binar")),
    (3, "a NUL", swap("SUMMARY:Seminar", "SUMMARY:Sem\x00inar")),
    (3, "U+2028", swap("SUMMARY:Seminar", "SUMMARY:Sem\u2028inar")),
    (3, "bidi", swap("SUMMARY:Seminar", "SUMMARY:Sem\u202einar")),
    (4, "no VERSION", without("VERSION:2.0")),
    (4, "no PRODID", without("PRODID:-//RegioRadar//RegioRadar 0.1.0//DE")),
    (4, "no CALSCALE", without("CALSCALE:GREGORIAN")),
    (4, "two calendars", lambda data: data * 2),
    (4, "no end", without("END:VCALENDAR")),
    (4, "an end too many", after("END:VCALENDAR", "END:VCALENDAR")),
    (4, "lower case", swap("COLOR:teal", "X-Color:teal")),
    (4, "no line at all", after("COLOR:teal", "was ist das")),
    (4, "twice", after("STATUS:CONFIRMED", "STATUS:CONFIRMED")),
    (5, "METHOD", after("VERSION:2.0", "METHOD:PUBLISH")),
    (5, "UID of the calendar", after("VERSION:2.0", "UID:abc")),
    (6, "names differ", swap("X-WR-CALNAME:Termine", "X-WR-CALNAME:Andere")),
    (6, "no description", swap("X-WR-CALDESC:", "X-OTHER:")),
    (7, "no VALUE", swap("REFRESH-INTERVAL;VALUE=DURATION:", "REFRESH-INTERVAL:")),
    (7, "differs", swap("X-PUBLISHED-TTL:PT6H", "X-PUBLISHED-TTL:PT1H")),
    (8, "no VALUE", swap("SOURCE;VALUE=URI:", "SOURCE:")),
    (8, "elsewhere", swap("SOURCE;VALUE=URI:https://kalender", "SOURCE;VALUE=URI:https://x")),
    (8, "page elsewhere", swap("URL:https://kalender.example/\n", "URL:https://x.example/\n")),
    (9, "late onset", swap("DTSTART:19810329T020000", "DTSTART:19810329T030000")),
    (9, "RDATE form", swap("RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU", "RDATE:20260329T020000")),
    (9, "undefined", swap("DTSTART;TZID=Europe/Berlin:", "DTSTART;TZID=Europe/Wien:")),
    (
        9,
        "no zone",
        lambda data: data.partition(b"BEGIN:VTIMEZONE")[0] + data[data.index(b"BEGIN:VEVENT") :],
    ),
    (10, "floating", swap("DTSTART;TZID=Europe/Berlin:", "DTSTART:")),
    (10, "TZID on UTC", swap("Berlin:20260319T100000", "Berlin:20260319T100000Z")),
    (11, "no event", lambda data: data[: data.index(b"BEGIN:VEVENT")] + b"END:VCALENDAR\r\n"),
    (12, "no UID", without("UID:seminar@regioradar.example")),
    (12, "twice", swap("UID:seminar@", "UID:jahrestagung@")),
    (12, "related to nobody", after("STATUS:CONFIRMED", "RELATED-TO;RELTYPE=SIBLING:x")),
    (12, "related to itself", after("STATUS:CONFIRMED", f"RELATED-TO:{FIRST}")),
    (12, "related twice", after("STATUS:CONFIRMED", f"RELATED-TO:{OTHER}\nRELATED-TO:{OTHER}")),
    (12, "related how", after("STATUS:CONFIRMED", f"RELATED-TO;RELTYPE=TWIN:{OTHER}")),
    (13, "not UTC", swap("DTSTAMP:20260120T091530Z", "DTSTAMP:20260120T091530")),
    (13, "of the build", swap("DTSTAMP:20260120T091530Z", "DTSTAMP:20260121T000000Z")),
    (13, "none", without("DTSTAMP:20260120T091530Z")),
    (13, "made after change", swap("CREATED:20260112", "CREATED:20270112")),
    (14, "no number", swap("SEQUENCE:0", "SEQUENCE:-1")),
    (14, "none", without("SEQUENCE:0")),
    (15, "FOO", swap("STATUS:CONFIRMED", "STATUS:FOO")),
    (15, "none", without("STATUS:CONFIRMED")),
    (15, "not marked", swap("SUMMARY:ABGESAGT: ", "SUMMARY:")),
    (16, "busy", swap("TRANSP:TRANSPARENT", "TRANSP:OPAQUE")),
    (16, "none", without("TRANSP:TRANSPARENT")),
    (17, "same day", swap("DTEND;VALUE=DATE:20260304", "DTEND;VALUE=DATE:20260302")),
    (17, "mixed", swap("DTEND;VALUE=DATE:20260304", "DTEND:20260304T000000Z")),
    (17, "before", swap("Berlin:20260319T160000", "Berlin:20260319T090000")),
    (17, "no date", swap("DTEND;VALUE=DATE:20260304", "DTEND;VALUE=DATE:20260230")),
    (17, "none", without("DTSTART;VALUE=DATE:20260302")),
    (18, "empty", swap("SUMMARY:Seminar Fördermittel", "SUMMARY:")),
    (18, "none", without("SUMMARY:Seminar Fördermittel")),
    (18, "long", swap("SUMMARY:", "SUMMARY:" + "\n ".join(["x" * 60] * 4))),
    (18, "markup", swap("SUMMARY:Seminar", "SUMMARY:<b>Seminar</b>")),
    (18, "entity", swap("SUMMARY:Seminar", "SUMMARY:Seminar &amp\\;")),
    (19, "two lines", swap("LOCATION:Berlin", "LOCATION:Berlin\\nMitte")),
    (19, "comma", swap("GEO:51.4825;11.9697", "GEO:51.4825,11.9697")),
    (19, "swapped", swap("GEO:51.4825;11.9697", "GEO:11.9697;51.4825")),
    (20, "relative", swap(URL, b"URL:/termine/jahrestagung")),
    (20, "script", swap(URL, b"URL:javascript:alert(1)")),
    (20, "not repeated", swap(URL, b"URL:https://bmwe.example/anders")),
    (21, "markup", swap("Zwei Tage", "<p>Zwei Tage")),
    (21, "markup in contact", swap("CONTACT:Bund", "CONTACT:<b>Bund")),
    (22, "ORGANIZER", after("CLASS:PUBLIC", "ORGANIZER:BMWE")),
    (22, "ATTENDEE", after("CLASS:PUBLIC", "ATTENDEE:mailto:x")),
    (22, "VALARM", after("CLASS:PUBLIC", "BEGIN:VALARM\nACTION:AUDIO\nEND:VALARM")),
    (22, "e-mail", swap("CONTACT:Bund", "CONTACT:erika.muster@amt.example Bund")),
    (23, "not in the list", after("CLASS:PUBLIC", "CATEGORIES:Energie,Sonstiges")),
    (24, "no VALUE", after("CLASS:PUBLIC", "CONFERENCE:https://x.example/")),
    (25, "not sorted", swap("DTSTART;VALUE=DATE:20260302", "DTSTART;VALUE=DATE:20250302")),
]


def points(findings) -> set[int]:
    return {finding.point for finding in findings}


@pytest.mark.parametrize(
    ("point", "edit"),
    [pytest.param(point, edit, id=f"{point}-{name}") for point, name, edit in CALENDAR_FAULTS],
)
def test_faults_of_the_calendar(files, point, edit):
    sound, addresses = files["alle.ics"], {
        "self_url": "https://kalender.example/alle.ics",
        "page_url": "https://kalender.example/",
        "categories": frozenset({"Energie"}),
    }  # fmt: skip
    assert lint_ics(sound, **addresses) == []
    broken = edit(sound)
    if point == 25:
        broken = swap("DTSTART;VALUE=DATE:20250302", "DTSTART;VALUE=DATE:20260502")(broken)
        broken = swap("DTEND;VALUE=DATE:20260304", "DTEND;VALUE=DATE:20260504")(broken)
    assert point in points(lint_ics(broken, **addresses))


def test_too_many_events(files):
    sound = files["alle.ics"]
    start, end = sound.index(b"BEGIN:VEVENT"), sound.index(b"END:VCALENDAR")
    first = sound[start : sound.index(b"BEGIN:VEVENT", start + 1)]
    many = b"".join(first.replace(b"UID:", b"UID:%04d" % n) for n in range(1001))
    findings = lint_ics(sound[:start] + many + sound[end:])
    assert {f.message for f in findings} == {"1001 events are more than 1000"}
    padded = sound[:start] + b"X-A:x\r\n" * 150_000 + sound[start:]
    assert points(lint_ics(padded)) == {11}


def test_a_calendar_may_begin_empty_but_not_become_so(make, settings):
    full = build(make.snapshot(make.event()), settings).files["alle.ics"]
    empty = build(make.snapshot(), settings).files["alle.ics"]
    errors = [f for f in lint_ics(empty, previous=empty) if f.severity is Severity.ERROR]
    assert errors == []
    (lost,) = [f for f in lint_ics(empty, previous=full) if f.severity is Severity.ERROR]
    assert lost.point == 11


def test_the_build_before(make, settings):
    def calendar(**fields):
        return build(make.snapshot(make.event(**fields)), settings).files["alle.ics"]

    moved = {"when": When(start=date(2026, 4, 2))}
    before = calendar(sequence=3)
    assert lint_ics(calendar(sequence=3), previous=before) == []
    assert lint_ics(calendar(sequence=4, **moved), previous=before) == []
    assert lint_ics(calendar(sequence=3, name="Neuer Titel"), previous=before) == []
    (fell,) = lint_ics(calendar(sequence=2), previous=before)
    assert (fell.point, fell.severity) == (14, Severity.ERROR)
    (same,) = lint_ics(calendar(sequence=3, **moved), previous=before)
    assert (same.point, same.severity) == (14, Severity.WARNING)


def test_a_single_event():
    assert points(lint_event(b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n")) == {4}
    assert points(lint_event(b"")) >= {1, 4}


FEED_FAULTS: list[tuple[int, str, str, str]] = [
    (26, "not well-formed", "</channel>", "</chanel>"),
    (26, "no RSS", '<rss xmlns', '<rs xmlns'),
    (26, "no language", "<language>de</language>", ""),
    (26, "no title", "<title>Neue Förderrunde gestartet</title>", ""),
    (27, "no guid", '<guid isPermaLink="false">tag:', '<guid isPermaLink="false">'),
    (27, "permalink", '<guid isPermaLink="false">', '<guid isPermaLink="true">'),
    (27, "twice", "2026:meldung@", "2026:seminar@"),
    (28, "weekday", "Mon, 12 Jan 2026", "Tue, 12 Jan 2026"),
    (28, "no date", "Mon, 12 Jan 2026 08:30:00 +0000", "2026-01-12"),
    (28, "future", "Mon, 12 Jan 2026", "Tue, 12 Jan 2027"),
    (28, "order", "Mon, 12 Jan 2026", "Sun, 11 Jan 2026"),
    (29, "no date in title", "<title>2.–3. März 2026 · ", "<title>"),
    (29, "no place in title", " · Halle (Saale)</title>", "</title>"),
    (30, "script", "&lt;p&gt;Wann", "&lt;script&gt;x&lt;/script&gt;&lt;p&gt;Wann"),
    (30, "handler", "&lt;p&gt;Wann", '&lt;p onclick="x"&gt;Wann'),
    (30, "relative link", '&lt;a href="https://bmwe.example', '&lt;a href="'),
    (30, "script link", "<link>https://bmwe.example", "<link>javascript:alert(1)//"),
    (30, "source", '<source url="https:', '<source url="ftp:'),
    (30, "markup in title", "<title>Neue", "<title>&lt;b&gt;Neue"),
    (30, "e-mail", "&lt;p&gt;Wann", "&lt;p&gt;a.b@c.example Wann"),
    (31, "author", "<category>", "<author>BMWE</author><category>"),
    (31, "no creator", "dc:creator>", "dc:publisher>"),
    (32, "self", "kalender.example/alle.rss", "kalender.example/neu.rss"),
    (32, "page", "<link>https://kalender.example/<", "<link>https://x.example/<"),
    (33, "no offset", "2026-03-19T10:00+01:00", "2026-03-19T10:00"),
    (34, "not the newest", "Tue, 20 Jan 2026 09:15:30", "Tue, 20 Jan 2026 10:15:30"),
    (34, "older than an item", "Tue, 20 Jan 2026", "Tue, 06 Jan 2026"),
    (34, "none", "lastBuildDate>", "pubDate>"),
    (34, "no date", "Tue, 20 Jan 2026 09:15:30 +0000", "gestern"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("point", "old", "new"),
    [pytest.param(point, old, new, id=f"{point}-{name}") for point, name, old, new in FEED_FAULTS],
)
def test_faults_of_the_feed(files, make, point, old, new):
    known = {
        "self_url": "https://kalender.example/alle.rss",
        "page_url": "https://kalender.example/",
        "newest_change": make.changed,
        "now": make.changed + timedelta(hours=1),
    }
    sound = files["alle.rss"]
    assert lint_rss(sound, **known) == []
    everywhere = old in ("dc:creator>", "lastBuildDate>")
    assert old.encode() in sound
    broken = sound.replace(old.encode(), new.encode(), -1 if everywhere else 1)
    assert point in points(lint_rss(broken, **known))


def test_a_build_date_of_the_future(files, make):
    findings = lint_rss(files["alle.rss"], now=make.changed - timedelta(seconds=1))
    assert [f.message for f in findings] == ["lastBuildDate is in the future"]


def test_a_single_item():
    assert points(lint_item(b"<item>")) == {26}
    assert points(lint_item(b"<rss/>")) == {26}
    assert points(lint_item(b"<item/>")) == {26, 27, 28, 30}


def test_no_external_entity_is_read(files):
    bomb = (
        b"<?xml version='1.0'?><!DOCTYPE r [<!ENTITY e SYSTEM 'file:///etc/hostname'>]>"
        b"<rss version='2.0'><channel><title>&e;</title></channel></rss>"
    )
    assert "the channel has no title" in {f.message for f in lint_rss(bomb)}


@pytest.mark.parametrize(
    ("point", "old", "new"),
    [
        (43, 'type="text/calendar"', 'type="text/plain"'),
        (43, "<code>https://kalender.example/alle.ics", "<code>https://x.example/"),
        (44, '<html lang="de">', "<html>"),
        (44, "<title>Termine", "<title></title><p>"),
        (44, "<h1>", "<h1>Noch eine</h1><h1>"),
        (44, "</main>", "<script>alert(1)</script></main>"),
        (44, "<h1>", '<h1 onclick="x()">'),
        (44, "<h1>", '<h1 style="color:red">'),
        (44, 'href="#termine"', 'href="javascript:alert(1)"'),
        (44, 'href="regioradar.css', 'href="https://cdn.example/a.css'),
        (44, "</main>", '<img src="https://zaehler.example/p.gif"></main>'),
        (44, 'id="abonnieren"', 'id="termine"'),
    ],
)
def test_faults_of_the_page(files, point, old, new):
    sound, addresses = files["index.html"], ("https://kalender.example/alle.ics",)
    assert lint_page(sound, addresses=addresses) == []
    assert old.encode() in sound
    broken = sound.replace(old.encode(), new.encode(), 1)
    assert point in points(lint_page(broken, addresses=addresses))


def test_a_page_that_is_none():
    assert points(lint_page(b"")) == {44}
    assert points(lint_page(b"\xff\xfe")) == {44}


def test_calendar_and_feed_must_agree(files):
    ics, rss = files["alle.ics"], files["alle.rss"]
    assert lint_together(ics, rss) == []
    later = rss.replace(b"2026-03-19T10:00+01:00", b"2026-03-19T10:00+02:00")
    assert points(lint_together(ics, later)) == {33}
    other = ics.replace(b"UID:seminar@", b"UID:anderes@")
    (missing,) = lint_together(other, rss)
    assert (missing.point, missing.severity) == (36, Severity.WARNING)
    assert lint_together(ics, b"<rss>") == []


def test_all_files(files, settings):
    now = datetime(2026, 2, 1, tzinfo=UTC)
    assert lint_files(files, settings, standing=files.get, now=now) == []
    assert points(lint_files({**files, "alle.ics": b""}, settings)) >= {1, 4}
    lacking = {name: data for name, data in files.items() if name != "alle.rss"}
    (finding,) = lint_files(lacking, settings)
    assert str(finding) == "alle.rss: the file is missing (point 36)"
    problem = replace(finding, subject="a\ud800").as_problem()
    assert problem.kind is ProblemKind.NOT_PUBLISHED
    assert problem.message == "alle.rss a\\ud800: the file is missing (point 36)"


def test_every_point_has_a_failing_sample():
    shown = {fault[0] for fault in (*CALENDAR_FAULTS, *FEED_FAULTS)} | {33, 36, 43, 44}
    assert shown == set(POINTS)
