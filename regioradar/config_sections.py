"""The sections of the configuration file: keys, bounds, defaults and what each is for.

Where they are read from is the matter of `regioradar.config`.
"""

import re
from datetime import date
from pathlib import Path
from typing import Any, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator

from crawler.config import Contact
from model import clean_text, folder_url


class _Section(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class SiteConfig(_Section):
    """What the feeds say of themselves, and the names that subscribers' programs remember."""

    title: str = Field(
        "RegioRadar – Termine der Regionalentwicklung",
        min_length=1,
        description="title of all feeds",
    )
    description: str = Field(
        "Veranstaltungen und Meldungen der Regionalentwicklung in Deutschland",
        description="one sentence under the title",
    )
    base_url: str = Field(
        "https://regioradar.example/", description="public address of the folder, for links"
    )
    owner: str = Field("RegioRadar", min_length=1, description="who publishes the feeds")
    uid_authority: str = Field(
        "regioradar.example",
        pattern=r"^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$",
        description="domain of yours in event UIDs and RSS guids; never change it once published",
    )
    tag_date: str = Field(
        "2026",
        pattern=r"^\d{4}(-\d\d(-\d\d)?)?$",
        description="day or year since when that domain is yours (RFC 4151); never change it",
    )
    contact: Contact = Field(
        "", description="mail or web address on the pages, for readers who found a fault"
    )
    imprint_file: Path | None = Field(
        None, description="Markdown file with your imprint (§ 5 DDG), shown as impressum.html"
    )
    privacy_file: Path | None = Field(
        None, description="Markdown file that is added to datenschutz.html: server, controller"
    )
    accessibility_file: Path | None = Field(
        None, description="Markdown file that is added to barrierefreiheit.html"
    )
    frame_ancestors: str = Field(
        "*",
        pattern=r"^[^\s;,]+( [^\s;,]+)*$",
        description="who may show the pages in /embed/ in frames (a source list of CSP)",
    )

    @field_validator("base_url")
    @classmethod
    def _absolute(cls, value: str) -> str:
        address = folder_url(value)
        if address is None:
            raise ValueError(
                "must be an absolute http(s) address of a folder, without user, query and "
                "fragment, umlauts in the host as xn--..., in the path as %C3%BC"
            )
        return address

    @field_validator("title", "description", "owner")
    @classmethod
    def _told(cls, value: str) -> str:
        if not clean_text(value):
            raise ValueError("must not be empty")
        return value

    @field_validator("frame_ancestors")
    @classmethod
    def _quoted(cls, value: str) -> str:
        """A browser takes a bare word for the name of a host."""
        for word in {"self", "none"} & set(value.lower().split()):
            raise ValueError(f"{word} must stand in single quotes of its own: '{word}'")
        return value

    @field_validator("tag_date")
    @classmethod
    def _on_the_calendar(cls, value: str) -> str:
        try:
            date.fromisoformat(value + "-01-01"[len(value) - len("2026") :])
        except ValueError:
            raise ValueError("must be a year, a month or a day that there is") from None
        return value


class PublishConfig(_Section):
    """What the feeds hold."""

    past_days: int = Field(
        180, ge=0, le=36500, description="days for which a past event stays in the calendars"
    )
    archive_days: int = Field(
        1095, ge=0, le=36500, description="days for which a past event keeps its page"
    )


class GuardConfig(_Section):
    """How much of a source's coming events one run may alter or withdraw without a person.

    And how much of all coming events one publication may take from subscribers.
    """

    share: float = Field(
        0.2,
        ge=0,
        le=1,
        description="share of a source's coming events above which a run is held; 1: never",
    )
    least: int = Field(5, ge=0, description="so many of them may always change")


class LifeConfig(_Section):
    """When an event counts as given up by its sources."""

    delisted_after: int = Field(
        3,
        ge=1,
        le=30,
        description="healthy runs without an event after which it is no longer listed, for staff",
    )


class StoreConfig(_Section):
    """The database."""

    timeout: float = Field(
        30.0,
        ge=0,
        le=3600,
        description="longest wait while another writes the database, seconds",
    )
    run_timeout: float = Field(
        600.0,
        ge=0,
        le=3600,
        description="longest wait of a run while another writes the database, seconds",
    )


class BackupConfig(_Section):
    """Copies of the database."""

    dir: Path | None = Field(None, description="folder of the backups; unset: backups in data_dir")
    keep: int = Field(
        0, ge=0, le=10000, description="so many backups are kept, older ones go; 0: all of them"
    )


def _days(default: int, of_what: str) -> Any:
    """A number of days for which things are kept."""
    return Field(default, ge=0, le=36500, description=f"days for which {of_what}; 0: for ever")


class ServeConfig(_Section):
    """Where `regioradar serve` listens."""

    host: str = Field("127.0.0.1", min_length=1, description="address to listen on")
    port: int = Field(8080, ge=0, le=65535, description="port to listen on; 0: a free one")
    threads: int = Field(4, ge=1, le=64, description="requests that are answered side by side")


class MailConfig(_Section):
    """The mail that `regioradar digest` sends to staff. Off until it has recipients."""

    to: str = Field(
        "",
        description="who gets the digest: mail addresses, a list or with commas between them; "
        "none: no mail is sent",
    )
    sender: str = Field("", description="mail address that it comes from")
    host: str = Field("localhost", min_length=1, description="mail server (SMTP)")
    port: int = Field(0, ge=0, le=65535, description="its port; 0: 587, with tls 465, with none 25")
    security: Literal["starttls", "tls", "none"] = Field(
        "starttls",
        description="how the connection is encrypted: starttls, tls from the first byte, or none "
        "(for a server on the same machine)",
    )
    user: str = Field("", description="name to log in with; unset: no login")
    password_file: Path | None = Field(
        None, description="file that holds the password and nothing else"
    )
    ca_file: Path | None = Field(
        None, description="certificates of your own authority (PEM); unset: the system's"
    )
    timeout: float = Field(
        30.0, gt=0, le=600, description="longest wait for the mail server, seconds"
    )
    listed: int = Field(20, ge=1, le=500, description="most events that a part of it lists")

    @property
    def recipients(self) -> tuple[str, ...]:
        """Who gets it."""
        return tuple(self.to.split(",")) if self.to else ()

    @property
    def port_in_force(self) -> int:
        """The port that is asked."""
        return self.port or {"starttls": 587, "tls": 465, "none": 25}[self.security]

    @field_validator("to", mode="before")
    @classmethod
    def _listed(cls, value: object) -> str:
        parts = value if isinstance(value, list) else str(value).split(",")
        return ",".join(_mail_address(str(part)) for part in parts if str(part).strip())

    @field_validator("sender")
    @classmethod
    def _from(cls, value: str) -> str:
        return _mail_address(value) if value else ""

    @model_validator(mode="after")
    def _whole(self) -> Self:
        if self.to and not self.sender:
            raise ValueError("mail.sender must be set where mail.to is")
        if self.user and self.password_file is None:
            raise ValueError("mail.password_file must be set where mail.user is")
        if self.user and self.security == "none" and self.host not in _THIS_MACHINE:
            raise ValueError("mail.security must not be none where a password is sent")
        return self


_THIS_MACHINE = ("localhost", "127.0.0.1", "::1")


def _mail_address(text: str) -> str:
    """A bare address: it travels in SMTP commands. Raises ValueError for anything else."""
    if not re.fullmatch(r"[!#-'*+\-./-9=?A-Z^-~]+@[A-Za-z0-9.-]+", text.strip()):
        raise ValueError(f"{text.strip()!r} is no bare mail address (ASCII, umlauts as xn--...)")
    return text.strip()


class RetentionConfig(_Section):
    """How long things are kept in the database. `docs/retention.md` says why."""

    on_run: bool = Field(True, description="whether a run deletes what is over at its end")
    bodies_without_event_days: int = _days(
        30, "the body of a page without an event is kept after the page was last seen"
    )
    bodies_with_event_days: int = _days(
        365, "the body of a page with an event is kept after the event's last day"
    )
    addresses_days: int = _days(
        400, "an address that gave no event is remembered after it was last seen or asked for"
    )
    problems_days: int = _days(
        400, "problems, the summaries of runs and holds that have ended are kept"
    )
    runs_days: int = _days(1100, "the figures of each source in each run are kept")
    staff_names_days: int = _days(730, "the name of whoever decided something is kept with it")
