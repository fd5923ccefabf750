"""Read source files into a catalogue; a broken file is one clear line and stops no other."""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from model import SourceFileError
from sources.source import Entry, Follow, OrganizerDefault, Source

_BUNDLED = Path(__file__).with_name("catalogue")
_LONGEST = 200
"""Characters that are shown of a value that is not taken."""
_TABLES: dict[str, type[BaseModel]] = {
    "entries": Entry,
    "follow": Follow,
    "organizer": OrganizerDefault,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Catalogue:
    """The sources that could be read, sorted by id, and the files that could not."""

    sources: tuple[Source, ...]
    faults: tuple[SourceFileError, ...] = ()

    @property
    def enabled(self) -> tuple[Source, ...]:
        """The sources that are crawled."""
        return tuple(source for source in self.sources if source.enabled)

    def get(self, source_id: str) -> Source | None:
        """Return the source with this id, or None."""
        return next((source for source in self.sources if source.id == source_id), None)


def load_catalogue(folder: Path | None = None) -> Catalogue:
    """Load every `*.toml` of `folder`, or of the bundled catalogue.

    A broken file is one of the catalogue's faults. Raises SourceFileError only where the folder
    itself cannot be read.
    """
    folder = _BUNDLED if folder is None else folder
    if not folder.is_dir():
        raise SourceFileError("is no folder with source files", file=str(folder))
    sources: list[Source] = []
    faults: list[SourceFileError] = []
    for path in sorted(folder.glob("*.toml")):
        try:
            sources.append(load_source(path))
        except SourceFileError as fault:
            faults.append(fault)
    return Catalogue(
        sources=tuple(sorted(sources, key=lambda source: source.id)), faults=tuple(faults)
    )


def bundled_files() -> dict[str, bytes]:
    """The files of the bundled catalogue by name, sorted."""
    return {file.name: file.read_bytes() for file in sorted(_BUNDLED.glob("*.toml"))}


def bundled_file(name: str) -> Path:
    """Where a file of the bundled catalogue lies."""
    return _BUNDLED / name


def load_source(path: Path) -> Source:
    """Load one source file. Raises SourceFileError naming file, table and key."""
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise SourceFileError(f"not valid TOML: {error}", file=path.name) from error
    except RecursionError as error:
        raise SourceFileError("not valid TOML: nested too deeply", file=path.name) from error
    except UnicodeDecodeError as error:
        raise SourceFileError("not UTF-8 text", file=path.name) from error
    except OSError as error:
        raise SourceFileError(f"cannot be read: {error.strerror}", file=path.name) from error
    try:
        source = Source.model_validate(data)
    except ValidationError as error:
        raise _first_fault(path.name, error) from error
    if source.id != path.stem:
        raise _wrong_name(path, source.id)
    return source


def _wrong_name(path: Path, source_id: str) -> SourceFileError:
    message = f"is {source_id!r}, but the file is named {path.stem!r}; they must be the same"
    if path.with_name(f"{source_id}.toml").exists():
        message = f"{source_id!r} is already the id of {source_id}.toml"
    return SourceFileError(message, file=path.name, key="id")


def _first_fault(file: str, error: ValidationError) -> SourceFileError:
    details = error.errors(include_url=False)
    table, key = _place(details[0])
    more = f" (and {len(details) - 1} more)" if len(details) > 1 else ""
    return SourceFileError(_words(details[0], table) + more, file=file, table=table, key=key)


def _place(detail: ErrorDetails) -> tuple[str, str]:
    """Return table and key. `("entries", 1, "url")` is the key url of the second [[entries]]."""
    loc = list(detail["loc"]) or [detail.get("ctx", {}).get("key", "")]
    names = [part for part in loc if isinstance(part, str)]
    places = [part for part in loc if isinstance(part, int)]
    if loc[0] in _TABLES and len(names) > 1:
        number = f" {places[0] + 1}" if isinstance(loc[1], int) else ""
        return f"{names[0]}{number}", names[1]
    return "", names[0]


def _words(detail: ErrorDetails, table: str) -> str:
    context: dict[str, Any] = detail.get("ctx", {})
    if detail["type"] == "missing":
        return "is missing"
    if detail["type"] == "extra_forbidden":
        model = _TABLES[table.split()[0]] if table else Source
        return f"is no known key; known are {', '.join(_keys(model))}"
    if detail["type"] == "value_error":
        return str(context["error"])
    if detail["type"] == "source_rule":
        return str(context["message"])
    found = repr(detail["input"])
    found = found if len(found) <= _LONGEST else f"{found[:_LONGEST]}…"
    return f"{detail['msg'][:1].lower()}{detail['msg'][1:]}, not {found}"


def _keys(model: type[BaseModel]) -> Iterator[str]:
    yield from sorted(model.model_fields)
