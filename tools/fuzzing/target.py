"""What a fuzz target is, and how one is found: by the name of its module in `targets`."""

import pkgutil
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from types import ModuleType

ROOT = Path(__file__).resolve().parents[2]


class UnsoundError(AssertionError):
    """A rule of the program that does not hold for an input."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """One kind of input: `check` raises UnsoundError, or any exception, for what is a finding.

    `seeds` are sound and broken inputs to begin with, `words` the pieces that inputs of this kind
    are made of.
    """

    name: str
    check: Callable[[bytes], None]
    seeds: Callable[[], Iterable[bytes]]
    words: tuple[bytes, ...]


def names() -> list[str]:
    """The names of all targets."""
    return sorted(found.name for found in pkgutil.iter_modules([str(_FOLDER)]))


def load(name: str) -> Target:
    """Import the target of that name. Raises ImportError where there is none."""
    module: ModuleType = import_module(f"fuzzing.targets.{name}")
    return Target(
        name=name,
        check=module.check,
        seeds=module.seeds,
        words=module.WORDS,
    )


def must(holds: bool, rule: str, *found: object) -> None:
    """Raise UnsoundError with the rule and what was found where it does not hold."""
    if not holds:
        raise UnsoundError(f"{rule}: {', '.join(map(repr, found))}"[:2000])


def plain_line(text: str) -> bool:
    """Whether a message is one line that steers no terminal."""
    return text == " ".join(text.split()) and all(c.isprintable() for c in text)


_FOLDER = Path(__file__).with_name("targets")
