"""Take pages out of an archive and put them under tests/pages/<source id>/ as goldens.

Writes the bytes and `<name>.meta.toml`; the next `pytest tests/pages` writes the expected result,
which a person then looks over. For pages of the replica sites only: texts of others are not ours.
"""

import json
import re
import sys
from pathlib import Path
from urllib.parse import urlsplit

import click

from model import BERLIN, Page, RegioRadarError
from store import Store

PAGES = Path(__file__).resolve().parent.parent / "tests" / "pages"
SUFFIXES = {
    "text/html": ".html",
    "application/xhtml+xml": ".html",
    "text/calendar": ".ics",
    "text/plain": ".txt",
}


@click.command()
@click.argument("source_id", metavar="SOURCE_ID")
@click.argument("urls", metavar="URL...", nargs=-1, required=True)
@click.option(
    "--database",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    default=Path("var/demo/regioradar.sqlite"),
    show_default=True,
    help="The archive to take from.",
)
@click.option("--name", default="", help="Name of the one golden; else made of the address.")
def main(source_id: str, urls: tuple[str, ...], database: Path, name: str) -> None:
    """Put the archived pages of URL... under tests/pages/SOURCE_ID/."""
    if name and len(urls) > 1:
        raise click.UsageError("--name is for one URL")
    try:
        with Store.open(database) as store:
            known = {stored.url: stored.page_id for stored in store.pages(source_id)}
            for url in urls:
                if url not in known:
                    listing = "\n  ".join(sorted(known)) or "nothing"
                    raise click.ClickException(f"{url} is not archived; there is\n  {listing}")
                click.echo(write(store.page(known[url]), name or name_of(url)))
    except RegioRadarError as error:
        raise click.ClickException(str(error)) from error
    click.echo("now: pytest tests/pages (writes the expected result), then look it over")


def write(page: Page, name: str) -> Path:
    """Write page and meta data; return the page's file. Refuses to overwrite."""
    media = page.content_type.partition(";")[0].strip().lower()
    folder = PAGES / page.source_id
    file = folder / f"{name}{SUFFIXES.get(media, '.xml')}"
    if file.exists():
        raise click.ClickException(f"{file} exists already; remove it or choose another --name")
    folder.mkdir(parents=True, exist_ok=True)
    file.write_bytes(page.body)
    file.with_suffix(".meta.toml").write_text(meta(page), encoding="utf-8")
    return file


def meta(page: Page) -> str:
    """The meta data as TOML; strings are written as JSON writes them, which TOML reads alike."""
    lines = [
        f"url = {json.dumps(page.url, ensure_ascii=False)}",
        f"contentType = {json.dumps(page.content_type, ensure_ascii=False)}",
        f"fetchedAt = {page.fetched_at:%Y-%m-%dT%H:%M:%SZ}",
        f"today = {page.fetched_at.astimezone(BERLIN):%Y-%m-%d}",
    ]
    if page.published:
        lines.append(f"published = {json.dumps(page.published)}")
    return "\n".join(lines) + "\n"


def name_of(url: str) -> str:
    """A file name of the last part of the address that says something."""
    parts = urlsplit(url)
    words = [p for p in re.split(r"[/?&=]", f"{parts.path}?{parts.query}") if p]
    last = words[-1] if words else "index"
    return re.sub(r"[^a-z0-9-]+", "-", last.rsplit(".", 1)[0].lower()).strip("-") or "index"


if __name__ == "__main__":
    sys.exit(main())
