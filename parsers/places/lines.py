"""The place in a short line of an entry: "18 Uhr | Rathaus, Gera", "(Gera)", "ab Bahnhof Gera".

A sentence is no such line, nor is a line of persons, prices or dates alone.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from model import fold
from parsers.places.addresses import POSTCODE, street_at
from parsers.places.bearers import PlaceHint
from parsers.places.frame_words import QUOTES
from parsers.places.nouns import noun_kind
from parsers.places.result import PlaceReading
from parsers.places.values import apart, is_town, place_reading
from parsers.places.words import EVENTISH, first_names

_SEPARATOR = re.compile(r"\s*(?:\n+|[|;•·]|,(?!\d)|\s[–—-]\s|\s/\s)\s*")
_LEAD = re.compile(
    r"(?:(?:statt|nicht)\s[^,;|]{2,40}?\s(?:jetzt|nun|neu|sondern)\b:?"
    r"|(?:neuer\s+)?(?:(?:Veranstaltungs|Tagungs)?[Oo]rt|Wo|Location|Treffpunkt|Treffen|Start|Abfahrt)"
    r"(?:\s*[:?]|(?=\s+(?:ab|am|an|in|im|auf|bei|beim|vor)\s))"
    r"|(?:Abfahrt|Treffpunkt)(?=\s+[A-ZÄÖÜ])"
    r"|(?:jetzt|nun|neu|ab|in|im|am|an der|auf dem|auf der|in der|beim|vor dem)"
    r"(?=\s+[A-ZÄÖÜ\d„\"]))\s*"
)
_WHEN = (
    r"(?:(?:(?:Mo|Diens|Donners|Frei|Sams|Sonn)tags?|Mittwochs?|Sonnabends?"
    r"|(?:Mo|Di|Mi|Do|Fr|Sa|So|KW|Jan|Feb|Mrz|Apr|Jun|Jul|Aug|Sept?|Okt|Nov|Dez)\b\.?"
    r"|Januar|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember"
    r"|Uhr|h|von|bis|ab|und|am|den|der|dem|um|ganztägig|ganztags)\b|ca\.|(?!\d{5}\b)\d[\d.:\s–-]*+)"
)
_TIME = re.compile(rf"(?:{_WHEN}[\s,.:–-]*+)++")
_PIN = re.compile(r"[^\w\s„\"»«“”'’(),.;:|/·•–-][\ufe0f\s]*")
_RECURRENCE = re.compile(
    r"(?:[Jj]ede[nrsm]?|[Ii]mmer|[Aa]lle|[Jj]eweils|[Ww]öchentlich|[Mm]onatlich|[Vv]ierteljährlich|"
    r"[Tt]äglich|[Rr]egelmäßig|[Nn]icht in den)\b.*"
)
_JUNK = re.compile(
    r"(?:(?:kosten|eintritt|preise?|beitrag|gebühr)\b.*|abgesagt|ausgebucht|verschoben|"
    r"entfällt|neuer termin|jetzt online|ortsänderung|kostenfrei|"
    r"kostenlos|eintritt\b.*|anmeld.*|mehr|details|weiterlesen|.{0,3}\d+(?:,\d\d)?\s?(?:€|euro).*|"
    r"(?:noch )?\d* ?(?:freie )?plätze.*|warteliste.*|ical|ics|termin|veranstaltung|uhr|"
    r"hybrid|präsenz|in präsenz|vor ort|\W*)",
    re.IGNORECASE,
)
_PERSON = re.compile(
    r"(?:Prof|Dr|Dipl|Mag)\.|\b(?:Referent|Moderation|Leitung|Dozent|Frau|Herr|Landr[aä]t|"
    r"Bürgermeister|Minister|Staatssekretär|Tel|Fax|E-Mail)|@|www\.|https?:"
)
_NOT_A_PLACE = re.compile(r"\bc/o\b|©|\b(?:Fotos?|Bild|Grafik)\b")
_SENTENCE_END = re.compile(r"[^\W\d_]{3,}[.!?…]\W*$|\[…\]|\[\.\.\.\]")
_GOES_ON = re.compile(r"(?<=[a-zäöüß]{3})[.!] (?=(?:Anmeld|Eintritt|Teilnahme|Um |Bitte|Kosten)).*")
"""What follows the place in its line as a sentence of its own."""
_INNER = re.compile(r"\s(?:im|in|in der|in den|auf dem|auf der|am|ins|nach|für|mit|zu|zum|zur)\s")
_WORDS = 7
_LONGEST_PERSON = 4
_ALONE = {"house": 0.7, "named": 0.6}
MAX_LINE = 140
"""A longer line is no line of place but prose."""


@dataclass(slots=True)
class _Segment:
    start: int
    end: int
    kind: str


def place_of_line(text: str, *, hint: PlaceHint | None = None) -> PlaceReading | None:
    """Return the place that a line of an entry names; None where it is a sentence or names none."""
    known = hint or PlaceHint()
    hit = _GOES_ON.search(text)
    text = text[: hit.start()] if hit else text
    if len(text) > MAX_LINE or _is_sentence(text) or _NOT_A_PLACE.search(text):
        return None
    text = apart(text)
    kept = _kept(list(_segments(text)))
    if not kept:
        return None
    flat = "\n".join(text[segment.start : segment.end] for segment in kept)
    reading = place_reading(flat, hint=known)
    if reading is None:
        return None
    kinds = {segment.kind for segment in kept}
    sure = _ALONE.get(next(iter(kinds)), 1.0) if len(kinds) == 1 else 1.0
    rule = reading.rule.replace("label", "line")
    start, end = kept[0].start, kept[-1].end
    return replace(
        reading, start=start, end=end, rule=rule, confidence=min(sure, reading.confidence, 0.93)
    )


def place_of_title(text: str, *, hint: PlaceHint | None = None) -> PlaceReading | None:
    """Return the place that stands where a title would: "Potsdam, Haus der Natur" of a tour."""
    first = next(_segments(text), None)
    if first is None or (first.start, first.kind) != (0, "town") or first.end == len(text.strip()):
        return None
    return place_of_line(text, hint=hint)


def _is_sentence(text: str) -> bool:
    words = text.split()
    if len(words) > 5 and _SENTENCE_END.search(text):
        return True
    small = sum(word[:1].islower() for word in words)
    return len(words) > 8 and 2 * small >= len(words)


def _kept(segments: list[_Segment]) -> list[_Segment]:
    """The segments that name the place, with the name right before a town or a street."""
    kept: list[_Segment] = []
    for number, segment in enumerate(segments):
        if segment.kind == "phrase" and not kept:
            return []
        if segment.kind in ("phrase", "person"):
            break  # what follows is where the person works, or how one gets there
        following = segments[number + 1].kind if number + 1 < len(segments) else ""
        before = following in ("town", "address") and not kept
        behind = not following and [k.kind for k in kept] == ["town"]
        names_it = segment.kind == "name" and (before or behind)
        if names_it or segment.kind in ("town", "address", "house", "named"):
            kept.append(segment)
    return kept


def _segments(text: str) -> Iterator[_Segment]:
    position = 0
    for separator in [*_SEPARATOR.finditer(text), None]:
        end = separator.start() if separator else len(text)
        start = _begin(text, position, end)
        colon = text.find(": ", start, end)
        if colon > 0 and is_town(text, start, colon):
            yield _Segment(start, colon, "town")
            start = _begin(text, colon + 2, end)
        stop = start + len(text[start:end].rstrip(" ,.:–-"))
        if text[start : start + 1] == "(" and text[stop - 1] == ")":
            start, stop = start + 1, stop - 1
        if stop > start:
            yield _Segment(start, stop, _kind(text, start, stop))
        position = separator.end() if separator else end


def _is_called(piece: str) -> bool:
    """Return whether a piece is a person's first name and surname."""
    words = piece.split()
    if not 1 < len(words) < _LONGEST_PERSON or fold(words[0]) not in first_names():
        return False
    return all(word[:1].isupper() and not noun_kind(word) for word in words)


def _begin(text: str, start: int, end: int) -> int:
    """Where a segment begins without times, labels and prepositions before its name."""
    for pattern in (_PIN, _TIME, _LEAD, _LEAD):
        match = pattern.match(text, start, end)
        start = match.end() if match else start
    return start


def _kind(text: str, start: int, end: int) -> str:
    piece = text[start:end]
    if _TIME.fullmatch(piece) or _RECURRENCE.fullmatch(piece) or _JUNK.fullmatch(piece):
        return ""
    if _PERSON.search(piece) or _is_called(piece):
        return "person"
    if POSTCODE.search(piece) or street_at(text, start, end) is not None:
        return "address"
    if is_town(text, start, end):
        return "town"
    words = piece.split()
    if words and fold(words[0]) in EVENTISH and (len(words) == 1 or words[1][0] in QUOTES):
        return "other"  # "Akademie", 'Messe "Landgut"'
    inner = _INNER.search(piece)
    head = words if inner is None else piece[: inner.start()].split()
    if len(words) > _WORDS or (not piece[:1].isupper() and piece[:1] not in QUOTES):
        return "phrase" if inner else "other"
    kinds = [noun_kind(word.strip(QUOTES + ",")) for word in head[:4]]
    if "building" in kinds or "institution" in kinds:
        return "house"
    if inner is not None:
        return "phrase"
    begins = [start + piece.find(words[-1])] if len(words) > 1 else []
    if any(is_town(text, begin, end) for begin in begins):
        return "named"
    return "name"
