"""The verdict on a page that was read, against what the same address gave when it was last good.

Pure. A page whose list has gone is an error, so that nothing that it told is taken back.
"""

from collections.abc import Iterable, Sequence

from model import (
    BERLIN,
    EntryKind,
    EventList,
    Extraction,
    Page,
    PageKind,
    Problem,
    ProblemKind,
    Severity,
)
from parsers import ListSight, look_for
from store import GoodLists

_FEWEST = 2
"""Entries of a list that is missed when it has gone, ..."""
_FEWEST_ELSEWHERE = 3
"""... and on a page that is no list by its role: two events may have been told in passing."""
_MANY = 4
"""Entries that do not all go at once while one other event is told on the page."""
_OF_LISTS = frozenset((EntryKind.LISTING, EntryKind.ICALENDAR, EntryKind.REST))
"""What is asked for because of its events; other pages may turn into something else in time."""
_PASSING = frozenset((EntryKind.PRESS, EntryKind.FEED))
"""Lists of news: what they told of is followed by other news."""
_TURNED = frozenset((PageKind.REPORT, PageKind.NEWS))


def judge(page: Page, extraction: Extraction, before: GoodLists | None) -> tuple[Problem, ...]:
    """Return what the comparison adds to the problems of a page's reading.

    `before` is what its address gave when it last gave a list. A list that is missed is an error,
    one that moved on the page a warning. Looks into the page's body only where something differs.
    """
    if before is None or any(p.severity is Severity.ERROR for p in extraction.problems):
        return ()
    if extraction.says_none:
        return ()
    if extraction.events and not _shrunk(page, extraction, before):
        return _moved(page, extraction, before) if page.role in _OF_LISTS else ()
    return (_lost(page, extraction.problems, before),) if _missed(page, extraction, before) else ()


def _shrunk(page: Page, extraction: Extraction, before: GoodLists) -> bool:
    """Whether a list has gone with all its entries but for what is told of an event beside it."""
    if extraction.lists or page.role not in _OF_LISTS or len(extraction.events) > 1:
        return False
    if sum(found.entries for found in before.lists) < _MANY:
        return False
    return not any(look_for(page, found).text for found in before.lists)


def _missed(page: Page, extraction: Extraction, before: GoodLists) -> bool:
    """Whether a page without events should have some."""
    entries = sum(found.entries for found in before.lists)
    if page.role in _PASSING:
        return False
    if page.role in _OF_LISTS:
        return entries >= _FEWEST
    return entries >= _FEWEST_ELSEWHERE and extraction.page_kind not in _TURNED


def _lost(page: Page, problems: Iterable[Problem], before: GoodLists) -> Problem:
    """The list that is missed most, with what stands in its place."""
    cut_off = any(problem.kind is ProblemKind.TRUNCATED for problem in problems)
    largest = max(before.lists, key=lambda found: found.entries)
    sight = look_for(page, largest)
    if not sight.stands and cut_off:
        kind, now = ProblemKind.TRUNCATED, "the page breaks off before it"
    elif not sight.stands:
        kind, now = ProblemKind.LIST_MISSING, "the element is not on the page"
    else:
        kind, now = ProblemKind.LIST_EMPTY, _inside(sight)
    return _problem(kind, f"{stood(before)}; now: {now}{_nearest(sight)}", Severity.ERROR, page)


def _inside(sight: ListSight) -> str:
    if not sight.text:
        return "it is there with nothing in it"
    return (
        f"it is there with {sight.children} elements in it, but none of them is read as an event "
        f"({_cut(sight.text, 80)})"
    )


def _nearest(sight: ListSight) -> str:
    if not sight.nearest:
        return ""
    count = f" with {sight.nearest_entries} entries" if sight.nearest_entries else ""
    return f"; nearest: {sight.nearest}{count}"


def stood(before: GoodLists) -> str:
    """What stood on a page when it was last good, in words: day, archived version, its lists."""
    day = before.fetched_at.astimezone(BERLIN).date()
    lists = ", ".join(map(_described, before.lists))
    return f"last good: {day} (page {before.page_id} of the archive), {lists}"


def _described(found: EventList) -> str:
    names = "; ".join(_cut(name, 60) for name in found.sample)
    where = f"in {found.selector}" if found.selector else "in the file"
    return f"{found.entries} entries {where}" + (f", first: {names}" if names else "")


def _moved(page: Page, extraction: Extraction, before: GoodLists) -> tuple[Problem, ...]:
    """A warning for each list that left its element on a page which is still read."""
    there = {found.selector for found in extraction.lists}
    left = [
        found
        for found in before.lists
        if found.selector not in there and not look_for(page, found).stands
    ]
    known = {found.selector for found in before.lists}
    new = [found for found in extraction.lists if found.selector not in known]
    return tuple(_problem(*_parting(found, new), Severity.WARNING, page) for found in left)


def _parting(found: EventList, new: Sequence[EventList]) -> tuple[ProblemKind, str]:
    if not new:
        return ProblemKind.LIST_MISSING, (
            f"the list {found.selector} ({found.entries} entries) is no longer on the page, which "
            "still tells of other events"
        )
    other = max(new, key=lambda candidate: candidate.entries)
    return ProblemKind.LIST_MISSING, (
        f"the list moved from {found.selector} to {other.selector} ({found.entries} entries then, "
        f"{other.entries} now); it is still read"
    )


def _problem(kind: ProblemKind, message: str, severity: Severity, page: Page) -> Problem:
    return Problem(kind=kind, message=message, severity=severity, url=page.url)


def _cut(text: str, length: int) -> str:
    return text if len(text) <= length else text[: length - 1].rstrip() + "…"
