"""Writes docs/selections.md: the selections, the words of the topics, how well they are found.

`--check` writes nothing and fails where the page is out of date.
"""

import sys
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import click

from feeds.selections.topics import topics_of
from feeds.selections.vocabulary import SOURCE_KINDS

ROOT = Path(__file__).resolve().parent.parent
TARGET = ROOT / "docs" / "selections.md"
TEMPLATE = ROOT / "tools" / "selections_doc.in.md"
TABLE = ROOT / "feeds" / "selections" / "topics.toml"
LABELLED = ROOT / "tests" / "feeds" / "selections"
COMMAND = "make docs"
ROWS = {
    "cues": "the sentence names the subject",
    "bodies": "bodies, with “für”",
    "words": "words",
    "title_words": "words for titles",
    "hints": "hints",
    "never": "never",
    "beside": "beside",
}


def document() -> str:
    """Return the whole page."""
    data = tomllib.loads(TABLE.read_text(encoding="utf-8"))
    sections = [_section("For all topics", "", data["everywhere"])]
    sections += [
        _section(topic["title"], f"`thema/{topic['slug']}`: {topic['description']}", topic)
        for topic in data["topic"]
    ]
    figures = {
        f"{name}_{figure}": f"{value:.2f}"
        for name in ("tuned", "held")
        for figure, value in zip(("precision", "recall"), total(score(name)), strict=True)
    }
    template = TEMPLATE.read_text(encoding="utf-8")
    kinds = ", ".join(f"`{kind.slug}`" for kind in SOURCE_KINDS.values())
    return template.format(words="\n\n".join(sections), kinds=kinds, **figures)


def _section(title: str, intro: str, table: Mapping[str, Any]) -> str:
    rows = [
        f"| {heading} | {', '.join(f'`{word}`' for word in table[key])} |"
        for key, heading in ROWS.items()
        if key in table
    ]
    head = [f"### {title}"] + ([intro] if intro else [])
    return "\n\n".join([*head, "\n".join(["| | |", "|---|---|", *rows])])


def labelled(name: str) -> Sequence[Mapping[str, Any]]:
    """Return the events of a labelled set, "tuned" or "held"."""
    text = (LABELLED / f"topics_{name}.toml").read_text(encoding="utf-8")
    events: Sequence[Mapping[str, Any]] = tomllib.loads(text)["event"]
    return events


def score(name: str) -> dict[str, tuple[int, int, int]]:
    """Return how many finds of each topic are right and wrong in a set, and how many are missed."""
    counts: dict[str, list[int]] = {}
    for event in labelled(name):
        found = topics_of(event["title"], event["text"], event.get("names", ()))
        got, wanted = {match.topic for match in found}, set(event["topics"])
        for number, slugs in enumerate((got & wanted, got - wanted, wanted - got)):
            for slug in slugs:
                counts.setdefault(slug, [0, 0, 0])[number] += 1
    return {slug: (right, wrong, missed) for slug, (right, wrong, missed) in counts.items()}


def total(counts: Mapping[str, tuple[int, int, int]]) -> tuple[float, float]:
    """Return precision and recall over all topics."""
    return precision_and_recall(counts.values())


def precision_and_recall(counts: Iterable[tuple[int, int, int]]) -> tuple[float, float]:
    """Return both of counts (right, wrong, missed)."""
    right, wrong, missed = (sum(column) for column in zip(*counts, strict=True))
    return right / (right + wrong or 1), right / (right + missed or 1)


@click.command()
@click.option("--check", is_flag=True, help="Write nothing; fail where the page is out of date.")
def main(check: bool) -> None:
    """Write docs/selections.md."""
    text = document()
    if not check:
        TARGET.write_text(text, encoding="utf-8")
    if TARGET.read_text(encoding="utf-8") != text:
        click.echo(f"docs/selections.md is not what the table says; {COMMAND}", err=True)
        sys.exit(1)


if __name__ == "__main__":
    main()
