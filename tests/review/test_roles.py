"""Who may do what: every address asks for a role, and what decides asks for more than reading."""

import pytest

from review.access import needed
from store import Role

FILLED = {"uid": "x@y", "uid_a": "x@y", "uid_b": "z@y", "name": "Paula", "source_id": "netz"}
OPEN = {"accounts.login", "accounts.alive", "static"}
OWN = {
    "accounts.logout",
    "accounts.change_password",
    "accounts.end_sessions",
    "accounts.switch_keys",
}
"""What everybody may do to themselves."""


@pytest.fixture
def rules(app):
    """Every address with a method and its endpoint."""

    def build(rule):
        values = {name: FILLED.get(name, "1") for name in rule.arguments}
        with app.test_request_context():
            return app.url_map.bind("localhost").build(rule.endpoint, values)

    return [
        (rule.endpoint, method, build(rule))
        for rule in app.url_map.iter_rules()
        for method in sorted(rule.methods - {"HEAD", "OPTIONS"})
    ]


def test_nothing_but_the_login_is_open(rules, app):
    client = app.test_client()
    for endpoint, method, address in rules:
        if endpoint in OPEN:
            continue
        answer = client.open(address, method=method)
        if method == "GET":
            assert answer.status_code == 302, address
            assert answer.location.startswith("/anmelden?weiter="), address
        else:
            assert answer.status_code == 401, address


def test_open_is_only_what_is_named(app):
    public = {name for name, view in app.view_functions.items() if needed(view) is None}
    assert public == OPEN - {"static"}


def test_who_reads_decides_nothing(rules, reader):
    refused = 0
    for endpoint, method, address in rules:
        if method != "GET" and endpoint not in OPEN | OWN:
            assert reader.open(address, method=method).status_code == 403, address
            refused += 1
    assert refused >= 2


def test_every_deed_asks_for_more_than_reading(rules, app):
    for endpoint, method, address in rules:
        if method != "GET" and endpoint not in OPEN | OWN:
            assert needed(app.view_functions[endpoint]) in (Role.CHECK, Role.MANAGE), address


def test_users_are_managed_by_those_who_may(rules, checker):
    managing = [rule for rule in rules if rule[2].startswith("/benutzer")]
    assert managing
    for _, method, address in managing:
        assert checker.open(address, method=method).status_code == 403


def test_the_refusal_is_a_page_in_german(reader):
    answer = reader.get("/benutzer")
    assert answer.status_code == 403
    assert "Dafür fehlt das Recht." in answer.text
