"""Several readings of one place put together, and the place that a group of labels names.

The first reading wins field by field; one of another town or house is another place.
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from model import Evidence, Place, fold
from parsers.candidate import Found
from parsers.page.facts import Label, Pair
from parsers.places import PlaceHint, PlaceReading, place_readings, read_place

_PLACE_LABELS = (Label.VENUE, Label.ADDRESS, Label.PLACE)
NOT_HERE = re.compile(
    r"\b(?:Tel|Telefon|Fax|E-?Mail)\b[.:]|@|\bwww\.|\bc/o\b|"
    r"\b(?:[Pp]ark(?:en|plätze|möglichkeit\w*|haus)|Anreise|Haltestelle|Shuttle\w*|Übernachtung\w*|"
    r"entf[aä]ll\w*|ursprünglich\w*|[Vv]orjahr\w*|vergangenen Jahr|letztes Jahr|[Vv]orige\w*|"
    r"zuletzt|"
    r"Vorverkauf\w*|Tickets?|Karten|erhältlich|Anmeldung\w*|anmelden)\b"
)
"""Words of passages that tell of parking, tickets, contacts or another year's event."""
_ROOM = re.compile(r"(?:Halle|Raum|Hörsaal|Saal|Zimmer|Stand)\s(?:\d{1,4}\w?|[A-Z]\d{0,2})")
_QUARTER = 0.12
"""Degrees: a quarter lies some ten kilometres from the middle of its town at most."""
_NEIGHBOURS = 400
"""Labels of one place stand this close together; an address further off is an office's."""


def places_of_labels(facts: list[Pair], hint: PlaceHint) -> list[Found[Place]]:
    """Return the place that labels give: house, street and town together, or several towns.

    Labels that stand together name one place; what stands further off fills its gaps.
    """
    found: list[Found[Place]] = []
    for pairs in _clusters(facts):
        readings = place_readings("\n".join(pair.value for pair in pairs), hint=hint)
        first = next((pair for pair in pairs if read_place(pair.value, hint=hint)), pairs[0])
        evidence = Evidence(
            quote=first.value, start=first.start, end=first.end, rule=f"label.{first.label}",
            confidence=0.93,
        )  # fmt: skip
        places = [Found(value=reading.place, evidence=evidence) for reading in readings]
        if not found:
            found = places
        elif len(places) == len(found) == 1:
            found = [joined(found[0], places[0])]
    return found


def _clusters(facts: list[Pair]) -> Iterator[list[Pair]]:
    """Groups of labels of place that stand together, each label once, in the order of an address.

    An address that stands apart from all others is an office's.
    """
    groups: list[dict[Label, Pair]] = []
    last = -_NEIGHBOURS
    for pair in facts:
        if pair.label not in _PLACE_LABELS:
            continue
        if not groups or pair.start - last > _NEIGHBOURS or pair.label in groups[-1]:
            groups.append({})
        groups[-1][pair.label] = pair
        last = pair.end
    for number, group in enumerate(groups):
        if number == 0 or group.keys() != {Label.ADDRESS}:
            yield [group[label] for label in _PLACE_LABELS if label in group]


def official(found: Found[Place], hint: PlaceHint) -> Found[Place]:
    """A place from structured data with its town in the official form, where it is certain."""
    place = found.value
    if place.municipality_key:
        return found
    lines = (place.name, place.street_address, f"{place.postal_code} {place.address_locality}")
    read = read_place("\n".join(line for line in lines if line.strip()), hint=hint)
    if read is None or not read.municipality_key:
        return found
    return Found(
        value=replace(
            read,
            name=read.name if not place.name else place.name,
            street_address=place.street_address if place.address_locality else read.street_address,
        ),
        evidence=found.evidence,
    )


def _same_town(a: Place, b: Place) -> bool:
    """Whether two towns are one: by name, or as a quarter that the tables know apart from it."""
    if a.address_locality == b.address_locality:
        return True
    if a.latitude is None or b.latitude is None or (a.municipality_key and b.municipality_key):
        return False
    north = abs(a.latitude - b.latitude)
    east = abs((a.longitude or 0.0) - (b.longitude or 0.0))
    return north < _QUARTER and east < _QUARTER


def joined(first: Found[Place], second: Found[Place]) -> Found[Place]:
    """One place of two readings: the first wins field by field, the second fills gaps.

    A second reading in another town or house is another place and is left out.
    """
    a, b = first.value, second.value
    if a.address_locality and b.address_locality and not _same_town(a, b):
        return first
    rooms = _ROOM.fullmatch(a.name) is not None and bool(b.address_locality)
    if (
        a.name
        and b.name
        and not rooms
        and not set(fold(a.name).split()) & set(fold(b.name).split())
    ):
        return first
    name = a.name or b.name
    if a.name and b.name and _ROOM.fullmatch(a.name) and not _ROOM.fullmatch(b.name):
        name = f"{b.name}, {a.name}"
    if name and name in (a.address_locality, b.address_locality):
        name = b.name if name == a.name else a.name
    town = a if a.address_locality else b
    value = replace(
        town,
        name="" if name == town.address_locality else name,
        street_address=a.street_address or b.street_address,
        postal_code=a.postal_code or b.postal_code,
    )
    return Found(value=value, evidence=first.evidence)


def found_place(
    text: str, offset: int, reading: PlaceReading, *, rule: str = "", sure: float = 1.0
) -> Found[Place]:
    """Return a place that was read at `offset` of the document's `text`, at most as sure as `sure`.

    Without a `rule` the reading's own is named.
    """
    start, end = offset + reading.start, offset + reading.end
    evidence = Evidence(
        quote=text[start:end], start=start, end=end, rule=rule or f"place.{reading.rule}",
        confidence=min(sure, reading.confidence),
    )  # fmt: skip
    return Found(value=reading.place, evidence=evidence)
