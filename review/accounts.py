"""Anmelden, Abmelden, Konto, Benutzer: the screens about who may use the application."""

import logging

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from model import DecisionError
from review import passwords
from review.access import account, me, needs, now, public, settings, store
from review.programs import program_of
from review.sessions import log_in, log_out
from review.view import done
from review.ways import local, start
from review.words import refusal
from store import Origin, Refusal, Role

blueprint = Blueprint("accounts", __name__)
logger = logging.getLogger("regioradar.review")

KEPT = "kept:"
"""What stands before the names of fields that wait in the login form to be sent again."""
_WRONG = "Name oder Passwort stimmt nicht."


@blueprint.get("/gesund")
@public
def alive() -> ResponseReturnValue:
    """For whoever watches over the server: the process answers and can read its database."""
    store().accounts.find("")
    return "ok\n", 200, {"Content-Type": "text/plain; charset=utf-8"}


@blueprint.route("/anmelden", methods=["GET", "POST"])
@public
def login() -> ResponseReturnValue:
    """Ask for name and password; what was sent while logged out can be sent again afterwards."""
    target = local(request.values.get("weiter", ""))
    if request.method != "POST":
        if current_user.is_authenticated:
            return redirect(target)
        return login_page(target)
    name, password = request.form.get("name", ""), request.form.get("password", "")
    found = store().accounts.find(name)
    kept = store().accounts.password(name)
    right = passwords.matches(kept, password[: passwords.LONGEST + 1])
    if not right or found is None or found.disabled_at is not None:
        # Not the name: now and then somebody types their password there.
        logger.warning("a login from %r failed", request.remote_addr)
        return login_page(target, name=name, fault=_WRONG), 403
    log_in(found)
    again = kept_fields()
    if again:
        return render_template("accounts/resend.html", target=target, fields=again, start=start())
    return redirect(target)


@blueprint.post("/abmelden")
@needs("lesen")
def logout() -> ResponseReturnValue:
    """End this session."""
    log_out()
    done("Abgemeldet.")
    return redirect(url_for(".login"))


@blueprint.get("/konto")
@needs("lesen")
def own() -> ResponseReturnValue:
    """One's own account: password, devices, shortcuts."""
    return _own_page()


@blueprint.post("/konto/passwort")
@needs("lesen")
def change_password() -> ResponseReturnValue:
    """Change one's own password, for which the present one is asked."""
    user = account()
    old, new = request.form.get("password", ""), request.form.get("neu", "")
    if not passwords.matches(store().accounts.password(user.name), old):
        return _own_page(fault="Das bisherige Passwort stimmt nicht."), 403
    fault = passwords.fault_of(new, user.name)
    if not fault and new != request.form.get("wiederholung", ""):
        fault = "Die Wiederholung stimmt nicht mit dem neuen Passwort überein."
    if fault:
        return _own_page(fault=fault), 422
    store().accounts.set_password(user.name, passwords.hashed(new), by=user.name, now=now())
    log_in(user)
    done("Passwort geändert; alle anderen Geräte sind abgemeldet.")
    return redirect(url_for(".own"))


@blueprint.post("/konto/sitzungen")
@needs("lesen")
def end_sessions() -> ResponseReturnValue:
    """End one of one's own sessions, or all others."""
    which = request.form.get("sitzung", "")
    if which:
        store().accounts.end_session(me(), which, now=now())
    else:
        store().accounts.end_sessions(me(), by=me(), now=now(), but=current_user.token_hash)
    done("Abgemeldet.")
    return redirect(url_for(".own"))


@blueprint.post("/konto/tasten")
@needs("lesen")
def switch_keys() -> ResponseReturnValue:
    """Switch the shortcuts on or off (WCAG 2.1.4)."""
    on = request.form.get("tasten") == "an"
    store().accounts.set_keys(me(), on)
    done("Tastenkürzel sind an." if on else "Tastenkürzel sind aus.")
    return redirect(url_for(".own"))


@blueprint.get("/benutzer")
@needs("verwalten")
def users() -> ResponseReturnValue:
    """All users."""
    return _users_page()


@blueprint.post("/benutzer")
@needs("verwalten")
def add_user() -> ResponseReturnValue:
    """A new user, with a password that is handed over by other means."""
    name, password = request.form.get("name", ""), request.form.get("neu", "")
    elsewhere = "fremd" in request.form
    fault = "" if elsewhere else passwords.fault_of(password, name)
    role = _role()
    if not fault:
        try:
            store().accounts.add(
                name,
                role,
                password="" if elsewhere else passwords.hashed(password),
                origin=Origin.ELSEWHERE if elsewhere else Origin.LOCAL,
                by=me(),
                now=now(),
            )
        except DecisionError as error:
            fault = refusal(error.code)
    if fault:
        return _users_page(fault=fault, name=name, role=role), 422
    done(f"{name.strip()} ist angelegt.")
    return redirect(url_for(".users"))


@blueprint.post("/benutzer/<name>")
@needs("verwalten")
def change_user(name: str) -> ResponseReturnValue:
    """Another role, out, in again, all devices logged out: what the button says."""
    accounts, by, moment = store().accounts, me(), now()
    match request.form.get("tun", ""):
        case "rolle":
            accounts.set_role(name, _role(), by=by, now=moment)
        case "sperren":
            accounts.disable(name, by=by, now=moment)
        case "entsperren":
            accounts.enable(name, by=by, now=moment)
        case "abmelden":
            accounts.end_sessions(name, by=by, now=moment)
        case _:
            return _users_page(fault="Was zu tun ist, fehlt in der Anfrage."), 422
    done(f"Gespeichert: {name}.")
    return redirect(url_for(".users"))


def kept_fields() -> list[tuple[str, str]]:
    """The fields that were sent while nobody was logged in."""
    return [
        (name.removeprefix(KEPT), value)
        for name, values in request.form.lists()
        if name.startswith(KEPT)
        for value in values
    ]


def _role() -> Role:
    try:
        return Role(request.form.get("rolle", ""))
    except ValueError:
        raise DecisionError("there is no such role", code=Refusal.VALUE) from None


def login_page(target: str, *, name: str = "", fault: str = "") -> str:
    """The page that asks who somebody is; `target` is where they wanted to go."""
    return render_template(
        "accounts/login.html",
        target=target,
        name=name,
        fault=fault,
        fields=kept_fields(),
        openid=settings().openid is not None,
        proxy=settings().proxy_login is not None,
    )


def _own_page(fault: str = "") -> str:
    sessions = store().accounts.sessions(me(), now())
    return render_template(
        "accounts/own.html",
        sessions=sessions,
        current=current_user.token_hash,
        program_of=program_of,
        fault=fault,
        shortest=passwords.SHORTEST,
    )


def _users_page(fault: str = "", name: str = "", role: Role = Role.CHECK) -> str:
    return render_template(
        "accounts/users.html",
        users=store().accounts.all(),
        sessions=store().accounts.session_counts(now()),
        roles=tuple(Role),
        fault=fault,
        name=name,
        role=role,
        shortest=passwords.SHORTEST,
    )
