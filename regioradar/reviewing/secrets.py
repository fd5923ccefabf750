"""Secrets in files of their own: made with the rights of one user, read in full or not at all."""

import os
import secrets
from pathlib import Path

from model import ConfigError
from regioradar.config import Config

_LEAST = 32
_OTHERS = 0o077


def key_file(config: Config) -> Path:
    """Where the key lies that signs cookies."""
    database = config.database_file
    return config.review.secret_key_file or database.with_name(database.name + ".review-key")


def secret_key(config: Config) -> str:
    """The key that signs cookies; made now where there is none, for this user alone.

    A new key logs everybody out. Raises ConfigError.
    """
    file = key_file(config)
    try:
        _make(file)
    except FileExistsError:
        pass
    except OSError as error:
        raise ConfigError(f"{file}: the key cannot be made: {error.strerror}") from error
    found = secret_in(file, "review.secret_key_file", least=_LEAST)
    if file.stat().st_mode & _OTHERS:
        raise ConfigError(
            f"{file}: others may read the key that signs logins; chmod 600, or remove the file "
            "and have a new one made, which logs everybody out"
        )
    return found


def secret_in(file: Path | None, setting: str, *, least: int = 1) -> str:
    """The secret that a file holds, without the line's end. Raises ConfigError."""
    if file is None:
        raise ConfigError(f"{setting}: is not set")
    try:
        found = file.read_text(encoding="ascii").strip()
    except OSError as error:
        raise ConfigError(f"{setting}: {file}: cannot be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise ConfigError(f"{setting}: {file}: is not plain ASCII") from error
    if len(found) < least:
        raise ConfigError(f"{setting}: {file}: holds fewer than {least} characters")
    return found


def _make(file: Path) -> None:
    """Write a new key; whole or not at all, also where two starts meet. Raises OSError."""
    if file.exists():
        return
    file.parent.mkdir(parents=True, exist_ok=True)
    new = file.with_name(f"{file.name}.{secrets.token_hex(4)}")
    handle = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(handle, "w", encoding="ascii") as opened:
            opened.write(secrets.token_urlsafe(48) + "\n")
        os.link(new, file)
    finally:
        new.unlink()
