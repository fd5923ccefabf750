"""`init`: a working folder for one installation. Overwrites nothing, so it also completes one."""

from pathlib import Path
from urllib.parse import urlsplit

import click

from regioradar.installing.folder import Made, set_up


@click.command(short_help="Make a working folder: settings, sources, database, files for cron.")
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option("--contact", metavar="ADDRESS", help="Set contact: whom site owners can ask.")
@click.option("--base-url", metavar="URL", help="Set site.base_url: where the feeds will be.")
@click.option("--owner", metavar="NAME", help="Set site.owner: who publishes the feeds.")
@click.option(
    "--uid-authority",
    metavar="DOMAIN",
    help="Set site.uid_authority; else the host of --base-url.",
)
@click.option("--user", metavar="NAME", help="Whose services they are; else who calls.")
def init(
    folder: Path,
    contact: str | None,
    base_url: str | None,
    owner: str | None,
    uid_authority: str | None,
    user: str | None,
) -> None:
    """Make in DIR what an installation needs, or what it lacks of that.

    regioradar.toml with every setting, a copy of the bundled sources, the database, the folder for
    the web server, and in deploy/ files for cron, systemd and web servers. What is there stays.
    """
    if uid_authority is None and base_url is not None:
        uid_authority = urlsplit(base_url).hostname
    chosen = {
        "contact": contact,
        "site.base_url": base_url,
        "site.owner": owner,
        "site.uid_authority": uid_authority,
    }
    done = set_up(folder, {key: value for key, value in chosen.items() if value is not None}, user)
    _tell(done)


def _tell(done: Made) -> None:
    for path in done.made:
        click.echo(f"made {path}")
    for path in done.kept:
        click.echo(f"kept {path}")
    place = done.place
    if done.is_roots:
        click.echo(
            f"root made this for {place.user}: chown -R {place.user}: {place.folder} before the "
            "first run"
        )
    click.echo(f"next: cd {place.folder} && {place.program} doctor")
