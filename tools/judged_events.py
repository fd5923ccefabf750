"""Every event that the program reads on the labelled pages at hand, judged right or wrong.

The sets under ../shared/eval and the pages under tests/accuracy; both are labelled in the same
words. An event that meets no main label but a day that the label leaves open is not judged.
"""

import json
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from model import Event, When, fold
from model.schema_org import event_from_json
from parsers.certainty import signs
from regioradar.clock import Clock
from regioradar.machine import Reader, requests_from_lines
from regioradar.surroundings import Surroundings
from sources import load_catalogue

ROOT = Path(__file__).resolve().parent.parent
EVAL = ROOT.parent / "shared" / "eval"
OWN = ("pages", "held")
SETS = ("seeds", "pages", "cms", "html")
_SMALL = frozenset(
    "der die das des dem den und fuer in im am zu zur zum von vom mit auf ein eine e v ev gmbh"
    "".split()
)
Json = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """One event: its page, its signs, what was said of it, and whether that is so.

    `is_event` says that a main label has its day, `is_right` that end, place and name fit too.
    """

    page: str
    name: str
    signs: dict[str, float]
    confidence: float
    published: bool
    is_event: bool
    is_right: bool


def judged_events() -> Iterator[tuple[str, list[Judged], int]]:
    """Each set at hand: its name, its judged events, and how many main events it holds."""
    reader = Reader(surroundings=Surroundings(load_catalogue().sources), clock=Clock())
    for name, lines, labels in _sets():
        judged: list[Judged] = []
        answers = (answer.record for answer in reader.answers(requests_from_lines(lines)))
        for label, record in zip(labels, answers, strict=True):
            judged.extend(_of_page(f"{name}/{label['id']}", label, record))
        yield name, judged, sum(len(_main(label)) for label in labels)


def _sets() -> Iterator[tuple[str, list[bytes], list[Json]]]:
    for name in SETS:
        folder = EVAL / name
        if (folder / "labels.jsonl").exists():
            labels = _objects((folder / "labels.jsonl").read_bytes().splitlines())
            lines = page_lines(folder).splitlines()
            by_id = {label["id"]: label for label in labels}
            yield name, lines, [by_id[page["id"]] for page in _objects(lines)]
    for name in OWN:
        folder = ROOT / "tests" / "accuracy" / name
        labels = [_own_label(path) for path in sorted(folder.glob("*.toml"))]
        keys = ("id", "url", "published", "today", "file")
        pages = [{key: label.get(key) for key in keys} for label in labels]
        yield f"tests/accuracy/{name}", [json.dumps(page).encode() for page in pages], labels


def page_lines(folder: Path) -> bytes:
    """The input lines of a set of pages: as they lie there, or made of its labels."""
    ready, labels = folder / "pages.jsonl", folder / "labels.jsonl"
    if ready.exists():
        return ready.read_bytes()
    maker = [sys.executable, str(EVAL / "pages_jsonl.py"), str(labels), str(folder / "pages")]
    return subprocess.run(maker, check=True, stdout=subprocess.PIPE).stdout  # noqa: S603 (ours)


def _objects(lines: list[bytes]) -> list[Json]:
    return [json.loads(line) for line in lines if line.strip()]


def _own_label(path: Path) -> Json:
    file = next(f for suffix in (".html", ".txt") if (f := path.with_suffix(suffix)).exists())
    label = tomllib.loads(path.read_text(encoding="utf-8"))
    return {"id": path.stem, "file": str(file), **label}


def _main(label: Json) -> list[Json]:
    return [e for e in label.get("events", []) if e.get("role", "main") == "main"]


def _of_page(page: str, label: Json, record: Json) -> Iterator[Judged]:
    main, events = _main(label), label.get("events", [])
    open_days = {str(e.get(key))[:10] for e in events if e not in main for key in ("start", "end")}
    open_days |= {str(e.get("original_start"))[:10] for e in main}
    left = list(main)
    for data in record["events"]:
        event = event_from_json(data)
        if not isinstance(event.when, When):
            continue
        day = event.when.first_day.isoformat()
        near = [e for e in left if day in _days(e, "start")]
        near.sort(key=lambda e: -len(_words(event.name) & _words(e.get("title"))))
        if near:
            left.remove(near[0])
        elif day in open_days:
            continue
        yield Judged(
            page=page,
            name=f"{day} {event.name}",
            signs=_signs(event),
            confidence=event.confidence,
            published=event.publish,
            is_event=bool(near),
            is_right=bool(near) and _fits(event, near[0]),
        )


def _signs(event: Event) -> dict[str, float]:
    return signs(
        event.when,
        event.evidence,
        event.locations,
        event.attendance_mode,
        event.reasons,
        name=event.name,
        is_report=event.is_report,
    )


def _fits(event: Event, label: Json) -> bool:
    """Whether end, town and name are what the label says."""
    when = event.when
    if not isinstance(when, When) or when.last_day.isoformat() not in _days(label, "end"):
        return False
    towns = _accepted(label, "city")
    town = event.location.address_locality if event.location else ""
    known = any(towns) or not label.get("online")
    if known and not (_alike(town, towns, 0.99) if town else not all(towns)):
        return False
    return not label.get("title") or _alike(event.name, _accepted(label, "title"), 0.6)


def _accepted(label: Json, key: str) -> list[str]:
    return [value or "" for value in (label.get(key), *label.get(f"{key}_alts", []))]


def _days(label: Json, key: str) -> set[str]:
    return {(value or label["start"])[:10] for value in _accepted(label, key)}


def _alike(got: str, wanted: list[str], share: float) -> bool:
    """Whether `got` shares so many of its words, or of the label's, with one wanted value."""
    a = _words(got)
    return any(
        b and len(a & b) >= share * min(len(a), len(b)) and len(a & b) >= 0.34 * max(len(a), len(b))
        for b in map(_words, wanted)
    )


def _words(text: str | None) -> set[str]:
    return set(fold(text or "").split()) - _SMALL
