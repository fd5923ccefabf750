"""The command line: one line for each expected fault, exit codes, a quick start."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

import regioradar.commands.run as run_command
from model import ConfigError, PublishError, RegioRadarError, SourceFileError, StoreError
from regioradar.cli import COMMANDS, exit_code, main
from regioradar.lock import AlreadyRunningError
from regioradar.outcome import Outcome
from sources import load_catalogue


@pytest.fixture
def call(monkeypatch):
    """Call the program in this process; gives the result with `stdout`, `stderr`, `exit_code`."""

    def invoke(*args, stdin=None):
        return CliRunner().invoke(main, args, input=stdin)

    return invoke


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


def test_extract_reads_files_one_line_each(call, tmp_path, plain_parser):
    (tmp_path / "eins.txt").write_text("TERMIN 2026-05-05 Fachtag")
    result = call("extract", "eins.txt", "--url", "http://x.example/1", "--source", "bmwe")
    record = json.loads(result.stdout)
    assert result.exit_code == 0
    assert (record["id"], record["url"]) == ("eins.txt", "http://x.example/1")
    assert (
        record["events"][0]["organizer"]["name"] == "Bundesministerium für Wirtschaft und Energie"
    )


def test_extract_names_a_missing_file_and_reads_the_others(call, tmp_path, plain_parser):
    (tmp_path / "eins.txt").write_text("TERMIN 2026-05-05 Fachtag")
    result = call("extract", "nix.html", "eins.txt")
    assert result.exit_code == 1
    assert result.stderr == "regioradar: nix.html: No such file or directory\n"
    records = [json.loads(line) for line in result.stdout.splitlines()]
    assert [record["id"] for record in records] == ["nix.html", "eins.txt"]
    assert records[1]["events"]


def test_extract_jsonl_goes_on_after_a_bad_line(call, plain_parser):
    lines = '{"id": 1, "body": "MELDUNG a"}\n{"id": 2,\n{"id": 3, "body": "MELDUNG b"}\n'
    result = call("extract", "--jsonl", stdin=lines)
    assert result.exit_code == 1
    assert [json.loads(line)["id"] for line in result.stdout.splitlines()] == [1, None, 3]
    assert result.stderr.startswith("regioradar: line 2 is no JSON")
    assert call("extract", "--jsonl", stdin="").exit_code == 0


@pytest.mark.parametrize(
    ("published", "code"),
    [("2026-01-10", 0), ("2026-01-10T08:00:00+01:00", 0), ("2017-04", 0), ("10.1.26", 2)],
)
def test_a_publication_date_by_hand_is_read_or_refused(call, tmp_path, published, code):
    page = tmp_path / "page.html"
    page.write_text("<html><body><p>Konferenz am 3. März in Halle</p></body></html>")
    result = call("extract", str(page), "--published", published)
    assert result.exit_code == code
    if code:
        assert result.stdout == ""
        assert "--published" in result.stderr
        assert "'10.1.26'" in result.stderr
    else:
        assert json.loads(result.stdout)["datePublished"][:7] == published[:7]


def test_dates_jsonl(call):
    lines = [
        {"id": "a", "text": "am 2. und 3. März 2026 in Halle", "reference": "2026-01-01"},
        {"id": "b", "text": "am 27. September", "reference": "2017-09-25T16:06:55"},
        {"id": "c", "text": 5},
        {"id": "d", "text": "morgen", "reference": "bald"},
        {"id": "e", "text": ""},
        {"id": "f", "txt": "am 3. Mai"},
    ]
    result = call("dates", "--jsonl", stdin="\n".join(map(json.dumps, lines)) + "\n\nkein JSON\n")
    records = {r["id"]: r for r in map(json.loads, result.stdout.splitlines())}
    assert set(records["a"]) == {"id", "dates", "ms"}
    (found,) = records["a"]["dates"]
    assert (found["start"], found["end"], found["grain"]) == ("2026-03-02", "2026-03-03", "day")
    assert found["span"][1] <= len(lines[0]["text"])
    assert records["b"]["dates"][0]["start"][:10] == "2017-09-27"
    assert records["e"]["dates"] == []
    assert all(record["ms"] >= 0 for record in records.values())
    assert result.exit_code == 1
    assert result.stderr.splitlines() == [
        "regioradar: 'c': \"text\" is no string",
        "regioradar: 'd': \"reference\" is no ISO 8601 date: 'bald'",
        "regioradar: 'f': \"text\" is missing",
        "regioradar: line 8 is no JSON: Expecting value: line 1 column 1 (char 0)",
    ]


@pytest.mark.parametrize("command", ["extract", "dates"])
def test_fast_commands_do_not_import_the_heavy_libraries(command):
    code = (
        "import sys\n"
        "from regioradar.cli import main\n"
        f"sys.argv = ['regioradar', '{command}', '--jsonl']\n"
        "try:\n    main()\nexcept SystemExit as end:\n    assert end.code == 0, end.code\n"
        "heavy = {'scrapy', 'twisted', 'feedgen', 'sqlite_utils', 'rich'}\n"
        "print(sorted(heavy & set(sys.modules)))\n"
    )
    done = subprocess.run([sys.executable, "-c", code], input=b"", capture_output=True, check=True)
    assert done.stdout.decode().strip() == "[]"


def test_a_folder_named_as_one_of_our_packages_does_not_stand_in_for_it(tmp_path):
    (tmp_path / "sources").mkdir()
    (tmp_path / "sources" / "__init__.py").write_text("raise SystemExit('the wrong one')")
    command = [sys.executable, "-m", "regioradar", "sources", "check"]
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parent.parent.parent)}
    done = subprocess.run(
        command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.endswith("0 files with a fault\n")


@pytest.mark.parametrize(
    ("command", "line"),
    [
        (("dates", "--jsonl"), "line 1 is no JSON"),
        (("extract", "--jsonl"), "line 1 is no JSON"),
        (("sources", "check"), "kaputt.toml: not valid TOML"),
        (("sources", "list"), "kaputt.toml: not valid TOML"),
    ],
)
def test_faults_are_json_lines_where_the_log_is(command, line, tmp_path):
    (tmp_path / "kaputt.toml").write_text("x = [")
    variables = {"REGIORADAR_SOURCES_DIR": str(tmp_path), "REGIORADAR_LOG_FORMAT": "json"}
    done = subprocess.run(
        [sys.executable, "-m", "regioradar", *command],
        env={**os.environ, **variables},
        input="kein JSON\n",
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    (told,) = (json.loads(line) for line in done.stderr.splitlines())
    assert (told["level"], told["logger"]) == ("ERROR", "regioradar")
    assert told["message"].startswith(line)


@pytest.mark.parametrize("command", ["list", "check"])
def test_a_folder_without_source_files_is_no_empty_success(command, tmp_path, monkeypatch):
    monkeypatch.setenv("REGIORADAR_SOURCES_DIR", str(tmp_path))
    result = CliRunner().invoke(main, ["sources", command])
    assert (result.exit_code, result.stdout) == (2, "")
    assert "sources_dir holds no source files" in result.stderr


def test_a_reader_that_goes_away_is_no_traceback():
    line = b'{"id": 1, "body": "x"}\n'
    with subprocess.Popen(
        [sys.executable, "-m", "regioradar", "extract", "--jsonl"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        process.stdin.write(line)
        process.stdin.flush()
        assert json.loads(process.stdout.readline())["id"] == 1  # each answer comes at once
        process.stdout.close()
        process.stdin.write(line)
        process.stdin.close()
        assert process.stderr.read() == b""
        assert process.wait(timeout=30) == 1
