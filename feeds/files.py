"""A published file before it is written: its name, what its bytes depend on, how they are made.

Making is put off, so that a file whose key is that of the standing one need not be made at all.
"""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from importlib.resources import files as resources
from importlib.resources.abc import Traversable

from model import Problem, ProblemKind, Severity

_LIBRARIES = ("feedgen", "icalendar", "jinja2", "lxml", "markdown-it-py", "nh3", "w3lib")


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """The bytes of a file, and what had to be left out of it."""

    body: bytes
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class File:
    """One file of the published folder.

    `name` is relative to the folder, with slashes. Two files of one `key` have the same bytes:
    it is a digest of all that `make` uses, this program included.
    """

    name: str
    key: str
    make: Callable[[], Made]


def key_of(*parts: object) -> str:
    """Return a digest of records, texts and numbers, and of the program that writes files of them.

    `parts` must have a representation that says all and is the same in every process: no sets, no
    functions.
    """
    text = repr((_program(), parts)).encode("utf-8", "surrogatepass")
    return hashlib.sha256(text).hexdigest()[:32]


def problem(message: str, severity: Severity = Severity.WARNING) -> Problem:
    """Return what is told of something that was not published."""
    return Problem(kind=ProblemKind.NOT_PUBLISHED, message=message, severity=severity)


@cache
def _program() -> str:
    """A digest of all that writes: other code and other libraries may write other bytes."""
    digest = hashlib.sha256(repr([(name, version(name)) for name in _LIBRARIES]).encode())
    for package in ("feeds", "model"):
        for name, body in sorted(_contents(resources(package), package)):
            digest.update(f"{name} {len(body)}\n".encode() + body)
    return digest.hexdigest()


def _contents(folder: Traversable, prefix: str) -> list[tuple[str, bytes]]:
    found: list[tuple[str, bytes]] = []
    for item in folder.iterdir():
        name = f"{prefix}/{item.name}"
        if item.is_dir():
            found += [] if item.name == "__pycache__" else _contents(item, name)
        else:
            found.append((name, item.read_bytes()))
    return found
