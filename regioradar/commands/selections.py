"""`selections`: what subscribers can choose from, what is in it, and where. Changes nothing."""

import json
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import click
from rich import box
from rich.console import Console
from rich.table import Table

from feeds import FeedSettings, Snapshot
from feeds.channel import channel
from feeds.edition import Contents, cards, edition
from feeds.selections import FeedFormat, Selection, catalogue
from feeds.snapshot import sift
from regioradar.building import feed_settings, snapshot_of
from regioradar.commands import Program, clock_of, today_option
from regioradar.config import Config
from regioradar.opening import open_store
from sources import load_catalogue

Row = Mapping[str, Any]
"""A selection as `--json` prints it."""


@click.command(short_help="List the selections, what is in them, and their addresses.")
@click.option(
    "--published/--unpublished", "wanted", default=None, help="Only those that are (not) published."
)
@click.option("--json", "as_json", is_flag=True, help="Print them as one JSON array.")
@today_option
@click.pass_obj
def selections(program: Program, wanted: bool | None, as_json: bool, today: date | None) -> None:
    """List the selections, how much is coming in each, and their addresses.

    A selection is published from the first event or news item on that belongs to it.
    """
    config = program.config
    settings = feed_settings(config, load_catalogue(config.sources_dir).sources)
    day = clock_of(today).today()
    found = listed(_snapshot(config, day), settings)
    shown = [row for row in found if wanted in (None, row["published"])]
    console = Console()
    if as_json:
        click.echo(json.dumps(shown, ensure_ascii=False))
    elif console.is_terminal:
        console.print(_table(shown))
        console.print(_legend(settings), soft_wrap=True, highlight=False, markup=False)
    else:  # a line a selection, for grep and cut
        for row in shown:
            click.echo("\t".join(_line(row)))


def listed(snapshot: Snapshot, settings: FeedSettings) -> list[Row]:
    """Return all selections in the order of the catalogue, with what the snapshot puts in them."""
    sifted, _ = sift(snapshot)
    whole = edition(sifted, settings, cards(sifted, settings))
    return [
        _row(selection, whole.contents.get(selection.slug), settings, snapshot.today)
        for selection in catalogue(settings)
    ]


def _snapshot(config: Config, today: date) -> Snapshot:
    """What the store knows; without a database nothing, and none is made."""
    if not config.database_file.exists():
        return Snapshot(today=today)
    with open_store(config) as store:
        return snapshot_of(store, today)


def _row(
    selection: Selection, contents: Contents | None, settings: FeedSettings, today: date
) -> Row:
    addresses = channel(selection, settings)
    due = contents.deadlines if contents else ()
    return {
        "slug": selection.slug,
        "by": selection.dimension.value,
        "title": selection.title,
        "description": selection.description,
        "published": contents is not None,
        "coming": len(contents.coming) if contents else 0,
        "news": len(contents.news) if contents else 0,
        "deadlines": sum(not card.over(today) for card in due),
        "page": addresses.page_url,
        "calendar": addresses.ics_url if selection.has_calendar else None,
        "feeds": {
            kind.value: {fmt.value: addresses.feed_url(kind, fmt) for fmt in FeedFormat}
            for kind in selection.kinds
        },
        "embed": settings.base_url + selection.embed_name,
    }


def _line(row: Row) -> tuple[str, ...]:
    counts = (str(row[name]) for name in ("coming", "news", "deadlines"))
    state = "published" if row["published"] else "unpublished"
    return row["slug"], row["title"], *counts, state, row["page"]


def _table(rows: Sequence[Row]) -> Table:
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, collapse_padding=True)
    table.add_column("slug", no_wrap=True)
    table.add_column("title", overflow="fold")
    table.add_column("published")
    for name in ("coming", "news", "deadlines"):
        table.add_column(name, justify="right")
    for row in rows:
        counts = (str(row[name] or "–") for name in ("coming", "news", "deadlines"))
        state, style = ("yes", "") if row["published"] else ("not yet", "dim")
        table.add_row(row["slug"], row["title"], state, *counts, style=style)
    return table


def _legend(settings: FeedSettings) -> str:
    """How the addresses come from a slug."""
    formats = "|".join(fmt.value for fmt in FeedFormat)
    return (
        f"Addresses: {settings.base_url}<slug>.html, .ics and .{formats}, "
        f"<slug>-demnaechst.{formats}, <slug>-aenderungen.{formats}, embed/<slug>.html; "
        "exactly: --json"
    )
