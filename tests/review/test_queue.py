"""The queue's screen: what it shows, and how it is narrowed."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from queue_page import names, row_of, tree
from scene import Scene, page

from store import QueueFilter, Store


def test_a_row_says_when_where_from_what_and_why(checker: FlaskClient) -> None:
    row = row_of(checker.get("/"), "Zukunftswerkstatt")
    text = " ".join(row.text_content().split())
    for part in (
        "21. April 2026", "Di, 14 Uhr", "in 7 Wochen", "Kulturhaus, Gera", "Netzwerk Beispiel",
        "„am 21. April um 14 Uhr“", "Jahr fehlt auf der Seite", "wahrscheinlich", "öffentlich",
    ):  # fmt: skip
        assert part in text


def test_what_only_ears_get_makes_no_gap_in_a_button(checker: FlaskClient) -> None:
    """The parts of a button stand apart; hidden words beside them would be such a part."""
    shown = tree(checker.get("/"))
    assert shown.cssselect(".button .unseen")
    assert not shown.cssselect(".button > .unseen")


def test_what_comes_is_ordered_by_need(checker: FlaskClient, store: Store, clock: Any) -> None:
    found = names(checker.get("/"))
    needed = store.desk.queue(QueueFilter(), clock().date())
    assert found == [item.event.name for item in needed]
    assert len(found) == 4


def test_lists_say_how_many_they_hold_and_which_is_open(checker: FlaskClient) -> None:
    tabs = tree(checker.get("/?liste=bald")).cssselect(".tabs a")
    counts = {tab.text_content().split()[0]: tab.cssselect(".count")[0].text for tab in tabs}
    assert counts["Alle"] == "4"
    assert counts["Bald"] == "1"
    (current,) = (tab for tab in tabs if tab.get("aria-current"))
    assert current.text_content().startswith("Bald")


def test_filters_stand_in_the_address_and_travel_into_the_event(checker: FlaskClient) -> None:
    answer = checker.get("/?quelle=amt&q=fachtag")
    assert names(answer) == ["Fachtag Daseinsvorsorge"]
    (link,) = tree(answer).cssselect(".item h3 a")
    assert link.get("href").endswith("?quelle=amt&q=fachtag")
    shown = tree(answer)
    assert shown.cssselect("#q")[0].get("value") == "fachtag"
    assert shown.cssselect("#quelle option[selected]")[0].get("value") == "amt"
    assert shown.cssselect("details.choices")[0].get("open") is not None


@pytest.mark.parametrize("query", ["?land=Sachsen-Anhalt", "?grund=year_inferred", "?liste=bald"])
def test_each_condition_narrows_the_list(checker: FlaskClient, query: str) -> None:
    assert len(names(checker.get("/" + query))) == 1


def test_nothing_found_offers_the_way_out(checker: FlaskClient) -> None:
    shown = tree(checker.get("/?liste=neu&q=nirgendwo"))
    assert "Nichts gefunden" in shown.text_content()
    (way,) = shown.cssselect(".empty a")
    assert way.get("href") == "/?liste=neu"


def test_a_selection_that_was_worked_through_is_done_not_unfound(checker: FlaskClient) -> None:
    shown = tree(checker.get("/?liste=neu&q=nirgendwo&ende=1")).text_content()
    assert "Fertig mit dieser Auswahl" in shown
    assert "Nichts gefunden" not in shown


def test_strange_addresses_show_some_list(checker: FlaskClient) -> None:
    answer = checker.get("/?liste=quatsch&seite=99999&grund=%00&land=%3Cscript%3E")
    assert answer.status_code == 200
    assert "<script>" not in answer.text


def test_an_empty_list_is_no_error_and_leads_on(checker: FlaskClient) -> None:
    text = tree(checker.get("/?liste=zurueckgestellt")).text_content()
    assert "Diese Liste ist leer" in text
    assert "Nichts ist zurückgestellt." in text
    assert "Alle offenen (4)" in text


def test_the_end_of_the_queue_says_so(checker: FlaskClient, store: Store, clock: Any) -> None:
    for item in store.desk.queue(QueueFilter(), clock().date()):
        store.desk.approve(item.uid, item.version, by="Pia", now=clock())
    text = tree(checker.get("/")).text_content()
    assert "Fertig" in text
    assert "Es wartet kein Termin" in text


def test_who_comes_to_the_end_of_a_list_is_told(checker: FlaskClient) -> None:
    notice = "Das Ende dieser Liste ist erreicht"
    assert notice in checker.get("/?liste=neu&ende=1").text
    assert notice not in checker.get("/?liste=neu").text


def test_pages_follow_each_other(make_app: Callable[..., Flask], logged_in: Any) -> None:
    app = make_app(page_size=3)
    app.config["WTF_CSRF_ENABLED"] = False
    client = logged_in("Paula", app)
    first = client.get("/?liste=neu")
    assert len(names(first)) == 3
    (further,) = tree(first).cssselect("a[rel=next]")
    second = client.get(further.get("href"))
    assert len(names(second)) == 1
    assert tree(second).cssselect("ol.queue")[0].get("start") == "4"
    assert not set(names(first)) & set(names(second))
    assert names(client.get("/?liste=neu&seite=7")) == names(second)


def test_texts_of_pages_are_escaped(checker: FlaskClient, scene: Scene) -> None:
    title = "Forum &lt;script&gt;alert(1)&lt;/script&gt; &lt;img src=x onerror=alert(1)&gt;"
    scene.run(
        "netz",
        {"https://netz.localhost/termine/boese": page(
            title, "<dl><dt>Datum</dt><dd>7. Mai 2026</dd><dt>Ort</dt><dd>Halle</dd></dl>")},
    )  # fmt: skip
    answer = checker.get("/")
    assert "&lt;script&gt;" in answer.text
    assert "<script>alert" not in answer.text
    assert "<img" not in answer.text


def test_no_style_and_no_script_stand_in_the_page(checker: FlaskClient) -> None:
    for address in ("/", "/hilfe", "/?q=nichts"):
        text = checker.get(address).text
        assert not re.search(r"\sstyle=|\son\w+=|<script(?! src=)|javascript:", text)


def test_the_help_tells_of_each_key_and_reason(checker: FlaskClient) -> None:
    shown = tree(checker.get("/hilfe"))
    caps = {cap.text for cap in shown.cssselect("#kuerzel kbd")}
    assert {"j", "k", "a", "e", "r", "u", "o", "/", "?"} <= caps
    assert "Rückblick" in shown.text_content()
    ids = [element.get("id") for element in shown.iter() if element.get("id")]
    assert len(ids) == len(set(ids))


def test_keys_can_be_switched_off(checker: FlaskClient) -> None:
    assert tree(checker.get("/")).cssselect("body")[0].get("data-keys") == "on"
    checker.post("/konto/tasten", data={"tasten": "aus"})
    shown = tree(checker.get("/"))
    assert shown.cssselect("body")[0].get("data-keys") == "off"
    assert not shown.cssselect("dialog")
    assert "ausgeschaltet" in tree(checker.get("/hilfe")).text_content()


def test_the_search_finds_what_was_judged_too_and_says_so(
    checker: FlaskClient, logged_in: Callable[..., FlaskClient], store: Store, clock: Any
) -> None:
    (item,) = store.desk.queue(QueueFilter(text="Fachtag"), clock().date())
    store.desk.approve(item.uid, item.version, by="Pia", now=clock())
    assert names(checker.get("/?q=fachtag")) == []
    found = checker.get("/?q=fachtag&alles=1")
    row = row_of(found, "Fachtag")
    assert "geprüft" in row.cssselect(".item-verbs")[0].text_content()
    assert not row.cssselect("button, input")
    clock.tick(days=200)
    row = row_of(logged_in("Paula").get("/?q=fachtag&alles=1"), "Fachtag")
    assert "vorbei" in row.cssselect(".item-verbs")[0].text_content()


def test_what_changed_since_it_was_approved_shows_both(
    checker: FlaskClient, scene: Scene, store: Store, clock: Any
) -> None:
    (item,) = store.desk.queue(QueueFilter(text="Fachtag"), clock().date())
    store.desk.approve(item.uid, item.version, by="Pia", now=clock())
    clock.tick(hours=2)
    later = "<dl><dt>Termin</dt><dd>25.06.2026, 9 Uhr</dd><dt>Ort</dt><dd>Leipzig</dd></dl>"
    address = "https://amt.localhost/veranstaltungen/fachtag"
    scene.run("amt", {address: page("Fachtag Daseinsvorsorge", later)})
    answer = checker.get("/?liste=geaendert")
    row = row_of(answer, "Fachtag")
    assert row.cssselect(".item-when strong")[0].text == "25. Juni 2026"
    assert [old.text for old in row.cssselect(".item-before del")] == ["18. Juni 2026, 9 Uhr"]
    assert not row_of(checker.get("/"), "Zukunftswerkstatt").cssselect(".item-before")


def test_what_lasts_days_says_when_it_begins(checker: FlaskClient, scene: Scene) -> None:
    body = "<dl><dt>Datum</dt><dd>7. Mai 2026, 9:30 Uhr bis 8. Mai 2026, 16 Uhr</dd></dl>"
    scene.run("netz", {"https://netz.localhost/termine/klausur": page("Klausurtagung", body)})
    when = row_of(checker.get("/"), "Klausurtagung").cssselect(".item-when")[0]
    assert [part.text for part in when] == ["7.–8. Mai 2026", "Do–Fr, ab 09:30 Uhr", "in 9 Wochen"]


def test_ones_last_decisions_leave_out_logging_in(checker: FlaskClient) -> None:
    assert not tree(checker.get("/")).cssselect(".latest")


def test_sources_that_are_held_are_told_of(checker: FlaskClient, scene: Scene, clock: Any) -> None:
    address = "https://netz.localhost/markttage/{}"
    body = "<dl><dt>Wann</dt><dd>{}. {} 2026, 10 Uhr</dd><dt>Ort</dt><dd>Leipzig</dd></dl>"
    for month in ("Mai", "Juli"):
        assert "zurückgehalten" not in checker.get("/").text
        clock.tick(hours=2)
        days = {n: page(f"Markttag {n}", body.format(n, month)) for n in range(1, 11)}
        scene.run("netz", {address.format(n): text for n, text in days.items()})
    assert len(scene.store.holds()) == 1
    (notice,) = tree(checker.get("/")).cssselect(".notice")
    assert "1 Quelle ist zurückgehalten" in notice.text_content()
    assert checker.get(notice.cssselect("a")[0].get("href")).status_code == 200
