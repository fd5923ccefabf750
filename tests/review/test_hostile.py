"""Hostile text through every field onto every screen: it is shown as text, and nothing of it acts.

What a browser makes of it is tried in `tests/review/browser`; here the answers are taken apart.
"""

import csv
import io
import itertools
import re
from dataclasses import replace
from datetime import date
from urllib.parse import quote

import pytest
from lxml import html
from scene import ask, extract, matcher, page

from model import Event, Evidence, Extraction, Organizer, Page, PageKind, Place, When
from store import RejectReason

ACT = "window.pwned=1"
TEXTS = {
    "script": f"<script>{ACT}</script>",
    "image": f"<img class=pwned src=x onerror='{ACT}'>",
    "svg": f"<svg class=pwned onload={ACT}><script>{ACT}</script></svg>",
    "frame": f"<iframe class=pwned srcdoc='<script>{ACT}</script>'></iframe><base href=//x/>",
    "double quote": f'Tagung" autofocus onfocus="{ACT}" class="pwned" x="',
    "single quote": f"Tagung' autofocus onfocus='{ACT}' class='pwned' x='",
    "end of text": f"</textarea></title></script></style><img class=pwned src onerror={ACT}>",
    "mark": f"</mark><script>{ACT}</script><mark>",
    "template": "Tagung {{1337*1337}} {% include 'x' %} ${1337*1337}",
    "entities": f"&lt;script&gt;{ACT}&lt;/script&gt;",
    "formula": '=HYPERLINK("http://x","y")',
    "plus": "+1+cmd|' /C calc'!A0",
}
LINKS = (f"javascript:{ACT}", f"data:text/html,<script>{ACT}</script>", f"https://x/'onclick={ACT}")
DAY = date(2026, 4, 1)


def forced(record, **fields):
    """The record with values that its own checks would have cleaned or refused."""
    copy = replace(record)
    for name, value in fields.items():
        object.__setattr__(copy, name, value)
    return copy


def hostile(number, text):
    """An event with that text in all its fields, cleaned by the model and past it."""
    link = LINKS[number % len(LINKS)]
    place = Place(name=text, street_address=text, address_locality=text)
    organizer = Organizer(name=text or "x")
    event = Event(
        name=text,
        when=When(start=DAY),
        locations=(place,),
        organizers=(organizer,),
        description=text,
        offers=text,
        url=link,
        evidence={
            "name": Evidence(quote=text, start=3, end=3 + len(text), rule=text, confidence=0.5)
        },
        confidence=0.6,
        reasons=(text,),
    )
    return forced(
        event,
        name=text,
        description=text,
        url=link,
        locations=(forced(place, name=text, address_locality=text),),
        organizers=(forced(organizer, name=text, url=link),),
    )


@pytest.fixture
def attacked(store, scene, clock, app):
    """All of it in the database, read by two sources, and decided on in hostile words."""
    for source_id in ("netz", "amt"):
        run_id = store.start_run(clock())
        told = []
        for number, text in enumerate(TEXTS.values()):
            body = page(text, text).encode()
            url = f"https://{source_id}.localhost/{number}?{quote(text)}"
            told.append((url, body, hostile(number, text), f"vor{text}nach"))
        pages = [
            Page(source_id=source_id, url=url, body=body, fetched_at=clock())
            for url, body, _, _ in told
        ]
        store.save_pages(run_id, source_id, pages, (), clock())
        by_url = {url: (event, text) for url, _, event, text in told}
        read = [
            (
                page_id,
                found,
                Extraction(
                    page_kind=PageKind.EVENT,
                    events=(by_url[found.url][0],),
                    text=by_url[found.url][1],
                )
                if found.url in by_url
                else extract(found),
            )
            for page_id, found in store.pages_to_extract(source_id, "2")
        ]
        store.save_extractions(run_id, source_id, read, "2", clock())
        store.consolidate(matcher(), clock())
        store.finish_run(run_id, clock(), 0, {})
    uids = [stored.uid for stored in store.events()]
    for number, uid in enumerate(uids):
        text = list(TEXTS.values())[number % len(TEXTS)]
        if number % 3 == 0:
            store.staff.reject(
                uid, RejectReason.REPORT, by=text, now=clock.tick(minutes=1), note=text
            )
        elif number % 3 == 1:
            store.staff.correct(uid, {"name": text}, by=text, now=clock.tick(minutes=1), note=text)
    store.refresh_queue()
    return uids


def acting(text):
    """What of an answer could act: it is to be nothing."""
    tree = html.document_fromstring(text)
    found = []
    for element in tree.iter():
        if not isinstance(element.tag, str):
            continue
        tag, attributes = element.tag.lower(), element.attrib
        if tag == "script" and not attributes.get("src", "").startswith("/static/"):
            found.append(f"<script> {element.text}")
        if tag in {"iframe", "object", "embed", "base", "style", "applet", "foreignobject"}:
            found.append(f"<{tag}>")
        if tag == "meta" and "http-equiv" in attributes:
            found.append("<meta http-equiv>")
        if "pwned" in attributes.get("class", ""):
            found.append(f"an element of theirs: <{tag}>")
        for name, value in attributes.items():
            if name.startswith("on") or (
                name in {"style", "srcdoc", "autofocus"} and tag != "button"
            ):
                found.append(f"{tag} {name}={value}")
            if name in {"href", "src", "action", "formaction"} and not re.match(
                r"(?:/(?!/)|#|\?|https?://)", value
            ):
                found.append(f"{tag} {name}={value}")
    return found


def screens(app, uids):
    """The address of every screen that there is."""
    for rule in app.url_map.iter_rules():
        if "GET" not in rule.methods or rule.endpoint == "static":
            continue
        if not rule.arguments:
            yield rule.rule
        elif rule.arguments == {"uid"}:
            yield from (rule.rule.replace("<path:uid>", quote(uid, safe="@")) for uid in uids)
        elif rule.arguments == {"source_id"}:
            yield from (rule.rule.replace("<source_id>", source) for source in ("netz", "amt"))
        elif rule.arguments == {"uid_a", "uid_b"}:
            for one, other in itertools.pairwise(uids):
                yield rule.rule.replace("<uid_a>", quote(one, safe="@")).replace(
                    "<uid_b>", quote(other, safe="@")
                )
        else:
            raise AssertionError(f"{rule.rule}: say here how this screen is asked for")


def test_no_screen_lets_stored_text_act(attacked, app, manager):
    seen = 0
    for address in screens(app, attacked):
        answer = ask(manager, address)
        assert answer.status_code in (200, 302, 404, 422), address
        if answer.mimetype == "text/html" and answer.status_code == 200:
            assert acting(answer.text) == [], address
            assert "1787569" not in answer.text, f"{address}: a template of theirs was carried out"
            seen += "pwned" in answer.text
    assert seen >= len(TEXTS), "hostile text is on the screens"


@pytest.mark.parametrize("name", TEXTS)
def test_no_screen_lets_what_is_in_its_address_act(app, manager, name):
    value = quote(TEXTS[name])
    for rule in app.url_map.iter_rules():
        if "GET" in rule.methods and not rule.arguments:
            asked = "&".join(
                f"{key}={value}"
                for key in (
                    "q",
                    "quelle",
                    "land",
                    "grund",
                    "liste",
                    "weiter",
                    "text",
                    "von",
                    "bis",
                    "wer",
                    "art",
                    "termin",
                    "feld",
                    "seite",
                )
            )
            answer = ask(manager, f"{rule.rule}?{asked}")
            assert answer.status_code < 500, (rule.rule, answer.status_code)
            if answer.mimetype == "text/html":
                assert acting(answer.text) == [], rule.rule


def test_no_form_gives_back_what_acts(attacked, app, checker, manager):
    for rule in app.url_map.iter_rules():
        if "POST" not in rule.methods or rule.endpoint == "accounts.logout":
            continue
        address = rule.rule.replace("<path:uid>", attacked[0]).replace("<uid>", attacked[0])
        address = re.sub(r"<[a-z_:]+>", quote(TEXTS["script"], safe=""), address)
        fields = (
            "name",
            "version",
            "startDate",
            "wann",
            "ort",
            "note",
            "grund",
            "notiz",
            "bis",
            "location",
            "act",
            "von",
            "tun",
            "rolle",
            "weiter",
            "kept:x",
            "text",
        )
        for text in (TEXTS["end of text"], TEXTS["double quote"]):
            answer = manager.post(address, data=dict.fromkeys(fields, text))
            assert answer.status_code < 500, (address, answer.status_code)
            if answer.mimetype == "text/html":
                assert acting(answer.text) == [], address


def test_links_of_pages_lead_only_to_the_web_and_give_nothing_away(attacked, app, manager):
    links = 0
    for address in screens(app, attacked):
        answer = ask(manager, address)
        if answer.mimetype != "text/html":
            continue
        for link in html.document_fromstring(answer.text).iter("a"):
            href = link.get("href", "")
            if href.startswith("http"):
                links += 1
                assert "noreferrer" in link.get("rel", "") or "noopener" in link.get("rel", "")
            assert not href.lower().startswith(("javascript:", "data:", "vbscript:"))
    assert links


def test_no_cell_of_an_export_is_a_formula(attacked, manager):
    answer = ask(manager, "/protokoll.csv")
    assert answer.mimetype == "text/csv"
    text = answer.text.removeprefix("\ufeff")
    mark = csv.Sniffer().sniff(text.splitlines()[0], ";,").delimiter
    cells = [cell for row in csv.reader(io.StringIO(text), delimiter=mark) for cell in row]
    assert any("HYPERLINK" in cell for cell in cells)
    assert [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t", "\r"))] == []


@pytest.mark.parametrize(
    ("url", "kept"),
    [
        ("https://x.de/\u202egpj.exe", "https://x.de/%E2%80%AEgpj.exe"),
        ("https://x.de/a\u200bb\u2066", "https://x.de/a%E2%80%8Bb%E2%81%A6"),
        ("https://x.de/\ud800", "https://x.de/%3F"),
        ("https://x.de/straße?q=ü", "https://x.de/straße?q=ü"),
    ],
)
def test_an_address_looks_like_what_it_is(url, kept):
    assert Event(name="Tag der Ideen", url=url).url == kept
