"""The replica sites as a web of its own that a test may change, and the program that crawls them.

Beside the sites of the checkout there is one more, `auental`: a network whose pages leave open what
reviewers are for.
"""

import fcntl
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from regioradar.clock import Clock
from regioradar.config import load
from regioradar.replica import ReplicaServer
from regioradar.reviewing import setup_of
from review.setup import Setup
from sources import load_catalogue

TESTS = Path(__file__).resolve().parents[2]
DAY = "2026-03-02"
SITES = (
    "bmwe", "elbaue", "expertrainee", "mitteldeutschland", "mr4b", "nordmark", "raum_energie",
    "weserbogen",
)  # fmt: skip
"""All but the one that a browser has to crawl."""

CONFIG = """sources_dir = "sources"
contact = "radar@example.org"
[crawl]
delay = 0
timeout = 5
retries = 0
unsafe_test_networks = ["127.0.0.1/32"]
[publish]
past_days = 36500
[life]
delisted_after = 1
[store]
timeout = 5
"""

SOURCE = """id = "auental"
name = "Netzwerk Auental e. V."
short_name = "Auental"
kind = "network"
home = "http://www.auental.localhost/"
regions = ["Sachsen-Anhalt"]
cadence = "weekly"
[organizer]
name = "Netzwerk Auental e. V."
alternate_names = ["Auental"]
[[entries]]
kind = "listing"
url = "http://www.auental.localhost/termine/"
"""
SITE = 'hosts = ["www.auental.localhost"]\nlast_modified = 2026-02-25T08:00:00Z\n'
FRAME = """<!DOCTYPE html><html lang="de"><head><meta charset="utf-8">
<title>{title} | Auental</title></head><body>
<header><a href="/">Netzwerk Auental</a></header><main>{main}</main>
<footer><a href="/impressum/">Impressum</a></footer></body></html>"""

PAGES = {
    "werkstattgespraech": (
        "Werkstattgespräch Uferwege",
        "<p>Am Freitag, 17. April, von 10 bis 15 Uhr sprechen wir in Torgau darüber, wie die Wege "
        "am Ufer der Elbe für alle begehbar bleiben.</p><p>Bitte bringen Sie Ihre Karten mit.</p>",
    ),
    "leader": (
        "Seminar zur Abrechnung von LEADER",
        "<p>Ein Tag über Belege, Fristen und Formulare: am 28. April 2026 in Tangermünde.</p>",
    ),
    "sitzungen": (
        "Schwierige Sitzungen moderieren",
        "<p>Das Seminar findet am 9. April 2026 in Tangermünde statt.</p>",
    ),
    "presse": (
        "Pressearbeit der Gemeinden",
        "<p>Das Seminar findet am 16. Juni 2026 in Tangermünde statt.</p>",
    ),
    "breitband": (
        "Sprechstunde Breitband",
        "<p>Am 24. März 2026 ab 14 Uhr beantworten wir Fragen zum Ausbau. Die Zugangsdaten kommen "
        "mit der Anmeldung.</p>",
    ),
    "regionaltag": (
        "Regionaltag Auental",
        "<p>Der Regionaltag findet am 12. Mai 2026 in Wittenberg statt, Beginn ist um 9.30 Uhr im "
        "Alten Rathaus.</p><p>Der Tag schließt mit einem Rundgang um 17 Uhr.</p>",
    ),
}


class World:
    """A folder with copies of the sites, settings, sources and the database of their crawls."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.web = folder / "web"
        self.database = folder / "var" / "regioradar.sqlite"

    @classmethod
    def build(cls, folder: Path) -> "World":
        """Make a new one; nothing is crawled yet."""
        made = cls(folder)
        (folder / "sources").mkdir(parents=True)
        for name in SITES:
            (place,) = TESTS.glob(f"sites*/{name}")
            shutil.copytree(place, made.web / name)
            shutil.copy(place / "source.toml", folder / "sources" / f"{name}.toml")
        made.write_site("auental", SOURCE, SITE)
        for key, (title, body) in PAGES.items():
            made.write_page(key, title, body)
        made.write_list(*PAGES)
        (folder / "regioradar.toml").write_text(CONFIG, encoding="utf-8")
        return made

    @classmethod
    def copy(cls, other: Path, folder: Path) -> "World":
        """A copy of one, with its database, that may be changed."""
        shutil.copytree(other, folder, dirs_exist_ok=True)
        return cls(folder)

    def setup(self) -> Setup:
        """What the program gives the application over this world, on the morning of `DAY`."""
        config = load(self.folder / "regioradar.toml")
        return setup_of(config, load_catalogue(config.sources_dir), Clock.at(date(2026, 3, 2), 8))

    def write_site(self, name: str, source: str, site: str) -> None:
        """Add a site and its source."""
        (self.web / name / "www").mkdir(parents=True)
        (self.web / name / "site.toml").write_text(site, encoding="utf-8")
        (self.folder / "sources" / f"{name}.toml").write_text(source, encoding="utf-8")

    def write_page(self, key: str, title: str, body: str) -> None:
        """Write one page of `auental`."""
        place = self.web / "auental" / "www" / "termine" / key
        place.mkdir(parents=True, exist_ok=True)
        page = FRAME.format(title=title, main=f"<h1>{title}</h1>{body}")
        (place / "index.html").write_text(page, encoding="utf-8")

    def write_list(self, *keys: str) -> None:
        """Have the list of `auental` link these pages."""
        rows = "".join(
            f'<li><a href="/termine/{key}/">{PAGES[key][0] if key in PAGES else key}</a></li>'
            for key in keys
        )
        page = FRAME.format(title="Termine", main=f"<h1>Termine</h1><ul>{rows}</ul>")
        file = self.web / "auental" / "www" / "termine" / "index.html"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(page, encoding="utf-8")

    def replace(self, name: str, old: str, new: str) -> None:
        """Write `new` for `old` wherever a site says so."""
        charset = "cp1252" if name in ("elbaue", "expertrainee") else "utf-8"
        changed = 0
        for file in (self.web / name / "www").glob("**/*.html"):
            body = file.read_bytes()
            if old.encode(charset) in body:
                file.write_bytes(body.replace(old.encode(charset), new.encode(charset)))
                changed += 1
        assert changed, f"{name} does not say {old!r}"

    def answer(self, name: str, route: str) -> None:
        """Have a site answer everything but its robots.txt by one route."""
        file = self.web / name / "site.toml"
        head = file.read_text("utf-8").partition("[[route]]")[0].partition("[[broken]]")[0]
        routes = f'[[route]]\npath = "/robots.txt"\nstatus = 404\n[[route]]\npath = "/*"\n{route}\n'
        file.write_text(head + routes, encoding="utf-8")

    def crawl(self, *sources: str, today: str = DAY) -> str:
        """Run the program over the sites, or some of them; what it printed."""
        chosen = [part for source in sources for part in ("--source", source)]
        with ReplicaServer([self.web]) as server:
            return self("run", "--all", "--no-quiet", "--today", today, *chosen, **server.proxies)

    def __call__(self, *command: str, **variables: str) -> str:
        """Run the program in the folder."""
        done = subprocess.run(
            [str(Path(sys.executable).with_name("regioradar")), *command],
            cwd=self.folder,
            env={**_environment(), **variables},
            capture_output=True,
            text=True,
            timeout=120,
        )
        assert done.returncode in (0, 1), f"{command}: {done.returncode}\n{done.stderr}"
        return done.stdout


def _environment() -> dict[str, str]:
    """The environment without proxies and without settings of whoever runs the tests."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if "proxy" not in name.lower() and not name.startswith("REGIORADAR_")
    }
    return {**kept, "NO_COLOR": "1", "COLUMNS": "80"}


@contextmanager
def alone(file: Path) -> Iterator[None]:
    """Keep the other processes of the test run out for the block."""
    with file.open("w") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield


def once(root: Path, furnish: Callable[[World], None]) -> Path:
    """The folder below `root` of a world that is furnished by whichever process comes first."""
    folder = root / "crawled"
    with alone(root / "crawled.lock"):
        if not (root / "crawled.done").exists():
            furnish(World.build(folder))
            (root / "crawled.done").touch()
    return folder
