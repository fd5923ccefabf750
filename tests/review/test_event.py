"""The screen of one event: what it shows of it, and of what changed."""

import re
from datetime import date
from typing import Any

import pytest
from flask.testing import FlaskClient
from scene import matcher, page
from typist import event_of

from store import Store

FACHTAG = "https://amt.localhost/veranstaltungen/fachtag"
WERKSTATT = "https://netz.localhost/termine/werkstatt"


# --- What is shown ------------------------------------------------------------------------------


def test_values_stand_beside_what_they_were_read_from(checker: FlaskClient, uid: str) -> None:
    text = checker.get(f"/termin/{uid}").text
    assert "Dienstag, 21. April 2026, 14 Uhr" in text
    assert "Das Jahr steht nicht da" in text
    assert re.search(
        r"<blockquote>Die Werkstatt findet <mark>am 21\. April um 14 Uhr</mark> im Kulturhaus", text
    )
    assert re.search(r'<mark id="beleg-1-startDate" [^>]*>am 21\. April um 14 Uhr</mark>', text)
    assert 'href="https://netz.localhost/termine/werkstatt"' in text
    assert "zuletzt gelesen 1. März 2026, 07:00 Uhr" in text
    assert "Jahr fehlt auf der Seite" in text


def test_the_first_thing_to_look_at_is_what_is_doubtful(checker: FlaskClient, uid: str) -> None:
    text = checker.get(f"/termin/{uid}").text
    assert 'data-first="startDate"' in text
    opened = re.search(r'<section class="([^"]*)" id="feld-startDate"', text)
    assert opened is not None
    assert "is-loud" in opened[1]


def test_every_value_of_several_pages_can_be_chosen(
    checker: FlaskClient, scene: Any, store: Store, typist: Any
) -> None:
    uid = scene.uid("Regionalkonferenz Beispielregion")  # the network's page and the office's
    text = checker.get(f"/termin/{uid}").text
    assert "Andere Angaben" in text
    choice = re.search(r'name="wahl\.name" value="(\{[^"]*der Beispielregion[^"]*\})"', text)
    assert choice is not None
    sent = choice[1].replace("&#34;", '"')
    answer = typist(uid).sends("freigeben", **{"wahl.name": sent})
    assert answer.status_code == 302
    assert event_of(store, uid).name == "Regionalkonferenz der Beispielregion"


@pytest.mark.parametrize(
    ("name", "sent"),
    [
        ("name", "[" * 100_000),
        ("name", '{"name": 5}'),
        ("url", '{"url": "javascript:alert(1)"}'),
        ("startDate", '{"startDate": "morgen"}'),
        ("startDate", '{"startDate": 5, "endDate": []}'),
        ("startDate", '{"startDate": "2026-03-09T10:00:00+99:00"}'),
        ("startDate", '{"startDate": "2026-12-31", "endDate": "0001-01-01"}'),
        ("location", '{"location": {"name": "Haus", "geo": {"latitude": 1e999, "longitude": 1}}}'),
        ("location", '{"location": {"name": "Haus", "geo": {"latitude": NaN, "longitude": 1}}}'),
        ("location", '{"location": "Gera"}'),
    ],
)
def test_a_choice_that_no_page_offered_is_refused(
    uid: str, store: Store, typist: Any, name: str, sent: str
) -> None:
    before = event_of(store, uid)
    for verb in ("freigeben", "korrigieren"):
        answer = typist(uid).sends(verb, **{f"wahl.{name}": sent})
        assert answer.status_code == 422
    assert event_of(store, uid) == before


def test_who_may_only_read_sees_all_and_no_verb(reader: FlaskClient, uid: str) -> None:
    text = reader.get(f"/termin/{uid}").text
    assert "Zukunftswerkstatt Mobilität" in text
    assert "am 21. April um 14 Uhr</mark>" in text
    assert 'class="verbs"' not in text
    for verb in ("freigeben", "korrigieren", "ablehnen", "zurueckstellen"):
        assert f"/{verb}" not in text
        assert reader.post(f"/termin/{uid}/{verb}").status_code == 403


def test_the_preview_shows_the_entry_of_the_calendar_and_the_feed(
    checker: FlaskClient, uid: str
) -> None:
    plain = checker.get(f"/termin/{uid}?liste=neu").text
    assert "BEGIN:VEVENT" not in plain
    address = f"/termin/{uid}?liste=neu&amp;vorschau=1"
    assert f'<a href="{address}#vorschau">' in plain
    shown = checker.get(address.replace("&amp;", "&")).text
    assert "SUMMARY:Zukunftswerkstatt Mobilität" in shown
    assert "&lt;title&gt;21. April 2026, 14 Uhr" in shown


def test_there_is_no_such_event(checker: FlaskClient) -> None:
    assert checker.get("/termin/nichts@regioradar.example").status_code == 404


def test_a_former_uid_leads_to_the_event(checker: FlaskClient, scene: Any) -> None:
    uid, other = scene.uid("Zukunftswerkstatt"), scene.uid("Fachtag")
    scene.store.staff.join(uid, other, matcher(), by="Vera", now=scene.clock())
    kept = {stored.uid for stored in scene.store.events()} & {uid, other}
    (gone,) = {uid, other} - kept
    answer = checker.get(f"/termin/{gone}?liste=neu")
    assert answer.status_code == 302
    assert answer.location == f"/termin/{kept.pop()}?liste=neu"


def test_without_a_stored_text_the_archived_page_is_read_again(
    checker: FlaskClient, uid: str, store: Store
) -> None:
    db = store._connection.db
    with db.atomic():
        db.execute("DELETE FROM page_texts")
    assert "<mark id=" in checker.get(f"/termin/{uid}").text


def test_without_text_and_body_the_quotes_alone_are_shown(
    checker: FlaskClient, uid: str, store: Store
) -> None:
    db = store._connection.db
    with db.atomic():
        db.execute("DELETE FROM page_texts")
        db.execute("UPDATE bodies SET data = x''")
    text = checker.get(f"/termin/{uid}").text
    assert "Der Text dieser Seite wird nicht mehr aufbewahrt." in text
    assert "Gelesen als <q>am 21. April um 14 Uhr</q>" in text


# --- What changed since ---------------------------------------------------------------------------


def test_after_a_change_of_the_page_the_difference_to_what_was_approved_is_shown(
    typist: Any, scene: Any, clock: Any, checker: FlaskClient, store: Store
) -> None:
    uid = scene.uid("Fachtag")
    typist(uid).sends("freigeben")
    clock.tick(hours=2)
    later = "<dl><dt>Termin</dt><dd>25.06.2026, 9 Uhr</dd><dt>Ort</dt><dd>Leipzig</dd></dl>"
    scene.run("amt", {FACHTAG: page("Fachtag Daseinsvorsorge", later)})
    text = checker.get(f"/termin/{uid}").text
    assert "Zuletzt freigegeben</span> <del>Donnerstag, 18. Juni 2026, 9 Uhr</del>" in text
    assert '<p class="value">Donnerstag, 25. Juni 2026, 9 Uhr</p>' in text
    assert event_of(store, uid).when.first_day == date(2026, 6, 18)  # until somebody has looked
    again = re.search(r'type="checkbox" name="wahl.startDate" value="([^"]*2026-06-18[^"]*)"', text)
    assert again is not None
    typist(uid).sends("freigeben")
    assert event_of(store, uid).when.first_day == date(2026, 6, 25)
    assert "Zuletzt freigegeben</span>" not in checker.get(f"/termin/{uid}").text


def test_a_correction_that_the_page_left_behind_shows_both(
    typist: Any, scene: Any, uid: str, clock: Any, checker: FlaskClient
) -> None:
    typist(uid).sends("freigeben", startDate="22. April 2026, 14 Uhr")
    clock.tick(hours=2)
    scene.run(
        "netz",
        {
            WERKSTATT: page(
                "Zukunftswerkstatt Mobilität",
                "Die Werkstatt findet am 28. April 2026 um 14 Uhr im Kulturhaus in Gera statt.",
            )
        },
    )
    text = checker.get(f"/termin/{uid}").text
    assert "Die Seite nennt seit der Korrektur etwas anderes." in text
    assert "28. April 2026" in text
    assert "Mittwoch, 22. April 2026, 14 Uhr" in text


def test_the_history_tells_of_pages_and_persons(
    typist: Any, uid: str, checker: FlaskClient
) -> None:
    typist(uid).sends("korrigieren", name="Werkstatt Mobilität")
    text = checker.get(f"/termin/{uid}").text
    history = text[text.index('id="verlauf"') :]
    assert "Zum ersten Mal gelesen" in history
    assert "Korrigiert" in history
    assert "Paula" in history


# --- Nothing of a page becomes markup -------------------------------------------------------------


def test_all_of_a_page_is_text(scene: Any, checker: FlaskClient, clock: Any) -> None:
    hostile = "&lt;script&gt;alert(1)&lt;/script&gt;&lt;img src=x onerror=alert(2)&gt;"
    scene.run(
        "netz",
        {
            "https://netz.localhost/termine/boese": page(
                f"Bürgerforum {hostile}",
                f"Das Bürgerforum findet am 7. Mai 2026 um 10 Uhr in Gera statt. {hostile}",
            )
        },
    )
    text = checker.get(f"/termin/{scene.uid('Bürgerforum')}").text
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in text
    assert "<script>alert" not in text
    assert "<img src=x" not in text


@pytest.mark.parametrize("address", ["javascript:alert(1)", "https://bund.de@evil.example/"])
def test_only_addresses_that_lead_where_they_say_become_links(
    checker: FlaskClient, store: Store, uid: str, scene: Any, address: str
) -> None:
    db = store._connection.db
    with db.atomic():
        db.execute("UPDATE mentions SET page_url = ?", (address,))
        db.execute("UPDATE events SET event = json_set(event, '$.url', ?)", (address,))
        db.execute("UPDATE mentions SET event = json_set(event, '$.url', ?)", (address,))
    other = scene.uid("Fachtag")
    for screen in (f"/termin/{uid}", f"/dubletten/{uid}/{other}"):
        text = checker.get(screen).text
        assert f'href="{address}"' not in text
        assert f">{address.removeprefix('https://')}<" in text or f">{address}<" in text
