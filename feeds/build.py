"""All published files of a snapshot. Pure: the same input gives the same bytes.

sift(snapshot)                  what no file could carry is left out and told
cards(snapshot)                 one a published event, with address, selections and key
vetted(cards)                   what one format cannot carry is left out of all, and told
edition(cards)                  selections, orders, windows
calendars, syndication, site    files with keys; a file is made when it is asked for
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from feeds.calendars import files as calendars
from feeds.cards import Card
from feeds.edition import Edition, cards, edition
from feeds.files import File, problem
from feeds.pieces import Pieces, Standing
from feeds.settings import FeedSettings
from feeds.site import files as site
from feeds.snapshot import Snapshot, sift
from feeds.syndication import files as syndication
from model import Problem, Severity


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """The files of a publication, not made yet, and what was left out of all of them."""

    edition: Edition
    files: tuple[File, ...]
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Build:
    """The files by name (relative to the folder that is published) and what went wrong."""

    files: Mapping[str, bytes]
    problems: tuple[Problem, ...] = ()


def plan(snapshot: Snapshot, settings: FeedSettings, standing: Standing | None = None) -> Plan:
    """Return the files of a snapshot. Never raises for data.

    An event whose own calendar file is `standing` was vetted when that was made.
    """
    sifted, faults = sift(snapshot)
    problems = [problem(fault) for fault in faults]
    pieces = Pieces(standing)
    kept = list(_vetted(cards(sifted, settings), settings, pieces, problems))
    whole = edition(sifted, settings, kept, pieces)
    files = (*calendars.files(whole), *syndication.files(whole), *site.files(whole))
    return Plan(edition=whole, files=files, problems=tuple(problems))


def build(snapshot: Snapshot, settings: FeedSettings) -> Build:
    """Return the files of a snapshot, all of them made. Never raises for data."""
    planned = plan(snapshot, settings)
    made = {file.name: file.make() for file in planned.files}
    told = dict.fromkeys(found for one in made.values() for found in one.problems)
    return Build(
        files={name: one.body for name, one in made.items()},
        problems=(*planned.problems, *told),
    )


def _vetted(
    found: Sequence[Card],
    settings: FeedSettings,
    pieces: Pieces,
    problems: list[Problem],
) -> Iterator[Card]:
    """Yield the cards that every format can carry; whatever the reason, the others are told."""
    for card in found:
        try:
            if not pieces.standing.holds(f"{card.slug}.ics", card.key):
                calendars.check(card, settings, pieces)
                syndication.check(card, settings, pieces)
                site.check(card, settings)
            yield card
        except Exception as error:
            message = f"{card.uid!a} left out: {error!a}"
            problems.append(problem(message, Severity.ERROR))
