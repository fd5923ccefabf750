"""Each point of the checklist is checked: a sound file passes, one with the fault does not."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from feeds import build
from feeds.lint import POINTS, lint_files, lint_page
from model import ProblemKind


@pytest.fixture(scope="module")
def files(make, settings):
    snapshot = make.snapshot(
        make.conference(), make.seminar(), make.cancelled(), news=(make.news(),)
    )
    return build(snapshot, settings).files


def points(findings) -> set[int]:
    return {finding.point for finding in findings}


@pytest.mark.parametrize(
    ("point", "old", "new"),
    [
        (43, 'type="text/calendar"', 'type="text/plain"'),
        (43, "<code>https://kalender.example/alle.ics", "<code>https://x.example/"),
        (44, '<html lang="de">', "<html>"),
        (44, "<title>Termine", "<title></title><p>"),
        (44, "<h1>", "<h1>Noch eine</h1><h1>"),
        (44, "</main>", "<script>alert(1)</script></main>"),
        (44, "<h1>", '<h1 onclick="x()">'),
        (44, "<h1>", '<h1 style="color:red">'),
        (44, 'href="#termine"', 'href="javascript:alert(1)"'),
        (44, 'href="regioradar.css', 'href="https://cdn.example/a.css'),
        (44, "</main>", '<img src="https://zaehler.example/p.gif"></main>'),
        (44, 'id="abonnieren"', 'id="termine"'),
    ],
)
def test_faults_of_the_page(files, point, old, new):
    sound, addresses = files["index.html"], ("https://kalender.example/alle.ics",)
    assert lint_page(sound, addresses=addresses) == []
    assert old.encode() in sound
    broken = sound.replace(old.encode(), new.encode(), 1)
    assert point in points(lint_page(broken, addresses=addresses))


def test_a_page_that_is_none():
    assert points(lint_page(b"")) == {44}
    assert points(lint_page(b"\xff\xfe")) == {44}


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


def test_every_point_has_a_failing_sample():
    """Those of calendars and of feeds in tests/feeds/lint, each beside its faults."""
    assert set(POINTS) == {*range(1, 26), *range(26, 37), 43, 44}
