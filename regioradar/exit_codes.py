"""The exit codes of the program. Cron jobs and other programs rely on them."""

from enum import IntEnum


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
