"""The screens Konto and Benutzer: own password, devices and keys; users by those who may."""

import re

import pytest
from scene import PASSWORD

from store import AuditFilter, Origin, Role

NEW = "sieben grüne Tassen im Schrank"


def change(client, **more):
    data = {"password": PASSWORD, "neu": NEW, "wiederholung": NEW, **more}
    return client.post("/konto/passwort", data=data)


def test_a_new_password_takes_the_place_of_the_old_and_ends_other_devices(logged_in, client):
    here, there = logged_in("Paula"), logged_in("Paula")
    assert change(here).status_code == 302
    assert here.get("/konto").status_code == 200
    assert there.get("/konto").status_code == 302
    old = {"name": "Paula", "password": PASSWORD}
    assert client.post("/anmelden", data=old).status_code == 403
    assert client.post("/anmelden", data={**old, "password": NEW}).status_code == 302


@pytest.mark.parametrize(
    ("typed", "code", "said"),
    [
        ({"password": "falsch"}, 403, "Das bisherige Passwort stimmt nicht."),
        ({"neu": "kurz", "wiederholung": "kurz"}, 422, "mindestens 12 Zeichen"),
        ({"neu": "x" * 257, "wiederholung": "x" * 257}, 422, "höchstens 256 Zeichen"),
        ({"neu": "ich bin paula 1", "wiederholung": "ich bin paula 1"}, 422, "Namen nicht"),
        ({"neu": "aaaaaaaaaaaaaa", "wiederholung": "aaaaaaaaaaaaaa"}, 422, "wiederholt"),
        ({"wiederholung": NEW + "!"}, 422, "stimmt nicht mit dem neuen"),
    ],
)
def test_some_changes_are_refused_and_said(checker, store, typed, code, said):
    before = store.accounts.password("Paula")
    answer = change(checker, **typed)
    assert answer.status_code == code
    assert said in answer.text
    assert store.accounts.password("Paula") == before


def test_the_present_password_cannot_be_guessed_there_either(checker):
    codes = [change(checker, password="falsch").status_code for _ in range(6)]  # noqa: S106
    assert codes == [403] * 5 + [429]


def test_devices_are_named_and_one_can_be_ended(app, logged_in, checker):
    agent = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
    other = app.test_client()
    data = {"name": "Paula", "password": PASSWORD}
    other.post("/anmelden", data=data, headers={"User-Agent": agent})
    text = checker.get("/konto").text
    assert "Firefox unter Linux" in text
    assert "Gecko" not in text
    assert text.count("dieses Gerät") == 1
    (token,) = re.findall(r'name="sitzung" value="([0-9a-f]{64})"', text)
    assert checker.post("/konto/sitzungen", data={"sitzung": token}).status_code == 302
    assert other.get("/konto").status_code == 302
    assert checker.get("/konto").status_code == 200


def test_all_other_devices_can_be_ended(logged_in):
    here, *there = (logged_in("Paula") for _ in range(3))
    someone = logged_in("Lena")
    here.post("/konto/sitzungen")
    assert here.get("/konto").status_code == 200
    assert [client.get("/konto").status_code for client in there] == [302, 302]
    assert someone.get("/konto").status_code == 200


def test_nobody_ends_the_devices_of_another(logged_in, store, clock):
    checker, victim = logged_in("Paula"), logged_in("Vera")
    (session,) = store.accounts.sessions("Vera", clock())
    checker.post("/konto/sitzungen", data={"sitzung": session.token})
    assert victim.get("/konto").status_code == 200


def test_keys_are_switched_off_for_good(checker, logged_in):
    assert 'data-keys="on"' in checker.get("/konto").text
    checker.post("/konto/tasten", data={"tasten": "aus"})
    assert 'data-keys="off"' in checker.get("/konto").text
    assert 'data-keys="off"' in logged_in("Paula").get("/konto").text
    checker.post("/konto/tasten", data={"tasten": "an"})
    assert 'data-keys="on"' in checker.get("/konto").text


def test_a_user_is_made_with_a_role(manager, client, store):
    data = {"name": " Änne Öz ", "rolle": "lesen", "neu": NEW}
    assert manager.post("/benutzer", data=data).status_code == 302
    assert store.accounts.find("änne öz").role is Role.READ
    assert "Änne Öz ist angelegt." in manager.get("/benutzer").text
    assert client.post("/anmelden", data={"name": "änne öz", "password": NEW}).status_code == 302
    (row,) = (r for r in store.desk.audit(AuditFilter(by="Vera")) if r.subject == "Änne Öz")
    assert (row.field, row.after) == ("account", "lesen")


def test_a_user_of_the_login_service_has_no_password(manager, client, store):
    manager.post("/benutzer", data={"name": "Olga", "rolle": "pruefen", "fremd": "1"})
    assert store.accounts.find("Olga").origin is Origin.ELSEWHERE
    for password in ("", "irgendetwas"):
        answer = client.post("/anmelden", data={"name": "Olga", "password": password})
        assert answer.status_code == 403


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"name": "paula"}, "Diesen Namen gibt es schon."),
        ({"name": "<script>"}, "So kann niemand heißen"),
        ({"name": ""}, "So kann niemand heißen"),
        ({"neu": "kurz"}, "mindestens 12 Zeichen"),
        ({"neu": ""}, "mindestens 12 Zeichen"),
        ({"rolle": "chef"}, "Diesen Wert nimmt das Feld nicht an."),
    ],
)
def test_a_user_that_cannot_be_is_not_made(manager, store, typed, said):
    data = {"name": "Neu", "rolle": "lesen", "neu": NEW, **typed}
    answer = manager.post("/benutzer", data=data)
    assert answer.status_code == 422
    assert said in answer.text
    assert "<script>" not in answer.text.replace("<script src", "")
    assert len(store.accounts.all()) == 4


def test_roles_are_changed_users_shut_out_and_let_in(manager, logged_in, store):
    lena = logged_in("Lena")
    manager.post("/benutzer/Lena", data={"tun": "rolle", "rolle": "pruefen"})
    assert store.accounts.find("Lena").role is Role.CHECK
    manager.post("/benutzer/Lena", data={"tun": "sperren"})
    assert "gesperrt" in manager.get("/benutzer").text
    assert lena.get("/konto").status_code == 302
    manager.post("/benutzer/Lena", data={"tun": "entsperren"})
    lena = logged_in("Lena")
    manager.post("/benutzer/Lena", data={"tun": "abmelden"})
    assert lena.get("/konto").status_code == 302


def test_the_last_who_may_manage_cannot_shut_themselves_out(manager, store):
    for data in ({"tun": "sperren"}, {"tun": "rolle", "rolle": "lesen"}):
        answer = manager.post("/benutzer/Vera", data=data)
        assert answer.status_code == 422
        assert "Sonst könnte niemand mehr Benutzer verwalten." in answer.text
    assert manager.get("/benutzer").status_code == 200


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("Niemand", {"tun": "sperren"}),
        ("Lena", {}),
        ("Lena", {"tun": "x"}),
        ("Lena", {"tun": "rolle"}),
        ("../konto", {"tun": "sperren"}),
    ],
)
def test_what_makes_no_sense_changes_nothing(manager, store, name, data):
    before = store.accounts.all()
    assert manager.post(f"/benutzer/{name}", data=data).status_code in (404, 422)
    assert store.accounts.all() == before


def test_a_name_with_signs_has_an_address(manager, store, clock):
    store.accounts.add("o'neil+x@y", Role.READ, by="Vera", now=clock())
    text = manager.get("/benutzer").text
    (action,) = set(re.findall(r'action="(/benutzer/o[^"]*)"', text))
    answer = manager.post(action.replace("&#39;", "'"), data={"tun": "sperren"})
    assert answer.status_code == 302
    assert store.accounts.find("o'neil+x@y").disabled_at is not None
