"""`sources add`: look at a page and propose a source file; enable nothing that yields nothing."""

import json
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from model import ConfigError, clean_text, http_url
from regioradar import logs
from regioradar.commands import Program, clock_of, today_option
from regioradar.commands.readings import reading_lines
from regioradar.exit_codes import ExitCode
from sources import SourceKind, address, load_catalogue
from sources.regions import region_of

if TYPE_CHECKING:
    from regioradar.proposals.looks import Look
    from regioradar.proposals.proposal import Found, Proposal


_ID = re.compile(r"[a-z][a-z0-9_]*")


def _id(ctx: click.Context, param: click.Parameter, value: str) -> str:
    if value and not _ID.fullmatch(value):
        message = f"{value!r} is no id (lower-case letters, digits and underscores)"
        raise click.BadParameter(message, ctx, param)
    return value


def _regions(ctx: click.Context, param: click.Parameter, values: tuple[str, ...]) -> list[str]:
    try:
        return [region_of(value).name for value in values]
    except ValueError as error:
        raise click.BadParameter(str(error), ctx, param) from None


@click.command(short_help="Look at a page and propose a source file.")
@click.argument("target", metavar="URL|FILE")
@click.option("--url", default="", metavar="URL", help="Address of the saved page FILE.")
@click.option("--id", "source_id", default="", callback=_id, metavar="ID", help="The source's id.")
@click.option("--name", default="", metavar="NAME", help="The official name of the body behind it.")
@click.option(
    "--kind",
    type=click.Choice([kind.value for kind in SourceKind]),
    metavar="KIND",
    help="What kind of body it is (ministry, network, ...).",
)
@click.option(
    "--region",
    "regions",
    multiple=True,
    callback=_regions,
    metavar="NAME",
    help="A region that it speaks for; may be repeated.",
)
@click.option("--write", is_flag=True, help="Write the file into the folder of the sources.")
@click.option(
    "--dir",
    "folder",
    type=click.Path(path_type=Path, file_okay=False),
    help="With --write: this folder in place of the configured one.",
)
@click.option("--json", "as_json", is_flag=True, help="Print the proposal as JSON only.")
@today_option
@click.pass_obj
def add(program: Program, /, target: str, today: date | None, **options: Any) -> None:
    """Look at a page and propose a source file for what stands there."""
    from regioradar.adding import Adding  # the crawler, which `sources list` need not wait for
    from regioradar.proposals.proposal import Given
    from regioradar.proposals.writing import source_file

    kind = SourceKind(options["kind"]) if options["kind"] else None
    folder = _folder(program, options["folder"], kind) if options["write"] else None
    clock = clock_of(today)
    adding = Adding(
        config=program.config,
        catalogue=load_catalogue(program.config.sources_dir),
        clock=clock,
        given=Given(
            id=options["source_id"],
            name=options["name"],
            kind=kind,
            regions=tuple(options["regions"]),
        ),
    )
    if http_url(target):
        if options["url"]:
            raise click.UsageError("--url is the address of a saved page, and no FILE is given")
        proposal = adding.by_address(_address(target))
    else:
        proposal = adding.by_file(*_saved(target, options["url"]))
    text = source_file(proposal, clock.today())
    file = _written(folder, proposal.id.value, text) if folder is not None else None
    if options["as_json"]:
        record = _record(proposal, text, file)
        click.echo(json.dumps(record, ensure_ascii=False))
    else:
        for line in _told(proposal):
            click.echo(line)
        click.echo(f"\n{text}", nl=False)
        if file is not None:
            click.echo(f"\nwritten: {file}")
    if not proposal.enabled:
        logs.say(f"not enabled: {proposal.reason}")
        raise click.exceptions.Exit(int(ExitCode.PARTLY))


def _saved(target: str, url: str) -> tuple[Path, str]:
    """The saved page and its address. Raises UsageError where one of them is none."""
    file = Path(target)
    if not file.is_file():
        raise click.UsageError(f"{target!r} is no file, and no address with http:// or https://")
    if not url:
        raise click.UsageError("a saved page needs the --url at which it stands")
    return file, _address(url)


def _address(url: str) -> str:
    """The address, if a source may begin there. Raises UsageError where it may not."""
    if "[" in url.partition("://")[2].partition("/")[0]:
        raise click.UsageError(f"an address with a name is wanted, not {url!r}")
    try:
        return address(url)
    except ValueError as error:
        raise click.UsageError(str(error)) from None


def _folder(program: Program, folder: Path | None, kind: SourceKind | None) -> Path:
    """The folder to write into, before anything is fetched. Raises ConfigError."""
    if kind is None:
        raise click.UsageError("--write needs --kind, for no page says it")
    folder = folder or program.config.sources_dir
    if folder is None:
        raise ConfigError(
            "the bundled catalogue is not written to: set sources_dir, or name a folder with --dir"
        )
    if not folder.is_dir():
        raise ConfigError(f"{folder}: is no folder")
    return folder


def _written(folder: Path, source_id: str, text: str) -> Path:
    """Write the file, never over another. Raises ConfigError."""
    file = folder / f"{source_id}.toml"
    try:
        with file.open("x", encoding="utf-8") as out:
            out.write(text)
    except FileExistsError:
        raise ConfigError(f"{file}: is there already and stays; choose another --id") from None
    except OSError as error:
        raise ConfigError(f"{file}: cannot be written: {error.strerror}") from error
    return file


def _told(proposal: "Proposal") -> Iterator[str]:
    """What was seen, for people."""
    system = proposal.draft.discovered.system
    yield f"page: {proposal.draft.look.url}"
    if system is not None:
        part = f"; {system.part_sign}" if system.part else ""
        yield f"system: {system} ({clean_text(system.sign + part)})"
    for found in proposal.entries:
        yield f"entry: {found.kind} {found.url} ({clean_text(found.seen)})"
    for found in proposal.unused:
        yield f"no entry: {found.kind} {found.url} ({clean_text(found.seen)})"
    yield from _list_told(proposal)
    yield f"id: {proposal.id.value} ({proposal.id.sign})"
    yield f"name: {proposal.name.value} ({proposal.name.sign})"
    yield from (f"note: {note}" for note in proposal.notes)
    for look in proposal.looks:
        yield f"looked at: {look.role} {look.url}"
        if look.fault:
            yield f"  {clean_text(look.fault)}"
        if look.extraction is not None:
            yield from (f"  {line}" for line in reading_lines(look.extraction))


def _list_told(proposal: "Proposal") -> Iterator[str]:
    listing, rules = proposal.draft.listing, proposal.draft.rules
    if listing.details:
        yield f"list: {len(listing.details)} links, {listing.dated} with a date beside them"
    yield from (f"follow: {rule}" for rule in rules.allow)
    yield from (f"deny: {rule}" for rule in rules.deny)
    if listing.next_page:
        selector = f" (next = {listing.next_selector!r})" if listing.next_selector else ""
        yield f"next page: {listing.next_page}{selector}"


def _record(proposal: "Proposal", text: str, file: Path | None) -> dict[str, Any]:
    """The proposal for programs."""
    draft = proposal.draft
    listing, rules, system = draft.listing, draft.rules, draft.discovered.system
    return {
        "url": draft.look.url,
        "enabled": proposal.enabled,
        "reason": proposal.reason or None,
        "id": proposal.id.value,
        "name": proposal.name.value,
        "kind": proposal.kind.value if proposal.kind is not None else None,
        "regions": list(proposal.regions),
        "home": proposal.home or None,
        "system": str(system) if system is not None else None,
        "systemSign": (system.part_sign or system.sign) if system is not None else None,
        "entries": [_found(found) for found in proposal.entries],
        "unused": [_found(found) for found in proposal.unused],
        "details": list(listing.details),
        "allow": list(rules.allow),
        "deny": list(rules.deny),
        "nextPage": listing.next_page or None,
        "next": listing.next_selector or None,
        "notes": list(proposal.notes),
        "looks": [_look(look) for look in proposal.looks],
        "toml": text,
        "file": str(file) if file is not None else None,
    }


def _found(found: "Found") -> dict[str, str]:
    return {"kind": found.kind.value, "url": found.url, "seen": found.seen}


def _look(look: "Look") -> dict[str, Any]:
    from model.schema_org import extraction_to_json

    read = extraction_to_json(look.extraction) if look.extraction is not None else {}
    return {"url": look.url, "kind": look.role.value, "fault": look.problem or None, **read}
