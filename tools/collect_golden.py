"""Take pages out of an archive and put them under tests/pages/<source id>/ as goldens.

Writes the bytes and `<name>.meta.toml`; the next `pytest tests/pages` writes the expected result,
which a person then looks over. For pages of the replica sites only: texts of others are not ours.
"""

import sys
from pathlib import Path

import click

from model import Page, RegioRadarError
from regioradar.golden_cases import meta_of, name_of, suffix_of
from store import Store

PAGES = Path(__file__).resolve().parent.parent / "tests" / "pages"


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
    folder = PAGES / page.source_id
    file = folder / f"{name}{suffix_of(page)}"
    if file.exists():
        raise click.ClickException(f"{file} exists already; remove it or choose another --name")
    folder.mkdir(parents=True, exist_ok=True)
    file.write_bytes(page.body)
    file.with_suffix(".meta.toml").write_text(meta_of(page), encoding="utf-8")
    return file


if __name__ == "__main__":
    sys.exit(main())
