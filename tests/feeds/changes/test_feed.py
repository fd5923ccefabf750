"""The feed of changes: what gives an item, what it holds, and what never gives one."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import feedparser
import pytest
from lxml import etree
from stages import CANCELLED, HALLE, LEIPZIG, MARCH, on

from feeds import FeedSettings, build
from feeds.lint import lint_files
from model import Change, ChangeKind, Organizer, When


def test_an_item_as_feedparser_reads_it(make, settings, only, read):
    before = make.event(when=on(make, 2026, 3, 2, 10), locations=(LEIPZIG,))
    after = make.event(
        when=on(make, 2026, 3, 9, 10),
        locations=(HALLE,),
        organizers=(Organizer(name="Stadt Halle"),),
        url="https://bmwe.example/termine/jahrestagung",
        sequence=4,
    )
    history = make.changes(before, after)
    files = build(make.snapshot(after, changes=history), settings).files
    data = files["aenderungen.rss"]
    entry = only(read(data))
    assert entry.title == (
        "verschoben: 2. März → 9. März 2026; neuer Ort: Leipzig → Halle (Saale) · "
        "Regionalpolitische Jahrestagung"
    )
    assert entry.id == "tag:regioradar.example,2026:jahrestagung@regioradar.example/aenderung/4"
    assert entry.guidislink is False
    assert entry.link == "https://kalender.example/termin/a3388aadcad6.html"
    assert entry.published_parsed[:6] == (2026, 1, 21, 9, 15, 30)
    assert [tag.term for tag in entry.tags] == ["Änderung"]
    assert entry.author == "Stadt Halle"
    assert entry.summary == (
        "Verschoben: 2. März → 9. März 2026; neuer Ort: Leipzig → Halle (Saale). "
        "Wann: 9. März 2026, 10 Uhr · Bisher: 2. März 2026, 10 Uhr · "
        "Wo: Händel-Halle, Halle (Saale) · Bisheriger Ort: Rathaus, Leipzig · "
        "Veranstalter: Stadt Halle"
    )
    text = only(entry.content).value
    assert "Bisher: 2. März 2026, 10 Uhr" in text
    assert 'Quelle: <a href="https://bmwe.example/neu" rel="noopener">BMWE</a>' in text
    assert "Redaktion" not in text
    channel = feedparser.parse(data).feed
    assert channel.title == "Änderungen · Termine, Regionen; Räume"
    assert channel.updated_parsed[:6] == (2026, 1, 21, 9, 15, 30)
    assert lint_files(files, settings, now=history[0].at) == []


def test_an_item_never_changes_again(make, settings, feed):
    first = make.event(name="Forum", when=MARCH)
    moved = make.event(name="Forum", when=When(start=date(2026, 3, 9)), sequence=1)
    renamed = replace(
        make.event(name="Großes Forum", when=When(start=date(2026, 3, 9))), sequence=2
    )
    off = replace(renamed, event=replace(renamed.event, status=CANCELLED), sequence=3)

    def items(*states):
        data = feed(make.snapshot(states[-1], changes=make.changes(*states)), settings)
        return [etree.tostring(item) for item in etree.fromstring(data).iter("item")]

    (then,) = items(first, moved)
    assert items(first, moved, renamed) == [then]
    newest, oldest = items(first, moved, renamed, off)
    assert oldest == then
    assert "abgesagt: Großes Forum".encode() in etree.tostring(
        etree.fromstring(newest), encoding="utf-8"
    )


def test_the_newest_first_and_not_too_many(make, feed, read):
    settings = FeedSettings(base_url="https://kalender.example/", max_items=3)
    states = [make.event(when=When(start=date(2026, 3, day)), sequence=day) for day in range(2, 9)]
    entries = read(feed(make.snapshot(states[-1], changes=make.changes(*states)), settings))
    assert [entry.id.rpartition("/")[2] for entry in entries] == ["8", "7", "6"]
    assert [entry.title.partition(" · ")[0] for entry in entries] == [
        "verschoben: 7. März → 8. März 2026",
        "verschoben: 6. März → 7. März 2026",
        "verschoben: 5. März → 6. März 2026",
    ]


def test_what_is_no_item(make, settings, feed, read):
    def moved(**fields):
        return make.event(**fields), make.event(when=MARCH, **{"sequence": 1, **fields})

    before, after = moved()
    history = make.changes(before, after)
    assert len(read(feed(make.snapshot(after, changes=history), settings))) == 1

    def without_item(stored, changes):
        data = feed(make.snapshot(stored, changes=changes), settings)
        assert read(data) == []

    renamed = replace(before, event=replace(before.event, name="Neu", description="Mehr"))
    without_item(renamed, make.changes(before, replace(renamed, sequence=1)))
    for hidden in (moved(publish=False), moved(is_report=True)):
        without_item(hidden[1], make.changes(*hidden))
    without_item(make.event("anderes"), history)
    # Before the first publication: the run that found the event went on to change it.
    without_item(after, make.changes(before, after, since=after.created))
    # It was over already: no plan hangs on it any more.
    without_item(after, make.changes(before, after, since=datetime(2026, 3, 4, 12, tzinfo=UTC)))
    for kind in set(ChangeKind) - {ChangeKind.FIELD}:
        without_item(after, tuple(replace(change, kind=kind) for change in history))


def test_a_coming_event_that_turns_out_to_be_over_is_told(make, titles):
    """Who planned to go must hear of it."""
    over = make.event(name="Forum", when=When(start=date(2026, 1, 20)))
    assert titles(make.event(name="Forum", when=MARCH), over) == [
        "verschoben: 2. März → 20. Januar 2026 · Forum"
    ]


@pytest.mark.parametrize(("hour", "count"), [(22, 1), (23, 0)])
def test_a_day_is_over_when_it_is_over_in_berlin(make, titles, hour, count):
    ten, two = (make.event(when=When(start=make.at(2026, 1, 20, h))) for h in (10, 14))
    assert len(titles(ten, two, since=datetime(2026, 1, 20, hour, 30, tzinfo=UTC))) == count


def test_only_what_was_published_counts(make, titles):
    """Against what readers last saw: not what happened while an event was held back."""
    first = make.event(name="Forum", when=MARCH)
    held = make.event(name="Forum", when=When(start=date(2026, 3, 5)), publish=False)
    again = make.event(name="Forum", when=When(start=date(2026, 3, 9)))
    assert titles(first, held, again) == ["verschoben: 2. März → 9. März 2026 · Forum"]
    assert titles(first, held, first) == []
    assert titles(held, again) == []
    without_a_day = make.event(name="Forum", when=None)
    assert titles(first, without_a_day, again) == ["verschoben: 2. März → 9. März 2026 · Forum"]


def test_what_was_published_together_is_one_item(make, settings, only, feed, read):
    """A run reads the event anew and then joins it with another: readers see the last of it."""
    event = make.event(when=MARCH, sequence=3)

    def change(old: str, new: str, sequence: int) -> Change:
        return Change(
            event_uid=event.uid,
            sequence=sequence,
            at=datetime(2026, 2, 1, 9, tzinfo=UTC),
            kind=ChangeKind.FIELD,
            field="startDate",
            old=old,
            new=new,
        )

    steps = (change("2026-03-07", "2026-03-02", 3), change("2026-03-09", "2026-03-07", 2))
    entry = only(read(feed(make.snapshot(event, changes=steps), settings)))
    assert entry.title.startswith("verschoben: 9. März → 2. März 2026")
    assert entry.id.endswith("/aenderung/3")


@pytest.mark.parametrize(
    ("staff", "note"),
    [
        (("endDate", "startDate"), "2026. Von der Redaktion berichtigt."),
        (("endDate",), "2026. Zum Teil von der Redaktion berichtigt."),
    ],
)
def test_staff_is_named_as_staff(make, settings, only, staff, note, feed, read):
    before, after = make.event(), make.event(when=MARCH, sequence=1)
    history = tuple(
        replace(change, by="Erika Muster", source_id="", page_url="")
        if change.field in staff
        else change
        for change in make.changes(before, replace(after, event=replace(after.event, name="Neu")))
    )
    moved = (replace(history[0], field="startDate", old="2026-03-01", new="2026-03-02"), *history)
    moved = tuple(replace(c, by=c.by if c.field in staff else "") for c in moved)
    data = feed(make.snapshot(after, changes=moved), settings)
    assert note in only(read(data)).summary
    assert b"Erika" not in data


def test_an_empty_feed_is_valid_and_has_no_date_of_now(make, settings, feed, read):
    data = feed(make.snapshot(), settings)
    assert read(data) == []
    assert etree.fromstring(data).find("channel/lastBuildDate") is None
    assert read(feed(make.snapshot(make.event()), settings)) == []


def test_a_value_that_no_record_admits_costs_its_items(make, settings):
    states = [make.event(when=When(start=date(2026, 3, day)), sequence=day) for day in (2, 3, 4, 5)]
    history = make.changes(*states)
    broken = tuple(
        replace(change, new="bald") if change.sequence == 3 else change for change in history
    )
    made = build(make.snapshot(states[-1], changes=broken), settings)
    data = made.files["aenderungen.rss"]
    assert [b"/aenderung/%d" % number in data for number in (3, 4, 5)] == [False, False, True]
    assert [problem.message.partition(":")[0] for problem in made.problems] == [
        f"revision {number} of 'jahrestagung@regioradar.example' left out of the feeds"
        for number in (4, 3)
    ]


def test_an_event_that_was_another_moves_the_date_of_every_file(make, settings):
    """A merged-away event vanishes; the date of the last change must not fall back with it."""
    gone_at = make.changed + timedelta(days=3)
    merged = Change(
        event_uid="verschwunden@regioradar.example",
        sequence=1,
        at=gone_at,
        kind=ChangeKind.MERGED,
        new=make.event().uid,
    )
    left = make.event(former_uids=(merged.event_uid,))
    files = build(make.snapshot(left, changes=(merged,)), settings).files
    assert b"LAST-MODIFIED:20260123T091530Z\r\nNAME" in files["alle.ics"]
    assert b"verschwunden" not in files["alle.ics"]
    for name in ("alle.rss", "aenderungen.rss"):
        assert feedparser.parse(files[name]).feed.updated_parsed[:3] == (2026, 1, 23)
    assert "23. Januar 2026" in files["index.html"].decode()


def test_times_without_a_zone_stop_nothing(make, settings, feed, read):
    before, after = make.event(), make.event(when=MARCH, sequence=1)
    naive = tuple(replace(c, at=c.at.replace(tzinfo=None)) for c in make.changes(before, after))
    assert read(feed(make.snapshot(after, changes=naive), settings)) == []
