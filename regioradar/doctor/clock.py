"""The machine's clock and the rules of Central European time. Asks no time server."""

import ctypes
import ctypes.util
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from zoneinfo import TZPATH, ZoneInfo, ZoneInfoNotFoundError

from regioradar.doctor.finding import Finding, Group

_GROUP = Group("clock")
_WRITTEN = datetime(2026, 1, 1, tzinfo=UTC)
"""No clock that goes right says an earlier time: this program was not there."""
_SLACK = timedelta(minutes=2)
_ZONE = "Europe/Berlin"
_TURNS = (
    (datetime(2026, 3, 29, 1, tzinfo=UTC), 1, 2),
    (datetime(2026, 10, 25, 1, tzinfo=UTC), 2, 1),
)
"""When Central European time turned in 2026, and its hours ahead of UTC before and after
(directive 2000/84/EC)."""
_UNSYNCHRONISED = 0x40
_STATUS_WORD = 5
"""STA_UNSYNC, and the place of `status` in what adjtimex(2) fills."""
_MEND = "set the clock by a time server: timedatectl set-ntp true, or install chrony"


def look(now: datetime, known: dict[str, datetime]) -> Iterator[Finding]:
    """The clock, against `known` times that have been, by what they are the times of."""
    yield time_judged(now, known)
    yield synchronised_judged(_synchronised())
    yield _zone_found()


def time_judged(now: datetime, known: dict[str, datetime]) -> Finding:
    """Whether the time can be true: not before this program, not before what has been."""
    said = f"{now:%Y-%m-%d %H:%M} UTC"
    if now < _WRITTEN:
        return _GROUP.fail("time", f"says {said}, before this program was written", _MEND)
    for what, moment in known.items():
        if now + _SLACK < moment:
            return _GROUP.fail(
                "time",
                f"says {said}, but {what} was at {moment:%Y-%m-%d %H:%M}: the clock went back",
                _MEND + ". Coming events are chosen by today's date",
            )
    return _GROUP.ok("time", said)


def synchronised_judged(synchronised: bool | None) -> Finding:
    """Whether the kernel is told the time; None where it does not say."""
    if synchronised is None:
        return _GROUP.ok("time server", "this machine does not say whether one is asked")
    if synchronised:
        return _GROUP.ok("time server", "the clock is kept by one")
    return _GROUP.warn("time server", "the clock is not kept by one and will drift", _MEND)


def zone_judged(zone: ZoneInfo, origin: str) -> Finding:
    """Whether the zone turns when it must."""
    for moment, before, after in _TURNS:
        for at, hours in ((moment - timedelta(seconds=1), before), (moment, after)):
            if at.astimezone(zone).utcoffset() != timedelta(hours=hours):
                return _GROUP.fail(
                    "time zone",
                    f"{_ZONE} is wrong at {at:%Y-%m-%d %H:%M:%S} UTC ({origin})",
                    "update the time zone data: pip install --upgrade tzdata, and the system's "
                    "package tzdata",
                )
    return _GROUP.ok("time zone", f"{_ZONE} turns on the right days ({origin})")


def _zone_found() -> Finding:
    try:
        return zone_judged(ZoneInfo(_ZONE), _origin())
    except (ZoneInfoNotFoundError, OSError, ValueError) as error:
        return _GROUP.fail(
            "time zone", f"{_ZONE} cannot be loaded: {error}", "pip install --upgrade tzdata"
        )


def _origin() -> str:
    """Where the data comes from: Python looks into the system's folders first (PEP 615)."""
    for folder in TZPATH:
        if (Path(folder) / _ZONE).is_file():
            return f"from {folder}"
    try:
        return f"from tzdata {version('tzdata')}"
    except PackageNotFoundError:
        return "from nowhere"


def _synchronised() -> bool | None:
    """What the kernel says (adjtimex(2), which alters nothing when it is asked for nothing)."""
    try:
        library = ctypes.CDLL(None)
        words = (ctypes.c_long * 64)()
        if library.adjtimex(ctypes.byref(words)) < 0:
            return None
    except (OSError, AttributeError):
        return None
    status = ctypes.c_int.from_buffer(words, _STATUS_WORD * ctypes.sizeof(ctypes.c_long)).value
    return not status & _UNSYNCHRONISED
