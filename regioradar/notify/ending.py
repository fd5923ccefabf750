"""Says that a run has ended, and how: a ping, and the file for Prometheus.

That nothing is said is a word too: who waits for the ping (a dead man's switch) takes silence for
an alarm.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from model import ConfigError, RegioRadarError
from regioradar.clock import Clock
from regioradar.config import Config
from regioradar.exit_codes import exit_code
from regioradar.lock import AlreadyRunningError
from regioradar.logs import say
from regioradar.notify.metrics import End, write_metrics
from regioradar.notify.pinging import ping
from regioradar.outcome import Outcome

_CRASHED = 1
"""The exit code that Python ends with after a bug."""


@dataclass(slots=True)
class Ending:
    """What the block knows in the end."""

    outcome: Outcome | None = None


@contextmanager
def ended(config: Config, clock: Clock, *, wanted: bool) -> Iterator[Ending]:
    """A block that is a run; where it is `wanted` it is said how the run ended.

    Done is what ends with 0 or 1, and with 3 where it published and only a source is held: that
    waits for a person for days, and an alarm that is always on hides the next one. Failed is what
    did not publish (3, 5) or ended with a bug. Of a run that never began (2, 4) or that somebody
    stopped nothing is said. What fails here is one line each.
    """
    ending = Ending()
    try:
        yield ending
    except (AlreadyRunningError, ConfigError):
        raise
    except Exception as error:
        if wanted:
            code = exit_code(error) if isinstance(error, RegioRadarError) else _CRASHED
            _say_all(config, clock, None, int(code), good=False)
        raise
    if wanted and ending.outcome is not None:
        code, good = ending.outcome.exit_code, ending.outcome.not_published is None
        _say_all(config, clock, ending.outcome, int(code), good=good)


def _say_all(
    config: Config, clock: Clock, outcome: Outcome | None, code: int, *, good: bool
) -> None:
    notify = config.notify
    if notify.metrics_file is not None:
        size = _size(config)
        end = End(now=clock.now(), exit_code=code, good=good, outcome=outcome, size=size)
        try:
            write_metrics(notify.metrics_file, end)
        except RegioRadarError as error:
            say(f"notify.metrics_file: {error}")
    key = "ping_url" if good else "ping_fail_url"
    address = getattr(notify, key)
    if address is not None:
        try:
            ping(address, notify.ping_timeout)
        except RegioRadarError as error:
            say(f"notify.{key}: {error}")


def _size(config: Config) -> int | None:
    """Bytes of the database, with what SQLite has not moved into the file yet."""
    file = config.database_file
    sizes = []
    for one in (file, file.with_name(file.name + "-wal")):
        try:
            sizes.append(one.stat().st_size)
        except OSError:
            continue
    return sum(sizes) if sizes else None
