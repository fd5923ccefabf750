"""What holds for every reading of a page, whatever the page holds."""

import json
from collections.abc import Iterator
from datetime import date, datetime

from fuzzing.drawing import page
from fuzzing.target import must, plain_line
from model import Event, Evidence, Extraction, Organizer, Page, When, http_url
from model.schema_org import event_from_json, event_to_json, extraction_to_json
from model.when import day_of
from parsers import Context, ListSight, extract, look_for, main_text_digest

CONTEXT = Context(
    today=date(2026, 3, 2),
    organizer=Organizer(name="Netzwerk Auenland", alternate_name="NAL"),
    regions=("Sachsen-Anhalt",),
    known_organizations=(
        Organizer(name="Landesverband Ländliche Räume e. V.", alternate_name="LLR"),
    ),
)
_MOST_EVENTS = 5000


def read(given: Page, context: Context = CONTEXT) -> Extraction:
    """Read a page and check what was read; raises UnsoundError."""
    found = extract(given, context)
    check(found)
    digest = main_text_digest(given)
    must(digest == main_text_digest(given), "the digest of a page is always the same", digest)
    for wanted in found.lists:
        sight = look_for(given, wanted)
        must(isinstance(sight, ListSight) and sight.stands, "a list that was read stands", wanted)
    if len(given.body) % 4 == 0:
        must(extract(given, context) == found, "a page is read the same way twice")
    return found


def read_text(markup: str) -> Extraction:
    """Read a page of UTF-8 and check what was read."""
    return read(page(markup.encode(), url="https://a.example/", content_type="text/html"))


def check(found: Extraction) -> None:
    """Raise UnsoundError where a rule of extraction does not hold."""
    must(len(found.events) <= _MOST_EVENTS, "a page has a limited number of events")
    for evidence in _evidence(found):
        _stands(evidence, found.text)
    for event in found.events:
        _event(event)
    for deadline in found.deadlines:
        _near(deadline.due)
    for item in found.news:
        must(bool(item.headline.strip()), "news have a headline", item)
        must(item.url == (http_url(item.url) or ""), "news have an address of the web", item.url)
    for problem in found.problems:
        must(plain_line(problem.message), "a problem is one plain line", problem.message)
    written = json.dumps(extraction_to_json(found), ensure_ascii=False, allow_nan=False)
    written.replace("\ud800", "").encode("utf-8", "surrogatepass")


def _evidence(found: Extraction) -> Iterator[Evidence]:
    for event in found.events:
        yield from event.evidence.values()
    for deadline in found.deadlines:
        if deadline.evidence is not None:
            yield deadline.evidence


def _stands(evidence: Evidence, text: str) -> None:
    """The quote stands at its place in the text; (0, 0) is said of data that no reader sees."""
    if (evidence.start, evidence.end) == (0, 0):
        return
    inside = 0 <= evidence.start < evidence.end <= len(text)
    must(inside, "evidence stands in the text", evidence)
    quote = text[evidence.start : evidence.end]
    must(quote == evidence.quote, "the quote stands at its place", evidence, quote)


def _event(event: Event) -> None:
    must(bool(event.name.strip()), "an event has a name", event)
    must("name" in event.evidence, "the name has its evidence", event.name)
    must("startDate" in event.evidence, "the day has its evidence", event.name)
    exact = isinstance(event.when, When)
    must(exact or not event.publish, "nothing is published without a day", event)
    must(event.url == (http_url(event.url) or ""), "an event's address is of the web", event.url)
    if isinstance(event.when, When):
        end = event.when.end
        _near(event.when.start)
        must(end is None or day_of(end) >= day_of(event.when.start), "an end follows", event.when)
    elif event.when is not None:
        _near(event.when.first_day)
        _near(event.when.last_day)
    written = json.loads(json.dumps(event_to_json(event)))
    again = event_to_json(event_from_json(written))
    must(again == written, "an event is written and read back", written, again)


def _near(moment: date | datetime) -> None:
    must(1900 <= moment.year <= 2110, "a date is one of an event", moment)
