"""How a crawl behaves: the `[crawl]` settings, their names in Scrapy, and REGIORADAR_* variables.

Reads the environment for plain `scrapy` commands; `regioradar.config` reads the file too.
"""

from ipaddress import ip_network
from pathlib import Path
from typing import Annotated, Any

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    ValidationError,
    field_validator,
)
from pydantic_core import ErrorDetails
from pydantic_settings import BaseSettings, SettingsConfigDict, SettingsError

from model import ConfigError, http_url

PREFIX = "REGIORADAR_"

_SCRAPY_NAMES = {
    "delay": ("DOWNLOAD_DELAY", "AUTOTHROTTLE_START_DELAY"),
    "timeout": ("DOWNLOAD_TIMEOUT",),
    "max_bytes": ("DOWNLOAD_MAXSIZE",),
    "max_pages": ("CLOSESPIDER_PAGECOUNT",),
    "max_seconds": ("CLOSESPIDER_TIMEOUT",),
    "max_run_seconds": ("REGIORADAR_RUN_TIMEOUT",),
    "max_run_memory": ("REGIORADAR_RUN_MEMORY",),
    "retries": ("RETRY_TIMES",),
    "retry_pause": ("REGIORADAR_RETRY_PAUSE",),
    "retry_after": ("REGIORADAR_RETRY_AFTER",),
    "host_failures": ("REGIORADAR_HOST_FAILURES",),
    "chromium": ("REGIORADAR_CHROMIUM",),
    "unsafe_test_networks": ("REGIORADAR_UNSAFE_TEST_NETWORKS",),
}
"""The other setting, `concurrency`, is of `crawler.run.crawl` alone: Scrapy crawls a family."""


def _header_line(value: str) -> str:
    if not value.isprintable() or not value.isascii():
        raise ValueError("must be one line of ASCII, it travels in an HTTP header")
    return value.strip()


def _reachable(value: str) -> str:
    if value and http_url(value) is None and "@" not in value.strip("@"):
        raise ValueError("must be a mail address or an http(s) address")
    return value


UserAgent = Annotated[str, AfterValidator(_header_line)]
Contact = Annotated[str, AfterValidator(_header_line), AfterValidator(_reachable)]


class CrawlConfig(BaseModel):
    """How politely and how far a crawl goes. robots.txt is always obeyed."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    concurrency: int = Field(8, ge=1, le=64, description="sources that are crawled side by side")
    delay: float = Field(
        1.0, ge=0, le=600, description="least pause between two requests to one host, seconds"
    )
    timeout: float = Field(
        30.0, gt=0, le=600, description="longest wait for the answer to one request, seconds"
    )
    max_bytes: int = Field(
        10_000_000, ge=10_000, description="largest answer that is taken, bytes after unpacking"
    )
    max_pages: int = Field(
        1000, ge=1, description="most answers a source may give in one run, over its own limit"
    )
    max_seconds: int = Field(
        3600, ge=1, description="longest time one source may take in one run, seconds"
    )
    max_run_seconds: int = Field(
        21600, ge=1, description="longest time all crawls of one run may take together, seconds"
    )
    max_run_memory: int = Field(
        2000, ge=0, description="most memory a run may take while it crawls, megabytes; 0: any"
    )
    retries: int = Field(
        2, ge=0, le=10, description="further tries after a failed connection or a 5xx answer"
    )
    retry_pause: float = Field(
        2.0,
        ge=0,
        le=60,
        description="pause of a host before the first further try, seconds; doubles with each",
    )
    retry_after: float = Field(
        120.0,
        ge=0,
        le=3600,
        description="longest Retry-After of a host that is waited for in a run, seconds",
    )
    host_failures: int = Field(
        5,
        ge=1,
        le=100,
        description="addresses given up in a row after which a host is left alone for the run",
    )
    chromium: Path = Field(
        Path("/usr/bin/chromium"), description="browser for sources with `javascript = true`"
    )
    unsafe_test_networks: str = Field(
        "",
        description="networks (CIDR, a list or with commas between them) that may be connected to "
        "although they are not public: for tests, and for a proxy of your own",
    )

    @field_validator("unsafe_test_networks", mode="before")
    @classmethod
    def _networks(cls, value: object) -> str:
        parts = value if isinstance(value, list) else str(value).split(",")
        networks = [str(part).strip() for part in parts if str(part).strip()]
        for network in networks:
            ip_network(network)  # its ValueError names the fault
        return ",".join(networks)


class Environment(BaseSettings):
    """What the environment says to plain `scrapy` commands; the rest of it is not theirs."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX, env_nested_delimiter="__", extra="ignore", frozen=True
    )

    contact: Contact = ""
    user_agent: UserAgent = ""
    crawl: CrawlConfig = Field(default_factory=CrawlConfig)


def from_environment() -> Environment:
    """Read the REGIORADAR_* variables that concern a crawl.

    Raises ConfigError with one line that names the variable.
    """
    try:
        return Environment()
    except ValidationError as error:
        faults = (f"{variable(key_of(fault))}: {fault_of(fault)}" for fault in error.errors())
        raise ConfigError(f"environment: {'; '.join(faults)}") from error
    except SettingsError as error:
        raise ConfigError(f"environment: {error}") from error


def scrapy_settings(config: CrawlConfig, *, only_set: bool = False) -> dict[str, Any]:
    """Return the crawl settings in Scrapy's names; with `only_set` without those left to default.

    The page and time limits then hold for the whole command, as Scrapy has it.
    """
    return {
        name: str(value) if isinstance(value, Path) else value
        for key, value in config.model_dump(exclude_unset=only_set).items()
        for name in _SCRAPY_NAMES.get(key, ())
    }


def variable(key: str) -> str:
    """Return the environment variable of a setting ("crawl.delay": REGIORADAR_CRAWL__DELAY)."""
    return PREFIX + key.replace(".", "__").upper()


def key_of(fault: ErrorDetails) -> str:
    """Return the setting that pydantic finds a fault with ("crawl.delay")."""
    return ".".join(str(part) for part in fault["loc"])


def fault_of(fault: ErrorDetails) -> str:
    """Return what pydantic says of a value, in one line."""
    if fault["type"] == "extra_forbidden":
        return "unknown setting"
    text = repr(fault["input"])
    shown = text if len(text) <= 60 else text[:57] + "..."
    return f"{fault['msg'].removeprefix('Value error, ')}, not {shown}"
