"""Where a passage of prose places its event: house and town taken together."""

import re
from dataclasses import replace

from parsers.places.addresses import street_behind
from parsers.places.bearers import PlaceHint
from parsers.places.lines import place_of_line
from parsers.places.nouns import noun_kind
from parsers.places.result import PlaceReading, place_of
from parsers.places.roles import Role
from parsers.places.towns import TownMention, find_towns
from parsers.places.venues import venue_in

_LISTED = re.compile(r"\s*(?:,\s*(?:und|sowie)?|und|sowie|&)\s+(?:in\s+)?")
_BRACKETS = re.compile(r"\s*\(([^()\n]{3,90})\)")
_HOUSE_BEHIND = re.compile(
    r",\s+(?:im\s+)?([A-ZÄÖÜ][\w.-]*(?:\s[A-ZÄÖÜ][\w.-]*){0,3})(?=\s*[,.;(|\n]|\s*$)"
)
_CERTAIN_ENOUGH = 0.3
_SAME_SENTENCE = 0.95  # two findings joined are a little less sure than the weaker one


def place_in(text: str, *, hint: PlaceHint | None = None) -> PlaceReading | None:
    """Return the place that a passage names for its event; None where it names none.

    The house with its town, else the house joined with the one town that the passage is about,
    else that town alone. Towns in names, homes, datelines and addresses of offices do not count.
    """
    known = hint or PlaceHint()
    venue = venue_in(text, hint=known)
    if venue is not None and venue.place.address_locality and not venue.inferred:
        return venue
    mentions = find_towns(text, hint=known)
    if venue is not None:  # a name in the house's own that may be anything is no town
        inside = range(venue.start, venue.end)
        mentions = [m for m in mentions if m.municipality or m.start not in inside]
    town = _town(mentions)
    if town is None:
        return venue
    if venue is None:
        return _alone(text, town)
    if venue.inferred and venue.municipality == town.municipality:
        sure = max(venue.confidence, round(town.confidence * _SAME_SENTENCE, 3))
        return replace(venue, confidence=sure)
    if venue.inferred and (town.start < venue.start or town.confidence < venue.confidence):
        return venue
    return _joined(venue, town)


def places_in(text: str, *, hint: PlaceHint | None = None) -> list[PlaceReading]:
    """Return the place of `place_in`, and the further towns where it is one of a list of towns."""
    first = place_in(text, hint=hint)
    if first is None:
        return []
    found = [first]
    if first.municipality is None or first.place.name or not _LISTED.search(text, first.end):
        return found
    mentions = [m for m in find_towns(text, hint=hint or PlaceHint()) if m.role is Role.EVENT]
    for mention in mentions:
        gap = text[found[-1].end : mention.start]
        if mention.start >= found[-1].end and _LISTED.fullmatch(gap) and mention.municipality:
            found.append(_alone(text, mention))
    return found


def _town(mentions: list[TownMention]) -> TownMention | None:
    """Return the surest town of an event; the first where several are as sure."""
    events = [m for m in mentions if m.role is Role.EVENT and m.confidence >= _CERTAIN_ENOUGH]
    return max(events, key=lambda mention: mention.confidence, default=None)


def _alone(text: str, town: TownMention) -> PlaceReading:
    """A town with the street behind it, or the house and street in brackets."""
    street, end = street_behind(text, town.end)
    name = ""
    brackets = _BRACKETS.match(text, town.end) if not street else None
    inside = place_of_line(brackets[1]) if brackets else None
    if brackets and inside is not None and not inside.place.address_locality:
        street, name, end = inside.place.street_address, inside.place.name, brackets.end()
    behind = None if street or name else _HOUSE_BEHIND.match(text, end)
    if behind and any(noun_kind(word) == "building" for word in behind[1].split()):
        name, end = behind[1].rstrip("."), behind.end()
        street, end = street_behind(text, end)
    return PlaceReading(
        place=place_of(town.municipality, name=name, street=street, written=town.text),
        start=town.start,
        end=end,
        rule=f"town, {town.rule}, {town.settled_by}",
        confidence=town.confidence,
        municipality=town.municipality,
    )


def _joined(venue: PlaceReading, town: TownMention) -> PlaceReading:
    house = venue.place
    place = place_of(
        town.municipality,
        name=house.name,
        street=house.street_address,
        postcode=house.postal_code,
        written=town.text,
    )
    sure = min(venue.confidence, town.confidence) * _SAME_SENTENCE
    return replace(
        venue,
        place=place,
        start=min(venue.start, town.start),
        end=max(venue.end, town.end),
        rule=f"{venue.rule}; town, {town.rule}",
        confidence=round(sure, 3),
        inferred=False,
        municipality=town.municipality,
    )
