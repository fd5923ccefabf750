"""The commands, one module each (or a few that belong together), and what they share.

Nothing is imported here that a fast command does not need.
"""

import getpass
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from model import ConfigError
from regioradar import logs
from regioradar.clock import Clock
from regioradar.config import Config, load
from sources import SourceKind

if TYPE_CHECKING:
    from store import Store

_FIRST_YEAR, _LAST_YEAR = 1970, 2999
"""Windows of years before and behind such a day are dates too."""


@dataclass(slots=True)
class Program:
    """The options before the command, and the configuration that they lead to."""

    config_file: Path | None = None
    debug: bool = False
    _config: Config | None = field(default=None, init=False)

    @property
    def config(self) -> Config:
        """The settings, read once; sets up logging by them. Raises ConfigError."""
        if self._config is None:
            self._config = load(self.config_file)
            level = "DEBUG" if self.debug else self._config.log_level.upper()
            logs.set_up(level, self._config.log_format)
        return self._config

    @property
    def existing_config(self) -> Config:
        """The settings, where there is a database. Raises ConfigError where none is yet."""
        if not self.config.database_file.exists():
            raise ConfigError(
                f"{self.config.database_file}: there is no database yet (see regioradar run)"
            )
        return self.config

    @contextmanager
    def store(self) -> "Iterator[Store]":
        """The store that is there; none is made."""
        from regioradar.opening import open_store  # not needed by a fast command

        with open_store(self.existing_config) as store:
            yield store


def day(ctx: click.Context, param: click.Parameter, value: str | None) -> date | None:
    """Read an option as YYYY-MM-DD; anything else is a usage error, a day that no clock has too."""
    if value is None:
        return None
    try:
        found = date.fromisoformat(value)
    except ValueError:
        raise click.BadParameter(f"{value!r} is no day as YYYY-MM-DD", ctx, param) from None
    if not _FIRST_YEAR <= found.year <= _LAST_YEAR:
        years = f"{_FIRST_YEAR} to {_LAST_YEAR}"
        raise click.BadParameter(f"{value!r} is not within the years {years}", ctx, param)
    return found


def clock_of(day: date | None) -> Clock:
    """The clock of a command: stopped at noon of `--today`, else the machine's."""
    return Clock.at(day) if day else Clock()


def _login() -> str:
    """The name of the login; a machine may know none."""
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return "unknown"


by_option = click.option(
    "--by",
    metavar="NAME",
    envvar="REGIORADAR_BY",
    default=_login,
    show_default="the name of the login",
    help="Who says so; else $REGIORADAR_BY.",
)

kind_option = click.option(
    "--kind",
    "kinds",
    multiple=True,
    type=click.Choice([kind.value for kind in SourceKind]),
    metavar="KIND",
    help="Only sources of this kind (ministry, network, ...); may be repeated.",
)

today_option = click.option(
    "--today", callback=day, metavar="DATE", help="Take this day (YYYY-MM-DD) as today."
)
