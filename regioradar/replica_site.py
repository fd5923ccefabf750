"""A replica site: which files and special answers stand behind which host name and path.

Reads `site.toml` and the files beside it; knows nothing of sockets (see `regioradar.replica`).
"""

import mimetypes
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, ValidationError

from model import ConfigError, ProblemKind

SITE_FILE = "site.toml"
_TEXT_TYPES = {
    ".html": "text/html",
    ".xml": "application/xml",
    ".ics": "text/calendar",
    ".txt": "text/plain",
    ".css": "text/css",
    ".json": "application/json",
    ".svg": "image/svg+xml",
}


class _Table(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Route(_Table):
    """A special answer. `path` may end in `*` (any rest); `query` pairs must all be asked for.

    `file` is relative to the site's folder; without one the body is empty, or, if nothing else
    is special, what the path says. `truncate` is the number of bytes that are sent of a body
    whose whole length is announced. `delay` is in seconds; a `silent` route never answers.
    """

    path: str = Field(pattern=r"^/")
    query: dict[str, str] = {}
    file: str = ""
    status: int = Field(default=200, ge=200, le=599)
    location: str = ""
    content_type: str = ""
    headers: dict[str, str] = {}
    delay: float = Field(default=0.0, ge=0.0, le=60.0)
    truncate: int | None = Field(default=None, ge=0)
    silent: bool = False
    last_modified: AwareDatetime | None = None

    def matches(self, path: str, query: Mapping[str, str]) -> bool:
        """Return True where this route answers for `path` and `query`."""
        prefix = self.path.removesuffix("*")
        same = path.startswith(prefix) if prefix != self.path else path == prefix
        return same and all(query.get(key) == value for key, value in self.query.items())

    @property
    def rank(self) -> tuple[bool, int, int]:
        """Sorts the more exact route last: an exact path, more query pairs, a longer path."""
        return (not self.path.endswith("*"), len(self.query), len(self.path))


class Broken(_Table):
    """A page that is wrong on purpose and the kind of problem that it must be reported as.

    `path` is what stands in an address after the host, with its query. `readable` says that the
    page still gives its events.
    """

    path: str = Field(pattern=r"^/")
    problem: ProblemKind
    readable: bool = False
    note: str = ""


class SiteSettings(_Table):
    """The content of `site.toml`. `last_modified` stands for every file of the site."""

    hosts: tuple[str, ...] = Field(min_length=1)
    last_modified: AwareDatetime
    charset: str = "utf-8"
    route: tuple[Route, ...] = ()
    broken: tuple[Broken, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a site answers, before conditional requests and content coding. Times in seconds."""

    status: int
    content_type: str = ""
    body: bytes = b""
    headers: Mapping[str, str] = field(default_factory=dict)
    last_modified: datetime | None = None
    delay: float = 0.0
    truncate: int | None = None
    silent: bool = False


class Site:
    """One replica site: a folder with `site.toml` and `www/`.

    Files are read when they are asked for, so a test may change them between two runs. Raises
    ConfigError, naming file and key, for settings that are wrong.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder.resolve()
        self.settings = _settings(self.folder / SITE_FILE)
        self._www = self.folder / "www"
        self._routes = sorted(self.settings.route, key=lambda route: route.rank, reverse=True)
        for route in self._routes:
            if route.file and self._inside(self.folder, route.file.split("/")) is None:
                raise ConfigError(f"{self.folder / SITE_FILE}: [route] file: no {route.file!r}")

    def answer(self, target: str) -> Answer:
        """Return the answer for `target`, the path and query of an address."""
        parts = urlsplit("//site" + target)
        path = unquote(parts.path).split(";", 1)[0] or "/"
        query = dict(parse_qsl(parts.query, keep_blank_values=True))
        for route in self._routes:
            if route.matches(path, query):
                return self._special(route, path)
        return self._plain(path)

    def _special(self, route: Route, path: str) -> Answer:
        found = self._inside(self.folder, route.file.split("/")) if route.file else None
        if not (route.file or route.location or route.silent or route.status != 200):
            found = self._find(path)
            if found is None:
                return self._missing()
        headers = dict(route.headers)
        status = route.status
        if route.location:
            headers["Location"] = route.location
            status = 301 if status == 200 else status
        return Answer(
            status=status,
            content_type=route.content_type or self._type(found),
            body=found.read_bytes() if found else b"",
            headers=headers,
            last_modified=route.last_modified or self.settings.last_modified,
            delay=route.delay,
            truncate=route.truncate,
            silent=route.silent,
        )

    def _plain(self, path: str) -> Answer:
        found = self._find(path)
        if found is not None:
            return Answer(
                status=200,
                content_type=self._type(found),
                body=found.read_bytes(),
                last_modified=self.settings.last_modified,
            )
        if not path.endswith("/") and self._find(path + "/") is not None:
            return Answer(status=301, headers={"Location": path + "/"})
        return self._missing()

    def _missing(self) -> Answer:
        page = self._inside(self._www, ["404.html"])
        if page is None:
            return Answer(status=404, content_type="text/plain; charset=utf-8", body=b"Not found\n")
        return Answer(status=404, content_type=self._type(page), body=page.read_bytes())

    def _find(self, path: str) -> Path | None:
        segments = path.removeprefix("/").split("/")
        if segments[-1] == "":
            return self._inside(self._www, [*segments[:-1], "index.html"])
        return self._inside(self._www, segments) or self._inside(
            self._www, [*segments[:-1], segments[-1] + ".html"]
        )

    @staticmethod
    def _inside(root: Path, segments: Sequence[str]) -> Path | None:
        """Return the file below `root`, or None: no way leads out, not by `..`, not by a link."""
        if any(part in ("", ".", "..") or set(part) & set("\\/:\0") for part in segments):
            return None
        try:
            found = root.joinpath(*segments).resolve()
            return found if found.is_relative_to(root) and found.is_file() else None
        except (OSError, ValueError):  # a name that no file system can hold
            return None

    def _type(self, found: Path | None) -> str:
        if found is None:
            return ""
        text = _TEXT_TYPES.get(found.suffix)
        if text is not None:
            return f"{text}; charset={self.settings.charset}"
        return mimetypes.guess_type(found.name)[0] or "application/octet-stream"


def load_sites(folders: Iterable[Path]) -> dict[str, Site]:
    """Return the sites below `folders` by host name (lower case).

    Raises ConfigError where a folder has no site, a site's settings are wrong or two sites claim
    one host.
    """
    by_host: dict[str, Site] = {}
    for folder in folders:
        files = sorted(folder.glob(f"*/{SITE_FILE}"))
        if not files:
            raise ConfigError(f"{folder}: no replica site here (no */{SITE_FILE})")
        for file in files:
            site = Site(file.parent)
            for host in site.settings.hosts:
                if by_host.setdefault(host.lower(), site) is not site:
                    raise ConfigError(f"{file}: hosts: {host} belongs to another site")
    return by_host


def _settings(file: Path) -> SiteSettings:
    try:
        settings = SiteSettings.model_validate(tomllib.loads(file.read_text("utf-8")))
    except ValidationError as error:
        first = error.errors()[0]
        key = ".".join(str(part) for part in first["loc"])
        raise ConfigError(f"{file}: {key}: {first['msg']}") from error
    except (OSError, ValueError) as error:
        raise ConfigError(f"{file}: {error}") from error
    for host in settings.hosts:
        if not host.lower().endswith(".localhost"):
            raise ConfigError(f"{file}: hosts: {host} does not end in .localhost")
    return settings
