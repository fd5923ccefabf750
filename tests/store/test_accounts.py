"""Users and sessions: who there is, who may, what ends a session, what is told of it."""

from datetime import UTC, datetime, timedelta

import pytest

from model import DecisionError
from store import AuditFilter, Origin, Role

NOW = datetime(2026, 3, 2, 7, 0, tzinfo=UTC)
VERA = {"by": "Vera", "now": NOW}


@pytest.fixture
def accounts(scene):
    """Vera, who manages, and Paula, who checks."""
    found = scene.store.accounts
    found.add("Vera", Role.MANAGE, password="v", **VERA)  # noqa: S106
    found.add("Paula", Role.CHECK, password="p", **VERA)  # noqa: S106
    return found


def login(accounts, name, token, *, at=NOW, hours=12, agent=""):
    expires = at + timedelta(hours=hours)
    return accounts.start_session(name, token, now=at, expires=expires, agent=agent)


def told(scene):
    rows = scene.store.desk.audit(AuditFilter())
    return [(row.by, row.subject, row.field, row.before, row.after) for row in reversed(rows)]


def test_a_role_has_those_below_it():
    assert Role.MANAGE.includes(Role.CHECK)
    assert Role.CHECK.includes(Role.CHECK)
    assert not Role.READ.includes(Role.CHECK)


def test_a_user_is_found_however_the_name_is_typed(accounts):
    accounts.add("Jürgen Müller", Role.READ, **VERA)
    decomposed = "ju\u0308rgen mu\u0308ller"
    assert accounts.find(decomposed).name == "Jürgen Müller"
    assert accounts.find(" PAULA ").name == "Paula"
    assert accounts.find("Nobody") is None


def test_two_users_cannot_have_one_name(accounts):
    with pytest.raises(DecisionError, match="already"):
        accounts.add("paula", Role.READ, **VERA)


@pytest.mark.parametrize("name", ["", " ", "a" * 61, "a\nb", "<b>", "a;b", "x\u202ey", "../a"])
def test_some_names_are_none(accounts, name):
    with pytest.raises(DecisionError, match="is no name for a user"):
        accounts.add(name, Role.READ, **VERA)
    assert len(accounts.all()) == 2


def test_all_that_alters_a_user_is_told_without_the_password(accounts, scene):
    accounts.set_role("paula", Role.READ, **VERA)
    accounts.set_password("Paula", "new-hash", by="Paula", now=NOW)
    accounts.disable("Paula", **VERA)
    accounts.enable("Paula", **VERA)
    assert told(scene) == [
        ("Vera", "Vera", "account", None, "verwalten"),
        ("Vera", "Paula", "account", None, "pruefen"),
        ("Vera", "Paula", "role", "pruefen", "lesen"),
        ("Paula", "Paula", "password", None, None),
        ("Vera", "Paula", "disabled", False, True),
        ("Vera", "Paula", "disabled", True, False),
    ]


def test_what_changes_nothing_is_not_told(accounts, scene):
    before = told(scene)
    accounts.set_role("Paula", Role.CHECK, **VERA)
    accounts.enable("Paula", **VERA)
    accounts.set_keys("Paula", on=False)
    assert told(scene) == before
    assert not accounts.find("Paula").keys


def test_the_last_who_may_manage_stays(accounts):
    with pytest.raises(DecisionError, match="the last"):
        accounts.disable("Vera", **VERA)
    with pytest.raises(DecisionError, match="the last"):
        accounts.set_role("Vera", Role.CHECK, **VERA)
    accounts.set_role("Paula", Role.MANAGE, **VERA)
    accounts.disable("Vera", **VERA)
    assert accounts.find("Vera").disabled_at == NOW
    with pytest.raises(DecisionError, match="the last"):
        accounts.disable("Paula", **VERA)


@pytest.mark.parametrize(
    "deed",
    [
        lambda a: a.set_role("Nobody", Role.READ, **VERA),
        lambda a: a.set_password("Nobody", "h", **VERA),
        lambda a: a.disable("Nobody", **VERA),
        lambda a: a.end_sessions("Nobody", **VERA),
        lambda a: login(a, "Nobody", "t"),
    ],
)
def test_nothing_is_done_to_a_user_that_there_is_not(accounts, scene, deed):
    before = told(scene)
    with pytest.raises(DecisionError, match="there is no user Nobody"):
        deed(accounts)
    assert told(scene) == before


def test_a_session_knows_its_user_as_they_are_now(accounts):
    login(accounts, "paula", "t1", agent="Firefox")
    accounts.set_role("Paula", Role.READ, **VERA)
    session, account = accounts.session("t1", NOW)
    assert (session.user, session.agent, account.role) == ("Paula", "Firefox", Role.READ)
    assert accounts.session("t2", NOW) is None


def test_a_session_ends_by_itself(accounts):
    login(accounts, "Paula", "t1", hours=2)
    assert accounts.session("t1", NOW + timedelta(minutes=119))
    assert accounts.session("t1", NOW + timedelta(hours=2)) is None
    assert accounts.sessions("Paula", NOW + timedelta(hours=2)) == ()


def test_what_has_expired_is_forgotten_at_the_next_login(accounts, scene):
    login(accounts, "Paula", "old", hours=1, agent="an old program")
    login(accounts, "Vera", "new", at=NOW + timedelta(hours=1))
    assert [row["token"] for row in scene.rows("SELECT token FROM sessions")] == ["new"]


@pytest.mark.parametrize(
    "deed",
    [
        lambda a: a.disable("Paula", **VERA),
        lambda a: a.set_password("Paula", "h", **VERA),
        lambda a: a.end_sessions("Paula", **VERA),
    ],
)
def test_what_ends_all_sessions_of_a_user(accounts, deed):
    login(accounts, "Paula", "t1")
    login(accounts, "Paula", "t2")
    login(accounts, "Vera", "t3")
    deed(accounts)
    assert accounts.session("t1", NOW) is None
    assert accounts.session("t2", NOW) is None
    assert accounts.session("t3", NOW)


def test_all_sessions_but_one_can_be_ended(accounts):
    for token in ("t1", "t2", "t3"):
        login(accounts, "Paula", token)
    assert accounts.end_sessions("Paula", by="Paula", now=NOW, but="t2") == 2
    assert [session.token for session in accounts.sessions("Paula", NOW)] == ["t2"]


def test_nobody_ends_the_session_of_another(accounts):
    login(accounts, "Vera", "t1")
    assert not accounts.end_session("Paula", "t1", now=NOW)
    assert accounts.session("t1", NOW)
    assert accounts.end_session("Vera", "t1", now=NOW)
    assert accounts.session("t1", NOW) is None


def test_logging_in_and_out_is_told(accounts, scene):
    before = len(told(scene))
    login(accounts, "Paula", "t1")
    accounts.end_session("Paula", "t1", now=NOW)
    assert told(scene)[before:] == [
        ("Paula", "Paula", "login", None, None),
        ("Paula", "Paula", "logout", None, None),
    ]


def test_sessions_are_counted_for_all(accounts):
    login(accounts, "Paula", "t1")
    login(accounts, "Paula", "t2", hours=1)
    assert accounts.session_counts(NOW + timedelta(hours=1)) == {"Vera": 0, "Paula": 1}


def test_a_password_ends_that_somebody_else_says_who_it_is(accounts):
    accounts.add("Olga", Role.READ, origin=Origin.ELSEWHERE, **VERA)
    assert accounts.password("Olga") == ""
    accounts.set_password("Olga", "h", **VERA)
    assert accounts.find("olga").origin is Origin.LOCAL
    assert accounts.password("OLGA") == "h"
