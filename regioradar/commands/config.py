"""`config`: the settings in force, as TOML that could be used again."""

import json
from pathlib import Path
from typing import Any

import click
from pydantic import SecretStr

from regioradar.commands import Program
from regioradar.config import Config, settings
from regioradar.config_notify import masked


@click.command()
@click.pass_obj
def config(program: Program) -> None:
    """Print the settings in force, from file, environment and defaults."""
    for line in effective(program.config):
        click.echo(line)


def effective(config: Config) -> list[str]:
    """TOML lines; what is unset stands as a comment with what is used in its place."""
    lines: list[str] = []
    section = ""
    in_place = {"database": config.database_file, "public_dir": config.public_folder}
    for key, _, _, description in settings():
        table, _, name = key.rpartition(".")
        if table != section:
            section = table
            lines += ["", f"[{table}]"]
        value: Any = config
        for part in key.split("."):
            value = getattr(value, part)
        lines.append(f"# {description}")
        if isinstance(value, SecretStr):
            lines.append(f"# {name} = {_toml(masked(value))}  (a secret: it is not shown)")
            continue
        lines.append(
            f"# {name} = {_toml(in_place.get(key, ''))}"
            if value is None
            else f"{name} = {_toml(value)}"
        )
    return lines


def _toml(value: object) -> str:
    """A TOML value: strings are written as JSON writes them, which TOML reads alike."""
    return json.dumps(str(value) if isinstance(value, Path) else value, ensure_ascii=False)
