"""Hostile text in every field comes out harmless in all formats, and every event comes out."""

import json
from dataclasses import replace
from datetime import date
from unittest.mock import patch

import feedparser
import icalendar
import pytest
from ical.calendar_stream import IcsCalendarStream
from lxml import etree, html

from feeds import build
from feeds.lint import lint_files
from model import (
    CoarseWhen,
    Conflict,
    Event,
    Grain,
    Mention,
    NewsItem,
    Organizer,
    Place,
    RelatedEvent,
)

ATOM = "{http://www.w3.org/2005/Atom}"
CONTENT = "{http://purl.org/rss/1.0/modules/content/}encoded"
PAYLOADS = {
    "control": "Tagung\x00 \x0b\x0c\x1b[31m\x7f\x85 rot",
    "separators": "Tagung\u2028 neu\u2029 ganz",
    "surrogate": "Tagung \ud800 und \udfff halb",
    "bidi": "Tagung \u202egnugaT\u202c \u2066x\u2069",
    "injection": "Tagung\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nSUMMARY:fremd",
    "lone-cr": "Tagung\rATTENDEE:mailto:a@b.example",
    "folded": "Tagung\n METHOD:CANCEL",
    "script": 'Tagung <script>alert(1)</script><img src=x onerror="alert(2)">',
    "attribute": "Tagung \" onmouseover='alert(1)' x=\"",
    "escaped": "Tagung &lt;script&gt;alert(1)&lt;/script&gt; &#60;svg onload=alert(2)&#62;",
    "twice-escaped": "Tagung &amp;lt;iframe src=javascript:alert(1)&amp;gt;",
    "cdata": "Tagung ]]><script>alert(1)</script><![CDATA[",
    "entity": "<!DOCTYPE x [<!ENTITY y SYSTEM 'file:///etc/hostname'>]> Tagung &y;",
    "template": "Tagung {{ 7 * 7 }} {% include 'index.html' %}",
    "backslash": "Tagung \\, \\; \\n \\N \\\\" * 20,
    "long": "Tagung " + "ß" * 5000,
    "tags-only-left": "Tagung <" + "b" * 3000,
    "nonchars": "Tagung \ufffe\uffff\U0001fffe \ufdd0",
    "invisible": "Tagung \u200b\u2060\u206e\ufff9\ufeff\U000e0041\U000e007f",
    "json": 'Tagung "}]} \\u003cscript\\u003e </script><script>alert(1)</script>',
    "mail": "Tagung, Anmeldung: erika.mustermann@amt.example",
}
LINKS = (
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "vbscript:x",
    "file:///etc/hostname",
    "https://x.example/\r\nBEGIN:VEVENT",
    'https://x.example/"><script>alert(1)</script>',
    "https://x.example/'onclick=alert(1)",
    "https://user:geheim@x.example/",
    "https://x.example/\ud800",
    "https://x.example/\u202e",
    "//x.example/",
    "https://",
    "https://[",
    "https://x.example:99999/ä b",
)


def forced(record, **fields):
    """Return the record with values that its own checks would have cleaned or refused."""
    copy = replace(record)
    for name, value in fields.items():
        object.__setattr__(copy, name, value)
    return copy


def hostile(make, text: str, url: str, uid: str = "boese"):
    """Return a snapshot in which every text is `text` and every address `url`, and a good event."""
    place = forced(
        Place(latitude=51.0, longitude=12.0), name=text, street_address=text,
        postal_code=text, address_locality=text, address_region=text,
    )  # fmt: skip
    organizer = forced(Organizer(name="x"), name=text, alternate_name=text, url=url)
    event = forced(
        Event(name="x", when=make.conference().event.when, publish=True),
        name=text, locations=(place,), organizers=(organizer,), description=text, url=url,
        offers=text, recurrence=text, identifier=text, reasons=(text,),
    )  # fmt: skip
    coarse = CoarseWhen(
        first_day=date(2026, 9, 1), last_day=date(2026, 11, 30), grain=Grain.SEASON, text=text
    )
    mention = Mention(source_id=text, page_url=url, first_seen=make.created, last_seen=make.changed)
    page = {"source_id": text, "page_url": url}
    conflicts = (Conflict(field="addressLocality", value="x" + text, **page),)
    related = (RelatedEvent(uid=make.seminar().uid, features={}),)
    stored = {"conflicts": conflicts, "related": related, "sequence": 2}
    exact = replace(make.event(uid, mentions=(mention,), **stored), event=event)
    before = make.event(uid, locations=(Place(name="y" + text),), name="y" + text)
    moved = forced(before.event, when=make.seminar().event.when)
    history = make.changes(before, replace(before, event=moved, sequence=1), exact, by=text, **page)
    vague = replace(make.event("vage", mentions=(mention,)), event=forced(event, when=coarse))
    item = forced(
        NewsItem(headline="x", url=""), headline=text, url=url, description=text,
        organization=organizer, about=text,
    )  # fmt: skip
    news = replace(make.news(), item=item)
    other = replace(make.seminar(), related=(RelatedEvent(uid=uid, features={}),))
    return make.snapshot(exact, vague, other, news=(news,), changes=history)


def check(files, settings, events: int) -> None:
    assert lint_files(files, settings) == []
    assert len(icalendar.Calendar.from_ical(files["alle.ics"]).walk("VEVENT")) == events
    assert len(IcsCalendarStream.calendar_from_ics(files["alle.ics"].decode()).events) == events
    for suffix in ("rss", "atom"):
        feed = feedparser.parse(files[f"alle.{suffix}"])
        assert not feed.bozo
        assert len(feed.entries) == events + 2
        changes = feedparser.parse(files[f"aenderungen.{suffix}"])
        assert not changes.bozo
        assert [entry.id.rpartition("/")[2] for entry in changes.entries] == ["2", "1"]
    for name in ("alle", "demnaechst", "aenderungen"):
        check_items(files, name)
    page = html.document_fromstring(files["index.html"].decode())
    assert len(page.cssselect("#termine .name")) == events + 1
    assert len(page.cssselect("#neuigkeiten .name")) == 1
    for element in page.iter():
        assert element.tag not in ("img", "svg", "iframe", "style")
        assert element.tag != "script" or (element.get("src") and not element.text_content())
        assert not any(name.startswith("on") for name in element.attrib)
        href = element.get("href", "")
        assert ":" not in href or href.startswith(("http://", "https://", "webcal://"))


def check_items(files, name: str) -> None:
    """Nothing but our own few tags with http(s) links, the same in all three formats."""
    contents = [item["content_html"] for item in json.loads(files[f"{name}.json"])["items"]]
    items = etree.fromstring(files[f"{name}.rss"]).findall("channel/item")
    entries = etree.fromstring(files[f"{name}.atom"]).findall(f"{ATOM}entry")
    assert [item.findtext(CONTENT) for item in items] == contents
    assert [entry.findtext(f"{ATOM}content") for entry in entries] == contents
    for text in (*contents, *(item.findtext("description") for item in items)):
        fragment = html.fragment_fromstring(text, create_parent=True)
        assert {e.tag for e in fragment.iterdescendants()} <= {"p", "br", "strong", "a"}
        for link in fragment.iter("a"):
            assert set(link.attrib) == {"href", "rel"}
            assert link.get("href").startswith(("http://", "https://"))


@pytest.mark.parametrize("text", PAYLOADS.values(), ids=PAYLOADS.keys())
def test_text(make, settings, text):
    made = build(hostile(make, text, "https://quelle.example/a"), settings)
    assert made.problems == ()
    check(made.files, settings, events=2)
    together = b"".join(made.files.values())
    for trace in (
        "\u202e",
        "\u2066",
        "\u2028",
        "\x85",
        "\u206e",
        "\U000e0041",
        "erika.mustermann@",
    ):
        assert trace.encode("utf-8", "surrogatepass") not in together
    assert b"\x00" not in together
    assert b"\x0b" not in together
    assert b"\r\nSUMMARY:fremd" not in together
    assert b"\r\nATTENDEE" not in together


@pytest.mark.parametrize("url", LINKS)
def test_links(make, settings, url):
    made = build(hostile(make, "Tagung", url), settings)
    check(made.files, settings, events=2)
    together = b"".join(made.files.values()).lower()
    for trace in (b"javascript:", b"vbscript:", b"data:text", b"file:/", b"geheim", b"<script>"):
        assert trace not in together


@pytest.mark.parametrize("uid", ["boese\r\nX-A:1", 'a"><script>', "a\x00", "\ud800", "ü ö", "a\\"])
def test_uids_stop_nothing(make, settings, uid):
    made = build(hostile(make, "Tagung", "https://quelle.example/a", uid), settings)
    assert [f for f in lint_files(made.files, settings) if f.severity == "error"] == []
    assert b"Seminar" in made.files["alle.ics"]
    assert b"\r\nX-A" not in made.files["alle.ics"]
    assert "Seminar Fördermittel" in made.files["alle.rss"].decode()
    assert b"<script>" not in made.files["index.html"]


def test_a_name_of_nothing_but_markup_is_left_out(make, settings):
    made = build(hostile(make, "<b></b>", "https://quelle.example/a"), settings)
    assert len(icalendar.Calendar.from_ical(made.files["alle.ics"]).walk("VEVENT")) == 1
    assert any("nothing is left of the event's name" in p.message for p in made.problems)
    assert any("nothing is left of the headline" in p.message for p in made.problems)


def test_what_slips_past_the_cleaner_is_still_stopped(make, settings):
    """With the last cleaner switched off the checks leave the event out, not the others."""
    snapshot = hostile(make, "Tagung \x0b<b>x</b>", "https://quelle.example/a")
    with patch("feeds.words.plain", lambda text, **_: text):
        made = build(snapshot, settings)
    assert [f for f in lint_files(made.files, settings) if f.severity == "error"] == []
    assert len(icalendar.Calendar.from_ical(made.files["alle.ics"]).walk("VEVENT")) == 1
    assert sum("'boese' left out" in p.message for p in made.problems) == 1
