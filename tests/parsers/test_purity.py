"""No clock, no network, no file at extraction time; the same page gives the same result."""

import ast
import builtins
import io
import os
import random
import socket
import time
from collections.abc import Callable
from pathlib import Path

import pytest

import parsers
from model import Page
from parsers import Context, extract

Pages = Callable[..., Page]
FOLDER = Path(parsers.__file__).parent
PAGE = (
    "<html><head><title>Fachtag Wege</title><script type='application/ld+json'>{'kaputt'</script>"
    "</head><body><h1>Fachtag Wege</h1><dl><dt>Datum</dt><dd>3. Mai "
    "2026</dd><dt>Ort</dt><dd>Rathaus, "
    "Kornmarkt 12, 07545 Gera</dd><dt>Veranstalter</dt><dd>Stadt "
    "Gera</dd></dl><p>Am 3. Mai lädt die "
    "Stadt Gera zum Fachtag ein. Anmeldung bis 20. April.</p><ul><li>9. Mai: Workshop Moor</li>"
    "<li>10. Mai: Workshop Heide</li><li>11. Mai: Workshop Fluss</li></ul></body></html>"
)
CALENDAR = (
    "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nBEGIN:VEVENT\r\nUID:1\r\nSUMMARY:Fachtag\r\n"
    "DTSTART;TZID=Europe/Berlin:20260503T100000\r\nLOCATION:Gera\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
)
FEED = (
    '<rss version="2.0" xmlns:ev="http://purl.org/rss/1.0/modules/event/"><channel>'
    "<title>Termine</title><item><title>Fachtag</title><link>/t</link>"
    "<pubDate>Tue, 03 Feb 2026 10:00:00 GMT</pubDate><ev:startdate>2026-05-03</ev:startdate>"
    "</item></channel></rss>"
)
BROKEN = (
    "<html><body><h1>Fachtag Wege</h1><script type='application/ld+json'>{'@type': 'Event', "
    "'name': 'Fachtag Wege', 'startDate': 'Sun, 03 May 2026 10:00:00 GMT'}</script></body></html>"
)
CLOCKS = {"now", "today", "utcnow", "time", "monotonic", "perf_counter", "localtime", "gmtime"}
OUTSIDE = {"time", "random", "os", "socket", "subprocess", "urllib.request", "http", "sqlite3"}


def forbidden(*_: object, **__: object) -> None:
    raise AssertionError("extraction reached outside")


@pytest.mark.parametrize("body", [PAGE, CALENDAR, FEED, BROKEN])
def test_nothing_outside_is_reached(
    page_of: Pages, context: Context, monkeypatch: pytest.MonkeyPatch, body: str
) -> None:
    before = extract(page_of(body), context)  # loads the packaged data
    assert before.events
    with monkeypatch.context() as closed:
        closed.setattr(socket, "socket", forbidden)
        closed.setattr(builtins, "open", forbidden)
        closed.setattr(io, "open", forbidden)
        closed.setattr(os, "getenv", forbidden)
        for name in ("time", "localtime", "gmtime"):
            closed.setattr(time, name, forbidden)
        closed.setattr(random, "random", forbidden)
        after = extract(page_of(body), context)
    assert after == before


def test_the_zone_of_the_machine_changes_nothing(
    page_of: Pages, context: Context, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = extract(page_of(PAGE), context)
    try:
        with monkeypatch.context() as elsewhere:
            elsewhere.setenv("TZ", "Pacific/Auckland")
            time.tzset()
            assert extract(page_of(PAGE), context) == before
    finally:
        time.tzset()


def test_the_day_of_reading_comes_from_the_context_only(page_of: Pages) -> None:
    from datetime import date

    page = page_of("<h1>Fachtag Wege</h1><p>Der Fachtag findet am 3. Mai in Gera statt.</p>")
    years = [
        extract(page, Context(today=date(year, 3, 2))).events[0].when.first_day.year  # type: ignore[union-attr]
        for year in (2024, 2031)
    ]
    assert years == [2024, 2031]
    assert extract(page, Context()).events == ()


@pytest.mark.parametrize(
    "module", sorted(FOLDER.rglob("*.py")), ids=lambda path: path.relative_to(FOLDER).as_posix()
)
def test_no_module_knows_a_clock_or_the_outside(module: Path) -> None:
    for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            assert not {alias.name for alias in node.names} & OUTSIDE
        if isinstance(node, ast.ImportFrom):
            assert node.module not in OUTSIDE
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            assert node.func.attr not in CLOCKS, f"line {node.lineno}"
        if isinstance(node, (ast.Global, ast.Nonlocal)):
            raise AssertionError(f"line {node.lineno}: state of a module")
