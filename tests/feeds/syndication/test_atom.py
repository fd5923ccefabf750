"""The Atom feeds: what an entry and the feed above it say, and how feedparser reads them."""

from datetime import UTC, date, datetime

import feedparser
from lxml import etree

from feeds import build
from feeds.lint.atom_rules import read_atom
from feeds.lint.feed_items import Expected, Known
from model import EventStatus

ATOM = "{http://www.w3.org/2005/Atom}"


def read(data: bytes):
    assert read_atom(data, Expected(), Known()).findings == ()
    result = feedparser.parse(data)
    assert not result.bozo
    return result


def test_an_entry(make, settings, only):
    files = build(make.snapshot(make.conference()), settings).files
    entry = only(read(files["alle.atom"]).entries)
    assert entry.id == "tag:regioradar.example,2026:jahrestagung@regioradar.example"
    assert entry.title == "2.–3. März 2026 · Regionalpolitische Jahrestagung · Halle (Saale)"
    assert entry.published_parsed[:6] == (2026, 1, 12, 8, 30, 0)
    assert entry.updated_parsed[:6] == (2026, 1, 20, 9, 15, 30)
    assert entry.author == "Bundesministerium für Wirtschaft und Energie"
    assert entry.summary.startswith("Wann: 2.–3. März 2026 · Wo: Händel-Halle, Halle (Saale)")
    assert only(entry.content).type == "text/html"
    assert "<strong>" not in only(entry.content).value
    assert (entry.ev_startdate, entry.ev_enddate) == ("2026-03-02", "2026-03-03")
    assert entry.ev_location == "Händel-Halle, Halle (Saale)"
    assert entry.where.coordinates == (11.9697, 51.4825)
    assert b"<georss:featurename>Halle (Saale)</georss:featurename>" in files["alle.atom"]
    page = "https://kalender.example/termin/a3388aadcad6"
    links = {link.rel: (link.type, link.href) for link in entry.links}
    assert links == {
        "alternate": ("text/html", f"{page}.html"),
        "via": ("text/html", "https://bmwe.example/termine/jahrestagung"),
        "enclosure": ("text/calendar", f"{page}.ics"),
    }
    assert only(entry.enclosures).length == str(len(files["termin/a3388aadcad6.ics"]))


def test_the_feed(make, settings):
    files = build(make.snapshot(make.conference()), settings).files
    feed = read(files["demnaechst.atom"]).feed
    assert feed.id == "tag:regioradar.example,2026:feed/demnaechst"
    assert feed.title == "Demnächst · Termine, Regionen; Räume"
    assert feed.subtitle == "Die nächsten Termine, nach Datum"
    assert feed.author_detail == {"name": "RegioRadar", "href": "https://kalender.example/"}
    assert feed.generator_detail.name == "RegioRadar"
    assert feed.language == "de"
    assert feed.updated_parsed[:6] == (2026, 1, 20, 9, 15, 30)
    links = {(link.rel, link.href) for link in feed.links}
    assert ("self", "https://kalender.example/demnaechst.atom") in links
    assert ("alternate", "https://kalender.example/") in links


def test_a_change_moves_what_was_changed_and_not_what_was_published(make, settings, only):
    moment = datetime(2026, 2, 3, 9, tzinfo=UTC)
    off = make.event(
        status=EventStatus.CANCELLED, changed_at=moment, last_modified=moment, sequence=1
    )
    result = read(build(make.snapshot(off), settings).files["alle.atom"])
    entry = only(result.entries)
    assert entry.title.startswith("2.–3. März 2026 · ABGESAGT: ")
    assert entry.published_parsed[:3] == (2026, 1, 12)
    assert entry.updated_parsed[:3] == result.feed.updated_parsed[:3] == (2026, 2, 3)
    note = "Geändert am 3. Februar 2026. Diese Veranstaltung ist abgesagt."
    assert only(entry.content).value.startswith(f"<p><strong>{note}</strong></p>")


def test_texts_are_no_markup(make, settings, only):
    """An Atom summary is plain text: it says what is written, once escaped."""
    event = make.event(name="Wachstum < 5 % & Wandel", description="1 < 2 & 3")
    data = build(make.snapshot(event), settings).files["alle.atom"]
    entry = only(etree.fromstring(data).findall(f"{ATOM}entry"))
    assert entry.findtext(f"{ATOM}title") == "2.–3. März 2026 · Wachstum < 5 % & Wandel"
    assert entry.findtext(f"{ATOM}summary").endswith("1 < 2 & 3")
    assert "<p>1 &lt; 2 &amp; 3</p>" in entry.findtext(f"{ATOM}content")


def test_an_empty_feed_is_as_old_as_its_name(make, settings):
    """RFC 4287 wants a date; that of the build would be another one each time."""
    result = read(build(make.snapshot(), settings).files["alle.atom"])
    assert result.entries == []
    assert result.feed.updated == "2026-01-01T00:00:00+00:00"


def test_deadlines(make, settings, only):
    event = make.conference()
    due, gone = make.deadline(event.uid, date(2026, 2, 16)), make.deadline("x", date(2026, 2, 9))
    files = build(make.snapshot(event, deadlines=(due, gone)), settings).files
    for name in ("fristen.atom", "fristen-demnaechst.atom"):
        entry = only(read(files[name]).entries)
        assert entry.id.endswith(f":{due.uid}")
        assert entry.title == "Anmeldung bis 16. Februar 2026 · Regionalpolitische Jahrestagung"
        assert entry.link == "https://kalender.example/termin/a3388aadcad6.html"
        assert (entry.ev_startdate, entry.ev_type) == ("2026-02-16", "Frist")
        assert [tag.term for tag in entry.tags] == ["Frist"]
        assert "Wann: 2.–3. März 2026" in entry.summary


def test_the_deadline_of_an_event_that_is_off_says_so(make, settings, only):
    event = make.cancelled()
    due = make.deadline(event.uid, date(2026, 2, 16))
    files = build(make.snapshot(event, deadlines=(due,)), settings).files
    entry = only(read(files["fristen.atom"]).entries)
    assert entry.title == "Anmeldung bis 16. Februar 2026 · ABGESAGT: Regionalforum Lausitz"
    assert entry.summary.startswith("Diese Veranstaltung ist abgesagt. Frist: ")
