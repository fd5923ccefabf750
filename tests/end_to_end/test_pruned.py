"""A crawl that meets an archive without bodies: all is fetched whole, and nothing has changed."""

import json
from datetime import date
from pathlib import Path

import pytest

from store import Retention, Store

pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])

ALL_OVER = date(2040, 1, 1)
DAYS = Retention(bodies_without_event=30, bodies_with_event=365)


def summed(result, name: str) -> int:
    return sum(source[name] for source in json.loads(result.stdout)["sources"])


def not_modified(folder: Path) -> int:
    with Store.open(folder / "var" / "regioradar.sqlite") as store:
        return sum(run.not_modified for run in store.health())


def test_pages_without_their_bodies_are_fetched_whole_and_come_back(folder, radar):
    first = radar("run", "--all", "--no-quiet", "--json")
    public = folder / "var" / "public"
    feeds = {file: file.read_bytes() for file in public.rglob("*") if file.is_file()}
    assert b"BEGIN:VEVENT" in feeds[public / "alle.ics"]
    with Store.open(folder / "var" / "regioradar.sqlite") as store:
        for _ in store.pruning(DAYS, ALL_OVER).carry_out():
            pass
        assert not any(page.has_body for page in store.pages())
    second = radar("run", "--all", "--no-quiet", "--json")
    assert summed(second, "pages") == summed(first, "pages") > 10
    assert summed(second, "new") == summed(second, "changed") == summed(second, "read") == 0
    assert not_modified(folder) == 0
    with Store.open(folder / "var" / "regioradar.sqlite") as store:
        assert all(page.has_body for page in store.pages())
    third = radar("run", "--all", "--no-quiet", "--json")
    assert summed(third, "pages") == summed(first, "pages")
    assert not_modified(folder) > 10
    assert {file: file.read_bytes() for file in public.rglob("*") if file.is_file()} == feeds
