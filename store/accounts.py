"""Who may use the review application: users with their roles, and their sessions.

Passwords arrive here as hashes, tokens of sessions too: what is read from a stolen database opens
nothing. Every alteration of a user is an act with its account.
"""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlite_utils import Database

from model import DecisionError, StoreError
from store.columns import Row, time_column, time_value
from store.connection import Connection, rows
from store.reviewing import acts
from store.reviewing.records import ActKind, Refusal, Signed

_NAME = re.compile(r"[\w@.+'-](?:[\w@.+' -]{0,58}[\w@.+'-])?")


class Role(StrEnum):
    """What a user may do; each may what the ones before may."""

    READ = "lesen"
    CHECK = "pruefen"
    MANAGE = "verwalten"

    def includes(self, other: "Role") -> bool:
        """Whether who has this role may do what asks for the other."""
        order = list(Role)
        return order.index(self) >= order.index(other)


class Origin(StrEnum):
    """Who says that a user is who they say."""

    LOCAL = "local"
    """A password here."""
    ELSEWHERE = "elsewhere"
    """A proxy or an OpenID Connect provider; there is no password."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """A user. `disabled_at`: since when (UTC) they may not log in. `keys`: shortcuts are on."""

    name: str
    role: Role
    origin: Origin
    created: datetime
    disabled_at: datetime | None = None
    keys: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """Somebody who is logged in on some device. Times are UTC, `token` is the token's hash."""

    token: str
    user: str
    created: datetime
    last_seen: datetime
    expires: datetime
    agent: str = ""


class Accounts:
    """Users and sessions. `by` is who does it, `now` when (with a zone).

    Deeds raise DecisionError for a user that there is not, or that there is already.
    """

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    # --- Users ------------------------------------------------------------------------------

    def all(self) -> tuple[Account, ...]:
        """All users, by name."""
        with self._connection.reading() as db:
            found = rows(db, "SELECT * FROM users ORDER BY folded")
        return tuple(map(_account, found))

    def find(self, name: str) -> Account | None:
        """The user of that name, however it is capitalised."""
        with self._connection.reading() as db:
            found = _row(db, name)
        return _account(found) if found else None

    def password(self, name: str) -> str:
        """The hash of a user's password; "" for users without one, or that there are not."""
        with self._connection.reading() as db:
            found = _row(db, name)
        return str(found["password"]) if found else ""

    def add(
        self,
        name: str,
        role: Role,
        *,
        password: str = "",
        origin: Origin = Origin.LOCAL,
        by: str,
        now: datetime,
    ) -> Account:
        """A new user; `password` is the hash of one."""
        name = _checked(name)
        with self._connection.writing() as db:
            if _row(db, name):
                raise DecisionError(f"there is a user {name} already", code=Refusal.USER_THERE)
            row = {
                "name": name,
                "folded": folded_name(name),
                "password": password,
                "role": role.value,
                "origin": origin.value,
                "created": time_column(now),
            }
            db.table("users").insert(row)
            _note(db, by, now, name, [("account", None, role.value)])
            return _account(_known(db, name))

    def set_role(self, name: str, role: Role, *, by: str, now: datetime) -> None:
        """Give a user another role. The last who may manage keeps it (DecisionError)."""
        with self._connection.writing() as db:
            before = _account(_known(db, name))
            if before.role is role:
                return
            if role is not Role.MANAGE:
                _leave_one(db, before)
            _set(db, before.name, {"role": role.value})
            _note(db, by, now, before.name, [("role", before.role.value, role.value)])

    def set_password(self, name: str, password: str, *, by: str, now: datetime) -> None:
        """Set the hash of a user's password, and end all their sessions."""
        with self._connection.writing() as db:
            user = _account(_known(db, name)).name
            _set(db, user, {"password": password, "origin": Origin.LOCAL.value})
            db.execute('DELETE FROM sessions WHERE "user" = ?', [user])
            _note(db, by, now, user, [("password", None, None)])

    def disable(self, name: str, *, by: str, now: datetime) -> None:
        """Let a user in no more and end their sessions; what they did stays with their name."""
        with self._connection.writing() as db:
            before = _account(_known(db, name))
            if before.disabled_at is not None:
                return
            _leave_one(db, before)
            _set(db, before.name, {"disabled_at": time_column(now)})
            db.execute('DELETE FROM sessions WHERE "user" = ?', [before.name])
            _note(db, by, now, before.name, [("disabled", False, True)])

    def enable(self, name: str, *, by: str, now: datetime) -> None:
        """Let a disabled user in again."""
        with self._connection.writing() as db:
            before = _account(_known(db, name))
            if before.disabled_at is None:
                return
            _set(db, before.name, {"disabled_at": None})
            _note(db, by, now, before.name, [("disabled", True, False)])

    def set_keys(self, name: str, on: bool) -> None:
        """Switch the shortcuts of a user on or off; that is no act."""
        with self._connection.writing() as db:
            _set(db, _account(_known(db, name)).name, {"keys": int(on)})

    # --- Sessions ---------------------------------------------------------------------------

    def start_session(
        self, name: str, token: str, *, now: datetime, expires: datetime, agent: str = ""
    ) -> Session:
        """Note that a user has logged in; `token` is a hash. What has expired is deleted."""
        with self._connection.writing() as db:
            user = _account(_known(db, name)).name
            db.execute("DELETE FROM sessions WHERE expires <= ?", [time_column(now)])
            row = {
                "token": token,
                "user": user,
                "created": time_column(now),
                "last_seen": time_column(now),
                "expires": time_column(expires),
                "agent": agent[:200],
            }
            db.table("sessions").insert(row)
            _note(db, user, now, user, [], ActKind.LOGIN)
            return _session(row)

    def session(self, token: str, now: datetime) -> tuple[Session, Account] | None:
        """A session that lasts, with its user; None where it has ended or the user is disabled."""
        with self._connection.reading() as db:
            sql = "SELECT * FROM sessions WHERE token = ? AND expires > ?"
            found = rows(db, sql, [token, time_column(now)])
            if not found:
                return None
            session = _session(found[0])
            account = _account(_known(db, session.user))
        return None if account.disabled_at is not None else (session, account)

    def seen(self, token: str, now: datetime) -> bool:
        """Note that a session was used, unless another is writing: nobody waits for that."""
        try:
            with self._connection.at_once(), self._connection.writing(refers=False) as db:
                sql = "UPDATE sessions SET last_seen = ? WHERE token = ?"
                db.execute(sql, [time_column(now), token])
        except StoreError:
            return False
        return True

    def sessions(self, name: str, now: datetime) -> tuple[Session, ...]:
        """The sessions of a user that last, the one used last first."""
        with self._connection.reading() as db:
            found = rows(
                db,
                'SELECT s.* FROM sessions s JOIN users ON users.name = s."user" '
                "WHERE users.folded = ? AND s.expires > ? ORDER BY s.last_seen DESC, s.token",
                [folded_name(name), time_column(now)],
            )
        return tuple(map(_session, found))

    def session_counts(self, now: datetime) -> Mapping[str, int]:
        """How many sessions each user has; also those who have none."""
        with self._connection.reading() as db:
            found = rows(
                db,
                'SELECT name, count(token) AS n FROM users LEFT JOIN sessions ON "user" = name '
                "AND expires > ? GROUP BY name",
                [time_column(now)],
            )
        return {row["name"]: row["n"] for row in found}

    def end_session(self, name: str, token: str, *, now: datetime) -> bool:
        """End one session of a user; whether there was such a one. That is a logging out."""
        with self._connection.writing() as db:
            user = _account(_known(db, name)).name
            sql = 'DELETE FROM sessions WHERE token = ? AND "user" = ?'
            ended = bool(db.execute(sql, [token, user]).rowcount)
            if ended:
                _note(db, user, now, user, [], ActKind.LOGOUT)
            return ended

    def end_sessions(self, name: str, *, by: str, now: datetime, but: str = "") -> int:
        """End all sessions of a user but one (the hash of its token); how many there were."""
        with self._connection.writing() as db:
            user = _account(_known(db, name)).name
            sql = 'DELETE FROM sessions WHERE "user" = ? AND token <> ?'
            count = int(db.execute(sql, [user, but]).rowcount)
            if count:
                _note(db, by, now, user, [("sessions", count, 0)])
            return count


def _checked(name: str) -> str:
    """A name that can stand in a list and be typed."""
    name = unicodedata.normalize("NFC", name.strip())
    if not _NAME.fullmatch(name):
        raise DecisionError(
            f"{name!r} is no name for a user: letters, digits, blanks and . _ @ + ' -, at most 60",
            code=Refusal.USER_NAME,
        )
    return name


def folded_name(name: str) -> str:
    """A name as users are found by it: names that come to the same are one."""
    return unicodedata.normalize("NFKC", name.strip()).casefold()


def _row(db: Database, name: str) -> Row | None:
    found = rows(db, "SELECT * FROM users WHERE folded = ?", [folded_name(name)])
    return found[0] if found else None


def _known(db: Database, name: str) -> Row:
    found = _row(db, name)
    if found is None:
        raise DecisionError(f"there is no user {name}", code=Refusal.NO_USER)
    return found


def _set(db: Database, name: str, values: dict[str, Any]) -> None:
    db.table("users").update(name, values)


def _leave_one(db: Database, account: Account) -> None:
    """Refuse to take away the last who could give it back."""
    if account.role is not Role.MANAGE or account.disabled_at is not None:
        return
    others = rows(
        db,
        "SELECT name FROM users WHERE role = ? AND disabled_at IS NULL AND name <> ?",
        [Role.MANAGE.value, account.name],
    )
    if not others:
        raise DecisionError(
            f"{account.name} is the last who may manage users", code=Refusal.LAST_MANAGER
        )


def _note(
    db: Database,
    by: str,
    now: datetime,
    subject: str,
    changes: list[tuple[str, Any, Any]],
    kind: ActKind = ActKind.USER,
) -> None:
    """The account of it. No password and no address of a device is in it."""
    with acts.recording(db, kind, Signed(by=by, now=now)) as deed:
        for name, before, after in changes or [(kind.value, None, None)]:
            deed.say(name, before, after, subject=subject)


def _account(row: Row) -> Account:
    return Account(
        name=row["name"],
        role=Role(row["role"]),
        origin=Origin(row["origin"]),
        created=time_value(row["created"]),
        disabled_at=time_value(row["disabled_at"]) if row["disabled_at"] else None,
        keys=bool(row["keys"]),
    )


def _session(row: Row) -> Session:
    return Session(
        token=row["token"],
        user=row["user"],
        created=time_value(row["created"]),
        last_seen=time_value(row["last_seen"]),
        expires=time_value(row["expires"]),
        agent=row["agent"],
    )
