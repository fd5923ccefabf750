"""The configuration file of a new folder: every setting with what it is for and its default.

Made from the settings themselves, so none is missing. A line that begins with # and no space is a
setting at its default.
"""

import json
import re
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from crawler.config import fault_of, key_of
from model import ConfigError
from regioradar.config import Config, settings

FOLDERS = {"data_dir": "var", "public_dir": "public", "sources_dir": "sources"}
"""Where things lie in the folder: what a web server reads apart from what it must not."""

FIRST = (
    "contact",
    "site.base_url",
    "site.owner",
    "site.uid_authority",
    "site.tag_date",
    "site.contact",
    "site.imprint_file",
)
"""What has no default that would do for everybody."""

_SECTIONS_FIRST = ("", "site")
_UNSET = "..."
_HEAD = """\
# RegioRadar. Relative paths are taken from the folder of this file; an environment variable
# REGIORADAR_<KEY> or REGIORADAR_<SECTION>__<KEY> beats it. `regioradar config` prints what holds,
# `regioradar doctor` says what is amiss. Lines that begin with # and no space are settings at
# their defaults. To be set first, and marked SET:
"""


def settings_file(chosen: Mapping[str, str]) -> str:
    """The text of the file; `chosen` are values by key ("site.owner"). Raises ConfigError.

    The error names the key of a value that is not one.
    """
    values = {**FOLDERS, **chosen}
    text = "\n".join([_HEAD + _list_of_first(), *_lines(values)]) + "\n"
    _check(text)
    return text


def _list_of_first() -> str:
    return "".join(f"#   {key}\n" for key in FIRST)


def _lines(values: Mapping[str, str]) -> Iterator[str]:
    for section, found in _sections():
        if section:
            yield f"\n[{section}]"
        for key, default, description in found:
            mark = "SET: " if key in FIRST and key not in values else ""
            yield f"# {mark}{description}"
            name = key.rpartition(".")[2]
            if key in values:
                yield f"{name} = {toml_value(values[key])}"
            else:
                yield f"#{name} = {toml_value(_UNSET if default is None else default)}"


def _sections() -> list[tuple[str, list[tuple[str, Any, str]]]]:
    """The settings by section, in the file's order: what is to be set first is read first."""
    found: dict[str, list[tuple[str, Any, str]]] = {name: [] for name in _SECTIONS_FIRST}
    for key, _, default, description in settings():
        found.setdefault(key.rpartition(".")[0], []).append((key, default, description))
    return [(name, sorted(rows, key=_rank)) for name, rows in found.items()]


def _rank(row: tuple[str, Any, str]) -> tuple[bool, bool]:
    return row[0] not in FIRST, row[0] not in FOLDERS


def toml_value(value: object) -> str:
    """A TOML value: strings are written as JSON writes them, which TOML reads alike."""
    text = json.dumps(str(value) if isinstance(value, Path) else value, ensure_ascii=False)
    return re.sub("\x7f", r"\\u007f", text)


def _check(text: str) -> None:
    try:
        Config(**tomllib.loads(text))
    except ValidationError as error:
        faults = (f"{key_of(fault)}: {fault_of(fault)}" for fault in error.errors())
        raise ConfigError("; ".join(faults)) from error
