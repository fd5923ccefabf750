"""Dates on which something was published: bylines, datelines, lists of news, timestamps.

"Stand: 12.03.2025", "Halle, den 21.05.2019", "12.03.2026 | Pressemitteilung", "Redaktion 1.5.2023
10:29". None of them is the day of an event.
"""

import re
from datetime import date

from parsers.dates.cues import Cue
from parsers.dates.drafts import Draft
from parsers.dates.normalise import PlainText

_TO_PUBLISHED = re.compile(
    r"\w{0,12}(?:\s(?:nr\.?|nummer)?\s?[0-9][\w/.-]{0,11}|\s\w{1,20}){0,4}[\s:|,()-]{0,4}"
)
_OF_THESE = re.compile(r"(?:\s(?:dieser|der|des)\s\w{3,20})?\s?[:(]?\s{0,2}")
_DATELINE = re.compile(
    r"(?:^|[\n(])\s*[A-ZÄÖÜ][\wäöüß.()/-]+(?:[ ][\wäöüß.()/-]+){0,3}\s?"
    r"(?:,\s?den\s?$|(?:,|/|\s\()\s?$)"
)
_LETTERHEAD = re.compile(
    r"(?:^|[\n.]|[A-ZÄÖÜ]{3})\s*(?!(?:Mon|Diens|Mitt|Donners|Frei|Sams|Sonn)(?:tag|woch|abend))"
    r"[A-ZÄÖÜ][a-zäöüß]+,\sden\s$"
)
_AFTER_DATELINE = re.compile(
    r"\s?(?:\([\w/ -]{2,20}\)\s?)?[-:.]\s+[A-ZÄÖÜ„\"]|[)]\s?(?:[-:]|\.\s+[A-ZÄÖÜ„])"
)
_NEWS = (
    r"(?:presse(?:mitteilung|information|meldung|info)|medien(?:information|mitteilung)|"
    r"meldung|nachricht|news)"
)
_MORE = r"(?:[0-9]{1,4}\skommentare?|kommentare?\s\(?[0-9]|weiterlesen|weiter\slesen|mehr\slesen)"
_ENTRY_RIGHT = re.compile(rf"\s?[|,:·/-]?\s?(?:{_NEWS}|{_MORE})\b")
_ENTRY_LEFT = re.compile(rf"\b{_NEWS}(?:\s(?:nr\.?\s?)?[0-9/]{{1,9}})?\s?[|,:·/-]?\s?$")
_BY_SOMEONE = (
    "veröffentlich", "erschien", "erstellt", "publiziert", "eingestellt", "verfasst", "geschrieben",
    "ausgehäng", "aushang", "abzunehm", "abgenommen", "gespeichert", "hinzugefügt", "submitted",
)  # fmt: skip
_PAPERS = (
    "presse", "medien", "meldung", "artikel", "nachricht", "mitteilung", "information", "beitrag",
    "ausgabe", "zeitung",
)  # fmt: skip
_DONE = (
    "erstveröffentlich",
    "veröffentlich",
    "erschien",
    "publiziert",
    "verkünd",
    "bekannt",
    "geschrieben",
    "verfasst",
)
_NEAR = 48
_SECONDS = re.compile(r"[0-9]:[0-5][0-9]:[0-5][0-9]")
_ISO_TIME = re.compile(r"[0-9]t[0-9]")
_CARNIVAL = (11, 11)


def published_before(text: PlainText, cue: Cue, draft: Draft) -> bool:
    """Return True where nothing but a number or a few words stands between cue and date."""
    word = text.low[cue.start : cue.end]
    gap = text.low[cue.end : draft.span[0]]
    if word == "stand":
        return _OF_THESE.fullmatch(gap) is not None and (":" in gap or "am" not in draft.marks)
    if word.startswith(_BY_SOMEONE):
        return len(gap) < 60 and _TO_PUBLISHED.fullmatch(gap) is not None
    if not draft.marks & {"vom", "am", "zum"} and not gap.strip(" :|,()-"):
        return True
    wants = "vom" in draft.marks or word not in ("meldung", "artikel", "nachricht", "news")
    near = len(gap) < 36 and _TO_PUBLISHED.fullmatch(gap) is not None
    if word.startswith(_PAPERS):
        return near and "vom" in draft.marks
    return wants and not gap.strip(" :|,()-")


def published_after(text: PlainText, cue: Cue, draft: Draft) -> bool:
    """Return True for "ist am 1. Juni 2017 in der Zeitung erschienen"."""
    start, end = draft.span
    near = cue.start - end < _NEAR and text.low.find("\n", start, cue.start) < 0
    return near and draft.end is None and text.low.startswith(_DONE, cue.start)


def is_published(text: PlainText, draft: Draft, reference: date | None) -> bool:
    """Return True where the place of a date, or its exact minute, makes it one of publication."""
    return (
        _is_timestamp(text, draft)
        or _in_dateline(text, draft)
        or _is_reference(text, draft, reference)
        or _is_entry(text, draft)
    )


def _is_timestamp(text: PlainText, draft: Draft) -> bool:
    """Return True for a minute at which nothing begins: "Redaktion 1. November 2023 10:29"."""
    start = draft.start
    if start is None or draft.end is not None or start.hour is None or start.year is None:
        return False
    if _SECONDS.search(text.low, *draft.span) and not _ISO_TIME.search(text.low, *draft.span):
        return True
    return start.minute % 5 != 0 and (start.hour, start.minute) != _CARNIVAL and not draft.doors


def _in_dateline(text: PlainText, draft: Draft) -> bool:
    """Return True for "Ort, den 21.05.2019" and "Ort, 12. März 2025 – Das Ministerium"."""
    start, end = draft.span
    clean = text.clean
    if draft.dayless() or draft.end is not None or draft.start is None:
        return False
    if draft.start.year is None or draft.start.hour is not None:
        return False
    left = clean[max(0, start - 60) : start]
    if _LETTERHEAD.search(left):
        return True
    if start > 60:
        left = left[left.find("\n") :] if "\n" in left else ""
    if not left.rstrip().endswith((",", "/", "den", "(")) or _DATELINE.search(left) is None:
        return False
    if text.low.startswith("den ", start):
        return True
    return _AFTER_DATELINE.match(clean, end) is not None


def _is_entry(text: PlainText, draft: Draft) -> bool:
    """Return True in a list of news: "12.03.2026 | Pressemitteilung" and the other way."""
    start, end = draft.span
    if draft.end is None and "vom" in draft.marks and fills_line(text, start, end):
        return True
    if draft.end is not None or "am" in draft.marks:
        return False
    if _ENTRY_RIGHT.match(text.low, end):
        return True
    return start > 3 and _ENTRY_LEFT.search(text.low, max(0, start - 40), start) is not None


def _is_reference(text: PlainText, draft: Draft, reference: date | None) -> bool:
    """Return True for the day of publication, bare at the start or the end of a line."""
    day = draft.start
    if day is None or draft.end is not None or day.hour is not None or draft.marks:
        return False
    if reference is None or day.value() != reference:
        return False
    start, end = draft.span
    clean = text.clean
    before = clean[max(0, start - 40) : start].rstrip(" \t")
    after = clean[end : end + 40].lstrip(" \t")
    return not after or after[0] in "\n|" or not before or before[-1] in "\n|"


def fills_line(text: PlainText, start: int, end: int) -> bool:
    """Return True where nothing else stands in the line of a span."""
    clean = text.clean
    return (start == 0 or clean[start - 1] == "\n") and clean[end : end + 1] in ("", "\n")
