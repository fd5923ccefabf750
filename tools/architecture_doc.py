"""Writes docs/architecture.md and docs/architecture.svg from the code.

`--check` writes nothing and fails where one of them is out of date.
"""

import sqlite3
import sys
import tempfile
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

import click
from architecture_graph import ROOT, Architecture, architecture, stages
from architecture_picture import svg
from sqlite_utils import Database

from store.migrations import MIGRATIONS, NAMES

TEMPLATE = ROOT / "tools" / "architecture_doc.in.md"
PAGE = ROOT / "docs" / "architecture.md"
PICTURE = ROOT / "docs" / "architecture.svg"
COMMAND = "make docs"
TABLES = {
    "runs": "when each run began and ended, its exit code and summary",
    "source_runs": "the figures of each source in each run; health compares with them",
    "problems": "what went wrong, with source and address",
    "bodies": "bytes of pages, compressed, each once",
    "pages": "versions of pages: address, time, type, the hash of the body, who has read it",
    "events": "each event as its mentions and staff make it, with UID and SEQUENCE",
    "news": "news items and what events they tell of",
    "deadlines": "days by which something must be done, and whose",
    "visits": "each address: what came of asking for it, since when, what its list held",
    "records": "an event as one source tells it; several are joined to one event",
    "aliases": "the keys by which a record is found again",
    "mentions": "what one page tells of a record, with its evidence",
    "pairs": "what the comparison of two records came to",
    "decisions": "same, apart, approved, rejected: the words of staff",
    "corrections": "a field's value by staff, with the one that it overrode",
    "changes": "every change of every event, with old and new",
    "holds": "what of a source is held, and who released it",
    "acts": "each deed of staff: who, when, what it did, what it took back",
    "audit": "the fields that an act altered, before and after",
    "reviews": "what was shown when somebody judged an event: precision is counted from it",
    "postponements": "events put off until a day",
    "claims": "who has which event open",
    "review_items": "the queue, worked out: need, reasons, lists",
    "pauses": "sources that staff leave alone",
    "release_requests": "releases that wait for the next run",
    "trust": "each source's state, worked out once a run",
    "trust_rules": "the bar and the rules that the states were worked out by",
    "users": "who may log in, their role, the hash of their password",
    "sessions": "logins, by the hash of their token",
    "digests": "what the mails to staff have told",
    "troubles": "what broke and lasts, or ended and not everybody has heard of it",
    "notices": "which way of telling (hook, mail, cron) was told of which trouble",
    "page_texts": "the visible text that evidence points into",
}
"""What each table holds. The tables themselves are asked of a new database."""


def documents() -> Mapping[Path, str]:
    """Return the page and the picture, by file."""
    found = architecture()
    page = TEMPLATE.read_text(encoding="utf-8").format(
        stages=stages(),
        packages=_packages(found),
        contracts="\n".join(f"- {name};" for name in _contracts()).removesuffix(";") + ".",
        tables=_tables(),
    )
    return {PAGE: page, PICTURE: svg(found)}


def _packages(found: Architecture) -> str:
    rows = (
        (
            f"`{p.name}/`",
            p.job,
            ", ".join(f"`{name}` {count}" for name, count in p.imports.items()) or "none",
            ", ".join(p.libraries) or "none",
        )
        for p in found.packages
    )
    return _table(("folder", "its one job", "imports from", "libraries"), rows)


def _contracts() -> Iterator[str]:
    """The contracts of import-linter that are no layers, by their names."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    for contract in settings["tool"]["importlinter"]["contracts"]:
        if contract["type"] != "layers":
            name = contract["name"]
            yield name[0].lower() + name[1:]


def tables() -> Iterator[tuple[str, str, bool]]:
    """Each table of a new database: its step, its name, whether its rows can never be changed."""
    with tempfile.TemporaryDirectory() as folder:
        db = Database(sqlite3.connect(Path(folder) / "new.sqlite"))
        try:
            MIGRATIONS.apply(db)
            made = _made_by_step(Path(folder))
            guarded = {t.table for t in db.triggers if t.name.endswith("_no_DELETE")}
        finally:
            db.conn.close()
    for step, names in made.items():
        for name in names:
            yield step, name, name in guarded


def _made_by_step(folder: Path) -> Mapping[str, Sequence[str]]:
    """The tables that each step adds. What a later step makes anew is the first one's."""
    made: dict[str, Sequence[str]] = {}
    known: set[str] = set()
    for number, name in enumerate(NAMES):
        db = Database(sqlite3.connect(folder / f"{name}.sqlite"))
        try:
            later = NAMES[number + 1] if number + 1 < len(NAMES) else None
            MIGRATIONS.apply(db, stop_before=later)
            new = [table for table in db.table_names() if table not in known]
        finally:
            db.conn.close()
        made[name] = [table for table in new if not table.startswith("_")]
        known.update(new)
    return made


def _tables() -> str:
    rows = (
        (step, f"`{name}`", _held_by(name) + (" (only grows)" if guarded else ""))
        for step, name, guarded in tables()
    )
    return _table(("step", "table", "what it holds"), rows)


def _held_by(table: str) -> str:
    if table not in TABLES:
        raise click.ClickException(f"{Path(__file__).name}: TABLES does not say what {table} holds")
    return TABLES[table]


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    return "\n".join(f"| {' | '.join(row)} |" for row in (head, ("---",) * len(head), *rows))


@click.command()
@click.option("--check", is_flag=True, help="Write nothing; fail where one is out of date.")
def main(check: bool) -> None:
    """Write docs/architecture.md and its picture."""
    for file, text in documents().items():
        if not check:
            file.write_text(text, encoding="utf-8")
        if file.read_text(encoding="utf-8") != text:
            click.echo(f"{file.relative_to(ROOT)} is not what the code says; {COMMAND}", err=True)
            sys.exit(1)


if __name__ == "__main__":
    main()
