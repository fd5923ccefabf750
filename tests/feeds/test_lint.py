"""Each point of the checklist is checked: a sound file passes, one with the fault does not."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from feeds import build
from feeds.lint import POINTS, lint_files
from model import ProblemKind


@pytest.fixture(scope="module")
def files(make, settings):
    snapshot = make.snapshot(
        make.conference(), make.seminar(), make.cancelled(), news=(make.news(),)
    )
    return build(snapshot, settings).files


def points(findings) -> set[int]:
    return {finding.point for finding in findings}


def test_all_files(files, settings):
    now = datetime(2026, 2, 1, tzinfo=UTC)
    assert lint_files(files, settings, standing=files.get, now=now) == []
    assert points(lint_files({**files, "alle.ics": b""}, settings)) >= {1, 4}
    lacking = {name: data for name, data in files.items() if name != "alle.rss"}
    (finding,) = lint_files(lacking, settings)
    assert str(finding) == "alle.rss: the file is missing (point 36)"
    problem = replace(finding, subject="a\ud800").as_problem()
    assert problem.kind is ProblemKind.NOT_PUBLISHED
    assert problem.message == "alle.rss a\\ud800: the file is missing (point 36)"


def test_the_points_are_those_of_calendars_feeds_and_pages():
    """That each has a failing sample is shown in tests/feeds/lint, beside the samples."""
    assert set(POINTS) == {*range(1, 26), *range(26, 37), 43, 44}
