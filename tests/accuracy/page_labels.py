"""The labels of the pages under `pages/`: what a careful editor would enter (README.md there)."""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, fields
from datetime import date
from pathlib import Path
from typing import Any

PAGES = Path(__file__).with_name("pages")
HELD = Path(__file__).with_name("held")
"""Pages that nobody looks at who writes rules: their figures are what new pages would give."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EventLabel:
    """One event of a page; an empty text is a value the page does not give."""

    title: str
    start: str
    end: str = ""
    time_known: bool = False
    city: str = ""
    venue: str = ""
    organiser: str = ""
    online: bool = False
    status: str = "upcoming"
    original_start: str = ""
    role: str = "main"
    title_alts: tuple[str, ...] = ()
    start_alts: tuple[str, ...] = ()
    end_alts: tuple[str, ...] = ()
    city_alts: tuple[str, ...] = ()
    venue_alts: tuple[str, ...] = ()
    organiser_alts: tuple[str, ...] = ()
    status_alts: tuple[str, ...] = ()

    def accepted(self, name: str) -> tuple[str, ...]:
        """The value and all that is right in its stead; "" among them: empty is right too."""
        return (getattr(self, name), *getattr(self, f"{name}_alts"))

    def days(self, name: str) -> set[str]:
        """The accepted calendar days of `start` or `end`; no end is the day of the start."""
        return {(value or self.start)[:10] for value in self.accepted(name)}

    def times(self, name: str) -> set[str]:
        """The accepted clock times of `start` or `end`; "" for a day alone."""
        return {value[11:16] for value in self.accepted(name)}


@dataclass(frozen=True, slots=True, kw_only=True)
class PageLabel:
    """One page with all its events; `vague` are those without a day, `no_events` other days."""

    id: str
    file: Path
    url: str
    published: str
    today: date | None
    page_kind: str
    system: str
    events: tuple[EventLabel, ...]
    vague: tuple[str, ...]
    no_events: frozenset[str]

    @property
    def main(self) -> tuple[EventLabel, ...]:
        """The events that must be found."""
        return tuple(event for event in self.events if event.role == "main")

    @property
    def neutral_days(self) -> set[str]:
        """Days on which a further event is neither right nor wrong."""
        others = {d[:10] for e in self.events if e.role != "main" for d in (e.start, e.end)}
        return (others | {e.original_start[:10] for e in self.main}) - {""}


def read_labels(folder: Path = PAGES) -> Iterator[PageLabel]:
    """Every label of `folder`, by id. Raises ValueError that names the file with a fault."""
    for path in sorted(folder.glob("*.toml")):
        try:
            yield _label(path, tomllib.loads(path.read_text(encoding="utf-8")))
        except (KeyError, TypeError, ValueError) as error:
            raise ValueError(f"{path}: {error!r}") from error


def _label(path: Path, data: dict[str, Any]) -> PageLabel:
    known = {"url", "published", "today", "page_kind", "system", "notes", "deadlines"}
    unknown = data.keys() - known - {"events", "vague_events"}
    if unknown:
        raise ValueError(f"unknown keys {sorted(unknown)}")
    file = next((f for s in (".html", ".txt") if (f := path.with_suffix(s)).exists()), None)
    if file is None:
        raise ValueError("there is no page beside this label")
    today = data.get("today", "")
    return PageLabel(
        id=path.stem,
        file=file,
        url=data["url"],
        published=data.get("published", ""),
        today=date.fromisoformat(today) if today else None,
        page_kind=data["page_kind"],
        system=data["system"],
        events=tuple(_event(event) for event in data.get("events", [])),
        vague=tuple(event["title"] for event in data.get("vague_events", [])),
        no_events=frozenset(_day(day) for day in data.get("deadlines", [])),
    )


def _event(data: dict[str, Any]) -> EventLabel:
    for value in (data["start"], data.get("end", ""), data.get("original_start", "")):
        if value:
            _day(value)
    lists = {
        f.name: tuple(data[f.name])
        for f in fields(EventLabel)
        if f.name.endswith("_alts") and f.name in data
    }
    return EventLabel(**{"time_known": len(data["start"]) > 10, **data, **lists})


def _day(value: str) -> str:
    return date.fromisoformat(value[:10]).isoformat()
