"""The application stands: it answers, asks who is there, and lets each role as far as it goes."""

from scene import PASSWORD

from store.mentions import event_of


def test_the_first_screen_asks_who_is_there(client):
    answer = client.get("/konto")
    assert answer.status_code == 302
    assert answer.location == "/anmelden?weiter=/konto"


def test_to_ask_for_the_head_of_the_login_is_no_login(client, caplog):
    assert client.head("/anmelden").status_code == 200
    assert not caplog.records


def test_who_logs_in_comes_to_what_was_asked_for(client):
    answer = client.post(
        "/anmelden", data={"name": "paula", "password": PASSWORD, "weiter": "/konto"}
    )
    assert (answer.status_code, answer.location) == (302, "/konto")
    assert "<summary>Paula</summary>" in client.get("/konto").text


def test_a_wrong_password_is_refused(client):
    answer = client.post("/anmelden", data={"name": "Paula", "password": "falsch"})
    assert answer.status_code == 403
    assert "Name oder Passwort stimmt nicht." in answer.text


def test_users_are_for_those_who_manage(checker, manager):
    assert checker.get("/benutzer").status_code == 403
    assert "Lena" in manager.get("/benutzer").text


def test_the_database_is_filled(scene):
    names = {stored.event.name for stored in scene.store.events()}
    assert "Zukunftswerkstatt Mobilität" in names
    assert len(names) == 4


def test_what_was_read_for_a_page_is_not_kept(checker, scene):
    assert checker.get(f"/termin/{scene.uid('Fachtag')}").status_code == 200
    assert event_of.cache_info().currsize == 0
