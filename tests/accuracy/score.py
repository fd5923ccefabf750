"""Print how well the replica sites are read: `make accuracy` calls it."""

import sys
from pathlib import Path

import click

sys.path.insert(0, str(Path(__file__).parent))

from replica_corpus import score


def main() -> None:
    """Print the figures and every miss."""
    result = score()
    for part, whole in (
        ("found", "main"),
        ("empty_clean", "empty"),
        ("deadlines_found", "deadlines"),
        *((f"{name}_right", "matched") for name in ("start", "end", "town", "name")),
        *((f"{name}_right", "matched") for name in ("organizer", "report")),
    ):
        rate = result.rate(part, whole)
        click.echo(f"{part:18} {result.counts[part]:4} of {result.counts[whole]:4}  {rate:.3f}")
    click.echo(
        f"{'false':18} {result.counts['false']:4}, published {result.counts['false_published']}"
    )
    click.echo("\n".join(result.misses))


if __name__ == "__main__":
    main()
