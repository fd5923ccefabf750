"""One published event out of all that pages tell of it: field by field the better mention wins.

Pure: no SQL, no clock; the same mentions give the same event in whatever order they come. Which
mentions belong together is decided elsewhere (`store.identity`, `store.consolidating`).

Better is, in this order: not in retrospect, still on its page, the organiser's own page, structured
data (for the field), a page about the event before one that lists it, the more confident, the
fuller, and last the source's name and the address, so that it never wavers. A report adds nothing
to an event that was announced for a day: who has noted it need not note it anew.

The event may be published where a mention that gives the event's day is sure enough to be: a
listing that vouches for the day lets a detail page's fuller reading through, not another day.
"""

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any

from model import CoarseWhen, Conflict, Event, EventStatus, PageKind, When
from model.schema_org import event_to_json
from store.conflicts import conflicts_among

_KIND_RANK = {
    PageKind.EVENT: 0,
    PageKind.ANNOUNCEMENT: 1,
    PageKind.NEWS: 2,
    PageKind.REPORT: 3,
    PageKind.OTHER: 4,
    PageKind.LISTING: 5,
}
OFF = (EventStatus.CANCELLED, EventStatus.POSTPONED)
"""The states in which an event does not take place on its day."""
_STRUCTURED = ("json-ld", "microdata", "h-event", "icalendar", "rest")
"""How the rules begin that read data, not text."""

_FIELDS = {
    "name": ("name",),
    "when": ("startDate", "endDate"),
    "locations": ("location",),
    "organizers": ("organizer",),
    "attendance_mode": ("eventAttendanceMode",),
    "previous_start": ("previousStartDate",),
    "description": ("description",),
    "url": ("url",),
    "offers": ("offers",),
    "recurrence": ("recurrence",),
    "identifier": ("identifier",),
}
"""The fields of an event with the names that their evidence goes by."""

_NOT_PUBLISHED = ("evidence", "confidence", "reasons", "identifier", "yearSource")


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """What one page tells of an event. `missing`: it does not any more. `own`: the organiser's."""

    source_id: str
    page_url: str
    position: str
    page_kind: PageKind
    event: Event
    missing: bool = False
    own: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Merged:
    """The event as it is to be published, before staff's corrections.

    `tellers` are the source and the page of each mention, `origins` those that each field was
    taken from, `conflicts` are what other pages that still stand say otherwise. `vouchers` are the
    sources that are sure enough of it to publish it. `ranked` are the mentions, the best first.
    """

    event: Event
    tellers: tuple[tuple[str, str], ...] = ()
    origins: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    conflicts: tuple[Conflict, ...] = ()
    vouchers: frozenset[str] = frozenset()
    ranked: tuple[Telling, ...] = ()


def completeness(event: Event) -> tuple[int, float, str]:
    """Sorts the fuller of two readings last; the words decide between equally full ones."""
    return (_filled(event), event.confidence, json.dumps(event_to_json(event), sort_keys=True))


def merge(tellings: Iterable[Telling]) -> Merged:
    """One event out of what pages tell of it. Raises ValueError without a telling."""
    ranked = sorted(tellings, key=_rank)
    if not ranked:
        raise ValueError("an event needs at least one page that tells of it")
    announced = [telling for telling in ranked if not telling.event.is_report]
    if any(telling.event.when for telling in announced):
        ranked = announced
    draft = _Draft(ranked[0])
    tellers = tuple(sorted({(telling.source_id, telling.page_url) for telling in ranked}))
    if len(ranked) == 1:
        only = ranked[0]
        return Merged(
            event=only.event,
            tellers=tellers,
            origins=draft.origins,
            vouchers=_vouchers(only.event, ranked),
            ranked=(only,),
        )
    for name, labels in _FIELDS.items():
        if name != "when":
            draft.take(_best(ranked, name), name, *labels)
    _take_when(draft, ranked)
    _take_status(draft, ranked)
    event = _with_trust(draft, ranked)
    return Merged(
        event=event,
        tellers=tellers,
        origins=draft.origins,
        conflicts=conflicts_among(event, ranked),
        vouchers=_vouchers(event, ranked),
        ranked=tuple(ranked),
    )


_ENCODE = json.JSONEncoder(sort_keys=True).encode


def content_hash(data: Mapping[str, Any]) -> str:
    """A hash of what readers of the feeds see: not of evidence, confidence and reasons.

    `data` is the event in the form of the machine interface.
    """
    return hashlib.sha256(_ENCODE(shown(data)).encode("ascii")).hexdigest()


def shown(data: Mapping[str, Any]) -> dict[str, Any]:
    """What readers of the feeds see of an event, and whether they see it, by schema.org's names."""
    return {key: value for key, value in data.items() if key not in _NOT_PUBLISHED}


class _Draft:
    """The event in the making: the best mention, and fields that others tell better."""

    def __init__(self, base: Telling) -> None:
        self.base = base
        self.evidence = dict(base.event.evidence)
        self.values: dict[str, Any] = {}
        labels = [label for labels in _FIELDS.values() for label in labels]
        labels += ["eventStatus", "isReport", "isSaveTheDate", "publish"]
        self.origins = dict.fromkeys(labels, (base.source_id, base.page_url))

    def take(self, giver: Telling | None, name: str, *labels: str) -> None:
        """Take a field with its evidence, whose offsets point into the giver's page."""
        if giver is not None and giver is not self.base:
            self.put(getattr(giver.event, name), giver, name, *labels)

    def put(self, value: Any, giver: Telling, name: str, *labels: str) -> None:
        """Set a field to a value that `giver` is the source of."""
        self.values[name] = value
        for label in labels:
            for key in [key for key in self.evidence if _belongs(key, label)]:
                del self.evidence[key]
            found = {k: v for k, v in giver.event.evidence.items() if _belongs(k, label)}
            self.evidence.update(found)
            self.origins[label] = (giver.source_id, giver.page_url)

    def event(self) -> Event:
        """The event as far as it has come."""
        return replace(self.base.event, **self.values, evidence=self.evidence)


def _filled(event: Event) -> int:
    """How much an event says: one for every field, place and known end."""
    end = isinstance(event.when, When) and event.when.end is not None
    fields = sum(1 for name in _FIELDS if name != "name" and getattr(event, name))
    return fields + len(event.locations) + end


def _rank(telling: Telling) -> tuple[Any, ...]:
    return (*_standing(telling), *_worth(telling))


def _standing(telling: Telling) -> tuple[bool, bool, bool]:
    return (telling.event.is_report, telling.missing, not telling.own)


def _worth(telling: Telling) -> tuple[Any, ...]:
    return (
        _KIND_RANK[telling.page_kind],
        -telling.event.confidence,
        -_filled(telling.event),
        telling.source_id,
        telling.page_url,
        telling.position,
    )


def _structured(telling: Telling, label: str) -> bool:
    evidence = telling.event.evidence.get(label)
    return evidence is not None and evidence.rule.startswith(_STRUCTURED)


def _belongs(key: str, label: str) -> bool:
    return key == label or key.startswith(f"{label}.")


def _first(ranked: Sequence[Telling], admits: Callable[[Telling], bool]) -> Telling | None:
    return next((telling for telling in ranked if admits(telling)), None)


def _best(ranked: Sequence[Telling], name: str) -> Telling | None:
    """Who tells a field best, of those that tell it at all. What text says is for readers."""
    tellers = [telling for telling in ranked if getattr(telling.event, name)]
    if name in ("name", "description"):
        return tellers[0] if tellers else None
    return _most_exact(tellers, _FIELDS[name][0])


def _most_exact(tellers: Sequence[Telling], label: str) -> Telling | None:
    def key(telling: Telling) -> tuple[Any, ...]:
        return (*_standing(telling), not _structured(telling, label))

    return min(tellers, key=key, default=None)  # of equals the first: the best in rank


def _take_when(draft: _Draft, ranked: Sequence[Telling]) -> None:
    """The best exact time, else the best rough one; then what others know more of the same days.

    A clock time and an end come from a mention that begins on the same day.
    """
    exact = [telling for telling in ranked if isinstance(telling.event.when, When)]
    giver = _most_exact(exact, "startDate")
    if giver is None:
        draft.take(_first(ranked, lambda t: t.event.when is not None), "when", *_FIELDS["when"])
        return
    draft.take(giver, "when", *_FIELDS["when"])
    when = giver.event.when
    same = [t for t in exact if _days(t.event.when)[:1] == _days(when)[:1]]
    if isinstance(when, When) and when.all_day:
        timed = _first(same, lambda t: isinstance(t.event.when, When) and not t.event.when.all_day)
        when = _with_start(draft, when, timed)
    if isinstance(when, When) and when.end is None:
        start = when.start
        ends = _first(same, lambda t: _ends(t.event.when, start))
        _with_end(draft, when, ends)


def _with_start(draft: _Draft, when: When, timed: Telling | None) -> When:
    """The day with the clock time of another mention; a last day that is known stays known."""
    other = timed.event.when if timed is not None else None
    if timed is None or not isinstance(other, When):
        return when
    end = other.end if when.end is None or other.last_day == when.last_day else when.end
    changed = replace(when, start=other.start, end=end)
    draft.put(changed, timed, "when", "startDate")
    return changed


def _ends(when: object, start: date) -> bool:
    """Whether a time that begins on the same day has an end that fits to this start."""
    if not isinstance(when, When) or when.end is None:
        return False
    if not isinstance(start, datetime):
        return when.all_day
    if isinstance(when.start, datetime):
        return when.start == start
    return when.last_day > when.first_day


def _with_end(draft: _Draft, when: When, ends: Telling | None) -> None:
    other = ends.event.when if ends is not None else None
    if ends is not None and isinstance(other, When):
        draft.put(replace(when, end=other.end), ends, "when", "endDate")


def _take_status(draft: _Draft, ranked: Sequence[Telling]) -> None:
    """A page that says nothing of it says "scheduled": a word on it elsewhere counts.

    It must not be said in retrospect. That an event was called off for its day holds although the
    entry that said so is taken away: nobody has said anything else.
    """
    if draft.base.event.status is not EventStatus.SCHEDULED:
        return
    days = _days(draft.values.get("when", draft.base.event.when))[:1]

    def says(telling: Telling) -> bool:
        event = telling.event
        if event.is_report or event.status is EventStatus.SCHEDULED:
            return False
        off = event.status in OFF and event.publish and _days(event.when)[:1] == days
        return off or not telling.missing

    draft.take(_first(ranked, says), "status", "eventStatus")


def _with_trust(draft: _Draft, ranked: Sequence[Telling]) -> Event:
    """The event, as sure as the best mention that is sure of the merged day."""
    merged = draft.event()
    sure = _first(
        ranked,
        lambda t: t.event.publish and _trusted_days(t.event.when) == _trusted_days(merged.when),
    )
    voucher = sure or ranked[0]
    draft.origins["publish"] = (voucher.source_id, voucher.page_url)
    return replace(
        merged,
        is_report=all(telling.event.is_report for telling in ranked),
        is_save_the_date=_is_save_the_date(ranked),
        publish=sure is not None,
        confidence=voucher.event.confidence,
        reasons=voucher.event.reasons,
    )


def _vouchers(event: Event, ranked: Iterable[Telling]) -> frozenset[str]:
    """The sources of the mentions that are sure of the merged day."""
    days = _trusted_days(event.when)
    sure = (t for t in ranked if t.event.publish and _trusted_days(t.event.when) == days)
    return frozenset(telling.source_id for telling in sure)


def _is_save_the_date(ranked: Sequence[Telling]) -> bool:
    """Whether all pages that say more than a list still only ask to keep the day free."""
    standing = [telling for telling in ranked if not telling.missing] or ranked
    pages = [t for t in standing if t.page_kind is not PageKind.LISTING] or standing
    return all(telling.event.is_save_the_date for telling in pages)


def _days(when: object) -> tuple[date, ...]:
    """The first and the last day."""
    return (when.first_day, when.last_day) if isinstance(when, (When, CoarseWhen)) else ()


def _trusted_days(when: object) -> tuple[date, ...]:
    """What a page must agree in to vouch for a time: the first day, or the whole rough span."""
    return _days(when)[:1] if isinstance(when, When) else _days(when)
