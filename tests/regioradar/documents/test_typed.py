"""What the documents tell people to type, the program understands: commands, settings, targets."""

import re
import shlex
import tomllib
from collections.abc import Iterator

import click
import pytest
from written import FILES, ROOT, Fence, fences, words_in_code

from crawler.config import variable
from regioradar.cli import main
from regioradar.config import NOT_SETTINGS, load, settings
from sources import Source

KEYS = {key for key, *_ in settings()}
SECTIONS = {key.partition(".")[0] for key in KEYS if "." in key}
CODE = {"review.sessions", "site.context", "site.document", "site.soup", "site.toml"}
"""What looks like a setting and is a module, an attribute or a file."""
SOURCE_TABLES = {"[[entries]]", "[follow]", "[organizer]"}
BLOCKS = [fence for file in FILES for fence in fences(file)]
TYPED = ("", "console", "sh", "ini")
"""Kinds of blocks with lines that somebody types, or that cron or systemd starts."""
PROGRAM = re.compile(r"(?:[\w./-]*/)?regioradar")
BEFORE = re.compile(r"\s*(?:\$ |ExecStart\w*=-?|(?:[\d*/,-]+\s+){5}|@\w+\s+|let it through: )?")
PLACEHOLDER = re.compile(r"[\[\]…|<>]|\.\.\.|\b[A-Z]{2,}\b")
SOURCE = {
    "id": "haus", "name": "Haus", "kind": "network",
    "entries": [{"kind": "feed", "url": "https://haus.example/feed"}],
}  # fmt: skip

RECIPIENT = '\n[mail]\nto = "erika@example.org"\nsender = "radar@example.org"\n'
"""What stands elsewhere in the file of somebody who gets mail."""


def calls(fence: Fence) -> Iterator[str]:
    """The calls of the program in a block."""
    if fence.kind not in TYPED:
        return
    for line in fence.text.splitlines():
        begun = BEFORE.match(line)
        for part in re.split(r" && | \|\| |; | \| (?!--)", line[begun.end() if begun else 0 :]):
            if PROGRAM.fullmatch(part.split(" ")[0]):
                yield part.strip()


TYPED_CALLS = [(str(fence), call) for fence in BLOCKS for call in calls(fence)]
SAID_CALLS = sorted(
    {
        word
        for file in FILES
        for word in words_in_code(file)
        if PROGRAM.fullmatch(word.split(" ")[0]) and " " in word
    }
)


def command_of(words: list[str]) -> tuple[click.Command, dict[str, object]]:
    """The command that `words` call, and what its parameters are given."""
    command: click.Command = main
    path = "regioradar"
    while True:
        ctx = click.Context(command, info_name=path)
        if not isinstance(command, click.Group):
            given, rest, _ = command.make_parser(ctx).parse_args(list(words))
            assert not rest, f"{path} takes no {rest}"
            return command, given
        _, rest, _ = command.make_parser(ctx).parse_args(list(words))
        if not rest or PLACEHOLDER.search(rest[0]):
            return command, {}
        found = command.get_command(ctx, rest[0])
        assert found is not None, f"{path} has no command {rest[0]}"
        command, words, path = found, rest[1:], f"{path} {rest[0]}"


def check_names(line: str) -> None:
    """Hold the commands and the names of the options against the program, and no more."""
    words = re.sub(r"[\[\]…|<>,/]|\.\.\.", " ", line).split()[1:]
    command: click.Command = main
    while isinstance(command, click.Group) and words and not words[0].startswith("-"):
        if PLACEHOLDER.search(words[0]):
            return
        found = command.get_command(click.Context(command), words[0])
        assert found is not None, f"{line}: no command {words[0]}"
        command, words = found, words[1:]
    known = {name for p in command.params for name in (*p.opts, *p.secondary_opts)}
    for word in words:
        if word.startswith("--"):
            assert word.partition("=")[0] in known | {"--help"}, f"{line}: no {word}"


def check_call(line: str) -> None:
    """As click reads it: options, what they take, and that nothing is missing."""
    words = shlex.split(line, comments=True)[1:]
    if "--help" in words:
        check_names(shlex.join(["regioradar", *words]))
        return
    command, given = command_of(words)
    ctx = click.Context(command)
    for parameter in command.params:
        value = given.get(parameter.name)
        is_given = isinstance(value, (str, bool, tuple, list)) and value not in ((), [])
        assert is_given or not parameter.required, f"{line}: {parameter.name} is missing"
        if is_given and not isinstance(parameter.type, (click.Path, click.File)):
            parameter.process_value(ctx, value)


def test_there_is_something_to_look_at():
    assert len(TYPED_CALLS) > 15
    assert len(SAID_CALLS) > 40


@pytest.mark.parametrize(("where", "line"), TYPED_CALLS, ids=[f"{w} {c}" for w, c in TYPED_CALLS])
def test_every_call_in_a_block_of_code_is_understood(where, line):
    if PLACEHOLDER.search(line.split("  #")[0]):
        check_names(line.split("  #")[0])
    else:
        check_call(line)


@pytest.mark.parametrize("line", SAID_CALLS)
def test_every_call_in_the_text_names_a_command_and_options_that_exist(line):
    check_names(line)


@pytest.mark.parametrize(
    "line",
    [
        "regioradar rum",
        "regioradar run --sauce amt",
        "regioradar run --today tomorrow",
        "regioradar sources show",
        "regioradar demo --port none",
        "regioradar user rename Erika",
    ],
)
def test_a_call_that_the_program_does_not_understand_is_noticed(line):
    with pytest.raises((AssertionError, click.UsageError)):
        check_call(line)
    if "--today" not in line and "--port" not in line and "show" not in line:
        with pytest.raises(AssertionError):
            check_names(line)


def test_every_make_target_that_is_named_exists():
    text = (ROOT / "Makefile").read_text(encoding="utf-8")
    there = set(re.findall(r"^([a-z][\w-]*):", text, re.M))
    named = [word for file in FILES for word in words_in_code(file) if word.startswith("make ")]
    named += [
        line.partition("#")[0].strip()
        for fence in BLOCKS
        for line in fence.text.splitlines()
        if fence.kind in TYPED and line.startswith("make ")
    ]
    assert named
    for line in named:
        for word in line.split()[1:]:
            assert "=" in word or word in there, line


def tables(fence: Fence) -> dict[str, object]:
    return tomllib.loads(fence.text)


@pytest.mark.parametrize("fence", [b for b in BLOCKS if b.kind == "toml"], ids=str)
def test_every_file_in_toml_is_taken(fence, tmp_path, monkeypatch):
    """As settings, or as the part of a source file that it shows."""
    found = tables(fence)
    if fence.file.name in ("add-a-source.md", "source-file.md"):
        Source.model_validate({**SOURCE, **found})
        return
    file = tmp_path / "regioradar.toml"
    file.write_text(fence.text + ("" if "mail" in found else RECIPIENT), encoding="utf-8")
    config = load(file)
    for name, value in found.items():
        if isinstance(value, dict):
            assert getattr(config, name).model_fields_set == set(value)


def test_every_setting_that_the_text_names_exists():
    for file in FILES:
        for word in words_in_code(file):
            section, _, rest = word.partition(".")
            if section in SECTIONS and re.fullmatch(r"[a-z_]+", rest):
                assert word in KEYS | CODE, f"{file.name}: {word}"
            if re.fullmatch(r"\[+[a-z_]+\]+", word):
                is_section = word.strip("[]") in SECTIONS and not word.startswith("[[")
                assert is_section or word in SOURCE_TABLES, f"{file.name}: {word}"


def test_every_variable_that_is_named_exists():
    known = {variable(key) for key in KEYS} | NOT_SETTINGS
    for file in FILES:
        for name in re.findall(r"REGIORADAR_[A-Z_]+", file.read_text(encoding="utf-8")):
            prefixes = {f"REGIORADAR_{section.upper()}__" for section in SECTIONS}
            assert name in known | prefixes, f"{file.name}: {name}"


def test_what_looks_like_a_setting_and_is_none_is_still_named():
    named = {word for file in FILES for word in words_in_code(file)}
    assert named >= CODE
