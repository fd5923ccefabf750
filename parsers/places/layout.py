"""What the lines of a page say of a town: dateline, behind a comma, before a street, alone."""

from parsers.places.frame_words import (
    AGENCY,
    DATE_BEFORE,
    DATELINE_DATE,
    DATELINE_WORD,
    HOUSE_BEFORE,
    LINE_START,
    QUOTES,
    STREET_BEHIND,
)
from parsers.places.names import NameHit
from parsers.places.nouns import is_street, noun_kind
from parsers.places.roles import Frame, Role, Surroundings

_OPENING = 30  # what may stand before the town of a dateline: a bullet, a date


def dateline(text: str, hit: NameHit) -> Frame | None:
    """Return the frame of the place a report was written at: "Zwickau, 24. Juni 2025. Die ..."."""
    begin = text.rfind("\n", max(0, hit.start - _OPENING), hit.start) + 1
    if hit.start - begin > _OPENING or not LINE_START.fullmatch(text, begin, hit.start):
        return None
    dated = DATELINE_DATE.match(text, hit.end)
    if dated:
        if dated.group(1) or (dated.group(2).strip() and len(dated.group(3)) > 30):
            return Frame(Role.DATELINE, "dateline", 0.9)
        return None if dated.group(3) else Frame(Role.EVENT, "town and date", 0.5)
    if AGENCY.match(text, hit.end) or DATELINE_WORD.match(text, hit.end):
        return Frame(Role.DATELINE, "dateline", 0.8)
    return None


def behind_comma(at: Surroundings) -> Frame | None:
    """Return the frame behind a date, street or house: "2./3. Oktober, Hamburg"."""
    if at.section in ("contact", "organisation", "person"):
        return Frame(Role(at.section), "label", 0.7)
    if at.left.rstrip()[-1:] not in tuple(",|·•–-") or DATE_BEFORE.search(at.left):
        return Frame(Role.EVENT, "date and town", 0.7) if DATE_BEFORE.search(at.left) else None
    match = HOUSE_BEFORE.search(at.left)
    if match is None:
        return None
    word = match.group(1).strip(QUOTES)
    kind = noun_kind(word)
    if at.section == "place":
        return Frame(Role.EVENT, "label", 0.92)
    if kind == "building" or (match.group(2) and is_street(word)):
        return Frame(Role.EVENT, "house, town", 0.75)
    return Frame(Role.ORGANISATION if kind else Role.OTHER, "behind a comma", 0.5)


def bare(at: Surroundings) -> Frame:
    """Return the frame of a town that no word introduces."""
    if at.section == "place":
        return Frame(Role.EVENT, "label", 0.92)
    street = STREET_BEHIND.match(at.right)
    if street and is_street(street.group(1)):
        return Frame(Role.EVENT, "town, street", 0.7)
    return Frame(Role.OTHER, "bare", 0.3)
