"""The dates of a whole page: when it was published, and each date with the year that it means."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from model import Page, Problem, ProblemKind, clean_text
from parsers.budget import MAX_DATES, within
from parsers.context import Context
from parsers.data import Data, date_published
from parsers.dates import FIRST_YEAR, LAST_YEAR, DateKind
from parsers.days.dated import Dated, dated
from parsers.days.letterheads import with_letterheads
from parsers.days.page_years import with_years_of_page, with_years_of_publication
from parsers.days.relative_days import relative_days
from parsers.page.document import Document


@dataclass(frozen=True, slots=True, kw_only=True)
class PageDays:
    """The dates of a page and its day of publication; `stated` is what the page's head says."""

    items: list[Dated]
    stated: date | None
    published: date | None
    today: date | None

    @property
    def reference(self) -> date | None:
        """The day that the page was written or is read on, as far as one is known."""
        return self.published or self.today


def days_of(document: Document, page: Page, data: Data, title: str, context: Context) -> PageDays:
    """Return the dates of a page, each with its year as far as the page says one."""
    today = context.today
    stated = published = _published_of(page) or date_published(document, data)
    latest = _month_end(published) if len(page.published) == len("2026-03") else None
    items = dated(document, published or today, f"{title}\n{document.title}", latest)
    items = [item for item in items if not item.reading.is_placeholder]
    items = within(items, MAX_DATES, "dates", document)
    items = with_letterheads(items, document, published or today)
    published = published or _published_in(items, document, today)
    if published is None:
        items = with_years_of_page(items, today)
    elif stated is None:
        items = with_years_of_publication(items, published, today)
    weekdays = relative_days(document, items, published if latest is None else None)
    items = sorted([*items, *weekdays], key=lambda item: item.start) if weekdays else items
    return PageDays(items=items, stated=stated, published=published, today=today)


def date_problems(items: list[Dated]) -> list[Problem]:
    """Return what is wrong with dates of the page, each once."""
    kinds = {
        "impossible_date": ProblemKind.IMPOSSIBLE_DATE,
        "weekday_mismatch": ProblemKind.WEEKDAY_MISMATCH,
    }
    problems: dict[str, Problem] = {}
    for item in items:
        for warning in item.reading.warnings:
            if warning in kinds:
                message = f"{warning.replace('_', ' ')}: {clean_text(item.reading.quote)}"
                problems.setdefault(message, Problem(kind=kinds[warning], message=message))
    return list(problems.values())


def _published_of(page: Page) -> date | None:
    """The publication day that was handed in with the page; a month counts as its first day."""
    hit = re.match(r"(\d{4})-(\d{2})(?:-(\d{2}))?", page.published)
    if not hit:
        return None
    try:
        day = date(int(hit[1]), int(hit[2]), int(hit[3] or 1))
    except ValueError:
        return None
    return day if FIRST_YEAR <= day.year <= LAST_YEAR else None


def _month_end(first: date | None) -> date | None:
    """The last day of the month that begins on `first`."""
    return first and (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)


def _published_in(items: list[Dated], document: Document, today: date | None) -> date | None:
    """The publication day that the page shows: marked by words or by its markup."""
    for item in items:
        reading = item.reading
        day = reading.start.day_value if reading.start else None
        marked = bool(document.blocks[item.block].hints) and reading.all_day
        if day is None or not reading.in_span or (today is not None and day > today):
            continue
        if reading.kind is DateKind.PUBLISHED or (marked and reading.end is None):
            return day
    return None
