"""Who may read and write what: as the user who runs this, who should be the one of the services."""

import os
import pwd
import stat
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from regioradar.config import DEFAULT_FILE, Config
from regioradar.doctor.disk import existing
from regioradar.doctor.finding import Finding, Group
from regioradar.reviewing.secrets import key_file

_GROUP = Group("rights")
_FIRST_PAGE = "index.html"
_LOGS = ("", "-wal", "-shm", ".lock")
"""The database and what SQLite and a run lay beside it, by the ends of their names."""


def look(config: Config, file: Path | None) -> Iterator[Finding]:
    """The folders, the database, the secrets; and whether root asks for another user."""
    yield from _user(config)
    data, database = config.data_dir, config.database_file
    yield from _folder("data_dir", data)
    if database.parent != data:
        yield from _folder("folder of the database", database.parent)
    yield from _files(database)
    yield from _kept_private(config)
    yield from _folder("public_dir", config.public_folder)
    yield from _served(config.public_folder)
    if config.sources_dir is not None and not _may(config.sources_dir, os.R_OK | os.X_OK):
        yield _GROUP.fail(
            "sources_dir", f"{config.sources_dir} may not be read", _mend(config.sources_dir)
        )
    yield from _secrets(config, file or DEFAULT_FILE)


def _user(config: Config) -> Iterator[Finding]:
    database = config.database_file
    with suppress(OSError):
        owned = database if database.exists() else existing(config.data_dir)
        yield from user_judged(os.geteuid(), owned.stat().st_uid, owned)


def user_judged(asks: int, owner: int, owned: Path) -> Iterator[Finding]:
    """Root may everything: what it finds is not what the service will find."""
    if asks == 0 != owner:
        yield _GROUP.warn(
            "user",
            f"root asks, but {owned} belongs to {_name(owner)}",
            f"ask as that user, who may less: sudo -u {_name(owner)} regioradar doctor; and never "
            "run as root: files of root cannot be written by the service",
        )


def _folder(name: str, folder: Path) -> Iterator[Finding]:
    """Whether a folder can be written; one that is not there yet has to be makeable."""
    there = existing(folder)
    if _stands(folder) and not folder.is_dir():
        yield _GROUP.fail(name, f"{folder} is no folder", "move it away, or correct the setting")
    elif not _may(there, os.R_OK | os.W_OK | os.X_OK):
        user, is_there = _name(os.geteuid()), there == folder.absolute()
        what = "may not be written" if is_there else "cannot be made"
        mend = _mend(there) if is_there else f"sudo install --directory --owner {user} {folder}"
        yield _GROUP.fail(name, f"{folder} {what} by {user}", mend)
    else:
        yield _GROUP.ok(name, f"{folder} can be written")


def _files(database: Path) -> Iterator[Finding]:
    for end in _LOGS:
        file = database.with_name(database.name + end)
        if _stands(file) and not _may(file, os.R_OK | os.W_OK):
            found = f"{file} may not be read and written by {_name(os.geteuid())}"
            yield _GROUP.fail("database", found, _mend(file))


def _kept_private(config: Config) -> Iterator[Finding]:
    """The database names staff and holds the pages of others: not for every user of the machine."""
    database = config.database_file
    with suppress(OSError):
        if database.stat().st_mode & stat.S_IROTH and _everybody_reaches(database.parent):
            yield _GROUP.warn(
                "database",
                f"every user of this machine can read {database}",
                f"chmod o-rwx {database.parent}",
            )


def _served(folder: Path) -> Iterator[Finding]:
    """Whether a web server that runs as somebody else can read what is published."""
    closed = next((place for place in _ways(folder) if not _open_to_all(place)), None)
    if closed is not None and folder.is_dir():
        yield _GROUP.warn(
            "public_dir",
            f"no other user can enter {closed}, so a web server of its own user sees nothing",
            f"chmod o+rx {closed}, or set public_dir to a folder elsewhere; all is well where the "
            "web server runs as the same user",
        )
    with suppress(OSError):
        if not (folder / _FIRST_PAGE).stat().st_mode & stat.S_IROTH:
            yield _GROUP.warn(
                "public_dir",
                f"only its own user can read what is published in {folder}",
                f"chmod -R o+rX {folder}, and give runs the umask 022 (UMask=0022 in the unit)",
            )


def _secrets(config: Config, file: Path) -> Iterator[Finding]:
    """Files with a password or a key: there, readable for this user, and for nobody else."""
    named = {
        "mail.password_file": config.mail.password_file,
        "review.proxy_secret_file": config.review.proxy_secret_file,
        "review.oidc_secret_file": config.review.oidc_secret_file,
    }
    found = {name: path for name, path in named.items() if path is not None}
    key = key_file(config)
    if _stands(key):
        found["review.secret_key_file"] = key
    for name, path in found.items():
        if not _may(path, os.R_OK):
            what = "may not be read" if _stands(path) else "is not there"
            yield _GROUP.fail(name, f"{path} {what}", f"put it there, or correct {name} in {file}")
        elif path == key and path.stat().st_mode & (stat.S_IRWXO | stat.S_IRWXG):
            open_ = f"others may read {path}, so the review does not start"
            yield _GROUP.fail(name, open_, f"chmod 600 {path}, or have a new one made: remove it")
        elif path.stat().st_mode & stat.S_IRWXO:
            open_ = f"every user may read {path}, which holds a secret"
            yield _GROUP.warn(name, open_, f"chmod o-rwx {path}")
        else:
            yield _GROUP.ok(name, f"not every user reads {path}")


def _may(path: Path, mode: int) -> bool:
    return os.access(path, mode, effective_ids=os.access in os.supports_effective_ids)


def _stands(path: Path) -> bool:
    try:
        return path.exists()
    except OSError:
        return False


def _ways(folder: Path) -> list[Path]:
    return [folder.absolute(), *folder.absolute().parents]


def _open_to_all(folder: Path) -> bool:
    """A folder that everybody can enter; one that cannot be looked at counts as open."""
    try:
        return bool(folder.stat().st_mode & stat.S_IXOTH)
    except OSError:
        return True


def _everybody_reaches(folder: Path) -> bool:
    return all(_open_to_all(place) for place in _ways(folder))


def _mend(path: Path) -> str:
    user = _name(os.geteuid())
    return f"chown -R {user}: {path}, or ask as the user of the services (sudo -u ...)"


def _name(user: int) -> str:
    try:
        return pwd.getpwuid(user).pw_name
    except KeyError:
        return str(user)
