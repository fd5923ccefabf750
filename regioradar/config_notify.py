"""The section [notify] of the configuration file: who is told of troubles, and that a run ended."""

import shlex
from pathlib import Path
from typing import Self
from urllib.parse import urlsplit

from pydantic import BaseModel, ConfigDict, Field, SecretStr, field_validator

from model import http_url
from regioradar.config_sections import MailConfig


def masked(address: SecretStr) -> str:
    """An address without what makes it a secret: all behind its host."""
    parts = urlsplit(address.get_secret_value())
    return f"{parts.scheme}://{parts.netloc}/…"


def _can_be_asked(address: str) -> bool:
    if not address.isascii() or http_url(address) != address:
        return False
    parts = urlsplit(address)
    try:
        return bool(parts.hostname) and parts.port != 0 and "@" not in parts.netloc
    except ValueError:
        return False


class NotifyConfig(BaseModel):
    """Whom `regioradar run` tells of what broke or recovered. All of it is off until it is set."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    command: str = Field(
        "",
        description="program that is told of new and ended troubles as JSON on standard input: a "
        "list, or one text that is split as a shell would; unset: none",
    )
    command_timeout: float = Field(
        30.0, gt=0, le=600, description="longest time that it may take, seconds"
    )
    mail: bool = Field(False, description="whether they are mailed to those that mail.to names")
    ping_url: SecretStr | None = Field(
        None, description="address that is asked for when a run has done its work; unset: none"
    )
    ping_fail_url: SecretStr | None = Field(
        None, description="address that is asked for when a run has failed; unset: none"
    )
    ping_timeout: float = Field(
        10.0, gt=0, le=60, description="longest wait for such an address, seconds"
    )
    metrics_file: Path | None = Field(
        None, description="file for Prometheus with the figures of the last run; unset: none"
    )

    @property
    def arguments(self) -> tuple[str, ...]:
        """The program and its arguments; none where none is set."""
        return tuple(shlex.split(self.command))

    @field_validator("command", mode="before")
    @classmethod
    def _words(cls, value: object) -> str:
        """One text, whether it stood there as one or as a list."""
        if isinstance(value, list):
            if not all(isinstance(word, str) for word in value):
                raise ValueError("must be a text or a list of texts")
            value = shlex.join(value)
        if not isinstance(value, str) or "\0" in value:
            raise ValueError("must be a text or a list of texts")
        try:
            words = shlex.split(value)
        except ValueError as error:
            raise ValueError(f"must be words as a shell reads them ({error})") from None
        if words and not words[0]:
            raise ValueError("must begin with the name of a program")
        return value.strip()

    @field_validator("ping_url", "ping_fail_url")
    @classmethod
    def _address(cls, value: SecretStr | None) -> SecretStr | None:
        """An address that can be asked for as it stands; an empty one is none."""
        address = value.get_secret_value() if value is not None else ""
        if not address:
            return None
        if not _can_be_asked(address):
            raise ValueError(
                "must be an absolute http(s) address without user and password, umlauts in the "
                "host as xn--..., in the path as %C3%BC"
            )
        return value

    @field_validator("metrics_file")
    @classmethod
    def _collected(cls, value: Path | None) -> Path | None:
        """The collector of node_exporter reads no others."""
        if value is not None and value.suffix != ".prom":
            raise ValueError("must end in .prom")
        return value

    def with_mail(self, mail: MailConfig) -> Self:
        """These settings. Raises ValueError where they ask for mails that `mail` cannot send."""
        if self.mail and not mail.to:
            raise ValueError("notify.mail: must not be true where mail.to names nobody")
        return self
