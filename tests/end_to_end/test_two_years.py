"""Two years of a small region, one run a day: after each run the feeds hold what is true.

The world (`scenario`) and the program know nothing of each other: only the crawl is played.
"""

from importlib import import_module
from pathlib import Path

import pytest

HERE = str(Path(__file__).parent)


def test_two_years(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(HERE)
    play = import_module("scenario.play").Play(tmp_path, monkeypatch)
    for today, faults in play.days():
        assert not faults, "\n".join((f"{today}: {play.script.names(today)}", *faults))
    left = import_module("scenario.ending").faults(play.office)
    assert not left, "\n".join(left)
