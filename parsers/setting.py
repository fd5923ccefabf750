"""Where, with whom and whether: place, organiser, state and form of a candidate from its text."""

import re
from collections.abc import Iterator
from dataclasses import replace

from model import AttendanceMode, Evidence, Organizer, Place, clean_text, fold
from parsers.abbreviations import is_abbreviation, long_form
from parsers.candidate import Candidate, Found, Layer
from parsers.context import Context
from parsers.document import Document, Role
from parsers.facts import Label, Pair
from parsers.organizers import organizers_in, organizers_of_label
from parsers.places import (
    PlaceHint,
    PlaceReading,
    online_mode,
    place_in,
    place_reading,
    read_place,
)
from parsers.sentences import sentences
from parsers.status import status_in

Span = tuple[int, int]
_LINE = re.compile(r"[^\s,;:|/·•–-][^\n]*")
_WHEN_FIRST = re.compile(
    r"(?:[\d.:\s,|·–-]|Uhr\b|bis\b|ab\b|von\b|und\b|(?:Mo|Di|Mi|Do|Fr|Sa|So)\b"
    r"|(?:Montag|Dienstag|Mittwoch|Donnerstag|Freitag|Samstag|Sonntag)\b)+"
)
MAX_PLACE_LINE = 120
"""A longer line of an entry is not read as the name of a place."""

_PLACE_LABELS = (Label.VENUE, Label.PLACE, Label.ADDRESS)


def hint_of(document: Document, context: Context) -> PlaceHint:
    """What the page and its source say about the region that names of towns are meant in."""
    return PlaceHint(region=context.region, text=document.text[:20_000])


def place_of_labels(group: list[Pair], hint: PlaceHint) -> Found[Place] | None:
    """Return the place that the labels of one group give: house, street and town together."""
    found: Found[Place] | None = None
    for label in _PLACE_LABELS:
        for pair in group:
            if pair.label is not label:
                continue
            place = read_place(pair.value, hint=hint)
            if place is None:
                continue
            evidence = Evidence(
                quote=pair.value, start=pair.start, end=pair.end, rule=f"label.{label}",
                confidence=0.93,
            )  # fmt: skip
            found = _joined(found, Found(value=place, evidence=evidence))
    return found


def complete(
    candidate: Candidate, document: Document, context: Context, hint: PlaceHint,
    pairs: list[Pair], *, alone: bool,
) -> None:  # fmt: skip
    """Fill place, organiser, state and form of `candidate` from the text around it.

    `alone` says that the page tells of this event only, so that its whole text speaks of it.
    """
    facts = pairs if alone else [p for p in pairs if candidate.start <= p.start < candidate.end]
    _labelled(candidate, facts, context, hint)
    near = _near(candidate, document)
    spans = [*near, *(_whole(document) if alone else [])]
    _place(candidate, document, hint, spans)
    if not candidate.organizers:
        candidate.organizers = _organizers(document, context, spans)
    if candidate.status is None:
        state = near if not alone else [*near, *_opening(document)]
        for start, end in state:
            candidate.status = status_in(document.text[start:end], start)
            if candidate.status is not None:
                break
    if candidate.attendance_mode is None:
        candidate.attendance_mode = _mode(document, spans)
    _agree(candidate)


def _labelled(candidate: Candidate, facts: list[Pair], context: Context, hint: PlaceHint) -> None:
    """Take place, organiser and price from labels that speak of the candidate."""
    if not candidate.locations:
        place = place_of_labels(facts, hint)
        candidate.locations = [place] if place is not None else []
    for pair in facts:
        if pair.label is Label.ORGANIZER and not candidate.organizers:
            candidate.organizers = organizers_of_label(pair.value, pair.start, context)
        elif pair.label is Label.PRICE and candidate.offers is None:
            evidence = Evidence(
                quote=pair.value, start=pair.start, end=pair.end, rule="label.price",
                confidence=0.9,
            )  # fmt: skip
            candidate.offers = Found(value=pair.value, evidence=evidence)


def _place(candidate: Candidate, document: Document, hint: PlaceHint, spans: list[Span]) -> None:
    known = candidate.locations[0] if candidate.locations else None
    if known is not None and known.value.address_locality:
        candidate.locations[0] = _without_echo(known)
        return
    for start, end in spans:
        found = None
        if candidate.layer is Layer.CARD:
            start, found = _short_place(candidate, document, hint, (start, end))
        found = found or place_in(document.text[start:end], hint=hint)
        if found is None:
            continue
        evidence = Evidence(
            quote=document.text[start + found.start : start + found.end],
            start=start + found.start,
            end=start + found.end,
            rule=f"place.{found.rule}",
            confidence=found.confidence,
        )
        known = _joined(known, Found(value=found.place, evidence=evidence))
        if known.value.address_locality and (known.value.name or start >= candidate.end):
            break
    candidate.locations = [_without_echo(known)] if known is not None else []


def _short_place(
    candidate: Candidate, document: Document, hint: PlaceHint, span: Span
) -> tuple[int, PlaceReading | None]:
    """The place in a short line of an entry that is nothing else, and where the line begins."""
    for first, end in _lines_besides(candidate, document, span):
        when = _WHEN_FIRST.match(document.text, first, end)
        start = when.end() if when else first
        text = document.text[start:end]
        value = place_reading(text, hint=hint) if len(text) <= MAX_PLACE_LINE else None
        if value is not None and value.municipality is not None:
            return start, value
    return span[0], None


def _lines_besides(candidate: Candidate, document: Document, span: Span) -> Iterator[Span]:
    """The lines of a passage without the candidate's name and date and the marks around them."""
    told = [found.evidence for found in (candidate.name, candidate.when) if found is not None]
    start = span[0]
    for stop, then in sorted([(e.start, e.end) for e in told] + [(span[1], span[1])]):
        for line in _LINE.finditer(document.text, start, max(start, min(stop, span[1]))):
            yield line.span()
        start = max(start, then)


def _without_echo(found: Found[Place]) -> Found[Place]:
    """A place whose house is only its town's name again, or no word, has no house."""
    place = found.value
    wordless = sum(char.isalpha() for char in place.name) < 3
    if place.name and (wordless or fold(place.name) == fold(place.address_locality)):
        return Found(value=replace(place, name=""), evidence=found.evidence)
    return found


def _joined(first: Found[Place] | None, second: Found[Place]) -> Found[Place]:
    """One place of two readings: the first wins field by field, the second fills gaps.

    A second reading in another town is another place and is left out.
    """
    if first is None:
        return second
    a, b = first.value, second.value
    if a.address_locality and b.address_locality and a.address_locality != b.address_locality:
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


def _organizers(document: Document, context: Context, spans: list[Span]) -> list[Found[Organizer]]:
    for start, end in spans:
        found = organizers_in(document.text[start:end], start, context)
        if found:
            return [_spelled_out(item, document.text) for item in found]
    return []


def _spelled_out(found: Found[Organizer], text: str) -> Found[Organizer]:
    """An organiser that is only abbreviated, under the name that the page gives it elsewhere."""
    short = found.value.name
    span = long_form(short, text) if is_abbreviation(short) else None
    if span is None:
        return found
    name = clean_text(text[span[0] : span[1]])
    return Found(value=Organizer(name=name, alternate_name=short), evidence=found.evidence)


def _mode(document: Document, spans: list[Span]) -> Found[AttendanceMode] | None:
    for start, end in spans:
        mode = online_mode(document.text[start:end])
        if mode is not None:
            first, last = start + mode.start, start + mode.end
            evidence = Evidence(
                quote=document.text[first:last], start=first, end=last, rule="mode.words",
                confidence=0.85,
            )  # fmt: skip
            return Found(value=mode.mode, evidence=evidence)
    return None


def _agree(candidate: Candidate) -> None:
    """An event with a house is not held online only: then it is both."""
    mode = candidate.attendance_mode
    house = any(place.value.street_address or place.value.name for place in candidate.locations)
    if mode is not None and mode.value is AttendanceMode.ONLINE and house:
        candidate.attendance_mode = Found(value=AttendanceMode.MIXED, evidence=mode.evidence)


def _near(candidate: Candidate, document: Document) -> list[Span]:
    """The text that speaks of the candidate: its own, its block's, its heading's, the next."""
    spans = [(candidate.start, candidate.end)] if candidate.end else []
    if candidate.layer is Layer.CARD:
        inside = (b for b in document.blocks if candidate.start <= b.start < candidate.end)
        return [*spans, *((b.start, b.end) for b in inside)]
    if candidate.layer is not Layer.PROSE or not candidate.end:
        return spans
    heading: Span | None = None
    for number, block in enumerate(document.blocks):
        if block.start <= candidate.start < block.end:
            spans += _sentences_after(block.text, block.start, candidate)
            if heading:
                spans.append(heading)
            following = document.blocks[number + 1 : number + 3]
            spans += [(b.start, b.end) for b in following if b.role is not Role.HEADING][:1]
            break
        if block.role is Role.HEADING:
            heading = (block.start, block.end)
    return spans


def _sentences_after(text: str, offset: int, candidate: Candidate) -> list[Span]:
    spans = [(offset + a, offset + b) for a, b in sentences(text)]
    own = [span for span in spans if span[0] != candidate.start]
    return sorted(own, key=lambda span: abs(span[0] - candidate.start))[:3]


def _whole(document: Document) -> list[Span]:
    spans: list[Span] = []
    for block in document.main():
        spans += [(block.start + a, block.start + b) for a, b in sentences(block.text)]
        if len(spans) > 120:
            break
    return spans


def _opening(document: Document) -> list[Span]:
    return [(block.start, block.end) for block in document.main()][:4]
