"""The one way to open the database: a file of an older program is copied before it is migrated."""

from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from datetime import datetime
from functools import partial

from regioradar.backups.making import Backup, make
from regioradar.clock import Clock
from regioradar.config import Config
from regioradar.lock import AlreadyRunningError, single_run
from store import Store


def open_store(
    config: Config,
    *,
    timeout: float | None = None,
    make: bool = True,
    has_lock: bool = False,
    made: list[Backup] | None = None,
) -> Store:
    """Open the database that is configured, see `Store.open`.

    `timeout` (seconds) where it is not that of the configuration. `has_lock` says that the caller
    keeps other runs out; else this does for as long as it migrates. The backup that is made before
    is added to `made`. Raises StoreError, AlreadyRunningError.
    """
    return Store.open(
        config.database_file,
        timeout=config.store.timeout if timeout is None else timeout,
        uid_authority=config.site.uid_authority,
        make=make,
        migrating=partial(_backed_up, config, has_lock, made),
    )


@contextmanager
def _backed_up(
    config: Config, has_lock: bool, made: list[Backup] | None, first: str
) -> Iterator[None]:
    """Around the migration, while nobody else can write: the copy is what will be migrated."""
    now = Clock().now()
    with nullcontext() if has_lock else _without_run(config, now):
        backup = make(config, now, before=first)
        if made is not None:
            made.append(backup)
        yield


@contextmanager
def _without_run(config: Config, now: datetime) -> Iterator[None]:
    """No run of the older program goes on with tables that are not its own."""
    try:
        lock = single_run(config.lock_file, now)
        with lock:
            yield
    except AlreadyRunningError as error:
        raise AlreadyRunningError(
            f"{config.database_file}: the database is of an older program and cannot be migrated "
            f"now: {error}"
        ) from error
