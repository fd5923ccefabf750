"""What staff decided outlives the crawls that follow, and comes back where a source moves on."""

from office import open_items, uid_of

from store import Tab


def test_a_correction_survives_the_next_crawl_and_comes_back_when_the_source_moves(
    office, world, store, clock, browser
):
    uid = uid_of(store, "Werkstattgespräch Uferwege")
    with office.reviewer(browser) as paula:
        page = paula.open(f"termin/{uid}")
        page.locator("#feld-startDate summary").first.click()
        page.fill("#in-startDate", "17.04.26, 11–16 Uhr")
        paula.click_and_go("[data-approve]")
        assert "Freitag, 17. April 2026, 11–16 Uhr" in paula.message.replace("\xa0", " ")

        world.replace("auental", "Ihre Karten", "Karten")
        clock.tick(days=1)
        world.crawl("auental", today="2026-03-03")
        paula.log_in("Paula")
        page = paula.open(f"termin/{uid}")
        assert "11–16 Uhr" in page.inner_text("#feld-startDate .value")
        assert [item.uid for item in open_items(store, clock, tab=Tab.CHANGED)] == []

        world.replace("auental", "17. April, von 10 bis 15", "24. April, von 10 bis 15")
        clock.tick(days=1)
        world.crawl("auental", today="2026-03-04")
        paula.log_in("Paula")
        page = paula.open("?liste=geaendert")
        assert paula.names == ["Werkstattgespräch Uferwege"]
        paula.press("j")
        paula.press_and_go("o")
        told = " ".join(page.inner_text("#feld-startDate").split())
        assert "17. April 2026, 11–16 Uhr" in told
        assert "24. April 2026, 10–15 Uhr" in told
        assert paula.visit.breaches() == []


def test_a_reject_stays(office, world, store, clock, browser):
    uid = uid_of(store, "Sprechstunde Breitband")
    with office.reviewer(browser) as paula:
        page = paula.open(f"termin/{uid}")
        paula.press("r")
        paula.press_and_go("6")
        assert "abgelehnt: Nicht relevant" in paula.message
        world.replace("auental", "Fragen zum Ausbau", "Ihre Fragen zum Ausbau")
        clock.tick(days=1)
        world.crawl("auental", today="2026-03-03")
        paula.log_in("Paula")
        paula.open()
        assert "Sprechstunde Breitband" not in paula.names
        page = paula.open(f"termin/{uid}")
        assert "abgelehnt: Nicht relevant" in " ".join(page.inner_text(".event-head").split())
    (stored,) = (found for found in store.events() if found.uid == uid)
    assert not stored.event.publish


def test_a_merge_holds(office, world, store, clock, browser):
    names = ("Moderation schwieriger Sitzungen", "Schwierige Sitzungen moderieren")
    with office.reviewer(browser) as paula:
        page = paula.open("dubletten")
        paula.press("j")
        paula.press_and_go("o")
        assert "Seminarhaus Elbaue" in page.inner_text("table")
        page.locator("tr:has-text('Titel') [type=radio]").nth(1).check()
        paula.press_and_go("a")
        assert paula.visit.breaches() == []
    (joined,) = (stored for stored in store.events() if stored.event.name in names)
    assert {mention.source_id for mention in joined.mentions} == {"auental", "elbaue"}

    world.replace("auental", "am 9. April 2026 in Tangermünde", "am 9. April 2026 in der Elbaue")
    world.replace("elbaue", "140,-", "150,-")
    world.crawl("auental", "elbaue", today="2026-03-03")
    (still,) = (stored for stored in store.events() if stored.event.name in names)
    assert (still.uid, still.event.name) == (joined.uid, joined.event.name)
    assert {mention.source_id for mention in still.mentions} == {"auental", "elbaue"}
    assert "150" in still.event.offers

    clock.tick(days=1)
    with office.reviewer(browser) as paula:
        page = paula.open("dubletten")
        assert "Keine offenen Paare" in page.inner_text("main")
        paula.open(f"termin/{still.uid}")
        paula.click_and_go("button:has-text('Abtrennen')")
        assert paula.visit.breaches() == []
    apart = [stored for stored in store.events() if stored.event.name in names]
    assert len(apart) == 2
    assert not {m.source_id for m in apart[0].mentions} & {m.source_id for m in apart[1].mentions}
