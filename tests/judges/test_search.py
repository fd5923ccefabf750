"""The search on the first page and the buttons that copy, as visitors in Chromium use them."""

import json
import re
import shutil
from dataclasses import replace
from urllib.parse import parse_qs, urlsplit

import invented
import pytest
from browsing import visit
from chromium import CHROMIUM
from programs import NODE_MODULES, needs
from publication import publish

from model import When, fold

AXE = NODE_MODULES / "axe-core" / "axe.min.js"

pytestmark = [
    pytest.mark.allow_hosts(["127.0.0.1"]),
    needs(CHROMIUM, how="apt-get install chromium"),
]

FOUND = "#treffer-liste .name"
STATUS = "#suche-stand"


@pytest.fixture
def visitor(site, browser):
    """A visitor to whom nothing happens that should not."""
    with visit(browser, site.address) as visitor:
        yield visitor
        assert visitor.breaches() == []


def found(page) -> list[str]:
    """The names of the events that were found, once the search has said how many."""
    page.wait_for_selector(f"{STATUS}:not(:empty)", state="attached")
    return page.locator(FOUND).all_inner_texts()


def type_in(page, text: str) -> list[str]:
    """Type a search and wait until it is in the address."""
    page.fill("#suche-q", text)
    page.wait_for_url(lambda url: parse_qs(urlsplit(url).query).get("q") == [text])
    return found(page)


def state(page) -> str:
    return page.url.partition("?")[2]


def test_nothing_is_fetched_before_somebody_searches(visitor):
    asked = []
    visitor.page.on("request", lambda request: asked.append(request.url))
    page = visitor.open("index.html")
    assert page.is_visible("#suche-q")
    assert page.is_visible("#termine")
    assert not page.is_visible("#treffer")
    assert not page.is_visible("#suche-leeren")
    assert not [url for url in asked if url.endswith(".json")]
    type_in(page, "forum")
    assert len([url for url in asked if url.endswith("events.json")]) == 1
    type_in(page, "tag")
    assert len([url for url in asked if url.endswith("events.json")]) == 1


def test_all_words_are_looked_for_in_name_place_organiser_and_topic(visitor):
    page = visitor.open("index.html")
    assert type_in(page, "wasserstoff bremen") == [
        "Wasserstoff in der Region: Werkstatt für Stadtwerke 10"
    ]
    assert page.inner_text(STATUS) == "1 Termin gefunden"
    assert not page.is_visible("#termine")
    assert "Tag der Regionen" in "".join(type_in(page, "16. april"))
    assert "Webseminar Breitband" in type_in(page, "bundesministerium online")
    assert type_in(page, "gibt es bestimmt nicht") == []
    assert page.inner_text(STATUS) == "Keine Termine gefunden"
    assert type_in(page, "!?") == []
    assert page.inner_text(STATUS) == "Keine Termine gefunden"


SPELLINGS = ["Größe", "GROESSE", "grösse", "Straße", "strasse", "café", "Cafe\u0301", "ﬁ", "100 %",
             "Über die", "Neiße", "„Maß“", "Æ ø", "Mobilİtät"]  # fmt: skip


def test_words_are_folded_as_the_program_folds_them(visitor, site):
    data = json.loads((site.folder / "events.json").read_text(encoding="utf-8"))
    texts = {}
    for event in data["events"]:
        titles = [data["selections"][slug]["title"] for slug in event["selections"]]
        parts = [event.get(name, "") for name in ("name", "when", "place", "organizer")]
        texts[event["slug"]] = fold(" ".join([*parts, *titles]))
    page = visitor.open("index.html")
    for spelling in SPELLINGS:
        words = fold(spelling).split()
        expected = {slug for slug, text in texts.items() if all(word in text for word in words)}
        type_in(page, spelling)
        shown = page.locator(f"{FOUND} a").evaluate_all("links => links.map(a => a.href)")
        assert {link.removeprefix(site.address) for link in shown} == {
            f"{slug}.html" for slug in expected
        }, spelling


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("land=hamburg", r"Innovation im Mittelstand: .*|Strukturwandel vor Ort: .*"),
        ("thema=mobilitaet&bis=2026-05-01", r"Mobilität auf dem Land: Fachtag Rufbus \d+"),
        ("art=institute&q=jena", r"Energietag|.* \d+"),
        ("ort=online", "Webseminar Breitband|Fachtag hybrid"),
        ("von=2026-06-17&bis=2026-06-17", r"Grenzgang Neiße|Wasserstoff in der Region: .*"),
        ("von=2026-06-18&bis=2026-06-18", "Grenzgang Neiße"),
        ("q=lausitz", "ABGESAGT: Regionalforum Lausitz|.*"),
    ],
)
def test_an_address_shows_the_same_to_everybody(visitor, query, names):
    page = visitor.open(f"index.html?{query}")
    shown = found(page)
    assert shown
    assert all(re.fullmatch(names, name) for name in shown), shown
    for name, value in (part.split("=") for part in query.split("&")):
        assert page.input_value(f"[name={name}]") == value
    page.reload()
    assert found(page) == shown


def test_the_state_goes_into_the_address_and_back(visitor):
    page = visitor.open("index.html")
    page.click("summary:has-text('Filter')")
    page.select_option("#suche-land", label="Sachsen")
    in_saxony = found(page)
    assert state(page) == "land=sachsen"
    page.select_option("#suche-ort", "vor-ort")
    assert state(page) == "land=sachsen&ort=vor-ort"
    type_in(page, "dialog")
    assert len(found(page)) < len(in_saxony)
    page.go_back()
    assert state(page) == "land=sachsen&ort=vor-ort"
    assert page.input_value("#suche-q") == ""
    page.go_back()
    assert found(page) == in_saxony
    page.go_back()
    assert state(page) == ""
    assert page.is_visible("#termine")
    page.go_forward()
    assert found(page) == in_saxony


def test_a_date_that_is_typed_is_one_state(visitor):
    page = visitor.open("index.html")
    page.click("summary:has-text('Filter')")
    page.focus("#suche-von")
    page.keyboard.type("03012026")
    page.wait_for_url(lambda url: urlsplit(url).query in ("von=2026-01-03", "von=2026-03-01"))
    page.go_back()
    assert state(page) == ""
    assert page.input_value("#suche-von") == ""


def test_who_goes_back_while_typing_loses_no_state(visitor):
    page = visitor.open("index.html?ort=online")
    type_in(page, "breitband")
    page.evaluate("history.back()")
    page.wait_for_url(lambda url: urlsplit(url).query == "ort=online")
    page.keyboard.type("x")
    page.wait_for_url(lambda url: "q=x" in url)
    page.go_back()
    assert state(page) == "ort=online"


def test_the_filters_are_put_back(visitor):
    page = visitor.open("index.html?q=tag&land=sachsen")
    found(page)
    page.click("text=Filter zurücksetzen")
    assert state(page) == ""
    assert page.is_visible("#termine")
    assert not page.is_visible("#treffer")
    assert page.evaluate("document.activeElement.id") == "suche-q"
    page.go_back()
    assert page.input_value("#suche-land") == "sachsen"


def test_a_single_filter_can_be_subscribed_to(visitor, site):
    page = visitor.open("index.html?land=sachsen")
    found(page)
    offered = page.locator("#treffer-abo")
    assert "Diesen Filter abonnieren: Sachsen" in offered.inner_text()
    address = offered.locator("code").inner_text()
    assert address == f"{site.published}land/sachsen.ics"
    assert [link.get_attribute("href") for link in offered.locator("a").all()] == [
        address.replace("https:", "webcal:"),
        f"{site.published}land/sachsen.rss",
        f"{site.address}land/sachsen.html#abonnieren",
    ]
    page = visitor.open("index.html?land=sachsen&q=tag")
    found(page)
    assert page.locator("#treffer-abo a").count() == 0


def test_who_searches_by_keyboard_is_led_to_the_results(visitor):
    page = visitor.open("index.html")
    page.focus("#suche-q")
    page.keyboard.type("kulturnacht")
    page.keyboard.press("Enter")
    assert found(page) == ["Kulturnacht"]
    page.wait_for_selector("#treffer-titel:focus")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Kulturnacht"
    page.go_back()
    assert page.is_visible("#termine")


def test_long_results_come_in_parts(visitor):
    page = visitor.open("index.html?von=2026-01-01")
    total = int(page.inner_text(STATUS).split()[0]) if found(page) else 0
    first = page.locator(FOUND).count()
    assert first < total
    page.click("text=Weitere Termine zeigen")
    assert page.locator(FOUND).count() == total
    position = (
        "[...document.querySelectorAll('#treffer-liste .name a')].indexOf(document.activeElement)"
    )
    assert page.evaluate(position) == first
    assert not page.is_visible("#treffer-mehr")
    page.click(".actions a[href='#abonnieren']")
    assert page.url.endswith("#abonnieren")
    assert page.locator(FOUND).count() == total


def test_links_lead_to_the_events_from_any_folder(site, browser, serve, tmp_path):
    shutil.copytree(site.folder, tmp_path / "eine" / "ebene")
    with visit(browser, serve(tmp_path)) as visitor:
        page = visitor.open("eine/ebene/index.html?q=kulturnacht")
        assert found(page) == ["Kulturnacht"]
        page.click(f"{FOUND} a")
        assert page.inner_text("h1").startswith("Kulturnacht")
        page.go_back()
        assert found(page) == ["Kulturnacht"]
        assert visitor.breaches() == []


def test_markup_in_an_event_is_text_in_the_results(browser, serve, tmp_path):
    name = "Forum <img src=x onerror=alert(1)> </script><script>alert(2)</script>"
    hostile = invented.event("boese", invented.SPECIAL[0].event.when)
    event = replace(hostile.event, name="Forum")
    object.__setattr__(event, "name", name)  # past the cleaner of the model
    snapshot = replace(invented.SNAPSHOT, events=(replace(hostile, event=event),))
    site = publish(tmp_path, snapshot, invented.SETTINGS, serve)
    file = site.folder / "events.json"
    data = file.read_text(encoding="utf-8")
    assert "<" not in data
    file.write_text(re.sub(r'"name":"[^"]*"', f'"name":"{name}"', data), encoding="utf-8")
    with visit(browser, site.address) as visitor:
        page = visitor.open("index.html?q=forum")
        assert found(page) == [name]
        assert page.locator("#treffer img, #treffer script").count() == 0
        assert visitor.breaches() == []


def test_a_list_that_does_not_come_is_told(site, browser):
    with visit(browser, site.address) as visitor:
        visitor.page.route("**/events.json", lambda route: route.abort())
        page = visitor.open("index.html?q=tag")
        assert found(page) == []
        assert page.inner_text(STATUS).startswith("Die Suche geht gerade nicht")
        assert page.is_visible("#termine")
        assert not page.is_visible("#treffer")


def test_what_ends_at_midnight_is_not_found_on_the_day_after(browser, serve, tmp_path):
    when = When(start=invented.at(2026, 3, 5, 18), end=invented.at(2026, 3, 6))
    snapshot = replace(invented.SNAPSHOT, events=(invented.event("abend", when),))
    site = publish(tmp_path, snapshot, invented.SETTINGS, serve)
    with visit(browser, site.address) as visitor:
        assert found(visitor.open("index.html?von=2026-03-05")) == ["Abend"]
        assert found(visitor.open("index.html?von=2026-03-06")) == []


def test_without_a_script_the_selections_take_the_form_s_place(site, browser):
    with visit(browser, site.address, java_script_enabled=False) as visitor:
        page = visitor.open("index.html?q=tag")
        assert not page.is_visible("#suche")
        assert page.is_visible("#termine")
        assert page.is_visible("main a[href='auswahl.html']")
        page = visitor.open("abonnieren.html")
        assert page.input_value("#adresse-alle") == f"{site.published}alle.ics"
        assert page.locator("button").count() == 0


@needs(AXE)
def test_axe_finds_no_violation_in_the_results(visitor):
    page = visitor.open("index.html?land=sachsen")
    found(page)
    page.evaluate(AXE.read_text(encoding="utf-8"))
    tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
    run = "(tags) => axe.run({runOnly: tags}).then(r => r.violations.map(v => v.id))"
    assert page.evaluate(run, tags) == []


def test_an_address_is_copied_with_one_button(site, browser):
    with visit(browser, site.address, permissions=["clipboard-read", "clipboard-write"]) as visitor:
        page = visitor.open("abonnieren.html")
        page.get_by_role(
            "button", name="Adresse des Kalenders mit allen Terminen kopieren", exact=True
        ).click()
        page.wait_for_selector("text='Kopiert'")
        assert page.evaluate("navigator.clipboard.readText()") == f"{site.published}alle.ics"
        assert visitor.breaches() == []


def test_where_nothing_may_be_copied_the_address_is_marked(site, browser):
    with visit(browser, site.address) as visitor:
        visitor.page.add_init_script("navigator.clipboard.writeText = () => Promise.reject()")
        page = visitor.open("abonnieren.html")
        page.locator(".copy button").first.click()
        page.wait_for_selector("text=bitte mit Strg+C kopieren")
        marked = "(f => f.value.slice(f.selectionStart, f.selectionEnd))(document.activeElement)"
        assert page.evaluate(marked) == f"{site.published}alle.ics"
