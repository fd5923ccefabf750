"""The place of a candidate: from labels, from the line of an entry, from sentences.

Field by field the nearer passage wins; a reading in another town is another place.
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from model import AttendanceMode, Evidence, Place, fold
from parsers.candidate import Candidate, Found, Layer
from parsers.facts import Label, Pair
from parsers.passages import Passages, Span
from parsers.places import (
    PlaceHint,
    PlaceReading,
    place_of_line,
    place_of_title,
    place_readings,
    places_in,
    read_place,
    town_of_name,
)

_LINE = re.compile(r"[^\s,;:|/·•–-][^\n]*")
_PLACE_LABELS = (Label.VENUE, Label.ADDRESS, Label.PLACE)
_NOT_HERE = re.compile(
    r"\b(?:Tel|Telefon|Fax|E-?Mail)\b[.:]|@|\bwww\.|\bc/o\b|"
    r"\b(?:[Pp]ark(?:en|plätze|möglichkeit\w*|haus)|Anreise|Haltestelle|Shuttle\w*|Übernachtung\w*|"
    r"entf[aä]ll\w*|ursprünglich\w*|[Vv]orjahr\w*|vergangenen Jahr|letztes Jahr|[Vv]orige\w*|"
    r"zuletzt|"
    r"Vorverkauf\w*|Tickets?|Karten|erhältlich|Anmeldung\w*|anmelden)\b"
)
_YEAR = re.compile(r"(?<![\d/.-])(?:19|20)\d\d(?![\d-])")
_QUARTER = 0.12
"""Degrees: a quarter lies some ten kilometres from the middle of its town at most."""
_WINDOW = 80
_SURE = 0.75
_SURE_HOUSE = 0.7
_SURE_IN_MEETING = 0.55
_MEETING = re.compile(
    r"\b(?:l[äa]de?[tn]|lud|statt|stattfinde\w*|tagt|getagt|tr[ie]ff\w*|Gastgeber\w*"
    r"|\w*[Oo]rt ist)\b"
)
_NEIGHBOURS = 400
"""Labels of one place stand this close together; an address further off is an office's."""


def find_places(
    candidate: Candidate, passages: Passages, facts: list[Pair], hint: PlaceHint
) -> list[Found[Place]]:
    """Return the places of a candidate, those that it brings along made official."""
    found = [_official(found, hint) for found in candidate.locations]
    labelled = places_of_labels(facts, hint)
    if not found:
        found = labelled
    elif len(found) == len(labelled) == 1:
        found = [_joined(found[0], labelled[0])]
    if len(found) > 1 or (found and found[0].value.address_locality and found[0].value.name):
        return _told(found, candidate)
    read: list[Found[Place]] = found
    for here, reading in _readings(candidate, passages, hint):
        if not read:
            read = reading
        elif not here and not (reading[0].value.name or _meets(passages, reading[0])):
            continue  # a town that is named for something else
        elif len(reading) == 1:
            read = [_joined(read[0], reading[0])]
        if len(read) > 1 or (read[0].value.address_locality and (read[0].value.name or not here)):
            break
    return _named(candidate, _told(read, candidate), hint)


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
            found = [_joined(found[0], places[0])]
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


def _readings(
    candidate: Candidate, passages: Passages, hint: PlaceHint
) -> Iterator[tuple[bool, list[Found[Place]]]]:
    """Yield what the passages say, nearest first, and whether it is still the event's own text."""
    text = passages.document.text
    if not _online(candidate) or candidate.layer is Layer.CARD:
        for found in _in_lines(candidate, passages, hint):
            yield True, [found]
    part = passages.part(candidate)
    own = [part] if part else passages.own(candidate)
    for span in own if _online(candidate) else [*own, *passages.near(candidate)]:
        dated = span[0] <= candidate.when.evidence.start < span[1]
        if not dated and _of_something_else(candidate, text[slice(*span)]):
            continue
        places = _in_sentence(text, span, hint)
        if places and _serious(candidate, places):
            yield True, places
    for span in passages.rest(candidate) if not _online(candidate) else ():
        for places in _far_off(candidate, text, span, hint):
            yield False, places


def _online(candidate: Candidate) -> bool:
    """Whether a candidate is held online: then houses of the page are not its own."""
    mode = candidate.attendance_mode
    return mode is not None and mode.value is AttendanceMode.ONLINE


def _in_lines(candidate: Candidate, passages: Passages, hint: PlaceHint) -> Iterator[Found[Place]]:
    """The places in the short lines of an entry, or right beside the event's date."""
    text = passages.document.text
    if candidate.layer is Layer.CARD:
        lines = list(_lines_besides(candidate, text, passages.own(candidate)))
    else:
        lines = passages.row(candidate)
    for line in lines:
        reading = place_of_line(text[slice(*line)], hint=hint)
        if reading is not None:
            yield _found(text, line[0], reading)
    for line in [*passages.same_day(candidate), *passages.lines_beside(candidate)]:
        reading = place_of_line(text[slice(*line)], hint=hint)
        if reading is not None and _whole_address(reading):
            yield _found(text, line[0], reading)


def _whole_address(reading: PlaceReading) -> bool:
    place = reading.place
    return reading.municipality is not None and bool(place.street_address or place.name)


def _far_off(
    candidate: Candidate, text: str, span: Span, hint: PlaceHint
) -> Iterator[list[Found[Place]]]:
    """What a sentence far from the event's date says, where it is sure enough."""
    passage = text[slice(*span)]
    if _of_something_else(candidate, passage):
        return
    if candidate.locations and candidate.locations[0].value.name in passage:
        line = place_of_line(passage, hint=hint)
        if line is not None:
            yield [_found(text, span[0], line)]
    places = _in_sentence(text, span, hint)
    if places and _serious(candidate, places) and _sure_elsewhere(places[0], passage):
        yield places


def _meets(passages: Passages, found: Found[Place]) -> bool:
    """Whether the sentence of a town far off says that one meets there."""
    text, said = passages.document.text, found.evidence
    return _MEETING.search(text, max(0, said.start - _WINDOW), said.end + _WINDOW) is not None


def _in_sentence(text: str, span: Span, hint: PlaceHint) -> list[Found[Place]]:
    readings = places_in(text[slice(*span)], hint=hint)
    return [_found(text, span[0], reading) for reading in readings]


def _serious(candidate: Candidate, found: list[Found[Place]]) -> bool:
    """Whether a reading is no part of the event's own name ("im Hörsaal Fragen stellen")."""
    name = candidate.name
    if name is None or not found[0].value.name:
        return True
    said = found[0].evidence
    inside = name.evidence.start <= said.start and said.end <= name.evidence.end
    return not (inside and not found[0].value.address_locality)


def _of_something_else(candidate: Candidate, passage: str) -> bool:
    """Whether a passage tells of parking, tickets, contacts or an earlier year."""
    if _NOT_HERE.search(passage):
        return True
    years = _YEAR.findall(passage)
    return bool(years) and max(years) < str(candidate.when.value.first_day.year)


def _sure_elsewhere(found: Found[Place], passage: str) -> bool:
    """Whether a reading far from the event's date is sure enough to be its place.

    A bare address is an office's. A body's house counts where the sentence says that one meets.
    """
    said, meeting = found.evidence, _MEETING.search(passage) is not None
    if found.value.name:
        if not (found.value.address_locality or meeting):
            return False
        return said.confidence >= (_SURE_IN_MEETING if meeting else _SURE_HOUSE)
    return said.confidence >= _SURE and "postcode" not in said.rule


def _lines_besides(candidate: Candidate, text: str, spans: list[Span]) -> Iterator[Span]:
    """The lines of an entry without the candidate's name and date and the marks around them."""
    name = fold(candidate.name.value) if candidate.name is not None else ""
    told = sorted(
        (found.evidence.start, found.evidence.end)
        for found in (candidate.name, candidate.when)
        if found is not None
    )
    for start, end in spans:
        inside = [(a, b) for a, b in told if start <= a < end]
        for stop, then in [*inside, (end, end)]:
            for line in _LINE.finditer(text, start, max(start, stop)):
                if fold(line[0]) != name:
                    yield line.span()
            start = max(start, then)


def _found(text: str, offset: int, reading: PlaceReading) -> Found[Place]:
    start, end = offset + reading.start, offset + reading.end
    evidence = Evidence(
        quote=text[start:end], start=start, end=end, rule=f"place.{reading.rule}",
        confidence=reading.confidence,
    )  # fmt: skip
    return Found(value=reading.place, evidence=evidence)


def _official(found: Found[Place], hint: PlaceHint) -> Found[Place]:
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


def _named(candidate: Candidate, found: list[Found[Place]], hint: PlaceHint) -> list[Found[Place]]:
    """A house without a town, or no place: the town that ends the event's own name is inferred."""
    name = candidate.name
    if _online(candidate):
        return found
    if name is None or len(found) > 1 or (found and found[0].value.address_locality):
        return found
    reading = town_of_name(name.value, hint=hint) or place_of_title(name.value, hint=hint)
    if reading is None:
        return found
    said = replace(name.evidence, rule=f"place.{reading.rule}", confidence=reading.confidence)
    town = Found(value=reading.place, evidence=said)
    return [_joined(found[0], town)] if found else [town]


def _told(found: list[Found[Place]], candidate: Candidate) -> list[Found[Place]]:
    places = (_without_echo(item, candidate) for item in found)
    return [place for place in places if place.value.line]


def _without_echo(found: Found[Place], candidate: Candidate) -> Found[Place]:
    """A house that is only its town's or the event's name again, or no word, is no house."""
    place = found.value
    name = fold(candidate.name.value) if candidate.name is not None else ""
    wordless = sum(char.isalpha() for char in place.name) < 3
    if place.name and (wordless or fold(place.name) in (fold(place.address_locality), name)):
        return Found(value=replace(place, name=""), evidence=found.evidence)
    return found


def _same_town(a: Place, b: Place) -> bool:
    """Whether two towns are one: by name, or as a quarter that the tables know apart from it."""
    if a.address_locality == b.address_locality:
        return True
    if a.latitude is None or b.latitude is None or (a.municipality_key and b.municipality_key):
        return False
    north = abs(a.latitude - b.latitude)
    east = abs((a.longitude or 0.0) - (b.longitude or 0.0))
    return north < _QUARTER and east < _QUARTER


def _joined(first: Found[Place], second: Found[Place]) -> Found[Place]:
    """One place of two readings: the first wins field by field, the second fills gaps.

    A second reading in another town or house is another place and is left out.
    """
    a, b = first.value, second.value
    if a.address_locality and b.address_locality and not _same_town(a, b):
        return first
    if a.name and b.name and not set(fold(a.name).split()) & set(fold(b.name).split()):
        return first
    name = a.name or b.name
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
