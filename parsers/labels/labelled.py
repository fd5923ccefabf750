"""Events in labelled facts: one event for each group of labels that has a day."""

from dataclasses import dataclass, replace
from datetime import date
from itertools import zip_longest

from model import Evidence, When, clean_text
from parsers.candidate import Candidate, Found, Layer
from parsers.dates import DateKind, DateReading, Moment
from parsers.days.dated import Dated
from parsers.days.timing import clock_only, closes, fuller, usable, when_of, with_end, with_times
from parsers.event_words import event_noun
from parsers.labels.pairs import groups
from parsers.listings.card_names import line_name
from parsers.page.facts import Label, Pair
from parsers.prose.candidates import date_evidence, previous_of
from parsers.prose.signs import not_an_event

_DAYS = (Label.DATE, Label.START, Label.TIME)
_KINDS = {Label.DEADLINE: DateKind.DEADLINE, Label.PUBLISHED: DateKind.PUBLISHED}
_AROUND, _TOP = 150, 400
"""Where the words stand that say what it is that starts: around the labels, or on top."""
_PLACES = frozenset((Label.PLACE, Label.VENUE, Label.ADDRESS))


def labelled_candidates(
    pairs: list[Pair], items: list[Dated], published: date | None, text: str
) -> list[Candidate]:
    """Return the events that labels tell of; a group without a day gives none.

    "Datum:" beside the day on which the page was `published` says only that. `text` is the whole
    document's.
    """
    facts = [pair for pair in pairs if pair.label not in _KINDS]
    candidates = []
    for group in groups(facts):
        candidate = _candidate(group, items)
        if candidate is None or _only_published(candidate, group, published):
            continue
        if not _starts_something_else(group, candidate, text):
            candidates.append(candidate)
    return candidates


def labelled_kinds(items: list[Dated], pairs: list[Pair]) -> list[Dated]:
    """Return the dates, those under a label of deadlines or of publication known as such."""
    spans = [(p.start, p.end, _KINDS[p.label], p.word) for p in pairs if p.label in _KINDS]
    if not spans:
        return items
    return [
        _of_kind(item, next((s for s in spans if s[0] <= item.start < s[1]), None))
        for item in items
    ]


def _of_kind(item: Dated, span: tuple[int, int, DateKind, str] | None) -> Dated:
    if span is None or item.reading.kind is not DateKind.EVENT or item.reading.first is None:
        return item
    if item.reading.first.day is None or (not span[3] and item.reading.end is not None):
        return item  # what is published has no end, whatever its element is called
    return replace(item, reading=replace(item.reading, kind=span[2]))


def _only_published(candidate: Candidate, group: list[Pair], published: date | None) -> bool:
    """Whether a date is that of the publication, with its minute where no word calls it a date."""
    when = candidate.when.value
    if not isinstance(when, When) or when.end is not None or when.first_day != published:
        return False
    return when.all_day or not any(pair.word for pair in group if pair.label in _DAYS)


def _candidate(group: list[Pair], items: list[Dated]) -> Candidate | None:
    day, item = labelled_day(group, items)
    if day is None or item is None or not _told(group):
        return None
    candidate = Candidate(
        layer=Layer.LABELS,
        when=Found(value=day, evidence=date_evidence(item, "label.date", 0.95)),
        start=min(pair.start for pair in group),
        end=max(pair.end for pair in group),
        certainty=0.93,
        reasons=["a labelled date"],
    )
    candidate.name = labelled_title(group)
    candidate.previous_start = previous_of(item)
    candidate.disputed = "weekday_mismatch" in item.reading.warnings
    return candidate


def _told(group: list[Pair]) -> bool:
    """Whether a word says that the date is an event's, or the names of its elements do.

    A class "date" alone can as well be that of an article.
    """
    if any(pair.word for pair in group if pair.label in _DAYS):
        return True
    labels = {pair.label for pair in group}
    return Label.START in labels or bool(labels & _PLACES)


def _starts_something_else(group: list[Pair], candidate: Candidate, text: str) -> bool:
    """Whether a bare "Start: 1.3.2026" is the first day of a call, a project or a phase of works.

    Calls, works and projects begin like events, but without house, hour or name.
    """
    labels = {pair.label for pair in group}
    when = candidate.when.value
    if labels & {Label.DATE, Label.TIME, Label.TITLE} or labels & _PLACES:
        return False
    if not isinstance(when, When) or not when.all_day:
        return False
    around = text[max(0, candidate.start - _AROUND) : candidate.end + _AROUND]
    return not_an_event(around) or not (event_noun(around) or event_noun(text[:_TOP]))


def labelled_day(group: list[Pair], items: list[Dated]) -> tuple[When | None, Dated | None]:
    """Return when an event is by its labels, whole with end and clock times, and the day's date."""
    when, day = _day(group, items)
    if when is None:
        return None, None
    for pair in group:
        if pair.label is Label.END:
            when = _reaching(when, pair, items)
        elif pair.label in _DAYS:
            when = _spanning(when, pair, items)
    clock = _clock(group, items)
    return with_times(when, clock.start, clock.end), day


@dataclass(slots=True)
class _Clock:
    start: Moment | None = None
    end: Moment | None = None


def _spanning(when: When, pair: Pair, items: list[Dated]) -> When:
    """The time with what else its label or another one says of the same day: an end, a clock."""
    inside = [item for item in _inside(items, pair) if usable(item.reading)]
    for item, following in zip_longest(inside, inside[1:]):
        told = when_of(item.reading)
        if told is None:
            continue
        if following is not None and closes(
            pair.value[item.end - pair.start : following.start - pair.start]
        ):
            last = when_of(following.reading)
            told = with_end(told, last) if last is not None else told
        when = fuller(when, told)
    return when


def _day(group: list[Pair], items: list[Dated]) -> tuple[When | None, Dated | None]:
    for label in _DAYS:
        for pair in group:
            if pair.label is not label:
                continue
            for item in _inside(items, pair):
                when = when_of(item.reading) if usable(item.reading) else None
                if when is not None:
                    return when, item
    return None, None


def _reaching(day: When, pair: Pair, items: list[Dated]) -> When:
    for item in _inside(items, pair):
        reading = item.reading
        moment = reading.start or reading.end
        if moment is None or moment.day_value is None:
            continue
        end = when_of(_as_start(reading, moment))
        if end is not None:
            return with_end(day, end)
    return day


def _as_start(reading: DateReading, moment: Moment) -> DateReading:
    return replace(reading, start=moment, end=None)


def _clock(group: list[Pair], items: list[Dated]) -> _Clock:
    clock = _Clock()
    for pair in group:
        if pair.label not in (Label.TIME, Label.START, Label.END, Label.DATE):
            continue
        start, end = clock_only(item.reading for item in _inside(items, pair))
        if pair.label is Label.END:
            clock.end = clock.end or end or start
        else:
            clock.start = clock.start or start
            clock.end = clock.end or end
    return clock


def labelled_title(group: list[Pair]) -> Found[str] | None:
    """Return the name that a label gives."""
    for pair in group:
        if pair.label is Label.TITLE:
            name = line_name(pair.value) or clean_text(pair.value)
            at = pair.value.find(name)
            quote, start = (name, pair.start + at) if at >= 0 else (pair.value, pair.start)
            evidence = Evidence(
                quote=quote, start=start, end=start + len(quote), rule="label.title",
                confidence=0.95,
            )  # fmt: skip
            return Found(value=name, evidence=evidence)
    return None


def _inside(items: list[Dated], pair: Pair) -> list[Dated]:
    """The dates of a value; a date may begin before it ("Von 10 Uhr" under a label "Von")."""
    return [item for item in items if item.start < pair.end and pair.start < item.end]
