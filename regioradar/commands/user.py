"""`user`: who may log in to the review application, in which role, and on which devices."""

import json
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import click

from model import BERLIN, ConfigError
from regioradar.clock import Clock
from regioradar.commands import Program, by_option
from regioradar.reviewing import opener
from review import passwords
from store import Account, Origin, Role, Store

_ROLES = click.Choice([role.value for role in Role])
_name = click.argument("name", metavar="NAME")
_json_option = click.option("--json", "as_json", is_flag=True, help="Print it as JSON.")
_file_option = click.option(
    "--password-file",
    type=click.Path(path_type=Path, dir_okay=False),
    help="File that holds the password and nothing else; else it is asked for.",
)


@click.group(short_help="Say who may log in to the review application.")
def user() -> None:
    """Make users of the review application, change their roles, end their sessions."""


@user.command()
@_name
@click.option(
    "--role",
    type=_ROLES,
    default=Role.CHECK.value,
    show_default=True,
    help="lesen sees everything, pruefen decides, verwalten manages users and sources too.",
)
@click.option(
    "--elsewhere",
    is_flag=True,
    help="No password here: a proxy or OpenID Connect says who it is.",
)
@_file_option
@by_option
@click.pass_obj
def add(
    program: Program,
    name: str,
    role: str,
    elsewhere: bool,
    password_file: Path | None,
    by: str,
) -> None:
    """Make a user; a password is asked for twice."""
    password = "" if elsewhere else _hashed(name, password_file)
    origin = Origin.ELSEWHERE if elsewhere else Origin.LOCAL
    with _opened(program) as store:
        made = store.accounts.add(
            name, Role(role), password=password, origin=origin, by=by, now=Clock().now()
        )
    click.echo(f"{made.name} may log in ({made.role})")


@user.command("list")
@_json_option
@click.pass_obj
def list_(program: Program, as_json: bool) -> None:
    """List all users."""
    now = Clock().now()
    with _opened(program) as store:
        users, sessions = store.accounts.all(), store.accounts.session_counts(now)
    if as_json:
        told = [_to_json(account, sessions[account.name]) for account in users]
        click.echo(json.dumps({"users": told}, ensure_ascii=False))
        return
    for account in users:
        how = "password" if account.origin is Origin.LOCAL else "elsewhere"
        state = f", disabled since {_day(account.disabled_at)}" if account.disabled_at else ""
        count = sessions[account.name]
        devices = f"{count} session{'' if count == 1 else 's'}"
        click.echo(f"{account.name}: {account.role}, {how}, {devices}{state}")
    if not users:
        click.echo("there is no user yet: regioradar user add NAME --role verwalten")


@user.command()
@_name
@click.argument("role", metavar="ROLE", type=_ROLES)
@by_option
@click.pass_obj
def role(program: Program, name: str, role: str, by: str) -> None:
    """Give a user another role: lesen, pruefen or verwalten. It holds from the next request."""
    _carry_out(program, name, lambda a, **said: a.set_role(name, Role(role), **said), by)


@user.command()
@_name
@by_option
@click.pass_obj
def disable(program: Program, name: str, by: str) -> None:
    """Let a user in no more, and end their sessions. What they decided stays."""
    _carry_out(program, name, lambda a, **said: a.disable(name, **said), by)


@user.command()
@_name
@by_option
@click.pass_obj
def enable(program: Program, name: str, by: str) -> None:
    """Let a disabled user in again."""
    _carry_out(program, name, lambda a, **said: a.enable(name, **said), by)


@user.command()
@_name
@_file_option
@by_option
@click.pass_obj
def password(program: Program, name: str, password_file: Path | None, by: str) -> None:
    """Set a user's password, which ends their sessions."""
    hashed = _hashed(name, password_file)
    _carry_out(program, name, lambda a, **said: a.set_password(name, hashed, **said), by)


@user.command()
@_name
@click.option("--end", is_flag=True, help="End them all.")
@_json_option
@by_option
@click.pass_obj
def sessions(program: Program, name: str, end: bool, as_json: bool, by: str) -> None:
    """List where a user is logged in, or end it."""
    now = Clock().now()
    with _opened(program) as store:
        found = store.accounts.sessions(name, now)
        if end:
            count = store.accounts.end_sessions(name, by=by, now=now)
            click.echo(f"{count} ended")
            return
        if store.accounts.find(name) is None:
            raise click.UsageError(f"there is no user {name}")
    if as_json:
        told = [
            {
                "created": kept.created.isoformat(),
                "lastSeen": kept.last_seen.isoformat(),
                "expires": kept.expires.isoformat(),
                "agent": kept.agent,
            }
            for kept in found
        ]
        click.echo(json.dumps({"sessions": told}, ensure_ascii=False))
        return
    for kept in found:
        click.echo(f"since {_minute(kept.created)}, last {_minute(kept.last_seen)}: {kept.agent}")
    if not found:
        click.echo("nowhere logged in")


def _opened(program: Program) -> Store:
    return opener(program.config)()


def _carry_out(program: Program, name: str, deed: Callable[..., None], by: str) -> None:
    with _opened(program) as store:
        deed(store.accounts, by=by, now=Clock().now())
        account = store.accounts.find(name)
    if account is not None:
        click.echo(f"{account.name}: {account.role}{', disabled' if account.disabled_at else ''}")


def _hashed(name: str, file: Path | None) -> str:
    """The hash of the password that is in the file or is typed. Raises ConfigError for a weak one.

    What is typed is not shown.
    """
    if file is None:
        found = str(click.prompt("Password", hide_input=True, confirmation_prompt=True))
    else:
        try:
            found = file.read_text(encoding="utf-8").rstrip("\r\n")
        except (OSError, UnicodeDecodeError) as error:
            raise ConfigError(f"{file}: cannot be read: {error}") from error
    fault = passwords.fault_of(found, name)
    if fault:
        raise ConfigError(fault)
    return passwords.hashed(found)


def _to_json(account: Account, sessions: int) -> dict[str, Any]:
    return {
        "name": account.name,
        "role": account.role.value,
        "origin": account.origin.value,
        "created": account.created.isoformat(),
        "disabledAt": account.disabled_at.isoformat() if account.disabled_at else None,
        "sessions": sessions,
    }


def _day(moment: datetime) -> str:
    return moment.astimezone(BERLIN).date().isoformat()


def _minute(moment: datetime) -> str:
    return f"{moment.astimezone(BERLIN):%Y-%m-%d %H:%M}"
