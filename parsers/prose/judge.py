"""Whether a date in running text is the day of an event, and whether that is past. Pure scoring.

Cheap signs are weighed first; sentences that cannot reach the threshold are not read further.
"""

import re
from dataclasses import dataclass

from parsers.dates import Tense
from parsers.days.dated import Dated
from parsers.days.timing import usable
from parsers.event_words import event_noun, speaks_of_event
from parsers.page.document import Document, Role
from parsers.prose.beside import (
    announced_above,
    dates_title,
    is_date_line,
    lead_in,
    line_above,
    opens_line,
    sentences_beside,
)
from parsers.prose.signs import (
    about_a_job,
    event_address,
    happens,
    invites,
    not_an_event,
    told_in_retrospect,
)
from parsers.vocabulary import LISTING_HEADING, REPORT_HEADING

ENOUGH = 0.5
"""From this weight on a date in prose is taken as an event."""
_MOST_OF_WORDS = 0.85
"""What the words of a sentence can add at most to the signs that are weighed before them."""

_CALLED = re.compile(
    r"\b(?:(?:Neuer |Nächster )?Termine?|Treffpunkt|Wann\??|Datum|Zeit)\s*"
    r"(?:ist|sind|war|lautet|:|de[rs] \w+)|\bmerken Sie sich\b|\bSave the Date\b",
    re.IGNORECASE,
)
_PLACE_BEHIND = re.compile(
    r"\s*(?:Der )?(?:Austragungs|Veranstaltungs|Tagungs)ort\b"
    r"|\s*(?:Treffpunkt|Ort|Beginn|Einlass)\b"
    r"|\s*Los geht|\s*(?:Die|Das|Der) (?:Veranstaltung|Tagung|Konferenz|Treffen|Workshop|Seminar)"
    r" (?:beginnt|findet|startet)"
)
_ENTRY = re.compile(r"(?:,? [^\n:|]{0,24} Uhr)?\s*(?:[:|]|[–-]\s)\s*\S")
_PAST_YEARS = re.compile(r"\b(?:seit|gegründet|bereits|damals|im jahr)\b", re.IGNORECASE)
_WEEKDAY = re.compile(r"(?:Am )?(?:Mo|Di|Mi|Do|Fr|Sa|So)[a-z]*\b")
_OF_A_DAY = re.compile(r"\bvom(?:\s+\d{0,2}\.?)?\s*$", re.IGNORECASE)
_FIRM = ("an event noun", "a clock time", "a line of its own", "called", "its place")
"""Reasons that stand for an event; verbs alone ("endete", "startet") tell of anything."""
_INVITED = 0.2
"""What a page that invites adds to a day that it sets apart or gives an hour."""
_LEAST = 0.1
"""Below this the sentences beside a date are not read."""
_CLOSED = re.compile(r"sperr|öffn|schl[io]|bauarb|sprech", re.IGNORECASE)
_WINDOW = re.compile(
    r"\b(?:können|kann|dürfen|sind) (?:\S+ ){0,14}(?:vorgeschlagen|eingereicht|beantragt|bestellt"
    r"|vorbestellt|nominiert|hochgeladen|einzureichen) ?(?:werden)?\b"
)
_JUST_BEFORE = 120
"""So many characters before a date its event is named."""
_OPEN = re.compile(
    r"(?:^|\s)(?:ab|seit|nach|vor|frühestens)(?: dem| einschließlich)? ?(?:\d|$)", re.I
)
_HOURS = 0.15
"""What the hours of begin and end add to an event that the sentences around them name."""
_TOLD = "an event noun in the sentence"
_FROM_THEN_ON = re.compile(r"\b(?:zum|ab dem|seit dem)\s*$", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """How much speaks for an event, why, and whether it is told in retrospect."""

    weight: float
    is_report: bool
    reasons: tuple[str, ...]


def judge(item: Dated, document: Document, headline: str, *, clocked: bool = False) -> Verdict:
    """Weigh one date by its sentence, its heading and the page's headline.

    `clocked`: a clock time stands apart from the date in its sentence or in the line below.
    """
    if not usable(item.reading):
        return Verdict(weight=0.0, is_report=False, reasons=("not a day of an event",))
    sentence = document.text[item.sentence[0] : item.sentence[1]]
    heading = title_over(document, item)
    signs = _signs(item, document, clocked=clocked)
    signs += _nouns(sentence, heading, headline)
    if _sum(signs) + _MOST_OF_WORDS >= ENOUGH:
        signs += _words(item, document, sentence, heading, headline)
        firm = any(reason.startswith(_FIRM) for _, reason in signs)
        if _sum(signs) >= _LEAST and (_sum(signs) < ENOUGH or not firm):
            beside = _beside(item, document)
            signs += beside if _sum(signs) < ENOUGH else []
            firm = firm or any(reason.startswith(_FIRM) for _, reason in beside)
        if _from_to(item) and any(reason.startswith(_TOLD) for _, reason in signs):
            signs.append((_HOURS, "from hour to hour"))
        if firm and ENOUGH - _INVITED <= _sum(signs) < ENOUGH and _invited(item, document, clocked):
            signs.append((_INVITED, "the page invites"))
        if not firm:
            signs.append((-0.15, "no event noun near it"))
        if _sum(signs) >= ENOUGH and about_a_job(document.url, document.text[:6000]):
            signs.append((-0.50, "a job advertisement"))
    weight = _sum(signs)
    return Verdict(
        weight=weight,
        is_report=weight >= ENOUGH and reported(item, sentence, heading, headline),
        reasons=tuple(reason for _, reason in signs),
    )


def _invited(item: Dated, document: Document, clocked: bool) -> bool:
    """Whether a page asks to come, where a line holds but the day, or the day has an hour."""
    told = is_date_line(document, item) or clocked or not item.reading.all_day
    return told and invites(document.text[:8000])


def _sum(signs: list[tuple[float, str]]) -> float:
    return round(sum(amount for amount, _ in signs), 3)


def title_over(document: Document, item: Dated) -> str:
    """Return what the date stands under: its own lead-in, the line above, or the heading."""
    lead = lead_in(document, item)
    if lead is not None:
        return document.text[slice(*lead)]
    above = line_above(document, item)
    if above is not None and speaks_of_event(document.blocks[above].text):
        return document.blocks[above].text
    return document.blocks[item.heading].text if item.heading is not None else ""


def _signs(item: Dated, document: Document, *, clocked: bool) -> list[tuple[float, str]]:
    """What the reading and its place on the page say, without reading any word."""
    reading, own_line = item.reading, is_date_line(document, item)
    timed = clocked or not reading.all_day
    opening = opens_line(document, item)
    signs: list[tuple[float, str]] = []
    if timed:
        signs.append((0.20, "a clock time"))
    if reading.tense is Tense.COMING:
        signs.append((0.15, "an invitation"))
    elif reading.tense is Tense.PAST:
        signs.append((0.10, "a report"))
    if own_line or (opening and timed):
        signs.append((0.20, "a line of its own"))
        if opening and timed and _WEEKDAY.match(reading.quote):
            signs.append((0.10, "a weekday with a time"))
    if own_line and event_address(document.url):
        signs.append((0.20, "an event's address"))
        if _day_in(document.url, item):
            signs.append((0.20, "the day of the address"))
    if _days(item):
        signs.append((0.20, "a range of days"))
    lead = announced_above(document, item)
    if lead is not None and event_noun(document.text[slice(*lead)]) is not None:
        signs.append((0.30, "an event is announced right above"))
    if dates_title(document, item):
        signs.append((0.35, "a title with its day opens the text"))
    if document.blocks[item.block].role is Role.HEADING:
        signs.append((0.15, "in a heading"))
    return signs + _against(item, document)


def _from_to(item: Dated) -> bool:
    """Whether the date says from which hour to which."""
    start, end = item.reading.start, item.reading.end
    return end is not None and end.hour is not None and start is not None and start.day is not None


def _against(item: Dated, document: Document) -> list[tuple[float, str]]:
    """What speaks against an event in the place and the wording of the date."""
    reading = item.reading
    signs: list[tuple[float, str]] = []
    if publication_mark(document, item.block) and reading.end is None:
        signs.append((-0.60, "marked as a publication date"))
    before = document.text[max(item.sentence[0], item.start - 8) : item.start]
    if reading.all_day and reading.end is None and _OPEN.search(f"{before}{reading.quote[:9]}"):
        signs.append((-0.35, "only a day from which or after which"))
    first = reading.start is not None and reading.start.day == 1
    if first and reading.all_day and _FROM_THEN_ON.search(before):
        signs.append((-0.30, "from the first of a month on"))
    single = reading.end is None and reading.previous is None
    if single and _OF_A_DAY.search(f"{before}{reading.quote[:4]}"):
        signs.append((-0.90, "the day of a document"))
    if first and reading.all_day and reading.start is not None and reading.start.month == 1:
        signs.append((-0.40, "New Year's Day"))
    return signs


def _nouns(sentence: str, heading: str, headline: str) -> list[tuple[float, str]]:
    """What the nouns of the sentence and of the headings above it say."""
    signs: list[tuple[float, str]] = []
    if speaks_of_event(sentence):
        signs.append((0.35, "an event noun in the sentence"))
    if event_noun(heading) is not None:
        signs.append((0.25, "an event noun in the heading"))
    elif speaks_of_event(heading):
        signs.append((0.15, "an event noun in the heading"))
    if event_noun(headline) is not None:
        signs.append((0.15, "an event noun in the headline"))
    elif speaks_of_event(headline):
        signs.append((0.10, "an event noun in the headline"))
    return signs


def _words(
    item: Dated, document: Document, sentence: str, heading: str, headline: str
) -> list[tuple[float, str]]:
    """What the words of the sentence say: of taking place, of law, of history."""
    signs: list[tuple[float, str]] = []
    if happens(sentence):
        signs.append((0.30, "words of taking place"))
    if _CALLED.search(sentence):
        signs.append((0.25, "called a date to keep"))
    if _PLACE_BEHIND.match(document.text, item.sentence[1]):
        signs.append((0.30, "its place is told behind"))
    if REPORT_HEADING.search(f"{heading}\n{headline}"):
        signs.append((0.20, "a report's heading"))
    if _WINDOW.search(sentence):
        signs.append((-1.0, "days in which one can apply"))
    if not_an_event(sentence) and not _meets_for_hours(item, document, sentence):
        signs.append((-0.60, "words of law, calls or people"))
    if _ENTRY.match(document.text, item.end) and opens_line(document, item):
        titles = f"{heading}\n{headline}"
        if LISTING_HEADING.search(titles) or event_noun(titles):
            signs.append((0.20, "an entry that begins with its day"))
    if item.reading.tense is Tense.UNKNOWN and _PAST_YEARS.search(sentence):
        signs.append((-0.30, "history"))
    return signs


def _meets_for_hours(item: Dated, document: Document, sentence: str) -> bool:
    """Whether an event with its hours is told: "beim Infoabend am 3. Mai, 18 bis 20 Uhr".

    Such a sentence may speak of calls and laws, that is what one meets for; works have hours too.
    """
    if not _from_to(item):
        return False
    before = document.text[max(item.sentence[0], item.start - _JUST_BEFORE) : item.start]
    return event_noun(before) is not None and _CLOSED.search(sentence) is None


def _beside(item: Dated, document: Document) -> list[tuple[float, str]]:
    """What the sentences around the date's own say, where it does not say enough itself."""
    before, after = sentences_beside(document, item)
    texts = [document.text[slice(*span)] for span in (before, after)]
    if any(not_an_event(text) for text in texts):
        return []
    signs: list[tuple[float, str]] = []
    if any(speaks_of_event(text) for text in texts):
        signs.append((0.20, "an event noun in the sentence beside"))
    if any(happens(text) for text in texts):
        signs.append((0.15, "words of taking place in the sentence beside"))
    return signs


def reported(item: Dated, sentence: str, heading: str, headline: str) -> bool:
    """Return whether the event is told in retrospect."""
    if item.reading.tense is Tense.COMING:
        return False
    if item.reading.tense is Tense.PAST:
        return True
    if REPORT_HEADING.search(heading) or REPORT_HEADING.search(headline):
        return True
    return told_in_retrospect(sentence)


def publication_mark(document: Document, number: int) -> bool:
    """Return whether the page's markup marks a block as holding a publication date."""
    return bool(document.blocks[number].hints)


def _day_in(url: str, item: Dated) -> bool:
    """Whether the address names the very day."""
    start = item.reading.start
    day = start.day_value if start is not None else None
    if day is None or str(day.year) not in url:
        return False
    digits = re.sub(r"\D", "", url)
    return f"{day:%Y%m%d}" in digits or f"{day:%d%m%Y}" in digits


def _days(item: Dated) -> bool:
    """Whether the date is a range of days."""
    end = item.reading.end
    return end is not None and end.day_value is not None and item.reading.all_day
