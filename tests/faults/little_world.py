"""Three small sources on loopback, two of which tell the same events; they change from day to day.

Written into a folder and served by `regioradar.replica.ReplicaServer`.
"""

import json
import shutil
from dataclasses import dataclass, replace
from pathlib import Path

SOURCES = {
    "amt": ("Landesamt für Strukturwandel", "ministry"),
    "netz": ("Netzwerk Regionalentwicklung Saale", "network"),
    "kammer": ("Kammer der Regionen Mitte", "chamber"),
}
DAYS = ("2026-03-02", "2026-03-03")


@dataclass(frozen=True, kw_only=True)
class Told:
    """An event as a source tells it."""

    slug: str
    name: str
    start: str
    end: str
    place: str = "Halle (Saale)"
    house: str = "Stadthaus"
    cancelled: bool = False


FORUM = Told(
    slug="strukturwandel-forum",
    name="Forum Strukturwandel im Mitteldeutschen Revier",
    start="2026-05-12T10:00:00+02:00",
    end="2026-05-12T16:00:00+02:00",
)
DORF = Told(
    slug="dorfkonferenz",
    name="Konferenz Zukunft der Dörfer",
    start="2026-06-18T09:30:00+02:00",
    end="2026-06-18T17:00:00+02:00",
    place="Erfurt",
    house="Haus der Regionen",
)
TAGUNG = Told(
    slug="jahrestagung",
    name="Jahrestagung der Metropolregionen",
    start="2026-09-24T09:00:00+02:00",
    end="2026-09-25T15:00:00+02:00",
    place="Leipzig",
    house="Kongresshalle",
)


def workshop(number: int) -> Told:
    """One of many that a single source tells."""
    day = f"2026-{4 + number // 9:02}-{10 + number % 9:02}"
    topics = ("Leerstand", "Mobilität", "Energie", "Ehrenamt", "Breitband", "Wohnen", "Wasser")
    return Told(
        slug=f"werkstatt-{number}",
        name=f"Werkstatt {topics[number % len(topics)]} in Landgemeinde {number}",
        start=f"{day}T14:00:00+02:00",
        end=f"{day}T17:30:00+02:00",
        place="Magdeburg",
        house="Forum Gestaltung",
    )


def told(day: int) -> dict[str, list[Told]]:
    """What each source tells on the first (0) or second (1) day."""
    first = {
        "amt": [FORUM, DORF, workshop(1), workshop(2), workshop(3)],
        "netz": [FORUM, TAGUNG, workshop(4), workshop(5)],
        "kammer": [DORF, TAGUNG, workshop(6), workshop(7)],
    }
    if day == 0:
        return first
    moved = replace(FORUM, start="2026-05-13T10:00:00+02:00", end="2026-05-13T16:00:00+02:00")
    new = replace(workshop(8), slug="neu", name="Regionaltag Ostharz", place="Wernigerode")
    return {
        "amt": [moved, DORF, workshop(1), replace(workshop(2), cancelled=True), new],
        "netz": [moved, TAGUNG, replace(workshop(4), house="Altes Rathaus"), workshop(5), new],
        "kammer": [DORF, TAGUNG, workshop(6), workshop(9)],
    }


def write_sites(folder: Path, day: int) -> Path:
    """Write the sites of a day below `folder`, in place of what is there."""
    shutil.rmtree(folder, ignore_errors=True)
    for source_id, events in told(day).items():
        www = folder / source_id / "www"
        www.mkdir(parents=True)
        (folder / source_id / "site.toml").write_text(
            f'hosts = ["www.{source_id}.localhost"]\nlast_modified = {DAYS[day]}T06:00:00Z\n',
            encoding="utf-8",
        )
        (www / "robots.txt").write_text("User-agent: *\nDisallow:\n", encoding="utf-8")
        cards = "".join(_card(event) for event in events)
        (www / "termine.html").write_text(_page("Termine", f"<ul>{cards}</ul>"), encoding="utf-8")
        for event in events:
            (www / f"{event.slug}.html").write_text(_detail(event), encoding="utf-8")
    return folder


def write_sources(folder: Path) -> Path:
    """Write the source files of the three."""
    folder.mkdir(parents=True, exist_ok=True)
    for source_id, (name, kind) in SOURCES.items():
        (folder / f"{source_id}.toml").write_text(
            f'id = "{source_id}"\nname = "{name}"\nkind = "{kind}"\ncadence = "daily"\n'
            f'home = "http://www.{source_id}.localhost/"\nregions = ["bundesweit"]\n'
            f'[organizer]\nname = "{name}"\n'
            f'[[entries]]\nkind = "listing"\nurl = "http://www.{source_id}.localhost/termine.html"\n',
            encoding="utf-8",
        )
    return folder


def furnish(folder: Path, settings: str = "") -> Path:
    """Make a working folder with the three sources and quick settings."""
    write_sources(folder / "sources")
    (folder / "regioradar.toml").write_text(
        'sources_dir = "sources"\ncontact = "radar@example.org"\n'
        "[crawl]\ndelay = 0\ntimeout = 3\nretries = 0\nconcurrency = 2\n"
        'unsafe_test_networks = ["127.0.0.1/32"]\n' + settings,
        encoding="utf-8",
    )
    return folder


def _card(event: Told) -> str:
    day = f"{event.start[8:10]}.{event.start[5:7]}.{event.start[:4]}"
    return (
        f'<li class="termin"><a href="/{event.slug}.html">{event.name}</a> '
        f"<time datetime='{event.start}'>{day}</time> {event.place}</li>"
    )


def _detail(event: Told) -> str:
    status = "EventCancelled" if event.cancelled else "EventScheduled"
    data = {
        "@context": "https://schema.org",
        "@type": "Event",
        "name": event.name,
        "startDate": event.start,
        "endDate": event.end,
        "eventStatus": f"https://schema.org/{status}",
        "location": {
            "@type": "Place",
            "name": event.house,
            "address": {"@type": "PostalAddress", "addressLocality": event.place},
        },
    }
    note = "<p><strong>Die Veranstaltung ist abgesagt.</strong></p>" if event.cancelled else ""
    body = (
        f'<script type="application/ld+json">{json.dumps(data, ensure_ascii=False)}</script>'
        f"<p>Wir laden herzlich ein. {event.house}, {event.place}.</p>{note}"
    )
    return _page(event.name, body)


def _page(title: str, body: str) -> str:
    return (
        f'<!doctype html><html lang="de"><head><meta charset="utf-8"><title>{title}</title></head>'
        f"<body><main><h1>{title}</h1>{body}</main></body></html>"
    )
