"""The demo: the real pipeline on replica sites, served on loopback under host names of their own.

The sites are reached through an HTTP proxy on 127.0.0.1 that answers for them itself, so no name is
resolved and nothing leaves the machine. Database and feeds are the demo's own.
"""

import logging
import os
import tomllib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from urllib.parse import urlsplit

from rich.console import Console

from crawler.config import CrawlConfig
from model import BERLIN, ConfigError, Problem, ProblemKind
from regioradar.clock import Clock
from regioradar.config import Config
from regioradar.config_review import ReviewConfig
from regioradar.config_sections import MailConfig, PublishConfig, SiteConfig, StoreConfig
from regioradar.exit_codes import ExitCode
from regioradar.job import Job, Stages
from regioradar.logs import say
from regioradar.outcome import Outcome
from regioradar.pipeline import run
from regioradar.progress import reporter
from regioradar.replica import ReplicaServer
from regioradar.summary import show
from sources import Catalogue, load_catalogue

CLOCK = Clock.at(date(2026, 3, 2), hour=6)
"""The morning on which the Regionalpolitische Jahrestagung begins."""

CRAWL_SETTINGS = {
    # The replica is ours and on this machine: there is nobody to be slow for.
    "DOWNLOAD_DELAY": 0,
    "AUTOTHROTTLE_ENABLED": False,
}

LOOPBACK = "127.0.0.1/32"
"""Where the replica server listens: the one address that is not public and yet connected to."""

TEXTS = {
    "impressum.md": "Dies ist eine Vorführung auf Ihrem eigenen Rechner, keine Website im "
    "Netz. Die Seiten, aus denen die Termine stammen, sind nachgebaut.\n",
    "datenschutz.md": "Diese Vorführung läuft auf Ihrem eigenen Rechner; nichts verlässt ihn.\n",
}
"""What an operator would write; the demo has none."""

_PROXY_VARIABLES = ("http_proxy", "https_proxy", "no_proxy", "all_proxy")


@dataclass(frozen=True, slots=True, kw_only=True)
class ExpectedProblem:
    """A page that a replica site announces as broken on purpose (`[[broken]]` in site.toml)."""

    hosts: tuple[str, ...]
    path: str
    kind: ProblemKind

    def met_by(self, problem: Problem) -> bool:
        """Return True where `problem` is what was announced."""
        parts = urlsplit(problem.url)
        path = parts.path + (f"?{parts.query}" if parts.query else "")
        return problem.kind is self.kind and parts.hostname in self.hosts and path == self.path


def run_demo(config: Config, sites: Path, folder: Path, console: Console) -> ExitCode:
    """Run the demo and print its summary; OK where nothing but the announced problems occurred.

    Raises ConfigError where `sites` holds no replica sites, and whatever the pipeline raises.
    """
    catalogue = catalogue_of(sites, folder / "sources")
    for name, text in TEXTS.items():
        (folder / name).write_text(text, encoding="utf-8")
    expected = expected_problems(sites)
    job = Job(
        config=demo_config(config, folder),
        catalogue=catalogue.sources,
        selected=catalogue.enabled,
        clock=CLOCK,
        faults=catalogue.faults,
        crawl_settings=CRAWL_SETTINGS,
    )
    now = CLOCK.now().astimezone(BERLIN)
    console.print(f"demo: {len(job.selected)} replica sites of {sites}", highlight=False)
    console.print(f"demo: the clock stands at {now:%Y-%m-%d %H:%M} Europe/Berlin", highlight=False)
    console.print(f"demo: the crawl may connect to {LOOPBACK}, where they lie", highlight=False)
    # It is said already, in calmer words than those for a crawl of the real web.
    logging.getLogger("crawler.connecting").setLevel(logging.ERROR)
    with (
        ReplicaServer(sites) as server,
        proxied(server.proxies),
        reporter(Console(stderr=True)) as tell,
    ):
        outcome = run(job, Stages(), tell)
    return _conclude(outcome, expected, console)


def _conclude(outcome: Outcome, expected: list[ExpectedProblem], console: Console) -> ExitCode:
    found = [p for source in outcome.sources.values() for p in source.problems]
    found += outcome.feed_problems
    announced = [p for p in found if any(e.met_by(p) for e in expected)]
    surprises = len(found) - len(announced)
    show(outcome, console, expected=announced)
    for fault in [*outcome.faults, outcome.not_published]:
        if fault is not None:
            say(str(fault))
    if outcome.exit_code in (ExitCode.OK, ExitCode.PARTLY) and not outcome.faults:
        text = f"{surprises} unexpected problems" if surprises else "nothing unexpected happened"
        console.print(f"demo: {len(announced)} expected problems, {text}", highlight=False)
        return ExitCode.PARTLY if surprises else ExitCode.OK
    return outcome.exit_code


def demo_config(config: Config, folder: Path) -> Config:
    """The demo's settings: the defaults, whatever the operator's file says, in its own folder."""
    return config.model_copy(
        update={
            "data_dir": folder,
            "database": None,
            "public_dir": None,
            "sources_dir": None,
            "contact": "demo@regioradar.example",
            "user_agent": "",
            "crawl": CrawlConfig(
                delay=0,
                timeout=10,
                retries=1,
                max_seconds=120,
                unsafe_test_networks=LOOPBACK,
            ),
            "site": SiteConfig(
                base_url="http://127.0.0.1:8080/",
                contact="demo@regioradar.example",
                imprint_file=folder / "impressum.md",
                privacy_file=folder / "datenschutz.md",
            ),
            # The seminar of the replicas lies in 2019: the demo keeps the whole past, so that
            # every event it reads can be seen in the calendar.
            "publish": PublishConfig(past_days=36500),
            "store": StoreConfig(),
            "review": ReviewConfig(),
            "mail": MailConfig(),
        }
    )


def catalogue_of(sites: Path, folder: Path) -> Catalogue:
    """Copy each site's `source.toml` to `folder`/<site>.toml and load that as a catalogue.

    So the demo's sources lie as an operator's would. Raises ConfigError where there are none.
    """
    files = {file.parent.name: file for file in sorted(sites.glob("*/source.toml"))}
    if not files:
        raise ConfigError(
            f"{sites}: no replica sites there (they are part of a checkout; name them with --sites)"
        )
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for old in folder.glob("*.toml"):
            old.unlink()
        for name, file in files.items():
            (folder / f"{name}.toml").write_bytes(file.read_bytes())
    except OSError as error:
        raise ConfigError(f"{folder}: cannot be written: {error.strerror}") from error
    return load_catalogue(folder)


def expected_problems(sites: Path) -> list[ExpectedProblem]:
    """What the sites' `site.toml` files announce as broken. Raises ConfigError naming the file."""
    expected = []
    for file in sorted(sites.glob("*/site.toml")):
        try:
            data = tomllib.loads(file.read_text(encoding="utf-8"))
            expected += [
                ExpectedProblem(
                    hosts=tuple(data["hosts"]),
                    path=broken["path"],
                    kind=ProblemKind(broken["problem"]),
                )
                for broken in data.get("broken", [])
            ]
        except (OSError, ValueError, KeyError) as error:
            raise ConfigError(f"{file}: {error}") from error
    return expected


@contextmanager
def proxied(proxies: Mapping[str, str]) -> Iterator[None]:
    """Set the proxy variables of this process for the block, and no exceptions from them."""
    names = [name for lower in _PROXY_VARIABLES for name in (lower, lower.upper())]
    before = {name: os.environ.pop(name) for name in names if name in os.environ}
    os.environ.update(proxies)
    try:
        yield
    finally:
        for name in proxies:
            os.environ.pop(name, None)
        os.environ.update(before)
