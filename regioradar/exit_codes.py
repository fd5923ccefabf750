"""The exit codes of the program. Cron jobs and other programs rely on them."""

from enum import IntEnum

from model import (
    ClockError,
    ConfigError,
    DecisionError,
    PublishError,
    RegioRadarError,
    SourceFileError,
    StoreError,
)
from regioradar.lock import AlreadyRunningError


class ExitCode(IntEnum):
    """What the process tells its caller."""

    OK = 0
    PARTLY = 1
    """Some source failed, or some page could not be read; the rest is done."""
    CONFIGURATION = 2
    NOT_PUBLISHED = 3
    """The last good feeds are still in place; or what was read of a source is held."""
    ALREADY_RUNNING = 4
    STORE = 5


def exit_code(error: RegioRadarError) -> ExitCode:
    """The exit code of an error that ended the program."""
    if isinstance(error, (ConfigError, SourceFileError, DecisionError)):
        return ExitCode.CONFIGURATION
    if isinstance(error, AlreadyRunningError):
        return ExitCode.ALREADY_RUNNING
    if isinstance(error, (PublishError, ClockError)):
        return ExitCode.NOT_PUBLISHED
    return ExitCode.STORE if isinstance(error, StoreError) else ExitCode.PARTLY
