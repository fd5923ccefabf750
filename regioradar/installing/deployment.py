"""The files for the system, with the paths of a folder filled in: cron, systemd, web servers.

The templates are valid as they are and hold the example values that are replaced here.
"""

import os
import re
import sys
import sysconfig
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from urllib.parse import urlsplit

from model import ConfigError
from regioradar.config import Config
from regioradar.config_sections import SiteConfig

NAMES = (
    "crontab",
    "logrotate.conf",
    "regioradar.service",
    "regioradar.timer",
    "regioradar-review.service",
    "regioradar-serve.service",
    "nginx.conf",
    "apache.conf",
    "review-nginx.conf",
    "review-apache.conf",
    "Containerfile",
)
"""The files, of which an operator takes some."""

_IN_A_CONTAINER = frozenset({"Containerfile"})
"""These have paths of their own, whatever the folder is."""
_HOMES = ("/home", "/root", "/run/user")
_AWKWARD = re.compile(r"[^\w./@+:~-]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where and as whom the program runs. `program` is what starts it."""

    folder: Path
    program: Path
    user: str
    group: str


def program() -> Path:
    """The program that runs: the one beside this Python. Raises ConfigError where it is not."""
    found = Path(sysconfig.get_path("scripts")) / "regioradar"
    return found if found.exists() else Path(sys.executable).with_name("regioradar")


def plain(path: Path) -> Path:
    """The path from the root on, without "..": systemd takes no other.

    Not resolved: links in a path are the operator's way to move things.
    """
    return Path(os.path.abspath(path))  # noqa: PTH100


def check_path(path: Path) -> None:
    """Raise ConfigError for a path that cron, systemd and web servers would each take apart."""
    found = _AWKWARD.search(str(path))
    if found:
        raise ConfigError(
            f"{path}: {found[0]!r} in the path would have to be quoted in another way for cron, "
            "systemd and each web server; take a folder without it"
        )


def deployment(config: Config, place: Place) -> dict[str, str]:
    """The files by name, as they fit the settings and the place."""
    values = _values(config, place)
    folder = resources.files(__package__) / "templates"
    texts = {name: (folder / name).read_text(encoding="utf-8") for name in NAMES}
    return {
        name: text if name in _IN_A_CONTAINER else _filled(text, values)
        for name, text in texts.items()
    }


def _values(config: Config, place: Place) -> dict[str, str]:
    """What stands in the templates, and what stands in its place."""
    used = f"{place.folder} {place.program}".split()
    home = any(Path(path).is_relative_to(above) for path in used for above in _HOMES)
    values = {
        "/opt/regioradar/bin/regioradar": str(place.program),
        "/srv/regioradar": str(place.folder),
        "User=regioradar": f"User={place.user}",
        "-u regioradar ": f"-u {place.user} ",
        "su regioradar regioradar-group": f"su {place.user} {place.group}",
        "/var/www/kalender": str(plain(config.public_folder)),
        "127.0.0.1:8081": f"127.0.0.1:{config.review.port}",
        "ReadWritePaths=/srv/regioradar": f"ReadWritePaths={_written(config, place.folder)}",
    }
    if home:
        # With `yes` the service would not see its own folder.
        values["ProtectHome=yes"] = "ProtectHome=read-only"
    if config.site.base_url != SiteConfig.model_fields["base_url"].default:
        values["kalender.example.org"] = _host(config.site.base_url)
    if config.review.base_url:
        values["pruefung.example.org"] = _host(config.review.base_url)
    return values


def _written(config: Config, folder: Path) -> str:
    """The folders that services write, with spaces between: this one, and those outside of it."""
    written = (config.data_dir, config.database_file.parent, config.public_folder)
    others = map(plain, written)
    found = dict.fromkeys(path for path in others if not path.is_relative_to(folder))
    for path in found:
        check_path(path)
    return " ".join(map(str, [folder, *found]))


def _host(address: str) -> str:
    return urlsplit(address).hostname or ""


def _filled(text: str, values: Mapping[str, str]) -> str:
    """All at once: what is put in is not looked at again."""
    longest_first = sorted(values, key=len, reverse=True)
    pattern = re.compile("|".join(map(re.escape, longest_first)))
    return pattern.sub(lambda found: values[found[0]], text)
