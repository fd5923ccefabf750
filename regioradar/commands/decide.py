"""`decide`: what staff say of events. Each is applied at once, and holds in every run from then."""

import json
from collections.abc import Callable
from datetime import date
from typing import Any

import click

from regioradar.commands import Program, by_option, clock_of, today_option
from regioradar.dossier.as_json import change_to_json
from regioradar.dossier.tables import change_row
from regioradar.job import Job
from regioradar.joining import EventMatcher
from regioradar.pipeline import opened
from regioradar.surroundings import Surroundings
from sources import load_catalogue
from store import Decided, RejectReason

_OBJECTS = ("location", "otherLocations", "organizer")
"""Fields whose values are objects."""

Deed = Callable[..., Decided]


@click.group(short_help="Say what is one event, what is none, and what is right.")
def decide() -> None:
    """Join, part, approve, reject and correct events; it holds in every run from then on."""


def _deciding(command: Callable[..., None]) -> Callable[..., None]:
    """The options that all decisions have."""
    for option in (
        today_option,
        click.option("--json", "as_json", is_flag=True, help="Print what changed as JSON."),
        by_option,
    ):
        command = option(command)
    return click.pass_obj(command)


_note_option = click.option("--note", default="", metavar="TEXT", help="Why; staff read it later.")


@decide.command()
@click.argument("uids", metavar="UID UID", nargs=2)
@_note_option
@_deciding
def same(program: Program, uids: tuple[str, str], **said: Any) -> None:
    """Say that two events are one."""
    _carry_out(program, lambda store, matcher, **by: store.staff.join(*uids, matcher, **by), **said)


@decide.command()
@click.argument("uids", metavar="UID UID", nargs=2)
@_note_option
@_deciding
def apart(program: Program, uids: tuple[str, str], **said: Any) -> None:
    """Say that two events are not one, also where they were joined."""
    _carry_out(
        program, lambda store, matcher, **by: store.staff.keep_apart(*uids, matcher, **by), **said
    )


@decide.command()
@click.argument("uid", metavar="UID")
@click.option("--source", metavar="ID", help="Take out what this source tells.")
@click.option("--record", metavar="UID", help="Take out this record (regioradar event shows them).")
@_note_option
@_deciding
def split(program: Program, uid: str, source: str | None, record: str | None, **said: Any) -> None:
    """Take a source, or one record, out of an event: it tells of another one."""
    part = source or record
    if not part or (source and record):
        raise click.UsageError("give --source ID or --record UID")
    _carry_out(
        program, lambda store, matcher, **by: store.staff.split(uid, part, matcher, **by), **said
    )


@decide.command()
@click.argument("uid", metavar="UID")
@_note_option
@_deciding
def approve(program: Program, uid: str, **said: Any) -> None:
    """Publish an event, however unsure its pages are."""
    _carry_out(program, lambda store, _, **by: store.staff.approve(uid, **by), **said)


@decide.command()
@click.argument("uid", metavar="UID")
@click.option(
    "--reason",
    required=True,
    type=click.Choice([reason.value for reason in RejectReason]),
    help="Why it is none to publish.",
)
@_note_option
@_deciding
def reject(program: Program, uid: str, reason: str, **said: Any) -> None:
    """Never publish an event."""
    why = RejectReason(reason)
    _carry_out(program, lambda store, _, **by: store.staff.reject(uid, why, **by), **said)


@decide.command()
@click.argument("uid", metavar="UID")
@click.argument("values", metavar="FIELD VALUE...", nargs=-1, required=True)
@_note_option
@_deciding
def correct(program: Program, uid: str, values: tuple[str, ...], **said: Any) -> None:
    """Set fields of an event in place of what its pages say; an empty VALUE empties one."""
    if len(values) % 2:
        raise click.UsageError(f"the field {values[-1]} has no value")
    fields = dict(zip(values[::2], map(_value, values[::2], values[1::2]), strict=True))
    _carry_out(program, lambda store, _, **by: store.staff.correct(uid, fields, **by), **said)


@decide.command()
@click.argument("uid", metavar="UID")
@click.argument("name", metavar="FIELD")
@_deciding
def uncorrect(program: Program, uid: str, name: str, **said: Any) -> None:
    """Take the correction of a field back."""
    _carry_out(
        program, lambda store, _, **by: store.staff.withdraw_correction(uid, name, **by), **said
    )


@decide.command()
@click.argument("decision", metavar="ID", type=int)
@_deciding
def withdraw(program: Program, decision: int, **said: Any) -> None:
    """Take a decision back; what it had taken the place of holds again."""
    _carry_out(
        program, lambda store, matcher, **by: store.staff.withdraw(decision, matcher, **by), **said
    )


@decide.command()
@click.argument("act", metavar="ACT", type=int)
@_deciding
def undo(program: Program, act: int, **said: Any) -> None:
    """Take back all that one act did; what held before holds again."""
    _carry_out(program, lambda store, matcher, **by: store.desk.undo(act, matcher, **by), **said)


def _value(name: str, text: str) -> Any:
    """A value as the machine interface has it: objects are JSON, all else is text."""
    if not text:
        return None
    if name not in _OBJECTS:
        return text
    try:
        return json.loads(text)
    except ValueError:
        raise click.UsageError(f"{name} is JSON as extract prints it, not {text!r}") from None


def _carry_out(
    program: Program,
    deed: Deed,
    *,
    as_json: bool,
    today: date | None,
    **said: str,
) -> None:
    """Do it under the lock of a run, and say what changed."""
    config = program.existing_config
    catalogue = load_catalogue(config.sources_dir).sources
    job = Job(config=config, catalogue=catalogue, selected=(), clock=clock_of(today))
    matcher = EventMatcher(Surroundings(catalogue))
    with opened(job) as store:
        done = deed(store, matcher, now=job.clock.now(), **said)
    _tell(done, as_json=as_json)


def _tell(done: Decided, *, as_json: bool) -> None:
    if as_json:
        record = {
            "act": done.act,
            "decision": done.decision_id,
            "events": list(done.event_uids),
            "changes": [change_to_json(change) for change in done.changes],
        }
        click.echo(json.dumps(record, ensure_ascii=False))
        return
    number = "" if done.decision_id is None else f", decision {done.decision_id}"
    click.echo(f"act {done.act}{number} on {', '.join(done.event_uids)}")
    for change in done.changes:
        _, uid, _, what, old, new, _ = change_row(change)
        click.echo(f"  {uid} {what}: {old} -> {new}")
    click.echo(
        "written, and not published yet: regioradar publish"
        if done.changes
        else "nothing that readers see has changed by it"
    )
