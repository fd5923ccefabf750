"""What a check says: how it is, what was found, and what to do about it. Records only."""

from dataclasses import dataclass
from enum import StrEnum


class State(StrEnum):
    """How it is. A warning does no harm today; a failure stops something or loses it."""

    OK = "ok"
    WARN = "warn"
    FAIL = "fail"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One check's answer; `mend` says what to do, where something is to be done."""

    group: str
    name: str
    state: State
    found: str
    mend: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """Words findings of one group."""

    name: str

    def ok(self, name: str, found: str) -> Finding:
        """All is well."""
        return Finding(group=self.name, name=name, state=State.OK, found=found)

    def warn(self, name: str, found: str, mend: str) -> Finding:
        """Something will do harm one day, or cannot be told."""
        return Finding(group=self.name, name=name, state=State.WARN, found=found, mend=mend)

    def fail(self, name: str, found: str, mend: str) -> Finding:
        """Something does not work."""
        return Finding(group=self.name, name=name, state=State.FAIL, found=found, mend=mend)


def size(count: int) -> str:
    """A number of bytes for people ("1.4 GB")."""
    amount, units = float(count), ["bytes", "kB", "MB", "GB", "TB"]
    while amount >= 1000 and len(units) > 1:
        amount /= 1000
        units.pop(0)
    return (
        f"{amount:,.0f} {units[0]}"
        if amount >= 10 or units[0] == "bytes"
        else (f"{amount:.1f} {units[0]}")
    )
