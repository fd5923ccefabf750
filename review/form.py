"""The form of an event's screen: what was typed or chosen, told from what was not, and read.

Nothing that was typed is ever dropped: what cannot be taken stays in its input with the reason
beside it.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from math import isfinite
from typing import Any

from model import Event, Place
from model.schema_org import event_from_json, event_to_json
from review import typed
from review.fields import GROUPS, Group, Kind, digest, inputs_of, normal, words_of
from review.setup import Dates
from review.typed import Places, TypedError, TypedPlace
from store.reviewing.records import Act

LONGEST = 20_000
"""Characters of an input that are taken; a description has some thousands."""
_KNOWN = "war"
_CHOICE, _PICK, _WRITTEN = "wahl", "ort", "trotzdem"
TAKE_BACK = "zurueck"
"""What is sent as the choice of a group whose correction is to be taken back."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """What came in. `inputs` are the texts of the inputs that were sent, `touched` those of them
    that are not what they were before, `known` the digests of what was shown.

    `chosen` are the values of groups that were picked among alternatives, `uncorrect` the groups
    whose correction is to be taken back; `pick` and `as_written` say what a town's name means.
    """

    version: str = ""
    known: Mapping[str, str] = field(default_factory=dict)
    inputs: Mapping[str, str] = field(default_factory=dict)
    touched: frozenset[str] = frozenset()
    chosen: Mapping[str, str] = field(default_factory=dict)
    uncorrect: frozenset[str] = frozenset()
    pick: str = ""
    as_written: bool = False
    note: str = ""

    @classmethod
    def of(cls, sent: Mapping[str, str]) -> "Form":
        """Read it from what a browser sent."""
        before = dict(part.partition("=")[::2] for part in sent.get(_KNOWN, "").split(","))
        names = [name for group in GROUPS for name in group.inputs]
        inputs = {name: normal(sent[name])[:LONGEST] for name in names if name in sent}
        chosen = {group.key: sent.get(f"{_CHOICE}.{group.key}", "") for group in GROUPS}
        return cls(
            version=sent.get("version", "")[:200],
            known=before,
            inputs=inputs,
            touched=frozenset(n for n, text in inputs.items() if before.get(n) != digest(text)),
            chosen={key: text for key, text in chosen.items() if text not in ("", TAKE_BACK)},
            uncorrect=frozenset(key for key, text in chosen.items() if text == TAKE_BACK),
            pick=sent.get(_PICK, ""),
            as_written=bool(sent.get(_WRITTEN)),
            note=" ".join(sent.get("notiz", "").split())[:1000],
        )

    def choice(self, key: str) -> str:
        """What was chosen of a group; "" for its present value."""
        return TAKE_BACK if key in self.uncorrect else self.chosen.get(key, "")

    @property
    def groups(self) -> tuple[Group, ...]:
        """The groups in which something was typed, chosen or taken back."""
        if not (self.chosen or self.uncorrect or self.touched or self.pick or self.as_written):
            return ()  # each row of the screen asks
        return tuple(
            group
            for group in GROUPS
            if group.key in self.chosen
            or group.key in self.uncorrect
            or not self.touched.isdisjoint(group.inputs)
            or (group.kind is Kind.PLACE and (self.pick or self.as_written))
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """Why the text of a group cannot be taken, in German; `choices` are the towns to pick from."""

    text: str
    choices: tuple[Place, ...] = ()
    unknown: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What a form comes to: values to set, fields to take back, or refusals by group.

    `understood` is how typed times are said back.
    """

    values: Mapping[str, Any] = field(default_factory=dict)
    uncorrect: tuple[str, ...] = ()
    refusals: Mapping[str, Refusal] = field(default_factory=dict)
    understood: tuple[str, ...] = ()

    @property
    def empty(self) -> bool:
        """Whether nothing is to be changed."""
        return not self.values and not self.uncorrect and not self.refusals


@dataclass(frozen=True, slots=True, kw_only=True)
class Clash:
    """A group that is not as it was when the form was made, or that was typed into."""

    group: Group
    now: str
    typed: str
    moved: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """What somebody else, or a run, did meanwhile: the last act, and the groups it is about."""

    last: Act | None
    clashes: tuple[Clash, ...] = ()


def conflict_of(form: Form, event: Event, last: Act | None) -> Conflict:
    """Hold what was typed against the event as it is now."""
    shown, data = inputs_of(event), event_to_json(event)
    found = []
    for group in GROUPS:
        moved = any(form.known.get(n, digest(shown[n])) != digest(shown[n]) for n in group.inputs)
        if moved or group in form.groups:
            found.append(
                Clash(
                    group=group, now=words_of(group, data), typed=_entered(group, form), moved=moved
                )
            )
    return Conflict(last=last, clashes=tuple(found))


def _entered(group: Group, form: Form) -> str:
    """What was typed into a group, chosen or asked for, as text."""
    if group.key in form.uncorrect:
        return "Korrektur zurücknehmen"
    if group.key in form.chosen:
        try:
            return words_of(group, _chosen(group, form.chosen[group.key]))
        except TypedError:
            return ""
    if group not in form.groups:
        return ""
    texts = [form.inputs.get(name, "") for name in group.inputs]
    said = ", ".join(filter(None, texts))
    if group.kind in (Kind.STATUS, Kind.MODE):
        said = words_of(group, {group.key: said})
    return said or "(leer)"


def read(
    form: Form,
    event: Event,
    today: date,
    dates: Dates,
    places: Places,
    corrected: Sequence[str] = (),
) -> Reading:
    """Read what was typed on top of an event as it was shown; `corrected` are fields set by staff.

    What comes to the value that stands there anyway sets nothing.
    """
    shown = event_to_json(event)
    found: dict[str, Any] = {}
    refusals: dict[str, Refusal] = {}
    for group in form.groups:
        if group.key in form.uncorrect:
            continue
        try:
            found |= _values(group, form, event, today, dates, places)
        except TypedError as error:
            refusals[group.key] = Refusal(
                text=str(error), choices=error.choices, unknown=error.unknown
            )
    changed = {name: value for name, value in found.items() if _other(value, shown.get(name))}
    if "startDate" in changed and "endDate" in found:
        changed["endDate"] = found["endDate"]
    back = tuple(
        name
        for group in form.groups
        if group.key in form.uncorrect
        for name in group.names
        if name in corrected
    )
    said = typed.understood(found) if {"startDate", "endDate"} & changed.keys() else ""
    return Reading(
        values=changed, uncorrect=back, refusals=refusals, understood=(said,) if said else ()
    )


def _other(value: Any, shown: Any) -> bool:
    return (value or None) != (shown or None)


def _values(
    group: Group, form: Form, event: Event, today: date, dates: Dates, places: Places
) -> dict[str, Any]:
    """The values of a group by field. Raises TypedError."""
    if group.key in form.chosen:
        return _chosen(group, form.chosen[group.key])
    if group.kind is Kind.WHEN:
        return typed.typed_when(form.inputs[group.key], event.when, today, dates)
    if group.kind is Kind.PLACE:
        return {group.key: typed.typed_place(_place(group, form, event), event.location, places)}
    text = form.inputs[group.key]
    if group.kind is Kind.PLACES:
        return {group.key: typed.typed_places(text, event.locations[1:], places)}
    if group.kind is Kind.MOMENT:
        return {group.key: typed.typed_moment(text, today, dates)}
    return {group.key: _PLAIN[group.kind](group, text, event)}


def _line(group: Group, text: str, _event: Event) -> str | None:
    return typed.typed_name(text) if group.key == "name" else " ".join(text.split()) or None


def _organizers(_group: Group, text: str, event: Event) -> Any:
    known = event_to_json(event)["organizer"] or []
    return typed.typed_organizers(text, known if isinstance(known, list) else [known])


_PLAIN: Mapping[Kind, Callable[[Group, str, Event], Any]] = {
    Kind.LINE: _line,
    Kind.ORGANIZERS: _organizers,
    Kind.URL: lambda _group, text, _event: typed.typed_url(text),
    Kind.TEXT: lambda _group, text, _event: text or None,
    Kind.STATUS: lambda _group, text, _event: text or None,
    Kind.MODE: lambda _group, text, _event: text or None,
    Kind.CLEAR: lambda _group, text, _event: text or None,
}


def _place(group: Group, form: Form, event: Event) -> TypedPlace:
    """The typed parts of a place; of those that were not sent what stands there."""
    sent = {**inputs_of(event), **form.inputs}
    name, street, code, town = (sent[each] for each in group.inputs)
    return TypedPlace(
        name=name,
        street=street,
        postal_code=code,
        town=town,
        town_key=form.pick,
        as_written=form.as_written,
    )


def _chosen(group: Group, text: str) -> dict[str, Any]:
    """The values of an alternative as the page sent them out. Raises TypedError.

    It comes back through the browser, so it may be anything: what no event can hold is refused.
    """
    try:
        data = json.loads(text, parse_float=_finite, parse_constant=_finite)
        if data.keys() <= set(group.names):
            event_from_json({"name": "-", **data})
            return dict(data)
    except (ValueError, TypeError, AttributeError, OverflowError, RecursionError):
        pass
    raise TypedError("Diese Wahl gibt es nicht; bitte noch einmal wählen.")


def _finite(text: str) -> float:
    """A number; JSON knows neither infinity nor NaN, Python reads both. Raises ValueError."""
    number = float(text)
    if not isfinite(number):
        raise ValueError(f"{text} is no number")
    return number
