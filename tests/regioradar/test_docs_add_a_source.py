"""docs/add-a-source.md is typed along: its console blocks against the replica sites."""

import re
import shlex
from pathlib import Path

import pytest

pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])

TEXT = (Path(__file__).resolve().parents[2] / "docs" / "add-a-source.md").read_text("utf-8")


def sessions(text):
    """The commands of all console blocks with the lines that are shown below each."""
    for block in re.findall(r"^```console\n(.*?)^```", text, re.MULTILINE | re.DOTALL):
        for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            command, *shown = part.splitlines()
            yield shlex.split(command), shown


def missing(shown, lines):
    """The first shown line that does not come; `...` stands for any lines, else they join."""
    place, anywhere = 0, False
    for line in shown:
        if line == "...":
            anywhere = True
            continue
        ahead = lines[place:] if anywhere else lines[place : place + 1]
        if line not in ahead:
            return line
        place += ahead.index(line) + 1
        anywhere = False
    return None if anywhere or place == len(lines) else f"(the output goes on) {lines[place]}"


def test_what_the_document_shows_is_what_comes(radar, monkeypatch, tmp_path):
    (tmp_path / "my-sources").mkdir()
    monkeypatch.setenv("REGIORADAR_SOURCES_DIR", "my-sources")
    typed = list(sessions(TEXT))
    assert [command[:3] for command, _ in typed] == [
        ["regioradar", "sources", name] for name in ("add", "add", "check", "try")
    ]
    for command, shown in typed:
        result = radar(*command[1:])
        assert missing(shown, result.stdout.splitlines()) is None, " ".join(command)


def test_every_reason_that_the_document_explains_is_one_of_ours():
    """The words of the table stand in the program or its parsers."""
    root = Path(__file__).resolve().parents[2]
    code = "".join(
        file.read_text("utf-8")
        for folder in ("crawler", "parsers", "regioradar")
        for file in (root / folder).rglob("*.py")
    )
    table = TEXT[TEXT.index("| reason | what to do |") : TEXT.index("## 2. ")]
    reasons = re.findall(r"^\| (.+?) \| ", table, re.MULTILINE)[1:]
    words = [word for reason in reasons for word in re.findall(r"`([^`]+)`", reason)]
    assert len(words) >= 8
    for word in words:
        for piece in re.split(r" ?… ?| X,| N |404", word):
            assert piece.strip() in code, word
