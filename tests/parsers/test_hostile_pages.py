"""Pages that break readers: deep, huge, cut, full of NUL bytes; each is read in bounded time."""

import time
from collections.abc import Callable
from datetime import date

import pytest

from model import Extraction

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


HUGE = {
    "prose": EVENT + "<p>Die Gemeinde berät sich, wie jeden Tag, zu vielen Fragen. </p>" * 30_000,
    "one line": f"<p>{'Wort und Wort ' * 140_000}</p>",
    "one word": f"<p>{'a' * 2_000_000}</p>",
    "hyphens": f"<p>Am 3. Mai 2026 {'a-' * 1_000_000}</p>",
    "tags": "<p>" * 600_000 + EVENT,
    "entities": "&amp;" * 400_000,
    "brackets": "[" * 2_000_000,
}


@pytest.mark.parametrize("kind", HUGE)
def test_two_megabytes(read: Read, kind: str) -> None:
    started = time.monotonic()
    extraction = read(HUGE[kind])
    assert time.monotonic() - started < 30
    if EVENT in HUGE[kind]:
        assert date(2026, 5, 3) in days(extraction)


def test_two_megabytes_of_entries(read: Read) -> None:
    body = _listing()
    assert len(body) > 2_000_000
    started = time.monotonic()
    assert len(read(body).events) == 400
    assert time.monotonic() - started < 60


def test_two_megabytes_of_plain_text(read: Read) -> None:
    body = "Fachtag Wege\n\nDer Fachtag findet am 3. Mai 2026 in Gera statt.\n\n" + (
        "Eine kurze Zeile\n" * 120_000
    )
    started = time.monotonic()
    assert days(read(body, content_type="text/plain; charset=utf-8")) == [date(2026, 5, 3)]
    assert time.monotonic() - started < 30
