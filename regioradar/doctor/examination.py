"""All checks, in the order in which they explain each other."""

from collections.abc import Callable, Iterable
from datetime import datetime
from pathlib import Path

from regioradar.doctor import (
    certificates,
    clock,
    configuration,
    database,
    disk,
    machine,
    publication,
    rights,
    runs,
)
from regioradar.doctor.finding import Finding, Group
from regioradar.doctor.lock import holder_of
from store import Run


def examined(file: Path | None, *, full: bool, now: datetime) -> list[Finding]:
    """Everything that was found, by the settings of `file` (None: those of this folder).

    `full` also reads each index and reference of the database and the bytes of each published
    file. `now` is in UTC. Nothing is written, and nothing is sent anywhere.
    """
    config, findings = configuration.settings_in_force(file)
    catalogue, of_sources = configuration.catalogue_of(config.sources_dir)
    published, of_feeds = publication.look(config, full=full)
    examination, of_database = database.look(config, full=full)
    last_runs = examination.last_runs if examination is not None else ()
    lock = holder_of(config.lock_file)
    groups: list[tuple[str, Callable[[], Iterable[Finding]]]] = [
        ("configuration", lambda: configuration.essentials(config, published=published)),
        ("configuration", lambda: of_sources),
        ("machine", lambda: machine.look(config, catalogue.enabled)),
        ("clock", lambda: clock.look(now, _known(last_runs))),
        ("certificates", lambda: certificates.look(config, now)),
        ("disk", lambda: disk.look(config)),
        ("rights", lambda: rights.look(config, file)),
        ("database", lambda: of_database),
        ("runs", lambda: runs.look(config, last_runs, catalogue.enabled, lock, now)),
        ("feeds", lambda: of_feeds),
    ]
    for name, look in groups:
        findings += _guarded(name, look)
    return findings


def _guarded(name: str, look: Callable[[], Iterable[Finding]]) -> list[Finding]:
    """What a group finds; a machine that refuses to be looked at is a finding too."""
    found: list[Finding] = []
    try:
        for finding in look():
            found.append(finding)
    except OSError as error:
        where = f"{error.filename}: " if error.filename else ""
        what = f"{where}{error.strerror or error}"
        found.append(Group(name).fail("look", what, "correct the rights, and ask again"))
    return found


def _known(last_runs: Iterable[Run]) -> dict[str, datetime]:
    """Times that have been, by what they are the times of."""
    for run in last_runs:
        return {"the last run": run.finished_at or run.started_at}
    return {}
