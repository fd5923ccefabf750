"""Writes docs/licences.md: every library that an installation brings, and its licence.

The libraries are those that the installed ones ask for, from `pyproject.toml` on, extras included.
A licence that is not known to go with MIT ends it with an error. `--check` writes nothing.
"""

import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

import click
from license_expression import ExpressionError, get_spdx_licensing
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

TARGET = Path(__file__).resolve().parent.parent / "docs" / "licences.md"
COMMAND = "make docs"
PROGRAM = "regioradar"
EXTRAS = frozenset({"javascript", "oidc"})

_PERMISSIVE = "permissive: keep its notice with copies of it"
ACCEPTED = {
    "Apache-2.0": "permissive, with a grant of patents",
    "BSD-2-Clause": _PERMISSIVE,
    "BSD-3-Clause": _PERMISSIVE,
    "CNRI-Python": _PERMISSIVE,
    "LicenseRef-BSD": "one of the BSD licences, without saying which; all of them are permissive",
    "LicenseRef-Public-Domain": "no rights are reserved",
    "MIT": _PERMISSIVE,
    "MIT-0": _PERMISSIVE,
    "MPL-2.0": "weak copyleft by file: its own files stay under it, and we alter none",
    "PSF-2.0": _PERMISSIVE,
    "ZPL-2.1": _PERMISSIVE,
}
"""SPDX identifiers that go with a program under MIT, and why."""

NAMED = {
    "Apache 2.0": "Apache-2.0",
    "Apache License, Version 2.0": "Apache-2.0",
    "Apache Software License": "Apache-2.0",
    "MIT License": "MIT",
    "BSD": "LicenseRef-BSD",
    "FreeBSD and LGPLv3+": "BSD-2-Clause OR LGPL-3.0-or-later",
    "PSFL": "PSF-2.0",
    "ZPL 2.1": "ZPL-2.1",
    "OSI Approved :: MIT License": "MIT",
    "Public Domain": "LicenseRef-Public-Domain",
}
"""What authors wrote before there were identifiers, where it leaves no doubt."""

LOOKED_UP = {
    "flask-wtf": "BSD-3-Clause",
    "itsdangerous": "BSD-3-Clause",
    "jinja2": "BSD-3-Clause",
    "wtforms": "BSD-3-Clause",
}
"""Libraries that only say "BSD", and bring a file with three clauses (a test looks)."""

INTRO = """\
# Licences of the libraries

What `pip install regioradar[{extras}]` brings besides RegioRadar itself, which is under MIT:
{count} libraries, at the versions of `constraints.txt`. Made by `{command}` from what the
installed libraries say of themselves; a test fails where it is out of date or where a licence is
not one of those below. None of them is altered or copied into this project: each is installed from
its own package, with its notice. Programs that only the tests or a server need (Chromium, nginx,
...) are installed by you and not distributed here.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Library:
    """An installed library; `licence` is an SPDX expression."""

    name: str
    version: str
    licence: str
    needed_by: tuple[str, ...]


def closure() -> dict[str, tuple[Distribution, set[str]]]:
    """What an installation brings, by normal name, and what asks for each; ourselves left out."""
    found: dict[str, tuple[Distribution, set[str]]] = {}
    asked: set[tuple[str, str]] = set()
    open_: list[tuple[str, frozenset[str], str]] = [(PROGRAM, EXTRAS, "")]
    while open_:
        name, extras, by = open_.pop()
        key = canonicalize_name(name)
        there = found.setdefault(key, (_installed(name), set()))
        there[1].add(by)
        for extra in {"", *extras}:
            if (key, extra) not in asked:
                asked.add((key, extra))
                open_ += [(one.name, frozenset(one.extras), key) for one in _asked(there[0], extra)]
    del found[PROGRAM]
    return dict(sorted(found.items()))


def _installed(name: str) -> Distribution:
    try:
        return distribution(name)
    except PackageNotFoundError:
        raise click.ClickException(f"{name} is not installed: make javascript first") from None


def _asked(library: Distribution, extra: str) -> Iterator[Requirement]:
    for line in library.requires or ():
        one = Requirement(line)
        if one.marker is None or one.marker.evaluate({"extra": extra}):
            yield one


def libraries() -> list[Library]:
    """All of them. Raises ClickException that names each one whose licence is not accepted."""
    found = [
        Library(
            name=there.metadata["Name"],
            version=there.version,
            licence=licence_of(name, there),
            needed_by=tuple(sorted(by)),
        )
        for name, (there, by) in closure().items()
    ]
    faults = [f"{one.name}: {one.licence}" for one in found if not accepted(one.licence)]
    if faults:
        raise click.ClickException("not known to go with MIT: " + "; ".join(faults))
    return found


def licence_of(name: str, library: Distribution) -> str:
    """The SPDX expression of a library's licence; where it is not clear, its own words."""
    meta = library.metadata
    if "License-Expression" in meta:
        return str(meta["License-Expression"])
    if name in LOOKED_UP:
        return LOOKED_UP[name]
    words = meta.get("License", "")
    if accepted(words):
        return str(words)
    if words in NAMED:
        return NAMED[words]
    classes = [c.removeprefix("License :: ") for c in meta.get_all("Classifier") or ()]
    known = sorted({NAMED[c] for c in classes if c in NAMED})
    return " AND ".join(known) or " ".join(words.split())[:60] or "says nothing"


def accepted(expression: str) -> bool:
    """Whether the licence goes with MIT: all parts joined by AND, or one of those joined by OR."""
    try:
        parsed = get_spdx_licensing().parse(expression, validate=False)
    except ExpressionError:
        return False
    return parsed is not None and bool(_holds(parsed))


def _holds(part: object) -> bool:
    inner = [_holds(one) for one in getattr(part, "args", ())]
    if not inner:
        return getattr(part, "key", "") in ACCEPTED
    return any(inner) if getattr(part, "operator", "").strip() == "OR" else all(inner)


def document(found: list[Library]) -> str:
    """The whole page."""
    extras = ",".join(sorted(EXTRAS))
    intro = INTRO.format(extras=extras, count=len(found), command=COMMAND)
    used = {word for one in found for word in re.findall(r"[A-Za-z][\w.-]+", one.licence)}
    reasons = [f"| {key} | {why} |" for key, why in sorted(ACCEPTED.items()) if key in used]
    rows = [
        f"| {one.name} | {one.version} | {one.licence} | {', '.join(one.needed_by)} |"
        for one in sorted(found, key=lambda one: one.name.casefold())
    ]
    return "\n".join(
        [
            intro,
            "| licence (SPDX) | why it goes with MIT |",
            "|---|---|",
            *reasons,
            "",
            "| library | version | licence | asked for by |",
            "|---|---|---|---|",
            *rows,
            "",
        ]
    )


@click.command()
@click.option("--check", is_flag=True, help="Write nothing; fail where the page is out of date.")
def main(check: bool) -> None:
    """Write docs/licences.md."""
    text = document(libraries())
    if not check:
        TARGET.write_text(text, encoding="utf-8")
    elif TARGET.read_text(encoding="utf-8") != text:
        click.echo(f"docs/licences.md is not what is installed; {COMMAND}", err=True)
        sys.exit(1)


if __name__ == "__main__":
    main()
