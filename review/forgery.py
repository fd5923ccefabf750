"""Requests that another site makes a browser send: refused by token and by origin.

Each form carries a token that is bound to the session (Flask-WTF). What browsers say of where a
request comes from (Origin, RFC 6454 section 7; Sec-Fetch-Site) must be us, or nothing.
"""

from urllib.parse import urlsplit

from flask import Flask, abort, request
from flask_wtf import CSRFProtect

_SAFE = frozenset({"GET", "HEAD", "OPTIONS"})


def init_app(app: Flask) -> None:
    """Check every request that could change something."""
    app.config["WTF_CSRF_TIME_LIMIT"] = None  # as long as the session: forms stay open for hours
    app.config["WTF_CSRF_SSL_STRICT"] = False  # it wants a Referer, which some take away; see below
    app.before_request(_of_same_origin)
    CSRFProtect(app)


def same_origin() -> bool:
    """Whether the browser says that this request comes from our own pages.

    A program that says nothing of it (a test, curl) holds no cookie that it was tricked into.
    """
    site = request.headers.get("Sec-Fetch-Site", "same-origin")
    origin = request.headers.get("Origin")
    ours = origin is None or urlsplit(origin).netloc == request.host
    return site in {"same-origin", "none"} and ours


def _of_same_origin() -> None:
    if request.method not in _SAFE and not same_origin():
        abort(403)
