"""The section [review] of the configuration file: trust, the queue, and who may log in how.

Secrets stand in files of their own: `regioradar config` prints what this section holds.
"""

import re
from ipaddress import ip_network
from pathlib import Path
from typing import Any, Literal, Self
from urllib.parse import urlsplit

from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator

from model import folder_url

_HEADER = re.compile(r"[A-Za-z][A-Za-z0-9-]{0,60}")
_LOOPBACK = frozenset({"127.0.0.1", "localhost"})

FILES = ("secret_key_file", "proxy_secret_file", "oidc_secret_file")
"""The settings that are paths."""


class ReviewConfig(BaseModel):
    """What is published without review, and the application that staff review with."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    bar: float = Field(
        0.9,
        gt=0,
        lt=1,
        description="share of a source's events that must be right (lower bound at 95 %)",
    )
    undecided: Literal["publish", "hold"] = Field(
        "publish", description="what becomes of sources of which too little was reviewed"
    )
    sample: float = Field(
        0.05, ge=0, le=1, description="share of events that a person always looks at"
    )
    soon_days: int = Field(
        14, ge=1, le=365, description="days before an event on which it is listed as soon"
    )
    bulk_least: float = Field(
        0.9, ge=0.5, le=1, description="confidence from which a page may be approved at once"
    )
    page_size: int = Field(50, ge=5, le=200, description="events on a page of the queue")
    claim_minutes: int = Field(
        15, ge=1, le=240, description="minutes for which others see that somebody has it open"
    )
    host: str = Field("127.0.0.1", min_length=1, description="address to listen on")
    port: int = Field(8081, ge=0, le=65535, description="port to listen on; 0: a free one")
    threads: int = Field(4, ge=1, le=64, description="requests that are answered side by side")
    base_url: str = Field(
        "", description="public address behind a proxy; with https cookies are sent by it alone"
    )
    proxies: int = Field(
        0, ge=0, le=5, description="reverse proxies in front whose X-Forwarded-* headers count"
    )
    session_hours: int = Field(
        12, ge=1, le=720, description="hours after which everybody has to log in again"
    )
    logins_per_minute: int = Field(
        5, ge=1, le=100, description="failed logins a minute from one address"
    )
    secret_key_file: Path | None = Field(
        None,
        description="file with the key that signs cookies, made at first start; unset: beside the "
        "database",
    )
    proxy_networks: str = Field(
        "",
        description="addresses of the proxy (CIDR, a list or with commas between them) that may "
        "log users in by a header; unset: none",
    )
    proxy_header: str = Field("X-Remote-User", description="header that names the user")
    proxy_secret_header: str = Field(
        "X-Proxy-Secret", description="header that holds the proxy's secret"
    )
    proxy_secret_file: Path | None = Field(
        None, description="file with the secret that the proxy sends, at least 20 characters"
    )
    oidc_issuer: str = Field("", description="address of the OpenID Connect provider; unset: none")
    oidc_client_id: str = Field("", description="name of this application there")
    oidc_secret_file: Path | None = Field(
        None, description="file with the application's secret there"
    )
    oidc_claim: str = Field(
        "preferred_username", min_length=1, description="claim that is the user's name here"
    )

    @property
    def secure(self) -> bool:
        """Whether the public address is one of https."""
        return self.base_url.startswith("https:")

    @property
    def hosts(self) -> tuple[str, ...]:
        """The names under which the application may be asked for, without port."""
        public = urlsplit(self.base_url).hostname if self.base_url else None
        return tuple(dict.fromkeys(name for name in (public, *sorted(_LOOPBACK)) if name))

    @property
    def networks(self) -> tuple[str, ...]:
        """The addresses of the proxy that may log users in."""
        return tuple(self.proxy_networks.split(",")) if self.proxy_networks else ()

    @field_validator("base_url")
    @classmethod
    def _address(cls, value: str) -> str:
        found = folder_url(value) if value else ""
        if found is None:
            raise ValueError("must be an absolute http(s) address")
        return found

    @field_validator("oidc_issuer")
    @classmethod
    def _issuer(cls, value: str) -> str:
        parts = urlsplit(value)
        safe = parts.scheme == "https" or parts.hostname in _LOOPBACK
        if value and not (safe and parts.scheme in {"http", "https"} and parts.hostname):
            raise ValueError("must be an address of https")
        return value

    @field_validator("proxy_networks", mode="before")
    @classmethod
    def _networks(cls, value: Any) -> str:
        parts = value if isinstance(value, list) else str(value).split(",")
        try:
            return ",".join(str(ip_network(str(part).strip())) for part in parts if str(part))
        except ValueError as error:
            raise ValueError(f"must be networks such as 192.0.2.7/32: {error}") from None

    @field_validator("proxy_header", "proxy_secret_header")
    @classmethod
    def _header(cls, value: str) -> str:
        if not _HEADER.fullmatch(value):
            raise ValueError("must be the name of a header")
        return value

    @model_validator(mode="after")
    def _whole(self) -> Self:
        if bool(self.proxy_networks) != (self.proxy_secret_file is not None):
            raise ValueError(
                "review.proxy_networks and review.proxy_secret_file must be set together: a "
                "header alone can be sent by anybody"
            )
        if self.oidc_issuer and not (self.oidc_client_id and self.oidc_secret_file):
            raise ValueError(
                "review.oidc_client_id and review.oidc_secret_file must be set with "
                "review.oidc_issuer"
            )
        if self.host not in _LOOPBACK and not self.secure:
            raise ValueError(
                "review.base_url must be an address of https where review.host is not this "
                "machine alone: passwords would travel in the clear"
            )
        return self
