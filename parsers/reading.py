"""`extract`: one page to its events, news and deadlines. The flow of the package, top to bottom."""

import re
from dataclasses import replace
from datetime import date
from functools import partial

from model import (
    Event,
    EventList,
    Evidence,
    Extraction,
    Page,
    PageKind,
    Problem,
    ProblemKind,
    Severity,
)
from parsers.assemble import event_of
from parsers.budget import MAX_BODY, MAX_CANDIDATES, MAX_PAIRS, within
from parsers.calendars import is_calendar, read_calendar
from parsers.candidate import Candidate, Found, Layer
from parsers.context import Context
from parsers.data import SOURCES, Data, checked, data_candidates, data_of
from parsers.days.hours import complete_hours
from parsers.days.page_days import PageDays, date_problems, days_of
from parsers.days.page_years import mark_far_guesses
from parsers.deadlines import deadlines_in
from parsers.event_words import event_noun
from parsers.feeds import is_feed, is_sitemap, read_feed
from parsers.interfaces import is_json, read_json
from parsers.labels.label_words import label_of
from parsers.labels.labelled import labelled_candidates, labelled_kinds
from parsers.labels.pairs import label_pairs
from parsers.listings.card_names import titled
from parsers.listings.card_reading import card_candidates
from parsers.listings.cards import (
    CardList,
    card_lists,
    closed_blocks,
    is_listing,
    unlisted,
    without_news,
)
from parsers.listings.containers import FEWEST, SAMPLE, event_lists
from parsers.listings.saying_none import says_none
from parsers.merge import mark_asides, mark_reports, merged, without_history, without_programme
from parsers.naming.headline import headline as headline_of
from parsers.naming.headline import headline_evidence
from parsers.naming.names import clean_name
from parsers.naming.wording import heading_name
from parsers.news import is_article, news_of, teaser
from parsers.page.document import Document
from parsers.page.facts import Pair
from parsers.page.file_kinds import file_kind
from parsers.page.loading import document_of
from parsers.page.shells import fault_of
from parsers.places import PlaceHint
from parsers.prose.announced import address_candidates, coarse_candidates
from parsers.prose.candidates import prose_candidates
from parsers.save_the_date import is_save_the_date
from parsers.setting import Setting, hint_of
from parsers.sites import site_of
from parsers.vocabulary import HISTORY_HEADING, NEWS_SECTION, REPORT_HEADING


def extract(page: Page, context: Context) -> Extraction:
    """Read `page`. Never raises for what a page holds: its faults are in `problems`."""
    if not page.body.strip():
        return _nothing(ProblemKind.EMPTY, "the page is empty")
    if is_calendar(page):
        return _listed(read_calendar(page, PlaceHint(regions=context.regions)))
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
        return _listed(read_json(page, reader, context.organizer))
    document = document_of(page)
    fault = fault_of(document, page.body[:MAX_BODY])
    if fault is not None:
        problems = (*document.problems, fault)
        return Extraction(page_kind=PageKind.OTHER, problems=problems, text=document.text)
    site = site_of(page, document, context)
    if site is None:
        return _read(document, page, context)
    site.prepare()
    return site.finished(_read(document, page, context))


def _listed(extraction: Extraction) -> Extraction:
    """A file of data with its events as one list, which is the whole file: it has no selector."""
    events = extraction.events
    if len(events) < FEWEST:
        return extraction
    names = tuple(event.name for event in events[:SAMPLE])
    return replace(extraction, lists=(EventList(selector="", entries=len(events), sample=names),))


def _read(document: Document, page: Page, context: Context) -> Extraction:
    title = headline_of(document, _site_names(context))
    data = data_of(document)
    days = days_of(document, page, data, title, context)
    pairs = within(label_pairs(document), MAX_PAIRS, "labels", document)
    days = replace(days, items=labelled_kinds(days.items, pairs))
    hint = hint_of(document, context)
    lists = card_lists(document, days.items, title, days.reference, pairs)
    shown = _shown(document, days, pairs, lists, title)
    given = data_candidates(data, document, days.items, hint)
    given = checked(given, document, days.items, shown, title)
    candidates = _settled([*given, *shown], document, days, title)
    none = says_none(document)
    if none:
        candidates = [c for c in candidates if c.when.evidence.start not in none]
    setting = Setting(document, context, days.items, pairs, candidates, hint)
    alone = len(candidates) == 1
    for candidate in candidates:
        _name(candidate, document, title, alone=alone)
        candidate.is_save_the_date = is_save_the_date(candidate, document, title, alone=alone)
        setting.complete(candidate)
    told = _events(candidates, document, page.url, alone=alone)
    events = tuple(event for _, event in told)
    kind = _page_kind(
        events, document, data, title, days.published, listing=is_listing(document, lists)
    )
    return Extraction(
        page_kind=kind,
        headline=title,
        date_published=None if kind is PageKind.LISTING else days.published,
        events=events,
        news=news_of(kind, document, data, title, days.published, events, context),
        deadlines=deadlines_in(document, days.items, title),
        problems=(*document.problems, *date_problems(days.items)),
        calendar_links=document.calendar_links,
        lists=event_lists(document, _places(told), lists),
        says_none="" if _coming(events, context.today) else document.text[none.start : none.stop],
        text=document.text,
    )


def _places(told: list[tuple[Candidate, Event]]) -> list[tuple[int, str]]:
    """Where the events of data, labels and lists stand (-1: in data only), with their names."""
    return [
        (candidate.start if candidate.end else -1, event.name)
        for candidate, event in told
        if candidate.layer is not Layer.PROSE
    ]


def _coming(events: tuple[Event, ...], today: date | None) -> bool:
    """Whether an event with a day is not over yet; without a day of reading any may be."""
    whens = (event.when for event in events if event.when is not None)
    return any(today is None or not when.over(today) for when in whens)


def _shown(
    document: Document, days: PageDays, pairs: list[Pair], lists: list[CardList], title: str
) -> list[Candidate]:
    """The candidates of the visible page: of its labels, its lists and its running text."""
    labelled = labelled_candidates(unlisted(pairs, lists), days.items, days.stated, document.text)
    mark_asides(labelled, document)
    found = [*labelled, *card_candidates(document, lists, pairs)]
    if not HISTORY_HEADING.fullmatch(title):
        told = without_news(days.items, lists)
        closed = closed_blocks(lists)
        found += prose_candidates(document, told, title, closed, days.published)
    found += coarse_candidates(document, days.items, days.reference)
    return without_programme(found, document)


def _settled(
    possible: list[Candidate], document: Document, days: PageDays, title: str
) -> list[Candidate]:
    """One candidate an event: merged, without history, with its hours, told from reports."""
    candidates = merged(within(possible, MAX_CANDIDATES, "possible events", document))
    candidates = candidates or address_candidates(document, title)
    candidates = without_history(candidates, days.published)
    mark_reports(candidates, days.published)
    complete_hours(candidates, document, days.items)
    if days.published is None:
        mark_far_guesses(candidates, days.today)
    return candidates


def _events(
    candidates: list[Candidate], document: Document, url: str, *, alone: bool
) -> list[tuple[Candidate, Event]]:
    description = teaser(document) if alone else ""
    events = ((candidate, event_of(candidate, url, description)) for candidate in candidates)
    return [(candidate, event) for candidate, event in events if event is not None]


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


def _site_names(context: Context) -> tuple[str, ...]:
    organizer = context.organizer
    return (organizer.name, organizer.alternate_name) if organizer else ()


def _problem(kind: ProblemKind, message: str, severity: Severity = Severity.ERROR) -> Problem:
    return Problem(kind=kind, message=message, severity=severity)


def _nothing(kind: ProblemKind, message: str, severity: Severity = Severity.ERROR) -> Extraction:
    return Extraction(page_kind=PageKind.OTHER, problems=(_problem(kind, message, severity),))
