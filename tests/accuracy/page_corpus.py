"""The pages under `pages/` as a scored corpus: each is read as `regioradar extract --jsonl` does.

What is counted and when a field is right means the same here as in the scorers of other labelled
sets, so that one figure can be held against another. No network.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from counting import Score
from page_labels import PAGES, EventLabel, PageLabel, read_labels

from model import fold
from regioradar.clock import Clock
from regioradar.machine import Reader, Request
from regioradar.surroundings import Surroundings
from sources import load_catalogue

Json = dict[str, Any]

# Words that tell no two names apart.
_SMALL = frozenset(
    "der die das des dem den und fuer in im am zu zur zum von vom mit auf ein eine "
    "e v ev gmbh".split()
)
_STATUS = {"EventCancelled": "cancelled", "EventPostponed": "postponed"}
_STATUS |= {"EventRescheduled": "postponed"}


def score(folder: Path = PAGES) -> Score:
    """Read every page of `folder` and compare what is read with its label."""
    result = Score()
    for label, record in read_pages(folder):
        count_page(result, label, record)
    return result


def read_pages(folder: Path) -> Iterator[tuple[PageLabel, Json]]:
    """Each label with the line that the machine interface prints for its page."""
    reader = Reader(surroundings=Surroundings(load_catalogue().sources), clock=Clock())
    for label in read_labels(folder):
        request = Request(
            id=label.id,
            url=label.url,
            file=label.file,
            published=label.published,
            today=label.today,
        )
        yield label, reader.answer(request).record


def count_page(result: Score, label: PageLabel, record: Json) -> None:
    """Add one page to the counts."""
    count, events = result.counts, record["events"]
    count["pages"] += 1
    left = list(range(len(events)))
    for wanted in label.main:
        count["main"] += 1
        near = [i for i in left if _day(events[i], "startDate") in wanted.days("start")]
        if not near:
            result.misses.append(f"{label.id}  MISSED  {wanted.start}  {wanted.title}")
            continue
        best = max(near, key=lambda i: len(_words(events[i].get("name")) & _words(wanted.title)))
        left.remove(best)
        count["found"] += 1
        count["published_right"] += bool(events[best].get("publish"))
        _count_fields(result, label, wanted, events[best])
    count["predicted"] += len(events)
    count["published"] += sum(bool(event.get("publish")) for event in events)
    for index in left:
        _count_other(result, label, events[index])
    if not label.main:
        count["empty"] += 1
        count["empty_clean"] += not any(_offends(label, event) for event in events)
    due = {str(deadline.get("date", ""))[:10] for deadline in record["deadlines"]}
    count["deadlines"] += len(label.no_events)
    count["deadlines_found"] += len(label.no_events & due)


def summary(result: Score) -> dict[str, float]:
    """The rates of the corpus by name: the figures that have floors."""
    count = result.counts
    precision = _share(count["found"], count["predicted"] - count["neutral"])
    recall = result.rate("found", "main")
    both = precision + recall
    return {
        "recall": recall,
        "precision": precision,
        "f1": 2 * precision * recall / both if both else 0.0,
        "strict": result.rate("strict", "main"),
        "published_precision": _share(
            count["published_right"], count["published"] - count["published_neutral"]
        ),
        "published_share": result.rate("published_right", "main"),
        "clean_pages": result.rate("empty_clean", "empty"),
        **{name: result.rate(f"{name}_right", name) for name in FIELDS},
    }


FIELDS = (
    *("end_day", "start_time", "end_time", "title", "city", "city_empty"),
    *("venue", "organiser", "organiser_empty", "status"),
)


def _count_fields(result: Score, label: PageLabel, wanted: EventLabel, event: Json) -> None:
    checks = dict(_checks(wanted, event))
    for name, right in checks.items():
        result.counts[name] += 1
        result.counts[f"{name}_right"] += right
        if not right:
            when = f"{event.get('startDate')}..{event.get('endDate')}"
            parts = (event.get("name"), *_place(event), _organiser(event))
            got = " | ".join(part or "-" for part in parts)
            result.misses.append(f"{label.id}  {name}  got {when} | {got}")
    needed = ("end_day", "start_time", "city")
    result.counts["strict"] += all(checks.get(name, True) for name in needed)


def _checks(wanted: EventLabel, event: Json) -> Iterator[tuple[str, bool]]:
    """Each field that the label speaks of, and whether it is right."""
    yield "end_day", (_day(event, "endDate") or _day(event, "startDate")) in wanted.days("end")
    if wanted.time_known and wanted.start[11:]:
        yield "start_time", _clock(event, "startDate") in wanted.times("start")
        if wanted.end[11:]:
            yield "end_time", _clock(event, "endDate") in wanted.times("end")
    if wanted.title:
        yield "title", _alike(event.get("name"), wanted.accepted("title"), 0.6)
    venue, city = _place(event)
    cities = wanted.accepted("city")
    if any(cities):
        yield "city", _alike(city or venue, cities, 0.99) or (not city and "" in cities)
    elif not wanted.online:
        yield "city_empty", not city
    if wanted.venue:
        yield "venue", _alike(venue, wanted.accepted("venue"), 0.6)
    organisers = wanted.accepted("organiser")
    if all(organisers):
        yield "organiser", _alike(_organiser(event), organisers, 0.6)
    elif not any(organisers):
        yield "organiser_empty", not _organiser(event)
    allowed = set(wanted.accepted("status"))
    if allowed & {"cancelled", "postponed"}:
        state = str(event.get("eventStatus") or "").rpartition("/")[2]
        yield "status", _STATUS.get(state, "upcoming") in allowed


def _count_other(result: Score, label: PageLabel, event: Json) -> None:
    """An event that meets no label: neutral, or false."""
    count, published = result.counts, bool(event.get("publish"))
    if not _offends(label, event):
        count["neutral"] += 1
        count["published_neutral"] += published
        return
    count["false"] += 1
    count["false_published"] += published
    count["deadline_as_event"] += _day(event, "startDate") in label.no_events
    mark = "  (published)" if published else ""
    result.misses.append(f"{label.id}  FALSE  {event.get('startDate')}  {event.get('name')}{mark}")


def _offends(label: PageLabel, event: Json) -> bool:
    """Whether an event that meets no main label is a false one."""
    if _day(event, "startDate") in label.neutral_days:
        return False
    return bool(event.get("publish")) or not label.vague


def _day(event: Json, name: str) -> str:
    return str(event.get(name) or "")[:10]


def _clock(event: Json, name: str) -> str:
    return str(event.get(name) or "")[11:16]


def _place(event: Json) -> tuple[str, str]:
    """Venue and town of the first place."""
    place = event.get("location") or {}
    address = place.get("address") or {}
    return place.get("name") or "", address.get("addressLocality") or ""


def _organiser(event: Json) -> str:
    organizers = event.get("organizer") or []
    listed = organizers if isinstance(organizers, list) else [organizers]
    return "; ".join(organizer.get("name", "") for organizer in listed)


def _alike(got: str | None, wanted: Iterable[str], share: float) -> bool:
    """Whether `got` has that share of its words, or of the label's, in common with one of them."""
    a = _words(got)
    if not a:
        return "" in wanted
    return any(
        b and len(a & b) >= share * min(len(a), len(b)) and len(a & b) >= 0.34 * max(len(a), len(b))
        for b in map(_words, wanted)
    )


def _words(text: str | None) -> frozenset[str]:
    return frozenset(fold(text or "").split()) - _SMALL


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 1.0
