"""`regioradar user`: who may log in, said on the command line."""

import json
from datetime import timedelta

import pytest
from click.testing import CliRunner

from regioradar.cli import main
from regioradar.clock import Clock
from review import passwords
from store import AuditFilter, Origin, Role, Store

GOOD = "vier kleine blaue Lampen"


@pytest.fixture
def call(tmp_path):
    """Calls the program; `typed` are the lines that somebody types."""

    def call(*args, typed=(), code=0):
        given = "".join(f"{line}\n" for line in typed)
        result = CliRunner().invoke(main, ["user", *args], input=given)
        assert result.exit_code == code, result.output
        return result.stdout if code == 0 else result.stderr

    return call


@pytest.fixture
def store(tmp_path):
    with Store.open(tmp_path / "var" / "regioradar.sqlite") as opened:
        yield opened


def test_a_user_is_made_with_a_password_that_is_typed_twice_and_never_shown(call, store):
    said = call("add", "Erika", "--role", "verwalten", "--by", "root", typed=[GOOD, GOOD])
    assert "Erika may log in (verwalten)" in said
    assert GOOD not in said
    account = store.accounts.find("erika")
    assert (account.role, account.origin) == (Role.MANAGE, Origin.LOCAL)
    assert passwords.matches(store.accounts.password("Erika"), GOOD)
    (row,) = store.desk.audit(AuditFilter())
    assert (row.by, row.subject, row.after) == ("root", "Erika", "verwalten")


def test_two_that_differ_are_asked_for_again(call, store):
    call("add", "Erika", typed=[GOOD, "anders", GOOD, GOOD])
    assert passwords.matches(store.accounts.password("Erika"), GOOD)


def test_a_password_can_come_from_a_file(call, store, tmp_path):
    (tmp_path / "p").write_text(GOOD + "\n", encoding="utf-8")
    call("add", "Erika", "--password-file", "p")
    assert store.accounts.find("Erika").role is Role.CHECK
    assert passwords.matches(store.accounts.password("Erika"), GOOD)


def test_a_file_that_is_not_there_is_said(call):
    assert "no-such-file" in call("add", "Erika", "--password-file", "no-such-file", code=2)


def test_a_weak_password_makes_no_user(call, store):
    call("add", "Erika", typed=["kurz", "kurz"], code=2)
    assert store.accounts.all() == ()


def test_who_comes_from_elsewhere_has_no_password(call, store):
    assert "Password" not in call("add", "olga", "--elsewhere", "--role", "lesen")
    account = store.accounts.find("olga")
    assert (account.origin, store.accounts.password("olga")) == (Origin.ELSEWHERE, "")


def test_a_name_that_is_taken_is_said(call, store):
    call("add", "olga", "--elsewhere")
    assert "there is a user OLGA already" in call("add", "OLGA", "--elsewhere", code=2)


def test_users_are_listed(call, store):
    assert "there is no user yet: regioradar user add" in call("list")
    call("add", "olga", "--elsewhere", "--role", "verwalten")
    call("add", "paul", "--elsewhere")
    now = Clock().now()
    store.accounts.start_session("paul", "t", now=now, expires=now + timedelta(hours=1))
    assert call("list").splitlines() == [
        "olga: verwalten, elsewhere, 0 sessions",
        "paul: pruefen, elsewhere, 1 session",
    ]
    told = json.loads(call("list", "--json"))["users"]
    assert [(user["name"], user["role"], user["sessions"]) for user in told] == [
        ("olga", "verwalten", 0),
        ("paul", "pruefen", 1),
    ]
    assert "password" not in json.dumps(told)


def test_a_role_is_changed_and_a_user_shut_out_and_let_in(call, store):
    call("add", "olga", "--elsewhere", "--role", "verwalten")
    call("add", "paul", "--elsewhere")
    assert call("role", "Paul", "lesen") == "paul: lesen\n"
    assert call("disable", "paul") == "paul: lesen, disabled\n"
    assert "disabled since" in call("list")
    assert call("enable", "paul") == "paul: lesen\n"
    assert "last who may manage" in call("disable", "olga", code=2)
    assert "there is no user x" in call("disable", "x", code=2)


def test_a_new_password_ends_sessions(call, store):
    call("add", "Erika", typed=[GOOD, GOOD])
    now = Clock().now()
    store.accounts.start_session("Erika", "t", now=now, expires=now + timedelta(hours=1))
    other = "noch ein langer Satz"
    call("password", "Erika", typed=[other, other])
    assert passwords.matches(store.accounts.password("Erika"), other)
    assert store.accounts.sessions("Erika", now) == ()


def test_sessions_are_listed_and_ended(call, store):
    call("add", "olga", "--elsewhere")
    assert call("sessions", "olga") == "nowhere logged in\n"
    now = Clock().now()
    for token, agent in (("t1", "Firefox"), ("t2", "Chrome")):
        expires = now + timedelta(hours=1)
        store.accounts.start_session("olga", token, now=now, expires=expires, agent=agent)
    assert "Firefox" in call("sessions", "olga")
    told = json.loads(call("sessions", "olga", "--json"))["sessions"]
    assert sorted(one["agent"] for one in told) == ["Chrome", "Firefox"]
    assert "t1" not in json.dumps(told)
    assert call("sessions", "olga", "--end") == "2 ended\n"
    assert call("sessions", "olga") == "nowhere logged in\n"
    assert "there is no user x" in call("sessions", "x", code=2)
