"""Writes docs/sources.md: every source of the bundled catalogue, a table for each kind of body.

It says what the files say. `--check` writes nothing and fails where the page is out of date.
"""

import sys
from collections.abc import Iterable
from pathlib import Path

import click

from sources import Catalogue, Entry, Source, SourceKind, load_catalogue

TARGET = Path(__file__).resolve().parent.parent / "docs" / "sources.md"
COMMAND = "make docs"

HEADINGS = {
    SourceKind.MINISTRY: "Federal ministries",
    SourceKind.FEDERAL_AGENCY: "Federal agencies and programmes",
    SourceKind.STATE: "Bodies of the Länder",
    SourceKind.METROPOLITAN_REGION: "Metropolitan regions",
    SourceKind.NETWORK: "Networks and associations",
    SourceKind.INSTITUTE: "Institutes",
    SourceKind.CHAMBER: "Chambers",
    SourceKind.TRAINING: "Seminar houses",
}
COLUMNS = ("Source", "Regions", "Cadence", "The crawl begins at", "Crawled", "Notes")
INTRO = """\
# Sources

*Written by `{command}` from the files in `sources/catalogue/`; do not edit. How to add one: \
[add-a-source.md](add-a-source.md).*

{count} sources, {enabled} of them crawled. The others say why not; to crawl one, look at its \
addresses (`regioradar sources try ID`), correct its file and set `enabled = true`. Where each \
address comes from stands in a comment of the file.

The regions are those of `sources/regions.toml`. A source of a metropolitan region or a region of \
structural change is also found under the Länder that it lies in."""


def document(catalogue: Catalogue) -> str:
    """Return the whole page."""
    intro = INTRO.format(
        command=COMMAND, count=len(catalogue.sources), enabled=len(catalogue.enabled)
    )
    sections = [
        f"## {heading}\n\n{_table(found)}"
        for kind, heading in HEADINGS.items()
        if (found := [source for source in catalogue.sources if source.kind is kind])
    ]
    return "\n\n".join([intro, *sections]) + "\n"


def _table(found: Iterable[Source]) -> str:
    """The crawled ones first, each half sorted by name."""
    ordered = sorted(found, key=lambda source: (not source.enabled, source.name.casefold()))
    rows = [COLUMNS, ("---",) * len(COLUMNS), *map(_row, ordered)]
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def _row(source: Source) -> tuple[str, ...]:
    name = _cell(source.name)
    return (
        f"{_link(name, source.home) if source.home else name}<br>`{source.id}`",
        _cell(", ".join(source.regions)) or "unknown",
        source.cadence.value,
        "<br>".join(map(_entry, source.entries)) or "no address",
        "yes" if source.enabled else f"no: {_cell(source.disabled_reason)}",
        _cell(source.notes),
    )


def _entry(entry: Entry) -> str:
    return _link(entry.kind.value, entry.url)


def _link(text: str, url: str) -> str:
    return f"[{text}](<{url.replace('|', '%7C')}>)"


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")


@click.command()
@click.option("--check", is_flag=True, help="Write nothing; fail where the page is out of date.")
def main(check: bool) -> None:
    """Write docs/sources.md."""
    catalogue = load_catalogue()
    for fault in catalogue.faults:
        click.echo(str(fault), err=True)
    text = document(catalogue)
    if not check:
        TARGET.write_text(text, encoding="utf-8")
    if catalogue.faults or TARGET.read_text(encoding="utf-8") != text:
        click.echo(f"docs/sources.md is not what the files say; {COMMAND}", err=True)
        sys.exit(1)


if __name__ == "__main__":
    main()
