"""Deadlines on a page: the day by which one must register, submit or apply. Never events."""

import re
from datetime import date, datetime, timedelta

from model import Deadline, DeadlineKind, Evidence, clean_text
from parsers.dates import DateKind
from parsers.days.dated import Dated
from parsers.page.document import Document

_KINDS = (
    (
        DeadlineKind.REGISTRATION,
        r"anmeld|rückmeld|zusag|sagen sie|melden sie|teilnahme|registrier|buchung|frühbucher",
    ),
    (
        DeadlineKind.SUBMISSION,
        r"einreich|einsend|call for|abstract|beitrag|beiträge|abgabe|vorschläg|paper",
    ),
    (
        DeadlineKind.APPLICATION,
        r"bewerb|antrag|anträg|skizze|förder|aufruf|interessenbekundung|ausschreib",
    ),
    (DeadlineKind.OTHER, r"storn|kostenlos absag|kontingent|abrufbar"),
)


_SHORT_LINE = 60
"""A longer line above a date is a paragraph of its own."""


def deadlines_in(document: Document, items: list[Dated], headline: str) -> tuple[Deadline, ...]:
    """Return the page's deadlines, each day once, in the order of the text."""
    found: dict[tuple[str, str], Deadline] = {}
    for item in items:
        if not _is_deadline(document, item):
            continue
        moment = item.reading.end or item.reading.start
        if moment is None or moment.day_value is None or not item.reading.in_span:
            continue
        sentence = document.text[item.sentence[0] : item.sentence[1]]
        kind = (
            deadline_kind(sentence) or deadline_kind(_above(document, item)) or DeadlineKind.OTHER
        )
        due = _due(moment.at() or moment.day_value)
        evidence = Evidence(
            quote=item.reading.quote, start=item.start, end=item.end, rule="date.deadline",
            confidence=0.85,
        )  # fmt: skip
        deadline = Deadline(
            due=due, kind=kind, quote=clean_text(sentence)[:300], name=headline, evidence=evidence
        )
        found.setdefault((due.isoformat()[:10], kind.value), deadline)
    return tuple(found.values())


def _is_deadline(document: Document, item: Dated) -> bool:
    """A date that is read as one, or "bis zum ..." in a sentence about registering and the like."""
    reading = item.reading
    if reading.kind is DateKind.DEADLINE:
        return True
    open_start = reading.kind is DateKind.EVENT and reading.start is None and reading.all_day
    if not open_start:
        return False
    sentence = document.text[item.sentence[0] : item.sentence[1]]
    return (deadline_kind(sentence) or deadline_kind(_above(document, item))) is not None


def _due(moment: date | datetime) -> date | datetime:
    """ "30. April, 24 Uhr" is the end of that day and not the first minute of the next."""
    if isinstance(moment, datetime) and moment.hour == moment.minute == 0:
        return moment.date() - timedelta(days=1)
    return moment


def _above(document: Document, item: Dated) -> str:
    """The short line right above the date, else the heading that it stands under."""
    before = document.blocks[item.block - 1] if item.block else None
    if before is not None and len(before.text) <= _SHORT_LINE and deadline_kind(before.text):
        return before.text
    return document.blocks[item.heading].text if item.heading is not None else ""


def deadline_kind(text: str) -> DeadlineKind | None:
    """Return what must be done by a deadline that `text` speaks of, or None."""
    for kind, pattern in _KINDS:
        if re.search(pattern, text, re.IGNORECASE):
            return kind
    return None
