"""Whether the settings load, what is still to be set, and whether the catalogue is sound."""

import tomllib
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

from model import ConfigError, SourceFileError
from regioradar.config import DEFAULT_FILE, Config, load
from regioradar.config_sections import SiteConfig
from regioradar.doctor.finding import Finding, Group
from regioradar.installing.copying import Fate, update
from sources import Catalogue, load_catalogue

_GROUP = Group("configuration")
_PATHS = ("data_dir", "database", "public_dir", "sources_dir")
_EXAMPLE = SiteConfig()


def settings_in_force(file: Path | None) -> tuple[Config, list[Finding]]:
    """The settings and how they are; where they do not load, defaults with the file's own folders.

    So that all else can be looked at all the same.
    """
    try:
        config = load(file)
    except ConfigError as error:
        mend = "mend the line it names (docs/configuration.md lists every setting)"
        return _salvaged(file or DEFAULT_FILE), [_GROUP.fail("settings", str(error), mend)]
    there = file or DEFAULT_FILE
    if not there.exists():
        return config, [
            _GROUP.warn(
                "settings",
                f"no {there} in {Path.cwd()}: the defaults hold",
                "start it in the folder that regioradar init made, or with --config FILE",
            )
        ]
    return config, [_GROUP.ok("settings", f"{there} loads")]


def _salvaged(file: Path) -> Config:
    """The default settings with what paths can still be read of the file."""
    data: dict[str, Any] = {}
    with suppress(OSError, ValueError):
        data = tomllib.loads(file.read_text(encoding="utf-8"))
    paths = {key: data[key] for key in _PATHS if isinstance(data.get(key), str) and data[key]}
    found: dict[str, Any] = {
        key: file.parent / Path(value).expanduser()
        for key, value in ({"data_dir": "var"} | paths).items()
    }
    return Config.model_construct(**found)


def essentials(config: Config, *, published: bool) -> Iterator[Finding]:
    """What has no default that would do; `published` says whether subscribers know addresses."""
    if config.contact or config.user_agent:
        yield _GROUP.ok("contact", config.contact or config.user_agent)
    else:
        yield _GROUP.fail(
            "contact",
            "is not set, and no site is visited without one",
            'set contact = "you@your.domain": who runs a site must be able to ask who crawls it',
        )
    yield from _site(config.site, published)


def _site(site: SiteConfig, published: bool) -> Iterator[Finding]:
    if site.base_url == _EXAMPLE.base_url:
        yield _GROUP.warn(
            "site.base_url",
            f"is still the example {site.base_url}, and all links in the feeds lead there",
            "set it to the address at which the public folder will be",
        )
    else:
        yield _GROUP.ok("site.base_url", site.base_url)
    if site.uid_authority != _EXAMPLE.uid_authority:
        yield _GROUP.ok("site.uid_authority", f"{site.uid_authority}, {site.tag_date}")
    elif published:
        yield _GROUP.warn(
            "site.uid_authority",
            f"is still the example {site.uid_authority}, and feeds with it are published",
            "while nobody has subscribed, set it to a domain of yours; later it must stay, for a "
            "change shows every event twice",
        )
    else:
        yield _GROUP.warn(
            "site.uid_authority",
            f"is still the example {site.uid_authority}",
            "set it to a domain of yours before the first publication, and never change it then",
        )
    if site.imprint_file is None:
        yield _GROUP.warn(
            "site.imprint_file",
            "is not set: the pages say that there is no imprint",
            "write yours (§ 5 DDG) as Markdown and name the file",
        )
    else:
        yield from _readable("site.imprint_file", site.imprint_file)
    for name in ("privacy_file", "accessibility_file"):
        file = getattr(site, name)
        if file is not None:
            yield from _readable(f"site.{name}", file)


def _readable(name: str, file: Path) -> Iterator[Finding]:
    try:
        file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "is not UTF-8"
        yield _GROUP.fail(name, f"{file}: {reason}", "put the file there, or correct the setting")
    else:
        yield _GROUP.ok(name, str(file))


def catalogue_of(folder: Path | None) -> tuple[Catalogue, list[Finding]]:
    """The catalogue and how it is; an empty one where its folder cannot be read."""
    try:
        catalogue = load_catalogue(folder)
    except (SourceFileError, OSError) as error:
        mend = "correct sources_dir, or have regioradar init make the folder"
        return Catalogue(sources=()), [_GROUP.fail("sources", str(error), mend)]
    return catalogue, [*judged(catalogue, folder), *_behind(folder)]


def judged(catalogue: Catalogue, folder: Path | None) -> Iterator[Finding]:
    """Faults of files, and whether anything is crawled."""
    for fault in catalogue.faults:
        yield _GROUP.fail("sources", str(fault), "mend the file; all others are crawled meanwhile")
    on, all_of_them = len(catalogue.enabled), len(catalogue.sources)
    where = f"in {folder}" if folder is not None else "of the bundled catalogue"
    if on:
        yield _GROUP.ok("sources", f"{on} of {all_of_them} {where} are enabled")
    else:
        mend = "enable one (docs/add-a-source.md), or correct sources_dir"
        yield _GROUP.fail("sources", f"none of the {all_of_them} {where} is enabled", mend)


def _behind(folder: Path | None) -> Iterator[Finding]:
    """Whether the bundled catalogue has what the copy has not; an own one has no record."""
    if folder is None:
        return
    try:
        fates = list(update(folder, dry=True).values())
    except ConfigError:
        return
    news = sum(fate in (Fate.NEW, Fate.CHANGED) for fate in fates)
    if news:
        yield _GROUP.warn(
            "sources",
            f"{news} files of the bundled catalogue are new or newer than their copies",
            "regioradar sources update --dry-run says which, without --dry-run it takes them",
        )
