"""The play: day after day happens what the script says, the program runs, all is looked at."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from scenario import beginnings, judging, losses, series, turns
from scenario.driver import Driver
from scenario.office import Office
from scenario.script import Script
from scenario.subscriber import FILES, Subscriber
from scenario.world import World

FIRST = date(2026, 1, 5)
DAYS = 730
PARTS = (beginnings, series, losses, judging, turns)


class Play:
    """The world, the program that watches it, and the one who reads what comes of it."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.world = World()
        self.driver = Driver.prepare(folder, self.world)
        self.subscriber = Subscriber()
        self.office = Office(self.driver, self.subscriber, monkeypatch)
        self.script = Script()
        for part in PARTS:
            self.script.extend(part.script)
        self._monkeypatch = monkeypatch

    def days(self, count: int = DAYS) -> Iterator[tuple[date, list[str]]]:
        """Play one day after the other; each with what is wrong after its run."""
        for number in range(count):
            today = FIRST + timedelta(days=number)
            self.world.begin(today)
            self.script.play(today, self.world, self.office)
            outcome = self.driver.run(self._monkeypatch)
            held = [str(outcome.not_published)] if outcome.not_published else []
            files = {name: self.driver.file(name) for name in FILES}
            yield today, held + self.subscriber.look(self.world, files)
