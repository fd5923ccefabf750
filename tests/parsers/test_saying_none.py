"""Pages that say themselves that there are no events now, and sentences that only sound like it."""

from collections.abc import Callable

import pytest

from model import Extraction

Read = Callable[..., Extraction]
SAYS = """
Derzeit sind keine Veranstaltungen geplant.
Keine Termine gefunden
Zurzeit stehen keine Veranstaltungen an.
Es liegen keine aktuellen Termine vor.
Es sind keine anstehenden Veranstaltungen vorhanden.
Es gibt keine bevorstehenden Veranstaltungen.
Keine Einträge vorhanden
Es wurden keine passenden Veranstaltungen gefunden.
Im Moment haben wir keine Termine im Kalender.
Leider konnten keine Veranstaltungen gefunden werden.
Momentan bieten wir keine Seminare an.
Derzeit keine Termine.
Keine Veranstaltungen für den 3. Mai 2026 gefunden.
Aktuell gibt es hier keine Online-Seminare.
No news available.
There are no upcoming events.
There were no results found.
"""
SOUNDS = """
Keine Termine gefunden? Abonnieren Sie unseren Rundbrief.
Keine Treffer?
Keine Veranstaltung mehr verpassen!
Für diese Veranstaltung sind keine Plätze mehr frei.
Es werden keine Kosten erhoben.
Für Veranstaltungen Dritter übernehmen wir keine Haftung.
Es gibt keinen Grund, den Termin abzusagen.
Es gibt keine älteren Einträge.
Keine weiteren Einträge
Die Termine stehen noch nicht fest.
"""


def lines(table: str) -> list[str]:
    return table.strip().splitlines()


def page(inner: str) -> str:
    return (
        "<html><body><main><h1>Veranstaltungen</h1><p>Hier finden Sie, wozu wir einladen."
        f"{' Wir laden gern ein.' * 10}</p>"
        f"{inner}</main></body></html>"
    )


@pytest.mark.parametrize("sentence", lines(SAYS))
def test_a_page_that_says_so_is_believed(read: Read, sentence: str) -> None:
    extraction = read(page(f"<div class='liste'><p>{sentence}</p></div>"))
    assert extraction.says_none == sentence
    assert not any(problem.severity == "error" for problem in extraction.problems)


@pytest.mark.parametrize("sentence", lines(SOUNDS))
def test_what_only_sounds_like_it_is_not_said(read: Read, sentence: str) -> None:
    assert read(page(f"<p>{sentence}</p>")).says_none == ""


def test_beside_a_coming_event_it_is_not_believed(read: Read) -> None:
    said = "<p>Derzeit sind keine Veranstaltungen geplant.</p>"
    card = "<p>Ort: Gera</p><p>Termin: 4. Mai 2026, 10 Uhr</p>"
    extraction = read(page(f"{card}{said}"))
    assert extraction.events
    assert extraction.says_none == ""


def test_beside_events_that_are_over_it_is_believed(read: Read) -> None:
    said = "<p>Derzeit sind keine Veranstaltungen geplant.</p>"
    old = "".join(
        f"<li class='termin'><h3>{name}</h3><p>{day}.05.2024, 10 Uhr, Gera</p></li>"
        for name, day in (("Forum Bahnhof", 4), ("Werkstatt Leerstand", 11), ("Markttag", 18))
    )
    extraction = read(page(f"{said}<h2>Vergangene Veranstaltungen</h2><ul>{old}</ul>"))
    assert extraction.says_none == "Derzeit sind keine Veranstaltungen geplant."


@pytest.mark.parametrize(
    "hidden",
    [
        "<p class='d-none'>Keine Termine gefunden</p>",
        "<div class='hidden'><p>Keine Termine gefunden</p></div>",
        "<p style='display:none'>Keine Termine gefunden</p>",
        "<template><p>Keine Termine gefunden</p></template>",
        "<form><fieldset><p>Keine Termine gefunden</p><input name='q'></fieldset></form>",
        "<nav><p>Keine Termine gefunden</p></nav>",
    ],
)
def test_what_is_not_shown_as_content_is_not_said(read: Read, hidden: str) -> None:
    assert read(page(hidden)).says_none == ""
