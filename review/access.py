"""What a request works with: the store of its thread, the clock, who is asking and what they may.

Every endpoint asks for a role: `needs("pruefen")` on the view, "lesen" where nothing is said, and
`public` for the few that anybody may open. `review.sessions` sees to it before the view is called.
"""

import threading
from collections.abc import Callable
from datetime import date, datetime
from typing import Any, TypeVar, cast

from flask import Flask, current_app
from flask_login import current_user

from model import BERLIN
from review.setup import Settings, Setup
from store import Account, Role, Store, forget_events

View = TypeVar("View", bound=Callable[..., Any])
_NEEDS = "_needs_role"


class Stores:
    """One open store a thread: SQLite's connections belong to the threads that made them."""

    def __init__(self, setup: Setup) -> None:
        self._setup = setup
        self._local = threading.local()

    def of_thread(self) -> Store:
        """The store of the calling thread. Raises StoreError."""
        found: Store | None = getattr(self._local, "store", None)
        if found is None:
            found = self._local.store = self._setup.open_store()
        return found

    def renew(self) -> None:
        """Let go of a file that lies elsewhere by now: a backup was put in its place, say."""
        found: Store | None = getattr(self._local, "store", None)
        if found is not None and not found.stands:
            self.close()

    @staticmethod
    def rest(_fault: BaseException | None) -> None:
        """Let go of what was read for one page."""
        forget_events()

    def close(self) -> None:
        """Close the store of the calling thread, if it has one."""
        found: Store | None = getattr(self._local, "store", None)
        if found is not None:
            found.close()
            self._local.store = None


def needs(role: Role | str) -> Callable[[View], View]:
    """Let a view be called only by users who have that role, or more."""

    def mark(view: View) -> View:
        setattr(view, _NEEDS, Role(role))
        return view

    return mark


def public(view: View) -> View:
    """Let a view be called by anybody, logged in or not."""
    setattr(view, _NEEDS, None)
    return view


def needed(view: Callable[..., Any]) -> Role | None:
    """The role that a view asks for; None for public ones."""
    return cast("Role | None", getattr(view, _NEEDS, Role.READ))


def setup(app: Flask | None = None) -> Setup:
    """What the application was given."""
    return cast("Setup", (app or current_app).extensions["regioradar"])


def settings() -> Settings:
    """How the application is to behave."""
    return setup().settings


def stores(app: Flask | None = None) -> Stores:
    """The open stores of the application."""
    return cast("Stores", (app or current_app).extensions["regioradar-stores"])


def store() -> Store:
    """The store, for the request of this thread. Raises StoreError."""
    return stores().of_thread()


def now() -> datetime:
    """The time, with a zone."""
    return setup().now()


def today() -> date:
    """The day in Europe/Berlin."""
    return now().astimezone(BERLIN).date()


def account() -> Account:
    """Who is asking. Only within views that are not public."""
    return cast("Account", current_user.account)


def me() -> str:
    """The name of who is asking, as it stands in the account of what was done."""
    return account().name


def may(role: Role | str) -> bool:
    """Whether who is asking has that role, or more; False for who is not logged in."""
    return bool(current_user.is_authenticated) and account().role.includes(Role(role))
