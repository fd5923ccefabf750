"""A sound publication to be broken, and what the findings are about."""

from collections.abc import Callable, Iterable
from datetime import date

import pytest

from feeds import build
from feeds.lint import Finding


@pytest.fixture(scope="module")
def snapshot(make):
    return make.snapshot(
        make.conference(),
        make.seminar(),
        make.cancelled(),
        news=(make.news(),),
        deadlines=(make.deadline(make.conference().uid, date(2026, 2, 16)),),
    )


@pytest.fixture(scope="module")
def files(snapshot, settings):
    return build(snapshot, settings).files


@pytest.fixture(scope="session")
def one_fault() -> Callable[..., bytes]:
    """Return the bytes with one place changed, which must stand there."""

    def edit(data: bytes, old: str, new: str, times: int = 1) -> bytes:
        assert old.encode() in data, f"{old!r} does not stand in the sound file"
        return data.replace(old.encode(), new.encode(), times)

    return edit


@pytest.fixture(scope="session")
def points() -> Callable[[Iterable[Finding]], set[int]]:
    """Return the points of the checklist that findings are about."""
    return lambda findings: {finding.point for finding in findings}
