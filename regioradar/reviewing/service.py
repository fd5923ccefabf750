"""The review application over HTTP, until it is interrupted."""

import contextlib
import ctypes

from model import ConfigError
from regioradar.clock import Clock
from regioradar.config import Config
from regioradar.reviewing.building import opener, setup_of
from regioradar.serving import WebServer, serve_until_interrupted
from regioradar.trust_rules import rules_of
from review.app import LARGEST_FORM, create_app
from sources import Catalogue

_MALLOC = {"M_ARENA_MAX": (-8, 1), "M_MMAP_THRESHOLD": (-3, 128 * 1024)}
"""Parameters of glibc's mallopt(3), with what they are set to."""


def serve_review(
    config: Config, catalogue: Catalogue, clock: Clock, *, host: str, port: int
) -> None:
    """Bring the queue up to date and serve the application at `host` and `port` (0: a free one).

    Raises ConfigError where nobody may log in yet, and where the port is taken.
    """
    _share_memory()
    setup = setup_of(config, catalogue, clock)
    with opener(config)() as store:
        if not any(user.disabled_at is None for user in store.accounts.all()):
            raise ConfigError(
                f"{config.database_file}: nobody may log in yet, and there is no default password; "
                "make a user with: "
                "regioradar user add NAME --role verwalten"
            )
        store.desk.refresh_trust(rules_of(config), clock.now())
        store.refresh_queue()
    application = create_app(setup)
    public = config.review.base_url
    serve_until_interrupted(
        lambda host, port: WebServer(
            application,
            host=host,
            port=port,
            threads=config.review.threads,
            largest=LARGEST_FORM,
            forwarded=config.review.proxies > 0,
        ),
        host,
        port,
        lambda address: f"review at {public or address}",
    )


def _share_memory() -> None:
    """Let all threads take memory from one place, and give back what was large.

    One thread runs at a time, so it costs nothing. Else glibc keeps a place for each, and lets it
    grow by the 7 MiB that checking a password takes for a moment (argon2id).
    """
    with contextlib.suppress(OSError, AttributeError):  # another C library
        for parameter, value in _MALLOC.values():
            ctypes.CDLL(None).mallopt(parameter, value)
