"""The place of a candidate: from labels, from the line of an entry, from sentences.

Field by field the nearer passage wins; a reading in another town is another place.
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from model import AttendanceMode, Place, fold
from parsers.candidate import Candidate, Found, Layer
from parsers.page.facts import Pair
from parsers.page_places import PagePlaces
from parsers.passages import Passages, Span
from parsers.place_facts import (
    NOT_HERE,
    found_place,
    joined,
    official,
    places_of_labels,
)
from parsers.places import (
    PlaceHint,
    PlaceReading,
    may_name_town,
    place_of_line,
    place_of_title,
    places_in,
    subject_house,
    town_of_name,
)

_IN_LINES = re.compile(r"[\n|·•]")
_LINE = re.compile(r"[^\s,;:|/·•–-][^\n]*")
_YEAR = re.compile(r"(?<![\d/.-])(?:19|20)\d\d(?![\d-])")
_THIS_TIME = re.compile(r"\b(?:diesmal|[Dd]ieses Mal|heuer|[Dd]ieses Jahr|in diesem Jahr)\b")
_WINDOW = 80
_DASH = " – "
_SURE = 0.75
_SURE_HOUSE = 0.7
_SURE_TOWN_BESIDE = 0.55
_SURE_IN_MEETING = 0.55
_MEETING = re.compile(
    r"\b(?:l[äa]de?[tn]|lud|statt|stattfinde\w*|tagt|getagt|tr[ie]ff\w*|Gastgeber\w*"
    r"|\w*[Oo]rt ist|[Gg]eladen|[Ee]ingeladen|[Ee]inladen|einzuladen|[Gg]eht es|geh?t's|zu Gast)\b"
)


def find_places(
    candidate: Candidate, passages: Passages, facts: list[Pair], page: PagePlaces
) -> list[Found[Place]]:
    """Return the places of a candidate, those that it brings along made official."""
    hint = page.hint
    found = [official(found, hint) for found in candidate.locations]
    labelled = places_of_labels(facts, hint)
    if not found:
        found = labelled
    elif len(found) == len(labelled) == 1:
        found = [joined(found[0], labelled[0])]
    if len(found) > 1 or (found and found[0].value.address_locality and found[0].value.name):
        return _told(found, candidate)
    read: list[Found[Place]] = found
    for here, reading in _readings(candidate, passages, hint):
        if not read:
            read = reading
        elif not here and not (reading[0].value.name or _meets(passages, reading[0])):
            continue  # a town that is named for something else
        elif len(reading) == 1:
            read = [joined(read[0], reading[0])]
        if len(read) > 1 or (read[0].value.address_locality and (read[0].value.name or not here)):
            break
    named = _named(candidate, _told(read, candidate), hint)
    return named if _online(candidate) else page.completed(candidate, named)


def _readings(
    candidate: Candidate, passages: Passages, hint: PlaceHint
) -> Iterator[tuple[bool, list[Found[Place]]]]:
    """Yield what the passages say, nearest first, and whether it is still the event's own text."""
    text = passages.document.text
    own = passages.own(candidate)
    for found in _in_lines(candidate, text, own, passages.row(candidate), hint):
        yield True, [found]
    part = passages.part(candidate)
    for places in _in_sentences(candidate, text, [part] if part else own, hint):
        yield True, places
    if _online(candidate):
        return
    yield from ((True, places) for places in _beside(candidate, passages, hint))
    for span in passages.rest(candidate):
        for places in _far_off(candidate, text, span, hint):
            yield False, places


def _beside(
    candidate: Candidate, passages: Passages, hint: PlaceHint
) -> Iterator[list[Found[Place]]]:
    """What lines and sentences around a date say, and the end of the heading above."""
    text = passages.document.text
    lines = [*passages.same_day(candidate), *passages.lines_beside(candidate)]
    for start, end in passages.heading(candidate):
        tail = text.rfind(_DASH, start, end)
        lines += [(tail + len(_DASH), end)] if tail >= 0 else []
    for span in lines:
        reading = place_of_line(text[slice(*span)], hint=hint)
        if reading is not None and _whole_address(reading):
            yield [found_place(text, span[0], reading)]
    yield from _in_sentences(candidate, text, passages.near(candidate), hint)
    for span in passages.lines_behind(candidate):
        reading = place_of_line(text[slice(*span)], hint=hint)
        if reading is not None and reading.confidence >= _SURE_HOUSE:
            yield [found_place(text, span[0], reading)]


def _in_sentences(
    candidate: Candidate, text: str, spans: list[Span], hint: PlaceHint
) -> Iterator[list[Found[Place]]]:
    for span in spans:
        dated = span[0] <= candidate.when.evidence.start < span[1]
        if not dated and _of_something_else(candidate, text[slice(*span)]):
            continue
        places = _in_sentence(text, span, hint)
        if places and not dated and _weak(places[0]):
            continue
        if places and _serious(candidate, places):
            yield places


def _weak(found: Found[Place]) -> bool:
    """Whether a town without a house is hardly more than named."""
    return not found.value.name and found.evidence.confidence < _SURE_TOWN_BESIDE


def _online(candidate: Candidate) -> bool:
    """Whether a candidate is held online: then houses of the page are not its own."""
    mode = candidate.attendance_mode
    return mode is not None and mode.value is AttendanceMode.ONLINE


def _in_lines(
    candidate: Candidate, text: str, own: list[Span], row: list[Span], hint: PlaceHint
) -> Iterator[Found[Place]]:
    """The places in the short lines of an entry, of a table's row, or beside a date."""
    entry = candidate.layer is Layer.CARD
    lines = own if entry else [span for span in own if _IN_LINES.search(text, *span)]
    for line in [*_lines_besides(candidate, text, lines), *row]:
        reading = place_of_line(text[slice(*line)], hint=hint)
        if reading is not None and (entry or line in row or _whole_address(reading)):
            yield found_place(text, line[0], reading)


def _whole_address(reading: PlaceReading) -> bool:
    place = reading.place
    house = place.street_address or (place.name and reading.confidence >= _SURE_HOUSE)
    return bool(place.address_locality and house)


def _far_off(
    candidate: Candidate, text: str, span: Span, hint: PlaceHint
) -> Iterator[list[Found[Place]]]:
    """What a sentence far from the event's date says, where it is sure enough."""
    passage = text[slice(*span)]
    same = bool(candidate.locations) and candidate.locations[0].value.name in passage
    if not (same or may_name_town(passage) or _MEETING.search(passage)):
        return  # a house without a town counts only where one meets
    if _of_something_else(candidate, passage):
        return
    line = place_of_line(passage, hint=hint) if same else None
    if line is not None:
        yield [found_place(text, span[0], line)]
    places = _in_sentence(text, span, hint)
    if places and _serious(candidate, places) and _sure_elsewhere(places[0], passage):
        yield places


def _meets(passages: Passages, found: Found[Place]) -> bool:
    """Whether the sentence of a town far off says that one meets there."""
    text, said = passages.document.text, found.evidence
    return _MEETING.search(text, max(0, said.start - _WINDOW), said.end + _WINDOW) is not None


def _in_sentence(text: str, span: Span, hint: PlaceHint) -> list[Found[Place]]:
    passage = text[slice(*span)]
    readings = places_in(passage, hint=hint)
    if not readings or (len(readings) == 1 and not readings[0].place.name):
        house = subject_house(passage, hint=hint)
        if house is not None:
            found = found_place(text, span[0], house)
            return [joined(found, found_place(text, span[0], readings[0])) if readings else found]
    return [found_place(text, span[0], reading) for reading in readings]


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
    if NOT_HERE.search(passage):
        return True
    years = [] if _THIS_TIME.search(passage) else _YEAR.findall(passage)
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
    return [joined(found[0], town)] if found else [town]


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
