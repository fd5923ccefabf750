"""Events in running text: the days that a sentence tells of, each with a name."""

import re
from collections import Counter, defaultdict
from dataclasses import replace
from datetime import date, datetime, timedelta
from functools import lru_cache
from itertools import pairwise

from model import Evidence, When
from parsers.candidate import Candidate, Found, Layer
from parsers.dates import Tense
from parsers.days.dated import Dated
from parsers.days.timing import clock_only, usable, when_of, with_end, with_times
from parsers.naming.choice import name_of
from parsers.page.document import Document, Role
from parsers.prose.beside import is_date_line, labels_below
from parsers.prose.judge import ENOUGH, Verdict, judge
from parsers.prose.signs import event_address
from parsers.vocabulary import RELATED_HEADING

_ENDS = re.compile(r"\b(?:endet|enden|schließt|Ende(?: ist)?|bis)\b[^.;]{0,25}$")
_AND = re.compile(
    r"[)\s,]*(?:sowie|und|&)\s+(?:am\s+)?(?:(?:folge)?tag,?\s+)?(?:dem\s+)?", re.IGNORECASE
)
_EACH = re.compile(r"\b(?:jeweils|immer|jedes Mal)\b", re.IGNORECASE)
_BEGINS = re.compile(
    r"(?:(?:Von|Ab|Um|Zwischen|Gegen)(?= \d)|Los geht|Beginn|Start|Einlass|Dann"
    r"|Wir (?:treffen|starten|beginnen|laden|feiern)"
    r"|(?:Die|Das|Der) (?:\d+\. )?[A-ZÄÖÜ][\wäöüß-]+ (?:[^.\n]{0,90} )?(?:beginnt|startet"
    r"|dauert|geht|findet|läuft)|(?:Sie|Es|Er) (?:beginnt|startet|findet|dauert))\b"
)
_OVER = re.compile(r"\b(?:Schluss|Ende|endet|enden|schließen|klingt|bis)\b[^.]{0,30}$")
_NEXT_ONE = re.compile(r"\b[Nn]ächste[nrs]?\s+(?:\w+\s+){0,2}[A-ZÄÖÜ]")
_JOINT = re.compile(r"[,;]\s|\s(?:und|sowie)\s")
_BUT = re.compile(r"^[^.;]{0,40}\bsondern\b[^.;]{0,25}$")
_NOT = re.compile(r"\b(?:nicht|statt)\b[^.;]{0,50}$")
_GOES_ON = re.compile(
    r"\b(?:geht es (?:\S+ ){0,8}weiter|setzen wir (?:\S+ ){0,8}fort|zweite[rn] Tag"
    r"|wird fortgesetzt)",
    re.IGNORECASE,
)


def prose_candidates(
    document: Document,
    items: list[Dated],
    headline: str,
    closed: frozenset[int],
    published: date | None,
) -> list[Candidate]:
    """Return the events that the dates of running text stand for.

    In `closed` blocks, the entries of lists, only dates inside sentences count. A line that holds
    nothing but the day on which the page was `published` is no event.
    """
    by_block: dict[int, list[Dated]] = defaultdict(list)
    for item in items:
        by_block[item.block].append(item)
    candidates = []
    for item in items:
        if not usable(item.reading) or under_related_heading(document, item):
            continue
        near = [*by_block[item.block], *by_block.get(item.block + 1, ())]
        clocked = any(_beside(document, item, near))
        verdict = judge(item, document, headline, clocked=clocked)
        if verdict.weight < ENOUGH or (item.block in closed and _bare(item)):
            continue
        if _bare(item) and _is_day(item, published) and not event_address(document.url):
            continue
        candidate = _candidate(document, item, verdict, headline, near)
        if candidate is not None:
            candidates.append(candidate)
    return _with_hours(candidates, items)


def _with_hours(candidates: list[Candidate], items: list[Dated]) -> list[Candidate]:
    """Give a day its hour from another sentence that writes the same day with one.

    Only where one event is told of that day and all its sentences agree on the hour.
    """
    told = Counter(_first_of(candidate) for candidate in candidates)
    bare = [c for c in candidates if told[_first_of(c)] == 1 and _hourless(c)]
    hours: dict[date, list[When]] = defaultdict(list)
    for item in items if bare else ():
        if not item.reading.all_day and usable(item.reading):
            when = when_of(item.reading)
            if when is not None:
                hours[when.first_day].append(when)
    for candidate in bare:
        same = hours[_first_of(candidate)]
        if len({when.start for when in same}) == 1:
            fuller = max(same, key=lambda when: when.end is not None)
            candidate.when = Found(value=fuller, evidence=candidate.when.evidence)
    return candidates


def _hourless(candidate: Candidate) -> bool:
    when = candidate.when.value
    return isinstance(when, When) and when.all_day and when.end is None


def _first_of(candidate: Candidate) -> date:
    return candidate.when.value.first_day


def _is_day(item: Dated, day: date | None) -> bool:
    reading = item.reading
    return (
        day is not None
        and reading.end is None
        and reading.start is not None
        and (reading.start.day_value == day)
    )


def date_evidence(item: Dated, rule: str, confidence: float) -> Evidence:
    """Evidence that quotes a date."""
    return Evidence(
        quote=item.reading.quote, start=item.start, end=item.end, rule=rule, confidence=confidence
    )


def _candidate(
    document: Document, item: Dated, verdict: Verdict, headline: str, near: list[Dated]
) -> Candidate | None:
    when = when_of(item.reading)
    if when is None or any(_closes(document, other, item) for other in near):
        return None
    if any(_instead(document, item, other) for other in near):
        return None
    for other in near:
        closing = when_of(other.reading) if _closes(document, item, other) else None
        if closing is not None and when.first_day == when.last_day and _next_day(item, other):
            last = other.reading.end or other.reading.start  # its own hours are of the first day
            when = when_of(replace(item.reading, end=last)) or when
        elif closing is not None:
            _, clock = clock_only(o.reading for o in _beside(document, other, near))
            when = with_end(when, closing, clock)
    when = with_times(when, *clock_only(other.reading for other in _beside(document, item, near)))
    when = _closing_time(document, item, near, when)
    start, end = _clause(document, item, near)
    labels = labels_below(document, item)
    if labels > document.blocks[item.block].end and _first_day(item, near):
        end = labels
    certainty = min(0.95, 0.55 + 0.35 * verdict.weight)
    candidate = Candidate(
        layer=Layer.PROSE,
        when=Found(value=when, evidence=date_evidence(item, "prose.date", certainty)),
        start=start,
        end=end,
        is_report=verdict.is_report,
        certainty=certainty,
        reasons=list(verdict.reasons),
        recurrence=item.reading.recurrence,
    )
    candidate.following = _NEXT_ONE.search(document.text, *item.sentence) is not None
    candidate.invites = item.reading.tense is Tense.COMING
    candidate.bare = is_date_line(document, item)
    candidate.previous_start = previous_of(item) or _given_up(document, item, near)
    candidate.disputed = "weekday_mismatch" in item.reading.warnings
    candidate.name = name_of(document, item, headline, (start, end))
    candidate.url = _teased(document, item)
    return candidate


def _clause(document: Document, item: Dated, near: list[Dated]) -> tuple[int, int]:
    """The part of the sentence that tells of this day: each of several has its own place."""
    start, end = item.sentence
    days = [o for o in near if o.sentence == item.sentence and usable(o.reading)]
    if len(days) < 2:
        return start, end
    ends = [_cut(document, a, b) for a, b in pairwise(days)]
    at = days.index(item)
    return (ends[at - 1] if at else start), (ends[at] if at < len(ends) else end)


def _cut(document: Document, day: Dated, other: Dated) -> int:
    """Where in a sentence what is told of one day ends and that of the next begins."""
    between = document.text[day.end : other.start]
    cuts = list(_JOINT.finditer(between))
    return day.end + cuts[-1].end() if cuts else other.start


def _instead(document: Document, item: Dated, other: Dated) -> bool:
    """Whether `other` replaces the day of `item`: "nicht am 3. Mai, sondern am 5. Juni"."""
    if other.sentence != item.sentence or other.start <= item.end or not usable(other.reading):
        return False
    between = document.text[item.end : other.start]
    before = document.text[max(item.sentence[0], item.start - 60) : item.start]
    return _BUT.search(between) is not None and _NOT.search(before) is not None


def _given_up(document: Document, item: Dated, near: list[Dated]) -> Found[date | datetime] | None:
    """The day that the sentence gives up for that of `item`."""
    for other in near:
        when = when_of(other.reading) if _instead(document, other, item) else None
        if when is not None:
            return Found(value=when.start, evidence=date_evidence(other, "date.previous", 0.9))
    return None


def _closing_time(document: Document, item: Dated, near: list[Dated], when: When) -> When:
    """Add the hour that the sentence names as the end: "Schluss ist gegen 18.30 Uhr"."""
    if when.all_day or when.end is not None:
        return when
    for other in near:
        before = document.text[max(item.end, other.start - 40) : other.start]
        over = other.reading.start is None or _OVER.search(before)
        if other.start > item.end and _is_clock(other) and over:
            clock, day = other.reading.first, item.reading.start
            if clock is None or day is None:
                return when
            end = replace(day, hour=clock.hour, minute=clock.minute)
            return when_of(replace(item.reading, end=end)) or when
        if other.start > item.end:
            break
    return when


def previous_of(item: Dated) -> Found[date | datetime] | None:
    """The day that a moved event was planned for: "vom 3. April auf den 5. Mai verschoben"."""
    previous = item.reading.previous
    day = previous.day_value if previous is not None else None
    if previous is None or day is None:
        return None
    return Found(value=previous.at() or day, evidence=date_evidence(item, "date.previous", 0.9))


def _teased(document: Document, item: Dated) -> str:
    """The page that a linked heading above the text leads to, where it is a teaser."""
    heading = document.blocks[item.heading] if item.heading is not None else None
    if heading is None or heading.level == 1 or not document.is_html:
        return ""
    return next((document.absolute(link.href) for link in heading.links if link.href), "")


def under_related_heading(document: Document, item: Dated) -> bool:
    """Return whether a date stands below a heading that leads to other pages."""
    return item.heading is not None and _is_related(document.blocks[item.heading].text)


@lru_cache(maxsize=256)
def _is_related(heading: str) -> bool:
    return RELATED_HEADING.match(heading) is not None


def _closes(document: Document, item: Dated, other: Dated) -> bool:
    """Whether `other` is the end of what begins at `item`.

    "beginnt am ... und endet am ...", or in the next sentence "Am Donnerstag geht es weiter".
    """
    if other.block != item.block or other.start <= item.end or not usable(other.reading):
        return False
    between = document.text[item.end : other.start]
    if other.sentence == item.sentence:
        if _AND.fullmatch(between) and _next_day(item, other):
            return True
        return _ENDS.search(between) is not None
    if len(between) > 200:
        return False
    return _GOES_ON.search(document.text[other.sentence[0] : other.sentence[1]]) is not None


def _next_day(item: Dated, other: Dated) -> bool:
    """Whether `other` is the day after `item`."""
    first, then = item.reading.end or item.reading.start, other.reading.start
    days = (first.day_value if first else None, then.day_value if then else None)
    return days[0] is not None and days[1] == days[0] + timedelta(days=1)


def _beside(document: Document, item: Dated, items: list[Dated]) -> list[Dated]:
    """The clock times of the same sentence, of the next one, or of the line below a date line."""
    same = [other for other in items if other.sentence == item.sentence]
    if any(usable(other.reading) and other is not item for other in same):
        return [other for other in same if _is_clock(other) and _for_each(document, other)]
    clocks = [other for other in same if other.start > item.start and _is_clock(other)]
    if clocks:
        return clocks
    behind = [o for o in items if o.start >= item.sentence[1] and o.block == item.block]
    for other in behind:
        if usable(other.reading):
            break
        opens = _BEGINS.match(document.text, other.sentence[0])
        if _is_clock(other) and opens and other.start - opens.start() < 120:
            return [other]
    below = [other for other in items if other.block == item.block + 1]
    labels = labels_below(document, item)
    if below and below[0].end <= labels and _first_day(item, items):
        return [other for other in below if _is_clock(other)]
    if document.blocks[item.block].role is Role.HEADING or not _bare(item):
        return []
    return [other for other in below[:1] if _bare(other) and _is_clock(other)]


def _first_day(item: Dated, items: list[Dated]) -> bool:
    """Whether no other day stands before the date in its block."""
    return not any(
        o.block == item.block and o.start < item.start and usable(o.reading) for o in items
    )


def _for_each(document: Document, clock: Dated) -> bool:
    """Whether a clock time is that of all days of its sentence: "jeweils von 17 bis 19 Uhr"."""
    return _EACH.search(document.text, max(0, clock.start - 25), clock.start) is not None


def _is_clock(item: Dated) -> bool:
    """Whether a reading is a time of day without a day."""
    first = item.reading.first
    return first is not None and first.hour is not None and first.day is None


def _bare(item: Dated) -> bool:
    return item.end - item.start > 0.6 * (item.sentence[1] - item.sentence[0])
