"""Pages that break readers: deep, huge, cut, full of NUL bytes; each is read in bounded time."""

import time
import tracemalloc
from collections.abc import Callable
from datetime import date

import pytest

from model import Extraction, ProblemKind
from parsers.budget import MAX_CANDIDATES

Read = Callable[..., Extraction]
EVENT = "<h1>Fachtag Wege</h1><p>Am 3. Mai 2026 findet in Gera der Fachtag Wege statt.</p>"


def days(extraction: Extraction) -> list[date]:
    return [event.when.first_day for event in extraction.events]  # type: ignore[union-attr]


@pytest.mark.parametrize("tag", ["div", "span", "b", "ul><li", "blockquote", "font"])
@pytest.mark.parametrize("depth", [150, 300, 900])
def test_deep_nesting(read: Read, tag: str, depth: int) -> None:
    extraction = read(f"<html><body>{f'<{tag}>' * depth}{EVENT}</body></html>")
    assert "Am 3. Mai 2026" in extraction.text
    assert days(extraction) == [date(2026, 5, 3)]


def test_nul_bytes_and_controls(read: Read) -> None:
    page = EVENT.replace("Gera", "Ge\x00ra").replace("Wege", "We\x07ge")
    extraction = read(f"{page}<p>{'Wir sprechen über Dörfer und ihre Wege. ' * 9}</p>")
    assert days(extraction) == [date(2026, 5, 3)]
    assert extraction.events[0].name == "Fachtag Wege"


def test_lone_surrogates_never_reach_a_record(read: Read) -> None:
    extraction = read(
        '<script type="application/ld+json">{"@type": "Event", "name": "Fach\\ud800tag", '
        '"startDate": "2026-05-03", "endDate": "\\udfff"}</script>'
        "<h1>Fachtag &#xD800;</h1><p>Text</p>"
    )
    repr(extraction).encode()
    extraction.text.encode()
    assert extraction.events[0].name == "Fachtag"


@pytest.mark.parametrize("cut", range(5, len(EVENT), 17))
def test_a_page_cut_anywhere(read: Read, cut: int) -> None:
    read(f"<html><body>{EVENT[:cut]}")


@pytest.mark.parametrize("body", [b"\xef\xbb\xbf", b"\x00", b"<", b"&", b"<!--", b"]]>", b"{}"])
def test_fragments_of_nothing(read: Read, body: bytes) -> None:
    assert read(body).events == ()


def _listing() -> str:
    rows = "".join(
        f"<li><h3><a href='/t/{n}'>Workshop Nummer {n}</a></h3><p>{n % 28 + 1}. Mai 2026</p>"
        f"<p>{'Wir sprechen über Dörfer. ' * 200}</p></li>"
        for n in range(400)
    )
    return f"<h1>Veranstaltungen</h1><ul>{rows}</ul>"


def _entries(count: int) -> str:
    return "".join(
        f"<div class=karte><h3><a href='/t/{n}'>Workshop {n} Moor</a></h3><p>{n % 28 + 1}. Mai "
        f"{2000 + n % 60}</p><p>Rathaus, Gera</p></div>"
        for n in range(count)
    )


DATA = ",".join(
    f'{{"@type": "Event", "name": "X {n}", "startDate": "2026-05-{n % 28 + 1:02}"}}'
    for n in range(60_000)
)
BOMB = '<!DOCTYPE html [<!ENTITY a0 "lol">' + "".join(
    f'<!ENTITY a{n} "' + f"&a{n - 1};" * 10 + '">' for n in range(1, 10)
)
HUGE = {
    "prose": EVENT + "<p>Die Gemeinde berät sich, wie jeden Tag, zu vielen Fragen. </p>" * 30_000,
    "one line": EVENT + f"<p>{'Wort und Wort ' * 350_000}</p>",
    "one word": EVENT + "a" * 4_900_000,
    "hyphens": f"<p>Am 3. Mai 2026 {'a-' * 1_000_000}</p>",
    "tags": "<p>" * 600_000 + EVENT,
    "entities": EVENT + "&nbsp;&auml;&#x1F600;" * 200_000,
    "brackets": "[" * 2_000_000,
    "nested tables": EVENT + "<table><tr><td>x" * 300_000,
    "a table of one row": EVENT + "<table><tr>" + "<td>x</td>" * 480_000,
    "unclosed emphasis": EVENT + "<b>x" * 100_000,
    "unclosed lists": EVENT + "<ul><li>" * 300_000,
    "an attribute": EVENT + f"<p class='{'teaser ' * 300_000}' style='{'a' * 2_000_000}'>x</p>",
    "a million dates": EVENT + f"<p>{'3. Mai 2026, ' * 1_000_000}</p>",
    "digits": EVENT + f"<p>{'0123456789' * 500_000}</p>",
    "digits and dots": EVENT + f"<p>{'1.2.' * 1_250_000}</p>",
    "numbers like dates": EVENT + f"<p>{'03.05. ' * 600_000}</p>",
    "blocks of dates": EVENT + "<p>3. Mai 2026</p>" * 250_000,
    "sentences with dates": EVENT
    + "<p>Am 3. Mai 2026 findet in Gera der Workshop Moor statt.</p>" * 70_000,
    "quotes": EVENT + f"<p>{'„Am 3. Mai 2026 ' * 200_000}</p>",
    "lines": EVENT + f"<p>{'Ort: Gera<br>' * 300_000}</p>",
    "labels": EVENT + "<dl>" + "<dt>Ort</dt><dd>Gera</dd>" * 150_000,
    "labels and dates": EVENT + "<dl>" + "<dt>Datum</dt><dd>3. Mai 2026</dd>" * 100_000,
    "links": EVENT + "<p><a href='/x.ics'>Termin</a></p>" * 120_000,
    "data": EVENT + f"<script type='application/ld+json'>[{DATA}]</script>",
    "nested data": EVENT + "<script type='application/ld+json'>" + '[{"a":' * 160_000 + "</script>",
    "an entity bomb": f"{BOMB}]><html><body>&a9;{EVENT}</body></html>",
    "time elements": EVENT + "<p>" + "<time datetime='2026-05-03T10:00'>3. Mai</time> " * 80_000,
    "objects in objects": EVENT
    + "<div itemscope itemtype='http://schema.org/Event' itemprop=subEvent>" * 60_000,
    "mojibake": EVENT + "<p>fÃ¼r</p>" * 300_000,
    "a headline": "<h1>" + "Fachtag in Gera " * 200_000 + "</h1>" + EVENT,
    "cards": f"<h1>Fachtag Wege: Termine</h1><p>Am 3. Mai 2026</p>{_entries(40_000)}",
    "meta elements": "<meta name=a content=b>" * 150_000 + EVENT,
}


@pytest.mark.parametrize("kind", HUGE)
def test_megabytes_take_seconds(read: Read, kind: str) -> None:
    started = time.process_time()
    extraction = read(HUGE[kind])
    assert time.process_time() - started < 40
    assert len(extraction.events) <= MAX_CANDIDATES
    if EVENT in HUGE[kind]:
        assert date(2026, 5, 3) in days(extraction)


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("nested tables", "nested too deep"),
        ("unclosed emphasis", "nested too deep"),
        ("a table of one row", "blocks were read"),
        ("one line", "characters in"),
        ("a million dates", "bytes of"),
        ("blocks of dates", "of its dates"),
        ("labels", "of its labels"),
        ("data", "characters of JSON-LD"),
        ("cards", "of its possible events"),
    ],
)
def test_what_was_left_out_is_said(read: Read, kind: str, words: str) -> None:
    problems = [p for p in read(HUGE[kind]).problems if p.kind is ProblemKind.TOO_LARGE]
    assert any(words in problem.message for problem in problems)
    assert len({problem.message for problem in problems}) == len(problems)


def test_what_fits_is_read_whole(read: Read) -> None:
    assert read(f"<h1>Termine</h1>{_entries(300)}").problems == ()


@pytest.mark.parametrize("kind", ["a table of one row", "data"])
def test_memory_stays_bounded(read: Read, kind: str) -> None:
    tracemalloc.start()
    try:
        read(HUGE[kind])
        assert tracemalloc.get_traced_memory()[1] < 250_000_000
    finally:
        tracemalloc.stop()


def test_two_megabytes_of_entries(read: Read) -> None:
    body = _listing()
    assert len(body) > 2_000_000
    started = time.process_time()
    assert len(read(body).events) == 400
    assert time.process_time() - started < 60


def test_two_megabytes_of_plain_text(read: Read) -> None:
    body = "Fachtag Wege\n\nDer Fachtag findet am 3. Mai 2026 in Gera statt.\n\n" + (
        "Eine kurze Zeile\n" * 120_000
    )
    started = time.process_time()
    assert days(read(body, content_type="text/plain; charset=utf-8")) == [date(2026, 5, 3)]
    assert time.process_time() - started < 30
