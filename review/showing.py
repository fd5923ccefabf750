"""What all templates may use: who is asking, what they may, addresses of files."""

import hashlib
from functools import lru_cache
from pathlib import Path
from typing import Any

from flask import Flask, current_app
from flask_login import current_user

from model import StoreError
from review import telling
from review.access import settings, today
from review.view import path
from store import Account, Role

_STATIC = Path(__file__).parent / "static"


def init_app(app: Flask) -> None:
    """Make them known."""
    app.context_processor(_context)
    app.jinja_env.globals["asset"] = asset
    app.jinja_env.globals["link_of"] = telling.link_of
    app.jinja_env.globals["Role"] = Role


def asset(name: str) -> str:
    """The address of a file in static/, with a part of its hash: it may be kept for ever."""
    return f"{path(current_app.static_url_path or '')}/{name}?v={_digest(name)}"


@lru_cache(maxsize=64)
def _digest(name: str) -> str:
    return hashlib.sha256((_STATIC / name).read_bytes()).hexdigest()[:12]


def _context() -> dict[str, Any]:
    try:
        account: Account | None = current_user.account if current_user.is_authenticated else None
    except StoreError:
        # The page that says so is shown all the same.
        account = None
    return {
        "account": account,
        "may": lambda role: account is not None and account.role.includes(Role(role)),
        "site_title": settings().title,
        "today": today(),
    }
