"""Each point of the checklist is checked: a sound file passes, one with the fault does not."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from feeds import build
from feeds.lint import (
    POINTS,
    lint_files,
    lint_item,
    lint_page,
    lint_rss,
    lint_together,
)
from model import ProblemKind, Severity


@pytest.fixture(scope="module")
def files(make, settings):
    snapshot = make.snapshot(
        make.conference(), make.seminar(), make.cancelled(), news=(make.news(),)
    )
    return build(snapshot, settings).files


def points(findings) -> set[int]:
    return {finding.point for finding in findings}


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
    shown = {fault[0] for fault in FEED_FAULTS} | {33, 36, 43, 44}
    assert shown == set(POINTS) - set(range(1, 26))
