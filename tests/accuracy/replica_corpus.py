"""The replica sites as a scored corpus: each page read alone and held against `truth.json`.

Labels and predictions have the form that the scorers of other labelled sets use, so that one
figure means the same everywhere. No network: the pages are taken from their files.
"""

import json
import tempfile
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from counting import Score

import parsers
from model import Extraction, Page, When, fold
from model.schema_org import moment_from_iso
from regioradar.demo import catalogue_of
from regioradar.replica_site import load_sites
from regioradar.surroundings import Surroundings

SITES = Path(__file__).resolve().parent.parent / "sites"
TODAY = date(2026, 3, 2)


def score() -> Score:
    """Read every page of the replica sites and compare what is read with the truth."""
    result = Score()
    for truth, wanted, extraction in _read():
        _compare(result, truth, wanted, extraction)
    return result


def _read() -> Iterator[tuple[dict[str, Any], list[dict[str, Any]], Extraction]]:
    """Each readable page's truth, the events that stand on it, and what is read from it."""
    hosts = load_sites([SITES])
    with tempfile.TemporaryDirectory() as folder:
        catalogue = catalogue_of(SITES, Path(folder))
    surroundings = Surroundings(catalogue.sources)
    for file in sorted(SITES.glob("*/truth.json")):
        data = json.loads(file.read_text(encoding="utf-8"))
        events = {event["id"]: event for event in data["events"]}
        context = surroundings.context(catalogue.get(data["source"]), TODAY)
        for truth in data["pages"]:
            page = _page(hosts, truth["url"], data["source"])
            if page is not None and truth["readable"]:
                wanted = [{**events[e["id"]], "role": e["role"]} for e in truth["events"]]
                yield truth, wanted, parsers.extract(page, context)


def _page(hosts: dict[str, Any], url: str, source_id: str) -> Page | None:
    parts = urlsplit(url)
    answer = hosts[parts.netloc].answer(
        f"{parts.path}?{parts.query}" if parts.query else parts.path
    )
    if answer.status != 200 or answer.truncate is not None:
        return None
    return Page(
        source_id=source_id,
        url=url,
        body=answer.body,
        content_type=answer.content_type,
        fetched_at=datetime(2026, 3, 2, 5, tzinfo=UTC),
    )


def _compare(
    result: Score, truth: dict[str, Any], wanted: list[dict[str, Any]], extraction: Extraction
) -> None:
    count, url = result.counts, truth["url"]
    count["pages"] += 1
    got = [event for event in extraction.events if isinstance(event.when, When)]
    used: set[int] = set()
    for label in wanted:
        main = label["role"] == "main"
        count["main"] += main
        start = moment_from_iso(label["startDate"])
        day = start.date() if isinstance(start, datetime) else start
        near = [i for i, e in enumerate(got) if i not in used and e.when.first_day == day]
        if not near:
            if main:
                result.misses.append(f"{url}  MISSED  {label['startDate']}  {label['name']}")
            continue
        event = got[near[0]]
        used.add(near[0])
        count["found"] += main
        count["matched"] += 1
        _fields(result, url, label, event)
    for index, event in enumerate(got):
        if index not in used:
            count["false"] += 1
            count["false_published"] += event.publish
            result.misses.append(f"{url}  FALSE  {event.when.first_day}  {event.name}")
    if not truth["events"]:
        count["empty"] += 1
        count["empty_clean"] += not got
    due = {deadline.due.isoformat()[:10] for deadline in extraction.deadlines}
    asked = {deadline["date"][:10] for deadline in truth["deadlines"]}
    count["deadlines"] += len(asked)
    count["deadlines_found"] += len(asked & due)
    result.misses += [f"{url}  DEADLINE  {day}" for day in sorted(asked - due)]


def _fields(result: Score, url: str, label: dict[str, Any], event: Any) -> None:
    """Count the fields that are right; what the page at hand leaves open is not asked for."""
    place = event.location
    end = event.when.end
    names = [label["name"], *label["alternateNames"]]
    organizers = [label["organizer"], *label["organizerAlternates"]]
    checks = {
        "start": event.when.all_day or event.when.start == moment_from_iso(label["startDate"]),
        "end": end is None or str(end)[:10] == (label["endDate"] or label["startDate"])[:10],
        "town": place is None
        or not place.address_locality
        or place.address_locality == label["addressLocality"],
        "name": any(_alike(event.name, name) for name in names),
        "organizer": not event.organizers
        or any(o and _alike(event.organizers[0].name, o) for o in organizers),
        "report": event.is_report == label["isReport"],
    }
    for name, right in checks.items():
        result.counts[f"{name}_right"] += right
        if not right:
            result.misses.append(f"{url}  {name}  {event.name} | {event.when} | {event.organizers}")


def _alike(got: str, wanted: str) -> bool:
    """Whether two names share most of their words."""
    a, b = set(fold(got).split()), set(fold(wanted).split())
    return len(a & b) >= 0.6 * min(len(a), len(b))
