"""What is left when two years are over: a sound file, and of each event a story that adds up."""

import json
import sqlite3
from collections import defaultdict
from typing import Any

from click.testing import CliRunner, Result

from model import Change, ChangeKind
from regioradar.cli import main
from regioradar.progress import Silent
from regioradar.replay import Replay, rehearse
from regioradar.replay.showing import lines
from scenario.office import Office
from store import Store

STORIES = {
    "fachtag": {
        "name": ["Fachtag Leerstand in Ortskernen", "Fachtag Neues Leben in leeren Ortskernen"],
        "startDate": [
            "2026-03-17T10:00+01:00",
            "2026-03-24T10:00+01:00",
            "2026-03-24T09:30+01:00",
        ],
    },
    "regionalkonferenz": {"eventStatus": ["EventScheduled", "EventCancelled"]},
    "grundkurs_zeitz": {"eventStatus": ["EventScheduled", "EventCancelled", "EventScheduled"]},
    "radwege": {"startDate": ["2026-05-06", "2026-06-10"]},
    "dorfkongress": {"publish": [False, True]},
}
"""The values that fields went through, one after the other."""


def faults(office: Office) -> list[str]:
    """What is wrong in the end."""
    return [*_file(office), *_stories(office), *_commands(office), *_replay(office)]


def _file(office: Office) -> list[str]:
    """SQLite's own checks of the database."""
    with sqlite3.connect(office.driver.database) as db:
        integrity = db.execute("PRAGMA integrity_check").fetchall()
        references = db.execute("PRAGMA foreign_key_check").fetchall()
    db.close()
    sound = integrity == [("ok",)] and not references
    return [] if sound else [f"the database: {integrity}, {references}"]


def _stories(office: Office) -> list[str]:
    """Each event's changes lead from nothing to what it is, and to what the script told."""
    told: dict[str, list[Change]] = defaultdict(list)
    with Store.open(office.driver.database) as store:
        for change in store.changes():
            told[change.event_uid].append(change)
        sequences = {stored.uid: stored.sequence for stored in store.events()}
    wrong = [f"{uid}: {fault}" for uid, them in told.items() for fault in _chain(them)]
    wrong += [
        f"{uid}: the last change has another sequence than the event, {sequence}"
        for uid, sequence in sequences.items()
        if told[uid][-1].sequence != sequence
    ]
    for alias, fields in STORIES.items():
        for field, values in fields.items():
            found = _values(told[office.uid(alias)], field)
            if found != values:
                wrong.append(f"{alias}: {field} went through {found}, not {values}")
    return wrong


def _chain(changes: list[Change]) -> list[str]:
    """Where one change of a field does not begin with what the last one ended with."""
    wrong = [] if changes[0].kind is ChangeKind.CREATED else ["does not begin with its creation"]
    sequences = [change.sequence for change in changes]
    wrong += [] if sequences == sorted(sequences) else ["its sequence fell"]
    last: dict[str, Any] = {}
    for change in (c for c in changes if c.field):
        if change.field in last and change.old != last[change.field]:
            wrong.append(f"{change.field} was {last[change.field]}, not {change.old}")
        last[change.field] = change.new
    return wrong


def _values(changes: list[Change], field: str) -> list[Any]:
    found = [change for change in changes if change.field == field]
    first = [found[0].old] if found and found[0].old is not None else []
    return first + [change.new for change in found]


def _commands(office: Office) -> list[str]:
    """The dossiers of events can be shown."""
    wrong = []
    for alias in STORIES:
        shown = _call(office, "event", office.uid(alias), "--json")
        if shown.exit_code or not json.loads(shown.output):
            wrong.append(f"regioradar event: {alias}: {shown.output}")
    return wrong


def _replay(office: Office) -> list[str]:
    """What `regioradar reparse` would change, were it called on the last day."""
    replay = Replay(job=office.driver.job(hour=7), since=None)
    with Store.open(office.driver.database) as store:
        report = rehearse(replay, store, Silent())
    return list(lines(report)) if report.differences else []


def _call(office: Office, *args: str) -> Result:
    config = str(office.driver.folder / "regioradar.toml")
    return CliRunner().invoke(main, ["--config", config, *args])
