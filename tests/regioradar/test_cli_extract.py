"""The commands extract and dates, line by line, and the program as a process of its own."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest


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
