"""The command line: help, one line for each expected fault, exit codes, runs and sources."""

import json

import pytest
from click.testing import CliRunner

import regioradar.commands.run as run_command
from model import ConfigError, PublishError, RegioRadarError, SourceFileError, StoreError
from regioradar.cli import COMMANDS, main
from regioradar.exit_codes import exit_code
from regioradar.lock import AlreadyRunningError
from regioradar.outcome import Outcome
from sources import load_catalogue


@pytest.fixture
def own_sources(catalogue, tmp_path, monkeypatch):
    monkeypatch.setenv("REGIORADAR_SOURCES_DIR", str(tmp_path / "sources"))
    monkeypatch.setenv("REGIORADAR_CONTACT", "radar@example.org")
    return tmp_path / "sources"


@pytest.fixture
def jobs(monkeypatch):
    """The jobs that the command line gives to the pipeline, which does nothing."""
    seen = []

    def play(job, stages, tell):
        seen.append((job, stages))
        return Outcome(faults=list(job.faults))

    monkeypatch.setattr(run_command, "run_job", play)
    return seen


def test_help_names_every_command(call):
    result = call("--help")
    assert result.exit_code == 0
    for name in COMMANDS:
        assert f"\n  {name} " in result.stdout


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help(call, name):
    result = call(name, "--help")
    assert result.exit_code == 0
    assert result.stdout.startswith(f"Usage: main {name}")


@pytest.mark.parametrize(
    ("args", "line"),
    [
        (["nix"], "No such command 'nix'"),
        (["run", "--schnell"], "No such option"),
        (["run", "--today", "morgen"], "'morgen' is no day as YYYY-MM-DD"),
        (["publish", "--today", "0226-03-02"], "'0226-03-02' is not within the years 1970 to 2999"),
        (["publish", "--today", "9999-12-31"], "'9999-12-31' is not within the years 1970 to 2999"),
        (
            ["run", "--source", "raum_energi"],
            "no source has the id 'raum_energi' (did you mean raum_energie?)",
        ),
        (["run", "--source", "expertrainee"], "source expertrainee is disabled: "),
        (["run", "--kind", "verein"], "'verein' is not one of"),
        (["--config", "nix.toml", "run"], "nix.toml: cannot be read: No such file"),
        (["run"], "no contact is set"),
        (["extract"], "give either FILE... or --jsonl"),
        (["extract", "--jsonl", "x.html"], "give either FILE... or --jsonl"),
        (["extract", "--jsonl", "--url", "http://x/"], "each line says its own url"),
        (["extract", "a", "b", "--url", "http://x/"], "--url is the address of one FILE"),
        (["extract", "a", "--source", "nix"], "no source has the id 'nix'"),
        (["dates"], "give --jsonl"),
        (["sources", "show", "nix"], "no source has the id 'nix'"),
        (["sources", "list", "--region", "Saxen"], "no known region: 'Saxen' (did you mean"),
        (["serve"], "var/public: nothing is published there yet"),
        (["demo", "--sites", "nix"], "nix: no replica sites there"),
    ],
)
def test_a_fault_of_the_caller_is_one_line_and_exit_2(call, args, line):
    result = call(*args)
    assert result.exit_code == 2
    assert result.stderr.startswith("regioradar: ")
    assert line in result.stderr
    assert result.stderr.count("\n") == 1
    assert result.stdout == ""


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (ConfigError("x"), 2),
        (SourceFileError("x", file="x.toml"), 2),
        (PublishError("x"), 3),
        (AlreadyRunningError("x"), 4),
        (StoreError("x"), 5),
        (RegioRadarError("x"), 1),
    ],
)
def test_each_error_has_its_exit_code_and_one_line(call, own_sources, monkeypatch, error, code):
    def fail(*args):
        raise error

    monkeypatch.setattr(run_command, "run_job", fail)
    result = call("run")
    assert exit_code(error) == result.exit_code == code
    assert result.stderr == f"regioradar: {error}\n"
    debugged = call("--debug", "run")
    assert "Traceback" in debugged.stderr
    assert debugged.stderr.endswith(f"regioradar: {error}\n")


def test_a_bug_keeps_its_traceback(call, own_sources, monkeypatch):
    def fail(*args):
        raise ZeroDivisionError

    monkeypatch.setattr(run_command, "run_job", fail)
    assert isinstance(call("run").exception, ZeroDivisionError)


def test_run_takes_the_enabled_sources_that_are_asked_for(call, own_sources, jobs):
    for args, ids in [
        ([], ["alpha", "beta", "netz"]),
        (["--source", "beta", "--source", "alpha"], ["alpha", "beta"]),
        (["--kind", "network"], ["netz"]),
        (["--kind", "network", "--source", "alpha"], []),
    ]:
        assert call("run", *args).exit_code == 0
        assert [source.id for source in jobs[-1][0].selected] == ids


def test_run_crawl_and_publish_differ_in_their_stages(call, own_sources, jobs):
    for name in ("run", "crawl", "publish"):
        assert call(name, "--today", "2026-03-02").exit_code == 0
    stages = [(s.crawl, s.extract, s.publish) for _, s in jobs]
    assert stages == [(True, True, True), (True, False, False), (False, True, True)]
    assert jobs[0][0].clock.today().isoformat() == "2026-03-02"


def test_a_broken_source_file_is_one_line_and_the_others_run(call, own_sources, jobs):
    (own_sources / "kaputt.toml").write_text('id = "kaputt"\nkind = "ministry"\n')
    result = call("run")
    assert result.exit_code == 1
    assert [source.id for source in jobs[0][0].selected] == ["alpha", "beta", "netz"]
    (line,) = [line for line in result.stderr.splitlines() if "kaputt.toml" in line]
    assert line.startswith("regioradar: kaputt.toml: ")
    assert call("run", "--source", "alpha").exit_code == 0
    named = call("run", "--source", "kaputt")
    assert named.exit_code == 2
    assert "kaputt.toml: " in named.stderr


def test_a_folder_without_a_sound_source_is_refused(call, tmp_path, monkeypatch, jobs):
    monkeypatch.setenv("REGIORADAR_SOURCES_DIR", str(tmp_path / "nix"))
    result = call("run")
    assert result.exit_code == 2
    assert "is no folder with source files" in result.stderr
    (tmp_path / "nix").mkdir()
    (tmp_path / "nix" / "x.toml").write_text("=")
    assert "x.toml: not valid TOML" in call("run").stderr
    assert not jobs


def test_json_is_the_only_thing_on_standard_output(call, own_sources, jobs):
    (own_sources / "kaputt.toml").write_text("=")
    result = call("run", "--json")
    data = json.loads(result.stdout)
    assert data["exitCode"] == result.exit_code == 1
    assert "kaputt.toml" in data["sourceFaults"][0]


def test_sources_list_show_and_check(call, own_sources):
    listed = call("sources", "list").stdout
    assert "Amt Alpha" in listed
    assert "keine Adresse" in " ".join(listed.split())
    # Piped, each source is one line, however long.
    (alpha,) = [line.split("\t") for line in listed.splitlines() if line.startswith("alpha\t")]
    assert alpha == ["alpha", "ministry", "weekly", "Sachsen", "Amt Alpha"]
    assert len(listed.splitlines()) == 4
    shown = call("sources", "show", "alpha").stdout
    assert "kind: ministry\n" in shown
    assert "entries.url: http://alpha.localhost/termine\n" in shown
    assert call("sources", "check").stdout == (
        "3 sources enabled, 1 disabled, 0 files with a fault\n"
    )
    (own_sources / "kaputt.toml").write_text("=")
    for command in ("list", "check"):
        result = call("sources", command)
        assert result.exit_code == 1
        assert result.stderr.startswith("regioradar: kaputt.toml: ")
    assert "kaputt.toml" in call("sources", "show", "kaputt").stderr


def ids_of(call, *options):
    result = call("sources", "list", *options)
    assert result.exit_code == 0, result.stderr
    return [line.split("\t")[0] for line in result.stdout.splitlines()]


def test_the_list_of_sources_is_narrowed(call, own_sources):
    beta = own_sources / "beta.toml"
    beta.write_text(beta.read_text().replace('["Sachsen"]', '["Rheinisches Revier"]'))
    assert ids_of(call, "--region", "sachsen") == ["alpha", "netz", "zu"]
    assert ids_of(call, "--region", "Nordrhein-Westfalen") == ["beta"]
    assert ids_of(call, "--region", "Bayern", "--region", "Rheinisches Revier") == ["beta"]
    assert ids_of(call, "--region", "Lausitz") == []
    assert ids_of(call, "--kind", "network") == ["netz"]
    assert ids_of(call, "--kind", "network", "--kind", "chamber", "--disabled") == ["zu"]
    assert ids_of(call, "--enabled") == ["alpha", "beta", "netz"]


def test_the_bundled_catalogue_is_sound(call):
    assert load_catalogue().sources
    assert call("sources", "check").exit_code == 0


def test_config_prints_toml_that_can_be_used_again(call, tmp_path):
    printed = call("config").stdout
    (tmp_path / "regioradar.toml").write_text(printed + '\n[site2]\n"x" = 1\n')
    assert "site2: unknown setting" in call("config").stderr
    (tmp_path / "regioradar.toml").write_text(printed)
    assert call("config").stdout == printed


@pytest.mark.parametrize("command", ["list", "check"])
def test_a_folder_without_source_files_is_no_empty_success(command, tmp_path, monkeypatch):
    monkeypatch.setenv("REGIORADAR_SOURCES_DIR", str(tmp_path))
    result = CliRunner().invoke(main, ["sources", command])
    assert (result.exit_code, result.stdout) == (2, "")
    assert "sources_dir holds no source files" in result.stderr
