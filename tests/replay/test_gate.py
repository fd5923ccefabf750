"""The gate: what today's parsers make of the replica sites is what was last accepted.

If not, it is told event by event. The way is the real one, `regioradar reparse --check --dry-run`.
"""

import json
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

import parsers
from model import Event, When

LIST = "http://www.seminarhaus-elbaue.localhost/seminare.html"

pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])


def test_the_replica_sites_read_as_accepted(
    archive: Any, accepted: Any, gate: Callable[..., None], update_golden: bool
) -> None:
    """With --update-golden what is read now is accepted, whatever it is."""
    readings = archive.readings()
    missing = [source_id for source_id in readings if accepted.of(source_id) is None]
    for source_id in readings if update_golden else missing:
        accepted.write(source_id, readings[source_id])
    known = {source_id: accepted.of(source_id) for source_id in readings}
    gate(known)
    assert not missing, f"{missing} had nothing accepted; it is written now, look it over"
    for source_id, pages in readings.items():
        assert known[source_id].keys() == pages.keys(), f"{source_id} has other pages now"


def test_what_is_accepted_says_neither_port_nor_folder(archive: Any, accepted: Any) -> None:
    assert {*archive.source_ids} <= {file.stem for file in accepted.files()}
    for file in accepted.files():
        text = file.read_text(encoding="utf-8")
        assert not re.search(r"127\.0\.0\.1|localhost:\d|fetched|/tmp/", text), file.name
        assert text == accepted.text_of(json.loads(text)), f"{file.name} was written by hand"


def change(monkeypatch: pytest.MonkeyPatch, alter: Callable[[Event], Event | None]) -> None:
    """Have the parsers read other events; None: nothing."""
    plain = parsers.extract

    def extract(page: Any, context: Any) -> Any:
        extraction = plain(page, context)
        events = tuple(e for e in map(alter, extraction.events) if e is not None)
        return replace(extraction, events=events)

    monkeypatch.setattr(parsers, "extract", extract)


def test_a_day_that_is_read_otherwise_is_shown(
    archive: Any, gate: Callable[..., None], monkeypatch: pytest.MonkeyPatch
) -> None:
    accepted = archive.readings()

    def later(event: Event) -> Event:
        moved = replace(event, when=When(start=date(2026, 3, 3)))
        return moved if event.name.startswith("Regionalpolitische Jahrestagung 2026") else event

    change(monkeypatch, later)
    with pytest.raises(pytest.fail.Exception) as failure:
        gate(accepted)
    lines = str(failure.value).splitlines()
    heads = [line for line in lines if not line.startswith("  ")]
    assert re.fullmatch(r"changed event \S+ Regionalpolitische Jahrestagung 2026", heads[0])
    assert re.fullmatch(r"1 of \d+ events would change", heads[1])
    assert any(re.match(r"  startDate: 2026-03-02.* -> 2026-03-03", line) for line in lines)
    assert lines[-1].startswith("If that is as it should be: make replay-accept")


def test_a_list_that_is_read_no_more_is_shown(
    archive: Any, gate: Callable[..., None], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its events stay, since a list that has gone takes nothing back; the fault is what is told."""
    accepted = archive.readings()
    plain = parsers.extract

    def extract(page: Any, context: Any) -> Any:
        extraction = plain(page, context)
        blind = page.url == LIST
        return replace(extraction, events=(), lists=()) if blind else extraction

    monkeypatch.setattr(parsers, "extract", extract)
    with pytest.raises(pytest.fail.Exception) as failure:
        gate(accepted)
    told = str(failure.value)
    assert f"\nchanged page elbaue {LIST}\n" in f"\n{told}"
    assert re.search(r"^  fault: - -> list_empty \(read in: last good: .*\)$", told, re.MULTILINE)


def test_a_page_that_nobody_accepted_is_shown(archive: Any, gate: Callable[..., None]) -> None:
    accepted = archive.readings()
    pages = accepted["nordmark"]
    url = next(url for url, reading in pages.items() if len(reading.get("events", ())) == 1)
    name = pages.pop(url)["events"][0]["name"]
    with pytest.raises(pytest.fail.Exception, match=re.escape(name)):
        gate(accepted)
