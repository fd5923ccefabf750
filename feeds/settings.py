"""What the operator decides about the published files: addresses, names, windows and caps.

Reads no configuration file; the command line fills this in.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from model import ConfigError, clean_text, http_url

_AUTHORITY = re.compile(r"[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?")
_TAG_DATE = re.compile(r"\d{4}(?:-\d{2}(?:-\d{2})?)?")
_AT_LEAST = {
    "past_days": 0,
    "cancelled_days": 0,
    "max_events": 1,
    "max_bytes": 10_000,
    "max_items": 1,
    "refresh_hours": 1,
}
_AT_MOST = {"max_events": 1_000, "max_bytes": 1_000_000}
"""What the large calendar services take (checklist, point 11)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedSettings:
    """The settings of a build.

    `base_url` is where the files will lie, as the world sees it; it gets a final slash. A tag URI
    (RFC 4151) of `tag_authority` and `tag_date` names each item for ever: never change them once
    a feed is public. `past_days` is how long a past event stays in the calendar,
    `cancelled_days` how long a cancelled one stays after its day. A calendar has at most
    `max_events` events and fewer than `max_bytes` bytes, an RSS feed at most `max_items` items.
    `source_names` maps source ids to names for people; a source without one is named by its
    host. Raises ConfigError naming the setting.
    """

    base_url: str
    title: str = "RegioRadar"
    description: str = "Termine und Neuigkeiten der Regionalentwicklung in Deutschland"
    owner: str = "RegioRadar"
    version: str = ""
    tag_authority: str = "regioradar.example"
    tag_date: str = "2026"
    past_days: int = 180
    cancelled_days: int = 30
    max_events: int = 1_000
    max_bytes: int = 1_000_000
    max_items: int = 200
    refresh_hours: int = 6
    source_names: Mapping[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        address = http_url(self.base_url)
        if address is None or not address.isascii() or "?" in address or "#" in address:
            raise ConfigError(f"base_url: {self.base_url!r} is no http(s) address of a folder")
        object.__setattr__(self, "base_url", address if address.endswith("/") else address + "/")
        for name in ("title", "description", "owner"):
            text = clean_text(getattr(self, name))
            if not text:
                raise ConfigError(f"{name}: must not be empty")
            object.__setattr__(self, name, text)
        object.__setattr__(self, "version", clean_text(self.version))
        if not _AUTHORITY.fullmatch(self.tag_authority):
            raise ConfigError(f"tag_authority: {self.tag_authority!r} is no host name (RFC 4151)")
        if not _TAG_DATE.fullmatch(self.tag_date):
            raise ConfigError(f"tag_date: {self.tag_date!r} is no year, month or day (RFC 4151)")
        for name, least in _AT_LEAST.items():
            if getattr(self, name) < least:
                raise ConfigError(f"{name}: must be at least {least}, not {getattr(self, name)}")
        for name, most in _AT_MOST.items():
            if getattr(self, name) > most:
                raise ConfigError(f"{name}: must be at most {most}, not {getattr(self, name)}")

    @property
    def program(self) -> str:
        """The program's name and, where known, its version."""
        return f"RegioRadar {self.version}".strip()


@dataclass(frozen=True, slots=True, kw_only=True)
class Channel:
    """One selection of events and news: its name and the addresses of its files.

    `slug` is the same in every format ("alle" gives `alle.ics` and `alle.rss`); `page` is the
    file name of its HTML page, empty for the site's first page. Not every channel has every file.
    """

    base_url: str
    slug: str
    title: str
    description: str
    page: str = ""

    @property
    def page_url(self) -> str:
        """The address of the HTML page."""
        return self.base_url + self.page

    @property
    def ics_name(self) -> str:
        """The file name of the calendar."""
        return f"{self.slug}.ics"

    @property
    def ics_url(self) -> str:
        """The address of the calendar."""
        return self.base_url + self.ics_name

    @property
    def webcal_url(self) -> str:
        """The address of the calendar in the scheme that opens a calendar program."""
        return "webcal:" + self.ics_url.partition(":")[2]

    @property
    def rss_name(self) -> str:
        """The file name of the RSS feed."""
        return f"{self.slug}.rss"

    @property
    def rss_url(self) -> str:
        """The address of the RSS feed."""
        return self.base_url + self.rss_name


def everything(settings: FeedSettings) -> Channel:
    """Return the channel that holds all events and news."""
    return Channel(
        base_url=settings.base_url,
        slug="alle",
        title=settings.title,
        description=settings.description,
    )


def changes(settings: FeedSettings) -> Channel:
    """Return the channel of what has changed in published events; it has an RSS feed only."""
    return Channel(
        base_url=settings.base_url,
        slug="aenderungen",
        title=f"{settings.title}: Änderungen",
        description="Verschobene und abgesagte Termine, neue Orte und Uhrzeiten",
    )
