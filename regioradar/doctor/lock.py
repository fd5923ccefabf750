"""Who holds a lock, without touching it: to try it would turn away a run that starts just now."""

from dataclasses import dataclass
from pathlib import Path

_LOCKS = Path("/proc/locks")


@dataclass(frozen=True, slots=True)
class Holder:
    """What is known of a lock: what its holder wrote, and whether it is held; None: not known."""

    told: str
    held: bool | None


def holder_of(lock: Path, locks: Path = _LOCKS) -> Holder:
    """The holder of a lock of the kernel (flock); one that is not there is not held."""
    try:
        inode = lock.stat().st_ino
        told = lock.read_text(encoding="utf-8", errors="replace").strip()
    except FileNotFoundError:
        return Holder("", held=False)
    except OSError:
        return Holder("", held=None)
    try:
        lines = locks.read_text(encoding="ascii", errors="replace").splitlines()
    except OSError:
        return Holder(told, held=None)
    # "1: FLOCK  ADVISORY  WRITE 1234 fe:00:5678 0 EOF", and with "->" one that waits: proc(5).
    fields = [line.split() for line in lines]
    return Holder(told, held=any(_is_of(words, inode) for words in fields))


def _is_of(words: list[str], inode: int) -> bool:
    return len(words) > 5 and words[1] == "FLOCK" and words[5].rpartition(":")[2] == str(inode)
