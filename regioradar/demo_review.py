"""The review application over what the demo has crawled, with a user made for it."""

import secrets
from pathlib import Path

import click

from regioradar.config import Config
from regioradar.demo import CLOCK, demo_config
from regioradar.reviewing import opener
from regioradar.reviewing.service import serve_review
from review.passwords import hashed
from sources import load_catalogue
from store import Role

USER = "demo"


def review_demo(config: Config, folder: Path, port: int | None) -> None:
    """Serve the application on loopback until it is interrupted, by the demo's clock, which goes.

    The password is a new one each time, and is said once.
    """
    config = demo_config(config, folder)
    password = secrets.token_urlsafe(12)
    now = CLOCK.now()
    with opener(config)() as store:
        if store.accounts.find(USER) is None:
            store.accounts.add(USER, Role.MANAGE, password=hashed(password), by=USER, now=now)
        else:
            store.accounts.set_password(USER, hashed(password), by=USER, now=now)
    click.echo(f"demo: log in as {USER} with the password {password}")
    port = config.review.port if port is None else port
    catalogue = load_catalogue(folder / "sources")
    serve_review(config, catalogue, CLOCK.going(), host="127.0.0.1", port=port)
