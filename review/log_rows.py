"""The account of what persons did, as lines for the screen and as rows for other programs. Pure."""

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from typing import Any, Final

from model import BERLIN, german
from review import words
from review.differences import Words, words_between
from review.source_rows import held_fields, held_words
from review.values import value_words
from store import Act, ActKind, AuditRow, HeldEvent

LABELS: Final[Mapping[str, str]] = {
    **words.FIELDS,
    "coarse": "Zeit ungefähr",
    "postponed_until": "Zurückgestellt bis",
    "merged_into": "Aufgegangen in",
    "split_into": "Abgetrennt",
    "split_from": "Getrennt von",
    "same": "Ein Termin mit",
    "apart": "Verschieden von",
    "paused": "Angehalten",
    "held": "Zurückgehaltenes",
    "role": "Rolle",
    "password": "Passwort",
    "disabled": "Gesperrt",
    "account": "Angelegt mit Rolle",
    "sessions": "Sitzungen",
    "keys": "Tasten",
    "user": "Konto",
    "login": "Anmeldung",
    "logout": "Abmeldung",
}
_UIDS = frozenset(("merged_into", "split_into", "split_from", "same", "apart"))
_SAID = {
    (ActKind.APPROVE, "verdict"), (ActKind.APPROVE_MANY, "verdict"),
    (ActKind.CORRECT_APPROVE, "verdict"), (ActKind.PAUSE, "paused"), (ActKind.LOGIN, "login"),
    (ActKind.LOGOUT, "logout"),
}  # fmt: skip
"""Fields that only say again what the act is called, where nothing was there before."""
_FORMULA = tuple("=+-@\t\r\n＝＋－＠")
"""What makes a spreadsheet read a cell as a formula (OWASP, CSV injection)."""
_COLUMNS = (
    "Zeit", "Wer", "Was", "Betrifft", "Termin", "Quelle", "Feld", "Vorher", "Nachher", "Notiz",
    "Rückgängig gemacht", "Vorgang",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class LogLine:
    """One field, with what went and what came; `events` are those that it names: UID, title."""

    label: str
    changed: tuple[Words, ...]
    events: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class LogSubject:
    """What an act was about: an event, a source or a user, with its lines."""

    name: str
    event_uid: str
    source_id: str
    lines: tuple[LogLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LogEntry:
    """One act of the account, as much of it as stands on the page."""

    act: int
    what: str
    by: str
    at: datetime
    note: str
    undone: bool
    undoable: bool
    subjects: tuple[LogSubject, ...]


def entries(
    rows: Iterable[AuditRow], acts: Mapping[int, Act], sources: Mapping[str, str]
) -> tuple[LogEntry, ...]:
    """The rows act by act, in their order; `sources` are names by id."""
    shown = list(rows)
    titles = {row.event_uid: row.subject for row in shown}
    return tuple(
        _entry(list(found), acts.get(number), sources, titles)
        for number, found in groupby(shown, key=lambda row: row.act)
    )


def _entry(
    rows: list[AuditRow], act: Act | None, sources: Mapping[str, str], titles: Mapping[str, str]
) -> LogEntry:
    first = rows[0]
    about: dict[tuple[str, str, str], list[AuditRow]] = {}
    for row in reversed(rows):
        about.setdefault((row.event_uid, row.source_id, row.subject), []).append(row)
    return LogEntry(
        act=first.act,
        what=words.ACTS[first.kind],
        by=first.by,
        at=first.at,
        note=first.note,
        undone=first.undone,
        undoable=act is not None and act.undoable,
        subjects=tuple(
            # Who logs in, or changes a password, does it to themselves: their name is there.
            LogSubject(
                name=sources.get(source_id, source_id)
                if source_id and not event_uid
                else words.person(subject),
                event_uid=event_uid,
                source_id="" if event_uid else source_id,
                lines=tuple(line for row in lines for line in _lines(row, titles)),
            )
            for (event_uid, source_id, subject), lines in about.items()
            if event_uid or source_id or subject != first.by or len(about) > 1
        ),
    )


def _lines(row: AuditRow, titles: Mapping[str, str]) -> Iterator[LogLine]:
    """One field, or a line for each event of a release; none where the act says all of it."""
    if row.field in _UIDS:
        told = row.after if row.after else row.before
        uids = told if isinstance(told, list) else [told]
        yield LogLine(
            label=LABELS[row.field] if row.after else f"Nicht mehr: {LABELS[row.field]}",
            changed=(),
            events=tuple((str(uid), titles.get(str(uid), "")) for uid in uids if uid),
        )
    elif row.field == "held" and isinstance(row.before, Mapping) and isinstance(row.after, Mapping):
        for uid in row.before.keys() | row.after.keys():
            sides = [_held(side.get(uid)) for side in (row.before, row.after)]
            yield LogLine(
                label=str((row.before.get(uid) or row.after[uid]).get("title", "")),
                changed=words_between(*sides),
            )
    elif (row.kind, row.field) not in _SAID or row.before:
        before, after = (log_words(row.field, value) for value in (row.before, row.after))
        if before != after:
            changed = words_between(before, after)
            yield LogLine(label=LABELS.get(row.field, row.field), changed=changed)


def log_words(field: str, value: Any) -> str:
    """Return a value of the account in German words, "" for nothing."""
    if field == "held" and isinstance(value, Mapping):
        return "; ".join(f"{each.get('title', '')}: {_held(each)}" for each in value.values())
    if field == "postponed_until" and value:
        return german.day(date.fromisoformat(str(value)))
    if field in ("role", "account"):
        return words.ROLES.get(str(value), str(value or ""))
    if field in _UIDS:
        return ", ".join(map(str, value)) if isinstance(value, list) else str(value or "")
    if field == "coarse":
        return held_words(field, value) if value else ""
    return value_words(field, value)


def _held(event: Any) -> str:
    """The values of one event that is held, on one side of its change."""
    if not isinstance(event, Mapping):
        return ""
    fields = {name: (value, None) for name, value in event.items() if name != "title"}
    held = HeldEvent(uid="", name="", fields=fields)
    return ", ".join(f"{label} {before or 'offen'}" for label, before, _ in held_fields(held))


# --- For other programs -----------------------------------------------------------------------


def csv_lines(rows: Iterable[AuditRow]) -> Iterator[str]:
    """The account as German spreadsheets open it: UTF-8 with mark, semicolons, every cell quoted.

    No cell can be a formula.
    """
    yield "\ufeff" + _csv_line(_COLUMNS)
    for row in rows:
        yield _csv_line(
            (
                f"{row.at.astimezone(BERLIN):%Y-%m-%d %H:%M:%S}",
                words.person(row.by),
                words.ACTS[row.kind],
                words.person(row.subject),
                row.event_uid,
                row.source_id,
                LABELS.get(row.field, row.field),
                log_words(row.field, row.before),
                log_words(row.field, row.after),
                row.note,
                "ja" if row.undone else "",
                str(row.act),
            )
        )


def _csv_line(cells: Iterable[str]) -> str:
    written = io.StringIO()
    csv.writer(written, delimiter=";", quoting=csv.QUOTE_ALL, lineterminator="\r\n").writerow(
        [_harmless(cell) for cell in cells]
    )
    return written.getvalue()


def _harmless(cell: str) -> str:
    """A cell that no spreadsheet calculates: one that could be a formula begins with "'"."""
    risky = cell.startswith(_FORMULA) or cell.lstrip().startswith(_FORMULA)
    return f"'{cell}" if risky else cell


def json_lines(rows: Iterable[AuditRow]) -> Iterator[str]:
    """The account as one JSON array with stable keys; times are ISO 8601 in UTC."""
    yield "["
    for number, row in enumerate(rows):
        record = {
            "row": row.row,
            "act": row.act,
            "kind": row.kind.value,
            "by": row.by,
            "at": row.at.isoformat(),
            "event": row.event_uid or None,
            "source": row.source_id or None,
            "subject": row.subject,
            "field": row.field,
            "before": row.before,
            "after": row.after,
            "note": row.note,
            "undone": row.undone,
        }
        yield (",\n" if number else "\n") + json.dumps(record, ensure_ascii=False)
    yield "\n]\n"
