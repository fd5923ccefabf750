"""`trust` and `corrections`: what reviewing says of the extraction. They change nothing."""

import json
from collections import defaultdict
from dataclasses import asdict
from pathlib import Path
from typing import Any

import click
from rich.console import Console

from model.schema_org import event_to_json
from regioradar.commands import Program
from regioradar.dossier.tables import Section, line, show
from regioradar.golden_cases import Case, export
from sources import load_catalogue
from store import CorrectedField, Precision, Trust, TrustState

_EVENT = "event"
_COLUMNS = ("source", "field", "right", "interval at 95 %", "state", "since")


@click.command(short_help="Say how often each source was read right, and what follows from it.")
@click.option("--source", "source_id", default="", metavar="ID", help="Only this, field by field.")
@click.option("--json", "as_json", is_flag=True, help="Print all of it as one JSON object.")
@click.pass_obj
def trust(program: Program, source_id: str, as_json: bool) -> None:
    """Say how often each source was read right, and what is published of it without review."""
    with program.store() as store:
        desk = store.desk
        rules, found = desk.trust_rules(), desk.precision(source_id)
        states = {each.source_id: each for each in desk.trust()}
        known = sorted({p.source_id for p in found} | states.keys())
        ids = [each for each in known if source_id in ("", each)]
        reasons = {each: dict(desk.reject_reasons(each)) for each in ids}
    if as_json:
        told = [_to_json(each, found, states.get(each), reasons[each]) for each in ids]
        click.echo(json.dumps({"rules": asdict(rules), "sources": told}, ensure_ascii=False))
        return
    rows = [
        _row(figure, states.get(figure.source_id))
        for figure in found
        if source_id or figure.field == _EVENT
    ]
    console = Console()
    if console.is_terminal and rows:
        show([Section(title="read right", columns=_COLUMNS, rows=rows)], console)
    for row in [] if console.is_terminal else rows:
        click.echo(line(row))
    if not rows:
        click.echo("nothing was reviewed yet")


@click.command(short_help="List what staff corrected, or export it as golden tests.")
@click.option("--source", "source_id", default="", metavar="ID", help="Only of this source.")
@click.option(
    "--as-tests",
    "folder",
    type=click.Path(path_type=Path, file_okay=False),
    help="Write the pages with what they should be read as below this folder.",
)
@click.option("--json", "as_json", is_flag=True, help="Print all of it as one JSON object.")
@click.pass_obj
def corrections(program: Program, source_id: str, folder: Path | None, as_json: bool) -> None:
    """List the corrections that are in force, or export their pages as golden tests."""
    with program.store() as store:
        found = store.desk.corrected_fields(source_id)
        if folder is None:
            _list(found, as_json=as_json)
            return
        catalogue = load_catalogue(program.config.sources_dir)
        cases = list(export(store, found, catalogue, folder))
    if as_json:
        click.echo(json.dumps({"cases": [_case_to_json(c) for c in cases]}, ensure_ascii=False))
        return
    for case in cases:
        said = str(case.file) if case.file else f"left out: {case.why_not}"
        click.echo("\t".join((case.source_id, case.page_url, ",".join(case.fields), said)))
    if not cases:
        click.echo("nothing is corrected")


def _list(found: tuple[CorrectedField, ...], *, as_json: bool) -> None:
    if as_json:
        told = [_field_to_json(each) for each in found]
        click.echo(json.dumps({"corrections": told}, ensure_ascii=False))
        return
    for each in found:
        made = each.correction
        values = (json.dumps(value, ensure_ascii=False) for value in (made.base, made.value))
        drifted = "drifted" if made.drifted else "-"
        click.echo(
            "\t".join((each.event_uid, each.source_id, made.field, *values, made.by, drifted))
        )
    if not found:
        click.echo("nothing is corrected")


def _field_to_json(each: CorrectedField) -> dict[str, Any]:
    made = each.correction
    return {
        "uid": each.event_uid,
        "name": each.name,
        "source": each.source_id,
        "url": each.page_url,
        "field": made.field,
        "base": made.base,
        "value": made.value,
        "by": made.by,
        "at": made.at.isoformat(),
        "note": made.note or None,
        "drifted": made.drifted,
        "found": made.found,
        "evidence": event_to_json(each.told)["evidence"].get(made.field),
    }


def _case_to_json(case: Case) -> dict[str, Any]:
    return {
        "source": case.source_id,
        "url": case.page_url,
        "fields": list(case.fields),
        "file": str(case.file) if case.file else None,
        "leftOut": case.why_not or None,
    }


def _row(figure: Precision, state: Trust | None) -> tuple[str, ...]:
    """State and since when stand with the figure of the whole event alone."""
    whole = figure.field == _EVENT
    return (
        figure.source_id,
        figure.field,
        f"{figure.right}/{figure.judged}",
        f"{figure.lower:.3f}-{figure.upper:.3f}",
        (state.state if state else TrustState.UNDECIDED).value if whole else "-",
        f"{state.since:%Y-%m-%d}" if whole and state else "-",
    )


def _to_json(
    source_id: str, found: tuple[Precision, ...], state: Trust | None, reasons: dict[str, int]
) -> dict[str, Any]:
    fields: dict[str, dict[str, float]] = defaultdict(dict)
    for figure in found:
        if figure.source_id == source_id:
            fields[figure.field] = {
                "right": figure.right,
                "judged": figure.judged,
                "lower": round(figure.lower, 4),
                "upper": round(figure.upper, 4),
            }
    return {
        "id": source_id,
        "state": (state.state if state else TrustState.UNDECIDED).value,
        "since": state.since.isoformat() if state else None,
        "fields": fields,
        "rejected": reasons,
    }
