"""The settings: one TOML file plus REGIORADAR_* environment variables, checked before any work.

Reads nothing but that file and the environment; what the settings mean is said in each one's
description, which `docs/configuration.md` repeats and a test compares.
"""

import difflib
import os
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from importlib.metadata import version
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, Field, ValidationError, field_validator
from pydantic_settings import (
    BaseSettings,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    SettingsError,
)

from crawler.config import (
    PREFIX,
    Contact,
    CrawlConfig,
    UserAgent,
    fault_of,
    key_of,
    variable,
)
from model import ConfigError
from regioradar.config_notify import NotifyConfig
from regioradar.config_review import FILES, ReviewConfig
from regioradar.config_sections import (
    BackupConfig,
    GuardConfig,
    LifeConfig,
    MailConfig,
    PublishConfig,
    RetentionConfig,
    ServeConfig,
    SiteConfig,
    StoreConfig,
)

DEFAULT_FILE = Path("regioradar.toml")
NOT_SETTINGS = frozenset({"REGIORADAR_CONFIG", "REGIORADAR_BY"})
"""Variables of the command line itself, which share the prefix."""

_SECRET = frozenset({"notify.ping_url", "notify.ping_fail_url"})
"""Settings that are never repeated, in no fault either."""
_PATHS = ("data_dir", "database", "public_dir", "sources_dir")
_SECTION_PATHS = {
    "site": ("imprint_file", "privacy_file", "accessibility_file"),
    "mail": ("password_file", "ca_file"),
    "notify": ("metrics_file",),
    "review": FILES,
    "backup": ("dir",),
}


class Config(BaseSettings):
    """All settings. Relative paths in the file are taken from the file's own folder."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX,
        env_nested_delimiter="__",
        extra="forbid",
        frozen=True,
        # Else the traceback of --debug would repeat an address that is a secret.
        hide_input_in_errors=True,
    )

    data_dir: Path = Field(Path("var"), description="folder for the database and the feeds")
    database: Path | None = Field(
        None, description="database file; unset: regioradar.sqlite in data_dir"
    )
    public_dir: Path | None = Field(
        None, description="folder that the web server serves; unset: public in data_dir"
    )
    sources_dir: Path | None = Field(
        None, description="folder with one TOML file a source; unset: the bundled catalogue"
    )
    contact: Contact = Field(
        "", description="mail or web address for site owners, sent with each request"
    )
    user_agent: UserAgent = Field(
        "", description="whole user agent; unset: RegioRadar/<version> (+<contact>)"
    )
    log_level: Literal["debug", "info", "warning", "error"] = Field(
        "warning", description="least level of log lines on standard error"
    )
    log_format: Literal["text", "json"] = Field(
        "text", description="log lines for people, or one JSON object a line for machines"
    )
    crawl: CrawlConfig = Field(default_factory=CrawlConfig, description="how a crawl behaves")
    site: SiteConfig = Field(default_factory=SiteConfig, description="names in the feeds")
    publish: PublishConfig = Field(default_factory=PublishConfig, description="extent of the feeds")
    guard: GuardConfig = Field(
        default_factory=GuardConfig, description="what a run may change without a person"
    )
    life: LifeConfig = Field(default_factory=LifeConfig, description="what becomes of events")
    store: StoreConfig = Field(default_factory=StoreConfig, description="the database")
    backup: BackupConfig = Field(default_factory=BackupConfig, description="copies of it")
    serve: ServeConfig = Field(default_factory=ServeConfig, description="the small web server")
    mail: MailConfig = Field(default_factory=MailConfig, description="the mail to staff")
    notify: NotifyConfig = Field(
        default_factory=NotifyConfig, description="who is told of troubles, and of a run's end"
    )
    review: ReviewConfig = Field(
        default_factory=ReviewConfig, description="trust, the queue, and its application"
    )
    retention: RetentionConfig = Field(
        default_factory=RetentionConfig, description="how long things are kept"
    )

    @field_validator(*_PATHS, mode="before")
    @classmethod
    def _named(cls, value: Any) -> Any:
        """An empty path would be the working folder."""
        if value == "":
            raise ValueError("must not be empty")
        return value

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],  # noqa: ARG003 (pydantic's signature)
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,  # noqa: ARG003
        file_secret_settings: PydanticBaseSettingsSource,  # noqa: ARG003
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """The environment beats the file; nothing else is read."""
        return env_settings, init_settings

    @property
    def database_file(self) -> Path:
        """The database in force."""
        return self.database or self.data_dir / "regioradar.sqlite"

    @property
    def lock_file(self) -> Path:
        """The lock beside the database that keeps a second run out."""
        return self.database_file.with_name(self.database_file.name + ".lock")

    @property
    def backup_folder(self) -> Path:
        """The folder of the backups in force."""
        return self.backup.dir or self.data_dir / "backups"

    @property
    def public_folder(self) -> Path:
        """The folder of the feeds in force."""
        return self.public_dir or self.data_dir / "public"

    @property
    def agent(self) -> str:
        """The user agent in force. Raises ConfigError where no site owner could answer it."""
        if self.user_agent:
            return self.user_agent
        if not self.contact:
            raise ConfigError(
                "no contact is set, and no site is visited without one: set contact = "
                f'"you@example.org" in {DEFAULT_FILE} or {PREFIX}CONTACT in the environment'
            )
        return f"RegioRadar/{version('regioradar')} (+{self.contact})"


def load(file: Path | None = None) -> Config:
    """Read the settings from `file` (None: ./regioradar.toml where there is one) and environment.

    Raises ConfigError with one line that names the file or the variable, and the key.
    """
    if file is None:
        file = DEFAULT_FILE if DEFAULT_FILE.exists() else None
    data = _read(file) if file is not None else {}
    _refuse_unknown_variables()
    try:
        config = Config(**data)
    except ValidationError as error:
        raise ConfigError("; ".join(_faults(error, str(file)))) from error
    except SettingsError as error:
        raise ConfigError(f"environment: {error}") from error
    _keep_apart(config)
    try:
        config.notify.with_mail(config.mail)
    except ValueError as error:
        raise ConfigError(f"{file or 'environment'}: {error}") from error
    return config


def settings() -> Iterator[tuple[str, str, Any, str]]:
    """Each setting as key ("crawl.delay"), type in words, default and description."""
    yield from _walk(Config, "")


def _walk(section: type[BaseModel], prefix: str) -> Iterator[tuple[str, str, Any, str]]:
    for name, field in section.model_fields.items():
        kind = field.annotation
        if isinstance(kind, type) and issubclass(kind, BaseModel):
            yield from _walk(kind, f"{name}.")
        else:
            words = getattr(kind, "__name__", str(kind)).replace("pathlib.", "")
            yield prefix + name, words, field.default, field.description or ""


def _keep_apart(config: Config) -> None:
    """Refuse a database that a web server would hand out: it holds names of staff."""
    if is_served(config, config.database_file):
        raise ConfigError(
            f"public_dir: {config.public_folder}: the database {config.database_file} lies in it "
            "and would be served; set data_dir or database to a folder of its own"
        )
    if is_served(config, config.backup_folder):
        raise ConfigError(
            f"backup.dir: {config.backup_folder}: lies in public_dir, and the backups would be "
            "served; set another folder"
        )


def is_served(config: Config, path: Path) -> bool:
    """Whether a file or folder lies where the web server hands it out."""
    # Not Path.resolve: it raises for links that lead in a circle.
    inner, public = map(os.path.realpath, (path, config.public_folder))
    return Path(inner).is_relative_to(public)


def _read(file: Path) -> dict[str, Any]:
    try:
        data = tomllib.loads(file.read_text(encoding="utf-8"))
    except OSError as error:
        raise ConfigError(f"{file}: cannot be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise ConfigError(f"{file}: is not UTF-8") from error
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(f"{file}: is no TOML: {error}") from error
    except RecursionError as error:
        raise ConfigError(f"{file}: is no TOML: nested too deeply") from error
    data.setdefault("data_dir", "var")
    _make_absolute(data, _PATHS, file)
    for section, keys in _SECTION_PATHS.items():
        if isinstance(data.get(section), dict):
            _make_absolute(data[section], keys, file)
    return data


def _make_absolute(table: dict[str, Any], keys: Iterable[str], file: Path) -> None:
    """Take the relative paths of a table from the folder of the file that it stands in."""
    for key in keys:
        if isinstance(table.get(key), str) and table[key]:
            table[key] = file.parent / Path(table[key]).expanduser()


def _refuse_unknown_variables() -> None:
    known = {variable(key) for key, *_ in settings()} | NOT_SETTINGS
    sections = {name.upper() for name, f in Config.model_fields.items() if f.default_factory}
    for name in sorted(os.environ):
        if name.startswith(PREFIX) and name not in known | {PREFIX + s for s in sections}:
            raise ConfigError(f"environment: {name}: unknown setting{_suggestion(name, known)}")


def _faults(error: ValidationError, file: str) -> Iterator[str]:
    known = [key for key, *_ in settings()]
    for fault in error.errors():
        key = key_of(fault)
        where = f"environment: {variable(key)}" if variable(key) in os.environ else f"{file}: {key}"
        unknown = fault["type"] == "extra_forbidden"
        if key in _SECRET:
            fault["input"] = "**********"
        yield f"{where}: {fault_of(fault)}{_suggestion(key, known) if unknown else ''}"


def _suggestion(name: str, known: Mapping[str, Any] | list[str] | set[str]) -> str:
    near = difflib.get_close_matches(name, list(known), n=1, cutoff=0.7)
    return f" (did you mean {near[0]}?)" if near else ""
