"""Logging in by a proxy's header: only from the proxy's address, only with its secret."""

import pytest

from review.setup import ProxyLogin
from store import Origin, Role

SECRET = "0123456789abcdefghijklmnop"  # noqa: S105 (of tests)
PROXY = ProxyLogin(
    networks=("192.0.2.0/28", "2001:db8::1/128"),
    header="X-Remote-User",
    secret_header="X-Proxy-Secret",  # noqa: S106 (a header's name)
    secret=SECRET,
)
GOOD = {"X-Remote-User": "Olga", "X-Proxy-Secret": SECRET}


@pytest.fixture
def client(make_app, store, clock):
    """The application behind such a proxy, which knows Olga."""
    store.accounts.add("Olga", Role.CHECK, origin=Origin.ELSEWHERE, by="Vera", now=clock())
    return make_app(proxy_login=PROXY, proxies=1).test_client()


def ask(client, peer="192.0.2.1", headers=GOOD, address="/konto"):
    return client.get(address, headers=headers, environ_base={"REMOTE_ADDR": peer})


@pytest.mark.parametrize("peer", ["192.0.2.1", "192.0.2.15", "2001:db8::1", "::ffff:192.0.2.1"])
def test_the_proxy_logs_users_in(client, peer):
    answer = ask(client, peer)
    assert answer.status_code == 200
    assert "Olga" in answer.text


def test_names_are_utf_8(client, store, clock):
    store.accounts.add("Jürgen", Role.CHECK, origin=Origin.ELSEWHERE, by="Vera", now=clock())
    name = "Jürgen".encode().decode("latin-1")
    assert "<summary>Jürgen</summary>" in ask(client, headers={**GOOD, "X-Remote-User": name}).text


@pytest.mark.parametrize("peer", ["192.0.2.16", "127.0.0.1", "::1", "", "unix:", "192.0.2.1.evil"])
def test_nobody_else_does(client, peer):
    assert ask(client, peer).status_code == 302


@pytest.mark.parametrize("forwarded", ["192.0.2.1", "192.0.2.1, 192.0.2.1"])
def test_the_address_is_that_of_the_connection_not_one_that_is_claimed(client, forwarded):
    headers = {**GOOD, "X-Forwarded-For": forwarded, "X-Real-IP": "192.0.2.1"}
    assert ask(client, "203.0.113.5", headers).status_code == 302


def test_the_visitor_behind_the_proxy_is_not_taken_for_the_proxy(client):
    headers = {**GOOD, "X-Forwarded-For": "203.0.113.5"}
    assert ask(client, "192.0.2.1", headers).status_code == 200


@pytest.mark.parametrize("secret", [None, "", "x", SECRET[:-1], SECRET + "x", SECRET.upper(), "ü"])
def test_without_the_secret_the_header_is_nothing(client, secret):
    headers = {"X-Remote-User": "Olga"} | ({} if secret is None else {"X-Proxy-Secret": secret})
    assert ask(client, headers=headers).status_code == 302


@pytest.mark.parametrize("name", ["", " ", "Niemand", "Olga, Vera", "Olga\x00"])
def test_who_is_not_known_here_stays_out(client, name):
    assert ask(client, headers={**GOOD, "X-Remote-User": name}).status_code == 302


def test_who_has_a_password_here_is_not_let_in_by_a_header(client):
    assert ask(client, headers={**GOOD, "X-Remote-User": "Vera"}).status_code == 302


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("strauß", 200),
        ("STRAUß", 200),
        ("Strauss", 302),
        ("STRAUSS", 302),
        ("Olga", 200),
        ("olga", 200),
        ("\N{FULLWIDTH LATIN CAPITAL LETTER O}lga", 302),
        ("Kim", 200),
        ("\N{KELVIN SIGN}im", 302),
    ],
)
def test_a_name_that_only_folds_to_a_users_is_another_person(client, store, clock, name, code):
    for known in ("Strauß", "Kim"):
        store.accounts.add(known, Role.CHECK, origin=Origin.ELSEWHERE, by="Vera", now=clock())
    sent = {**GOOD, "X-Remote-User": name.encode().decode("latin-1")}
    assert ask(client, headers=sent).status_code == code


def test_a_disabled_user_stays_out(client, store, clock):
    store.accounts.disable("Olga", by="Vera", now=clock())
    assert ask(client).status_code == 302


def test_each_request_is_judged_by_itself(client):
    assert ask(client).status_code == 200
    assert ask(client, headers={}).status_code == 302


def test_roles_hold_as_for_all(client):
    assert ask(client, address="/benutzer").status_code == 403


def test_other_spellings_of_the_header_are_nothing(client):
    headers = {"X_Remote_User": "Olga", "X-Proxy-Secret": SECRET}
    answer = client.get("/konto", headers=headers, environ_base={"REMOTE_ADDR": "192.0.2.200"})
    assert answer.status_code == 302


def test_without_the_setting_no_header_is_looked_at(make_app, store, clock):
    store.accounts.add("Olga", Role.CHECK, origin=Origin.ELSEWHERE, by="Vera", now=clock())
    assert ask(make_app().test_client()).status_code == 302


def test_a_form_needs_its_token_there_too(client):
    answer = client.post("/konto/tasten", headers=GOOD, environ_base={"REMOTE_ADDR": "192.0.2.1"})
    assert answer.status_code == 400
