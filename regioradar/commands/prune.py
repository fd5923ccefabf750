"""`prune`: delete what is not to be kept any more, or say what that would be."""

import json
from collections.abc import Sequence
from datetime import date

import click

from model import ClockError
from regioradar.clock_check import last_end, why_not_delete
from regioradar.commands import Program, clock_of, today_option
from regioradar.config import Config
from regioradar.lock import single_run
from regioradar.opening import open_store
from regioradar.retention import retention_of, summed, to_json
from store import Pruned

_WORDS = {
    "bodies": "bodies of pages",
    "texts": "texts of pages",
    "versions": "rows of page versions",
    "visits": "visits of addresses",
    "problems": "problems of runs",
    "summaries": "summaries of runs",
    "figures": "figures of sources in runs",
    "holds": "readings that were held once",
    "names": "names of staff in decisions",
}


@click.command(short_help="Delete what is not to be kept any more.")
@click.option("--dry-run", is_flag=True, help="Say what would be deleted; change nothing.")
@click.option("--vacuum", is_flag=True, help="Give the free room in the file back to the disk.")
@click.option(
    "--after-a-pause",
    is_flag=True,
    help="Delete though the last run ended more than 35 days ago: the clock is right.",
)
@click.option("--json", "as_json", is_flag=True, help="Print all of it as one JSON object.")
@today_option
@click.pass_obj
def prune(
    program: Program,
    dry_run: bool,
    vacuum: bool,
    after_a_pause: bool,
    as_json: bool,
    today: date | None,
) -> None:
    """Delete what is not to be kept any more, as [retention] of the configuration says."""
    if today is not None and not dry_run:
        # A slip in a day would delete what nobody can bring back.
        raise click.UsageError("--today goes with --dry-run only")
    if vacuum and dry_run:
        raise click.UsageError("--vacuum does not go with --dry-run")
    clock = clock_of(today)
    if not (dry_run or after_a_pause):
        _check_clock(program.config)
    gone, sizes = _pruned(program.config, clock.today(), dry_run, vacuum)
    if as_json:
        told = {"today": clock.today().isoformat(), "dryRun": dry_run, "pruned": to_json(gone)}
        if sizes:
            told["file"] = {"before": sizes[0], "after": sizes[1]}
        click.echo(json.dumps(told))
        return
    for one in gone:
        click.echo(f"{_WORDS[one.kind]}: {one.rows:,} ({one.size:,} bytes)")
    if not gone:
        click.echo("nothing to delete")
    if sizes:
        click.echo(f"database: {sizes[0]:,} bytes before, {sizes[1]:,} after")


def _check_clock(config: Config) -> None:
    """Raise ClockError where the clock may be wrong: what it deletes nobody can bring back."""
    if not config.database_file.exists():
        return
    with open_store(config) as store:
        why = why_not_delete(clock_of(None).now(), last_end(store.runs()))
    if why:
        raise ClockError(
            f"nothing was deleted: {why}; if the clock is right: regioradar prune --after-a-pause"
        )


def _pruned(
    config: Config, today: date, dry_run: bool, vacuum: bool
) -> tuple[Sequence[Pruned], tuple[int, int] | None]:
    """What went, by kind, and the size of the file before and after where it was written anew.

    Without a database nothing, and none is made.
    """
    if not config.database_file.exists():
        return (), None
    kept = retention_of(config.retention)
    if dry_run:
        with open_store(config) as store:
            return summed(store.pruning(kept, today).due()), None
    with (
        single_run(config.lock_file, clock_of(None).now()),
        open_store(config, has_lock=True) as store,
    ):
        gone = summed(store.pruning(kept, today).carry_out())
        return gone, store.vacuum() if vacuum else None
