"""What names an entry of a listing: a heading, a link, an event's noun, else its first words."""

import re
from collections.abc import Callable
from functools import lru_cache

from model import clean_text
from parsers.days.dated import Dated
from parsers.event_words import speaks_of_event
from parsers.labels.label_words import label_of
from parsers.naming.names import clean_name
from parsers.page.document import Block, Document, Role
from parsers.page.facts import Label
from parsers.places import read_place

_MORE = re.compile(
    r"^(?:mehr(?: dazu| lesen)?|weiter ?lesen|(?:ganzen )?(?:artikel|beitrag|text) lesen"
    r"|lesen sie mehr|weiter|details?|zur veranstaltung|mehr erfahren|(?:jetzt )?anmeld(?:en"
    r"|ung)"
    r"|mehr informationen|read more|hier|zu[rm]? [\w-]+|ical|ics|pdf|download|antworten|\W*)\W*$",
    re.IGNORECASE,
)
_KIND_WORDS = re.compile(
    r"^(?:termine?|veranstaltung(?:en)?|pressemitteilung|meldung|news|event|online|hybrid|präsenz"
    r"|neu|heute|morgen"
    r"|ausgebucht|pressetermin|artikel|thema|abgesagt|verschoben|kostenfrei|kostenlos|mo|di|mi|do"
    r"|fr"
    r"|sa|so|montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag|\d+ plätze\b.*"
    r"|(?:noch )?(?:freie )?plätze.*|\d+ (?:veranstaltung|termin|event)(?:en|e|s)?)[:!,.]?$",
    re.IGNORECASE,
)
_BULLET = 3
"""Characters that may stand before the day of a line."""
_LONGEST_TOWN = 40
_LETTERS = re.compile(r"[^\W\d_]{3}")
_NOT_NAMES = frozenset((Label.PLACE, Label.VENUE, Label.ADDRESS, Label.ORGANIZER, Label.PRICE))


def name_block(document: Document, numbers: list[int], items: list[Dated]) -> Block | None:
    """Return the block of an entry that names it, or None."""
    blocks = [document.blocks[number] for number in numbers]
    tests: tuple[Callable[[Block], bool], ...] = (
        titled,
        lambda block: speaks_of_event(block.text),
        lambda _: True,
    )
    if not document.is_html and blocks and _leads_with_day(blocks[0], items):
        return blocks[0]
    untold = [block for block in blocks if not _told_otherwise(block)]
    for choice in (untold, blocks):
        for test in tests:
            for block in choice:
                if test(block) and _may_name(block, items):
                    return block
    return None


def _leads_with_day(block: Block, items: list[Dated]) -> bool:
    """Whether a line of flat text is a day and then a name."""
    leads = any(0 <= item.start - block.start <= _BULLET for item in items)
    return leads and _may_name(block, items)


def _told_otherwise(block: Block) -> bool:
    """Whether the markup says that a block holds a house, an organiser or a price."""
    whole = [mark.label for mark in block.marks if mark.end - mark.start == len(block.text)]
    return not _NOT_NAMES.isdisjoint((block.field, *whole))


def titled(block: Block) -> bool:
    """Return whether a block is set as a title: a heading, a link or an emphasised line."""
    if block.role is Role.HEADING or block.labelled >= len(block.text):
        return True
    linked = sum(len(link.text) for link in block.links if not _MORE.match(link.text))
    return linked >= 0.5 * len(block.text)


def _may_name(block: Block, items: list[Dated]) -> bool:
    name = line_name(without_dates(block, items))
    if not 4 <= len(name) <= 200 or _MORE.match(name) or _KIND_WORDS.match(name):
        return False
    if (
        len(name) > 60
        and re.search(r"[.!?]\s+[A-ZÄÖÜ]|\.$", name)
        and block.role is not Role.HEADING
    ):
        return False
    return sum(char.isalpha() for char in name) > 3 and label_of(name.split(":")[0]) is None


def without_dates(block: Block, items: list[Dated]) -> str:
    """Return the text of a block without the dates at its edges."""
    text = block.text
    inside = [item for item in items if block.start <= item.start and item.end <= block.end]
    for item in sorted(inside, key=lambda item: -item.start):
        first, last = item.start - block.start, item.end - block.start
        if first <= 2 or last >= len(text.rstrip()) - 1:
            text = text[:first] + " " + text[last:]
    return text


def line_name(raw: str) -> str:
    """Return the first line of `raw` that can be a name."""
    lines = [clean_name(line) for line in raw.split("\n")]
    names = [line for line in lines if len(line) > 5 and not _KIND_WORDS.match(line)]
    if len(names) > 1 and is_town(names[0]):
        return names[1]
    return names[0] if names else clean_name(raw)


@lru_cache(maxsize=1024)
def is_town(name: str) -> bool:
    """Return whether a name is but a town, with or without the house there: "Köln, Yard Club"."""
    head = re.split("[,:]", name)[0].strip()
    if not 2 < len(head) <= _LONGEST_TOWN or not head[:1].isupper():
        return False
    place = read_place(head)
    return place is not None and bool(place.municipality_key) and not place.name


def titled_link(block: Block) -> str:
    """Return the text of the first link of a block that can be a name, or "" ."""
    if block.role is Role.HEADING:
        return ""
    folded = clean_text(block.text) if "\n" in block.text else ""
    for link in block.links:
        if (
            len(link.text) > 6
            and link.text != folded
            and _LETTERS.search(clean_name(link.text))
            and not _MORE.match(link.text)
            and not re.match(r"\d", link.text)
        ):
            return link.text
    return ""
