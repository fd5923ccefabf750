"""The feeds of a copy of the database as one digest of all their names and bytes.

They are built as if none stood, file by file, and kept nowhere.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from importlib.resources import files as resources
from importlib.resources.abc import Traversable
from pathlib import Path

import parsers
from feeds import plan
from feeds.files import key_of
from model import BERLIN, Severity, StoreError
from regioradar.backups.note import Feeds
from regioradar.building import feed_settings, snapshot_of
from regioradar.config import Config
from regioradar.telling import with_health
from sources import Catalogue
from store import Store

_READING = ("store", "regioradar")
"""The packages between the tables and the feeds that no other digest covers."""


@dataclass(frozen=True, slots=True)
class Rebuilder:
    """What feeds are built with: this program, this configuration, this catalogue."""

    config: Config
    catalogue: Catalogue

    def basis(self) -> Mapping[str, str]:
        """Digests of all that the bytes depend on besides database and time.

        Raises ConfigError where a text of the operator cannot be read.
        """
        sources = sorted(self.catalogue.sources, key=lambda source: source.id)
        told = "\n".join(source.model_dump_json() for source in sources)
        return {
            "program": _program(),
            "settings": _digest(feed_settings(self.config, ()).fingerprint.encode()),
            "catalogue": _digest(told.encode()),
        }

    def feeds_of(self, copy: Path, now: datetime) -> Feeds:
        """The feeds of the database `copy`, which nobody writes, as of `now`.

        Raises StoreError where the copy cannot be read, or an event in it cannot be published.
        """
        sources = self.catalogue.sources
        settings = feed_settings(self.config, sources)
        with Store.frozen(copy) as store:
            snapshot = snapshot_of(store, now.astimezone(BERLIN).date())
            settings = with_health(settings, sources, store, snapshot.events, snapshot.today)
        planned = plan(snapshot, settings)
        whole = hashlib.sha256()
        problems = list(planned.problems)
        for file in sorted(planned.files, key=lambda file: file.name):
            made = file.make()
            problems += made.problems
            head = f"{file.name}\0{len(made.body)}\0"
            whole.update(head.encode("utf-8", "surrogatepass") + made.body)
        grave = [one for one in problems if one.severity is Severity.ERROR]
        if grave:
            raise StoreError(f"{copy}: feeds cannot be built whole from it: {grave[0].message}")
        return Feeds(
            now=now, files=len(planned.files), sha256=whole.hexdigest(), basis=self.basis()
        )


@cache
def _program() -> str:
    whole = hashlib.sha256(f"{key_of()} {parsers.EXTRACTOR_VERSION}\n".encode())
    for package in _READING:
        _add(whole, resources(package), package)
    return whole.hexdigest()[:32]


def _add(whole: "hashlib._Hash", folder: Traversable, prefix: str) -> None:
    for item in sorted(folder.iterdir(), key=lambda item: item.name):
        name = f"{prefix}/{item.name}"
        if item.is_dir():
            if item.name != "__pycache__":
                _add(whole, item, name)
        else:
            body = item.read_bytes()
            whole.update(f"{name} {len(body)}\n".encode() + body)


def _digest(text: bytes) -> str:
    return hashlib.sha256(text).hexdigest()[:32]
