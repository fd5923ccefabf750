"""What went wrong is said in German, and nothing that was typed is lost."""

import re
import sqlite3
from contextlib import closing

import pytest
from flask import abort, request
from scene import PASSWORD, ask

from model import BusyError, ConflictError, DecisionError, StoreError
from review.access import needs, store

TYPED = {"name": "Große <b>Tagung</b>", "ort": "Halle", "version": "v1", "leer": ""}


@pytest.fixture
def faulty(app):
    """The application with an address for each thing that can go wrong, and Paula's browser."""

    def failing(error):
        @needs("pruefen")
        def view():
            raise error

        return view

    def locked():
        with store()._connection.writing() as db:
            db.execute("INSERT INTO digests (at, told) VALUES ('', '')")
            return "geschrieben"

    app.add_url_rule("/konflikt", "konflikt", failing(ConflictError("anders")), methods=["POST"])
    app.add_url_rule(
        "/nein", "nein", failing(DecisionError("it cannot", code="alone")), methods=["POST"]
    )
    app.add_url_rule("/kaputt", "kaputt", failing(ZeroDivisionError("geheim")), methods=["POST"])
    app.add_url_rule("/zu", "zu", failing(BusyError("/var/x: locked")), methods=["GET", "POST"])
    app.add_url_rule("/schreiben", "schreiben", needs("pruefen")(locked), methods=["POST"])
    app.add_url_rule("/weg", "weg", lambda: abort(404))
    app.add_url_rule("/lesen", "lesen", lambda: dict(request.form), methods=["POST"])
    app.config["PROPAGATE_EXCEPTIONS"] = False
    client = app.test_client()
    client.post("/anmelden", data={"name": "Paula", "password": PASSWORD})
    return client


def fields_of(text):
    found = re.findall(r'<input type="hidden" name="([^"]*)" value="([^"]*)">', text)
    return {name: value for name, value in found if name != "csrf_token"}


def test_an_address_that_there_is_not(faulty):
    answer = faulty.get("/weg")
    assert answer.status_code == 404
    assert "Das gibt es hier nicht" in answer.text


def test_what_cannot_be_decided_is_said(faulty):
    answer = faulty.post("/nein", data=TYPED)
    assert answer.status_code == 422
    assert "Nur eine Quelle nennt den Termin" in answer.text
    assert "Große &lt;b&gt;Tagung&lt;/b&gt;" in answer.text


def test_a_conflict_keeps_what_was_typed(faulty):
    answer = faulty.post("/konflikt", data=TYPED)
    assert answer.status_code == 409
    assert "Große &lt;b&gt;Tagung&lt;/b&gt;" in answer.text


def test_a_busy_database_keeps_all_in_a_form_that_sends_it_again(faulty):
    answer = faulty.post("/zu?liste=neu", data=TYPED)
    assert answer.status_code == 503
    assert answer.headers["Retry-After"] == "5"
    assert 'action="/zu?liste=neu"' in answer.text
    kept = fields_of(answer.text)
    assert kept["name"] == "Große &lt;b&gt;Tagung&lt;/b&gt;"
    assert (kept["ort"], kept["version"], kept["leer"]) == ("Halle", "v1", "")
    assert "Noch einmal" in answer.text
    assert "/var/x" not in answer.text


def test_a_database_that_another_writes_is_such_a_one(faulty, database):
    other = sqlite3.connect(database)
    other.execute("BEGIN IMMEDIATE")
    try:
        answer = faulty.post("/schreiben", data=TYPED)
    finally:
        other.rollback()
        other.close()
    assert answer.status_code == 503
    assert fields_of(answer.text)["ort"] == "Halle"
    assert faulty.post("/schreiben", data=TYPED).text == "geschrieben"


def test_a_database_that_is_gone_is_said_on_a_page_too(make_app):
    app = make_app()
    app.add_url_rule("/zu", "zu", needs("lesen")(lambda: ""))

    def open_store():
        raise StoreError("/var/x: damaged")

    broken = app.extensions["regioradar-stores"]
    broken._setup = type("Broken", (), {"open_store": staticmethod(open_store)})
    client = app.test_client()
    with client.session_transaction() as kept:
        kept["_user_id"] = "some token"
    answer = client.get("/zu")
    assert answer.status_code == 503
    assert "/var/x" not in answer.text
    assert "lässt sich nicht benutzen" in answer.text
    assert "nichts verloren" not in answer.text
    assert client.get("/gesund").status_code == 503


def test_what_is_sent_goes_into_the_file_that_lies_there_by_now(faulty, database, tmp_path):
    """A backup that was put in the place of the database: the old file would take it and vanish."""
    backup = tmp_path / "backup.sqlite"
    with closing(sqlite3.connect(database)) as opened:
        opened.execute("VACUUM INTO ?", [str(backup)])
    faulty.post("/schreiben", data=TYPED)
    for name in (database, *database.parent.glob("*.sqlite-*")):
        name.rename(tmp_path / f"old-{name.name}")
    gone = faulty.post("/schreiben", data=TYPED)
    assert gone.status_code == 503
    assert "lässt sich nicht benutzen" in gone.text
    assert fields_of(gone.text)["ort"] == "Halle"
    assert not database.exists()
    backup.rename(database)
    assert faulty.post("/schreiben", data=TYPED).text == "geschrieben"
    with closing(sqlite3.connect(database)) as opened:
        assert opened.execute("SELECT COUNT(*) FROM digests").fetchone() == (1,)


def test_what_was_typed_before_a_login_outlives_a_login_that_failed(app, faulty, database):
    form = {"name": "Paula", "password": PASSWORD, "weiter": "/x", "kept:ort": "Halle"}
    with closing(sqlite3.connect(database, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        login = app.test_client().post("/anmelden", data=form)
        new = {"password": PASSWORD, "neu": "wirklich lang genug"}
        changed = faulty.post("/konto/passwort", data={**new, "wiederholung": new["neu"]})
    assert (login.status_code, changed.status_code) == (503, 503)
    assert "beschäftigt" in login.text
    assert 'type="password"' in login.text
    assert {"weiter": "/x", "kept:ort": "Halle"}.items() <= fields_of(login.text).items()
    assert PASSWORD not in login.text + changed.text
    assert 'href="/konto/passwort"' not in changed.text, "there is nothing to be got there"


def test_nothing_is_sent_again_where_nothing_was_sent(faulty):
    answer = faulty.get("/zu")
    assert answer.status_code == 503
    assert "Noch einmal</button>" not in answer.text


def test_a_bug_says_nothing_of_itself(faulty):
    answer = faulty.post("/kaputt", data=TYPED)
    assert answer.status_code == 500
    assert "geheim" not in answer.text
    assert "Traceback" not in answer.text
    assert fields_of(answer.text)["ort"] == "Halle"


def test_what_was_sent_after_the_login_had_ended_is_sent_again_after_the_next(faulty, clock):
    clock.tick(hours=13)
    answer = faulty.post("/lesen?q=1", data=TYPED)
    assert answer.status_code == 401
    waiting = fields_of(answer.text)
    assert waiting["kept:ort"] == "Halle"
    assert waiting["weiter"] == "/lesen?q=1"
    waiting = {
        name: value.replace("&lt;", "<").replace("&gt;", ">") for name, value in waiting.items()
    }

    wrong = faulty.post("/anmelden", data={**waiting, "name": "Paula", "password": "falsch"})
    assert fields_of(wrong.text)["kept:ort"] == "Halle"

    back = faulty.post("/anmelden", data={**waiting, "name": "Paula", "password": PASSWORD})
    assert back.status_code == 200
    assert 'action="/lesen?q=1"' in back.text
    kept = fields_of(back.text)
    assert kept == {
        "name": "Große &lt;b&gt;Tagung&lt;/b&gt;",
        "ort": "Halle",
        "version": "v1",
        "leer": "",
    }


@pytest.mark.parametrize(
    "headers", [{"Origin": "https://evil.example"}, {"Sec-Fetch-Site": "cross-site"}]
)
def test_what_another_site_sent_is_never_offered_again(faulty, clock, headers):
    clock.tick(hours=13)
    answer = faulty.post("/lesen", data=TYPED, headers=headers)
    assert answer.status_code in (401, 403)
    assert "Halle" not in answer.text


def test_passwords_are_kept_on_no_page(faulty, clock):
    clock.tick(hours=13)
    secret = {
        "password": "altes-geheimnis",
        "neu": "neues-geheimnis",
        "wiederholung": "x-geheimnis",
    }
    answer = faulty.post("/konto/passwort", data=secret)
    assert answer.status_code == 401
    assert "geheimnis" not in answer.text
    assert "ist noch da" not in answer.text, "half a form is of no use"


def test_a_form_that_is_too_large_is_refused(faulty):
    answer = faulty.post("/lesen", data={"x": "y" * 1_100_000})
    assert answer.status_code == 413
    assert "Das ist zu groß" in answer.text


def test_reading_goes_on_while_another_writes(checker, database, clock, app):
    other = sqlite3.connect(database)
    other.execute("BEGIN IMMEDIATE")
    clock.tick(minutes=5)
    try:
        for rule in app.url_map.iter_rules():
            if "GET" in rule.methods and not rule.arguments and rule.endpoint != "accounts.users":
                assert ask(checker, rule.rule).status_code in (200, 302, 422), rule.rule
    finally:
        other.rollback()
        other.close()


def test_an_event_is_shown_while_another_writes(checker, database, scene):
    address = f"/termin/{scene.uid('werkstatt')}"
    other = sqlite3.connect(database)
    other.execute("BEGIN IMMEDIATE")
    try:
        answer = checker.get(address)
    finally:
        other.rollback()
        other.close()
    assert answer.status_code == 200
    assert "Zukunftswerkstatt" in answer.text
