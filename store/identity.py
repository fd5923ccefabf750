"""Which event of its source is it? The keys of what a page tells, and the UIDs they stand for.

Pure: no SQL, no clock. What another source tells, and what no key connects, is compared elsewhere
(`store.consolidating`): here each source has its own events, called records.

The keys of a record, strongest first:

- `item:` the source's own item id;
- `url:` the page's address, where it tells of one event and is no listing, and the event's own
  address, where it has one. Title, day and status never enter these two kinds;
- `time:` organiser (or source), title, start to the minute, town;
- `fp:` organiser (or source), title with its ordinals and years, start day; and the same under
  the source where an organiser is named, since the next page may leave it out. The year of the
  day itself is no part of a title ("Jahrestagung 2026" in 2026);
- `page:` the page's address with the parts of `time:`, for an event without an exact day.

A key that two different events of one page share tells neither and is left out. The first two
kinds stand for an event until its page tells of the next edition (`store.editions`).
"""

import base64
import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import chain, count
from types import MappingProxyType

from model import CoarseWhen, Event, PageKind, When, fold, iso
from store.addresses import canonical_address, plain_address
from store.editions import are_unlike, is_next_edition
from store.merging import completeness

_STRENGTH = ("item", "url", "time", "fp", "page")
_LASTING = frozenset((0, 1))
"""The kinds of keys that hold while title and day change."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PageFacts:
    """What identity needs to know of a page.

    `day` is that of its reading (Europe/Berlin), `requested_url` is empty where it is `url`.
    """

    source_id: str
    url: str
    kind: PageKind
    day: date
    requested_url: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sighting:
    """An event as one page tells it on `day`, with its keys, strongest first.

    `tag` is what makes it another event than its neighbours on the page, `own` are the keys that
    are its page's address.
    """

    source_id: str
    day: date
    page_url: str
    keys: tuple[str, ...]
    last_resort: str
    tag: str
    event: Event
    own: tuple[str, ...] = ()

    @property
    def position(self) -> str:
        """What the event is found by on its page: its strongest key."""
        return self.keys[0] if self.keys else self.last_resort


@dataclass(frozen=True, slots=True, kw_only=True)
class Identified:
    """A sighting with the UID of its record. `minted` says that the UID is new."""

    sighting: Sighting
    uid: str
    minted: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolution:
    """All sightings with their UIDs, and the keys that stand for another record than before."""

    identified: tuple[Identified, ...]
    new_aliases: Mapping[str, str]


def mint_uid(key: str, authority: str) -> str:
    """A UID (RFC 5545 3.8.4.7, RFC 7986 5.3) that depends on nothing but `key`."""
    digest = base64.b32encode(hashlib.sha256(key.encode("utf-8", "replace")).digest())
    return f"{digest[:26].decode('ascii').lower()}@{authority}"


def sightings(page: PageFacts, events: Iterable[Event]) -> tuple[Sighting, ...]:
    """The events of one page with their keys, in the order of their positions.

    An event that the page tells twice in the same words is given once, in its fuller form.
    """
    drafts = _tagged([_draft(page, event) for event in events])
    if page.kind is not PageKind.LISTING and len({draft.tag for draft in drafts}) == 1:
        own = _unique(
            f"url:{address}" for address in map(canonical_address, _addresses(page)) if address
        )
        drafts = [replace(draft, keys=(*own, *draft.keys), own=own) for draft in drafts]
    drafts = _without_shared(drafts)
    fullest: dict[str, Sighting] = {}
    for draft in drafts:
        sighting = replace(draft, keys=tuple(sorted(_unique(draft.keys), key=strength)))
        known = fullest.get(sighting.position)
        if known is None or completeness(sighting.event) > completeness(known.event):
            fullest[sighting.position] = sighting
    return tuple(fullest[position] for position in sorted(fullest))


def resolve(
    found: Sequence[Sighting],
    known: Mapping[str, str],
    authority: str,
    events: Mapping[str, Event] = MappingProxyType({}),
) -> Resolution:
    """Give every sighting of one source its UID; `known` maps the source's keys to UIDs.

    The strongest key that is known decides. Two different events of one page never get one UID:
    the one with the stronger claim has it. `events` are the known records by UID: where the
    sighting is the next edition of one, it is a new record. Does not depend on the order of
    `found`.
    """
    ledger = _Ledger(known, events)
    waiting = sorted(found, key=_rank)
    for kind in range(len(_STRENGTH)):
        waiting = [s for s in waiting if not ledger.claim_known(s, kind)]
    for sighting in waiting:
        if not any(ledger.claim_known(sighting, kind) for kind in range(len(_STRENGTH))):
            ledger.mint(sighting, authority)
    new = {key: uid for key, uid in ledger.aliases.items() if known.get(key) != uid}
    return Resolution(identified=tuple(ledger.identified), new_aliases=new)


class _Ledger:
    """Who has which UID so far, and which keys stand for it."""

    def __init__(self, known: Mapping[str, str], events: Mapping[str, Event]) -> None:
        self.aliases = dict(known)
        self._events = dict(events)
        self._passed_on: set[str] = set()
        self.identified: list[Identified] = []
        self._tags: dict[tuple[str, str], str] = {}
        self._towns = {uid: towns for uid, event in events.items() if (towns := _towns(event))}

    def claim_known(self, sighting: Sighting, kind: int) -> bool:
        """Give the sighting the UID that one of its keys of that strength stands for."""
        for key in (*sighting.keys, sighting.last_resort):
            uid = self.aliases.get(key) if strength(key) == kind else None
            place = (sighting.page_url, uid or "")
            if uid is None or self._tags.get(place, sighting.tag) != sighting.tag:
                continue
            if kind not in _LASTING and self._elsewhere(uid, sighting):
                continue
            if self._strange(key, uid, sighting):
                continue
            if kind in _LASTING and self._followed(uid, sighting):
                # The page has gone on to the next edition, and takes its address along.
                del self.aliases[key]
                self._passed_on.add(key)
                continue
            self._give(sighting, uid, minted=False)
            return True
        return False

    def _followed(self, uid: str, sighting: Sighting) -> bool:
        before = self._events.get(uid)
        return before is not None and is_next_edition(before, sighting.event, sighting.day)

    def _elsewhere(self, uid: str, sighting: Sighting) -> bool:
        """Whether the event of that UID is in other towns: one course is held in many."""
        known, told = self._towns.get(uid), _towns(sighting.event)
        return bool(known and told and known.isdisjoint(told))

    def _strange(self, key: str, uid: str, sighting: Sighting) -> bool:
        """Whether a page names the address of quite another event as that of its own.

        A template may give one address to all its pages, or several events share one for tickets.
        """
        known = self._events.get(uid)
        return (
            key.startswith("url:")
            and key not in sighting.own
            and known is not None
            and are_unlike(known, sighting.event)
        )

    def mint(self, sighting: Sighting, authority: str) -> None:
        """A new UID from the strongest key that stands for no other event."""
        # Where every key is another event's, the last one is numbered.
        numbered = (f"{sighting.last_resort}#{number}" for number in count(2))
        keys = chain(sighting.keys, (sighting.last_resort,), numbered)
        taken = self._passed_on | self.aliases.keys()
        key = next(key for key in keys if key not in taken)
        uid = mint_uid(f"{sighting.source_id}|{key}", authority)
        self.aliases[key] = uid
        self._give(sighting, uid, minted=True)

    def _give(self, sighting: Sighting, uid: str, *, minted: bool) -> None:
        for key in sighting.keys:
            self.aliases.setdefault(key, uid)
        self._events.setdefault(uid, sighting.event)
        self._tags[sighting.page_url, uid] = sighting.tag
        if towns := _towns(sighting.event):
            self._towns[uid] = towns
        self.identified.append(Identified(sighting=sighting, uid=uid, minted=minted))


def _draft(page: PageFacts, event: Event) -> Sighting:
    """Item id, the event's own address and the fingerprints; tagged by day alone."""
    organizer = fold(event.organizers[0].name) if event.organizers else ""
    name = _title(event)
    label = f"{organizer or page.source_id}|{name}"
    town = fold(event.location.address_locality) if event.location else ""
    exact = f"{label}|{_start(event)}|{town}"
    by_page = f"page:{canonical_address(page.url) or plain_address(page.url)}|{exact}"
    keys = []
    if event.identifier:
        keys.append(f"item:{page.source_id}|{event.identifier}")
    address = canonical_address(event.url)
    if address and address not in {canonical_address(url) for url in _addresses(page)}:
        keys.append(f"url:{address}")
    if isinstance(event.when, When):
        day = event.when.first_day.isoformat()
        plain = f"fp:{label}|{day}"
        keys += [f"time:{exact}", plain] if town or not event.when.all_day else [plain]
        keys.append(f"fp:{page.source_id}|{name}|{day}")
        tag = plain
    else:
        keys.append(by_page)
        tag = by_page
    return Sighting(
        source_id=page.source_id,
        day=page.day,
        page_url=page.url,
        keys=tuple(keys),
        last_resort=by_page,
        tag=tag,
        event=event,
    )


def _tagged(drafts: Sequence[Sighting]) -> list[Sighting]:
    """Tell sessions apart: one title and day on one page, but two known times or two towns."""
    groups: dict[str, list[Sighting]] = defaultdict(list)
    for draft in drafts:
        groups[draft.tag].append(draft)
    told: list[Sighting] = []
    for tag, group in groups.items():
        events = [draft.event for draft in group]
        times = {_start(e) for e in events if isinstance(e.when, When) and not e.when.all_day}
        towns = {fold(e.location.address_locality) for e in events if e.location} - {""}
        if len(times) > 1 or len(towns) > 1:
            group = [
                replace(
                    draft,
                    tag=draft.last_resort,
                    keys=tuple(key for key in draft.keys if key != tag),
                )
                for draft in group
            ]
        told += group
    return told


def _without_shared(drafts: Sequence[Sighting]) -> list[Sighting]:
    """Leave out the keys that several different events of the page have."""
    tags: dict[str, set[str]] = defaultdict(set)
    for draft in drafts:
        for key in draft.keys:
            tags[key].add(draft.tag)
    return [
        replace(draft, keys=tuple(key for key in draft.keys if len(tags[key]) == 1))
        for draft in drafts
    ]


def _title(event: Event) -> str:
    """The folded title, without the year that the event's day has anyway."""
    words = fold(event.name).split()
    year = str(event.when.first_day.year) if isinstance(event.when, When) else ""
    return " ".join(word for word in words if word != year) or event.name.lower()


def _start(event: Event) -> str:
    if isinstance(event.when, When):
        return iso(event.when.start)
    if isinstance(event.when, CoarseWhen):
        return f"{event.when.first_day}/{event.when.last_day}"
    return ""


def _towns(event: Event) -> frozenset[str]:
    return frozenset(fold(place.address_locality) for place in event.locations) - {""}


def _addresses(page: PageFacts) -> tuple[str, ...]:
    return (page.url, page.requested_url) if page.requested_url else (page.url,)


def _unique(keys: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(keys))


def strength(key: str) -> int:
    """How strong a key is: the lower, the stronger."""
    return _STRENGTH.index(key.partition(":")[0])


def _rank(sighting: Sighting) -> tuple[int, str, str]:
    return (strength(sighting.position), sighting.page_url, sighting.position)
