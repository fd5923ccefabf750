"""Corrections of staff as golden cases: the archived page beside what it should have been read as.

In the form of `tests/pages`: the bytes of the page, `<name>.meta.toml`, and `<name>.json`, which is
what the program reads from it now with the corrected fields set. A case fails until the rules read
the page as the person did.
"""

import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC
from itertools import groupby
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from model import BERLIN, Event, ModelError, Page, PrunedError
from model.schema_org import Json, event_from_json, event_to_json
from regioradar.clock import Clock
from regioradar.machine import Reader, Request
from regioradar.surroundings import Surroundings
from sources import Catalogue
from store import CorrectedField, Store
from store.correcting import with_values
from store.merging import shown

SUFFIXES = {
    "text/html": ".html",
    "application/xhtml+xml": ".html",
    "text/calendar": ".ics",
    "text/plain": ".txt",
}
_SAME = ("name", "startDate", "endDate", "location", "url")
"""Fields by which an event of a page is told from its others."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One page with corrections: `file` is where it was written, `why_not` says why it was not."""

    source_id: str
    page_url: str
    fields: tuple[str, ...]
    file: Path | None = None
    why_not: str = ""


def export(
    store: Store, corrected: Sequence[CorrectedField], catalogue: Catalogue, folder: Path
) -> Iterator[Case]:
    """Write a golden case for each page that staff corrected something of, below `folder`.

    Nothing that is there already is written over.
    """
    surroundings = Surroundings(catalogue.sources)
    ordered = sorted(corrected, key=lambda each: (each.source_id, each.page_url, each.page_id))
    for _, group in groupby(ordered, key=lambda each: each.page_id):
        found = list(group)
        case = Case(
            source_id=found[0].source_id,
            page_url=found[0].page_url,
            fields=tuple(sorted({each.correction.field for each in found})),
        )
        yield _exported(store, case, found, catalogue, surroundings, folder)


def _exported(
    store: Store,
    case: Case,
    found: Sequence[CorrectedField],
    catalogue: Catalogue,
    surroundings: Surroundings,
    folder: Path,
) -> Case:
    try:
        page = store.page(found[0].page_id)
    except PrunedError:
        return replace(case, why_not="its body is kept no longer")
    name = name_of(page.url) + "-" + hashlib.sha256(page.url.encode()).hexdigest()[:6]
    file = folder / case.source_id / f"{name}{suffix_of(page)}"
    if file.exists():
        return replace(case, why_not=f"{file} is there already")
    read = _read(page, f"{case.source_id}/{name}", catalogue, surroundings)
    try:
        events = _corrected(read["events"], found)
    except ModelError as error:
        return replace(case, why_not=str(error))
    if [shown(event) for event in events] == [shown(event) for event in read["events"]]:
        return replace(case, why_not="it is read that way by now")
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(page.body)
    file.with_suffix(".meta.toml").write_text(meta_of(page), encoding="utf-8")
    text = json.dumps({**read, "events": events}, ensure_ascii=False, indent=2) + "\n"
    file.with_suffix(".json").write_text(text, encoding="utf-8")
    return replace(case, file=file)


def _read(page: Page, name: str, catalogue: Catalogue, surroundings: Surroundings) -> Json:
    """The page as the tests of goldens read it."""
    source = next((each for each in catalogue.sources if each.id == page.source_id), None)
    reader = Reader(surroundings=surroundings, clock=Clock(page.fetched_at), source=source)
    request = Request(
        id=name,
        url=page.url,
        body=page.body,
        content_type=page.content_type,
        published=page.published,
        today=page.fetched_at.astimezone(BERLIN).date(),
    )
    return reader.answer(request).record


def _corrected(events: Iterable[Json], found: Sequence[CorrectedField]) -> list[Json]:
    """The events of the page with the fields of those set that were corrected."""
    result = list(events)
    values: dict[int, dict[str, Any]] = {}
    for each in found:
        place = _place(result, each.told)
        values.setdefault(place, {})[each.correction.field] = each.correction.value
    for place, fields in values.items():
        result[place] = event_to_json(with_values(event_from_json(result[place]), fields))
    return result


def _place(events: Sequence[Mapping[str, Any]], told: Event) -> int:
    """Where an event stands on its page. Raises ModelError where it is not read there any more."""
    wanted = event_to_json(told)
    alike = [sum(event.get(n) == wanted.get(n) for n in _SAME) for event in events]
    best = max(range(len(alike)), key=lambda place: alike[place], default=-1)
    if best < 0 or not any(events[best].get(n) == wanted[n] for n in ("name", "startDate")):
        raise ModelError("the event is not read from it any more")
    return best


def suffix_of(page: Page) -> str:
    """The ending of a file with the page's body."""
    media = page.content_type.partition(";")[0].strip().lower()
    return SUFFIXES.get(media, ".xml")


def meta_of(page: Page) -> str:
    """The meta data as TOML; strings are written as JSON writes them, which TOML reads alike."""
    lines = [
        f"url = {json.dumps(page.url, ensure_ascii=False)}",
        f"contentType = {json.dumps(page.content_type, ensure_ascii=False)}",
        f"fetchedAt = {page.fetched_at.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}",
        f"today = {page.fetched_at.astimezone(BERLIN):%Y-%m-%d}",
    ]
    if page.published:
        lines.append(f"published = {json.dumps(page.published)}")
    return "\n".join(lines) + "\n"


def name_of(url: str) -> str:
    """A file name of the last part of the address that says something."""
    parts = urlsplit(url)
    words = [p for p in re.split(r"[/?&=]", f"{parts.path}?{parts.query}") if p]
    last = words[-1] if words else "index"
    return re.sub(r"[^a-z0-9-]+", "-", last.rsplit(".", 1)[0].lower()).strip("-")[:80] or "index"
