"""Requests that another site makes a browser send (CSRF, login CSRF), and frames (clickjacking)."""

import re

import pytest
from scene import PASSWORD, ask

TOKEN = re.compile(r'name="csrf_token" value="([^"]+)"')


def token_on(client, address):
    return TOKEN.search(client.get(address).text)[1]


@pytest.fixture
def guarded(make_app):
    """The application as it is served, and a browser that is logged in as Vera."""
    client = make_app().test_client()
    data = {"name": "Vera", "password": PASSWORD, "csrf_token": token_on(client, "/anmelden")}
    assert client.post("/anmelden", data=data).status_code == 302
    return client


def keys_are_on(store):
    return store.accounts.find("Vera").keys


def test_a_form_with_its_token_is_taken(guarded, store):
    data = {"tasten": "aus", "csrf_token": token_on(guarded, "/konto")}
    assert guarded.post("/konto/tasten", data=data).status_code == 302
    assert not keys_are_on(store)


@pytest.mark.parametrize("token", [None, "", "x", "IjAi.abc.def"])
def test_a_form_without_it_is_not(guarded, store, token):
    data = {"tasten": "aus"} | ({} if token is None else {"csrf_token": token})
    answer = guarded.post("/konto/tasten", data=data)
    assert answer.status_code == 400
    assert keys_are_on(store)


def test_the_token_of_another_session_is_none(guarded, make_app, store):
    foreign = token_on(make_app().test_client(), "/anmelden")
    data = {"tasten": "aus", "csrf_token": foreign}
    assert guarded.post("/konto/tasten", data=data).status_code == 400
    assert keys_are_on(store)


def test_the_token_from_before_the_login_is_none_after_it(make_app, store):
    client = make_app().test_client()
    before = token_on(client, "/anmelden")
    client.post("/anmelden", data={"name": "Vera", "password": PASSWORD, "csrf_token": before})
    data = {"tasten": "aus", "csrf_token": before}
    assert client.post("/konto/tasten", data=data).status_code == 400
    assert keys_are_on(store)


def test_nobody_is_logged_in_by_the_form_of_another_site(make_app):
    client = make_app().test_client()
    answer = client.post("/anmelden", data={"name": "Vera", "password": PASSWORD})
    assert answer.status_code == 400
    assert client.get("/konto").status_code == 302


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://evil.example"},
        {"Origin": "http://localhost.evil.example"},
        {"Origin": "http://localhost:8000"},
        {"Origin": "null"},
        {"Origin": ""},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Sec-Fetch-Site": "cross-site", "Origin": "http://localhost"},
    ],
)
def test_a_form_of_another_origin_is_not_taken_even_with_a_token(guarded, store, headers):
    data = {"tasten": "aus", "csrf_token": token_on(guarded, "/konto")}
    answer = guarded.post("/konto/tasten", data=data, headers=headers)
    assert answer.status_code == 403
    assert keys_are_on(store)


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "http://localhost", "Sec-Fetch-Site": "same-origin"},
        {"Sec-Fetch-Site": "none"},
        {},
    ],
)
def test_a_form_of_our_own_is(guarded, store, headers):
    data = {"tasten": "aus", "csrf_token": token_on(guarded, "/konto")}
    assert guarded.post("/konto/tasten", data=data, headers=headers).status_code == 302
    assert not keys_are_on(store)


def test_behind_a_proxy_the_origin_is_the_public_address(make_app, store):
    app = make_app(proxies=1, trusted_hosts=("localhost", "pruefung.example"))
    client = app.test_client()
    forwarded = {"X-Forwarded-Host": "pruefung.example", "X-Forwarded-Proto": "https"}
    token = TOKEN.search(client.get("/anmelden", headers=forwarded).text)[1]
    data = {"name": "Vera", "password": PASSWORD, "csrf_token": token}
    inner = {**forwarded, "Origin": "http://localhost"}
    assert client.post("/anmelden", data=data, headers=inner).status_code == 403
    outer = {**forwarded, "Origin": "https://pruefung.example"}
    assert client.post("/anmelden", data=data, headers=outer).status_code == 302


def test_every_form_of_every_screen_has_a_token(guarded, app):
    seen = 0
    for rule in app.url_map.iter_rules():
        if "GET" in rule.methods and not rule.arguments:
            text = ask(guarded, rule.rule).text
            for form in re.findall(r"<form[^>]*method=\"post\".*?</form>", text, re.S):
                assert TOKEN.search(form), (rule.rule, form[:200])
                seen += 1
    assert seen >= 5


def test_no_form_posts_to_another_place(guarded, app):
    for rule in app.url_map.iter_rules():
        if "GET" in rule.methods and not rule.arguments:
            for action in re.findall(
                r"<form[^>]*action=\"([^\"]*)\"", ask(guarded, rule.rule).text
            ):
                assert action.startswith("/"), (rule.rule, action)
                assert not action.startswith("//"), (rule.rule, action)
