"""How often passwords may be tried: so often a minute from an address, so often an hour for a name.

Only tries that failed count, so that an office behind one address can begin its day together.
"""

from typing import Any

from flask import Flask, Response, request
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address

from review.setup import Settings
from store import folded_name

_BY_NAME = "30 per hour"
_FAILED = 403


def init_app(app: Flask, settings: Settings) -> None:
    """Limit the views that take passwords. Counts are kept in memory: one process serves."""
    limiter = Limiter(key_func=get_remote_address, app=app, storage_uri="memory://")
    for endpoint in ("accounts.login", "accounts.change_password"):
        view = app.view_functions[endpoint]
        by_address = limiter.shared_limit(
            f"{settings.logins_per_minute} per minute",
            scope="passwords",
            methods=["POST"],
            deduct_when=_failed,
        )
        by_name = limiter.limit(_BY_NAME, key_func=_name, methods=["POST"], deduct_when=_failed)
        limited: Any = by_address(by_name(view))
        app.view_functions[endpoint] = limited


def _name() -> str:
    return "name:" + folded_name(request.form.get("name", ""))[:100]


def _failed(response: Response) -> bool:
    return response.status_code == _FAILED
