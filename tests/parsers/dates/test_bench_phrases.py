"""The phrases of the bench are read right by the comparison that it prints, ours and no others."""

import importlib.util
import tomllib
from pathlib import Path
from types import ModuleType

import pytest

TOOLS = Path(__file__).resolve().parents[3] / "tools"
TABLE = tomllib.loads((TOOLS / "bench_phrases.toml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def readers() -> ModuleType:
    spec = importlib.util.spec_from_file_location("bench_readers", TOOLS / "bench_readers.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("row", TABLE["phrase"], ids=lambda row: row["text"])
def test_a_phrase_of_the_bench_is_read(readers: ModuleType, row: dict[str, object]) -> None:
    read = readers.ours(TABLE["reference"])
    assert readers.right(read(row["text"]), row["reads"])


@pytest.mark.parametrize(
    ("got", "wanted", "agree"),
    [
        ("2026-05-07T00:00", "2026-05-07", True),
        ("2026-05-07T18:00", "2026-05-07T18:00", True),
        ("2026-05-07", "2026-05-07T18:00", False),
        ("2026-03-02T18:00", "T18:00", True),
        ("2026-11-02T00:00", "2026-11", True),
        ("2026", "2026-11", False),
        ("", "2026-11", False),
        ("2026-11-02", "", False),
        ("", "", True),
    ],
)
def test_answers_agree_at_the_grain_that_is_written(
    readers: ModuleType, got: str, wanted: str, agree: bool
) -> None:
    assert readers.same(got, wanted) is agree


def test_nothing_may_be_found_where_nothing_is_written(readers: ModuleType) -> None:
    assert readers.right([], [])
    assert not readers.right([("2026-05-07", "")], [])
    assert readers.found([("2026-05-07", "")], [("2026-05-07", "2026-05-09")])
    assert not readers.right([("2026-05-07", "")], [("2026-05-07", "2026-05-09")])
