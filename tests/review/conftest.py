"""The application over a small database: pages that our parsers read, three users, a clock."""

import shutil
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

sys.path.append(str(Path(__file__).parent))  # for the modules beside this one

from scene import PASSWORD, Scene, filled, the_setup
from typist import Typist

from review.app import create_app
from review.passwords import hashed
from store import Store


class Clock:
    """A clock that stands until a test moves it."""

    def __init__(self, moment: datetime) -> None:
        self.moment = moment

    def __call__(self) -> datetime:
        return self.moment

    def tick(self, **more: float) -> datetime:
        """Let time pass."""
        self.moment += timedelta(**more)
        return self.moment


@pytest.fixture(scope="session")
def password_hash() -> str:
    """The hash of `scene.PASSWORD`: made once, as that is meant to be slow."""
    return hashed(PASSWORD)


@pytest.fixture(scope="session")
def filled_file(tmp_path_factory: Any, password_hash: str) -> Path:
    """A database with all that `scene.PAGES` tell, and a user of each role; not to be written."""
    file: Path = tmp_path_factory.mktemp("review") / "regioradar.sqlite"
    filled(file, password_hash)
    return file


@pytest.fixture
def clock() -> Clock:
    """The application's clock: the morning after the pages were read."""
    return Clock(datetime(2026, 3, 2, 7, 0, tzinfo=UTC))


@pytest.fixture
def database(filled_file: Path, tmp_path: Path) -> Path:
    """A copy of the filled database, for one test."""
    return Path(shutil.copy(filled_file, tmp_path / "regioradar.sqlite"))


@pytest.fixture
def store(database: Path) -> Iterator[Store]:
    """The store of a test, beside the application's own."""
    with Store.open(database, timeout=1.0) as opened:
        yield opened


@pytest.fixture
def scene(store: Store, clock: Clock) -> Scene:
    """Plays further runs against the test's database."""
    return Scene(store, clock)


@pytest.fixture
def make_app(database: Path, clock: Clock) -> Iterator[Callable[..., Flask]]:
    """Makes applications over the test's database; settings may be named."""
    made: list[Flask] = []

    def make(**settings: Any) -> Flask:
        app = create_app(the_setup(database, clock, **settings))
        app.testing = True
        made.append(app)
        return app

    yield make
    for app in made:
        app.extensions["regioradar-stores"].close()


@pytest.fixture
def app(make_app: Callable[..., Flask]) -> Flask:
    """The application, without check of form tokens: tests of those make one of their own."""
    app = make_app()
    app.config["WTF_CSRF_ENABLED"] = False
    return app


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    """A browser that is not logged in."""
    return app.test_client()


@pytest.fixture
def logged_in(app: Flask) -> Callable[..., FlaskClient]:
    """Makes browsers that are logged in, by name: Lena reads, Paula checks, Vera manages."""

    def make(name: str = "Paula", app: Flask = app) -> FlaskClient:
        client = app.test_client()
        answer = client.post("/anmelden", data={"name": name, "password": PASSWORD})
        assert answer.status_code == 302, answer.text
        return client

    return make


@pytest.fixture
def reader(logged_in: Callable[..., FlaskClient]) -> FlaskClient:
    """Lena, who may read."""
    return logged_in("Lena")


@pytest.fixture
def checker(logged_in: Callable[..., FlaskClient]) -> FlaskClient:
    """Paula, who may check."""
    return logged_in("Paula")


@pytest.fixture
def manager(logged_in: Callable[..., FlaskClient]) -> FlaskClient:
    """Vera, who may manage."""
    return logged_in("Vera")


@pytest.fixture
def uid(scene: Any) -> str:
    """An event whose page names no year."""
    return str(scene.uid("Zukunftswerkstatt"))


@pytest.fixture
def typist(checker: FlaskClient, store: Store, clock: Any) -> Callable[[str], Typist]:
    """Makes somebody who has opened the screen of an event."""
    return lambda uid: Typist(checker, store, uid, clock().date())
