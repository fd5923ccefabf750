"""`extract`: one page to its events, news and deadlines. The flow of the package, top to bottom."""

import re
from datetime import date, timedelta
from functools import partial

from model import (
    Event,
    Evidence,
    Extraction,
    Page,
    PageKind,
    Problem,
    ProblemKind,
    Severity,
    clean_text,
)
from parsers.assemble import event_of
from parsers.budget import (
    MAX_BODY,
    MAX_CANDIDATES,
    MAX_DATES,
    MAX_PAIRS,
    cut,
    fit,
    within,
)
from parsers.calendars import is_calendar, read_calendar
from parsers.candidate import Candidate, Found, Layer
from parsers.context import Context
from parsers.data import SOURCES, Data, checked, data_candidates, data_of, date_published
from parsers.dates import DateKind
from parsers.days.dated import Dated, dated
from parsers.days.hours import complete_hours
from parsers.days.letterheads import with_letterheads
from parsers.days.page_years import mark_far_guesses, with_years_of_page, with_years_of_publication
from parsers.days.relative_days import relative_days
from parsers.deadlines import deadlines_in
from parsers.event_words import event_noun
from parsers.feeds import is_feed, is_sitemap, read_feed
from parsers.interfaces import is_json, read_json
from parsers.labels.label_words import label_of
from parsers.labels.labelled import labelled_candidates, labelled_kinds
from parsers.labels.pairs import label_pairs
from parsers.listings.card_names import titled
from parsers.listings.card_reading import card_candidates
from parsers.listings.cards import card_lists, closed_blocks, is_listing, unlisted, without_news
from parsers.merge import mark_asides, mark_reports, merged, without_history, without_programme
from parsers.naming.headline import headline as headline_of
from parsers.naming.headline import headline_evidence
from parsers.naming.names import clean_name
from parsers.naming.wording import heading_name
from parsers.news import is_article, news_of, teaser
from parsers.page.charset import decode
from parsers.page.document import Document
from parsers.page.file_kinds import file_kind
from parsers.page.html import read_html
from parsers.page.plain import read_plain
from parsers.page.shells import fault_of
from parsers.places import PlaceHint
from parsers.prose.announced import address_candidates, coarse_candidates
from parsers.prose.candidates import prose_candidates
from parsers.setting import Setting, hint_of
from parsers.sites import site_of
from parsers.vocabulary import HISTORY_HEADING, NEWS_SECTION, REPORT_HEADING


def extract(page: Page, context: Context) -> Extraction:
    """Read `page`. Never raises for what a page holds: its faults are in `problems`."""
    if not page.body.strip():
        return _nothing(ProblemKind.EMPTY, "the page is empty")
    if is_calendar(page):
        return read_calendar(page, PlaceHint(region=context.region))
    file = file_kind(page.body)
    if file:
        return _nothing(ProblemKind.NOT_TEXT, f"the page is no text but {file}")
    if is_sitemap(page):
        message = "the page is a sitemap: its entries are read from their own pages"
        return _nothing(ProblemKind.NOT_TEXT, message, Severity.WARNING)
    reader = partial(_read, context=context)
    if is_feed(page):
        return read_feed(page, reader, context.organizer)
    if is_json(page):
        return read_json(page, reader, context.organizer)
    document = _document(page)
    fault = fault_of(document, page.body[:MAX_BODY])
    if fault is not None:
        problems = (*document.problems, fault)
        return Extraction(page_kind=PageKind.OTHER, problems=problems, text=document.text)
    site = site_of(page, document, context)
    if site is None:
        return _read(document, page, context)
    site.prepare()
    return site.finished(_read(document, page, context))


def _read(document: Document, page: Page, context: Context) -> Extraction:
    title = headline_of(document, _site_names(context))
    data = data_of(document)
    stated = published = _published_of(page) or date_published(document, data)
    latest = _month_end(published) if len(page.published) == len("2026-03") else None
    items = dated(document, published or context.today, f"{title}\n{document.title}", latest)
    items = within(items, MAX_DATES, "dates", document)
    items = with_letterheads(items, document, published or context.today)
    published = published or _published_in(items, document, context.today)
    if published is None:
        items = with_years_of_page(items, context.today)
    elif stated is None:
        items = with_years_of_publication(items, published, context.today)
    weekdays = relative_days(document, items, published if latest is None else None)
    items = sorted([*items, *weekdays], key=lambda item: item.start) if weekdays else items
    pairs = within(label_pairs(document), MAX_PAIRS, "labels", document)
    items = labelled_kinds(items, pairs)
    hint = hint_of(document, context)
    lists = card_lists(document, items, title, published or context.today, pairs)
    told = without_news(items, lists)
    labelled = labelled_candidates(unlisted(pairs, lists), items, stated, document.text)
    mark_asides(labelled, document)
    shown = [
        *labelled,
        *card_candidates(document, lists, pairs),
        *(
            []
            if HISTORY_HEADING.fullmatch(title)
            else prose_candidates(document, told, title, closed_blocks(lists), published)
        ),
        *coarse_candidates(document, items, published or context.today),
    ]
    shown = without_programme(shown, document)
    given = checked(data_candidates(data, document, items, hint), document, items, shown, title)
    candidates = merged(within([*given, *shown], MAX_CANDIDATES, "possible events", document))
    candidates = candidates or address_candidates(document, title)
    candidates = without_history(candidates, published)
    mark_reports(candidates, published)
    complete_hours(candidates, document, items)
    if published is None:
        mark_far_guesses(candidates, context.today)
    setting = Setting(document, context, items, pairs, candidates, hint)
    for candidate in candidates:
        _name(candidate, document, title, alone=len(candidates) == 1)
        setting.complete(candidate)
    events = _events(candidates, document, page.url, alone=len(candidates) == 1)
    listing = is_listing(document, lists)
    kind = _page_kind(events, document, data, title, published, listing=listing)
    return Extraction(
        page_kind=kind,
        headline=title,
        date_published=None if kind is PageKind.LISTING else published,
        events=events,
        news=news_of(kind, document, data, title, published, events, context),
        deadlines=deadlines_in(document, items, title),
        problems=(*document.problems, *_date_problems(items)),
        text=document.text,
    )


def _document(page: Page) -> Document:
    body = page.body[:MAX_BODY]
    text, problems = decode(body, page.content_type)
    kind = page.content_type.partition(";")[0].strip().lower()
    marked = re.match(
        r"\s*(?:<!--.{0,500}?-->\s*)?<(?:!doctype|html|\?xml|head|body|div)", text, re.I | re.S
    )
    if "html" in kind or "xml" in kind or (marked and kind != "text/plain"):
        document = read_html(text, page.url)
    else:
        document = read_plain(text, page.url)
    document.problems = [*problems, *document.problems]
    if len(page.body) > MAX_BODY:
        cut(document, f"only the first {MAX_BODY} bytes of {len(page.body)} were read")
    fit(document)
    return document


def _events(
    candidates: list[Candidate], document: Document, url: str, *, alone: bool
) -> tuple[Event, ...]:
    description = teaser(document) if alone else ""
    events = (event_of(candidate, url, description) for candidate in candidates)
    return tuple(event for event in events if event is not None)


def _name(candidate: Candidate, document: Document, title: str, *, alone: bool) -> None:
    """Give a candidate without a name of its own the headline's, or the kind of event it is."""
    if candidate.name is not None:
        return
    if candidate.layer is Layer.LABELS and not alone:
        candidate.name = _title_above(document, candidate.start)
        if candidate.name is not None:
            return
    if title and (alone or event_noun(title)):
        evidence = headline_evidence(document, title, 0.85)
        candidate.name = Found(value=clean_name(title) or title, evidence=evidence)
        return
    noun = event_noun(document.text[:5000])
    if noun is not None and noun[0][:1].isupper():
        evidence = Evidence(
            quote=noun[0], start=noun.start(), end=noun.end(), rule="name.noun", confidence=0.3
        )
        candidate.name = Found(value=noun[0], evidence=evidence)


def _title_above(document: Document, start: int) -> Found[str] | None:
    """The nearest title before a group of labels."""
    for block in reversed([block for block in document.main() if block.end <= start]):
        name = heading_name(block.text, block.start, "name.above") if titled(block) else None
        if name is not None and label_of(block.text) is None:
            return name
    return None


def _page_kind(
    events: tuple[Event, ...], document: Document, data: Data, title: str,
    published: date | None, *, listing: bool,
) -> PageKind:  # fmt: skip
    if len(events) > 2 or (listing and len(events) > 1):
        return PageKind.LISTING
    if events and all(event.is_report for event in events):
        return PageKind.REPORT
    if events:
        layers = {event.evidence["startDate"].rule.split(".")[0] for event in events}
        return PageKind.EVENT if layers & {"label", *SOURCES} else PageKind.ANNOUNCEMENT
    if REPORT_HEADING.search(title):
        return PageKind.REPORT
    if listing:
        return PageKind.LISTING
    path = re.sub(r"^https?://[^/]+", "", document.url)
    told = NEWS_SECTION.search(path) or is_article(document, data)
    return PageKind.NEWS if published and told else PageKind.OTHER


def _published_of(page: Page) -> date | None:
    """The publication day that was handed in with the page; a month counts as its first day."""
    hit = re.match(r"(\d{4})-(\d{2})(?:-(\d{2}))?", page.published)
    if not hit:
        return None
    try:
        return date(int(hit[1]), int(hit[2]), int(hit[3] or 1))
    except ValueError:
        return None


def _month_end(first: date | None) -> date | None:
    """The last day of the month that begins on `first`."""
    return first and (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)


def _published_in(items: list[Dated], document: Document, today: date | None) -> date | None:
    """The publication day that the page shows: marked by words or by its markup."""
    for item in items:
        reading = item.reading
        day = reading.start.day_value if reading.start else None
        marked = bool(document.blocks[item.block].hints) and reading.all_day
        if day is None or (today is not None and day > today):
            continue
        if reading.kind is DateKind.PUBLISHED or (marked and reading.end is None):
            return day
    return None


def _date_problems(items: list[Dated]) -> list[Problem]:
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


def _site_names(context: Context) -> tuple[str, ...]:
    organizer = context.organizer
    return (organizer.name, organizer.alternate_name) if organizer else ()


def _problem(kind: ProblemKind, message: str, severity: Severity = Severity.ERROR) -> Problem:
    return Problem(kind=kind, message=message, severity=severity)


def _nothing(kind: ProblemKind, message: str, severity: Severity = Severity.ERROR) -> Extraction:
    return Extraction(page_kind=PageKind.OTHER, problems=(_problem(kind, message, severity),))
