"""Two events side by side, row by row, and what a choice between them means. Pure."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from model import AttendanceMode, Event, EventStatus, When
from model.schema_org import event_to_json
from review import telling
from review.values import value_words
from review.words import MODES, STATUSES

TOGETHER = "zusammen"
"""The choice of what all pages tell together, where that is neither of the two."""
SIDES = ("a", "b")

_ROWS = (
    ("name", "Titel", ("name",)),
    ("wann", "Wann", ("startDate", "endDate", "previousStartDate")),
    ("eventStatus", "Stand", ("eventStatus",)),
    ("location", "Ort", ("location",)),
    ("otherLocations", "Weitere Orte", ("otherLocations",)),
    ("eventAttendanceMode", "Form", ("eventAttendanceMode",)),
    ("organizer", "Veranstalter", ("organizer",)),
    ("url", "Link", ("url",)),
    ("offers", "Teilnahme", ("offers",)),
    ("recurrence", "Wiederholung", ("recurrence",)),
    ("description", "Beschreibung", ("description",)),
)
"""Rows by their names in the form, with the fields that go together."""
_USUAL = {
    "eventStatus": STATUSES[EventStatus.SCHEDULED],
    "eventAttendanceMode": MODES[AttendanceMode.OFFLINE],
}
"""What is not worth a row where both say it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One value of a row to choose: `code` is "a", "b" or `TOGETHER`.

    A time that is known only roughly cannot be chosen, unless it comes out by itself.
    """

    code: str
    words: str
    possible: bool
    chosen: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PairRow:
    """One row of the comparison: the values of both, and the choices where they differ.

    `same` rows have none. `third` is what comes of both where it is neither.
    """

    name: str
    label: str
    sides: tuple[Choice, Choice]
    same: bool
    third: Choice | None = None


def rows(
    one: Event, other: Event, together: Event, picks: Mapping[str, str] | None = None
) -> tuple[PairRow, ...]:
    """All rows in which either says something. `picks` are choices that were made before."""
    return tuple(_rows(one, other, together, picks or {}))


def _rows(one: Event, other: Event, together: Event, picks: Mapping[str, str]) -> Iterator[PairRow]:
    for name, label, _ in _ROWS:
        words = tuple(_words(event, name) for event in (one, other))
        if not any(words) or (words[0] == words[1] == _USUAL.get(name)):
            continue
        result = _words(together, name)
        natural = next((s for s, w in zip(SIDES, words, strict=True) if w == result), TOGETHER)
        picked = picks.get(name, natural)
        a, b = (
            Choice(
                code=code,
                words=said,
                possible=said == result or name != "wann" or isinstance(event.when, When),
                chosen=picked == code,
            )
            for code, said, event in zip(SIDES, words, (one, other), strict=True)
        )
        third = Choice(code=TOGETHER, words=result, possible=True, chosen=picked == TOGETHER)
        yield PairRow(
            name=name,
            label=label,
            sides=(a, b),
            same=words[0] == words[1],
            third=third if natural == TOGETHER and words[0] != words[1] else None,
        )


def chosen(one: Event, other: Event, together: Event, picks: Mapping[str, str]) -> dict[str, Any]:
    """The values of the fields that were picked, in the form of the machine interface.

    Only those that are another than what comes of both by itself.
    """
    sides = {"a": event_to_json(one), "b": event_to_json(other)}
    result = event_to_json(together)
    found: dict[str, Any] = {}
    for row in rows(one, other, together, picks):
        fields = next(fields for name, _, fields in _ROWS if name == row.name)
        for choice in row.sides:
            if choice.chosen and choice.possible and choice.words != _words(together, row.name):
                found |= {
                    n: sides[choice.code][n] for n in fields if sides[choice.code][n] != result[n]
                }
    return found


def _words(event: Event, name: str) -> str:
    """A row's value as people read it."""
    if name == "wann":
        words = telling.when_of(event) if event.when is not None else ""
        before = value_words("previousStartDate", event_to_json(event)["previousStartDate"])
        return f"{words} (früher: {before})" if before else words
    return value_words(name, event_to_json(event)[name])
