"""From the data of a page to candidates: each value read, checked and with its evidence."""

import re
from datetime import timedelta
from typing import Any

from model import Evidence, Organizer, When, clean_text, fold
from parsers.candidate import Candidate, Found, Layer
from parsers.certainty import TIMESTAMP
from parsers.data.checking import covers
from parsers.data.nodes import Data, Json, Node
from parsers.data.values import (
    DAY_OFF,
    DEADLINE_NAME,
    PLACEHOLDER,
    mode_of,
    offers_of,
    organizers_of,
    own_text,
    places_of,
    status_of,
    text_of,
)
from parsers.days.dated import Dated
from parsers.days.moments import Stated, stated, when_stated
from parsers.naming.names import clean_name
from parsers.page.document import Document
from parsers.page.fragments import plain_text
from parsers.places import PlaceHint

_RULES = {
    "P1D": "FREQ=DAILY", "P1W": "FREQ=WEEKLY", "P7D": "FREQ=WEEKLY",
    "P2W": "FREQ=WEEKLY;INTERVAL=2", "P1M": "FREQ=MONTHLY", "P1Y": "FREQ=YEARLY",
}  # fmt: skip
LONG_EVENT = 3
"""Days; only what lasts longer, a fair or a festival week, has events inside it."""
MAX_NAME = 250
MAX_EVENTS = 200
_ESCAPED_BREAK = re.compile(r"\\[rn](?=\s|\\|<|$)")
"""A line break that was escaped once too often: "...</p>\\n" (The Events Calendar writes such)."""

Clocks = frozenset[tuple[int, int]]


def data_candidates(
    data: Data, document: Document, items: list[Dated], hint: PlaceHint | None
) -> list[Candidate]:
    """Return the events that the page's data state. The rows of a programme are none."""
    found = []
    nodes = data.events()
    for node in nodes:
        candidate = _candidate(node, document, items, hint)
        if candidate is not None:
            found.append(candidate)
        if len(found) == MAX_EVENTS:
            break
    return found


def _nobody_attends(name: str) -> bool:
    return DEADLINE_NAME.search(name) is not None or DAY_OFF.fullmatch(name) is not None


def _clocks(items: list[Dated]) -> Clocks:
    """The clock times that the text shows."""
    starts = (item.reading.start for item in items)
    return frozenset((m.hour, m.minute or 0) for m in starts if m and m.hour is not None)


def _candidate(
    node: Node, document: Document, items: list[Dated], hint: PlaceHint | None
) -> Candidate | None:
    json = _scheduled(node.json)
    name = own_text(json.get("name")) or own_text(json.get("headline"))
    start, end = stated(json.get("startDate")), stated(json.get("endDate"))
    if start is None or not name or len(name) > MAX_NAME or _nobody_attends(name):
        return None
    start, end = _by_the_text(start, end, items)
    when = when_stated(start, end)
    if _series(json) or (node.whole is not None and not _stands_alone(json, when, node.whole)):
        return None
    candidate = Candidate(
        layer=Layer.STRUCTURED,
        when=_found(when, _quote(json), f"{node.source}.startDate", 0.97),
        start=0,
        end=0,
        certainty=0.97,
        name=_found(clean_name(name) or name, name, f"{node.source}.name", 0.98),
        url=_address(json.get("url"), document),
        description=plain_text(_ESCAPED_BREAK.sub("\n", _raw(json.get("description"))))[:500],
        recurrence=text_of(json.get("recurrence")),
        identifier=text_of(json.get("identifier")) if node.source == "rest" else "",
        reasons=[f"stated in the page's data ({node.source})"],
    )
    _fill(candidate, json, node.source, hint)
    _doubt(candidate, start, end)
    return candidate


def _by_the_text(
    start: Stated, end: Stated | None, items: list[Dated]
) -> tuple[Stated, Stated | None]:
    """Start and end as the text means them: hours without a wrong offset, the last day inclusive.

    An end at midnight is the first moment that is over where the text shows only the day before.
    """
    clock, written = start.clock, start.written
    shown = _clocks(items)
    if end is not None and _marks_a_day(start, end, shown):
        return start.without_clock(), end.without_clock()
    as_written = written is not None and (written.hour, written.minute) in shown
    if as_written and clock is not None and (clock.hour, clock.minute) not in shown:
        return start.as_written(), end.as_written() if end is not None else None
    if clock is None and end is not None and end.is_midnight:
        before = end.day - timedelta(days=1)
        single = any(covers(item, before) for item in items)
        if before == start.day and single and not any(covers(item, end.day) for item in items):
            return start, None
    return start, end


def _marks_a_day(start: Stated, end: Stated, shown: Clocks) -> bool:
    """Whether the same noon at start and end stands for a day, where the text has other hours."""
    if start.clock is None or end.clock is None or not shown:
        return False
    noons = (start.written or start.clock, end.written or end.clock)
    at_noon = all((noon.hour, noon.minute) == (12, 0) for noon in noons)
    return at_noon and shown.isdisjoint({(12, 0), (start.clock.hour, start.clock.minute)})


def _fill(candidate: Candidate, json: Json, source: str, hint: PlaceHint | None) -> None:
    """Place, organiser, state, form, price and former day, where the data state them."""
    places, virtual = places_of(json.get("location"), hint)
    candidate.locations = [
        _found(place, _raw_location(json), f"{source}.location", 0.9) for place in places
    ]
    candidate.organizers = [
        _found(Organizer(name=who), who, f"{source}.organizer", 0.95)
        for who in organizers_of(json.get("organizer"))
    ]
    status = status_of(json.get("eventStatus"))
    if status is not None:
        quote = text_of(json["eventStatus"])
        candidate.status = _found(status, quote, f"{source}.eventStatus", 0.95)
    mode = virtual or mode_of(json.get("eventAttendanceMode"))
    if mode is not None:
        rule = f"{source}.eventAttendanceMode"
        candidate.attendance_mode = _found(mode, mode.value, rule, 0.9)
    price = offers_of(json.get("offers"))
    if price:
        candidate.offers = _found(price, price, f"{source}.offers", 0.9)
    before = stated(json.get("previousStartDate"))
    if before is not None and before.day != candidate.when.value.first_day:
        quote = text_of(json["previousStartDate"])
        rule = f"{source}.previousStartDate"
        candidate.previous_start = _found(before.clock or before.day, quote, rule, 0.9)


def _doubt(candidate: Candidate, start: Stated, end: Stated | None) -> None:
    """Say what speaks against the stated time."""
    if end is not None and end.day < start.day:
        candidate.reasons.append("the stated end lies before the start and is dropped")
        candidate.certainty = 0.9
    if start.to_the_second:
        candidate.reasons.append(TIMESTAMP)
        candidate.certainty = 0.5


def _scheduled(json: Json) -> Json:
    """The event with the first day of its schedule where it has no start of its own."""
    plan = json.get("eventSchedule") or json.get("courseSchedule")
    plan = plan[0] if isinstance(plan, list) and plan else plan
    if json.get("startDate") or not isinstance(plan, dict):
        return json
    day, clock = text_of(plan.get("startDate")), text_of(plan.get("startTime"))
    rule = _RULES.get(text_of(plan.get("repeatFrequency")).upper(), "")
    return {**json, "startDate": f"{day}T{clock}" if clock else day, "recurrence": rule}


def _series(json: Json) -> bool:
    """Whether an object is only the bracket around events that it lists."""
    kinds = json.get("@type")
    named = "EventSeries" in (kinds if isinstance(kinds, list) else [kinds])
    return named and bool(json.get("subEvent") or json.get("subEvents"))


def _stands_alone(json: Json, when: When, whole: Json) -> bool:
    """Whether a part of an event is one by its own name and day, and no row of its programme."""
    if _series(whole):
        return True
    if fold(text_of(json.get("name"))) == fold(text_of(whole.get("name"))):
        return False
    start, end = stated(whole.get("startDate")), stated(whole.get("endDate"))
    if start is None:
        return True
    first, last = start.day, end.day if end is not None else start.day
    if not first <= when.first_day <= last:
        return True
    own_page = json.get("url") not in (None, "", whole.get("url"))
    return (last - first).days >= LONG_EVENT and own_page


def _quote(json: Json) -> str:
    return f"startDate: {json.get('startDate')}; endDate: {json.get('endDate')}"


def _raw(value: Any) -> str:
    return value[:20_000] if isinstance(value, str) and not PLACEHOLDER.search(value[:200]) else ""


def _raw_location(json: Json) -> str:
    return text_of(json.get("location")) or "location"


def _address(value: Any, document: Document) -> str:
    return document.absolute(value) if isinstance(value, str) and value else ""


def _found(value: Any, quote: str, rule: str, confidence: float) -> Found[Any]:
    """A value that stands in the data: its offsets are 0, 0 until the text confirms it."""
    quote = clean_text(quote)[:300]
    evidence = Evidence(quote=quote, start=0, end=0, rule=rule, confidence=confidence)
    return Found(value=value, evidence=evidence)
