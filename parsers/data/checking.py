"""What data state against what the page shows: confirmed with quotes, doubted, or overruled."""

from bisect import bisect_right
from collections.abc import Iterable
from datetime import date

from model import Evidence, When
from parsers.candidate import Candidate, Found, Layer
from parsers.certainty import AGAINST_DATA, DATA_ONLY, OTHER_DAYS, UNSEEN
from parsers.days.dated import Dated
from parsers.days.timing import usable
from parsers.merge import UNSEEN_DATA
from parsers.naming.names import shared_words
from parsers.page.document import Document, Region

_ALIKE = str.maketrans("’‘“”„«»–—\u00a0", '\'\'"""""-- ')
_SURE_PROSE = 0.7
_SAME_NAME = 0.7
NEARBY = 300
"""Characters between a name and its date."""


def checked(
    candidates: list[Candidate], document: Document, items: list[Dated], others: list[Candidate],
    headline: str,
) -> list[Candidate]:  # fmt: skip
    """Return the candidates of the data, each held against the visible text.

    `others` are the candidates that the text itself gives. An event that stands only in a list of
    related teasers is left out.
    """
    if not candidates:
        return []
    text = _folded(document.text)
    starts = [block.start for block in document.blocks]
    kept = []
    for candidate in candidates:
        regions = _show(candidate, document, text, starts)
        if regions and regions <= {Region.RELATED}:
            continue
        item = _day_shown(candidate, items)
        if item is not None:
            candidate.when = _at(candidate.when, document, item.start, item.end - item.start)
        elif candidate.when.evidence.rule.startswith(("feed.", "rest.")):
            pass  # its text is only what goes with it
        elif not _overruled(candidate, others, headline, alone=len(candidates) == 1):
            _unseen(candidate, document, others, headline, named=bool(regions))
        kept.append(candidate)
    return kept


def _show(candidate: Candidate, document: Document, text: str, starts: list[int]) -> set[Region]:
    """Point the evidence of name, place and organiser at the text; where the name stands in it."""
    name = candidate.name
    if name is None:
        return set()
    spots = list(_spots(name.value, text))
    if spots:
        candidate.name = _at(name, document, spots[0], len(name.value))
    candidate.locations = [
        _seen(found, (found.value.name, found.value.address_locality), document, text)
        for found in candidate.locations
    ]
    candidate.organizers = [
        _seen(found, (found.value.name,), document, text) for found in candidate.organizers
    ]
    return {document.blocks[bisect_right(starts, spot) - 1].region for spot in spots}


def _folded(text: str) -> str:
    """The text for finding words in it, each character at its place."""
    plain = text.translate(_ALIKE)
    lowered = plain.lower()
    return lowered if len(lowered) == len(text) else plain


def _spots(words: str, text: str) -> Iterable[int]:
    """Where whole words stand in a folded text, the first few times."""
    words, at = _folded(words), -1
    for _ in range(5):
        at = text.find(words, at + 1) if words else -1
        if at < 0:
            return
        around = text[at - 1 : at] + text[at + len(words) : at + len(words) + 1]
        if not any(char.isalnum() for char in around):
            yield at


def _seen(found: Found, words: Iterable[str], document: Document, text: str) -> Found:  # type: ignore[type-arg]
    for word in words:
        for spot in _spots(word, text):
            return _at(found, document, spot, len(word))
    return found


def _at(found: Found, document: Document, start: int, length: int) -> Found:  # type: ignore[type-arg]
    was = found.evidence
    evidence = Evidence(
        quote=document.text[start : start + length], start=start, end=start + length, rule=was.rule,
        confidence=was.confidence,
    )  # fmt: skip
    return Found(value=found.value, evidence=evidence)


def _day_shown(candidate: Candidate, items: list[Dated]) -> Dated | None:
    """The date of the text that is the candidate's: the fullest, then the one nearest its name."""
    when = candidate.when.value
    day, near = when.first_day, candidate.name.evidence.start if candidate.name else 0
    same = [item for item in items if covers(item, day)]
    if not same:
        return None
    return min(same, key=lambda item: _distance(item, near))


def _distance(item: Dated, near: int) -> tuple[bool, bool, int, int]:
    """First what may be an event's, first what is close by, first what says most."""
    reading, far = item.reading, abs(item.start - near)
    says = (not reading.all_day) + (reading.end is not None)
    return not usable(reading), far > NEARBY, -says if far <= NEARBY else 0, far


def covers(item: Dated, day: date) -> bool:
    """Return whether a date of the text is `day`, or a range that it falls into."""
    first = item.reading.first
    start = first.day_value if first is not None else None
    last = item.reading.end.day_value if item.reading.end is not None else None
    return start is not None and (start == day or (last is not None and start <= day <= last))


def _overruled(
    candidate: Candidate, others: list[Candidate], headline: str, *, alone: bool
) -> bool:
    """Take the day that the text gives the same event; data and text then disagree."""
    partner = next((o for o in others if _same_event(candidate, o, headline, alone=alone)), None)
    if partner is None:
        return False
    was = candidate.when.value.first_day.isoformat()
    moved = partner.previous_start is not None
    candidate.when, candidate.previous_start = partner.when, partner.previous_start
    candidate.reasons.append(f"{AGAINST_DATA}, {was}")
    candidate.certainty = min(candidate.certainty, partner.certainty if moved else 0.6)
    return True


def _same_event(candidate: Candidate, other: Candidate, headline: str, *, alone: bool) -> bool:
    if not isinstance(other.when.value, When) or candidate.name is None or other.is_report:
        return False
    if other.layer is Layer.PROSE and other.certainty < _SURE_PROSE:
        return False
    if other.name is not None and other.layer is not Layer.PROSE:
        return _alike(candidate.name.value, other.name.value)
    return alone and _alike(candidate.name.value, headline)


def _alike(a: str, b: str) -> bool:
    """Whether two names say the same: most words of the shorter stand in the longer."""
    return shared_words(a, b) >= _SAME_NAME


def _unseen(
    candidate: Candidate, document: Document, others: list[Candidate], headline: str, *,
    named: bool,
) -> None:  # fmt: skip
    """The day does not stand in the text: how much that says depends on what does."""
    name = candidate.name.value if candidate.name else ""
    titled = _alike(name, headline) or _alike(name, document.title)
    if not document.is_html or len(document.text) < 100:
        return
    if not named and not titled:
        candidate.certainty = min(candidate.certainty, UNSEEN_DATA)
        candidate.reasons.append(UNSEEN)
    elif any(other.name is None or _alike(name, other.name.value) for other in others):
        candidate.certainty = min(candidate.certainty, 0.65)
        candidate.reasons.append(OTHER_DAYS)
    else:
        candidate.certainty = min(candidate.certainty, 0.9)
        candidate.reasons.append(DATA_ONLY)
