"""Candidates of one page to events of one page: what tells of the same day is put together.

The better layer wins field by field (structured data, labels, cards, prose); the rest fills gaps.
"""

from bisect import bisect_right
from datetime import date, timedelta

from model import CoarseWhen, When
from parsers.candidate import Candidate, Found, Layer
from parsers.certainty import AGREED
from parsers.naming.names import shared_words
from parsers.page.document import Document, Region
from parsers.vocabulary import PROGRAMME_WORDS

_STRONG_PROSE = 0.8
_NAMES_AGREE = 0.5
_ROWS_OF_PROGRAMME = 3
"""So many words of a programme's rows make a list of hours a programme."""
UNSEEN_DATA = 0.5
"""Data that nothing on the page confirms are no surer than this, and silence no other evidence."""


def merged(candidates: list[Candidate]) -> list[Candidate]:
    """Return one candidate an event, in the order of the text."""
    kept: list[Candidate] = []
    for candidate in sorted(candidates, key=_rank):
        partner = next((other for other in kept if _same(other, candidate)), None)
        if partner is not None:
            _fill(partner, candidate)
        elif not _minor(candidate, kept):
            kept.append(candidate)
    return sorted(kept, key=lambda c: (c.start, _first_day(c)))


def _rank(candidate: Candidate) -> tuple[int, bool, float, int]:
    """The better evidence first; a day told by a weekday alone comes behind written days."""
    bare = not any(char.isdigit() for char in candidate.when.evidence.quote)
    return candidate.layer, bare, -candidate.certainty, candidate.start


def without_history(candidates: list[Candidate], published: date | None) -> list[Candidate]:
    """Return the candidates without earlier events that an announcement only refers to.

    "Sie knüpft an das Treffen vom 8. Oktober an" is history where the page tells in prose of
    an event after its own publication.
    """
    coming = [c for c in candidates if not c.is_report and not _before(c, published)]
    if published is None or not coming:
        return candidates
    return [
        candidate
        for candidate in candidates
        if candidate.layer is not Layer.PROSE
        or not _before(candidate, published - timedelta(days=30))
    ]


def without_programme(candidates: list[Candidate], document: Document) -> list[Candidate]:
    """Return the candidates without the rows of a programme, where an event spans their days.

    "9.30 Uhr Anmeldung", "12 Uhr Mittagspause" below "Mittwoch, 17. Juni" are its hours.
    """
    whole = [c for c in candidates if c.layer is not Layer.CARD and _several_days(c)]
    rows = [c for c in candidates if c.layer is Layer.CARD and any(_within(c, w) for w in whole)]
    if len(rows) < 2 or len(rows) < sum(c.layer is Layer.CARD for c in candidates):
        return candidates
    told = document.text[min(c.start for c in rows) : max(c.end for c in rows)]
    if len({hit[0].lower() for hit in PROGRAMME_WORDS.finditer(told)}) < _ROWS_OF_PROGRAMME:
        return candidates
    return [candidate for candidate in candidates if candidate not in rows]


def _several_days(candidate: Candidate) -> bool:
    when = candidate.when.value
    return isinstance(when, When) and when.first_day < when.last_day


def _within(candidate: Candidate, whole: Candidate) -> bool:
    a, b = whole.when.value, candidate.when.value
    return isinstance(a, When) and isinstance(b, When) and _inside(a, b)


def mark_asides(candidates: list[Candidate], document: Document) -> None:
    """Mark what stands beside the page's own content: another event, teased in a sidebar."""
    starts = [block.start for block in document.blocks]
    for candidate in candidates:
        number = bisect_right(starts, candidate.when.evidence.start) - 1
        candidate.aside = number >= 0 and document.blocks[number].region is Region.ASIDE


def mark_reports(candidates: list[Candidate], published: date | None) -> None:
    """Mark what prose tells of after it was over, unless its sentence still invites."""
    for candidate in candidates:
        if candidate.layer is Layer.PROSE and not candidate.invites:
            candidate.is_report = candidate.is_report or _before(candidate, published)


def _before(candidate: Candidate, day: date | None) -> bool:
    when = candidate.when.value
    return day is not None and isinstance(when, When) and when.last_day < day


def _first_day(candidate: Candidate) -> str:
    return candidate.when.value.first_day.isoformat()


def _same(better: Candidate, other: Candidate) -> bool:
    """Whether two candidates of one page are one event."""
    a, b = better.when.value, other.when.value
    if not isinstance(a, When) or not isinstance(b, When):
        return False
    if a.first_day != b.first_day and not _inside(a, b):
        return False
    if better.layer is other.layer is Layer.CARD and better.url != other.url and other.url:
        return False  # entries that lead to pages of their own
    if better.layer is other.layer is not Layer.PROSE:
        same_start = a.start == b.start or (better.layer is Layer.STRUCTURED and _one_is_day(a, b))
        return _names_agree(better, other) and same_start
    if Layer.CARD in (better.layer, other.layer) and Layer.PROSE not in (better.layer, other.layer):
        return _names_agree(better, other) or _overlap(better, other)
    if better.layer is Layer.CARD and other.bare:
        return a.first_day == b.first_day  # the day above a group of entries
    if better.layer is Layer.CARD:
        return _overlap(better, other) or _names_agree(better, other)
    return not _own_names(better, other)


def _one_is_day(a: When, b: When) -> bool:
    """Whether two layers of data give the same day, one of them without its hour."""
    return a.first_day == b.first_day and a.all_day is not b.all_day


def _inside(a: When, b: When) -> bool:
    """Whether `b` is one of the days of the longer `a`."""
    return a.last_day > a.first_day and a.first_day <= b.first_day and b.last_day <= a.last_day


def _overlap(a: Candidate, b: Candidate) -> bool:
    return a.start < b.end and b.start < a.end


def _own_names(a: Candidate, b: Candidate) -> bool:
    """Whether both are told by names of their own that share no word."""
    if a.name is None or b.name is None or a.layer is not Layer.PROSE:
        return False
    quoted = all("quoted" in n.evidence.rule or "„" in n.value for n in (a.name, b.name))
    return quoted and not _names_agree(a, b)


def _names_agree(a: Candidate, b: Candidate) -> bool:
    if a.name is None or b.name is None:
        return True
    return shared_words(a.name.value, b.name.value) >= _NAMES_AGREE


def _minor(candidate: Candidate, kept: list[Candidate]) -> bool:
    """Whether prose only mentions another day on a page that has its event in better evidence."""
    if candidate.layer is not Layer.PROSE:
        return False
    if any(_overlap(other, candidate) for other in kept if other.layer is Layer.CARD):
        return True
    better = [
        other
        for other in kept
        if not other.aside
        and (
            other.layer is Layer.LABELS
            or (other.layer is Layer.STRUCTURED and other.certainty > UNSEEN_DATA)
        )
    ]
    if candidate.following and all(_first_day(other) < _first_day(candidate) for other in better):
        return False
    named = candidate.name is not None and candidate.name.evidence.rule == "name.quoted"
    return bool(better) and not (named and candidate.certainty >= _STRONG_PROSE)


def _fill(better: Candidate, other: Candidate) -> None:
    """Take over from `other` what `better` lacks."""
    better.when = _richer(better, other)
    better.name = _better_name(better, other)
    for field in ("status", "previous_start", "attendance_mode", "offers"):
        if getattr(better, field) is None:
            setattr(better, field, getattr(other, field))
    for field in ("locations", "organizers", "description", "url", "identifier", "recurrence"):
        if not getattr(better, field):
            setattr(better, field, getattr(other, field))
    if better.layer is Layer.STRUCTURED:
        better.start, better.end = (
            (other.start, other.end) if better.end == 0 else (better.start, better.end)
        )
    elif better.layer is other.layer:
        better.is_report = better.is_report and other.is_report
    better.certainty = min(0.98, better.certainty + 0.02)
    if better.layer is not other.layer and AGREED not in better.reasons:
        better.reasons.append(AGREED)


def _better_name(better: Candidate, other: Candidate) -> Found[str] | None:
    if better.name is None:
        return other.name
    if better.layer is other.layer is Layer.PROSE and other.name is not None:
        if _longer(other, better):
            return other.name  # a day of the whole gives the whole no name
        if _longer(better, other):
            return better.name
    if other.name is None or better.layer is not other.layer:
        return better.name
    return max(better.name, other.name, key=lambda found: found.evidence.confidence)


def _longer(a: Candidate, b: Candidate) -> bool:
    """Whether `a` goes on for more days than `b`."""
    first, second = a.when.value, b.when.value
    if not isinstance(first, When) or not isinstance(second, When):
        return False
    return first.last_day - first.first_day > second.last_day - second.first_day


def _richer(better: Candidate, other: Candidate) -> Found[When] | Found[CoarseWhen]:
    """The better time, or the other one where it tells more about the same day."""
    a, b = better.when.value, other.when.value
    if not isinstance(a, When) or not isinstance(b, When) or a.first_day != b.first_day:
        return better.when
    if a.all_day and not b.all_day:
        if a.end is None or b.last_day == a.last_day:
            return other.when
        start = b.start
        value = When(start=start, end=a.end, year_source=a.year_source)
        return Found(value=value, evidence=other.when.evidence)
    if a.end is None and b.end is not None and a.all_day == b.all_day and a.start == b.start:
        return other.when
    return better.when
