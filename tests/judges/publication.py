"""A published folder, made through the public interface, as the judges look at it."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import invented

from feeds import FeedSettings, Snapshot, build
from feeds.lint import lint_files


@dataclass(frozen=True)
class Site:
    """A published folder, where it is served, what it was made of and when, what was told of it."""

    folder: Path
    address: str
    snapshot: Snapshot
    settings: FeedSettings
    now: datetime
    told: tuple[str, ...]

    @property
    def published(self) -> str:
        """The address that the world sees."""
        return self.settings.base_url

    def files(self, *suffixes: str) -> list[Path]:
        """The published files with these endings, in order."""
        return sorted(file for file in self.folder.rglob("*") if file.suffix in suffixes)

    def name(self, file: Path) -> str:
        """The file's address, relative to the site's."""
        return file.relative_to(self.folder).as_posix()

    def name_of(self, address: str) -> str:
        """The name of the file at a public address."""
        return address.removeprefix(self.published)


def published(folder: Path, snapshot: Snapshot, settings: FeedSettings) -> tuple[str, ...]:
    """Write all files of `snapshot` into `folder`; return what was said of them."""
    built = build(snapshot, settings)
    for name, body in built.files.items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(body)
    found = lint_files(built.files, settings, now=invented.NOW)
    return (*(problem.message for problem in built.problems), *map(str, found))
