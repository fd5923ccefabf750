"""Two mentions are told to be one event or two as the labels say; the floors only ever go up."""

import importlib
import sys
from pathlib import Path
from types import ModuleType

import pytest

HERE = str(Path(__file__).parent)
FLOORS = [("precision", 0.98), ("recall", 0.80), ("recall_with_ask", 0.95), ("unsure_right", 0.9)]
MOST_ASKED = 0.20


def corpus() -> ModuleType:
    """The module beside this one, which is in no package."""
    sys.path.insert(0, HERE)
    try:
        return importlib.import_module("pair_corpus")
    finally:
        sys.path.remove(HERE)


@pytest.fixture(scope="module")
def own():
    return corpus().score_pairs()


@pytest.fixture(scope="module")
def second():
    module = corpus()
    return module.score_pairs(module.SECOND_PAIRS)


@pytest.fixture(scope="module")
def held():
    module = corpus()
    return module.score_pairs(module.HELD_PAIRS)


def test_enough_pairs_are_scored(own, second, held):
    assert own.counts["pairs"] >= 150
    assert own.counts["same"] >= 60
    assert second.counts["pairs"] >= 150
    assert held.counts["pairs"] >= 150


@pytest.mark.parametrize(("figure", "floor"), FLOORS)
def test_floor_on_our_pairs(own, figure: str, floor: float):
    assert own.figures[figure] >= floor, "\n".join(own.misses)


@pytest.mark.parametrize(("figure", "floor"), FLOORS)
def test_floor_on_the_pairs_that_were_held_back_at_first(second, figure: str, floor: float):
    assert second.figures[figure] >= floor, "\n".join(second.misses)


@pytest.mark.parametrize(("figure", "floor"), FLOORS)
def test_floor_on_the_pairs_that_are_held_back(held, figure: str, floor: float):
    """Its misses are not printed: whoever reads them has one held-back pair less."""
    assert held.figures[figure] >= floor


def test_staff_are_asked_of_few_pairs(own, second, held):
    assert own.figures["asked"] <= MOST_ASKED
    assert second.figures["asked"] <= MOST_ASKED
    assert held.figures["asked"] <= MOST_ASKED
