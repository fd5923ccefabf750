"""`sources try`: crawl a few pages of a source and show what would be read, changing nothing."""

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from model import ProblemKind, clean_text, http_url
from model.schema_org import extraction_to_json
from regioradar.commands import Program, clock_of, today_option
from regioradar.commands.readings import reading_lines
from regioradar.exit_codes import ExitCode
from regioradar.selection import find
from regioradar.surroundings import Surroundings
from sources import Catalogue, Source, load_catalogue, load_source

if TYPE_CHECKING:
    from crawler.discovery import Discovered, Lead
    from regioradar.trying import Trial, TriedPage

_ENDS = {
    "finished": "nothing was left to ask for",
    "page_budget": "the source's max_pages are spent",
    "byte_budget": "the source's max_bytes are spent",
    "time_budget": "the source's max_seconds are spent",
}
"""Why a crawl ended, in words; other reasons are Scrapy's."""
_CUT = "so many pages were wanted (--pages); a run would ask for more"


@click.command("try", short_help="Crawl a few pages of a source; store nothing.")
@click.argument("source_id", metavar="[ID]", required=False)
@click.option("--file", "file", type=click.Path(path_type=Path), help="A source file elsewhere.")
@click.option("--url", default="", metavar="URL", help="Only this address of the source.")
@click.option(
    "--pages",
    type=click.IntRange(1, 100),
    default=5,
    show_default=True,
    help="Most addresses that are asked for.",
)
@click.option("--json", "as_json", is_flag=True, help="Print what came as JSON only.")
@today_option
@click.pass_obj
def try_(
    program: Program,
    source_id: str | None,
    file: Path | None,
    url: str,
    pages: int,
    as_json: bool,
    today: date | None,
) -> None:
    """Crawl a few pages of a source and show what would be read; store nothing."""
    from regioradar.trying import Trying  # the crawler, which `sources list` need not wait for

    if bool(source_id) == bool(file):
        raise click.UsageError("give either the ID of a source or --file")
    if url and http_url(url) is None:
        raise click.BadParameter(f"{url!r} is no http or https address", param_hint="--url")
    catalogue = load_catalogue(program.config.sources_dir)
    source = _source(catalogue, source_id or "", file)
    known = [other for other in catalogue.sources if other.id != source.id]
    trying = Trying(
        config=program.config,
        surroundings=Surroundings([*known, source]),
        clock=clock_of(today),
    )
    trial = trying.one(source, url) if url else trying.few(source, pages)
    if as_json:
        click.echo(json.dumps(_record(trial), ensure_ascii=False))
    else:
        for line in _told(trial, compared=source.enabled and not file):
            click.echo(line)
    if not trial.reads:
        raise click.exceptions.Exit(int(ExitCode.PARTLY))


def _source(catalogue: Catalogue, source_id: str, file: Path | None) -> Source:
    return load_source(file) if file is not None else find(catalogue, source_id)


def _told(trial: "Trial", *, compared: bool) -> Iterator[str]:
    """What came, for people; `compared` is True where `regioradar health` knows the source."""
    crawl = trial.crawl
    source = trial.source
    yield f"{source.id}: {source.name}" + ("" if source.enabled else " (disabled)")
    for page in trial.pages:
        yield from _page_told(page)
    shown = {page.visited.message for page in trial.pages}
    cut = crawl.finish_reason == "page_budget" and len(trial.pages) < source.follow.max_pages
    for problem in crawl.problems:
        # That --pages is fewer than the source has is no fault of the source.
        if problem.message not in shown and not (cut and problem.kind is ProblemKind.BUDGET):
            yield f"{problem.severity.value}: {clean_text(f'{problem} {problem.url}')}"
    yield f"asked for: {len(trial.pages)} of the source's addresses, {crawl.requests} requests sent"
    yield f"ended: {_CUT if cut else _ENDS.get(crawl.finish_reason, crawl.finish_reason)}"
    if compared:
        yield (
            "not compared with earlier runs: what stood there before tells "
            f"`regioradar health --source {source.id}`"
        )
    yield f"read: {_sums(trial)}; nothing was stored"


def _sums(trial: "Trial") -> str:
    readings = [page.extraction for page in trial.pages if page.extraction is not None]
    events = [event for reading in readings for event in reading.events]
    news = sum(len(reading.news) for reading in readings)
    different = len({(event.name, event.when and event.when.first_day) for event in events})
    again = f" ({different} different ones)" if different < len(events) else ""
    return f"{len(events)} events{again}, {news} pieces of news"


def _page_told(page: "TriedPage") -> Iterator[str]:
    visited = page.visited
    status = f" {visited.status}" if visited.status else ""
    yield f"{page.verdict}{status}: {visited.role} {visited.url}"
    if visited.location:
        yield f"  led to {visited.location}"
    if visited.message:
        yield f"  {clean_text(visited.message)}"
    if page.named is not None:
        yield f"  names: {page.named} {'sitemaps' if page.is_index else 'addresses'}"
    if page.extraction is not None:
        yield f"  read as: {page.extraction.page_kind}"
        yield from (f"  {line}" for line in reading_lines(page.extraction))
    for kind, lead in _leads(page.discovered):
        yield f"  discovered: {kind} {lead.url} ({clean_text(lead.sign)})"
    if page.links is not None:
        refused = ", ".join(f"{count} {why}" for why, count in page.links.refused.items())
        yield f"  links: {len(page.links.followed)} followed, refused: {refused or 'none'}"
        if visited.entry:
            yield from (f"    {url}" for url in page.links.followed)
        if page.links.next_page:
            yield f"  next page: {page.links.next_page}"


def _leads(discovered: "Discovered | None") -> Iterator[tuple[str, "Lead"]]:
    if discovered is None:
        return
    yield from (("icalendar", lead) for lead in discovered.calendars)
    yield from (("feed", lead) for lead in discovered.feeds)
    yield from (("rest", lead) for lead in discovered.rest)
    yield from (("sitemap", lead) for lead in discovered.sitemaps)


def _record(trial: "Trial") -> dict[str, Any]:
    crawl = trial.crawl
    return {
        "id": trial.source.id,
        "enabled": trial.source.enabled,
        "reads": trial.reads,
        "requests": crawl.requests,
        "finishReason": crawl.finish_reason,
        "pages": [_page(page) for page in trial.pages],
        "problems": [
            {"kind": p.kind.value, "severity": p.severity.value, "url": p.url, "message": p.message}
            for p in crawl.problems
        ],
    }


def _page(page: "TriedPage") -> dict[str, Any]:
    visited, links = page.visited, page.links
    return {
        "url": visited.url,
        "location": visited.location or None,
        "kind": visited.role.value,
        "entry": visited.entry,
        "verdict": page.verdict.value,
        "status": visited.status or None,
        "message": visited.message or None,
        "bytes": visited.size,
        "discovered": [
            {"kind": kind, "url": lead.url, "sign": lead.sign, "title": lead.title or None}
            for kind, lead in _leads(page.discovered)
        ],
        "links": links
        and {
            "followed": list(links.followed),
            "refused": dict(links.refused),
            "nextPage": links.next_page or None,
        },
        "reading": extraction_to_json(page.extraction) if page.extraction is not None else None,
    }
