"""What the operator decides about the published files: addresses, names, windows and caps.

Reads no configuration file; the command line fills this in.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import date, datetime

from model import ConfigError, HealthState, clean_text, folder_url, http_url

_AUTHORITY = re.compile(r"[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?")
_TAG_DATE = re.compile(r"\d{4}(?:-\d{2}(?:-\d{2})?)?")
_AT_LEAST = {
    "past_days": 0,
    "archive_days": 0,
    "cancelled_days": 0,
    "max_events": 1,
    "max_bytes": 10_000,
    "max_items": 1,
    "refresh_hours": 1,
}
_AT_MOST = {"max_events": 1_000, "max_bytes": 1_000_000}
"""What the large calendar services take (checklist, point 11)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceInfo:
    """A source as readers are told of it.

    `kind` is a word of the catalogue ("ministry"), `regions` are the official names of those that
    it speaks for. `health` says in a German sentence how the reading of it goes; `last_read` is
    when it last went well (UTC).
    """

    id: str
    name: str
    short_name: str = ""
    home: str = ""
    kind: str = ""
    regions: tuple[str, ...] = ()
    enabled: bool = True
    state: HealthState | None = None
    health: str = ""
    last_read: datetime | None = None

    def __post_init__(self) -> None:
        for name in ("name", "short_name", "health"):
            object.__setattr__(self, name, clean_text(getattr(self, name)))
        object.__setattr__(self, "home", http_url(self.home) or "")


@dataclass(frozen=True, slots=True, kw_only=True)
class RegionInfo:
    """A metropolitan or structural-change region; `kind` is a word of the gazetteer."""

    key: str
    name: str
    kind: str

    def __post_init__(self) -> None:
        object.__setattr__(self, "name", clean_text(self.name))


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedSettings:
    """The settings of a build.

    `base_url` is where the files will lie, as the world sees it; it gets a final slash. A tag URI
    (RFC 4151) of `tag_authority` and `tag_date` names each item for ever: never change them once
    a feed is public. `contact` is the public address (mail or web) for those who found a fault.
    `imprint`, `privacy` and `accessibility` are the operator's texts in Markdown; empty: none.

    `past_days` is how long a past event stays in the calendars, `cancelled_days` how long a
    cancelled one stays after its day, `archive_days` how long an event keeps its page. A calendar
    has at most `max_events` events and fewer than `max_bytes` bytes, a feed at most `max_items`
    items. `sources` are the known ones by id; one that is not there is named by its host.
    `regions` are those that events can lie in. Raises ConfigError naming the setting.

    Made of these: `source_names` by id, and `fingerprint`, all settings but sources and regions as
    one text.
    """

    base_url: str
    title: str = "RegioRadar"
    description: str = "Termine und Neuigkeiten der Regionalentwicklung in Deutschland"
    owner: str = "RegioRadar"
    version: str = ""
    tag_authority: str = "regioradar.example"
    tag_date: str = "2026"
    contact: str = ""
    imprint: str = ""
    privacy: str = ""
    accessibility: str = ""
    past_days: int = 180
    cancelled_days: int = 30
    archive_days: int = 1095
    max_events: int = 1_000
    max_bytes: int = 1_000_000
    max_items: int = 100
    refresh_hours: int = 6
    sources: Mapping[str, SourceInfo] = field(default_factory=dict)
    regions: tuple[RegionInfo, ...] = ()
    source_names: Mapping[str, str] = field(init=False, repr=False, compare=False)
    fingerprint: str = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        address = folder_url(self.base_url)
        if address is None:
            raise ConfigError(f"base_url: {self.base_url!r} is no http(s) address of a folder")
        object.__setattr__(self, "base_url", address)
        for name in ("title", "description", "owner"):
            text = clean_text(getattr(self, name))
            if not text:
                raise ConfigError(f"{name}: must not be empty")
            object.__setattr__(self, name, text)
        object.__setattr__(self, "version", clean_text(self.version))
        object.__setattr__(self, "contact", clean_text(self.contact).removeprefix("mailto:"))
        if not _AUTHORITY.fullmatch(self.tag_authority):
            raise ConfigError(f"tag_authority: {self.tag_authority!r} is no host name (RFC 4151)")
        if _tag_day(self.tag_date) is None:
            raise ConfigError(f"tag_date: {self.tag_date!r} is no year, month or day (RFC 4151)")
        for name, least in _AT_LEAST.items():
            if getattr(self, name) < least:
                raise ConfigError(f"{name}: must be at least {least}, not {getattr(self, name)}")
        for name, most in _AT_MOST.items():
            if getattr(self, name) > most:
                raise ConfigError(f"{name}: must be at most {most}, not {getattr(self, name)}")
        names = {source.id: source.name for source in self.sources.values()}
        object.__setattr__(self, "source_names", names)
        own = [f.name for f in fields(self) if f.init and f.name not in ("sources", "regions")]
        told = repr([(name, getattr(self, name)) for name in own])
        object.__setattr__(self, "fingerprint", told)

    @property
    def tag_day(self) -> date:
        """The first day of `tag_date`."""
        return _tag_day(self.tag_date) or date.min

    @property
    def program(self) -> str:
        """The program's name and, where known, its version."""
        return f"RegioRadar {self.version}".strip()


def _tag_day(tag_date: str) -> date | None:
    if not _TAG_DATE.fullmatch(tag_date):
        return None
    try:
        return date.fromisoformat(tag_date + "-01-01"[len(tag_date) - len("2026") :])
    except ValueError:
        return None
