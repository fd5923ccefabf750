"""The keys in Chromium: what they do in the list, and where they must do nothing."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from office import SEEN, Reviewer
from scene import the_setup


@pytest.fixture
def paula(database: Path, clock: Any, open_office: Any, browser: Any) -> Any:
    """Paula before a list of four events."""
    office = open_office(the_setup(database, clock, trusted_hosts=("127.0.0.1",)))
    with office.reviewer(browser) as reviewer:
        reviewer.open()
        yield reviewer
        assert reviewer.visit.breaches() == []


def chosen(reviewer: Reviewer) -> str:
    """The event that is chosen in the list, "" for none."""
    found = reviewer.page.locator(".is-chosen [data-open]")
    return found.inner_text().strip() if found.count() else ""


def focused(reviewer: Reviewer, script: str = "e.textContent.trim()") -> Any:
    """What has the focus."""
    return reviewer.page.evaluate(
        f"(() => {{ const e = document.activeElement; return {script}; }})()"
    )


def test_j_and_k_go_through_the_list_and_stop_at_its_ends(paula):
    names = paula.names
    assert chosen(paula) == ""
    paula.press("j")
    assert chosen(paula) == names[0]
    assert focused(paula) == names[0]
    paula.press("j", "j", "k")
    assert chosen(paula) == names[1]
    paula.press("k", "k", "k")
    assert chosen(paula) == names[0]
    paula.press(*"j" * (len(names) + 2))
    assert chosen(paula) == names[-1]
    assert focused(paula) == names[-1]


def test_a_without_a_chosen_event_does_nothing(paula):
    paula.press("a")
    paula.page.wait_for_timeout(200)
    assert paula.page.url.rstrip("/") == paula.address.rstrip("/")
    assert paula.message == ""


def test_a_approves_and_the_one_that_moves_up_is_chosen(paula):
    names = paula.names
    paula.press("j", "j")
    paula.press_and_go("a")
    assert paula.message.startswith(f"„{names[1]}“ freigegeben.")
    assert names[1] not in paula.names
    assert chosen(paula) == names[2]
    paula.press_and_go("a")
    assert chosen(paula) == names[3]
    paula.press_and_go("a")  # the last of the list: the one above it is left
    assert chosen(paula) == names[0]
    paula.press_and_go("a")
    assert "Fertig" in paula.page.inner_text("main")


def test_u_takes_back_and_returns_to_the_place(paula):
    names = paula.names
    paula.press("j", "j", "j")
    paula.press_and_go("a")
    paula.press_and_go("u")
    assert "Rückgängig gemacht" in paula.message
    assert paula.names == names
    assert chosen(paula) == names[2]


def test_u_takes_back_a_bulk(paula):
    names = paula.names
    paula.click_and_go("[data-bulk]")
    assert len(paula.names) < len(names)
    paula.press_and_go("u")
    assert paula.names == names


def test_o_and_enter_open_the_chosen_event(paula):
    names = paula.names
    for key in ("o", "Enter"):
        paula.open()
        paula.press("j", "j")
        paula.press_and_go(key)
        assert paula.heading == names[1]


def test_e_and_r_open_the_event_at_the_verb(paula):
    for key, part in (("e", "korrigieren"), ("r", "ablehnen")):
        paula.open()
        paula.press("j")
        paula.press_and_go(key)
        assert paula.page.url.endswith(f"#{part}")
        assert paula.page.locator(f"#{part}").count() == 1


def test_x_switches_the_box_and_the_button_counts(paula):
    button = paula.page.locator("[data-bulk]").first
    before = int(button.inner_text().split()[0])
    while not paula.page.locator(".is-chosen [data-tick]").count():
        paula.press("j")
    name = chosen(paula)
    paula.press("x")
    assert int(button.inner_text().split()[0]) == before - 1
    assert chosen(paula) == name
    assert focused(paula) == name  # so that Enter opens the event and sends no form
    paula.press("x")
    assert int(button.inner_text().split()[0]) == before


def test_enter_on_a_box_sends_no_bulk(paula):
    names = paula.names
    paula.page.locator("[data-tick]").first.focus()
    paula.press("Enter")
    paula.page.wait_for_timeout(200)
    assert paula.names == names


def test_keys_are_letters_in_text_fields_and_escape_leaves_them(paula):
    names = paula.names
    paula.press("j", "/")
    assert focused(paula, "e.id") == "q"
    paula.page.keyboard.type("ajkeruox?/")
    assert paula.page.input_value("#q") == "ajkeruox?/"
    assert paula.names == names
    paula.press("Escape", "j")
    assert chosen(paula) == names[1]


def test_keys_of_the_browser_stay_the_browsers(paula):
    paula.press("j")
    watch = "e => { window.taken = e.defaultPrevented; e.preventDefault(); }"
    paula.page.evaluate(f"addEventListener('keydown', {watch})")
    for key in ("Control+a", "Control+j", "Alt+k", "Alt+e", "Meta+r", "Meta+a"):
        paula.page.keyboard.press(key)
        assert paula.page.evaluate("window.taken") is False
    assert chosen(paula) == paula.names[0]


def test_a_held_key_decides_once(paula):
    names = paula.names
    paula.press("j")
    paula.page.locator(SEEN).wait_for()
    with paula.page.expect_navigation():
        for _ in range(5):
            paula.page.keyboard.down("a")
    paula.page.wait_for_load_state("load")
    paula.page.keyboard.up("a")
    assert set(names) - set(paula.names) == {names[0]}


@pytest.mark.parametrize("twice", ["keys", "clicks", "reasons"])
def test_the_second_of_two_quick_presses_decides_nothing_that_nobody_saw(paula, twice):
    names = paula.names
    paula.press("j")
    paula.press_and_go("o")
    paula.page.locator(SEEN).wait_for()
    # However slow the machine is: for the next screen not a moment passes.
    paula.page.clock.install()
    paula.page.clock.pause_at(datetime.now(UTC) + timedelta(hours=1))
    press = {
        "keys": lambda: paula.page.keyboard.press("a"),
        "clicks": lambda: paula.page.locator("[data-approve]").click(no_wait_after=True),
        "reasons": lambda: (paula.page.keyboard.press("r"), paula.page.keyboard.press("1")),
    }[twice]
    with paula.page.expect_navigation(wait_until="load"):
        press()
    assert paula.page.locator("html.is-seen").count() == 0
    press()  # the screen of the next event has just come
    paula.page.wait_for_timeout(400)
    paula.page.clock.resume()
    paula.page.locator(SEEN).wait_for()
    assert paula.heading == names[1]
    paula.open()
    assert set(names) - set(paula.names) == {names[0]}


def test_hours_alone_are_of_the_events_day_after_a_refusal_too(paula):
    paula.press("j")
    paula.press_and_go("o")
    row = paula.page.locator("[data-group=startDate]")
    row.locator("summary").first.click()
    paula.page.fill("#in-startDate", "Montag, 3.3.2026")  # a Tuesday
    paula.press_and_go("Enter")
    assert "passen nicht zusammen" in row.inner_text()
    paula.page.fill("#in-startDate", "10-12 Uhr")
    said = row.locator("[data-understood]", has_text="Verstanden")
    said.wait_for()
    told = said.inner_text().removeprefix("Verstanden: ")
    paula.press("Escape")
    paula.press_and_go("a")
    assert told in paula.message
    paula.visit.noted[:] = [note for note in paula.visit.noted if "422" not in note]


def test_the_question_mark_shows_the_keys_and_escape_closes_them(paula):
    shown = paula.page.locator("#tasten")
    paula.press("?")
    assert shown.is_visible()
    assert "Freigeben und weiter" in shown.inner_text()
    paula.press("j", "a")  # nothing happens behind the dialog
    assert chosen(paula) == ""
    paula.press("Escape")
    assert not shown.is_visible()


def test_keys_that_are_switched_off_do_nothing(paula):
    paula.open("konto")
    paula.click_and_go("button:has-text('Ausschalten')")
    paula.open()
    paula.press("j", "a", "?", "/")
    assert chosen(paula) == ""
    assert focused(paula, "e.tagName") == "BODY"
    assert not paula.page.locator("kbd:visible").count()
    paula.page.locator("[data-open]").first.focus()
    paula.press_and_go("Enter")  # a link is a link
    assert paula.page.locator("h1").inner_text()


def test_messages_are_put_into_a_live_region_after_the_page_has_loaded(paula):
    paula.press("j")
    paula.press_and_go("a")
    said = paula.page.locator("body > [role=status]")
    said.filter(has_text="freigegeben").wait_for(state="attached")
    assert "freigegeben" in said.inner_text()


def test_the_menu_closes_by_escape_and_gives_the_focus_back(paula):
    menu = paula.page.locator("details.menu")
    menu.locator("summary").click()
    assert menu.get_by_text("Abmelden").is_visible()
    paula.press("Tab", "Escape")
    assert not menu.get_by_text("Abmelden").is_visible()
    assert focused(paula, "e.tagName") == "SUMMARY"
