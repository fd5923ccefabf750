"""What the application is given by the program that starts it. No logic here.

The import rule keeps parsers, feeds and the catalogue of sources out of this package; they come in
as functions.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Protocol

from model import CoarseWhen, HealthState, Page, Place, StoredEvent, When, http_url
from store import Matcher, Store


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceCard:
    """A source as the catalogue has it. `kind` is a word of the catalogue ("ministry").

    `home` is empty where it is no address of the web.
    """

    id: str
    name: str
    short_name: str = ""
    home: str = ""
    kind: str = ""
    enabled: bool = True

    def __post_init__(self) -> None:
        """A link of the screens leads to the web or nowhere."""
        object.__setattr__(self, "home", http_url(self.home) or "")


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceHealth:
    """How the reading of a source goes: its state, and why in German sentences."""

    state: HealthState
    sentences: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """How an event will stand in the feeds: one VEVENT's lines and an RSS item, as text.

    `line` is the title line that readers see. All are empty where it cannot be published, and then
    `why_not` says why in German.
    """

    line: str = ""
    ics: str = ""
    rss: str = ""
    why_not: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ProxyLogin:
    """Logging in by a header of a reverse proxy; only from `networks`, and with the `secret`.

    `networks` are the addresses of the proxy (CIDR), `header` names the header with the user's
    name, `secret_header` the one with the shared secret.
    """

    networks: tuple[str, ...]
    header: str
    secret_header: str
    secret: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenIdLogin:
    """Logging in through an OpenID Connect provider (OpenID Connect Core 1.0).

    `claim` names the claim that is the user's name here; users must exist.
    """

    issuer: str
    client_id: str
    client_secret: str
    claim: str = "preferred_username"


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """How the application behaves. `secret_key` signs cookies; `base_url` is the public address.

    `secure`: cookies are sent over https alone (off only for loopback). Durations are in the unit
    of their names. `bulk_least` is the confidence from which a page may be approved at once.
    """

    secret_key: str
    base_url: str = ""
    trusted_hosts: tuple[str, ...] = ("127.0.0.1", "localhost", "[::1]")
    secure: bool = False
    proxies: int = 0
    session_hours: int = 12
    soon_days: int = 14
    claim_minutes: int = 15
    bulk_least: float = 0.9
    page_size: int = 50
    logins_per_minute: int = 5
    title: str = "RegioRadar"
    proxy_login: ProxyLogin | None = None
    openid: OpenIdLogin | None = None


class Dates(Protocol):
    """The date reader."""

    def __call__(self, text: str, today: date) -> Sequence[When | CoarseWhen]:
        """The times in a text, the first being the likeliest; none where it says none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Setup:
    """All that `create_app` needs.

    `open_store` opens the database for the calling thread and waits a few seconds for a lock at
    most. `places` finds the official towns for what staff type ("Halle"). `text_of` gives the
    visible text of a page whose stored text is missing. `release` has a held source read again.
    """

    settings: Settings
    open_store: Callable[[], Store]
    now: Callable[[], datetime]
    matcher: Callable[[], Matcher]
    read_dates: Dates
    places: Callable[[str], Sequence[Place]]
    text_of: Callable[[Page], str]
    preview: Callable[[StoredEvent], Preview]
    sources: Mapping[str, SourceCard] = field(default_factory=dict)
    health: Callable[[Store], Mapping[str, SourceHealth]] = lambda _store: {}
