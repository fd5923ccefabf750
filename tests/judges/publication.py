"""A published folder, made through the public interface, as the judges look at it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from urllib.parse import urlsplit

import invented

from feeds import FeedSettings, Snapshot, build
from feeds.lint import lint_files

Serve = Callable[[Path], str]
"""Serves a folder on loopback and returns the address."""
_TEMPLATES = dict.fromkeys(("land", "region", "quelle", "quellenart", "thema"), "selection")
"""Folders whose pages are alike."""


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

    def kinds(self) -> list[str]:
        """The name of the largest page of each template; those that lead on are no place to be."""
        largest: dict[str, str] = {}
        leading = set(self.leading())
        for file in sorted(self.files(".html"), key=lambda file: file.stat().st_size):
            name = self.name(file)
            if name in leading:
                continue
            folder, _, page = name.partition("/")
            is_alike = page and page != "index.html"
            largest[_TEMPLATES.get(folder, folder) if is_alike else name] = name
        return sorted(largest.values())

    def leading(self) -> list[str]:
        """The names of the pages that only lead to another one."""
        mark = 'http-equiv="refresh"'
        return [self.name(file) for file in self.files(".html") if mark in file.read_text("utf-8")]

    def name(self, file: Path) -> str:
        """The file's address, relative to the site's."""
        return file.relative_to(self.folder).as_posix()

    def name_of(self, address: str) -> str:
        """The name of the file at a public address."""
        return address.removeprefix(self.published)


def publish(root: Path, snapshot: Snapshot, settings: FeedSettings, serve: Serve) -> Site:
    """Write all files of `snapshot` and serve them, in the folder that their address names."""
    folder = root / urlsplit(settings.base_url).path.strip("/")
    built = build(snapshot, settings)
    for name, body in built.files.items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(body)
    found = lint_files(built.files, settings, now=invented.NOW)
    return Site(
        folder=folder,
        address=serve(root) + folder.relative_to(root).as_posix() + "/",
        snapshot=snapshot,
        settings=settings,
        now=invented.NOW,
        told=(*(problem.message for problem in built.problems), *map(str, found)),
    )
