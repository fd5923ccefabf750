"""The rows of the event screen: what is doubtful, which other values are worth a choice."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pytest
from scene import page

from model import BERLIN, Event, Organizer, Place, When
from review.fields import GROUP_OF, inputs_of, said_when, words_of
from review.form import Form, read
from review.pages import views_of
from review.rows import Row, Rows, rows_of
from store import Store

GENAUER = When(
    start=datetime(2026, 3, 12, 10, tzinfo=BERLIN), end=datetime(2026, 3, 12, 16, tzinfo=BERLIN)
)


@pytest.fixture
def rows(store: Store, clock: Any) -> Callable[[str], Rows]:
    """The rows of an event as things stand."""

    def make(uid: str) -> Rows:
        sheet = store.desk.sheet(uid, clock().date())
        pages = views_of(sheet.dossier.tellings, store, lambda _: "", {})
        return rows_of(sheet, pages)

    return make


def row(rows: Rows, key: str) -> Row:
    return next(row for row in (*rows.shown, *rows.rest) if row.group.key == key)


def test_what_only_says_less_is_no_choice(rows: Any, scene: Any) -> None:
    """The network names hours, house and street; the office the day, an hour and the town."""
    found = rows(scene.uid("Regionalkonferenz Beispielregion"))
    assert row(found, "startDate").words == "Donnerstag, 12. März 2026, 10–16 Uhr"
    assert [choice.words for choice in row(found, "startDate").choices] == []
    assert [choice.words for choice in row(found, "location").choices] == []
    assert [c.words for c in row(found, "name").choices] == ["Regionalkonferenz der Beispielregion"]


def test_what_says_otherwise_is_a_choice_and_a_doubt(rows: Any, scene: Any, clock: Any) -> None:
    uid = scene.uid("Regionalkonferenz Beispielregion")
    clock.tick(hours=1)
    other = "<dl><dt>Termin</dt><dd>12.03.2026, 11:00 Uhr</dd><dt>Ort</dt><dd>Halle</dd></dl>"
    url = "https://amt.localhost/veranstaltungen/konferenz"
    scene.run("amt", {url: page("Regionalkonferenz der Beispielregion", other)})
    when = row(rows(uid), "startDate")
    assert [(c.words, c.says) for c in when.choices] == [
        ("Donnerstag, 12. März 2026, 11 Uhr", ("amt.localhost",))
    ]
    assert when.loud
    assert "Andere Seiten sagen etwas anderes." in when.doubts


def test_origins_have_three_looks(rows: Any, scene: Any, store: Store, clock: Any) -> None:
    uid = scene.uid("Fachtag")
    assert {each.origin for each in rows(uid).shown} == {"auto"}
    version = store.desk.sheet(uid, clock().date()).item.version
    store.desk.correct(uid, version, {"name": "Fachtag"}, by="Paula", now=clock.tick(minutes=1))
    found = rows(uid)
    assert row(found, "name").origin == "corrected"
    assert row(found, "startDate").origin == "confirmed"
    assert row(found, "name").sure is None
    assert [choice.sent for choice in row(found, "name").choices] == ["zurueck"]


def test_empty_fields_of_little_use_stand_apart(rows: Any, scene: Any) -> None:
    found = rows(scene.uid("Fachtag"))
    assert {row.group.key for row in found.rest} >= {"previousStartDate", "recurrence"}
    assert row(found, "description") in found.shown


def test_nothing_typed_is_nothing_to_read() -> None:
    event = Event(
        name="Tagung",
        when=GENAUER,
        locations=(Place(name="Stadthaus", address_locality="Halle (Saale)"), Place(name="Foyer")),
        organizers=(Organizer(name="Amt", alternate_name="A"), Organizer(name="Netz")),
        description="Eins\n\nzwei",
        url="https://region.localhost/",
    )
    inputs = inputs_of(event)
    everything = Form(inputs=inputs, touched=frozenset(inputs))
    reading = read(everything, event, date(2026, 3, 1), _same(GENAUER), lambda _: ())
    assert reading.refusals == {}
    assert reading.values == {}
    assert reading.empty


def _same(when: When) -> Any:
    return lambda _text, _today: [when]


def test_times_are_said_with_their_weekdays() -> None:
    assert said_when(GENAUER) == "Donnerstag, 12. März 2026, 10–16 Uhr"
    night = When(
        start=datetime(2026, 3, 12, 20, tzinfo=BERLIN), end=datetime(2026, 3, 13, 2, tzinfo=BERLIN)
    )
    assert said_when(night) == "Donnerstag, 12. März 2026, 20 Uhr – Freitag, 13. März 2026, 2 Uhr"
    assert said_when(When(start=date(2026, 3, 12), end=date(2026, 3, 13))) == (
        "Donnerstag, 12. März, bis Freitag, 13. März 2026"
    )


def test_a_rough_time_is_said_as_the_page_says_it() -> None:
    coarse = {"from": "2026-09-01", "to": "2026-11-30", "grain": "season", "text": "Herbst 2026"}
    assert words_of(GROUP_OF["startDate"], {"coarse": coarse}) == "Herbst 2026"
    assert words_of(GROUP_OF["startDate"], {}) == ""
