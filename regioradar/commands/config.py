"""`config`: the settings in force, as TOML that could be used again."""

from typing import Any

import click
from pydantic import SecretStr

from regioradar.commands import Program
from regioradar.config import Config, settings
from regioradar.config_notify import masked
from regioradar.installing.settings_file import toml_value


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
            lines.append(f"# {name} = {toml_value(masked(value))}  (a secret: it is not shown)")
            continue
        lines.append(
            f"# {name} = {toml_value(in_place.get(key, ''))}"
            if value is None
            else f"{name} = {toml_value(value)}"
        )
    return lines
