"""Hostile texts in every field, on every screen, typed and asked for: nothing acts."""

from collections import Counter, deque
from dataclasses import replace
from urllib.parse import quote, urlsplit

import evil
import hostile
import pytest
from browsing import FOREIGN, OPEN
from office import SEEN
from scene import the_setup

AGENT = f"<script>{hostile.ACT}</script> \"onload='{hostile.ACT}'"
MOST = Counter({"termin": 2 * len(evil.SAFE), "quellen": len(evil.SAFE), "dubletten": 12})
"""How many screens of a kind are looked at: those with a payload of their own all, others four."""
LINKS = "[...document.querySelectorAll('a[href]')].map((link) => link.href)"


@pytest.fixture(scope="session")
def evil_file(tmp_path_factory, password_hash):
    file = tmp_path_factory.mktemp("evil") / "regioradar.sqlite"
    evil.fill(file, password_hash)
    return file


@pytest.fixture
def evil_office(evil_file, open_office, tmp_path, clock):
    """An office over a copy of the hostile database."""
    file = tmp_path / "regioradar.sqlite"
    file.write_bytes(evil_file.read_bytes())
    setup = the_setup(file, clock, trusted_hosts=("127.0.0.1",))
    return open_office(replace(setup, sources=evil.SOURCES))


def look(reviewer, where):
    """Open all that is folded, and see that nothing came to act."""
    page = reviewer.page
    page.evaluate(OPEN)
    assert page.evaluate(FOREIGN) == [], where[:80]
    assert page.evaluate("window.pwned ?? 'no'") == "no", where[:80]
    assert hostile.PRODUCT not in page.inner_text("body"), where[:80]
    assert reviewer.visit.breaches() == [], where[:80]


def screens(reviewer):
    """Go through the application by its links, and stop at each screen."""
    waiting, met, seen = deque([""]), {""}, Counter()
    while waiting:
        path = waiting.popleft()
        page = reviewer.open(path)
        seen[kind(path)] += 1
        yield path
        for link in page.evaluate(LINKS):
            target = link.removeprefix(reviewer.address).partition("#")[0]
            if target == link.partition("#")[0] or target in met:
                continue
            if kind(target).endswith((".csv", ".json")):
                continue
            met.add(target)
            if seen[kind(target)] + sum(kind(w) == kind(target) for w in waiting) < (
                MOST[kind(target)] or 4
            ):
                waiting.append(target)


def kind(path):
    return urlsplit(path).path.partition("/")[0]


def test_on_no_screen_anything_acts(evil_office, browser):
    with evil_office.reviewer(browser, "Vera", user_agent=AGENT) as vera:
        met = Counter()
        for path in screens(vera):
            look(vera, path)
            met[kind(path)] += 1
    assert met["termin"] >= len(evil.SAFE)
    assert {"", "termin", "quellen", "protokoll", "konto", "benutzer", "hilfe"} <= set(met)


def test_nothing_acts_that_comes_with_the_address(evil_office, browser):
    with evil_office.reviewer(browser) as paula:
        for text in evil.SAFE.values():
            asked = quote(text.encode())
            look(paula, paula.open(f"?q={asked}&quelle={asked}&land={asked}&grund={asked}").url)
        whole = quote(" ".join(evil.SAFE.values()).encode()[:1500])
        for path in (f"protokoll?q={whole}&wer={whole}&von={whole}", f"?q={whole}&seite={whole}"):
            paula.open(path)
            look(paula, path)


def test_nothing_acts_that_is_typed(evil_office, browser):
    texts = [text for text in evil.SAFE.values() if text.isprintable()]
    with evil_office.reviewer(browser) as paula:
        page = paula.open("?alles=1")
        targets = page.evaluate(
            "[...document.querySelectorAll('[data-open]')].map((link) => link.href)"
        )[: len(texts)]
        for text, target in zip(texts, targets, strict=False):
            page.goto(target, wait_until="load")
            page.evaluate(OPEN)
            for field in page.locator("#termin input:not([type]), #termin textarea").all():
                field.fill(text)
            page.locator(SEEN).wait_for()
            with page.expect_navigation(wait_until="load"):
                page.evaluate("document.querySelector('#termin').requestSubmit()")
            paula.visit.noted[:] = [n for n in paula.visit.noted if "422" not in n]
            look(paula, f"typed: {text}")
            page.goto(target, wait_until="load")
            look(paula, f"after: {text}")
        page = paula.open("protokoll")
        look(paula, "protokoll")
