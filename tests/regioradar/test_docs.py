"""Every command, option, setting and model field stands in the documents, and none that is not."""

import dataclasses
import inspect
import re
from enum import Enum
from pathlib import Path

import click
import pytest

import model
from regioradar.cli import main
from regioradar.config import settings
from regioradar.exit_codes import ExitCode

ROOT = Path(__file__).resolve().parents[2]
COMMANDS = (ROOT / "docs" / "commands.md").read_text(encoding="utf-8")
CONFIGURATION = (ROOT / "docs" / "configuration.md").read_text(encoding="utf-8")
VOCABULARY = (ROOT / "docs" / "model.md").read_text(encoding="utf-8")
RECORDS = [v for v in vars(model).values() if dataclasses.is_dataclass(v)]


def commands(group, prefix="regioradar"):
    ctx = click.Context(group)
    for name in group.list_commands(ctx):
        command = group.get_command(ctx, name)
        yield f"{prefix} {name}", command
        if isinstance(command, click.Group):
            yield from commands(command, f"{prefix} {name}")


ALL_COMMANDS = list(commands(main))


def section(path):
    """The section of a command in commands.md; a subcommand's is that of its group."""
    name = " ".join(path.split()[:2])
    found = re.search(rf"^## `{name}`$(.*?)(?=^## |\Z)", COMMANDS, re.MULTILINE | re.DOTALL)
    assert found, f"docs/commands.md has no section on {name}"
    return found[1]


@pytest.mark.parametrize(("path", "command"), ALL_COMMANDS, ids=[path for path, _ in ALL_COMMANDS])
def test_every_command_and_option_is_documented(path, command):
    text = section(path)
    assert command.help, path
    if len(path.split()) > 2:
        assert f"`{path}" in text
    for parameter in command.params:
        if isinstance(parameter, click.Option):
            assert parameter.help, (path, parameter.name)
            assert f"`{parameter.opts[0]}" in text, (path, parameter.opts[0])


def test_every_documented_command_and_option_exists():
    paths = {path for path, _ in ALL_COMMANDS}
    assert {
        f"regioradar {name}" for name in re.findall(r"^## `regioradar (\w+)`", COMMANDS, re.M)
    } == {path for path in paths if len(path.split()) == 2}
    parameters = [p for _, c in [("", main), *ALL_COMMANDS] for p in c.params]
    known = {name for p in parameters for name in (*p.opts, *p.secondary_opts)}
    assert set(re.findall(r"`(--[a-z-]+)", COMMANDS)) - {"--help"} <= known


def test_the_options_before_the_command_are_documented():
    for parameter in main.params:
        assert f"| `{parameter.opts[0]}" in COMMANDS


def test_every_exit_code_is_documented():
    for code in ExitCode:
        assert f"\n| {int(code)} | " in COMMANDS


def test_every_setting_is_documented_and_no_other():
    documented = re.findall(r"^\| `([a-z_.]+)` \|", CONFIGURATION, re.MULTILINE)
    assert documented == [key for key, *_ in settings()]


def test_the_documented_defaults_are_the_real_ones():
    rows = dict(re.findall(r"^\| `([a-z_.]+)` \| ([^|]+) \|", CONFIGURATION, re.MULTILINE))
    for key, _, default, _ in settings():
        if default not in (None, ""):
            shown = str(default).lower() if isinstance(default, bool) else str(default)
            assert rows[key].strip().strip("`") == shown, key


@pytest.mark.parametrize(
    "target", re.findall(r"^([a-z]+):.*##", (ROOT / "Makefile").read_text(), re.M)
)
def test_every_make_target_is_documented(target):
    assert f"| `make {target}` |" in COMMANDS


@pytest.mark.parametrize("record", RECORDS, ids=lambda record: record.__name__)
def test_every_record_and_field_of_the_model_is_documented(record):
    assert inspect.getdoc(record)
    row = re.search(rf"^\| `{record.__name__}` \| (.*) \|$", VOCABULARY, re.MULTILINE)
    assert row, record.__name__
    for field in dataclasses.fields(record):
        assert f"`{field.name}`" in row[1], field.name


@pytest.mark.parametrize("name", model.__all__)
def test_every_other_name_of_the_model_is_documented(name):
    value = getattr(model, name)
    if isinstance(value, type) and issubclass(value, (Enum, Exception)):
        assert f"`{name}`" in VOCABULARY
    if inspect.isclass(value) or inspect.isfunction(value):
        assert inspect.getdoc(value)
