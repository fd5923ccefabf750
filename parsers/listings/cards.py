"""Repeated entries of a listing, found by their structure alone: each gives one event.

Entries that look alike are judged together: a list of press releases gives no events.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from parsers.dates import Tense
from parsers.days.dated import Dated
from parsers.event_words import event_noun
from parsers.listings.card_finding import (
    Card,
    has_day,
    line_entries,
    nested_entries,
    surroundings,
)
from parsers.listings.card_judging import (
    among_news,
    calls_itself_event,
    names_section,
    only_published,
    tells_publication,
    title_above,
    weight_of,
)
from parsers.listings.card_names import is_town, line_name, name_block, without_dates
from parsers.listings.cell_entries import cell_entries, hourly_entries
from parsers.listings.column_entries import row_entries
from parsers.listings.flat_entries import flat_entries
from parsers.naming.headline import is_kicker
from parsers.page.document import Document
from parsers.page.facts import Label, Pair
from parsers.vocabulary import (
    FURTHER_DAYS,
    LISTING_HEADING,
    PROGRAMME_HEADING,
)

_WHEN = frozenset((Label.DATE, Label.START))
_WHERE = frozenset((Label.PLACE, Label.VENUE))
_ENOUGH = 1.5
"""From this weight on alike entries are taken as events."""


@dataclass(slots=True)
class CardList:
    """Entries that look alike and stand under one element.

    `is_tour`: none has a name of its own but a town, so that the heading above names them all.
    `is_news`: they stand where the page tells what it has published.
    """

    cards: list[Card]
    is_events: bool
    is_tour: bool = False
    is_news: bool = False


def card_lists(
    document: Document, items: list[Dated], headline: str, today: date | None = None,
    pairs: list[Pair] | None = None,
) -> list[CardList]:  # fmt: skip
    """Return the lists of repeated entries that hold dates, judged, in the order of the text.

    `today` is the day of the visit or of the page's publication, where one is known; `pairs` are
    the page's labelled facts.
    """
    return [
        _judged(document, part, headline, today, pairs or [])
        for group in _entries(document, items, headline, pairs or [])
        for part in _parts(document, group)
    ]


def _judged(
    document: Document, group: list[Card], headline: str, today: date | None, pairs: list[Pair]
) -> CardList:
    tour = _is_tour(document, group)
    weight = weight_of(document, group, headline, today) + (1.0 if tour else 0.0)
    columns = _columns(group, pairs)
    weight += 1.5 if columns & _WHEN and columns & _WHERE else 0.0
    weight -= 4.0 if Label.DEADLINE in columns and not columns & _WHEN else 0.0
    news = weight < _ENOUGH and among_news(document, group)
    return CardList(cards=group, is_events=weight >= _ENOUGH, is_tour=tour, is_news=news)


def _columns(group: list[Card], pairs: list[Pair]) -> set[Label]:
    """What the head of their table says that its columns hold: when and where, or until when."""
    blocks = {number for card in group for number in card.blocks}
    return {pair.label for pair in pairs if pair.column and pair.block in blocks}


def _is_tour(document: Document, group: list[Card]) -> bool:
    further = FURTHER_DAYS.match(title_above(document, group)) is not None
    for card in group:
        block = name_block(document, card.blocks, card.items)
        name = line_name(without_dates(block, card.items)) if block is not None else ""
        if name and not is_town(name) and not (further and _in_town(name)):
            return False
    return True


def _in_town(name: str) -> bool:
    """Whether a line is but a house and its town: "Kulturwerk, Uslar"."""
    house, comma, town = name.rpartition(", ")
    return bool(comma) and is_town(town) and event_noun(house) is None


def without_news(items: list[Dated], lists: list[CardList]) -> list[Dated]:
    """Return the dates that can be an event's in running text: not those of news or cells.

    What a piece of news invites to counts: it is told behind the day of the news.
    """
    news = [card for group in lists if group.is_news for card in group.cards]
    blocks = frozenset(n for card in news for n in card.blocks)
    invited = frozenset(
        item.start for card in news for item in card.items[1:] if item.reading.tense is Tense.COMING
    )
    return [
        item
        for item in items
        if not item.cell and (item.block not in blocks or item.start in invited)
    ]


def _parts(document: Document, group: list[Card]) -> list[list[Card]]:
    """The entries of a mixed list apart: below a line for each part, then by their kind.

    Those that call themselves events stand apart, and those with no day but their publication's.
    """
    parts = []
    for section in _sections(document, group):
        for part in _apart(section, lambda card: calls_itself_event(document, card)):
            told = _apart(part, lambda card: only_published(document, card))
            apart = all(len(cards) > 1 for cards in told) or tells_publication(document, part)
            parts.extend(told if apart else [part])
    return parts


def _apart(group: list[Card], test: Callable[[Card], bool]) -> list[list[Card]]:
    kinds = [test(card) for card in group]
    yes = [card for card, kind in zip(group, kinds, strict=True) if kind]
    no = [card for card, kind in zip(group, kinds, strict=True) if not kind]
    return [yes, no] if yes and no else [group]


def _sections(document: Document, group: list[Card]) -> list[list[Card]]:
    """The entries between the lines that only say what follows: "Meldungen", "Termine"."""
    sections = [group[:1]]
    for before, card in pairwise(group):
        between = document.blocks[before.blocks[-1] + 1 : card.blocks[0]]
        if any(names_section(block) for block in between):
            sections.append([])
        sections[-1].append(card)
    return sections


def _entries(
    document: Document, items: list[Dated], headline: str, pairs: list[Pair]
) -> list[list[Card]]:
    if not document.is_html:
        return line_entries(document, items)
    days = [item for item in items if has_day(item)]
    if not days:
        return []
    around = surroundings(document, items)
    cells = [item for item in days if item.cell]
    days = [item for item in days if not item.cell]
    groups = [cell_entries(around, cells)] if cells else []
    taken = _taken(groups)
    rest = [item for item in days if item.block not in taken]
    groups += nested_entries(around, rest) if len(rest) > 1 else []
    groups += row_entries(around, pairs, _taken(groups))
    taken = _taken(groups)
    rest = [item for item in days if item.block not in taken]
    groups += flat_entries(around, rest, taken) if len(rest) > 1 else []
    groups = [
        (hourly_entries(around, group) if _lists_events(document, group, headline) else []) or group
        for group in groups
        if group
    ]
    return sorted(groups, key=lambda group: group[0].blocks[0])


def _lists_events(document: Document, group: list[Card], headline: str) -> bool:
    """Whether the page or the part of it is called a list of events: "Termine", "Kalender"."""
    first = next((block.text for block in document.blocks if block.level == 1), "")
    above = title_above(document, group)
    if PROGRAMME_HEADING.match(above):
        return False
    named = any(LISTING_HEADING.search(title) for title in (headline, first, above))
    return named or any(is_kicker(title) for title in (headline, first) if title)


def _taken(groups: list[list[Card]]) -> set[int]:
    """The blocks that are part of an entry."""
    return {number for group in groups for card in group for number in card.blocks}


def closed_blocks(lists: list[CardList]) -> frozenset[int]:
    """Return the blocks whose bare dates are already spoken for: those of entries."""
    return frozenset(n for group in lists for card in group.cards for n in card.blocks)


def unlisted(pairs: list[Pair], lists: list[CardList]) -> list[Pair]:
    """Return the facts that stand on their own: those of entries are judged with their list.

    The columns of a table are those of its rows, which are entries.
    """
    closed = closed_blocks(lists)
    return [pair for pair in pairs if not pair.column and pair.block not in closed]


def is_listing(document: Document, lists: list[CardList]) -> bool:
    """Return whether entries, of events or of news, make up at least half of the page."""
    taken = closed_blocks(lists)
    several = any(len(group.cards) > 1 for group in lists)
    return several and 2 * len(taken) >= sum(1 for _ in document.main())
