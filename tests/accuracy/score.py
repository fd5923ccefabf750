"""Print how well the replica sites and the pages of our own are read: `make accuracy` calls it."""

import sys
from pathlib import Path

import click

sys.path.insert(0, str(Path(__file__).parent))

import page_corpus
import pair_corpus
import replica_corpus
from counting import Score
from page_labels import HELD, PAGES
from pair_corpus import HELD_PAIRS, PAIRS, SECOND_PAIRS, PairScore


@click.command()
@click.option(
    "--pages",
    "folder",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default=PAGES,
    help="Folder with labelled pages to read in the place of our own.",
)
@click.option("--brief", is_flag=True, help="Leave the misses out.")
def main(folder: Path, brief: bool) -> None:
    """Print the figures and every miss."""
    if folder == PAGES:
        click.echo("replica sites")
        result = replica_corpus.score()
        _print_replica(result)
        _print_misses(result, brief)
        click.echo(f"\npages in {HELD.name} (held back from those who write the rules)")
        _print_pages(page_corpus.score(HELD))
    click.echo(f"\npages in {folder.name}")
    result = page_corpus.score(folder)
    _print_pages(result)
    _print_misses(result, brief)
    if folder == PAGES:
        click.echo(f"\npairs in {HELD_PAIRS.name} (held back from those who write the rules)")
        _print_pairs(pair_corpus.score_pairs(HELD_PAIRS), brief=True)
        for folder in (PAIRS, SECOND_PAIRS):
            click.echo(f"\npairs in {folder.name}")
            _print_pairs(pair_corpus.score_pairs(folder), brief)


def _print_replica(result: Score) -> None:
    for part, whole in (
        ("found", "main"),
        ("empty_clean", "empty"),
        ("deadlines_found", "deadlines"),
        *((f"{name}_right", "matched") for name in ("start", "end", "town", "name")),
        *((f"{name}_right", "matched") for name in ("organizer", "report")),
    ):
        _print_rate(result, part, whole)
    click.echo(
        f"{'false':19} {result.counts['false']:4}, published {result.counts['false_published']}"
    )


def _print_pairs(result: PairScore, brief: bool) -> None:
    for name, value in result.figures.items():
        click.echo(f"{name:19} {value:.3f}")
    for miss in [] if brief else result.misses:
        click.echo(f"  {miss}")


def _print_pages(result: Score) -> None:
    count = result.counts
    for name, value in page_corpus.summary(result).items():
        if name not in page_corpus.FIELDS:
            click.echo(f"{name:19} {value:.3f}")
    click.echo(
        f"{'counts':19} {count['pages']} pages, {count['main']} events, {count['found']} found, "
        f"{count['false']} false ({count['false_published']} published, "
        f"{count['deadline_as_event']} of them no event by label)"
    )
    _print_rate(result, "deadlines_found", "deadlines")
    for name in page_corpus.FIELDS:
        _print_rate(result, f"{name}_right", name)


def _print_rate(result: Score, part: str, whole: str) -> None:
    rate = result.rate(part, whole)
    click.echo(f"{part:19} {result.counts[part]:4} of {result.counts[whole]:4}  {rate:.3f}")


def _print_misses(result: Score, brief: bool) -> None:
    if not brief:
        click.echo("\n".join(result.misses))


if __name__ == "__main__":
    main()
