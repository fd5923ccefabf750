"""What went wrong, said in German, with all that was typed still on the page.

A form that could not be taken is handed back with one button that sends it again; that only where
the request came from our own pages, so that nobody can be made to send what others typed.
"""

import logging
from http import HTTPStatus

from flask import Flask, Response, make_response, render_template, request
from flask.typing import ResponseReturnValue
from flask_limiter.errors import RateLimitExceeded
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException, SecurityError

from model import BusyError, ConflictError, DecisionError, StoreError
from review.accounts import login_page
from review.forgery import same_origin
from review.ways import here, local, start
from review.words import refusal

logger = logging.getLogger("regioradar.review")

_SECRETS = frozenset({"password", "neu", "wiederholung"})
"""Fields that are never written into a page; a form with one of them is typed anew as a whole."""

_WORDS = {
    400: ("Das ließ sich nicht verarbeiten", "Die Anfrage war unvollständig."),
    401: ("Nicht mehr angemeldet", "Die Anmeldung ist abgelaufen oder wurde beendet."),
    403: ("Das ist hier nicht erlaubt", "Dafür fehlt das Recht."),
    404: ("Das gibt es hier nicht", "Die Adresse führt zu nichts (mehr)."),
    405: ("So geht es nicht", "Diese Adresse nimmt das nicht an."),
    409: ("Inzwischen geändert", "Jemand anderes oder ein neuer Lauf war schneller."),
    413: ("Das ist zu groß", "So viel Text nimmt ein Formular nicht an."),
    422: ("Das geht so nicht", ""),
    429: ("Zu viele Versuche", "Bitte eine Minute warten und es dann noch einmal versuchen."),
    500: ("Da ist etwas schiefgegangen", "Der Fehler steht im Protokoll des Servers."),
    503: (
        "Die Datenbank ist gerade beschäftigt",
        "Meist läuft dann eine Sammlung. Es ist nichts verloren: gleich noch einmal versuchen.",
    ),
}


def init_app(app: Flask) -> None:
    """Answer every expected fault with a page."""
    app.register_error_handler(ConflictError, lambda _: _page(409))
    app.register_error_handler(DecisionError, lambda error: _page(422, refusal(error.code)))
    app.register_error_handler(StoreError, _store)
    app.register_error_handler(CSRFError, lambda _: _page(400, _FORM_TOO_OLD))
    app.register_error_handler(RateLimitExceeded, lambda _: _page(429))
    app.register_error_handler(SecurityError, lambda _: _foreign())
    app.register_error_handler(HTTPException, _http)


_FORM_TOO_OLD = "Das Formular gehörte zu einer früheren Anmeldung. Bitte noch einmal absenden."


_NO_DATABASE = (
    "Die Datenbank lässt sich nicht benutzen",
    "Bitte denen Bescheid geben, die den Server betreuen: der Grund steht in seinem Protokoll. "
    "Was hier eingegeben wurde, ist noch nicht gespeichert.",
)


def typed() -> list[tuple[str, str]]:
    """What was typed into the form of this request, without secrets; nothing of strange forms."""
    if request.method != "POST" or not same_origin():
        return []
    try:
        form = request.form
    except HTTPException:  # it could not be read at all
        return []
    if form.keys() & _SECRETS:
        return []
    return [
        (name, value) for name, values in form.lists() if name != "csrf_token" for value in values
    ]


def _logs_in() -> bool:
    """Whether somebody was logging in: what they had typed before is in that form."""
    try:
        return request.endpoint == "accounts.login" and bool(request.form) and same_origin()
    except HTTPException:
        return False


def _store(error: StoreError) -> Response:
    logger.error("%s", error)
    response = _page(503) if isinstance(error, BusyError) else _page(503, words=_NO_DATABASE)
    response.headers["Retry-After"] = "5"
    return response


def _foreign() -> Response:
    """To a name that is not ours we say nothing of ourselves: no page, no address."""
    return Response("400 Bad Request\n", 400, content_type="text/plain; charset=utf-8")


def _http(error: HTTPException) -> ResponseReturnValue:
    if error.code is None or error.code < HTTPStatus.BAD_REQUEST:  # a redirect is no fault
        return error
    return _page(error.code)


def _page(code: int, more: str = "", words: tuple[str, str] | None = None) -> Response:
    title, text = words or _WORDS.get(code, _WORDS[400])
    if _logs_in():
        target, name = local(request.form.get("weiter", "")), request.form.get("name", "")
        return make_response(login_page(target, name=name, fault=f"{title}. {more or text}"), code)
    body = render_template(
        "error.html",
        code=code,
        title=title,
        text=text,
        more=more,
        fields=typed(),
        here=here(),
        target=here(),
        start=start(),
    )
    return make_response(body, code)
