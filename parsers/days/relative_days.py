"""Days told by a weekday alone: "am kommenden Dienstag", "am gestrigen Mittwoch".

They are days of an event whose dates stand before them, else they count from the day of
publication; the year source says which.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from datetime import date, timedelta

from model import Grain, YearSource
from parsers.dates import DateKind, DateReading, Moment, Tense
from parsers.days.dated import Dated
from parsers.days.timing import usable, when_of
from parsers.page.document import Document, Region, Role
from parsers.sentences import sentences

_WEEKDAYS = (
    "Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonnabend", "Sonntag",
)  # fmt: skip
_NUMBERS = {name: n - (n > 5) for n, name in enumerate(_WEEKDAYS)}
_BEFORE = re.compile(
    r"\b[Aa](?:m|n diesem)(?: (?P<which>kommenden|nächsten|vergangenen|letzten|morgigen|gestrigen"
    r"|heutigen))? $"
)
_BEHIND = re.compile(r"(?:abend|morgen|vormittag|nachmittag|mittag|früh)?(?![\w-])")
_DATED = re.compile(
    r"[,(]?\s*\(?(?:de[nmr]\s+)?\d|\s+(?:und|bis)\s+(?:Mon|Diens|Mitt|Donn|Frei|Sams|Sonn)"
)
_PAST = re.compile(
    r"\b(?:fand|fanden|war|waren|hat|haben|kam|kamen|traf|trafen|lud|luden|wurde|wurden"
    r"|diskutierten|eröffnete|feierte|feierten|stand|standen|ging|gab|tagte|begrüßte|folgten"
    r"|stellten?|zeigten?|nahm|nahmen|besuchten?|informierten?|präsentierten?|sprach|sprachen|lobten?"
    r"|eröffneten|begann(?:en)?|endeten?|berieten|versammelten|hatten?|saß(?:en)?|hielt(?:en)?"
    r"|sah(?:en)?|gingen|gaben|zog(?:en)?|fuhr(?:en)?|lief(?:en)?|las(?:en)?|trug(?:en)?"
    r"|schloss(?:en)?|trat(?:en)?|bot(?:en)?|blieb(?:en)?|tauschten?|arbeiteten?|kochten?|drängten?"
    r"|redeten?|machten?|spielten?|konnten?|mussten?|wollten|durften?|füllten?|erlebten?"
    r"|erhielt(?:en)?|empfing(?:en)?|verlieh(?:en)?|wanderten?|startete(?:n)?|tagten)\b"
)
_SAID = re.compile(
    r"\b(?:sagte|sagt|teilte|erklärte|berichtete|forderte|kritisierte|warnte|betonte|äußerte"
    r"|schrieb|kündigte|mitteilte|bestätigte|beschloss|wählte|veröffentlichte)\b"
)
_REGISTERING = re.compile(r"\b(?:Anmeld(?:ung|eschluss)|Bewerbung|anmelden|anzumelden)")
MOST_TEXT = 8_000
"""Only so much of a page's beginning is searched: news say when at their start."""


def relative_days(document: Document, items: list[Dated], published: date | None) -> list[Dated]:
    """Return the days that the page's own text tells by a weekday alone, in order.

    `items` are the page's written dates; without them and without the day on which the page was
    `published` there is nothing to count from.
    """
    known = [item for item in items if usable(item.reading)]
    if published is None and not known:
        return []
    found = []
    spent = 0
    heading: int | None = None
    for number, block in enumerate(document.blocks):
        if block.region is not Region.MAIN:
            continue
        if block.role is Role.HEADING:
            heading = number
        spent += len(block.text)
        if spent > MOST_TEXT:
            break
        for at, name in _weekdays(block.text):
            reading = _reading(block.text, at, name, published, _days(known, block.start + at))
            if reading is not None:
                found.append(_placed(document, number, heading, reading))
    return sorted(found, key=lambda item: item.start)


def _weekdays(text: str) -> Iterator[tuple[int, str]]:
    for name in _WEEKDAYS:
        at = text.find(name)
        while at >= 0:
            yield at, name
            at = text.find(name, at + 1)


def _days(known: list[Dated], until: int) -> list[date]:
    """The days of the written dates, the nearest before `until` first, then those behind it."""
    found: list[date] = []
    before = [item for item in known if item.start < until][::-1]
    for item in [*before, *(item for item in known if item.start >= until)]:
        when = when_of(item.reading)
        if when is not None:
            length = (when.last_day - when.first_day).days
            found += [when.first_day + timedelta(days=n) for n in range(min(length, 6) + 1)]
    return found


def _reading(
    text: str, at: int, name: str, published: date | None, days: list[date]
) -> DateReading | None:
    before = _BEFORE.search(text, max(0, at - 20), at)
    behind = _BEHIND.match(text, at + len(name))
    if before is None or behind is None or _DATED.match(text, behind.end()):
        return None
    sentence = _around(text, at, behind.end())
    if _SAID.search(sentence) or _REGISTERING.search(sentence):
        return None
    past = _PAST.search(sentence) is not None
    source = YearSource.WEEKDAY
    day = None if before["which"] else _nearest(days, _NUMBERS[name], published, past=past)
    if day is None and published is not None:
        source = YearSource.PUBLISHED
        day = _day(published, _NUMBERS[name], before["which"] or "", past=past)
    if day is None:
        return None
    return DateReading(
        start=Moment(year=day.year, month=day.month, day=day.day),
        end=None,
        grain=Grain.DAY,
        kind=DateKind.EVENT,
        tense=Tense.PAST if past or (published is not None and day < published) else Tense.COMING,
        span=(before.start(), behind.end()),
        quote=text[before.start() : behind.end()],
        year_source=source,
        all_day=True,
    )


def _around(text: str, start: int, end: int) -> str:
    """The clause between the nearest marks that end a sentence: its verb tells the tense."""
    begin = max(text.rfind(mark, max(0, start - 250), start) for mark in (". ", "! ", "? ", "\n"))
    stop = min(
        (at for mark in (". ", "! ", "? ", "\n") if (at := text.find(mark, end, end + 250)) >= 0),
        default=end + 250,
    )
    return text[max(begin, start - 250, 0) : stop]


def _nearest(days: list[date], weekday: int, published: date | None, *, past: bool) -> date | None:
    """The written day on that weekday that the words can mean."""
    for day in days:
        gone = published is not None and day < published
        if day.weekday() == weekday and gone is past:
            return day
    return None


def _day(published: date, weekday: int, which: str, *, past: bool) -> date | None:
    """The day meant; None where the weekday is not that of yesterday, today or tomorrow."""
    near = {"morgigen": 1, "gestrigen": -1, "heutigen": 0}
    if which in near:
        day = published + timedelta(days=near[which])
        return day if day.weekday() == weekday else None
    ahead = (weekday - published.weekday()) % 7
    back = (published.weekday() - weekday) % 7
    if which in ("vergangenen", "letzten"):
        return published - timedelta(days=back or 7)
    if which in ("kommenden", "nächsten"):
        return published + timedelta(days=ahead or 7)
    return published - timedelta(days=back) if past else published + timedelta(days=ahead)


def _placed(document: Document, number: int, heading: int | None, reading: DateReading) -> Dated:
    block = document.blocks[number]
    spans = sentences(block.text)
    at = max(0, bisect_right([start for start, _ in spans], reading.span[0]) - 1)
    return Dated(
        reading=reading,
        start=block.start + reading.span[0],
        end=block.start + reading.span[1],
        block=number,
        sentence=(block.start + spans[at][0], block.start + spans[at][1]),
        heading=heading if heading != number else None,
    )
