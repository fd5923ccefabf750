"""Who is logged in: a random token in the signed cookie, its hash in the database.

Ending a session, disabling a user or a new password take effect with the next request. Every
request is checked here for the role that its view asks for, before the view is called.
"""

import hashlib
import secrets
import unicodedata
from datetime import timedelta
from typing import Any

from flask import Flask, abort, current_app, redirect, request, session, url_for
from flask_login import LoginManager, UserMixin, current_user, login_user, logout_user
from werkzeug.wrappers import Response

from review import proxy_login
from review.access import may, needed, now, settings, store
from review.ways import here
from store import Account, Origin

_SEEN_EVERY = timedelta(minutes=1)
"""How exactly `Session.last_seen` is kept: a write for each request would cost too much."""


class LoggedIn(UserMixin):  # type: ignore[misc]
    """Flask-Login's user. `token` is empty for who is logged in by each request's own header."""

    def __init__(self, account: Account, token: str = "") -> None:
        self.account = account
        self.token = token

    def get_id(self) -> str:
        """What the cookie holds in place of a user's name: the session's token."""
        return self.token

    @property
    def token_hash(self) -> str:
        """The session's name in the database."""
        return hash_of(self.token) if self.token else ""


def hash_of(token: str) -> str:
    """What the database keeps of a token: SHA-256, as a token of 256 random bits needs no salt."""
    return hashlib.sha256(token.encode()).hexdigest()


def init_app(app: Flask) -> None:
    """Load users for requests, and check every request's right to its view."""
    manager = LoginManager()
    manager.init_app(app, add_context_processor=False)
    # Ours binds a session to its token; Flask-Login's would bind it to address and program as well
    # and log out whoever changes from cable to wireless.
    manager.session_protection = None
    manager.user_loader(_load)
    manager.request_loader(_load_by_header)
    app.before_request(_check)


def log_in(account: Account) -> None:
    """Start a session. All that the cookie held before is dropped, so nobody can prepare it."""
    _end()
    token = secrets.token_urlsafe(32)
    moment = now()
    store().accounts.start_session(
        account.name,
        hash_of(token),
        now=moment,
        expires=moment + timedelta(hours=settings().session_hours),
        agent=request.user_agent.string,
    )
    session.clear()
    login_user(LoggedIn(account, token))


def log_out() -> None:
    """End the session here and in the database; who goes looks at no event any more."""
    if current_user.is_authenticated:
        store().desk.unclaim(by=current_user.account.name)
    _end()
    logout_user()
    session.clear()


def _end() -> None:
    """End the session in the database, where there is one: nobody could end it any more."""
    if current_user.is_authenticated and current_user.token:
        store().accounts.end_session(current_user.account.name, current_user.token_hash, now=now())


def _load(token: str) -> LoggedIn | None:
    found = store().accounts.session(hash_of(token), now()) if token else None
    if found is None:
        return None
    kept, account = found
    if now() - kept.last_seen >= _SEEN_EVERY:
        store().accounts.seen(kept.token, now())
    return LoggedIn(account, token)


def _load_by_header(_request: Any) -> LoggedIn | None:
    wanted = settings().proxy_login
    name = proxy_login.user_of(request.environ, wanted) if wanted else ""
    account = from_elsewhere(name)
    return LoggedIn(account) if account else None


def from_elsewhere(name: str) -> Account | None:
    """The user whom a proxy or a provider names; None for who may not log in that way.

    Capitals apart the name must be the very one: passwords may be typed for "Strauss" and
    "Strauß" alike, but who says who somebody is may know both.
    """
    found = store().accounts.find(name) if name else None
    if found is None or found.disabled_at is not None or found.origin is not Origin.ELSEWHERE:
        return None
    same = unicodedata.normalize("NFC", name.strip()).lower() == found.name.lower()
    return found if same and name.isascii() == found.name.isascii() else None


def _check() -> Response | None:
    """Turn away who may not call the view of this request."""
    view = current_app.view_functions.get(request.endpoint or "")
    if view is None or request.endpoint == "static":
        return None
    role = needed(view)
    if role is None or may(role):
        return None
    if current_user.is_anonymous and request.method in {"GET", "HEAD"}:
        return redirect(url_for("accounts.login", weiter=here()))
    return abort(403 if current_user.is_authenticated else 401)
