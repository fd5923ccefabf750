"""Logging in and out: what is refused, what is slow, what ends a session, a cookie's worth."""

import hashlib
import re
from datetime import timedelta
from types import SimpleNamespace

import pytest
from scene import PASSWORD

from store import Role


def login(client, name="Paula", password=PASSWORD, **more):
    return client.post("/anmelden", data={"name": name, "password": password, **more})


def cookie_of(client):
    return client.get_cookie("regioradar")


@pytest.mark.parametrize("name", ["Paula", "paula", " PAULA "])
def test_the_right_password_lets_in(client, name):
    answer = login(client, name)
    assert answer.status_code == 302
    assert client.get("/konto").status_code == 200


@pytest.mark.parametrize(
    ("name", "password"),
    [
        ("Paula", "falsch"),
        ("Paula", ""),
        ("Paula", PASSWORD + " "),
        ("Niemand", PASSWORD),
        ("", ""),
        ("Paula\x00", PASSWORD),
        ("Paula", "x" * 100_000),
    ],
)
def test_all_else_is_refused_in_the_same_words(client, name, password):
    answer = login(client, name, password)
    assert answer.status_code == 403
    assert "Name oder Passwort stimmt nicht." in answer.text
    assert client.get("/konto").status_code == 302


def test_the_password_typed_is_not_in_the_answer(client):
    answer = login(client, "Paula", "geheimes-falsches")
    assert 'value="Paula"' in answer.text
    assert "geheimes" not in answer.text


def test_an_unknown_name_takes_the_work_of_a_known_one(client, monkeypatch):
    checked = []
    hasher = SimpleNamespace(verify=lambda *args: checked.append(args))
    monkeypatch.setattr("review.passwords._HASHER", hasher)
    assert login(client, "Niemand", "irgendetwas").status_code == 403
    ((kept, typed),) = checked
    assert kept.startswith("$argon2id$")
    assert typed == "irgendetwas"


def test_passwords_are_kept_as_argon2id_with_salt(store, manager):
    for name in ("Anna", "Berta"):
        data = {"name": name, "rolle": "lesen", "neu": "ein langer guter Satz"}
        assert manager.post("/benutzer", data=data).status_code == 302
    first, second = (store.accounts.password(name) for name in ("Anna", "Berta"))
    assert re.match(r"\$argon2id\$v=19\$m=7168,t=5,p=1\$", first)
    assert first != second


def test_a_disabled_user_is_out_at_once_and_stays_out(store, clock, checker, client):
    store.accounts.disable("Paula", by="Vera", now=clock())
    assert checker.get("/konto").status_code == 302
    assert login(client).status_code == 403
    store.accounts.enable("Paula", by="Vera", now=clock())
    assert checker.get("/konto").status_code == 302
    assert login(client).status_code == 302


def test_a_role_holds_from_the_next_request(store, clock, manager):
    store.accounts.set_role("Lena", Role.MANAGE, by="Vera", now=clock())
    store.accounts.set_role("Vera", Role.READ, by="Lena", now=clock())
    assert manager.get("/benutzer").status_code == 403


def test_tries_from_one_address_are_limited(app):
    client = app.test_client()
    for _ in range(5):
        assert login(client, "Paula", "falsch").status_code == 403
    answer = login(client, "Lena", "falsch")
    assert answer.status_code == 429
    assert "Zu viele Versuche" in answer.text
    assert login(client).status_code == 429, "the right password waits too"
    other = {"REMOTE_ADDR": "192.0.2.7"}
    data = {"name": "Paula", "password": PASSWORD}
    assert client.post("/anmelden", data=data, environ_base=other).status_code == 302


def test_tries_of_one_name_are_limited_from_wherever_they_come(make_app):
    app = make_app(logins_per_minute=100)
    app.config["WTF_CSRF_ENABLED"] = False
    codes = [
        app.test_client()
        .post(
            "/anmelden",
            data={"name": name, "password": "falsch"},
            environ_base={"REMOTE_ADDR": f"192.0.2.{number}"},
        )
        .status_code
        for number, name in enumerate(["Paula", "paula ", "PAULA"] * 10 + ["Paula"])
    ]
    assert codes == [403] * 30 + [429]


def test_other_letters_for_the_same_name_bring_no_more_tries(make_app):
    app = make_app(logins_per_minute=100)
    app.config["WTF_CSRF_ENABLED"] = False
    client = app.test_client()
    wide = [chr(ord(letter) + 0xFEE0) for letter in "Paula"]
    names = ["".join(wide[:n]) + "Paula"[n:] for n in range(6)] * 5
    assert [login(client, name, "falsch").status_code for name in names] == [403] * 30
    assert login(client, "Paula", "falsch").status_code == 429


def test_a_failed_login_is_logged_with_its_address_alone(client, caplog):
    login(client, "Paula", "falsch")
    (line,) = (record.getMessage() for record in caplog.records)
    assert line == "a login from '127.0.0.1' failed"


def test_an_address_in_a_header_does_not_help_without_a_proxy(app):
    client = app.test_client()
    codes = [
        client.post(
            "/anmelden",
            data={"name": f"Name {number}", "password": "falsch"},
            headers={"X-Forwarded-For": f"198.51.100.{number}"},
        ).status_code
        for number in range(6)
    ]
    assert codes == [403] * 5 + [429]


def test_behind_a_proxy_each_visitor_has_tries_of_their_own(make_app):
    app = make_app(proxies=1)
    app.config["WTF_CSRF_ENABLED"] = False
    client = app.test_client()

    def attempt(visitor):
        data = {"name": f"Name {visitor}", "password": "falsch"}
        forged = f"203.0.113.9, {visitor}"
        return client.post("/anmelden", data=data, headers={"X-Forwarded-For": forged}).status_code

    assert [attempt("198.51.100.1") for _ in range(6)] == [403] * 5 + [429]
    assert attempt("198.51.100.2") == 403


def test_those_who_get_in_do_not_count(app):
    codes = [login(app.test_client(), name).status_code for name in ["Paula", "Lena"] * 4]
    assert codes == [302] * 8


def test_the_cookie_is_for_the_application_alone(client):
    header = login(client).headers["Set-Cookie"]
    assert "HttpOnly" in header
    assert "SameSite=Lax" in header
    assert "Path=/" in header
    assert "Domain" not in header
    assert "Secure" not in header, "it is served over http on loopback"


def test_behind_https_the_cookie_is_sent_by_it_alone(make_app):
    app = make_app(secure=True, base_url="https://localhost/")
    app.config["WTF_CSRF_ENABLED"] = False
    header = login(app.test_client()).headers["Set-Cookie"]
    assert header.startswith("__Host-regioradar=")
    assert "; Secure" in header


def test_a_cookie_that_was_there_before_is_worth_nothing_after(app, client):
    """Session fixation: who planted a cookie in a browser does not come in with its user."""
    client.get("/anmelden")
    attacker = app.test_client()
    attacker.get("/anmelden")
    planted = cookie_of(attacker).value
    client.set_cookie("regioradar", planted)
    login(client)
    assert cookie_of(client).value != planted
    attacker.set_cookie("regioradar", planted)
    assert attacker.get("/konto").status_code == 302


def test_each_login_has_a_token_of_its_own_and_the_database_its_hash(app, store, clock):
    cookies = []
    for _ in range(2):
        client = app.test_client()
        login(client)
        with client.session_transaction() as kept:
            cookies.append(kept["_user_id"])
    assert len(set(cookies)) == 2
    assert all(len(token) >= 43 for token in cookies)
    kept = {session.token for session in store.accounts.sessions("Paula", clock())}
    assert kept == {hashlib.sha256(token.encode()).hexdigest() for token in cookies}


def test_a_cookie_signed_with_another_key_is_none(make_app, checker):
    other = make_app(secret_key="another key of thirty-two signs!")  # noqa: S106
    client = other.test_client()
    client.set_cookie("regioradar", cookie_of(checker).value)
    assert client.get("/konto").status_code == 302


def test_a_session_ends_by_itself(checker, clock):
    clock.tick(hours=11, minutes=59)
    assert checker.get("/konto").status_code == 200
    clock.tick(minutes=1)
    assert checker.get("/konto").status_code == 302


def test_when_it_was_last_used_is_kept_by_the_minute(checker, clock, store):
    (before,) = store.accounts.sessions("Paula", clock())
    clock.tick(seconds=59)
    checker.get("/konto")
    (same,) = store.accounts.sessions("Paula", clock())
    assert same.last_seen == before.last_seen
    clock.tick(seconds=1)
    checker.get("/konto")
    (later,) = store.accounts.sessions("Paula", clock())
    assert later.last_seen == before.last_seen + timedelta(minutes=1)


def test_who_logs_out_is_out_with_an_old_cookie_too(app, checker):
    old = cookie_of(checker).value
    assert checker.post("/abmelden").status_code == 302
    client = app.test_client()
    client.set_cookie("regioradar", old)
    assert client.get("/konto").status_code == 302


def test_who_logs_in_as_another_leaves_no_session_behind(store, clock, checker):
    login(checker, "Vera")
    assert store.accounts.sessions("Paula", clock()) == ()
    assert len(store.accounts.sessions("Vera", clock())) == 1


def test_one_logs_out_only_by_a_form(checker):
    assert checker.get("/abmelden").status_code == 405
    assert checker.get("/konto").status_code == 200


@pytest.mark.parametrize(
    "target",
    [
        "https://evil.example/",
        "//evil.example/",
        "/\\evil.example/",
        "\\\\evil.example",
        "/\t/evil.example/",
        "/konto\r\nSet-Cookie: x=y",
        "javascript:alert(1)",
        "konto",
        "",
    ],
)
def test_nobody_is_sent_away_after_logging_in(client, target):
    answer = login(client, weiter=target)
    assert answer.status_code == 302
    assert answer.location in ("/", "/konto")
    assert "Set-Cookie" in answer.headers
    assert "x=y" not in str(answer.headers)


def test_one_comes_back_to_the_address_with_its_question(client):
    answer = client.get("/konto?liste=neu&q=Halle%20%26%20Gera")
    assert answer.status_code == 302
    asked = client.get(answer.location).text
    (kept,) = re.findall(r'name="weiter" value="([^"]*)"', asked)
    answer = login(client, weiter=kept.replace("&amp;", "&"))
    assert answer.location == "/konto?liste=neu&q=Halle%20%26%20Gera"


def test_who_is_in_is_not_asked_again(checker):
    assert checker.get("/anmelden?weiter=/konto").location == "/konto"


def test_the_login_page_asks_password_managers_for_the_right_thing(client):
    text = client.get("/anmelden").text
    assert 'autocomplete="username"' in text
    assert 'autocomplete="current-password"' in text


def test_alive_is_answered_without_login_and_says_nothing(client):
    answer = client.get("/gesund")
    assert (answer.status_code, answer.text) == (200, "ok\n")
