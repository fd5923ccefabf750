"""tools/calibrate.py: weights move only as far as the labelled events carry, bars are measured."""

import importlib.util
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

from parsers.calibration import WEIGHTS

TOOLS = Path(__file__).resolve().parents[2] / "tools"


@pytest.fixture(scope="module")
def calibrate() -> Iterator[ModuleType]:
    """The script as a module, with its neighbours importable."""
    known = set(sys.modules)
    sys.path.insert(0, str(TOOLS))
    try:
        spec = importlib.util.spec_from_file_location("calibrate", TOOLS / "calibrate.py")
        assert spec is not None
        assert spec.loader is not None
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        yield module
    finally:
        sys.path.remove(str(TOOLS))
        for name in {"judged_events"} - known:
            sys.modules.pop(name, None)


def judged(calibrate: ModuleType, page: int, *, doubt: float, right: bool) -> object:
    return calibrate.Judged(
        page=f"set/{page}", name="Fachtag", signs={"base": 1.0, "name_doubt": doubt},
        confidence=0.5, published=False, is_event=right, is_right=right,
    )  # fmt: skip


def test_the_table_holds_just_the_signs_with_a_prior(calibrate: ModuleType) -> None:
    assert WEIGHTS.keys() == calibrate.PRIOR.keys()


def test_without_examples_the_prior_stands(calibrate: ModuleType) -> None:
    assert calibrate.fitted([]) == pytest.approx(calibrate.PRIOR)


def test_one_event_hardly_moves_a_weight_and_many_do(calibrate: ModuleType) -> None:
    wrong = ({"base": 1.0, "agreed": 1.0}, False, 1.0)
    prior = calibrate.PRIOR["agreed"]
    assert abs(calibrate.fitted([wrong])["agreed"] - prior) < 0.2
    assert calibrate.fitted([wrong] * 200)["agreed"] < prior - 1


def test_the_fit_says_what_the_examples_say(calibrate: ModuleType) -> None:
    signs = {"base": 1.0, "layer_card": 1.0}
    weights = calibrate.fitted([(signs, number % 5 != 0, 1.0) for number in range(5000)])
    total = sum(weights[sign] for sign in signs)
    assert calibrate._logistic(total) == pytest.approx(0.8, abs=0.02)


def test_the_bar_leaves_out_what_is_too_often_no_event(calibrate: ModuleType) -> None:
    events = [judged(calibrate, n, doubt=0.0, right=True) for n in range(60)]
    events += [judged(calibrate, n, doubt=1.0, right=n % 2 == 0) for n in range(60)]
    chances = [0.9] * 60 + [0.8] * 60
    assert calibrate.bar_of(events, chances) == 0.81


def test_the_bar_is_never_below_that_of_pages_that_were_new(calibrate: ModuleType) -> None:
    events = [judged(calibrate, n, doubt=0.0, right=True) for n in range(60)]
    assert calibrate.bar_of(events, [0.9] * 60) == calibrate.LEAST_BAR / 100


def test_one_listing_does_not_outweigh_all_other_pages(calibrate: ModuleType) -> None:
    events = [judged(calibrate, n, doubt=0.0, right=True) for n in range(200)]
    events += [judged(calibrate, 999, doubt=0.0, right=False) for _ in range(40)]
    assert calibrate.bar_of(events, [0.8] * 240) == calibrate.LEAST_BAR / 100


def test_with_few_events_the_bar_is_not_measured(calibrate: ModuleType) -> None:
    events = [judged(calibrate, n, doubt=0.0, right=True) for n in range(5)]
    assert calibrate.bar_of(events, [0.9] * 5) == calibrate.BAR_UNMEASURED


def test_a_page_is_never_judged_by_its_own_events(calibrate: ModuleType) -> None:
    same = [judged(calibrate, 1, doubt=0.0, right=False) for _ in range(40)]
    others = [judged(calibrate, n, doubt=0.0, right=True) for n in range(2, 12)]
    held_out = calibrate.cross_validated([*same, *others])
    assert held_out[0] > 0.9  # its own forty wrong events do not count
