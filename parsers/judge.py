"""Whether a date in running text is the day of an event, and whether that is past. Pure scoring."""

import re
from dataclasses import dataclass

from parsers.dated import Dated
from parsers.dates import Tense
from parsers.document import Document, Role
from parsers.timing import usable
from parsers.vocabulary import (
    EVENTS_SECTION,
    HAPPENS,
    NOT_AN_EVENT,
    REPORT_HEADING,
    event_noun,
    speaks_of_event,
)

ENOUGH = 0.5
"""From this weight on a date in prose is taken as an event."""

_CALLED = re.compile(r"\b(?:Termine?|Treffpunkt|Wann\??)\s*(?:ist|sind|war|:)", re.IGNORECASE)
_REPORTED = re.compile(
    r"\b(?:fand(?:en)?|trafen sich|traf sich|kamen|lud(?:en)?|diskutierten|tauschten"
    r"|nahmen .{0,60}teil"
    r"|war(?:en)?|wurde(?:n)?|begrüßte|eröffnete|stand(?:en)?|hatte(?:n)? .{0,80}eingeladen"
    r"|folgten|präsentierten"
    r"|hielt .{0,60} ab|organisierte|veranstaltete|besuchten|zogen|feierte|informierte)\b",
    re.IGNORECASE,
)
_COMING = re.compile(
    r"\b(?:lädt|laden|findet|finden|wird|werden|startet|beginnt|treffen sich|jetzt anmelden"
    r"|anmeldung"
    r"|melden sie sich|save the date|vormerken|einladung|freuen uns auf|steht|bildet|heißt es"
    r"|ist)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """How much speaks for an event, why, and whether it is told in retrospect."""

    weight: float
    is_report: bool
    reasons: tuple[str, ...]


def judge(item: Dated, document: Document, headline: str) -> Verdict:
    """Weigh one date by its sentence, its heading and the page's headline."""
    if not usable(item.reading):
        return Verdict(weight=0.0, is_report=False, reasons=("not a day of an event",))
    block = document.blocks[item.block]
    sentence = document.text[item.sentence[0] : item.sentence[1]]
    heading = document.blocks[item.heading].text if item.heading is not None else ""
    weight, reasons = 0.0, []
    for amount, holds, reason in (
        (0.35, speaks_of_event(sentence), "an event noun in the sentence"),
        (0.30, HAPPENS.search(sentence) is not None, "words of taking place"),
        (0.25, event_noun(heading) is not None, "an event noun in the heading"),
        (0.15, event_noun(headline) is not None, "an event noun in the headline"),
        (0.20, not item.reading.all_day, "a clock time"),
        (0.15, item.reading.tense is Tense.COMING, "an invitation"),
        (0.10, item.reading.tense is Tense.PAST, "a report"),
        (0.20, is_date_line(document, item), "a line of its own"),
        (0.20, is_date_line(document, item) and event_address(document.url), "an event's address"),
        (0.20, _days(item), "a range of days"),
        (0.20, REPORT_HEADING.search(f"{heading}\n{headline}") is not None, "a report's heading"),
        (0.15, block.role is Role.HEADING, "in a heading"),
        (-0.60, NOT_AN_EVENT.search(sentence) is not None, "words of law, calls or people"),
        (0.25, _CALLED.search(sentence) is not None, "called a date to keep"),
        (-0.60, publication_mark(document, item.block), "marked as a publication date"),
        (-0.30, item.reading.tense is Tense.UNKNOWN and _history(sentence), "history"),
    ):
        if holds:
            weight += amount
            reasons.append(reason)
    return Verdict(
        weight=weight, is_report=reported(item, sentence, heading, headline), reasons=tuple(reasons)
    )


def reported(item: Dated, sentence: str, heading: str, headline: str) -> bool:
    """Return whether the event is told in retrospect."""
    if item.reading.tense is Tense.COMING:
        return False
    if item.reading.tense is Tense.PAST:
        return True
    if REPORT_HEADING.search(heading) or REPORT_HEADING.search(headline):
        return True
    return bool(_REPORTED.search(sentence)) and not _COMING.search(sentence)


def is_date_line(document: Document, item: Dated) -> bool:
    """Return whether the date makes up most of its block's line."""
    text = document.blocks[item.block].text
    return len(text) <= 70 and (item.end - item.start) >= 0.45 * len(text)


def publication_mark(document: Document, number: int) -> bool:
    """Return whether the page's markup marks a block as holding a publication date."""
    return bool(document.blocks[number].hints)


def event_address(url: str) -> bool:
    """Return whether the path of an address speaks of events."""
    path = re.sub(r"^https?://[^/]+", "", url)
    return EVENTS_SECTION.search(path) is not None


def _days(item: Dated) -> bool:
    """Whether the date is a range of days."""
    end = item.reading.end
    return end is not None and end.day_value is not None and item.reading.all_day


def _history(sentence: str) -> bool:
    return re.search(r"\b(?:seit|gegründet|bereits|damals|im jahr)\b", sentence, re.I) is not None
