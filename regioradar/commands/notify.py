"""`notify`: the troubles that last and who was told of them; or a test of all that tells them."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

import click

from model import BERLIN, ConfigError
from regioradar.clock import Clock
from regioradar.commands import Program
from regioradar.config import Config
from regioradar.exit_codes import ExitCode
from regioradar.notify.channels import channels
from regioradar.notify.testing import trials
from regioradar.notify.words import trouble_to_json, what
from regioradar.opening import open_store
from store import Trouble
from store.notices import Told


@click.command(short_help="Say which troubles last and who was told; or test the notification.")
@click.option("--test", "is_test", is_flag=True, help="Send a test through all that is set up.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
@click.pass_obj
def notify(program: Program, is_test: bool, as_json: bool) -> None:
    """Say which troubles last and who was told of them when; or test all that tells them."""
    if is_test:
        _test(program.config, as_json=as_json)
    else:
        _list(program.config, as_json=as_json)


def _test(config: Config, *, as_json: bool) -> None:
    found = []
    for trial in trials(config, Clock().now()):
        found.append(trial)
        if not as_json:
            click.echo(f"{trial.name}: {trial.fault or 'well'}")
    if not found:
        raise ConfigError("nothing is set in [notify] (docs/notifications.md says what can be)")
    if as_json:
        tests = [{"name": trial.name, "fault": trial.fault or None} for trial in found]
        click.echo(json.dumps({"tests": tests}, ensure_ascii=False))
    if any(trial.fault for trial in found):
        raise click.exceptions.Exit(int(ExitCode.PARTLY))


def _list(config: Config, *, as_json: bool) -> None:
    troubles: Sequence[Trouble] = ()
    told: Mapping[str, Told] = {}
    if config.database_file.exists():
        with open_store(config) as store:
            troubles = [trouble for trouble in store.notices.troubles() if trouble.ended is None]
            told = store.notices.told()
    names = [channel.name for channel in channels(config, {})]
    if as_json:
        found = [_to_json(trouble, names, told) for trouble in troubles]
        click.echo(json.dumps({"channels": names, "troubles": found}, ensure_ascii=False))
        return
    for trouble in troubles:
        click.echo(_line(trouble, names, told))
    if not troubles:
        click.echo("no trouble is known")


def _to_json(trouble: Trouble, names: Sequence[str], told: Mapping[str, Told]) -> dict[str, Any]:
    moments = {name: told.get(name, {}).get(trouble.key) for name in names}
    return {
        **trouble_to_json(trouble),
        "told": {name: at.isoformat() if at else None for name, at in moments.items()},
    }


def _line(trouble: Trouble, names: Sequence[str], told: Mapping[str, Told]) -> str:
    """Since when, what, the words, the command, who was told; with tabs between."""
    heard = [
        f"{name} {f'{at.astimezone(BERLIN):%Y-%m-%d %H:%M}' if at else 'not yet'}"
        for name in names
        for at in [told.get(name, {}).get(trouble.key)]
    ]
    since = f"{trouble.since.astimezone(BERLIN):%Y-%m-%d}"
    who = "told: " + ", ".join(heard) if heard else "nobody is told"
    return "\t".join((since, what(trouble), trouble.text, trouble.command, who))
