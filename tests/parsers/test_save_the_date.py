"""What a page only asks to keep free, and what looks like it."""

from collections.abc import Callable

import pytest

from model import Extraction
from model.schema_org import event_from_json, event_to_json

Read = Callable[..., Extraction]
WHERE = "Das Forum findet am 3. Mai 2026 im Rathaus in Gera statt."


@pytest.mark.parametrize(
    "body",
    [
        f"<h1>Save the Date: Forum Wege am 3. Mai 2026</h1><p>{WHERE}</p>",
        f"<h1>SAVE-THE-DATE – Forum Wege</h1><p>{WHERE}</p>",
        f"<h1>Terminvormerkung: Forum Wege</h1><p>{WHERE}</p>",
        f"<h1>Forum Wege (Save the Date)</h1><p>{WHERE}</p>",
        f"<h1>Save the Date</h1><h2>Forum Wege</h2><p>{WHERE}</p>",
        "<h1>Forum Wege</h1><p>Save the Date: Am 3. Mai 2026 laden wir zum Forum nach Gera.</p>",
        "<h1>Forum Wege</h1><p>Bitte vormerken: Das Forum findet am 3. Mai 2026 statt.</p>",
        "<h1>Forum Wege</h1><p>Termin vormerken!</p><p>Datum: 3. Mai 2026</p><p>Ort: Gera</p>",
    ],
)
def test_a_day_to_be_kept_free(read: Read, body: str) -> None:
    (event,) = read(body).events
    assert "save" not in event.name.lower()
    assert event.is_save_the_date
    assert event_to_json(event)["isSaveTheDate"] is True
    assert event_from_json(event_to_json(event)).is_save_the_date


@pytest.mark.parametrize(
    "body",
    [
        f"<h1>Forum Wege</h1><p>{WHERE}</p>",
        f"<h1>Forum Wege</h1><p>{WHERE}</p><h2>Save the Date: Wintertreffen</h2>",
        f"<h1>Forum Wege</h1><p>{WHERE}</p><p>Plätze lassen sich ab April vormerken.</p>",
        f"<h1>Forum Wege</h1><p>{WHERE} Nach dem Save the Date im Januar steht das Programm.</p>",
    ],
)
def test_an_event_as_any_other(read: Read, body: str) -> None:
    (event,) = read(body).events
    assert not event.is_save_the_date
    assert "isSaveTheDate" not in event_to_json(event)


def test_of_several_events_only_the_one_that_says_so(read: Read) -> None:
    extraction = read(
        "<h1>Termine</h1><ul>"
        "<li><h3>Save the Date: Forum Wege</h3><p>3. Mai 2026, Gera</p></li>"
        "<li><h3>Fachtag Höfe</h3><p>7. Mai 2026, Jena</p></li>"
        "<li><h3>Tagung Wald</h3><p>9. Mai 2026, Suhl</p></li></ul>"
    )
    assert [event.is_save_the_date for event in extraction.events] == [True, False, False]
