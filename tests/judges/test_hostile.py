"""A site made of hostile texts: harmless in every format, and shown whole in Chromium."""

import json
from urllib.parse import quote

import feedparser
import hostile
import icalendar
import pytest
from browsing import FOREIGN, OPEN, visit
from chromium import CHROMIUM
from ical.calendar_stream import IcsCalendarStream
from lxml import etree, html
from programs import needs

from feeds.cards import event_slug
from model import When

pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])

UNWANTED = [
    *(chr(code) for code in range(0x20) if chr(code) not in "\t\n\r"),
    "\x7f", "\x85", "\u2028", "\u2029", "\u200f", "\u202a", "\u202e", "\u2066", "\u2069", "\ufffe",
]  # fmt: skip


def test_nothing_is_left_out(evil):
    assert evil.told == ()


def test_no_file_has_characters_that_nobody_sees(evil):
    for file in evil.folder.rglob("*"):
        if file.is_file():
            text = file.read_bytes().decode("utf-8")
            assert [ascii(sign) for sign in UNWANTED if sign in text] == [], file


def test_calendars_hold_just_the_events(evil):
    exact = {s.uid for s in evil.snapshot.events if isinstance(s.event.when, When)}
    whole = icalendar.Calendar.from_ical((evil.folder / "alle.ics").read_bytes())
    assert {str(event["UID"]) for event in whole.walk("VEVENT")} >= exact
    for file in evil.files(".ics"):
        calendar = icalendar.Calendar.from_ical(file.read_bytes())
        events = calendar.walk("VEVENT")
        assert {part.name for part in calendar.subcomponents} <= {"VTIMEZONE", "VEVENT"}
        assert len(IcsCalendarStream.calendar_from_ics(file.read_text("utf-8")).events) == len(
            events
        )
        for event in events:
            assert "ATTENDEE" not in event
            assert str(event["SUMMARY"]) != "fremd"
            assert str(event.get("URL", "https:")).startswith(("https:", "http:"))


def test_feeds_are_sound(evil):
    for file in evil.files(".rss", ".atom"):
        feed = feedparser.parse(file.read_bytes(), sanitize_html=False)
        assert not feed.bozo, file
        for entry in feed.entries:
            told = [entry.get("summary", ""), *(part.value for part in entry.get("content", ()))]
            for text in told:
                assert not active(text), (file, text)
            links = [link.href for link in entry.get("links", ())]
            assert all(link.startswith(("https:", "http:", "mailto:")) for link in links), links
    for file in evil.files(".json"):
        for text in strings(json.loads(file.read_bytes())):
            assert not text.lower().startswith(("javascript:", "data:", "vbscript:")), file
    for file in evil.files(".xml", ".svg"):
        etree.fromstring(file.read_bytes())


def active(text: str) -> list[str]:
    """What would act in HTML text: elements and attributes that no feed needs, foreign schemes."""
    root = etree.fromstring(f"<div>{text}</div>", etree.HTMLParser())
    allowed = {"html", "body", "div", "p", "br", "strong", "em", "a", "ul", "ol", "li", "dl", "dt",
               "dd", "time"}  # fmt: skip
    return [
        *(e.tag for e in root.iter() if e.tag not in allowed),
        *(n for e in root.iter() for n in e.attrib if n not in ("href", "datetime", "rel")),
        *(url for url in root.xpath("//@href") if not url.startswith(("https:", "http:"))),
    ]


def test_no_page_holds_what_could_act(evil):
    foreign = "//iframe | //object | //embed | //base | //math | //style | //img | //@*["
    foreign += "starts-with(name(), 'on') or name() = 'style' or starts-with(., 'javascript:')]"
    for file in evil.files(".html"):
        page = html.document_fromstring(file.read_bytes().decode())
        assert page.xpath(foreign) == [], file
        scripts = page.xpath("//script[not(@src)]")
        assert all(isinstance(json.loads(script.text), dict) for script in scripts), file
        assert all(url.endswith(".js") or ".js?" in url for url in page.xpath("//script/@src")), (
            file
        )


def test_pages_that_lead_on_lead_to_a_page_of_the_site(evil):
    leading = evil.leading()
    assert len(leading) == 1 + len(hostile.TEXTS)
    for name in leading:
        page = html.document_fromstring((evil.folder / name).read_bytes().decode())
        (told,) = page.xpath("//meta[@http-equiv='refresh']/@content")
        target = told.removeprefix("0; url=")
        assert page.xpath("//main//a/@href") == [target]
        assert (evil.folder / name).parent.joinpath(target).is_file(), told


def strings(value) -> list[str]:
    if isinstance(value, str):
        return [value]
    parts = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return [text for part in parts for text in strings(part)]


@needs(CHROMIUM, how="apt-get install chromium")
def test_in_chromium_nothing_acts(evil, browser):
    disputed = [s.uid for s in evil.snapshot.events if s.uid.partition("@")[0].endswith("-genau")]
    assert len(disputed) == len(hostile.TEXTS)
    pages = {*evil.kinds(), *(f"{event_slug(uid)}.html" for uid in disputed)}
    with visit(browser, evil.address) as visitor:
        for name in sorted(pages):
            look(visitor, visitor.open(name), name)


@needs(CHROMIUM, how="apt-get install chromium")
def test_nothing_acts_that_comes_with_the_address(evil, browser):
    texts = [text.encode("utf-8", "replace") for text in hostile.TEXTS.values()]
    with visit(browser, evil.address) as visitor:
        for start in range(0, len(texts), 6):
            asked = quote(b" ".join(texts[start : start + 6]))
            page = visitor.open(f"index.html?q={asked}&thema={asked}&land={asked}#{asked}")
            look(visitor, page, f"?q={asked}")


PLANTED = {
    "<script>window.pwned=1; alert(1)</script>": "dialog: 1",
    f"<img src={hostile.ELSEWHERE}/a.png>": f"request: {hostile.ELSEWHERE}/a.png",
    "<script src=fehlt.js></script>": "console: Failed to load resource",
    "<script>throw new Error('kaputt')</script>": "script: kaputt",
    "<meta http-equiv=Content-Security-Policy content=\"script-src 'self'\"><script>1</script>":
        "policy: script-src-elem: inline",
}  # fmt: skip


@needs(CHROMIUM, how="apt-get install chromium")
@pytest.mark.parametrize(("text", "noted"), PLANTED.items(), ids=PLANTED.values())
def test_what_acts_is_noticed(text, noted, serve_plainly, tmp_path, browser):
    (tmp_path / "seite.html").write_text(f"<!doctype html><title>x</title>{text}", "utf-8")
    with visit(browser, serve_plainly(tmp_path)) as visitor:
        page = visitor.open("seite.html")
        assert any(what.startswith(noted) for what in visitor.breaches()), visitor.breaches()
        assert len(page.evaluate(FOREIGN)) == ("<script>" in text)


def look(visitor, page, where) -> None:
    """Open all that is folded, and see that nothing came to act."""
    page.evaluate(OPEN)
    assert page.evaluate(FOREIGN) == [], where
    assert page.evaluate("window.pwned ?? 'no'") == "no", where
    assert hostile.PRODUCT not in page.inner_text("body"), where
    for block in page.query_selector_all("script[type='application/ld+json']"):
        json.loads(block.text_content())
    assert visitor.breaches() == [], where
