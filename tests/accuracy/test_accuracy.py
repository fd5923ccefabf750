"""The replica sites are read as their truth says; the floors only ever go up."""

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest


def corpus() -> ModuleType:
    spec = importlib.util.spec_from_file_location(
        "replica_corpus", Path(__file__).with_name("replica_corpus.py")
    )
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def result():
    return corpus().score()


def test_enough_is_scored(result):
    assert result.counts["pages"] >= 75
    assert result.counts["main"] >= 45
    assert result.counts["deadlines"] >= 14


@pytest.mark.parametrize(
    ("part", "whole", "floor"),
    [
        ("found", "main", 1.0),
        ("empty_clean", "empty", 1.0),
        ("deadlines_found", "deadlines", 1.0),
        ("start_right", "matched", 1.0),
        ("end_right", "matched", 1.0),
        ("town_right", "matched", 1.0),
        ("name_right", "matched", 0.97),
        ("organizer_right", "matched", 1.0),
        ("report_right", "matched", 1.0),
    ],
)
def test_floor(result, part: str, whole: str, floor: float):
    assert result.rate(part, whole) >= floor, "\n".join(result.misses)


def test_no_false_event(result):
    assert result.counts["false"] == 0, "\n".join(result.misses)
