"""The verbs on one event: what each does with what was typed, and two who judge at once."""

import re
from datetime import timedelta
from typing import Any

import pytest
from flask.testing import FlaskClient
from lxml import html
from scene import matcher
from typist import event_of

from store import QueueFilter, RejectReason, Store


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
    typist: Any, uid: str, store: Store, clock: Any
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


@pytest.mark.parametrize(
    ("verb", "more"),
    [("freigeben", {}), ("ablehnen", {"grund": "report"}), ("zurueckstellen", {"tage": "7"})],
)
def test_a_double_click_is_no_conflict(
    typist: Any, uid: str, store: Store, clock: Any, checker: FlaskClient, verb: str, more: Any
) -> None:
    paula = typist(uid)
    assert paula.sends(verb, **more).status_code == 302
    clock.tick(seconds=1)
    again = paula.sends(verb, **more)
    assert (again.status_code, again.location) == (302, "/")
    assert "Zukunftswerkstatt" in checker.get("/").text
    assert len(store.desk.acts(uid=uid)) == 1
    clock.tick(minutes=1)
    assert paula.sends(verb, **more).status_code == 409


@pytest.mark.parametrize(
    ("verb", "first", "second"),
    [
        ("ablehnen", {"grund": "report"}, {"grund": "no_event"}),
        ("zurueckstellen", {"tage": "7"}, {"tage": "1"}),
    ],
)
def test_another_choice_is_no_double_click(
    typist: Any, uid: str, verb: str, first: dict[str, str], second: dict[str, str]
) -> None:
    paula = typist(uid)
    assert paula.sends(verb, **first).status_code == 302
    assert paula.sends(verb, **second).status_code == 409


def test_what_was_typed_is_never_taken_for_a_double_click(typist: Any, uid: str) -> None:
    paula = typist(uid)
    paula.sends("freigeben")
    assert paula.sends("freigeben", name="Ganz anders").status_code == 409


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


def test_who_has_logged_out_looks_at_nothing(
    checker: FlaskClient, logged_in: Any, uid: str
) -> None:
    checker.get(f"/termin/{uid}")
    checker.post("/abmelden")
    assert "Wird gerade geprüft" not in logged_in("Pia").get(f"/termin/{uid}").text


def test_a_busy_database_costs_no_typed_word(
    typist: Any, uid: str, checker: FlaskClient, store: Store
) -> None:
    paula = typist(uid)
    with store.rehearsal():
        assert checker.get(f"/termin/{uid}").status_code == 200  # reading goes on
        answer = paula.sends("freigeben", name="Getippt")
    assert answer.status_code == 503
    assert 'value="Getippt"' in answer.text
