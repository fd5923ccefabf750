"""The end of a run in words, at 80 columns and without colour, and the ways of telling progress."""

import io
import json
import re

import pytest
from rich.console import Console

from model import Problem, ProblemKind, PublishError, Severity, SourceFileError
from regioradar.exit_codes import ExitCode
from regioradar.outcome import Outcome, SourceOutcome
from regioradar.progress import Bars, Lines, Silent, reporter
from regioradar.publishing import Published
from regioradar.summary import show

DEAD = Problem(
    kind=ProblemKind.UNREACHABLE,
    message="the host does not answer",
    severity=Severity.ERROR,
    url="http://beta.localhost/ein/ziemlich/langer/pfad/der/nicht/in/eine/zeile/passt.html",
)


@pytest.fixture
def outcome(tmp_path):
    alpha = SourceOutcome(source_id="alpha", pages=12, new=3, changed=1, read=4, events=7)
    beta = SourceOutcome(source_id="beta", problems=[DEAD])
    published = Published(
        folder=tmp_path, written=("alle.ics",), unchanged=("alle.rss", "index.html"), removed=()
    )
    return Outcome(sources={"beta": beta, "alpha": alpha}, published=published)


def text_of(outcome, **options):
    out = io.StringIO()
    show(outcome, Console(file=out, width=80, no_color=True), **options)
    return out.getvalue()


def test_the_table_has_a_row_a_source_and_a_sum(outcome):
    rows = [line.split() for line in text_of(outcome).splitlines()]
    assert ["source", "pages", "new", "changed", "events", "problems"] in rows
    assert ["alpha", "12", "3", "1", "7", "0"] in rows
    assert ["beta", "0", "0", "0", "-", "1"] in rows
    assert ["all", "12", "3", "1", "7", "1"] in rows


def test_each_problem_is_one_line_and_the_feeds_are_named(outcome, tmp_path):
    lines = text_of(outcome).splitlines()
    assert f"error: beta {DEAD.url} unreachable: the host does not answer" in lines
    assert f"feeds: 1 written, 2 unchanged, 0 removed in {tmp_path}" in lines
    assert f"iCalendar: {tmp_path / 'alle.ics'}" in lines
    assert f"RSS: {tmp_path / 'alle.rss'}" in lines


def test_an_expected_problem_is_marked(outcome):
    assert f"expected: beta {DEAD.url}" in text_of(outcome, expected=[DEAD])


def test_the_table_fits_80_columns_and_has_no_colour(outcome):
    outcome.of("eine_quelle_mit_einem_wirklich_sehr_langen_namen_der_zu_breit_waere").pages = 12345
    text = text_of(outcome)
    assert "\x1b" not in text
    table = text.partition("error:")[0]
    assert max(map(len, table.splitlines())) <= 80
    assert "12345" in table


def test_the_exit_code_is_that_of_the_gravest(outcome):
    assert Outcome().exit_code is ExitCode.OK
    assert outcome.exit_code is ExitCode.PARTLY
    fault = SourceFileError("is missing", file="x.toml")
    assert Outcome(faults=[fault]).exit_code is ExitCode.PARTLY
    outcome.not_published = PublishError("full")
    assert outcome.exit_code is ExitCode.NOT_PUBLISHED


def test_the_outcome_is_json(outcome):
    data = json.loads(json.dumps(outcome.to_json()))
    assert data["exitCode"] == 1
    assert [source["id"] for source in data["sources"]] == ["alpha", "beta"]
    assert data["sources"][1]["problems"][0]["kind"] == "unreachable"
    assert data["published"]["written"] == ["alle.ics"]


def tell(kind):
    kind.stage("crawl", 2)
    kind.pages("alpha", 5)
    kind.done("alpha", "5 pages")


def test_lines_where_it_is_no_terminal():
    out = io.StringIO()
    with reporter(Console(file=out)) as kind:
        assert isinstance(kind, Lines)
        tell(kind)
    assert out.getvalue() == "crawl alpha: 5 pages\n"


def test_bars_on_a_terminal():
    out = io.StringIO()
    with reporter(Console(file=out, force_terminal=True, width=80)) as kind:
        assert isinstance(kind, Bars)
        tell(kind)
    assert "1/2 sources, 5 pages" in re.sub(r"\x1b\[[0-9;?]*[a-zA-Z]", "", out.getvalue())


def test_nothing_where_it_shall_be_quiet():
    out = io.StringIO()
    with reporter(Console(file=out, force_terminal=True), quiet=True) as kind:
        assert isinstance(kind, Silent)
        tell(kind)
    assert out.getvalue() == ""


def test_a_run_of_no_source_says_so():
    console = Console(file=io.StringIO(), width=80)
    show(Outcome(), console)
    assert console.file.getvalue() == "none of the sources that were asked for is enabled\n"
