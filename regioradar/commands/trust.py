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
from store import CorrectedField, Precision, RulePrecision, Trust, TrustState

_EVENT = "event"
_RULE_COLUMNS = ("field", "rule", "right", "interval at 95 %", "rejected")
_COLUMNS = ("source", "field", "right", "interval at 95 %", "state", "since")


@click.command(short_help="Say how often each source was read right, and what follows from it.")
@click.option("--source", "source_id", default="", metavar="ID", help="Only this, field by field.")
@click.option("--by-rule", "by_rule", is_flag=True, help="The rules of the extraction instead.")
@click.option("--json", "as_json", is_flag=True, help="Print all of it as one JSON object.")
@click.pass_obj
def trust(program: Program, source_id: str, by_rule: bool, as_json: bool) -> None:
    """Say how often each source was read right, and what is published of it without review."""
    with program.store() as store:
        desk = store.desk
        rules, found = desk.trust_rules(), desk.precision(source_id)
        states = {each.source_id: each for each in desk.trust()}
        known = sorted({p.source_id for p in found} | states.keys())
        ids = [each for each in known if source_id in ("", each)]
        reasons = {each: dict(desk.reject_reasons(each)) for each in ids}
        rated = desk.precision_by_rule(source_id) if by_rule or as_json else ()
    if as_json:
        told = [_to_json(each, found, states.get(each), reasons[each]) for each in ids]
        rates = [_rule_to_json(each) for each in rated]
        whole = {"rules": asdict(rules), "sources": told, "byRule": rates}
        click.echo(json.dumps(whole, ensure_ascii=False))
    elif by_rule:
        _show(_RULE_COLUMNS, [_rule_row(each) for each in rated])
    else:
        shown = [each for each in found if source_id or each.field == _EVENT]
        _show(_COLUMNS, [_row(each, states.get(each.source_id)) for each in shown])


def _show(columns: tuple[str, ...], rows: list[tuple[str, ...]]) -> None:
    """A table on a terminal, else a line each."""
    console = Console()
    if console.is_terminal and rows:
        show([Section(title="read right", columns=columns, rows=rows)], console)
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
        *_share(figure),
        (state.state if state else TrustState.UNDECIDED).value if whole else "-",
        f"{state.since:%Y-%m-%d}" if whole and state else "-",
    )


def _rule_row(each: RulePrecision) -> tuple[str, ...]:
    said = ", ".join(f"{reason} {count}" for reason, count in each.reasons.items())
    return (each.precision.field, each.rule or "-", *_share(each.precision), said or "-")


def _share(figure: Precision) -> tuple[str, str]:
    return f"{figure.right}/{figure.judged}", f"{figure.lower:.3f}-{figure.upper:.3f}"


def _rule_to_json(each: RulePrecision) -> dict[str, Any]:
    return {
        "field": each.precision.field,
        "rule": each.rule or None,
        **_figure_to_json(each.precision),
        "rejected": each.reasons,
    }


def _figure_to_json(figure: Precision) -> dict[str, float]:
    return {
        "right": figure.right,
        "judged": figure.judged,
        "lower": round(figure.lower, 4),
        "upper": round(figure.upper, 4),
    }


def _to_json(
    source_id: str, found: tuple[Precision, ...], state: Trust | None, reasons: dict[str, int]
) -> dict[str, Any]:
    fields: dict[str, dict[str, float]] = defaultdict(dict)
    for figure in found:
        if figure.source_id == source_id:
            fields[figure.field] = _figure_to_json(figure)
    return {
        "id": source_id,
        "state": (state.state if state else TrustState.UNDECIDED).value,
        "since": state.since.isoformat() if state else None,
        "fields": fields,
        "rejected": reasons,
    }
