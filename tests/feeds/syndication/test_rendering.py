"""Items as bytes: each written once for all selections, and in all formats or in none."""

from collections import Counter
from dataclasses import replace
from datetime import date

import pytest

from feeds import build
from feeds.build import plan
from feeds.selections import FeedFormat
from feeds.syndication.rendering import FORMATS
from model import Severity, When


@pytest.fixture
def written(monkeypatch):
    """Count how often each item is written in each format; "giftig" cannot be written in JSON."""
    counted: Counter[tuple[FeedFormat, str]] = Counter()

    def counting(name: FeedFormat, fmt):
        def write(item) -> bytes:
            counted[name, item.guid.rpartition(":")[2]] += 1
            if name is FeedFormat.JSON and "giftig" in item.guid:
                raise RuntimeError("no JSON can carry it")
            return fmt.write_item(item)

        return replace(fmt, write_item=write)

    for name, fmt in list(FORMATS.items()):
        monkeypatch.setitem(FORMATS, name, counting(name, fmt))
    return counted


def history(make, uid: str):
    before = make.event(uid, name="Forum Wasserstoffwirtschaft")
    moved = replace(before.event, when=When(start=date(2026, 4, 1)))
    after = replace(before, event=moved, sequence=1)
    return after, make.changes(before, after)


def test_each_item_is_written_once(make, settings, written):
    event, changes = history(make, "e1")
    due = make.deadline(event.uid, date(2026, 2, 16))
    made = build(
        make.snapshot(event, news=(make.news("n1"),), deadlines=(due,), changes=changes), settings
    )
    assert made.problems == ()
    holding = [n for n, body in made.files.items() if n.endswith(".atom") and b":e1<" in body]
    assert {"alle.atom", "demnaechst.atom", "quelle/bmwe.atom"} < set(holding)
    ids = ("e1", "n1", "frist-e1", "e1/aenderung/1")
    assert written == {(name, id_): 1 for name in FORMATS for id_ in ids}


def test_an_event_that_one_format_cannot_carry_is_nowhere(make, settings, written):
    poisoned, sound = make.event("giftig", name="Giftig"), make.event("gesund", name="Gesund")
    made = build(make.snapshot(poisoned, sound), settings)
    assert [p.severity for p in made.problems] == [Severity.ERROR]
    assert "'giftig' left out" in made.problems[0].message
    assert not [name for name, body in made.files.items() if b"Giftig" in body]
    assert b"Gesund" in made.files["alle.json"]
    assert written[FeedFormat.JSON, "giftig"] == 1


def test_news_and_deadlines_are_in_all_formats_or_in_none(make, settings, written):
    """The event that they belong to stays; each is told once, however many feeds miss it."""
    event, changes = history(make, "e1")
    due = replace(make.deadline(event.uid, date(2026, 2, 16)), uid="giftig-frist")
    news = (make.news("giftig-meldung", headline="Giftige Meldung"), make.news("n1"))
    snapshot = make.snapshot(event, news=news, deadlines=(due,), changes=changes)
    made = build(snapshot, settings)
    told = [p.message.partition(":")[0] for p in made.problems if p.severity is Severity.ERROR]
    assert sorted(told) == [
        "'giftig-frist' left out of the feeds",
        "'giftig-meldung' left out of the feeds",
    ]
    feeds = {n: b for n, b in made.files.items() if n.endswith((".rss", ".atom", ".json"))}
    assert not [n for n, b in feeds.items() if n != "events.json" and b":giftig" in b]
    assert all(b"/aenderung/1" in made.files[f"aenderungen.{s}"] for s in ("rss", "atom", "json"))
    assert written[FeedFormat.JSON, "giftig-meldung"] == 1


def test_a_feed_of_which_nothing_has_changed_is_not_made_again(make, settings):
    """The key of a file says it: not another day, not when a page was last read."""
    event, changes = history(make, "e1")
    snapshot = make.snapshot(event, news=(make.news(),), changes=changes)
    mention = replace(event.mentions[0], last_seen=make.at(2026, 2, 11, 8))
    read_again = replace(
        snapshot,
        today=date(2026, 2, 11),
        events=(replace(event, mentions=(mention,)),),
    )

    def keys(found) -> dict[str, str]:
        endings = (".rss", ".atom", ".json")
        return {f.name: f.key for f in plan(found, settings).files if f.name.endswith(endings)}

    before = keys(snapshot)
    feeds = before.keys() - {"events.json"}
    again = keys(read_again)
    assert {name: again[name] for name in feeds} == {name: before[name] for name in feeds}
    renamed = replace(event, event=replace(event.event, name="Großes Forum"))
    after = keys(replace(snapshot, events=(renamed,)))
    changed = {name for name in feeds if after.get(name) != before[name]}
    assert {"alle.rss", "alle.atom", "alle.json", "demnaechst.json"} <= changed
    assert "neuigkeiten.rss" not in changed
