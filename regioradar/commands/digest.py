"""`digest`: the mail to staff, for cron behind a run. Sends it and notes what it told."""

from collections.abc import Sequence
from datetime import date

import click

from model import ConfigError
from regioradar.commands import Program, clock_of, today_option
from regioradar.config import Config
from regioradar.digest import Digest, gather, subject, text
from regioradar.exit_codes import ExitCode
from regioradar.logs import say
from regioradar.mailing import message, send
from regioradar.opening import open_store
from sources import Catalogue, load_catalogue


@click.command(short_help="Mail to staff what is new in the queue and which sources broke.")
@click.option("--dry-run", is_flag=True, help="Print the mail; send nothing and note nothing.")
@today_option
@click.pass_obj
def digest(program: Program, dry_run: bool, today: date | None) -> None:
    """Mail to staff what is new, changed, near and unsure, and which sources broke.

    Only what no mail told before; without anything to tell none is sent.
    """
    config, clock = program.config, clock_of(today)
    if not config.mail.recipients and not dry_run:
        raise ConfigError("mail.to is empty: no mail is sent (docs/review.md says how to set it)")
    if not config.database_file.exists():
        click.echo("nothing to tell: there is no database yet")
        return
    catalogue = load_catalogue(config.sources_dir)
    with open_store(config) as store:
        found = gather(store, catalogue, now=clock.now(), today=clock.today())
        line, body = subject(found), _text(found, catalogue, config)
        if dry_run:
            click.echo(f"Subject: {line}\n\n{body}", nl=False)
        elif not found.has_news:
            click.echo("nothing to tell: no mail is sent")
        else:
            refused = send(config.mail, message(config.mail, line, body, now=clock.now()))
            store.save_told(found.told)
            _report(config, refused)


def _report(config: Config, refused: Sequence[str]) -> None:
    """Say who got it; exit code 1 where somebody did not."""
    count = len(config.mail.recipients) - len(refused)
    click.echo(f"sent to {count} {'address' if count == 1 else 'addresses'}")
    for fault in refused:
        say(f"not sent to {fault}")
    if refused:
        raise click.exceptions.Exit(int(ExitCode.PARTLY))


def _text(found: Digest, catalogue: Catalogue, config: Config) -> str:
    names = {source.id: source.short_name or source.name for source in catalogue.sources}
    return text(found, names, address=config.review.base_url, listed=config.mail.listed)
