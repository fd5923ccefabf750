"""Somebody who reads all files after each run, and finds in them what is true of that day."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from scenario.reading import Entry, calendar
from scenario.truths import Truth
from scenario.world import World

FILES = ("alle.ics", "alle.rss", "aenderungen.rss", "index.html")


@dataclass
class Subscriber:
    """Knows each event by the UID that it first had, and what the files held the day before."""

    uids: dict[str, str] = field(default_factory=dict)
    entries: dict[str, Entry] = field(default_factory=dict)
    files: dict[str, bytes] = field(default_factory=dict)
    truths: dict[str, Truth] = field(default_factory=dict)
    told: set[tuple[str, str]] = field(default_factory=set)

    def look(self, world: World, files: dict[str, bytes]) -> list[str]:
        """What is wrong with the files of a day, seen from the world and from the day before."""
        entries = calendar(files["alle.ics"])
        self._recognise(world, entries, event_items(files["alle.rss"]))
        faults = [
            *self._calendar(world, entries),
            *self._steady(world, entries),
            *self._feed(world, event_items(files["alle.rss"])),
            *self._changes(world, change_items(files["aenderungen.rss"])),
            *self._quiet(world, files),
        ]
        self.entries, self.files, self.truths = entries, files, dict(world.truths)
        self.told |= change_items(files["aenderungen.rss"])
        return faults

    def _recognise(self, world: World, entries: dict[str, Entry], items: dict[str, str]) -> None:
        """Give each event that is in a file for the first time the UID that it has there."""
        known = set(self.uids.values())
        for alias, truth in world.truths.items():
            if alias in self.uids:
                continue
            found = [e.uid for e in entries.values() if e.uid not in known and fits(e, truth)]
            if truth.start is None:
                found = [u for u, title in items.items() if u not in known and truth.title in title]
            if found:
                self.uids[alias] = found[0]
                known.add(found[0])

    def _calendar(self, world: World, entries: dict[str, Entry]) -> Iterator[str]:
        """The calendar holds just the events that it must, as they are."""
        wanted = {a: t for a, t in world.truths.items() if t.in_calendar(world.today)}
        names = {uid: alias for alias, uid in self.uids.items()}
        for uid in entries.keys() - {self.uids.get(alias, "") for alias in wanted}:
            yield f"too much in the calendar: {names.get(uid)} {show(entries[uid])}"
        for alias, truth in wanted.items():
            found = entries.get(self.uids.get(alias, ""))
            if found is None:
                yield f"not in the calendar: {alias}"
            elif not fits(found, truth):
                yield f"{alias} is {show(found)}, not {truth}"
            elif (found.sources, found.reports) != (len(truth.pages), len(truth.reports)):
                told = sorted(truth.pages), sorted(truth.reports)
                yield f"{alias}: {found.sources} sources, {found.reports} reports, not {told}"

    def _steady(self, world: World, entries: dict[str, Entry]) -> Iterator[str]:
        """What nothing befell is the same to the byte; what changed for readers counts on."""
        for alias, uid in self.uids.items():
            before, now = self.entries.get(uid), entries.get(uid)
            if before is None or now is None:
                continue
            if alias not in world.touched and now.same != before.same:
                yield f"{alias} changed though nothing befell it: {show(before)}, {show(now)}"
            if now.sequence < before.sequence:
                yield f"the SEQUENCE of {alias} fell"
            if alias not in world.truths:
                continue  # staff know that it is another event
            changed = seen(self.truths[alias]) != seen(world.truths[alias])
            if changed and now.sequence == before.sequence:
                yield f"{alias} changed without a new SEQUENCE"

    def _feed(self, world: World, items: dict[str, str]) -> Iterator[str]:
        """The feed holds an item of each event that is to come."""
        coming = {a: t for a, t in world.truths.items() if t.is_coming(world.today)}
        wanted = {self.uids.get(alias, alias): t.title for alias, t in coming.items()}
        for uid in wanted.keys() ^ items.keys():
            yield f"in the feed or not: {wanted.get(uid)}, {items.get(uid)}"
        for uid in wanted.keys() & items.keys():
            if wanted[uid] not in items[uid]:
                yield f"in the feed as {items[uid]}, not {wanted[uid]}"

    def _changes(self, world: World, items: set[tuple[str, str]]) -> Iterator[str]:
        """The feed of changes tells, once, of each change that plans hang on."""
        new = {uid for uid, _ in items - self.told}
        for alias, uid in self.uids.items():
            before, now = self.truths.get(alias), world.truths.get(alias)
            if before is None or now is None or not (before.shown and now.shown):
                continue
            coming = now.is_coming(world.today) or before.is_coming(world.today)
            if coming and plans(before) != plans(now) and uid not in new:
                yield f"{alias} changed, and nothing tells of it"
            if uid in new and plans(before) == plans(now):
                yield f"{alias} is said to have changed"

    def _quiet(self, world: World, files: dict[str, bytes]) -> Iterator[str]:
        """Where nothing happened and no event began or ended, no file changed by a byte."""
        if world.touched or world.rolls_over():
            return
        for name, body in files.items():
            if name == "index.html" and world.stirred:
                continue
            if body != self.files.get(name, body):
                yield f"{name} changed though nothing happened"


def fits(entry: Entry, truth: Truth) -> bool:
    """Whether an event of the calendar is what is true of it."""
    return (
        entry.summary == truth.status + truth.title
        and (entry.start, entry.end) == (truth.start, truth.end)
        and entry.status == truth.status.name
        and all(word in entry.location for word in truth.place)
    )


def show(entry: Entry) -> str:
    """An event in one line."""
    return f"{entry.summary} | {entry.start} – {entry.end} | {entry.location} | {entry.status}"


def seen(truth: Truth) -> tuple[object, ...]:
    """What a reader sees of an event, without its sources."""
    return (truth.title, truth.start, truth.end, truth.place, truth.status)


def plans(truth: Truth) -> tuple[object, ...]:
    """What readers plan by."""
    return (truth.start, truth.end, truth.place, truth.status)


def change_items(feed: bytes) -> set[tuple[str, str]]:
    """UID and revision of each item of the feed of changes."""
    guids = (item.findtext("guid") or "" for item in etree.fromstring(feed).iter("item"))
    parts = (re.sub(r"^tag:[^:]+:", "", guid).split("/aenderung/") for guid in guids)
    return {(uid, revision) for uid, revision in parts}


def event_items(feed: bytes) -> dict[str, str]:
    """The titles of a feed's events by UID."""
    return {
        re.sub(r"^tag:[^:]+:", "", item.findtext("guid") or ""): item.findtext("title") or ""
        for item in etree.fromstring(feed).iter("item")
        if item.findtext("category") == "Termin"
    }
