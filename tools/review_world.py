"""A crawl of the replica sites with reviewers over it, for the tools that count and take pictures.

It is the world of the browser tests: the same pages, the same program, the same clock.
"""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
for folder in ("tests/judges", "tests/review", "tests/review/browser"):
    sys.path.append(str(ROOT / folder))

from office import SEEN as SEEN  # noqa: E402 (the folders are named above)
from office import UNDO as UNDO  # noqa: E402
from office import Office  # noqa: E402
from replicas import World  # noqa: E402
from scene import PASSWORD, USERS  # noqa: E402

from review.passwords import hashed  # noqa: E402
from store import Store  # noqa: E402

START = datetime(2026, 3, 2, 13, 0, tzinfo=UTC)


class Clock:
    """A clock that stands until it is moved."""

    def __init__(self) -> None:
        self.moment = START

    def __call__(self) -> datetime:
        """The time."""
        return self.moment

    def next_day(self) -> str:
        """Move on to the same hour of the next day; its date."""
        self.moment += timedelta(days=1)
        return self.moment.date().isoformat()


def crawled(folder: Path) -> World:
    """A world in that folder after its first crawl, with the users of the tests."""
    world = World.build(folder / "world")
    world.crawl()
    with Store.open(world.database) as store:
        for name, role in USERS.items():
            store.accounts.add(name, role, password=hashed(PASSWORD), by="Vera", now=START)
    return world


@contextmanager
def office_over(world: World, clock: Clock, **settings: Any) -> Iterator[Office]:
    """The application over it, as the program would set it up, but for the clock."""
    setup = world.setup()
    office = Office(replace(setup, now=clock, settings=replace(setup.settings, **settings)))
    try:
        yield office
    finally:
        office.close()
