"""What staff type into the fields of the review: a value that can be stored, or a German line."""

import json
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

from fuzzing.drawing import choice
from fuzzing.target import must
from fuzzing.words import DATES, PROSE, encoded
from model import Place, When
from model.schema_org import moment_from_iso, place_from_json
from regioradar.reviewing.reading import find_places, read_times
from review import typed
from review.form import Form
from review.typed import TypedError, TypedPlace

WORDS = (*encoded(DATES, DATES, PROSE), b"Musterstra\xc3\x9fe 1, 06108 Halle (Saale)", b"\n", b",")
TODAY = date(2026, 3, 2)
KNOWN = (None, When(start=date(2026, 5, 3)), When(start=date(2024, 2, 29), end=date(2024, 3, 1)))
_HALLE = Place(name="Händel-Halle", postal_code="06108", address_locality="Halle (Saale)")


def check(data: bytes) -> None:
    """One byte chooses the field, one what is known of it; the rest is what was typed."""
    text = data[2:].decode("utf-8", "replace")
    known = choice(data, 1, KNOWN)
    try:
        choice(data, 0, _FIELDS)(text, known)
    except TypedError as error:
        must(bool(str(error).strip()), "what cannot be taken is told")
        must(len(str(error)) < len(text) + 2000, "what is told is short", len(str(error)))


def _when(text: str, known: When | None) -> None:
    values = typed.typed_when(text, known, TODAY, read_times)
    if values["startDate"] is None:
        must(not text.strip(), "a field that was filled is not empty", text)
        return
    end = values["endDate"]
    start = moment_from_iso(values["startDate"])
    When(start=start, end=moment_from_iso(end) if end else None)
    said = typed.understood(values)
    again = typed.typed_when(said, known, TODAY, read_times)
    must(again == values, "what is said back is read the same way", said, values, again)


def _moment(text: str, _known: When | None) -> None:
    value = typed.typed_moment(text, TODAY, read_times)
    must(value is None or bool(moment_from_iso(value)), "a moment is stored", value)


def _day(text: str, _known: When | None) -> None:
    typed.typed_day(text, TODAY, read_times)


def _place(text: str, known: When | None) -> None:
    town, _, name = text.partition("\n")
    value = typed.typed_place(
        TypedPlace(name=name, town=town, as_written=known is None),
        None if known is None else _HALLE,
        find_places,
    )
    if value is not None:
        place_from_json(json.loads(json.dumps(value)))


def _places(text: str, _known: When | None) -> None:
    for value in typed.typed_places(text, [_HALLE], find_places):
        place_from_json(json.loads(json.dumps(value)))


def _rest(text: str, _known: When | None) -> None:
    typed.typed_organizers(text, [{"name": "Stadt Gera", "url": "https://a.example/"}])
    typed.typed_url(text)
    typed.typed_name(text)


def _form(text: str, _known: When | None) -> None:
    pairs = [line.partition("=") for line in text.splitlines()]
    form = Form.of({name: value for name, _, value in pairs})
    must(isinstance(form.groups, tuple), "a form has its groups")


_FIELDS: tuple[Callable[[str, Any], None], ...] = (
    _when, _when, _moment, _day, _place, _places, _rest, _form,
)  # fmt: skip


def seeds() -> Iterator[bytes]:
    """What people type."""
    for field, text in (
        (0, "2.–3. März 2026"), (0, "02.03.26, 10–16 Uhr"), (0, "2. März 2026, ab 10 Uhr"),
        (2, "Mo, 2. März 2026"), (3, "3.5."), (4, "Halle\nHändel-Halle"), (4, "Frankfurt"),
        (5, "Händel-Halle, Salzgrafenplatz 1, 06108 Halle (Saale)\nGera"),
        (6, "https://a.example/"), (7, "name=X\nwar=name=1\nwahl.name=Y\nnotiz=z"),
    ):  # fmt: skip
        yield bytes((field, 1)) + text.encode()
