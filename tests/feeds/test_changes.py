"""The feed of changes: what gives an item, in which words, and what never does."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import feedparser
import pytest
from lxml import etree

from feeds import FeedSettings, build
from feeds.lint import lint_files, lint_rss
from model import (
    AttendanceMode,
    Change,
    ChangeKind,
    CoarseWhen,
    EventStatus,
    Grain,
    Organizer,
    Place,
    When,
)

MARCH = When(start=date(2026, 3, 2))
AUTUMN = CoarseWhen(
    first_day=date(2026, 9, 1), last_day=date(2026, 11, 30), grain=Grain.SEASON, text="Herbst 2026"
)
WINTER = CoarseWhen(
    first_day=date(2026, 12, 1), last_day=date(2027, 2, 28), grain=Grain.SEASON, text="im Winter"
)
HALLE = Place(name="Händel-Halle", address_locality="Halle (Saale)")
LEIPZIG = Place(name="Rathaus", address_locality="Leipzig")
ONLINE, MIXED = AttendanceMode.ONLINE, AttendanceMode.MIXED
CANCELLED, POSTPONED = EventStatus.CANCELLED, EventStatus.POSTPONED


def feed(snapshot, settings) -> bytes:
    made = build(snapshot, settings)
    assert [p for p in made.problems if "no event to publish" not in p.message] == []
    return made.files["aenderungen.rss"]


def read(data: bytes) -> list:
    assert lint_rss(data, self_url="https://kalender.example/aenderungen.rss") == []
    result = feedparser.parse(data)
    assert not result.bozo
    return result.entries


def titles(make, settings, *states, **fields) -> list[str]:
    """Return the titles of the feed, the latest first, after an event went through these states."""
    numbered = [replace(state, sequence=number) for number, state in enumerate(states)]
    snapshot = make.snapshot(numbered[-1], changes=make.changes(*numbered, **fields))
    return [entry.title for entry in read(feed(snapshot, settings))]


def on(make, *parts: int, until: int = 0) -> When:
    end = make.at(*parts[:3], until) if until else None
    return When(start=make.at(*parts), end=end)


def test_words_of_days(make, settings):
    def told(old, new):
        return titles(
            make, settings, make.event(name="Forum", when=old), make.event(name="Forum", when=new)
        )

    ninth = When(start=date(2026, 3, 9))
    two = When(start=date(2026, 3, 2), end=date(2026, 3, 3))
    next_year = When(start=date(2027, 3, 1))
    assert told(MARCH, ninth) == ["verschoben: 2. März → 9. März 2026 · Forum"]
    assert told(two, ninth) == ["verschoben: 2.–3. März → 9. März 2026 · Forum"]
    assert told(MARCH, next_year) == ["verschoben: 2. März 2026 → 1. März 2027 · Forum"]
    assert told(MARCH, two) == ["neue Dauer: 2. März → 2.–3. März 2026 · Forum"]
    assert told(AUTUMN, ninth) == ["Termin steht fest: 9. März 2026 · Forum"]
    assert told(MARCH, AUTUMN) == ["Termin wieder offen: 2. März 2026 → Herbst 2026 · Forum"]
    assert told(AUTUMN, WINTER) == ["neuer Zeitraum: Herbst 2026 → Winter 2026/27 · Forum"]
    assert told(AUTUMN, replace(AUTUMN, text="im Herbst")) == []
    assert told(None, MARCH) == []


def test_words_of_clock_times(make, settings):
    def told(old, new):
        return titles(
            make, settings, make.event(name="Forum", when=old), make.event(name="Forum", when=new)
        )

    ten, two = on(make, 2026, 3, 2, 10), on(make, 2026, 3, 2, 14)
    to_four, to_five = on(make, 2026, 3, 2, 10, until=16), on(make, 2026, 3, 2, 10, until=17)
    assert told(ten, two) == ["neue Uhrzeit: 10 → 14 Uhr · Forum · 2. März 2026, 14 Uhr"]
    assert told(to_four, to_five) == [
        "neue Uhrzeit: 10–16 → 10–17 Uhr · Forum · 2. März 2026, 10–17 Uhr"
    ]
    assert told(MARCH, ten) == ["Uhrzeit steht fest: 10 Uhr · Forum · 2. März 2026, 10 Uhr"]
    assert told(ten, MARCH) == ["Uhrzeit wieder offen, bisher 10 Uhr · Forum · 2. März 2026"]
    assert told(ten, on(make, 2026, 3, 9, 14)) == [
        "verschoben: 2. März → 9. März 2026; neue Uhrzeit: 10 → 14 Uhr · Forum"
    ]
    days = When(start=make.at(2026, 3, 2, 10), end=make.at(2026, 3, 3, 16))
    earlier = When(start=make.at(2026, 3, 2, 9), end=make.at(2026, 3, 3, 16))
    assert told(days, earlier)[0].startswith(
        "neue Uhrzeit: 10 Uhr bis 16 Uhr → 9 Uhr bis 16 Uhr · Forum"
    )


def test_words_of_places_and_forms(make, settings):
    def told(old, new):
        event = {"name": "Forum", "when": MARCH}
        return titles(make, settings, make.event(**event, **old), make.event(**event, **new))

    halle, leipzig = {"locations": (HALLE,)}, {"locations": (LEIPZIG,)}
    town = {"locations": (Place(address_locality="Halle (Saale)", postal_code="06108"),)}
    online = {"attendance_mode": ONLINE}
    end = "Forum · 2. März 2026"
    assert told(leipzig, halle) == [f"neuer Ort: Leipzig → Halle (Saale) · {end}"]
    other_house = {"locations": (Place(name="Stadthaus", address_locality="Halle (Saale)"),)}
    assert told(halle, other_house) == [
        f"neuer Ort: Händel-Halle, Halle (Saale) → Stadthaus, Halle (Saale) · {end}"
    ]
    assert told(town, halle) == [f"Ort steht fest: Händel-Halle, Halle (Saale) · {end}"]
    assert told(halle, town) == []
    assert told({}, halle) == [f"Ort steht fest: Händel-Halle, Halle (Saale) · {end}"]
    assert told(halle, {}) == [f"Ort wieder offen, bisher Händel-Halle, Halle (Saale) · {end}"]
    assert told(halle, online) == [f"findet online statt: {end}"]
    moved = {"status": EventStatus.MOVED_ONLINE, **halle}
    assert told(halle, moved) == [f"findet online statt: {end}"]
    assert told(online, halle) == [f"findet vor Ort statt: Händel-Halle, Halle (Saale) · {end}"]
    assert told(online, {"attendance_mode": MIXED, **halle}) == [
        f"findet auch vor Ort statt: Händel-Halle, Halle (Saale) und online · {end}"
    ]
    assert told(online, {}) == [f"Ort wieder offen, bisher online · {end}"]
    assert told(halle, {"attendance_mode": MIXED, **halle}) == [
        f"nun auch online: {end} · Halle (Saale) und online"
    ]
    assert told({"attendance_mode": MIXED, **halle}, halle) == [
        f"nicht mehr online: {end} · Halle (Saale)"
    ]
    surveyed = replace(HALLE, latitude=51.4825, longitude=11.9697, municipality_key="15002000")
    assert told(halle, {"locations": (surveyed,)}) == []
    assert told(halle, {"attendance_mode": AttendanceMode.OFFLINE, **halle}) == []


def test_words_of_states(make, settings):
    def told(*states, **fields):
        values = {"name": "Forum", "when": MARCH, **fields}
        return titles(make, settings, *(make.event(**{**values, **state}) for state in states))

    later = {"when": When(start=date(2026, 5, 4))}
    assert told({}, {"status": CANCELLED}, locations=(HALLE,)) == [
        "abgesagt: Forum · 2. März 2026 · Halle (Saale)"
    ]
    assert told({}, {"status": CANCELLED, **later}) == ["abgesagt: Forum · 4. Mai 2026"]
    assert told({"status": CANCELLED}, {"status": CANCELLED, **later}) == []
    assert told({"status": CANCELLED}, {}) == ["Absage zurückgenommen: Forum · 2. März 2026"]
    assert told({"status": CANCELLED}, later) == [
        "Absage zurückgenommen; verschoben: 2. März → 4. Mai 2026 · Forum"
    ]
    assert told({}, {"status": POSTPONED}) == [
        "verschoben, neuer Termin noch offen: Forum · bisher 2. März 2026"
    ]
    assert told({"status": POSTPONED}, {}) == [
        "findet zum bisherigen Termin statt: Forum · 2. März 2026"
    ]
    assert told({"status": POSTPONED}, {"status": EventStatus.RESCHEDULED, **later}) == [
        "verschoben: 2. März → 4. Mai 2026 · Forum"
    ]
    assert told({}, {"status": EventStatus.RESCHEDULED, "previous_start": date(2026, 2, 1)}) == []


def test_an_item_as_feedparser_reads_it(make, settings, only):
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
    assert entry.link == "https://bmwe.example/termine/jahrestagung"
    assert entry.published_parsed[:6] == (2026, 1, 21, 9, 15, 30)
    assert [tag.term for tag in entry.tags] == ["Änderung"]
    assert entry.author == "Stadt Halle"
    assert "Wann: 9. März 2026, 10 Uhr" in entry.summary
    assert "Bisher: 2. März 2026, 10 Uhr" in entry.summary
    assert "Wo: Händel-Halle, Halle (Saale)" in entry.summary
    assert "Bisheriger Ort: Rathaus, Leipzig" in entry.summary
    assert 'Quelle: <a href="https://bmwe.example/neu">BMWE</a>' in entry.summary
    assert "Redaktion" not in entry.summary
    channel = feedparser.parse(data).feed
    assert channel.title == "Termine, Regionen; Räume: Änderungen"
    assert channel.updated_parsed[:6] == (2026, 1, 21, 9, 15, 30)
    assert lint_files(files, settings, now=history[0].at) == []


def test_an_item_never_changes_again(make, settings):
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


def test_the_newest_first_and_not_too_many(make):
    settings = FeedSettings(base_url="https://kalender.example/", max_items=3)
    states = [make.event(when=When(start=date(2026, 3, day)), sequence=day) for day in range(2, 9)]
    entries = read(feed(make.snapshot(states[-1], changes=make.changes(*states)), settings))
    assert [entry.id.rpartition("/")[2] for entry in entries] == ["8", "7", "6"]
    assert [entry.title.partition(" · ")[0] for entry in entries] == [
        "verschoben: 7. März → 8. März 2026",
        "verschoben: 6. März → 7. März 2026",
        "verschoben: 5. März → 6. März 2026",
    ]


def test_what_is_no_item(make, settings):
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


def test_only_what_was_published_counts(make, settings):
    """Against what readers last saw: not what happened while an event was held back."""
    first = make.event(name="Forum", when=MARCH)
    held = make.event(name="Forum", when=When(start=date(2026, 3, 5)), publish=False)
    again = make.event(name="Forum", when=When(start=date(2026, 3, 9)))
    assert titles(make, settings, first, held, again) == [
        "verschoben: 2. März → 9. März 2026 · Forum"
    ]
    assert titles(make, settings, first, held, first) == []
    assert titles(make, settings, held, again) == []
    without_a_day = make.event(name="Forum", when=None)
    assert titles(make, settings, first, without_a_day, again) == [
        "verschoben: 2. März → 9. März 2026 · Forum"
    ]


def test_what_was_published_together_is_one_item(make, settings, only):
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
def test_staff_is_named_as_staff(make, settings, only, staff, note):
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


def test_what_we_had_wrong_was_not_moved(make, settings):
    before = make.event(name="Forum", when=on(make, 2026, 3, 2, 10), locations=(LEIPZIG,))
    after = make.event(name="Forum", when=on(make, 2026, 3, 9, 11), locations=(HALLE,))
    assert titles(make, settings, before, after, by="Erika Muster") == [
        "Termin berichtigt: 2. März → 9. März 2026; Ort berichtigt: Leipzig → Halle (Saale); "
        "Uhrzeit berichtigt: 10 → 11 Uhr · Forum"
    ]


def test_an_empty_feed_is_valid_and_has_no_date_of_now(make, settings):
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
    assert {problem.message.partition(":")[0] for problem in made.problems} == {"aenderungen.rss"}


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


def test_times_without_a_zone_stop_nothing(make, settings):
    before, after = make.event(), make.event(when=MARCH, sequence=1)
    naive = tuple(replace(c, at=c.at.replace(tzinfo=None)) for c in make.changes(before, after))
    assert read(feed(make.snapshot(after, changes=naive), settings)) == []
