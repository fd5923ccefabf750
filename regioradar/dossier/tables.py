"""The dossier of an event for people: sections of rows, as tables or as lines with tabs."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import click
from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from model import BERLIN, Change, ChangeKind, CoarseWhen, Event, StoredEvent, When, iso
from model.schema_org import event_to_json
from store import (
    CORRECTABLE,
    Compared,
    Dossier,
    OpenPair,
    PageTelling,
    StaffCorrection,
    StaffDecision,
)

Row = Sequence[str]
PAIR_COLUMNS = ("score", "event", "when", "name", "event", "when", "name", "features")
"""The columns of `pair_row`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """One table of a dossier; sections without rows are left out."""

    title: str
    columns: Row
    rows: Sequence[Row]


def sections(dossier: Dossier, today: date) -> list[Section]:
    """The dossier as tables, the event first; times are in Europe/Berlin."""
    found = (
        _head(dossier, today),
        _fields(dossier),
        Section(
            title="sources",
            columns=("source", "page", "kind", "own", "first seen", "last seen", "gone", "record"),
            rows=[_telling(telling) for telling in dossier.tellings],
        ),
        Section(
            title="evidence",
            columns=("source", "page version", "field", "quote", "at", "rule", "sure"),
            rows=[row for telling in dossier.tellings for row in _evidence(telling)],
        ),
        Section(
            title="conflicts",
            columns=("field", "says otherwise", "source", "page"),
            rows=[
                (c.field, _value(c.value), c.source_id, c.page_url) for c in dossier.event.conflicts
            ],
        ),
        Section(
            title="decisions",
            columns=("id", "kind", "on", "reason", "by", "at", "note", "withdrawn"),
            rows=[_decision(decision) for decision in dossier.decisions],
        ),
        Section(
            title="corrections",
            columns=("field", "value", "in place of", "pages now", "by", "at", "note", "withdrawn"),
            rows=[_correction(dossier, made) for made in dossier.corrections],
        ),
        Section(
            title="pairs",
            columns=("decision", "score", "events", "names", "features"),
            rows=[_pair(compared) for compared in dossier.pairs],
        ),
        Section(
            title="news and deadlines",
            columns=("what", "day", "source", "text"),
            rows=[*_about(dossier)],
        ),
        Section(
            title="changes",
            columns=("at", "event", "revision", "what", "old", "new", "where"),
            rows=[change_row(change) for change in dossier.changes],
        ),
    )
    return [section for section in found if section.rows]


def show(tables: Sequence[Section], console: Console) -> None:
    """Tables on a terminal; elsewhere lines with tabs under the titles, for grep and cut."""
    for section in tables:
        if console.is_terminal:
            console.print(_table(section))
            continue
        click.echo(f"# {' '.join(section.title.split())}")
        for row in (section.columns, *section.rows):
            click.echo(line(row))
        click.echo()


def line(row: Row) -> str:
    """A row on one line, with tabs between and none within."""
    return "\t".join(" ".join(cell.split()) for cell in row)


def _table(section: Section) -> Table:
    table = Table(
        title=section.title,
        title_justify="left",
        title_style="bold",
        box=box.SIMPLE_HEAD,
        pad_edge=False,
        collapse_padding=True,
    )
    for name in section.columns:
        table.add_column(name, overflow="fold")
    for row in section.rows:
        table.add_row(*map(Text, row))
    return table


def event_row(stored: StoredEvent) -> Row:
    """UID, day, name, town, whether it is published."""
    place = stored.event.location
    return (
        stored.uid,
        day_text(stored.event),
        " ".join(stored.event.name.split()),
        (place.address_locality if place else "") or "-",
        "published" if stored.event.publish else "not published",
    )


def day_text(event: Event) -> str:
    """When an event is, on one line."""
    when = event.when
    if isinstance(when, When):
        return iso(when.start) + (f" to {iso(when.end)}" if when.end is not None else "")
    return when.text if isinstance(when, CoarseWhen) else "-"


def change_row(change: Change) -> Row:
    """When, event, revision, what, old, new, and where the new value stands or who set it."""
    what = change.field if change.kind is ChangeKind.FIELD else change.kind.value
    where = " ".join(part for part in (change.source_id, change.page_url) if part)
    by = f"by {change.by}" if change.by else ""
    return (
        _time(change.at),
        change.event_uid,
        str(change.sequence),
        what,
        _value(change.old),
        _value(change.new),
        " ".join(part for part in (where, by) if part) or "-",
    )


def pair_row(pair: OpenPair) -> Row:
    """Score, then UID, day and name of both events, then the features."""
    one, other = pair.events
    return (
        f"{pair.compared.score:.2f}",
        *(one.uid, day_text(one.event), one.event.name),
        *(other.uid, day_text(other.event), other.event.name),
        _features(pair.compared),
    )


def _head(dossier: Dossier, today: date) -> Section:
    stored = dossier.event
    rows = [
        ("uid", stored.uid),
        ("revision", str(stored.sequence)),
        ("life", stored.life(today).value),
        ("published", "yes" if stored.event.publish else "no"),
        ("because", "; ".join(stored.event.reasons)),
        ("confidence", f"{stored.event.confidence:.2f}"),
        ("created", _time(stored.created)),
        ("last modified", _time(stored.last_modified)),
        ("plans changed", _time(stored.changed_at)),
        ("no longer listed since", _time(stored.delisted_since)),
        *(("joined to it", uid) for uid in stored.former_uids),
        *(("related", f"{r.uid} {_json(r.features)}") for r in stored.related),
    ]
    if dossier.asked != stored.uid:
        rows.insert(0, ("asked for", f"{dossier.asked}, which was joined to {stored.uid}"))
    rows = [(name, value) for name, value in rows if value not in ("", "-")]
    return Section(title=stored.event.name, columns=("event", ""), rows=rows)


def _fields(dossier: Dossier) -> Section:
    data = event_to_json(dossier.event.event)
    rows = [
        (name, _value(data.get(name)), " ".join(dossier.origins.get(name, ("-", ""))).strip())
        for name in (*CORRECTABLE[:3], "coarse", *CORRECTABLE[3:])
        if data.get(name)
    ]
    return Section(title="fields", columns=("field", "value", "from"), rows=rows)


def _telling(telling: PageTelling) -> Row:
    return (
        telling.source_id,
        telling.page_url,
        telling.page_kind.value + (", report" if telling.event.is_report else ""),
        "own" if telling.own else "-",
        _time(telling.first_seen),
        _time(telling.last_seen),
        _time(telling.missing_since),
        telling.record_uid,
    )


def _evidence(telling: PageTelling) -> Iterator[Row]:
    for name, evidence in sorted(telling.event.evidence.items()):
        yield (
            telling.source_id,
            str(telling.page_id),
            name,
            evidence.quote,
            f"{evidence.start}-{evidence.end}",
            evidence.rule,
            f"{evidence.confidence:.2f}",
        )


def _decision(decision: StaffDecision) -> Row:
    return (
        str(decision.decision_id),
        decision.kind.value,
        "; ".join(" + ".join(uid for uid in pair if uid) for pair in decision.on),
        decision.reason or "-",
        decision.by,
        _time(decision.at),
        decision.note or "-",
        _withdrawn(decision),
    )


def _correction(dossier: Dossier, made: StaffCorrection) -> Row:
    correction = made.correction
    drifted = [c for c in dossier.event.corrections if c.field == correction.field and c.drifted]
    return (
        correction.field,
        _value(correction.value),
        _value(correction.base),
        f"moved to {_value(drifted[0].found)}" if drifted and not made.withdrawn_at else "-",
        correction.by,
        _time(correction.at),
        correction.note or "-",
        _withdrawn(made),
    )


def _withdrawn(made: StaffDecision | StaffCorrection) -> str:
    return f"{_time(made.withdrawn_at)} by {made.withdrawn_by}" if made.withdrawn_at else "-"


def _pair(compared: Compared) -> Row:
    return (
        compared.decision.value,
        f"{compared.score:.2f}",
        " + ".join(dict.fromkeys(compared.event_uids)),
        " + ".join(compared.names),
        _features(compared),
    )


def _features(compared: Compared) -> str:
    return ", ".join(f"{name} {_value(value)}" for name, value in compared.features.items())


def _about(dossier: Dossier) -> Iterator[Row]:
    for news in dossier.news:
        day = news.item.date_published
        yield ("news", day.isoformat() if day else "-", news.source_id, news.item.headline)
    for due in dossier.deadlines:
        kind = due.deadline.kind.value
        yield (kind, iso(due.deadline.due), due.source_id, due.deadline.quote)


def _time(moment: datetime | None) -> str:
    return f"{moment.astimezone(BERLIN):%Y-%m-%d %H:%M}" if moment else "-"


def _value(value: Any) -> str:
    if value is None:
        return "-"
    return value if isinstance(value, str) else _json(value)


def _json(value: Any) -> str:
    """A value without its empty parts, on one line."""
    return json.dumps(_full(value), ensure_ascii=False)


def _full(value: Any) -> Any:
    if isinstance(value, dict):
        parts = {key: _full(part) for key, part in value.items()}
        return {key: part for key, part in parts.items() if part not in (None, {}, [])}
    return [_full(part) for part in value] if isinstance(value, list) else value
