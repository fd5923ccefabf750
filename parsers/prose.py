"""Events in running text: the days that a sentence tells of, each with a name."""

import re
from collections import defaultdict
from datetime import date, datetime, timedelta

from model import Evidence
from parsers.candidate import Candidate, Found, Layer
from parsers.dated import Dated
from parsers.dates import DateKind, Tense
from parsers.document import Document
from parsers.judge import ENOUGH, Verdict, event_address, is_date_line, judge, not_an_event
from parsers.naming import name_in, name_of
from parsers.timing import clock_only, coarse_of, usable, when_of, with_end, with_times
from parsers.vocabulary import RELATED_HEADING

_ENDS = re.compile(r"\b(?:endet|enden|schließt|Ende(?: ist)?|bis)\b[^.;]{0,25}$")
_AND = re.compile(
    r"[)\s,]*(?:sowie|und|&)\s+(?:am\s+)?(?:(?:folge)?tag,?\s+)?(?:dem\s+)?", re.IGNORECASE
)
_BEGINS = re.compile(
    r"\s*(?:Los geht|Beginn|Start|Einlass|(?:Die|Das|Der) [A-ZÄÖÜ][\wäöüß-]+ (?:beginnt|startet"
    r"|dauert|geht|findet|läuft)|(?:Sie|Es|Er) (?:beginnt|startet|findet|dauert))\b"
)
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
        if not usable(item.reading) or _under_related_heading(document, item):
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
    return candidates


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
    for other in near:
        closing = when_of(other.reading) if _closes(document, item, other) else None
        if closing is not None:
            _, clock = clock_only(o.reading for o in _beside(document, other, near))
            when = with_end(when, closing, clock)
    when = with_times(when, *clock_only(other.reading for other in _beside(document, item, near)))
    start, end = item.sentence
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
    candidate.invites = item.reading.tense is Tense.COMING
    candidate.bare = is_date_line(document, item)
    candidate.previous_start = previous_of(item)
    candidate.disputed = "weekday_mismatch" in item.reading.warnings
    candidate.name = name_of(document, item, headline)
    candidate.url = _teased(document, item)
    return candidate


def previous_of(item: Dated) -> Found[date | datetime] | None:
    """The day that a moved event was planned for: "vom 3. April auf den 5. Mai verschoben"."""
    previous = item.reading.previous
    day = previous.day_value if previous is not None else None
    if previous is None or day is None:
        return None
    return Found(value=previous.at() or day, evidence=date_evidence(item, "date.previous", 0.9))


def coarse_candidates(
    document: Document, items: list[Dated], today: date | None
) -> list[Candidate]:
    """Return the events to come that running text announces without a day: "im Herbst 2026".

    They need a name of their own and words of an invitation; they are never sure.
    """
    candidates = []
    for item in items:
        when = coarse_of(item.reading) if item.reading.kind is DateKind.EVENT else None
        start, end = item.sentence
        name = name_in(document.text[start:end], start)
        if when is None or name is None or item.reading.tense is not Tense.COMING:
            continue
        if (today is not None and when.over(today)) or _under_related_heading(document, item):
            continue
        if len(name.value.split()) < 2 or not_an_event(document.text[start:end]):
            continue
        evidence = date_evidence(item, "prose.coarse", 0.5)
        found = Found(value=when, evidence=evidence)
        candidates.append(
            Candidate(
                layer=Layer.PROSE,
                when=found,
                start=start,
                end=end,
                name=name,
                certainty=0.5,
                reasons=["an invitation"],
                invites=True,
            )
        )
    return candidates


def _teased(document: Document, item: Dated) -> str:
    """The page that a linked heading above the text leads to, where it is a teaser."""
    heading = document.blocks[item.heading] if item.heading is not None else None
    if heading is None or heading.level == 1 or not document.is_html:
        return ""
    return next((document.absolute(link.href) for link in heading.links if link.href), "")


def _under_related_heading(document: Document, item: Dated) -> bool:
    return item.heading is not None and bool(
        RELATED_HEADING.match(document.blocks[item.heading].text)
    )


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
        return []
    clocks = [other for other in same if other.start > item.start and _is_clock(other)]
    if clocks:
        return clocks
    behind = [other for other in items if other.start >= item.sentence[1]][:1]
    if behind and behind[0].block == item.block:
        opens = _BEGINS.match(document.text, item.sentence[1])
        return behind if opens and _is_clock(behind[0]) else []
    below = [other for other in items if other.block == item.block + 1]
    return [other for other in below[:1] if _bare(item) and _bare(other) and _is_clock(other)]


def _is_clock(item: Dated) -> bool:
    """Whether a reading is a time of day without a day."""
    first = item.reading.first
    return first is not None and first.hour is not None and first.day is None


def _bare(item: Dated) -> bool:
    return item.end - item.start > 0.6 * (item.sentence[1] - item.sentence[0])
