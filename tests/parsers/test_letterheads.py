"""A town and a day alone on a line: the head of a letter, or all that an event needs."""

from collections.abc import Callable

import pytest

from model import Extraction

Read = Callable[..., Extraction]


def days(extraction: Extraction) -> list[str]:
    return [event.when.first_day.isoformat() for event in extraction.events if event.when]


def test_the_day_of_a_letter_is_its_publication(read: Read) -> None:
    extraction = read(
        "<h1>Einladung zur Regionalkonferenz</h1><p>Gera, 12. Februar 2026</p>"
        "<p>Am 5. Mai 2026 um 10 Uhr findet die Regionalkonferenz in Jena statt.</p>"
    )
    assert days(extraction) == ["2026-05-05"]
    assert str(extraction.date_published) == "2026-02-12"


@pytest.mark.parametrize(
    "lines",
    [
        ["Dresden, 12. Mai 2026"],
        ["Zwickau, 24. Juni 2026", "Chemnitz, 25. Juni 2026"],
        ["Halle (Saale), 3. Juli 2026"],
    ],
)
def test_a_town_and_a_day_are_an_event(read: Read, lines: list[str]) -> None:
    body = "".join(f"<p>{line}</p>" for line in lines)
    page = "https://www.netzwerk-auenland.example/workshops"
    extraction = read(f"<h1>Workshops Strukturwandel</h1>{body}", url=page)
    assert len(extraction.events) == len(lines)
    assert all(event.location for event in extraction.events)
