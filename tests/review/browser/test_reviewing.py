"""A reviewer's work in Chromium, over what a crawl of the replica sites brought."""

from office import UNDO, kinds, open_items, uid_of

from store import AuditFilter
from store.reviewing.records import ActKind


def test_a_whole_day_by_keyboard(office, world, store, clock, browser):
    with office.reviewer(browser) as paula:
        page = paula.open("?quelle=auental")
        names = paula.names
        assert len(names) == 5
        paula.press("j", "j", "k")
        assert page.evaluate("document.activeElement.textContent") == names[0]
        paula.press_and_go("o")
        assert paula.heading == names[0]

        paula.press_and_go("a")  # approve, and on to the next one
        assert paula.heading == names[1]
        assert f"„{names[0]}“ freigegeben." in paula.message
        paula.press_and_go("u")  # that was a mistake
        assert paula.heading == names[0]
        assert "Rückgängig gemacht" in paula.message
        paula.press_and_go("a")

        paula.press_and_go("j")  # look ahead without deciding, and come back
        assert paula.heading == names[2]
        paula.press_and_go("k")
        assert paula.heading == names[1]

        paula.press("e")  # the field that is in doubt
        assert page.evaluate("document.activeElement.name") == "organizer"
        page.keyboard.type("Auental-Treff")
        paula.press("Escape")  # keys are keys again
        paula.press_and_go("a")
        assert "korrigiert und freigegeben" in paula.message
        assert paula.heading == names[2]

        paula.press("r")
        paula.press_and_go("2")
        assert "abgelehnt: Rückblick" in paula.message
        assert paula.heading == names[3]

        paula.press("?")
        assert page.locator("dialog#tasten").is_visible()
        paula.press("Escape")
        page.locator("dialog#tasten").wait_for(state="hidden")
        paula.press_and_go("a")
        paula.press_and_go("a")  # the last one of this list
        assert "ende=1" in page.url
        assert paula.names == []
        assert paula.visit.breaches() == []
    assert kinds(store, "Paula") == [
        ActKind.LOGIN,
        ActKind.APPROVE,
        ActKind.UNDO,
        ActKind.APPROVE,
        ActKind.CORRECT_APPROVE,
        ActKind.REJECT,
        ActKind.APPROVE,
        ActKind.APPROVE,
    ]
    assert open_items(store, clock, source_id="auental") == ()


def test_the_search_takes_letters_for_letters(office, store, browser):
    with office.reviewer(browser) as paula:
        page = paula.open()
        paula.press("j", "/")
        page.keyboard.type("arekux")
        assert page.input_value("#q") == "arekux"
        page.fill("#q", "uferwege")
        paula.press_and_go("Enter")
        assert paula.names == ["Werkstattgespräch Uferwege"]
    assert kinds(store, "Paula") == [ActKind.LOGIN]


def test_keys_can_be_switched_off(office, store, browser):
    with office.reviewer(browser) as paula:
        page = paula.open("konto")
        paula.click_and_go("button:has-text('Ausschalten')")
        paula.open()
        paula.press("j", "o", "a", "?")
        assert page.url == office.address
        assert page.locator("kbd").filter(visible=True).count() == 0
        assert paula.visit.breaches() == []
    assert kinds(store, "Paula").count(ActKind.APPROVE) == 0


def test_a_bulk_is_taken_back_as_one(office, store, clock, browser):
    before = {item.uid: item.version for item in open_items(store, clock)}
    with office.reviewer(browser) as paula:
        page = paula.open()
        ticked = page.locator("[data-tick]:checked").count()
        assert ticked > 10
        page.locator("[data-tick]").first.uncheck()
        paula.click_and_go("[data-bulk]")
        assert f"{ticked - 1} Termine freigegeben" in paula.message
        assert len(open_items(store, clock)) == len(before) - ticked + 1
        paula.press_and_go("u")
        assert "Rückgängig gemacht" in paula.message
        assert paula.visit.breaches() == []
    assert {item.uid: item.version for item in open_items(store, clock)}.keys() == before.keys()
    assert {row.kind for row in store.desk.audit(AuditFilter(by="Paula"))} == {
        ActKind.LOGIN,
        ActKind.APPROVE_MANY,
        ActKind.UNDO,
    }


def test_two_in_conflict_lose_nothing(office, store, browser):
    uid = uid_of(store, "Werkstattgespräch Uferwege")
    with (
        office.reviewer(browser, "Paula") as paula,
        office.reviewer(browser, "Pia") as pia,
    ):
        one, other = paula.open(f"termin/{uid}"), pia.open(f"termin/{uid}")
        assert "Wird gerade geprüft von Paula" in other.inner_text(".claim")
        for page, name in ((one, "Uferwege heute"), (other, "Wege am Ufer")):
            page.locator("#feld-name summary").click()
            page.fill("#in-name", name)
        paula.click_and_go("[data-approve]")
        assert "korrigiert und freigegeben" in paula.message
        pia.visit.noted.clear()
        pia.click_and_go("[data-approve]")
        fault = " ".join(other.inner_text("#konflikt").split())
        assert "Inzwischen hat sich dieser Termin geändert" in fault
        assert "Paula: " in fault
        assert "Uferwege heute" in fault
        assert "Wege am Ufer" in fault
        assert other.input_value("#in-name") == "Wege am Ufer"
        assert [stored.event.name for stored in store.events() if stored.uid == uid] == [
            "Uferwege heute"
        ]
        pia.click_and_go("#konflikt button")
        assert "korrigiert und freigegeben" in pia.message
    assert [stored.event.name for stored in store.events() if stored.uid == uid] == ["Wege am Ufer"]
    names = [
        row.after for row in store.desk.audit(AuditFilter(event_uid=uid)) if row.field == "name"
    ]
    assert names == ["Wege am Ufer", "Uferwege heute"]


def test_all_of_it_works_without_script(office, store, clock, browser):
    with office.reviewer(browser, java_script_enabled=False) as paula:
        page = paula.open("?quelle=auental")
        first, *others = paula.names
        second, third, fourth, _ = others
        paula.click_and_go("li[data-item] button:has-text('Freigeben')")  # in the list
        assert f"„{first}“ freigegeben." in paula.message
        assert paula.names == others
        paula.click_and_go("[data-open]")
        assert paula.heading == second
        page.locator("#feld-name summary").click()
        page.fill("#in-name", "Sitzungen moderieren")
        paula.click_and_go("[data-approve]")
        assert "korrigiert und freigegeben" in paula.message
        assert paula.heading == third
        page.locator("#ablehnen summary").click()
        paula.click_and_go("#ablehnen button:has-text('Kein Termin')")
        assert "abgelehnt: Kein Termin" in paula.message
        paula.click_and_go(UNDO)
        assert paula.heading == third
        page.locator("#zurueckstellen summary").click()
        paula.click_and_go("#zurueckstellen button:has-text('bis morgen')")
        assert "zurückgestellt bis 3. März 2026" in paula.message
        assert paula.heading == fourth
        page.go_back()
        paula.open("?quelle=elbaue")
        paula.click_and_go("[data-bulk]")
        assert "freigegeben" in paula.message
        paula.click_and_go(UNDO)
        paula.open("dubletten")
        paula.click_and_go("[data-open]")
        paula.click_and_go("button:has-text('verschieden')")
        assert paula.visit.noted == []
    assert kinds(store, "Paula")[1:] == [
        ActKind.APPROVE,
        ActKind.CORRECT_APPROVE,
        ActKind.REJECT,
        ActKind.UNDO,
        ActKind.POSTPONE,
        ActKind.APPROVE_MANY,
        ActKind.UNDO,
        ActKind.APART,
    ]
