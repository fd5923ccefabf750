"""What two states of the store say differently: by event, news item, deadline and page, by field.

Pure. Compared is what readers and staff see; where a value was read and how sure the reading is
are no difference by themselves, whether an event may be published is.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from model import StoredDeadline, StoredEvent, StoredNews
from model.schema_org import deadline_to_json, event_to_json, news_to_json
from store import Hold, StoredPage

_NOT_COMPARED = ("evidence", "reasons", "confidence", "yearSource")


class What(StrEnum):
    """What something in the store is."""

    EVENT = "event"
    NEWS = "news"
    DEADLINE = "deadline"
    PAGE = "page"
    """A page, of which only its fault is compared. It goes by its address and has no name."""


class Turn(StrEnum):
    """What would become of it."""

    NEW = "new"
    GONE = "gone"
    """No page tells of it any more."""
    CHANGED = "changed"


Place = tuple[str, str]
"""A source's id and the address of one of its pages."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One thing as a state of the store has it.

    `key` is its UID, for a page source and address. `pages` tell of it now; something that none
    tells of is still kept, but as good as gone. `fields` are in the form of the machine interface,
    flat (`location.address.addressLocality`); `quotes` are the words that they were read from.
    `former` are the keys of what turned out to be this.
    """

    what: What
    key: str
    name: str
    pages: tuple[Place, ...]
    fields: Mapping[str, Any]
    quotes: Mapping[str, str] = field(default_factory=dict)
    former: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldChange:
    """Another value of one field; None where it is empty. `quote` is where the new one stands.

    The field `page` is an address that tells of the thing: `old` no more, `new` from now on;
    `uid` is the event that one turned out to be, `delisted` whether its own sources give it no
    more; `conflict.<field>` is what other pages say of a
    field, `drifted.<field>` what they say now of one that staff corrected.
    """

    field: str
    old: Any
    new: Any
    quote: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """What would become of one thing. `pages` tell of it, or told of it where it is gone."""

    what: What
    turn: Turn
    key: str
    name: str
    pages: tuple[Place, ...]
    fields: tuple[FieldChange, ...]

    def loses(self, name: str) -> bool:
        """Return True where a field that had a value (not false) has none any more."""
        return any(f.field == name and f.old and not f.new for f in self.fields)


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What reading again comes to.

    `before` counts what there was, `read` the pages that were read, `unkept` those whose bodies
    are not kept any more, so that nobody can read them again. `holds` are the sources of which the
    guard would hold what was read; their differences are told as if it were let through.
    """

    differences: tuple[Difference, ...]
    before: Mapping[What, int]
    sources: int
    read: int
    unkept: int = 0
    holds: tuple[Hold, ...] = ()

    def of(self, what: What, turn: Turn) -> int:
        """How many of these there are."""
        return sum(1 for d in self.differences if (d.what, d.turn) == (what, turn))

    def losing(self, name: str) -> int:
        """How many events would stay and lose the field `name`."""
        kept = (d for d in self.differences if (d.what, d.turn) == (What.EVENT, Turn.CHANGED))
        return sum(1 for difference in kept if difference.loses(name))


def compare(before: Iterable[Item], after: Iterable[Item]) -> tuple[Difference, ...]:
    """What is new, gone or changed from one state to the other: events first, by name.

    Of `after` one item is held at a time, as long as it is no difference.
    """
    old = {(item.what, item.key): item for item in before}
    became: dict[tuple[What, str], str] = {}
    found = []
    for item in after:
        became |= {(item.what, key): item.key for key in item.former}
        found.append(_difference(old.pop((item.what, item.key), None), item))
    found += [_gone(item, became.get(key)) for key, item in old.items()]
    order = list(What)
    return tuple(
        sorted(
            (difference for difference in found if difference is not None),
            key=lambda d: (order.index(d.what), d.name, d.key),
        )
    )


def _difference(old: Item | None, new: Item) -> Difference | None:
    if old is None:
        return _told(Turn.NEW, new, new.pages, _changes(None, new))
    turn = Turn.GONE if old.pages and not new.pages else Turn.CHANGED
    changes = tuple(_changes(old, new))
    return _told(turn, new, new.pages or old.pages, changes) if changes else None


def _gone(old: Item, became: str | None) -> Difference:
    change = FieldChange(field="uid", old=old.key, new=became)
    return _told(Turn.GONE, old, old.pages, [change] if became else _changes(old, None))


def _told(
    turn: Turn, item: Item, pages: tuple[Place, ...], changes: Iterable[FieldChange]
) -> Difference:
    return Difference(
        what=item.what,
        turn=turn,
        key=item.key,
        name=item.name,
        pages=pages,
        fields=tuple(changes),
    )


def _changes(old: Item | None, new: Item | None) -> Iterator[FieldChange]:
    """The fields in the order of the new state, those that only the old one has behind them."""
    was: Mapping[str, Any] = old.fields if old else {}
    now: Mapping[str, Any] = new.fields if new else {}
    for name in {**now, **was}:
        if was.get(name) != now.get(name):
            quote = _quote(new, name) if now.get(name) is not None else ""
            yield FieldChange(field=name, old=was.get(name), new=now.get(name), quote=quote)
    if old is None or new is None:
        return
    for _, url in sorted({*old.pages} - {*new.pages}):
        yield FieldChange(field="page", old=url, new=None)
    for _, url in sorted({*new.pages} - {*old.pages}):
        yield FieldChange(field="page", old=None, new=url)


def _quote(item: Item | None, name: str) -> str:
    """The words behind a field or, where only the whole has some, behind what it is a part of."""
    while item is not None and name:
        if name in item.quotes:
            return item.quotes[name]
        name = name.rpartition(".")[0]
    return ""


def event_item(stored: StoredEvent) -> Item:
    """An event with the pages that still tell of it."""
    standing = [mention for mention in stored.mentions if mention.missing_since is None]
    conflicts: dict[str, list[Any]] = {}
    for conflict in stored.conflicts:
        conflicts.setdefault(f"conflict.{conflict.field}", []).append(conflict.value)
    delisted = {"delisted": True} if stored.delisted_since else {}
    drifted = {f"drifted.{c.field}": c.found for c in stored.corrections if c.drifted}
    return Item(
        what=What.EVENT,
        key=stored.uid,
        name=stored.event.name,
        pages=tuple((mention.source_id, mention.page_url) for mention in standing),
        fields={**flat(event_to_json(stored.event)), **delisted, **conflicts, **drifted},
        quotes={name: found.quote for name, found in stored.event.evidence.items()},
        former=stored.former_uids,
    )


def news_item(stored: StoredNews) -> Item:
    """A piece of news."""
    return Item(
        what=What.NEWS,
        key=stored.uid,
        name=stored.item.headline,
        pages=((stored.source_id, stored.item.url),),
        fields=flat({**news_to_json(stored.item), "event": stored.event_uid or None}),
    )


def deadline_item(stored: StoredDeadline) -> Item:
    """A deadline."""
    return Item(
        what=What.DEADLINE,
        key=stored.uid,
        name=stored.deadline.name or stored.deadline.quote,
        pages=((stored.source_id, stored.page_url),),
        fields=flat({**deadline_to_json(stored.deadline), "event": stored.event_uid or None}),
    )


def page_item(stored: StoredPage) -> Item:
    """A page with the fault of its last reading."""
    return Item(
        what=What.PAGE,
        key=f"{stored.source_id} {stored.url}",
        name="",
        pages=((stored.source_id, stored.url),),
        fields={"fault": stored.fault.value if stored.fault else None},
        quotes={"fault": stored.fault_message},
    )


def flat(record: Mapping[str, Any], prefix: str = "") -> dict[str, Any]:
    """The values of a record of the machine interface by path, without what is not compared.

    A list is a value; a part that is empty has no path.
    """
    values: dict[str, Any] = {}
    for key, value in record.items():
        if key in _NOT_COMPARED:
            continue
        if isinstance(value, Mapping):
            values |= flat(value, f"{prefix}{key}.")
        elif value not in (None, "", []):
            values[prefix + key] = value
    return values


def told_by(items: Iterable[Item], source_ids: frozenset[str]) -> Mapping[What, int]:
    """How many of the items stand on a page of one of the sources."""
    counts = dict.fromkeys(What, 0)
    for item in items:
        counts[item.what] += any(source in source_ids for source, _ in item.pages)
    return counts
