"""Choices out of the first bytes of an input; the rest of it is the text or the body."""

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeVar

from fuzzing.target import ROOT
from model import Page

T = TypeVar("T")
MOMENT = datetime(2026, 3, 2, 6, 30, tzinfo=UTC)
SITES = ROOT / "tests" / "sites"


def choice(data: bytes, place: int, among: Sequence[T]) -> T:
    """One of several, by the byte at a place; the first where there is none."""
    return among[data[place] % len(among)] if place < len(data) else among[0]


def page(
    body: bytes, *, url: str, content_type: str, published: str = "", source_id: str = "auenland"
) -> Page:
    """A page as the crawler hands it over."""
    return Page(
        source_id=source_id, url=url, body=body, fetched_at=MOMENT,
        content_type=content_type, published=published,
    )  # fmt: skip


def own_files(*patterns: str, most: int = 60_000) -> list[bytes]:
    """The files of the replica sites and goldens that fit the patterns, in a fixed order."""
    folders = [SITES, ROOT / "tests" / "pages", ROOT / "tests" / "parsers"]
    found = {file for folder in folders for pattern in patterns for file in folder.rglob(pattern)}
    return [file.read_bytes() for file in sorted(found) if _fits(file, most)]


def _fits(file: Path, most: int) -> bool:
    return file.is_file() and file.stat().st_size <= most
