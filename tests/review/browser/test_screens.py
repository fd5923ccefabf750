"""Every screen: axe finds nothing, nothing is wider than the window, keys reach all of it."""

from collections import Counter

import pytest
from browsing import NARROW
from office import uid_of
from programs import NODE_MODULES, needs

from store import RejectReason

AXE = NODE_MODULES / "axe-core" / "axe.min.js"
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
RUN = "(only) => axe.run({runOnly: only, resultTypes: ['violations']}).then(r => r.violations)"
OPEN = (
    """() => document.querySelectorAll('details:not(.menu)').forEach((e) => { e.open = true; })"""
)
WIDER = "document.documentElement.scrollWidth - innerWidth"
SMALL = """() => [...document.querySelectorAll('a, button, summary, input, select')]
  .filter((element) => element.checkVisibility({visibilityProperty: true})
    && !element.closest('.unseen, .skip, p, li, td, th, dd, label, figcaption'))
  .filter((element) => { const box = element.getBoundingClientRect();
    return box.width > 0 && (box.width < 24 || box.height < 24); })
  .map((element) => element.outerHTML.slice(0, 120))"""
"""What is smaller than WCAG 2.2 (2.5.8) allows and stands in no line of text."""

VERBS = """() => [...document.querySelectorAll('main button')]
  .filter((button) => button.form?.method === 'post').map((button) => button.textContent)"""


@pytest.fixture
def screens(store, office, clock):
    """The paths of all screens, with an event of every kind behind them."""
    now, today = clock.moment, clock.moment.date()
    uid = uid_of(store, "Werkstattgespräch Uferwege")
    rejected = uid_of(store, "Sprechstunde Breitband")
    approved = uid_of(store, "Regionaltag Auental")
    for one in (rejected, approved):
        version = store.desk.sheet(one, today).item.version
        if one == rejected:
            store.desk.reject(one, version, RejectReason.NO_EVENT, by="Pia", now=now, note="Nein")
        else:
            values = {"name": "Regionaltag im Auental"}
            store.desk.correct(one, version, values, by="Pia", now=now)
    pair = store.staff.open_pairs(today)[0]
    return {
        "Anmelden": "anmelden",
        "Warteschlange": "",
        "Warteschlange, gefiltert": "?liste=unsicher&q=wasser&quelle=elbaue",
        "Warteschlange, nichts gefunden": "?q=gibtesnicht",
        "Warteschlange, leere Liste": "?liste=zurueckgestellt",
        "Termin": f"termin/{uid}",
        "Termin, mehrere Seiten": f"termin/{uid_of(store, 'Pressearbeit für kleine Gemeinden')}",
        "Termin, abgelehnt": f"termin/{rejected}",
        "Termin, korrigiert": f"termin/{approved}",
        "Dubletten": "dubletten",
        "Paar": "dubletten/" + "/".join(stored.uid for stored in pair.events),
        "Quellen": "quellen",
        "Quelle": "quellen/auental",
        "Genauigkeit": "genauigkeit",
        "Protokoll": "protokoll",
        "Protokoll, gefiltert": f"protokoll?termin={approved}",
        "Konto": "konto",
        "Benutzer": "benutzer",
        "Hilfe": "hilfe",
        "Fehler": "termin/gibt-es-nicht",
    }


@needs(AXE)
def test_axe_finds_nothing_and_nothing_overflows(screens, office, browser):
    axe = AXE.read_text(encoding="utf-8")
    found, wide = Counter(), []
    with office.reviewer(browser, "Vera") as vera:
        for name, path in screens.items():
            page = vera.open(path)
            page.evaluate(axe)
            page.evaluate(OPEN)
            for width in (320, 1280):
                page.set_viewport_size({"width": width, "height": 800})
                for scheme in ("light", "dark"):
                    page.emulate_media(color_scheme=scheme)
                    found.update(f"{name} {width} {scheme} {w}" for w in violations(page))
                wide += [f"{name} {width}: {page.evaluate(WIDER)} px"] * (page.evaluate(WIDER) > 0)
        noted = [what for what in vera.visit.noted if "gibt-es-nicht" not in what]
    assert not found, "\n".join(sorted(found))
    assert wide == []
    assert noted == []


def violations(page):
    """What axe finds by all rules of the WCAG, with the first element of each."""
    for violation in page.evaluate(RUN, WCAG):
        node = violation["nodes"][0]
        where = f"{len(violation['nodes'])}x {node['html'][:160]} {node['failureSummary']}"
        yield f"{violation['id']}: {violation['help']}: {where}"


def test_the_screens_say_what_they_are(screens, office, browser):
    titles = Counter()
    with office.reviewer(browser, "Vera", viewport=NARROW) as vera:
        for name, path in screens.items():
            page = vera.open(path)
            assert ("gibt es hier nicht" in page.title()) == (name == "Fehler"), name
            assert page.locator("h1").count() == 1, name
            assert page.locator("main").count() == 1, name
            assert page.evaluate("document.documentElement.lang") == "de", name
            assert page.evaluate(SMALL) == [], name
            titles[page.title()] += 1
    assert all(title.endswith("RegioRadar Prüfung") for title in titles)
    assert len(titles) >= len(screens) - 4  # several views of the queue and of the account


def test_no_screen_grows_beyond_a_tablet(screens, office, browser):
    with office.reviewer(browser, "Vera") as vera:
        for name, path in screens.items():
            page = vera.open(path)
            for width in (768, 900, 1024):  # where tables just are tables
                page.set_viewport_size({"width": width, "height": 800})
                assert page.evaluate(WIDER) <= 0, f"{name} at {width}"


def test_focus_is_always_seen(screens, office, browser):
    ring = """() => { const element = document.activeElement, style = getComputedStyle(element);
      const box = element.getBoundingClientRect();
      return [element.outerHTML.slice(0, 100), (style.outlineStyle !== 'none'
        && parseFloat(style.outlineWidth) > 0) || style.boxShadow !== 'none',
        box.bottom > 0 && box.top < innerHeight]; }"""
    with office.reviewer(browser, "Vera") as vera:
        for name in ("Warteschlange", "Termin", "Paar", "Quelle", "Protokoll", "Konto"):
            page = vera.open(screens[name])
            before = ""
            for _ in range(25):
                page.keyboard.press("Tab")
                html, has_ring, is_seen = page.evaluate(ring)
                # The button in a field for a date has a ring of the browser's own.
                known = html.startswith(("<body", "<main")) or html == before
                assert has_ring or known, f"{name}: {html}"
                before = html
                assert is_seen, f"{name}: {html}"


def test_whoever_only_reads_can_decide_nothing(screens, office, store, browser):
    with office.reviewer(browser, "Lena") as lena:
        for name, path in screens.items():
            if name in ("Anmelden", "Benutzer", "Fehler", "Konto"):
                continue
            page = lena.open(path)
            assert page.evaluate(VERBS) == [], name
        page = lena.open("?quelle=auental")
        lena.press("j", "a", "x")
        assert page.url == f"{office.address}?quelle=auental"
        assert lena.visit.breaches() == []
    assert [act.kind.value for act in store.desk.acts(by="Lena")] == ["login"]
