"""What happens on which day: acts on the world and by the office, each under a name that tells it.

An act with one argument is given the world, one with two the office as well.
"""

from collections import defaultdict
from collections.abc import Callable
from datetime import date
from inspect import signature
from typing import Any

Act = Callable[..., None]


class Script:
    """The acts of two years by day, in the order in which they were written down."""

    def __init__(self) -> None:
        self.acts: dict[date, list[Act]] = defaultdict(list)

    def on(self, day: str) -> Callable[[Act], Act]:
        """Mark a function as what happens on a day."""

        def note(act: Act) -> Act:
            self.acts[date.fromisoformat(day)].append(act)
            return act

        return note

    def extend(self, other: "Script") -> None:
        """Take in the acts of another script."""
        for day, acts in other.acts.items():
            self.acts[day] += acts

    def play(self, day: date, world: Any, office: Any) -> None:
        """Let happen what happens on a day."""
        for act in self.acts.get(day, ()):
            act(*(world, office)[: len(signature(act).parameters)])

    def names(self, day: date) -> str:
        """What happens on a day, for a message."""
        return ", ".join(act.__name__ for act in self.acts.get(day, ())) or "nothing"
