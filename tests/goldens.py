"""Goldens: an archived page beside what the program reads from it, compared line by line.

`tests/pages/<source id>/<name>.html` with `<name>.meta.toml` (url, contentType, fetchedAt,
published, today) gives `<name>.json`, the output of the machine interface, pretty-printed.
"""

import difflib
import json
import tomllib
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from model import BERLIN
from regioradar.clock import Clock
from regioradar.machine import Reader, Request
from regioradar.surroundings import Surroundings
from sources import load_catalogue

PAGES = Path(__file__).parent / "pages"
META = ".meta.toml"


class GoldenError(AssertionError):
    """A golden that is missing or differs; the message holds the unified diff."""


@dataclass(frozen=True)
class Golden:
    """One archived page. `name` is "<source id>/<file name without suffix>"."""

    page: Path
    meta: dict[str, Any]

    @property
    def name(self) -> str:
        return f"{self.page.parent.name}/{self.page.stem}"

    @property
    def expected(self) -> Path:
        return self.page.with_suffix(".json")

    def render(self) -> str:
        """Read the page as `regioradar extract` does and return the pretty-printed record."""
        catalogue = load_catalogue()
        fetched: datetime = self.meta["fetchedAt"]
        today: date = self.meta.get("today") or fetched.astimezone(BERLIN).date()
        reader = Reader(
            surroundings=Surroundings(catalogue.sources),
            clock=Clock(fetched),
            source=catalogue.get(self.page.parent.name),
        )
        answer = reader.answer(
            Request(
                id=self.name,
                url=self.meta["url"],
                file=self.page,
                content_type=self.meta["contentType"],
                published=str(self.meta.get("published") or ""),
                today=today,
            )
        )
        return json.dumps(answer.record, ensure_ascii=False, indent=2) + "\n"

    def check(self, *, update: bool = False) -> None:
        """Compare with the golden. Raises GoldenError; one that is missing is written and fails."""
        got = self.render()
        if not self.expected.exists():
            self.expected.write_text(got, encoding="utf-8")
            raise GoldenError(f"{self.expected} was missing; it is written now, look it over")
        wanted = self.expected.read_text(encoding="utf-8")
        if got == wanted:
            return
        if update:
            self.expected.write_text(got, encoding="utf-8")
            return
        lines = difflib.unified_diff(
            wanted.splitlines(), got.splitlines(), "golden", "read now", lineterm="", n=2
        )
        raise GoldenError(f"{self.name} reads otherwise:\n" + "\n".join(lines))


def goldens(folder: Path = PAGES) -> list[Golden]:
    """All archived pages below `folder`, by name."""
    found = []
    for meta in sorted(folder.glob(f"*/*{META}")):
        stem = meta.name.removesuffix(META)
        for page in meta.parent.glob(f"{stem}.*"):
            if page != meta and page.suffix != ".json" and page.stem == stem:
                found.append(Golden(page, tomllib.loads(meta.read_text(encoding="utf-8"))))
    return found


def orphans(folder: Path = PAGES) -> list[str]:
    """Files that belong to no archived page: results without a page, pages without meta data."""
    known: set[Path] = set()
    for golden in goldens(folder):
        known |= {golden.page, golden.expected, golden.page.with_suffix(META)}
    return sorted(
        str(file.relative_to(folder))
        for file in folder.glob("*/*")
        if file.is_file() and file not in known and file.suffix != ".py"
    )
