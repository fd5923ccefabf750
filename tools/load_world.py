"""A made-up catalogue for the load: sources on hosts of their own, and the pages that they serve.

Every source is a host on loopback (Linux answers on all of 127.0.0.0/8). Its events are told in one
of five shapes, some of them by several hosts, some by hosts that the store knew before. The same
numbers give the same world, but for the day: events lie around `today`.
"""

import json
import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property
from html import escape
from pathlib import Path

import bench_site
from bench_region import Region, Told

from model import Event, When
from model.german import day as german_day

PER_LIST = 50
PAST_YEARS = 4
"""For so long the store has known events; a fifth of them lies ahead."""
_AGAIN, _KNOWN = 0.15, 0.05
"""Shares of the pages whose event another source tells too, or was told before by one of old."""
_SHELLS = 60
_TITLE, _CONTENT = b"\x00T", b"\x00C"
_SHAPES = ("json_ld", "definitions", "table", "prose", "lines")
_SOURCE = """id = "{id}"
name = "{name}"
kind = "{kind}"
home = "{site}/"

[[entries]]
kind = "listing"
url = "{site}/liste/0"

[follow]
allow = ['/termin/\\d+$']
max_pages = 5000
max_list_pages = 500
discover = false
"""
_KINDS = ("ministry", "state", "metropolitan_region", "network", "institute", "chamber")


@dataclass(frozen=True, slots=True)
class Host:
    """A source: its number, address without a port, and the numbers of its first and last page."""

    number: int
    first: int
    end: int

    @property
    def id(self) -> str:
        """The id of its source."""
        return f"last_{self.number}"

    @property
    def name(self) -> str:
        """The body behind it."""
        return f"Regionalstelle Nummer {self.number}"

    @property
    def address(self) -> str:
        """Its address on loopback."""
        return f"127.{self.number // 60_000 + 1}.{self.number // 250 % 240}.{self.number % 250 + 1}"


def region_before(today: date) -> Region:
    """Draws the events that the store has known for years, and those of a year ahead."""
    return Region(1, today - timedelta(days=365 * PAST_YEARS), 365 * (PAST_YEARS + 1))


class World:
    """`sources` hosts with `pages` pages together, lists included, as of `today`."""

    def __init__(self, sources: int, pages: int, today: date, seed: int = 9) -> None:
        self.today = today
        self._draw = random.Random(seed)
        self.hosts = tuple(self._hosts(sources, pages))
        self._by_address = {host.address: host for host in self.hosts}

    def _hosts(self, sources: int, pages: int) -> Iterator[Host]:
        """Few are large and many small, as sites are."""
        weights = [self._draw.lognormvariate(0, 0.8) for _ in range(sources)]
        spare, total = pages - 2 * sources, sum(weights)
        first, reached, given = 0, 0.0, 0
        for number, weight in enumerate(weights):
            reached += spare * weight / total
            share = 2 + round(reached) - given
            given = round(reached)
            details = share - -(-share // (PER_LIST + 1))
            yield Host(number, first, first + details)
            first += details

    @cached_property
    def events(self) -> list[Event]:
        """The event of each page, by its number."""
        region = Region(5, self.today + timedelta(days=1), 365)
        known = [told.event for told in self._known_before()]
        found: list[Event] = []
        for _ in range(self.hosts[-1].end):
            chance = self._draw.random()
            if chance < _AGAIN and found:
                found.append(region.retold(self._draw.choice(found)))
            elif chance < _AGAIN + _KNOWN and known:
                found.append(region.retold(self._draw.choice(known)))
            else:
                found.append(region.event())
        return found

    def _known_before(self) -> Iterator[Told]:
        """Some events to come that the store knows."""
        for told in region_before(self.today).events(self.hosts[-1].end // 2):
            when = told.event.when
            if isinstance(when, When) and when.first_day > self.today:
                yield told

    def write_sources(self, folder: Path, port: int) -> None:
        """One source file a host."""
        folder.mkdir(parents=True, exist_ok=True)
        for host in self.hosts:
            site, kind = f"http://{host.address}:{port}", _KINDS[host.number % len(_KINDS)]
            text = _SOURCE.format(id=host.id, name=host.name, kind=kind, site=site)
            (folder / f"{host.id}.toml").write_text(text, encoding="utf-8")

    def host_at(self, address: str) -> Host | None:
        """Who answers there."""
        return self._by_address.get(address)

    @cached_property
    def _shells(self) -> list[tuple[bytes, bytes, bytes]]:
        """Pages without title and content, in three pieces, of all weights."""
        whole = (bench_site.weighty(self._draw, _TITLE, _CONTENT) for _ in range(_SHELLS))
        split = (page.replace(_TITLE, b"", 1).partition(_CONTENT) for page in whole)
        return [(head.replace(_TITLE, b""), b"", foot) for head, _, foot in split]

    def page(self, host: Host, path: str) -> bytes | None:
        """The page of a host at a path; None where there is none."""
        _, kind, number = (*path.split("/"), "", "")[:3]
        if not number.isdecimal():
            return None
        if kind == "liste" and int(number) * PER_LIST < host.end - host.first:
            return self._wrapped(int(number), self._list(host, int(number)))
        page = host.first + int(number)
        if kind == "termin" and page < host.end:
            return self._wrapped(page, _told(self.events[page], host, page))
        return None

    def _wrapped(self, number: int, content: str) -> bytes:
        head, _, foot = self._shells[number * 7 % _SHELLS]
        return head + content.encode() + foot

    def _list(self, host: Host, number: int) -> str:
        first = host.first + number * PER_LIST
        shown = range(first, min(first + PER_LIST, host.end))
        items = "".join(
            f'<li class="entry"><span class="date">{_day(self.events[page])}</span> '
            f'<a class="detail" href="/termin/{page - host.first}">'
            f"{escape(self.events[page].name)}</a></li>"
            for page in shown
        )
        more = (
            f'<a rel="next" href="/liste/{number + 1}">weiter</a>' if shown.stop < host.end else ""
        )
        return f"<h2>Veranstaltungen</h2><ul class='events'>{items}</ul>{more}"


def _told(event: Event, host: Host, number: int) -> str:
    """The event in the shape that its host has."""
    shape = _SHAPES[(host.number + number // 400) % len(_SHAPES)]
    facts = _facts(event)
    name = f"<h2>{escape(event.name)}</h2>"
    about = f"<p>{escape(event.description)}</p>"
    if shape == "json_ld":
        return f"{_json_ld(event)}{name}<p>{', '.join(facts.values())}</p>{about}"
    if shape == "definitions":
        rows = "".join(f"<dt>{label}</dt><dd>{value}</dd>" for label, value in facts.items())
        return f"{name}<dl>{rows}</dl>{about}"
    if shape == "table":
        rows = "".join(f"<tr><th>{k}</th><td>{v}</td></tr>" for k, v in facts.items())
        return f"{name}<table>{rows}</table>{about}"
    if shape == "lines":
        rows = "<br>".join(f"{label}: {value}" for label, value in facts.items())
        return f"{name}<p>{rows}</p>{about}"
    town, by = facts.get("Ort", ""), facts.get("Veranstalter", "Das Netzwerk")
    place = f" in {town}" if town else ""
    said = f"{by} lädt am {facts['Datum']}{place} ein: {escape(event.name)}."
    return f"{name}<p>{said}</p>{about}"


def _facts(event: Event) -> dict[str, str]:
    facts = {"Datum": _day(event)}
    when = event.when
    if isinstance(when, When) and isinstance(when.start, datetime):
        facts["Uhrzeit"] = f"{when.start:%H:%M} Uhr"
    place = event.location
    if place is not None and place.address_locality:
        house = f"{place.name}, " if place.name else ""
        facts["Ort"] = escape(f"{house}{place.address_locality}")
    if event.organizers:
        facts["Veranstalter"] = escape(event.organizers[0].name)
    return facts


def _day(event: Event) -> str:
    return german_day(event.when.first_day) if event.when is not None else ""


def _json_ld(event: Event) -> str:
    when, place = event.when, event.location
    start = when.start.isoformat() if isinstance(when, When) else ""
    told = {
        "@context": "https://schema.org", "@type": "Event", "name": event.name, "startDate": start,
        "description": event.description,
        "location": {"@type": "Place", "name": place.name if place else "", "address": {
            "@type": "PostalAddress", "addressLocality": place.address_locality if place else ""}},
        "organizer": {"@type": "Organization",
                      "name": event.organizers[0].name if event.organizers else ""},
    }  # fmt: skip
    return f'<script type="application/ld+json">{json.dumps(told, ensure_ascii=False)}</script>'
