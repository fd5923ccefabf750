"""`create_app`: the Flask application out of its parts.

cookies, addresses and sizes      from the settings; the secret key signs cookies
headers                           Content-Security-Policy and what else a browser must not do
sessions                          who is asking; a role for every view, before it is called
forgery                           a token in every form, and the Origin that browsers send
limits                            guessing passwords is slow
errors                            what went wrong, in words, with all that was typed
blueprints                        the screens
"""

import importlib
from datetime import timedelta

from flask import Flask
from jinja2 import StrictUndefined
from werkzeug.middleware.proxy_fix import ProxyFix

from model import ConfigError
from review import (
    account_log,
    accounts,
    errors,
    event,
    forgery,
    headers,
    help,  # noqa: A004 (the screen's name)
    limits,
    pairs,
    precision,
    queue,
    sessions,
    showing,
    sources,
    view,
)
from review.access import Stores
from review.setup import OpenIdLogin, Settings, Setup

LARGEST_FORM = 1_000_000
"""Bytes; the largest form is an event with all that was typed into it."""


def create_app(setup: Setup) -> Flask:
    """The application, ready to be served."""
    app = Flask("review", static_url_path="/static")
    app.extensions["regioradar"] = setup
    app.extensions["regioradar-stores"] = opened = Stores(setup)
    app.before_request(opened.renew)
    app.teardown_request(opened.rest)
    _configure(app, setup.settings)
    headers.init_app(app, setup.settings)
    sessions.init_app(app)
    forgery.init_app(app)
    showing.init_app(app)
    view.register(app)
    for screen in (accounts, queue, event, pairs, sources, account_log, precision, help):
        app.register_blueprint(screen.blueprint)
    if setup.settings.openid:
        _with_openid(app, setup.settings.openid)
    limits.init_app(app, setup.settings)
    errors.init_app(app)
    if setup.settings.proxies:
        count = setup.settings.proxies
        fixed = ProxyFix(app.wsgi_app, x_for=count, x_proto=count, x_host=count, x_prefix=count)
        app.wsgi_app = fixed  # type: ignore[method-assign]
    return app


def _with_openid(app: Flask, wanted: OpenIdLogin) -> None:
    """Let a provider log users in. Raises ConfigError where its libraries are not there."""
    try:
        oidc = importlib.import_module("review.oidc")
    except ImportError as error:
        raise ConfigError(
            f"review.oidc_issuer: {error.name} is missing, install 'regioradar[oidc]'"
        ) from error
    oidc.init_app(app, wanted)
    app.register_blueprint(oidc.blueprint)


def _configure(app: Flask, settings: Settings) -> None:
    app.config.update(
        SECRET_KEY=settings.secret_key,
        TRUSTED_HOSTS=list(settings.trusted_hosts),
        # With the prefix a browser takes the cookie only over https and only from this very host.
        SESSION_COOKIE_NAME="__Host-regioradar" if settings.secure else "regioradar",
        SESSION_COOKIE_PATH="/",
        SESSION_COOKIE_SECURE=settings.secure,
        SESSION_COOKIE_HTTPONLY=True,
        # Not "Strict": a link in a digest mail would find its reader logged out.
        SESSION_COOKIE_SAMESITE="Lax",
        PREFERRED_URL_SCHEME="https" if settings.secure else "http",
        MAX_CONTENT_LENGTH=LARGEST_FORM,
        MAX_FORM_MEMORY_SIZE=LARGEST_FORM,
        SEND_FILE_MAX_AGE_DEFAULT=timedelta(days=365),
        TEMPLATES_AUTO_RELOAD=False,
    )
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True
