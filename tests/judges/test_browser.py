"""The website in Chromium: accessible, narrow enough, quiet, usable by keyboard and on paper.

One page of each kind is looked at, the largest: every kind has a template of its own.
"""

from collections import Counter
from itertools import groupby
from urllib.parse import urljoin

import pytest
from browsing import NARROW, visit
from chromium import CHROMIUM
from programs import NODE_MODULES, needs

from feeds.cards import event_slug

AXE = NODE_MODULES / "axe-core" / "axe.min.js"

pytestmark = [
    pytest.mark.allow_hosts(["127.0.0.1"]),
    needs(CHROMIUM, how="apt-get install chromium"),
]

WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
WIDTHS = (320, 768, 1280)
UNUSUAL = ("lang", "verlegt", "zwei-angaben")
CONTROLS = "a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex='0']"


def shown(site) -> list[str]:
    """A page of each kind, and those of events that are out of the ordinary."""
    unusual = [f"{event_slug(f'{key}@regioradar.example')}.html" for key in UNUSUAL]
    return sorted({*site.kinds(), *unusual})


def violations(page) -> list[str]:
    """What axe finds by all rules of the WCAG, with the first element of each."""
    run = "(only) => axe.run({runOnly: only, resultTypes: ['violations']}).then(r => r.violations)"
    found = []
    for violation in page.evaluate(run, WCAG):
        node = violation["nodes"][0]
        where = f"{len(violation['nodes'])}x {node['html'][:160]} {node['failureSummary']}"
        found.append(f"{violation['id']}: {violation['help']}: {where}")
    return found


def overflow(page) -> int:
    """By how many pixels the page is wider than its window."""
    return page.evaluate("document.documentElement.scrollWidth - innerWidth")


@needs(AXE)
def test_axe_finds_no_violation_and_nothing_overflows(site, browser):
    axe = AXE.read_text(encoding="utf-8")
    found, wide = Counter(), []
    with visit(browser, site.address) as visitor:
        for name in shown(site):
            page = visitor.open(name)
            assert visitor.breaches() == [], name
            page.evaluate(axe)
            for width in WIDTHS:
                page.set_viewport_size({"width": width, "height": 800})
                wide += [f"{name} at {width}: {overflow(page)} px"] if overflow(page) > 0 else []
                for scheme in ("light", "dark"):
                    page.emulate_media(color_scheme=scheme)
                    told = violations(page)
                    found.update(f"{name} {width} {scheme} {what}" for what in told)
    assert not wide, wide
    assert not found, "\n".join(sorted(found))


def test_no_text_is_too_long_for_a_narrow_window(evil, browser):
    with visit(browser, evil.address, viewport=NARROW) as visitor:
        wide = {name: overflow(visitor.open(name)) for name in evil.kinds()}
    assert {name: pixels for name, pixels in wide.items() if pixels > 0} == {}


BAD = """<!doctype html><html lang=de><title>Schlecht</title>
<style>a:focus { outline: none }</style>
<main><h1>Schlecht</h1><p style="color: #999">Blasse Schrift</p><img src="data:,">
<p style="width: 900px">Breit</p>
<a href="#x">Ohne Ring</a></main>"""


@needs(AXE)
def test_a_bad_page_is_noticed(serve_plainly, tmp_path, browser):
    (tmp_path / "schlecht.html").write_text(BAD, encoding="utf-8")
    with visit(browser, serve_plainly(tmp_path), viewport=NARROW) as visitor:
        page = visitor.open("schlecht.html")
        page.evaluate(AXE.read_text(encoding="utf-8"))
        assert {what.partition(":")[0] for what in violations(page)} == {
            "color-contrast",
            "image-alt",
        }
        assert overflow(page) > 500
        assert page.evaluate(ORDER) == 1
        page.keyboard.press("Tab")
        assert page.evaluate(FOCUS)["ring"] is False


ORDER = f"""() => {{
  window.order = [...document.querySelectorAll("{CONTROLS}")].filter((element) =>
    element.checkVisibility({{visibilityProperty: true}}) && !element.disabled);
  return window.order.length;
}}"""
FOCUS = """() => {
  const element = document.activeElement, style = getComputedStyle(element);
  const box = element.getBoundingClientRect();
  return {
    place: window.order.indexOf(element),
    name: (element.textContent || element.value || element.name || '').trim().slice(0, 60),
    ring: (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0)
      || style.boxShadow !== 'none',
    seen: box.width > 0 && box.height > 0 && box.top < innerHeight && box.bottom > 0
      && box.left < innerWidth && box.right > 0,
  };
}"""


def test_the_keyboard_reaches_everything_in_order(site, browser):
    with visit(browser, site.address) as visitor:
        for name in shown(site):
            page = visitor.open(name)
            count = page.evaluate(ORDER)
            reached = [-1]
            while reached[-1] < count - 1 and len(reached) < 6 * count:
                page.keyboard.press("Tab")
                focus = page.evaluate(FOCUS)
                assert focus["ring"], f"{name}: no ring around {focus['name']!r}"
                assert focus["seen"], f"{name}: {focus['name']!r} has the focus and is not in sight"
                reached.append(focus["place"])
            # A field for a date is several stops.
            assert [place for place, _ in groupby(reached)] == list(range(-1, count)), name


def test_the_skip_link_leads_past_the_navigation(site, browser):
    with visit(browser, site.address, viewport=NARROW) as visitor:
        for name in ("index.html", "abonnieren.html"):
            page = visitor.open(name)
            page.keyboard.press("Tab")
            assert page.evaluate("document.activeElement.hash") == "#inhalt", name
            page.keyboard.press("Enter")
            page.keyboard.press("Tab")
            assert page.evaluate("document.activeElement.closest('main') !== null"), name


def test_all_events_are_told_without_scripts_and_on_paper(site, browser):
    names = [stored.event.name for stored in site.snapshot.events if stored.uid.startswith("plan-")]
    for settings in ({"java_script_enabled": False}, {}):
        with visit(browser, site.address, **settings) as visitor:
            page = visitor.open("index.html")
            page.emulate_media(media="print" if not settings else "screen")
            shown = page.inner_text("body")
            assert [name for name in names[6:] if name not in shown] == []
            assert visitor.noted == []


def test_an_event_on_paper_names_its_sources_and_has_no_buttons(site, browser):
    (told,) = (s for s in site.snapshot.events if s.event.name == "Grenzgang Neiße")
    with visit(browser, site.address, color_scheme="dark") as visitor:
        page = visitor.open(f"{event_slug(told.uid)}.html")
        page.emulate_media(media="print")
        after = "getComputedStyle(document.querySelector('#quellen a'), '::after').content"
        assert told.mentions[0].page_url in page.evaluate(after)
        assert [b for b in page.locator(".button").all() if b.is_visible()] == []
        assert visitor.noted == []


def test_the_way_from_list_to_month_to_event_needs_no_script(site, browser):
    with visit(browser, site.address, java_script_enabled=False) as visitor:
        page = visitor.open("index.html")
        page.click("nav a:has-text('Monat')")
        link = page.locator("table a[href*='termin/']").first
        name = link.inner_text()
        link.click()
        assert page.inner_text("h1").startswith(name)
        file = page.locator("a[href$='.ics']").first.get_attribute("href")
        answer = page.request.get(urljoin(page.url, file))
        assert answer.headers["content-type"].startswith("text/calendar")
        assert visitor.noted == []


@pytest.mark.parametrize("has_script", [True, False], ids=["script", "no script"])
def test_pages_that_lead_on_come_to_one_that_stays(site, browser, has_script):
    leading = site.leading()
    assert "alle.html" in leading
    assert len(leading) > 1  # an event that was two
    with visit(browser, site.address, java_script_enabled=has_script) as visitor:
        for name in leading:
            page = visitor.page
            page.goto(site.address + name, wait_until="commit")
            page.wait_for_url(lambda url, name=name: not url.endswith(name))
            page.wait_for_load_state()
            assert page.url.removeprefix(site.address) not in leading
            assert page.inner_text("h1")
        assert visitor.noted == []


def test_the_search_and_its_filters_are_used_by_keyboard(site, browser):
    with visit(browser, site.address) as visitor:
        page = visitor.open("index.html")
        for stop in ("element.id === 'suche-q'", "element.tagName === 'SUMMARY'"):
            while not page.evaluate(f"(element => {stop})(document.activeElement)"):
                page.keyboard.press("Tab")
            if "suche-q" in stop:
                page.keyboard.type("wasserstoff")
        page.keyboard.press("Enter")  # the filters unfold
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.name") == "land"
        page.keyboard.type("Bremen")
        page.keyboard.press("Tab")
        page.wait_for_url("**/index.html?q=wasserstoff&land=bremen")
        page.wait_for_selector("#suche-stand:has-text('gefunden')")
        shown = page.locator("#treffer-liste .name a")
        assert shown.count() > 0
        while page.evaluate("document.activeElement.closest('#treffer-liste') === null"):
            page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        page.wait_for_url("**/termin/*.html")
        assert visitor.breaches() == []
