"""A whole page of a regional network, as the bench times it: every date on it, and nothing else."""

import tomllib
from pathlib import Path

from parsers.dates import DateContext, read_dates

HERE = Path(__file__).parent
PAGE = (HERE / "page.txt").read_text(encoding="utf-8")
TABLE = tomllib.loads((HERE / "page.toml").read_text(encoding="utf-8"))


def test_the_page_is_of_the_size_that_the_bench_names() -> None:
    assert len(PAGE) == 10_000


def test_every_date_of_the_page_is_read_with_its_kind() -> None:
    found = []
    for reading in read_dates(PAGE, DateContext(reference=TABLE["published"])):
        moments = {"start": reading.start, "end": reading.end, "doors": reading.doors}
        row = {name: moment.iso for name, moment in moments.items() if moment is not None}
        found.append(row | {"kind": reading.kind.value})
    assert found == TABLE["reads"]
