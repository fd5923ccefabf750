"""The parts of the demo: what it expects, whose settings it takes, how it judges a run."""

import io
import os
from pathlib import Path

import pytest
from rich.console import Console

import regioradar.demo as demo
from model import ConfigError, Problem, ProblemKind, PublishError, Severity, SourceFileError
from regioradar.config import Config, CrawlConfig
from regioradar.demo import ExpectedProblem, catalogue_of, demo_config, expected_problems, proxied
from regioradar.exit_codes import ExitCode
from regioradar.outcome import Outcome, SourceOutcome
from sources import load_catalogue

SITES = Path(__file__).resolve().parents[1] / "sites"
BROKEN = ExpectedProblem(
    hosts=("www.amt.localhost", "amt.localhost"), path="/kaputt?nr=1", kind=ProblemKind.TRUNCATED
)


def problem(url="http://amt.localhost/kaputt?nr=1", kind=ProblemKind.TRUNCATED):
    return Problem(kind=kind, message="broke off", url=url, severity=Severity.ERROR)


@pytest.mark.parametrize(
    ("found", "met"),
    [
        (problem(), True),
        (problem("http://www.amt.localhost/kaputt?nr=1"), True),
        (problem("http://amt.localhost/kaputt?nr=12"), False),
        (problem("http://amt.localhost/kaputt"), False),
        (problem("http://fremd.localhost/kaputt?nr=1"), False),
        (problem(kind=ProblemKind.TIMEOUT), False),
        (problem(""), False),
    ],
)
def test_only_what_was_announced_is_expected(found, met):
    assert BROKEN.met_by(found) is met


def test_the_sites_announce_pages_of_several_kinds():
    expected = expected_problems(SITES)
    assert len({problem.kind for problem in expected}) >= 4
    assert all(problem.hosts and problem.path.startswith("/") for problem in expected)


def test_a_wrong_announcement_names_the_file(tmp_path):
    (tmp_path / "amt").mkdir()
    file = tmp_path / "amt" / "site.toml"
    file.write_text('hosts = ["amt.localhost"]\n[[broken]]\npath = "/x"\nproblem = "müde"\n')
    with pytest.raises(ConfigError, match=rf"{file}: 'müde' is not a valid ProblemKind"):
        expected_problems(tmp_path)


def test_the_sites_sources_are_laid_out_as_a_catalogue(tmp_path):
    folder = tmp_path / "sources"
    folder.mkdir()
    (folder / "alt.toml").write_text("=")
    catalogue = catalogue_of(SITES, folder)
    assert not catalogue.faults
    assert {source.id for source in catalogue.sources} == {
        path.parent.name for path in SITES.glob("*/source.toml")
    }
    assert load_catalogue(folder) == catalogue
    bundled = {source.id for source in load_catalogue().sources}
    assert {source.id for source in catalogue.sources} <= bundled


def test_a_folder_without_sites_is_a_clear_line(tmp_path):
    with pytest.raises(ConfigError, match="no replica sites there"):
        catalogue_of(tmp_path, tmp_path / "sources")


def test_the_operators_settings_do_not_reach_the_demo(tmp_path):
    theirs = Config(
        contact="a@example.org",
        database=tmp_path / "echt.sqlite",
        public_dir=tmp_path / "echt",
        crawl=CrawlConfig(delay=30),
    )
    config = demo_config(theirs, tmp_path / "demo")
    assert config.database_file == tmp_path / "demo" / "regioradar.sqlite"
    assert config.public_folder == tmp_path / "demo" / "public"
    assert config.crawl.delay == 0
    assert "a@example.org" not in config.agent
    assert config.publish.past_days > 10_000


def test_proxy_variables_are_set_for_the_block_only(monkeypatch):
    for name in list(os.environ):
        if name.lower().endswith("_proxy"):
            monkeypatch.delenv(name)
    monkeypatch.setenv("NO_PROXY", "localhost")
    monkeypatch.setenv("http_proxy", "http://proxy.example:3128")
    with proxied({"http_proxy": "http://127.0.0.1:9"}):
        assert os.environ["http_proxy"] == "http://127.0.0.1:9"
        assert "NO_PROXY" not in os.environ
    assert os.environ["http_proxy"] == "http://proxy.example:3128"
    assert os.environ["NO_PROXY"] == "localhost"


@pytest.fixture
def concluded(monkeypatch, tmp_path):
    """Run the demo on an outcome that is given; returns exit code and text."""

    class NoServer:
        proxies = {"http_proxy": "http://127.0.0.1:9"}  # noqa: RUF012

        def __init__(self, sites):
            pass

        def __enter__(self):
            return self

        def __exit__(self, *error):
            return None

    monkeypatch.setattr(demo, "ReplicaServer", NoServer)
    monkeypatch.setattr(demo, "expected_problems", lambda *_: [BROKEN])

    def conclude(outcome):
        monkeypatch.setattr(demo, "run", lambda *_: outcome)
        out = io.StringIO()
        code = demo.run_demo(Config(), SITES, tmp_path, Console(file=out, width=200))
        return code, out.getvalue()

    return conclude


def outcome(*problems, **fields):
    return Outcome(sources={"amt": SourceOutcome(source_id="amt", problems=[*problems])}, **fields)


def test_expected_problems_are_well(concluded):
    code, text = concluded(outcome(problem()))
    assert code is ExitCode.OK
    assert "expected: amt http://amt.localhost/kaputt?nr=1 truncated: broke off" in text
    assert text.endswith("demo: 1 expected problems, nothing unexpected happened\n")


def test_any_other_problem_is_not(concluded):
    surprise = Problem(kind=ProblemKind.CHARSET, message="odd", url="http://amt.localhost/")
    code, text = concluded(outcome(problem(), surprise))
    assert code is ExitCode.PARTLY
    assert text.endswith("demo: 1 expected problems, 1 unexpected problems\n")


def test_what_went_wrong_besides_pages_is_not_excused(concluded):
    assert concluded(outcome(not_published=PublishError("full")))[0] is ExitCode.NOT_PUBLISHED
    fault = SourceFileError("is missing", file="x.toml")
    assert concluded(outcome(problem(), faults=[fault]))[0] is ExitCode.PARTLY
    lost = Problem(kind=ProblemKind.NOT_PUBLISHED, message="left out", severity=Severity.ERROR)
    assert concluded(outcome(problem(), feed_problems=[lost]))[0] is ExitCode.PARTLY
