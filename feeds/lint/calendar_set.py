"""The calendars of a publication, each checked for what it is.

That is the calendar of a selection, that of the deadlines or the file of one event.
"""

from collections.abc import Iterator
from dataclasses import replace

from feeds.cards import event_slug
from feeds.channel import channel
from feeds.lint.calendar_rules import Shape, lint_ics
from feeds.lint.event_rules import vevents
from feeds.lint.feed_set import Publication
from feeds.lint.finding import Finding
from feeds.selections import Dimension, Selection, catalogue

_SHAPES = {Dimension.ALL: Shape.ALL}
_FOLDER, _SUFFIX = "termin/", ".ics"


def lint_calendars(publication: Publication) -> Iterator[Finding]:
    """Yield what is wrong with the calendars that were made."""
    selections = catalogue(publication.settings)
    categories = frozenset(s.title for s in selections if s.dimension is Dimension.TOPIC)
    for selection in selections:
        if selection.ics_name in publication.files:
            yield from _selection(selection, publication, categories)
    for name in sorted(publication.files):
        if name.startswith(_FOLDER) and name.endswith(_SUFFIX):
            yield from _single(name, publication, categories)


def _selection(
    selection: Selection, publication: Publication, categories: frozenset[str]
) -> Iterator[Finding]:
    name, found = selection.ics_name, channel(selection, publication.settings)
    related = None
    if selection.dimension is Dimension.DEADLINES:
        related = {event.text("UID") for event in vevents(publication.body("alle.ics") or b"")}
    findings = lint_ics(
        publication.files[name],
        self_url=found.ics_url,
        page_url=found.page_url,
        previous=publication.standing(name),
        categories=categories,
        shape=_SHAPES.get(selection.dimension, Shape.SELECTION),
        related=related,
        may_empty=publication.may_empty,
    )
    yield from (replace(finding, file=name) for finding in findings)


def _single(name: str, publication: Publication, categories: frozenset[str]) -> Iterator[Finding]:
    body, base = publication.files[name], publication.settings.base_url
    slug = name.removesuffix(_SUFFIX)
    findings = lint_ics(
        body,
        self_url=base + name,
        page_url=f"{base}{slug}.html",
        previous=publication.standing(name),
        categories=categories,
        shape=Shape.SINGLE,
    )
    if any(event_slug(event.text("UID")) != slug for event in vevents(body)):
        findings.append(Finding(point=12, message="the file is not named after the UID"))
    yield from (replace(finding, file=name) for finding in findings)
