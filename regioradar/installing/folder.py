"""Make a working folder, or complete one: what is there stays as it is, byte for byte."""

import getpass
import grp
import os
import pwd
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from model import ConfigError
from regioradar.config import DEFAULT_FILE, Config, load
from regioradar.installing.copying import copy_catalogue
from regioradar.installing.deployment import Place, check_path, deployment, plain, program
from regioradar.installing.settings_file import settings_file
from regioradar.opening import open_store

SERVICE_USER = "regioradar"
"""Whose services they are where root makes the folder."""
_PRIVATE, _LOGS, _READABLE = 0o700, 0o750, 0o755


@dataclass(slots=True, kw_only=True)
class Made:
    """What was made and what was there already, as paths; the settings in force; whose it is."""

    config: Config
    place: Place
    made: list[Path] = field(default_factory=list)
    kept: list[Path] = field(default_factory=list)

    @property
    def is_roots(self) -> bool:
        """True where root made the folder for another user, who cannot write it yet."""
        return os.geteuid() == 0 and self.place.user != "root"


def set_up(folder: Path, chosen: Mapping[str, str], user: str | None) -> Made:
    """Make in `folder` what is missing: settings, catalogue, database, folders, deploy/.

    `chosen` are settings by key, for the new file. `user` is whose services they are, None: who
    calls, or for root SERVICE_USER. Raises ConfigError, where a settings file is there for which
    something is chosen, a value is not one or the folder cannot be written; StoreError.
    """
    folder = plain(folder)
    check_path(folder)
    if (folder / "sources" / "__init__.py").exists():
        raise ConfigError(f"{folder}: is a checkout of the program; take a folder of its own")
    file = folder / DEFAULT_FILE
    if file.exists() and chosen:
        raise ConfigError(f"{file}: is there already; set {', '.join(chosen)} in it")
    text = None if file.exists() else settings_file(chosen)
    try:
        return _set_up(folder, text, user)
    except OSError as error:
        where = error.filename or folder
        raise ConfigError(f"{where}: cannot be made: {error.strerror}") from error


def _set_up(folder: Path, text: str | None, user: str | None) -> Made:
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / DEFAULT_FILE
    if text is not None:
        _write(file, text)
    config = load(file)
    done = Made(config=config, place=_place(folder, user))
    (done.kept if text is None else done.made).append(file)
    _sources(config, done)
    for path, mode in (
        (config.data_dir, _PRIVATE),
        (config.public_folder, _READABLE),
        (folder / "log", _LOGS),
        (folder / "deploy", _READABLE),
    ):
        _folder(path, mode, done)
    _database(config, done)
    for name, body in deployment(config, done.place).items():
        target = folder / "deploy" / name
        if target.exists():
            done.kept.append(target)
        else:
            _write(target, body)
            done.made.append(target)
    return done


def _place(folder: Path, user: str | None) -> Place:
    """As whom it runs; the group is the user's own where the machine knows it."""
    if user is None:
        user = SERVICE_USER if os.geteuid() == 0 else getpass.getuser()
    try:
        group = grp.getgrgid(pwd.getpwnam(user).pw_gid).gr_name
    except KeyError:
        group = user
    return Place(folder=folder, program=program(), user=user, group=group)


def _sources(config: Config, done: Made) -> None:
    """A copy of the catalogue, where the settings name a folder that is not there or empty."""
    target = config.sources_dir
    if target is None:
        return
    if target.is_dir() and any(target.iterdir()):
        done.kept.append(target)
    else:
        target.parent.mkdir(parents=True, exist_ok=True)
        copy_catalogue(target)
        done.made.append(target)


def _folder(path: Path, mode: int, done: Made) -> None:
    if path.is_dir():
        done.kept.append(path)
        return
    path.mkdir(parents=True)
    path.chmod(mode)  # the umask takes from mkdir's
    done.made.append(path)


def _database(config: Config, done: Made) -> None:
    """An empty database; one that is there is not opened, so it is not migrated either."""
    file = config.database_file
    if file.exists():
        done.kept.append(file)
        return
    with open_store(config):
        done.made.append(file)


def _write(file: Path, text: str) -> None:
    with file.open("x", encoding="utf-8") as opened:
        opened.write(text)
    file.chmod(0o644)
