"""The screen of one event: what it shows, and every verb with what was typed on top of it."""

import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from lxml import html
from scene import matcher, page

from review.fields import digests, inputs_of
from store import QueueFilter, RejectReason, Store

FACHTAG = "https://amt.localhost/veranstaltungen/fachtag"
WERKSTATT = "https://netz.localhost/termine/werkstatt"


@pytest.fixture
def uid(scene: Any) -> str:
    """An event whose page names no year."""
    return str(scene.uid("Zukunftswerkstatt"))


class Typist:
    """Types into the form of an event as it stands when the screen is opened."""

    def __init__(self, client: FlaskClient, store: Store, uid: str, today: date) -> None:
        self.client, self.uid = client, uid
        self.sheet = store.desk.sheet(uid, today)
        self.known = inputs_of(self.sheet.pending)

    def sends(self, verb: str, query: str = "", **typed: str) -> Any:
        """Press a verb with some inputs altered; dots in names are written as two underscores."""
        altered = {name.replace("__", "."): text for name, text in typed.items()}
        form = {
            **self.known,
            "version": self.sheet.item.version,
            "war": digests(self.known),
            **altered,
        }
        return self.client.post(f"/termin/{self.uid}/{verb}{query}", data=form)


@pytest.fixture
def typist(checker: FlaskClient, store: Store, clock: Any) -> Callable[[str], Typist]:
    """Makes somebody who has opened the screen of an event."""
    return lambda uid: Typist(checker, store, uid, clock().date())


def event_of(store: Store, uid: str) -> Any:
    return store.staff.dossier(uid).event.event


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


# --- Verbs --------------------------------------------------------------------------------------


def test_approving_goes_on_to_the_next_of_the_list(
    checker: FlaskClient, store: Store, clock: Any, typist: Any
) -> None:
    today = clock().date()
    first, second = (item.uid for item in store.desk.queue(QueueFilter(), today)[:2])
    answer = typist(first).sends("freigeben")
    assert (answer.status_code, answer.location) == (302, f"/termin/{second}")
    following = checker.get(answer.location).text
    assert "freigegeben." in following
    assert 'data-key="u"' in following
    sheet = store.desk.sheet(first, today)
    assert sheet.approved is not None
    assert sheet.approved.by == "Paula"


def test_what_was_opened_from_elsewhere_leads_to_the_list(typist: Any, uid: str) -> None:
    typist(uid).sends("freigeben")
    assert typist(uid).sends("ablehnen", grund="report").location == "/"


def test_the_list_it_was_opened_from_goes_along(
    typist: Any, uid: str, checker: FlaskClient
) -> None:
    answer = typist(uid).sends("freigeben", "?liste=neu&q=Werkstatt")
    assert answer.location == "/?liste=neu&q=Werkstatt&ende=1"
    assert typist(uid).sends("freigeben", "?liste=neu&zeile=2").location == "/?liste=neu#zeile-2"


def test_a_refused_field_among_the_empty_ones_is_shown(typist: Any, uid: str) -> None:
    answer = typist(uid).sends("freigeben", previousStartDate="demnächst", name="")
    shown = html.fromstring(answer.text)
    assert "2 Eingaben ließen sich nicht lesen" in shown.text_content()
    folds = shown.cssselect("#fehler-previousStartDate")[0].iterancestors("details")
    assert all(fold.get("open") is not None for fold in folds)


def test_the_last_one_of_a_list_leads_to_its_end_from_the_list_too(typist: Any, uid: str) -> None:
    answer = typist(uid).sends("freigeben", "?liste=neu&q=Werkstatt&zeile=1")
    assert answer.location == "/?liste=neu&q=Werkstatt&ende=1"


def test_a_day_that_is_not_to_come_is_said_as_it_was_understood(typist: Any, uid: str) -> None:
    answer = typist(uid).sends("zurueckstellen", bis="1.3.2020")
    assert "Verstanden: 1. März 2020. Zurückstellen geht nur bis zu einem Tag nach heute" in (
        answer.text
    )


def test_what_was_typed_is_set_and_approved(
    typist: Any, uid: str, store: Store, checker: FlaskClient
) -> None:
    answer = typist(uid).sends(
        "freigeben", startDate="22.04.2026, 10-16 Uhr", location__name="Kulturhaus Häselburg"
    )
    assert answer.status_code == 302
    event = event_of(store, uid)
    assert event.when.start.isoformat() == "2026-04-22T10:00:00+02:00"
    assert event.when.end.isoformat() == "2026-04-22T16:00:00+02:00"
    assert event.location.name == "Kulturhaus Häselburg"
    assert event.publish
    following = checker.get(answer.location).text
    assert "korrigiert und freigegeben" in following
    assert "Mittwoch, 22. April 2026, 10–16 Uhr" in following
    shown = checker.get(f"/termin/{uid}").text
    assert "Korrigiert von Paula" in shown
    assert "laut Seite; Korrektur zurücknehmen" in shown


def test_saving_without_approving_stays_on_the_event(
    typist: Any, uid: str, store: Store, clock: Any
) -> None:
    answer = typist(uid).sends("korrigieren", name="Werkstatt Mobilität")
    assert answer.location == f"/termin/{uid}"
    assert event_of(store, uid).name == "Werkstatt Mobilität"
    assert store.desk.sheet(uid, clock().date()).approved is None


def test_a_correction_is_taken_back(typist: Any, uid: str, store: Store) -> None:
    before = event_of(store, uid).name
    typist(uid).sends("korrigieren", name="Ganz anders")
    answer = typist(uid).sends("korrigieren", **{"wahl.name": "zurueck"})
    assert answer.status_code == 302
    assert event_of(store, uid).name == before


def test_what_cannot_be_read_stays_in_its_input_with_the_reason(
    typist: Any, uid: str, store: Store
) -> None:
    before = event_of(store, uid)
    answer = typist(uid).sends(
        "freigeben",
        startDate="im Herbst 2026",
        name="Neuer <b>Titel</b>",
        location__town="Entenhausen",
    )
    assert answer.status_code == 422
    assert 'name="startDate" value="im Herbst 2026" aria-invalid="true"' in answer.text
    assert "Verstanden: im Herbst 2026. Das ist nur ungefähr" in answer.text
    assert 'value="Neuer &lt;b&gt;Titel&lt;/b&gt;"' in answer.text
    assert "„Entenhausen“ steht nicht im Ortsverzeichnis." in answer.text
    assert 'name="trotzdem"' in answer.text
    assert event_of(store, uid) == before


def test_what_the_store_refuses_stays_too(typist: Any, uid: str) -> None:
    answer = typist(uid).sends("freigeben", eventStatus="Erfunden", name="Getippt")
    assert answer.status_code == 422
    assert 'value="Getippt"' in answer.text


def test_rejecting_needs_a_reason(typist: Any, uid: str, store: Store, clock: Any) -> None:
    refused = typist(uid).sends("ablehnen", notiz="kein Bezug")
    assert refused.status_code == 422
    assert "Zum Ablehnen gehört ein Grund." in refused.text
    assert "kein Bezug</textarea>" in refused.text
    answer = typist(uid).sends("ablehnen", grund="report", notiz="kein Bezug")
    assert answer.status_code == 302
    sheet = store.desk.sheet(uid, clock().date())
    assert sheet.rejected == RejectReason.REPORT
    assert not sheet.stored.event.publish


@pytest.mark.parametrize(
    ("typed", "days"),
    [
        ({"tage": "7"}, 7),
        ({"bis": "9. März 2026"}, 7),
        ({"bis": "morgen"}, None),
        ({"bis": "1.3.2026"}, None),
    ],
)
def test_an_event_is_put_aside_until_a_day(
    typist: Any, uid: str, store: Store, clock: Any, typed: dict[str, str], days: int | None
) -> None:
    answer = typist(uid).sends("zurueckstellen", **typed)
    until = store.desk.sheet(uid, clock().date()).item.postponed_until
    if days is None:
        assert answer.status_code == 422
        assert until is None
    else:
        assert answer.status_code == 302
        assert until == clock().date() + timedelta(days=days)


def test_undoing_brings_back_what_held_before(
    typist: Any, uid: str, store: Store, clock: Any
) -> None:
    typist(uid).sends("ablehnen", grund="no_event")
    (act, *_) = store.desk.acts(uid=uid)
    store.desk.undo(act.act, matcher(), by="Paula", now=clock.tick(minutes=1))
    assert store.desk.sheet(uid, clock().date()).rejected == ""


def test_how_a_time_is_understood_is_told_while_typing(checker: FlaskClient) -> None:
    def asked(text: str, war: str = "21. April 2026, 14 Uhr") -> Any:
        return checker.get("/lesen/zeit", query_string={"text": text, "war": war}).json

    assert asked("3. Mai") == {"verstanden": "Sonntag, 3. Mai 2026"}
    assert asked("10-16 Uhr") == {"verstanden": "Dienstag, 21. April 2026, 10–16 Uhr"}
    assert "lässt sich nicht als Tag lesen" in asked("bald")["fehler"]
    assert "Das Jahr fehlt" in asked("3. Mai", "")["fehler"]


# --- Two at once --------------------------------------------------------------------------------


def test_a_conflict_shows_both_and_loses_neither(
    typist: Any, uid: str, store: Store, clock: Any, app: Flask
) -> None:
    paula = typist(uid)
    sheet = store.desk.sheet(uid, clock().date())
    store.desk.correct(
        uid, sheet.item.version, {"name": "Pias Titel"}, by="Pia", now=clock.tick(minutes=1)
    )
    answer = paula.sends("freigeben", startDate="23. April 2026, 14 Uhr")
    assert answer.status_code == 409
    assert "Inzwischen hat sich dieser Termin geändert." in answer.text
    assert "Pia: Korrigiert und freigegeben" in answer.text
    assert 'value="23. April 2026, 14 Uhr"' in answer.text
    clash = answer.text[answer.text.index('id="konflikt"') :]
    assert re.search(r'Titel</th><td data-label="Jetzt gespeichert">Pias Titel', clash)
    assert "<strong>23. April 2026, 14 Uhr</strong>" in clash
    again = typist(uid).sends("freigeben", startDate="23. April 2026, 14 Uhr")
    assert again.status_code == 302
    event = event_of(store, uid)
    assert (event.name, event.when.start.day) == ("Pias Titel", 23)


def test_the_form_of_a_conflict_goes_on_with_one_press(
    typist: Any, uid: str, store: Store, clock: Any, checker: FlaskClient
) -> None:
    paula = typist(uid)
    version = store.desk.sheet(uid, clock().date()).item.version
    store.desk.correct(uid, version, {"name": "Pias Titel"}, by="Pia", now=clock.tick(minutes=1))
    answer = paula.sends("freigeben", startDate="23. April 2026, 14 Uhr")
    form = answer.text[
        answer.text.index('<form id="termin"') : answer.text.index(
            "</form>", answer.text.index('<form id="termin"')
        )
    ]
    fields = dict(
        re.findall(r'<input (?:type="hidden" |id="[^"]*" )name="([^"]+)" value="([^"]*)"', form)
    )
    fields |= {n: t.replace("&#34;", '"') for n, t in fields.items()}
    again = checker.post(f"/termin/{uid}/freigeben", data=fields)
    assert again.status_code == 302
    event = event_of(store, uid)
    assert (event.name, event.when.start.day) == ("Pias Titel", 23)


def test_a_rejection_in_conflict_keeps_its_reason(
    typist: Any, uid: str, store: Store, clock: Any
) -> None:
    paula = typist(uid)
    version = store.desk.sheet(uid, clock().date()).item.version
    store.desk.approve(uid, version, by="Pia", now=clock.tick(minutes=1))
    answer = paula.sends("ablehnen", grund="report", notiz="fand schon statt")
    assert answer.status_code == 409
    assert '<input type="hidden" name="grund" value="report">' in answer.text
    assert '<input type="hidden" name="notiz" value="fand schon statt">' in answer.text
    assert "Trotzdem ablehnen" in answer.text


def test_who_is_looking_already_is_said(checker: FlaskClient, logged_in: Any, uid: str) -> None:
    assert "Wird gerade geprüft" not in checker.get(f"/termin/{uid}").text
    assert (
        "Wird gerade geprüft von <strong>Paula</strong>"
        in logged_in("Pia").get(f"/termin/{uid}").text
    )


def test_who_goes_on_looks_at_the_one_before_no_more(
    checker: FlaskClient, logged_in: Any, scene: Any, uid: str
) -> None:
    checker.get(f"/termin/{uid}")
    checker.get(f"/termin/{scene.uid('Fachtag')}")
    pia = logged_in("Pia")
    assert "Wird gerade geprüft" not in pia.get(f"/termin/{uid}").text
    assert "von <strong>Paula</strong>" in pia.get(f"/termin/{scene.uid('Fachtag')}").text


def test_a_busy_database_costs_no_typed_word(
    typist: Any, uid: str, checker: FlaskClient, store: Store
) -> None:
    paula = typist(uid)
    with store.rehearsal():
        assert checker.get(f"/termin/{uid}").status_code == 200  # reading goes on
        answer = paula.sends("freigeben", name="Getippt")
    assert answer.status_code == 503
    assert 'value="Getippt"' in answer.text


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


def test_only_web_addresses_become_links(checker: FlaskClient, store: Store, uid: str) -> None:
    db = store._connection.db
    with db.atomic():
        db.execute("UPDATE mentions SET page_url = 'javascript:alert(1)'")
    text = checker.get(f"/termin/{uid}").text
    assert 'href="javascript:' not in text
    assert "<span>javascript:alert(1)</span>" in text
