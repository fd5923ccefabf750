"""Proving a backup: its bytes, its pages and references, its state, and the feeds that come of it.

Changes nothing and leaves nothing.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from model import StoreError
from regioradar.backups.making import sha256
from regioradar.backups.note import Note, read
from regioradar.backups.rebuilding import Rebuilder
from store.backups import Examined, examine, refuse_in_use

_OTHER = {
    "program": "they were built by another version of the program or its libraries",
    "settings": "they were built with other settings ([site], [publish], texts)",
    "catalogue": "they were built with another catalogue of sources",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """What was found out about a sound backup.

    `doubts` are reasons for which only a person may let it be restored; `feeds` says whether the
    same bytes were built again, None where that cannot be told for the reasons in `untold`.
    """

    file: Path
    note: Note | None
    found: Examined
    feeds: bool | None
    doubts: tuple[str, ...] = ()
    untold: tuple[str, ...] = ()


def prove(file: Path, copy: Path, rebuilder: Rebuilder) -> Proof:
    """Hold the backup `file` against the note beside it; `copy` are its bytes, here or elsewhere.

    Raises StoreError where it is no sound database of ours, or of a newer program.
    """
    if not file.is_file():
        raise StoreError(f"{file}: there is no such backup")
    note = read(file)
    refuse_in_use(file)
    try:
        found = examine(copy)
        same = note is not None and sha256(copy) == note.sha256
    except StoreError as error:
        told = str(error).removeprefix(f"{copy}: ")
        raise StoreError(f"{file}: not restored: {told}") from error
    except OSError as error:
        raise StoreError(f"{file}: cannot be read: {error.strerror}") from error
    if note is None:
        doubt = "no note lies beside it, so nothing says that it is what was backed up"
        return Proof(file=file, note=None, found=found, feeds=None, doubts=(doubt,))
    if not same:
        doubt = "its bytes are not those that were backed up (SHA-256)"
        return Proof(file=file, note=note, found=found, feeds=None, doubts=(doubt,))
    untold = tuple(_untold(note, found, rebuilder))
    if untold or note.feeds is None:
        return Proof(file=file, note=note, found=found, feeds=None, untold=untold)
    built = rebuilder.feeds_of(copy, note.feeds.now)
    if built.sha256 == note.feeds.sha256:
        return Proof(file=file, note=note, found=found, feeds=True)
    doubt = f"its {built.files} feed files are not those that came of it when it was backed up"
    return Proof(file=file, note=note, found=found, feeds=False, doubts=(doubt,))


def _untold(note: Note, found: Examined, rebuilder: Rebuilder) -> Iterator[str]:
    """Why the feeds cannot be held against each other."""
    if note.feeds is None:
        yield "none were built when it was backed up"
    elif found.steps.pending:
        yield f"it is to be migrated first ({', '.join(found.steps.pending)})"
    else:
        yield from _differences(note.feeds.basis, rebuilder.basis())


def _differences(then: Mapping[str, str], now: Mapping[str, str]) -> Iterator[str]:
    for name in sorted({*then, *now}):
        if then.get(name) != now.get(name):
            yield _OTHER.get(name, f"{name} was another one")
