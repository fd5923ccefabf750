"""The hours of events whose day is known: the clock times around it that can be theirs.

Each clock time is read with its clause as the begin, the end, or as none of an event (doors,
trains, office hours, rows of a programme). Looks in the day's sentence, then behind it up to the
day of another event, and above it where the page tells of one event only.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from model import When
from parsers.candidate import Candidate, Found, Layer
from parsers.dates import DateKind, Moment
from parsers.days.dated import Dated
from parsers.days.timing import usable, when_of, with_end_time, with_times
from parsers.page.document import Document, Role
from parsers.vocabulary import PROGRAMME_HEADING

_WEEKDAYS = ("mo", "di", "mi", "do", "fr", "sa", "so")
_WEEKDAY = re.compile(
    r"\b(?:(Mo|Di|Mi|Do|Fr|Sa|So)(?=[.,: ])|(Mon|Diens|Donners|Frei|Sams|Sonn)tag|(Mittwoch)"
    r"|(Sonnabend))"
)
_START = re.compile(
    r"\b(?:Beginn(?: ist|t)?|beginn(?:t|en)|Start|start(?:et|en)|Los geht|geht es los|Uhrzeit|Zeit"
    r"|eröffne[tn]|Auftakt|treffen|kommen|Treffpunkt|Treff|Abfahrt|fährt|bricht|brechen|öffnet"
    r"|empfängt|empfangen|erwarten|versammel\w+|Kick-?off)\b[^.;\n]{0,70}$",
    re.IGNORECASE,
)
_STARTS_BEHIND = re.compile(
    r"^\s?(?:Uhr)?(?: (?:c\. ?t\.|s\. ?t\.|am Abend|abends|vormittags|nachmittags|früh))*,?"
    r" (?:geht(?:'s| es)? los|beginn(?:t|en)|start(?:et|en)|ist Beginn|Beginn|Start|ab\b|eröffnet)",
    re.IGNORECASE,
)
_OPENS = re.compile(r"(?:^|\n|[.!?:] )\s*(?:(?:Von|Ab|Um|Zwischen|Gegen|Schon um|Dann)\s)?$")
_END = re.compile(
    r"\b(?:Ende|endet|enden|Schluss|schließt|schloss|Rückkehr|Rückfahrt|zurück|vorbei|klingt"
    r"|Ausklang|bis|spätestens)\b[^.;,\n]{0,60}$",
    re.IGNORECASE,
)
_ENDS_BEHIND = re.compile(
    r"^\s?(?:Uhr)?(?: (?:[a-zäöüß]+|[A-ZÄÖÜ][a-zäöüß]+)){0,8}? ?"
    r"(?:ist (?:dann )?(?:Schluss|Ende)|endet|enden|zurück|ausklingen|schließen|schloss|vorbei)\b"
)
_DOORS = re.compile(
    r"\b(?:Einlass|doors(?: open)?|Saalöffnung|Türöffnung|Türen|Registrierung|Check-?in|Ankommen"
    r"|Eintreffen|Empfang|Anmeldung|Akkreditierung|Kaffee)\b[^.;,\n]{0,40}$",
    re.IGNORECASE,
)
_DOORS_BEHIND = re.compile(
    r"^\s?(?:Uhr)?[\s(,]{0,3}(?:ist |sind )?(?:Einlass|Registrierung|Ankommen|Check-?in|Türöffnung"
    r"|die Türen|Eintreffen|Anmeldung)\b",
    re.IGNORECASE,
)
_NOT_ITS = re.compile(
    r"Sprechzeit|Sprechstunde|Öffnungszeit|geöffnet|erreich|telefon|\bTel\b|Zugangsdaten|\bLink\b"
    r"|freigeschaltet|Vorverkauf|Akkredit|Fototermin|O-T[öo]n|Bildern|Medienvertret|Presse"
    r"|Anmeldeschluss|anmelde|meldungen|\bZug\b|\bZüge|Shuttle|[Pp]ause\b|[Mm]ittagessen"
    r"|Abendempfang|Abendessen|\bBüro\b|Uhr geschlossen|Vortrag|Finale|Aftershow|Nachsitzung"
    r"|Nach dem offiziellen|Führung|verkürzt|Anreise\b|Pendel|pendel|offiziellen Teil",
)
_EACH = re.compile(
    r"\b(?:jeweils|immer|jedes Mal|überall|stets|allen? (?:Termine|Abende|Veranstaltungen|Orte|Tage"
    r"|Treffen|Vorträge)n?|(?:mon|diens|donners|frei|sams|sonn)tags|mittwochs|sonnabends)\b",
    re.IGNORECASE,
)
_WEEKLY = re.compile(r"\b(?:(mon|diens|donners|frei|sams|sonn)tags|(mittwoch)s)\b", re.IGNORECASE)
_HOUR = re.compile(r"\W{0,3}(?:(?:Mo|Di|Mi|Do|Fr|Sa|So)\w*,? )?\d{1,2}(?:[:.]\d\d| Uhr)")
_ROW = re.compile(
    r"\d{1,2}[:.]\d\d(?: Uhr)?(?:\s?[–-]\s?\d{1,2}[:.]\d\d)?(?: Uhr)?[\s|:–-]{1,9}[A-ZÄÖÜ„\"]\w{3,}"
)
_REACH = 900
"""Clock times farther behind a day are those of something else."""
_MOST_BEHIND = 4
"""Blocks behind that of the day in which its hours are looked for."""
_BEFORE, _BEHIND = 90, 60
"""Characters around a clock time that say whose it is."""


class _Part(Enum):
    BEGIN = "begin"
    END = "end"
    HOUR = "hour"
    SOME = "some"
    DOORS = "doors"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class _Clock:
    """A clock time with what its clause makes of it, and the weekday beside it, 0 for Monday."""

    item: Dated
    part: _Part
    start: Moment | None
    end: Moment | None
    weekday: int | None


def complete_hours(candidates: list[Candidate], document: Document, items: list[Dated]) -> None:
    """Give the events told in prose the hours that stand apart from their days."""
    clocks = [item for item in items if _is_clock(item)]
    if not clocks:
        return
    events = [c for c in candidates if isinstance(c.when.value, When)]
    starts = sorted(c.when.evidence.start for c in events)
    days = [item for item in items if usable(item.reading)]
    for candidate in events:
        when = candidate.when.value
        if candidate.layer is not Layer.PROSE or not isinstance(when, When) or _told(when):
            continue
        hours = _Hours(document, clocks, days, candidate, starts)
        fuller = hours.complete(when)
        candidate.when = Found(value=fuller, evidence=candidate.when.evidence)
    _share(events, document, clocks, days)


def _told(when: When) -> bool:
    return isinstance(when.start, datetime) and isinstance(when.end, datetime)


class _Hours:
    """Looks for the hours of one event."""

    def __init__(
        self, document: Document, clocks: list[Dated], days: list[Dated], candidate: Candidate,
        starts: list[int],
    ) -> None:  # fmt: skip
        evidence = candidate.when.evidence
        self._document, self._clocks, self._days = document, clocks, days
        self._from, self._behind = evidence.start, evidence.start + len(evidence.quote)
        self._starts = starts
        self._block = next((d.block for d in days if d.start == self._from), None)

    def complete(self, when: When) -> When:
        """The time with begin and end where clock times say them."""
        clocks = list(self._around(when))
        timed = isinstance(when.start, datetime)
        begin = next((c for c in clocks if c.part in (_Part.BEGIN, _Part.HOUR)), None)
        begin = None if timed else begin or self._only(clocks)
        end = next((c for c in clocks if c.part is _Part.END), None)
        if begin is not None:
            reaches = begin.end if _fits(begin, when, last=True) or not _days(when) else None
            when = with_times(when, begin.start, reaches)
        if end is not None and isinstance(when.start, datetime):
            when = with_end_time(when, end.start or end.end)
        return when

    def _only(self, clocks: list[_Clock]) -> _Clock | None:
        """The one clock time of the day's paragraph, or of a page that tells of one event."""
        alone = len(self._starts) == 1
        some = [
            c for c in clocks if c.part is _Part.SOME and (alone or c.item.block == self._block)
        ]
        return some[0] if len({(c.start, c.end) for c in some}) == 1 else None

    def _around(self, when: When) -> Iterator[_Clock]:
        """The clock times that can be of the day, the nearest first."""
        for item in self._near(when):
            clock = _read(self._document, item, self._from, self._behind)
            last = clock.part is _Part.END
            if clock.part not in (_Part.DOORS, _Part.NONE) and _fits(clock, when, last=last):
                yield clock

    def _near(self, when: When) -> Iterator[Dated]:
        at = bisect_right(self._starts, self._from)
        stop = self._starts[at] if at < len(self._starts) else len(self._document.text)
        stop = min(stop, self._behind + _REACH)
        if self._block is None:
            return
        last = _last_block(self._document, self._block, alone=len(self._starts) == 1)
        for item in self._clocks:
            near = self._behind <= item.start < stop and item.block <= last
            if near and not self._of_another(item, when):
                yield item
        if len(self._starts) == 1:
            above = [item for item in self._clocks if item.end <= self._from]
            yield from (item for item in above if not self._of_another(item, when))

    def _of_another(self, item: Dated, when: When) -> bool:
        """Whether a day that is none of the event's stands in the sentence of a clock time."""
        for day in self._days:
            if day.sentence == item.sentence and day.start != self._from:
                told = when_of(day.reading)
                if told is None or not when.first_day <= told.first_day <= when.last_day:
                    return True
        return False


def _days(when: When) -> bool:
    return when.last_day > when.first_day


def _fits(clock: _Clock, when: When, *, last: bool) -> bool:
    """Whether the weekday beside a clock time is that of the first, or last, day of the event."""
    if clock.weekday is None:
        return True
    day = when.last_day if last else when.first_day
    return clock.weekday == day.weekday()


def _last_block(document: Document, number: int, *, alone: bool) -> int:
    """The last block in which the hours of a day in block `number` may stand."""
    last = number
    for n in range(number + 1, min(number + 1 + _MOST_BEHIND, len(document.blocks))):
        block = document.blocks[n]
        heads = block.role is Role.HEADING and not alone and document.is_html
        if heads or PROGRAMME_HEADING.match(block.text) or _is_row(document, n):
            break
        last = n
    return last


def _is_row(document: Document, number: int) -> bool:
    """Whether a block is a row of a programme: a clock time, then what happens then."""
    block = document.blocks[number]
    if block.role in (Role.CELL, Role.TERM):
        return _HOUR.match(block.text) is not None
    return _ROW.match(block.text) is not None


def _read(document: Document, item: Dated, day: int, behind: int) -> _Clock:
    reading = item.reading
    start, end = _span(document, item)
    left = max(item.sentence[0], start - _BEFORE)
    if item.sentence[0] <= day < start:
        left = max(left, behind)
    before = document.text[left:start]
    after = document.text[end : min(item.sentence[1], end + _BEHIND)]
    weekday = _weekday_of(document, item)
    part = _part(before, after, reading.start is None)
    block = document.blocks[item.block]
    if part is _Part.HOUR and not item.sentence[0] <= day < item.sentence[1]:
        alone = len(block.text) - (item.end - item.start) <= 8 or weekday is not None
        opens = _OPENS.search(document.text[max(block.start, item.start - 25) : start])
        ranged = reading.start is not None and reading.end is not None
        part = _Part.BEGIN if alone or opens or ranged else _Part.SOME
    if _is_row(document, item.block) and item.start - block.start <= 3:
        part = _Part.NONE
    return _Clock(item, part, reading.start, reading.end, weekday)


def _part(before: str, after: str, only_end: bool) -> _Part:
    """What a clock time is, by the words of its clause."""
    clause = re.split(r"[.;\n]", after)[0]
    said = before[max(map(before.rfind, (".", ";", "\n"))) + 1 :]
    near = re.split(r",| und ", said)[-1]
    if _DOORS.search(near) or _DOORS_BEHIND.match(after):
        return _Part.DOORS
    if _START.search(near) and not only_end:
        return _Part.BEGIN
    if _ENDS_BEHIND.match(after) or (_END.search(near) and not only_end):
        return _Part.END
    if _NOT_ITS.search(said) or _NOT_ITS.search(clause):
        return _Part.NONE
    if only_end:
        return _Part.END
    if _START.search(said) or _STARTS_BEHIND.match(after):
        return _Part.BEGIN
    return _Part.HOUR


def _span(document: Document, item: Dated) -> tuple[int, int]:
    """Where the digits of a clock time stand: a reading may hold several."""
    moment = item.reading.start or item.reading.end
    if moment is None or moment.hour is None:
        return item.start, item.end
    quote = document.text[item.start : item.end]
    minute = f"[:.]{moment.minute:02d}" if moment.minute else r"(?:[:.]00)?"
    hit = re.search(rf"(?<![\d:.])0?{moment.hour}{minute}(?![\d:])", quote)
    if hit is None:
        return item.start, item.end
    other = item.reading.end if item.reading.start is not None else None
    return item.start + hit.start(), item.end if other else item.start + hit.end()


def _weekday_of(document: Document, item: Dated) -> int | None:
    """The weekday that stands in a clock time's words or right before them."""
    hits = list(_WEEKDAY.finditer(document.text, max(item.sentence[0], item.start - 28), item.end))
    return _WEEKDAYS.index((hits[-1][0][:2]).lower()) if hits else None


def _share(
    candidates: list[Candidate], document: Document, clocks: list[Dated], days: list[Dated]
) -> None:
    """Give the days of a series the hour that one sentence says for all of them."""
    lacking = [c for c in candidates if isinstance(c.when.value, When) and c.when.value.all_day]
    lacking = [c for c in lacking if c.layer in (Layer.PROSE, Layer.CARD) and not c.is_report]
    if not lacking or len(candidates) < 2:
        return
    sentences = {day.sentence for day in days}
    for item in clocks:
        start, end = item.sentence
        if item.sentence in sentences or _EACH.search(document.text, start, end) is None:
            continue
        on = _WEEKLY.search(document.text, start, end)
        weekday = _WEEKDAYS.index(on[0][:2].lower()) if on else None
        for candidate in lacking:
            when = candidate.when.value
            if isinstance(when, When) and (weekday in (None, when.first_day.weekday())):
                when = with_times(when, item.reading.start, item.reading.end)
                candidate.when = Found(value=when, evidence=candidate.when.evidence)
        return


def _is_clock(item: Dated) -> bool:
    """Whether a reading is a time of day without a day, of something that may be an event."""
    first = item.reading.first
    clock = first is not None and first.hour is not None and first.day is None
    return clock and item.reading.kind is DateKind.EVENT
