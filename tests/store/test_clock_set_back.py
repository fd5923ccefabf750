"""A clock that is set back between two runs: what changes then is still changed later."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from model import Event, Extraction

A = "https://region.localhost/termine/konferenz"


@pytest.mark.parametrize("back", [timedelta(hours=25), timedelta(days=3650)])
def test_a_change_comes_after_what_it_changes(
    scene: Any, told: Callable[..., Extraction], event: Callable[..., Event], back: timedelta
) -> None:
    scene.run({A: told(event())})
    first = scene.only
    scene.now -= back
    scene.run({A: told(event(name="Konferenz"))})
    second = scene.only
    scene.run({A: told(event(name="Tagung"))})
    third = scene.only
    assert first.created < second.last_modified < third.last_modified
    assert [one.sequence for one in (first, second, third)] == [0, 1, 2]
    assert second.created == first.created
    moments = [change.at for change in scene.store.changes()]
    assert moments == sorted(set(moments))
    scene.run({A: told(event(name="Tagung"))})
    last = scene.only
    assert (last.sequence, last.last_modified) == (third.sequence, third.last_modified)
