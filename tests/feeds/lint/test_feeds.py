"""Points 26 to 36 of the checklist: sound feeds pass, one with the fault does not."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from feeds.lint.atom_rules import lint_atom_entry, read_atom
from feeds.lint.feed_items import Expected, Known
from feeds.lint.json_feed_rules import lint_json_item, read_json_feed
from feeds.lint.rss_rules import lint_rss_item, read_rss

BASE = "https://kalender.example/"
Read = Callable[..., set[int]]


def expected(make, suffix: str, **others: Any) -> Expected:
    found = Expected(
        self_url=f"{BASE}alle.{suffix}", page_url=BASE, now=make.changed + timedelta(hours=1)
    )
    return replace(found, **others)


GUID, SEMINAR = '<guid isPermaLink="false">', "2026:seminar@"
RSS_FAULTS: list[tuple[int, str, str, str]] = [
    (26, "not well-formed", "</channel>", "</chanel>"),
    (26, "no RSS", "<rss xmlns", "<rs xmlns"),
    (26, "no language", "<language>de</language>", ""),
    (26, "no language tag", "<language>de<", "<language>deutsch!<"),
    (26, "no ttl", "<ttl>360<", "<ttl>bald<"),
    (26, "no title", "<title>Neue Förderrunde gestartet</title>", ""),
    (26, "twice", "<title>Neue", "<title>Noch eine</title><title>Neue"),
    (26, "unknown element", "<category>Termin<", "<datum>morgen</datum><category>Termin<"),
    (26, "document type", "<rss xmlns", "<!DOCTYPE rss><rss xmlns"),
    (26, "no length", 'length="', 'length="0" x="'),
    (26, "no type", 'type="text/calendar"/>', "/>"),
    (26, "point", "<georss:point>51.4825 11.9697", "<georss:point>51.4825,11.9697"),
    (26, "point nowhere", "<georss:point>51.4825", "<georss:point>91.4825"),
    (27, "no guid", f"{GUID}tag:", GUID),
    (27, "permalink", GUID, '<guid isPermaLink="true">'),
    (27, "twice", "2026:meldung@", SEMINAR),
    (28, "weekday", "Mon, 12 Jan 2026", "Tue, 12 Jan 2026"),
    (28, "no date", "Mon, 12 Jan 2026 08:30:00 +0000", "2026-01-12"),
    (28, "future", "Mon, 12 Jan 2026", "Tue, 12 Jan 2027"),
    (28, "order", "Mon, 12 Jan 2026", "Sun, 11 Jan 2026"),
    (29, "no date in title", "<title>2.–3. März 2026 · ", "<title>"),
    (29, "no place in title", " · Halle (Saale)</title>", "</title>"),
    (30, "script", "&lt;p&gt;Wann", "&lt;script&gt;x&lt;/script&gt;&lt;p&gt;Wann"),
    (30, "handler", "&lt;p&gt;Wann", '&lt;p onclick="x"&gt;Wann'),
    (30, "relative link", '&lt;a href="https://bmwe.example', '&lt;a href="'),
    (30, "script link", f"<link>{BASE}termin", "<link>javascript:alert(1)//"),
    (30, "source", '<source url="https:', '<source url="ftp:'),
    (30, "enclosure", '<enclosure url="https:', '<enclosure url="'),
    (30, "markup in title", "<title>Neue", "<title>&lt;b&gt;Neue"),
    (30, "markup in summary", "<description>Wann", "<description>&lt;i&gt;Wann&lt;/i&gt;"),
    (30, "e-mail", "&lt;p&gt;Wann", "&lt;p&gt;a.b@c.example Wann"),
    (30, "no content", "content:encoded>", "ev:type>"),
    (31, "author", "<category>", "<author>BMWE</author><category>"),
    (31, "no creator", "dc:creator>", "category>"),
    (31, "e-mail", "<dc:creator>Bund", "<dc:creator>erika.muster@amt.example Bund"),
    (32, "self", "kalender.example/alle.rss", "kalender.example/neu.rss"),
    (32, "page", f"<link>{BASE}<", "<link>https://x.example/<"),
    (33, "no offset", "2026-03-19T10:00+01:00", "2026-03-19T10:00"),
    (33, "no start", "ev:startdate>", "ev:type>"),
    (34, "older than an item", "Tue, 20 Jan 2026", "Tue, 06 Jan 2026"),
    (34, "none", "<lastBuildDate>Tue, 20 Jan 2026 09:15:30 +0000</lastBuildDate>", ""),
    (34, "no date", "Tue, 20 Jan 2026 09:15:30 +0000", "gestern"),
    (34, "future", "Tue, 20 Jan 2026", "Wed, 20 Jan 2027"),
]
EVERYWHERE = {"no creator", "no start", "no content"}


@pytest.mark.parametrize(
    ("point", "name", "old", "new"), [pytest.param(*f, id=f"{f[0]}-{f[1]}") for f in RSS_FAULTS]
)
def test_faults_of_rss(files, make, point, name, old, new, one_fault, points):
    sound, known = files["alle.rss"], expected(make, "rss")
    assert read_rss(sound, known, Known()).findings == ()
    broken = one_fault(sound, old, new, -1 if name in EVERYWHERE else 1)
    assert point in points(read_rss(broken, known, Known()).findings)


PUBLISHED, ENTRY = (
    "<published>2026-01-12T08:30:00+00:00",
    "<id>tag:regioradar.example,2026:seminar@",
)
ATOM_FAULTS: list[tuple[int, str, str, str]] = [
    (26, "not well-formed", "</feed>", "</fed>"),
    (26, "no namespace", 'xmlns="http://www.w3.org/2005/Atom"', ""),
    (26, "no language", ' xml:lang="de"', ""),
    (26, "no title", "<title>Termine, Regionen; Räume</title>", ""),
    (26, "no subtitle", "subtitle>", "rights>"),
    (26, "twice", PUBLISHED, f"{PUBLISHED}</published>{PUBLISHED}"),
    (26, "unknown element", "<published>", "<pubDate>morgen</pubDate><published>"),
    (26, "content as text", '<content type="html">', "<content>"),
    (26, "content as XHTML", '<content type="html">', '<content type="html"><div>x</div>'),
    (26, "no term", '<category term="Termin"/>', "<category/>"),
    (26, "relation", 'rel="via"', 'rel="quelle"'),
    (26, "document type", "<feed ", "<!DOCTYPE feed><feed "),
    (26, "no length", 'length="', 'x="'),
    (27, "the feed's id", "<id>tag:regioradar.example,2026:feed/alle<", f"<id>{BASE}<"),
    (27, "no tag URI", ENTRY, "<id>seminar@"),
    (27, "twice", "2026:meldung@", SEMINAR),
    (28, "no date", PUBLISHED, "<published>12. Januar 2026"),
    (28, "future", PUBLISHED, "<published>2027-01-12T08:30:00+00:00"),
    (29, "no date in title", "<title>2.–3. März 2026 · ", "<title>"),
    (30, "script", "&lt;p&gt;Wann", "&lt;script&gt;x&lt;/script&gt;&lt;p&gt;Wann"),
    (30, "relative link", f'<link rel="alternate" href="{BASE}', '<link rel="alternate" href="'),
    (31, "no name", "<name>RegioRadar</name>", ""),
    (31, "no author", "author>", "contributor>"),
    (31, "e-mail", "<name>Bund", "<name>erika.muster@amt.example Bund"),
    (32, "self", "kalender.example/alle.atom", "kalender.example/neu.atom"),
    (32, "page", f'<link href="{BASE}" rel="alternate"', f'<link href="{BASE}" rel="related"'),
    (32, "two pages", 'rel="via"', 'rel="alternate"'),
    (33, "no offset", "2026-03-19T10:00+01:00", "2026-03-19T10:00"),
    (34, "no date", "<updated>2026-01-20T09:15:30+00:00", "<updated>2026-01-20"),
    (34, "older than an item", "<updated>2026-01-20", "<updated>2026-01-10"),
    (34, "changed before", PUBLISHED, "<published>2026-01-20T10:30:00+00:00"),
]


@pytest.mark.parametrize(
    ("point", "name", "old", "new"), [pytest.param(*f, id=f"{f[0]}-{f[1]}") for f in ATOM_FAULTS]
)
def test_faults_of_atom(files, make, point, name, old, new, one_fault, points):
    sound, known = files["alle.atom"], expected(make, "atom")
    assert read_atom(sound, known, Known()).findings == ()
    broken = one_fault(sound, old, new, -1 if name in ("no author", "no subtitle") else 1)
    assert point in points(read_atom(broken, known, Known()).findings)


def put(**fields: Any) -> Callable[[dict[str, Any]], None]:
    return lambda record: record.update(fields)


def drop(*names: str) -> Callable[[dict[str, Any]], None]:
    def edit(record: dict[str, Any]) -> None:
        for name in names:
            del record[name]

    return edit


JSON_FEED_FAULTS = [
    (35, put(version="https://jsonfeed.org/version/1")),
    (35, drop("title")),
    (35, put(title="")),
    (35, put(link=BASE)),
    (35, put(items={})),
    (35, put(authors="BMWE")),
    (31, put(authors=[{"url": BASE}])),
    (32, put(feed_url=f"{BASE}neu.json")),
    (32, put(home_page_url=f"{BASE}neu.html")),
]
JSON_ITEM_FAULTS = [
    (35, drop("content_html")),
    (35, put(id=1)),
    (35, put(pubDate="morgen")),
    (35, put(title=7)),
    (35, put(tags="Termin")),
    (35, put(tags=[])),
    (35, put(attachments=[{"url": f"{BASE}x.ics"}])),
    (35, put(_event="morgen")),
    (35, put(authors=[{"mail": "x"}])),
    (26, put(attachments=[{"url": BASE, "mime_type": "text/calendar", "size_in_bytes": -1}])),
    (27, put(id="seminar")),
    (28, put(date_published="2026-01-12")),
    (28, put(date_modified="gestern")),
    (28, put(date_published="2027-01-12T08:30:00+00:00", date_modified="2027-01-12T08:30:00Z")),
    (29, put(title="Jahrestagung")),
    (30, put(url="/termin/1.html")),
    (30, put(external_url="javascript:alert(1)")),
    (30, put(content_html="<script>alert(1)</script>")),
    (30, put(summary="Anmeldung: erika.muster@amt.example")),
    (31, drop("authors")),
    (33, put(_event={"startDate": "2026-03-02T10:00"})),
    (34, put(date_modified="2026-01-01T00:00:00+00:00")),
]


@pytest.mark.parametrize(("point", "edit"), JSON_FEED_FAULTS)
def test_faults_of_json_feed(files, make, point, edit, points):
    feed, known = json.loads(files["alle.json"]), expected(make, "json")
    assert read_json_feed(files["alle.json"], known, Known()).findings == ()
    edit(feed)
    assert point in points(read_json_feed(json.dumps(feed).encode(), known, Known()).findings)


@pytest.mark.parametrize(("point", "edit"), JSON_ITEM_FAULTS)
def test_faults_of_json_items(files, make, point, edit, points):
    feed, known = json.loads(files["alle.json"]), expected(make, "json")
    (item,) = [item for item in feed["items"] if "jahrestagung@" in item["id"]]
    edit(item)
    assert point in points(read_json_feed(json.dumps(feed).encode(), known, Known()).findings)


@pytest.mark.parametrize(
    "data", [b"", b"[]", b"{", b"\xff", b'{"items": NaN}', b'{"version": 1, "version": 1}']
)
def test_what_is_no_json_feed(data, points):
    assert points(read_json_feed(data, Expected(), Known()).findings) == {35}


def test_a_single_item(points):
    assert points(lint_rss_item(b"<item>")) == {26}
    assert points(lint_rss_item(b"<rss/>")) == {26}
    assert points(lint_rss_item(b"<item/>")) == {26, 27, 28, 30}
    assert points(lint_atom_entry(b"<entry>")) == {26}
    assert points(lint_atom_entry(b"<feed/>")) == {26}
    assert points(lint_atom_entry(b"<entry/>")) == {26, 27, 28, 30, 32, 34}
    assert points(lint_json_item(b"7")) == {35}
    assert points(lint_json_item(b"{}")) == {26, 27, 28, 30, 35}


def test_no_external_entity_is_read():
    bomb = (
        b"<?xml version='1.0'?><!DOCTYPE r [<!ENTITY e SYSTEM 'file:///etc/hostname'>]>"
        b"<rss version='2.0'><channel><title>&e;</title></channel></rss>"
    )
    messages = {found.message for found in read_rss(bomb, Expected(), Known()).findings}
    assert {"the channel has no title", "a document type"} <= messages


def test_the_newest_change_must_be_told(files, make, points):
    for read, name in ((read_rss, "alle.rss"), (read_atom, "alle.atom")):
        told = Expected(newest_change=make.changed)
        assert read(files[name], told, Known()).findings == ()
        later = Expected(newest_change=make.changed + timedelta(hours=1))
        assert points(read(files[name], later, Known()).findings) == {34}


def test_what_is_known_is_not_forgotten(files, make, one_fault, points):
    """A fault is told again for an item that another feed brought before."""
    broken = one_fault(files["alle.rss"], "<title>2.–3. März 2026 · ", "<title>")
    known = Known()
    first = read_rss(broken, expected(make, "rss"), known)
    again = read_rss(broken, expected(make, "rss"), known)
    assert points(first.findings) == {29}
    assert again == first


def test_every_point_of_feeds_has_a_failing_sample():
    """The point 36 in test_feed_sets.py."""
    shown = {fault[0] for fault in (*RSS_FAULTS, *ATOM_FAULTS)}
    assert shown | {f[0] for f in (*JSON_FEED_FAULTS, *JSON_ITEM_FAULTS)} | {36} == {
        *range(26, 37)
    }  # 36: test_feed_sets.py
