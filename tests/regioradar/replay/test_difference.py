"""What counts as a difference between two states, and how it is put in words."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from model import (
    AttendanceMode,
    Conflict,
    Correction,
    Event,
    Evidence,
    Mention,
    Organizer,
    Place,
    StoredEvent,
    When,
)
from regioradar.replay import Item, Report, Turn, What
from regioradar.replay.difference import compare, event_item, flat, told_by
from regioradar.replay.showing import lines

SEEN = datetime(2026, 3, 1, tzinfo=UTC)
PAGE = ("amt", "https://amt.example/termin")


@pytest.fixture
def stored():
    """An event of one page; `missing` is told of no more."""

    def make(missing=False, pages=(PAGE,), **fields):
        values = {"name": "Fachtag", "when": When(start=date(2026, 5, 5)), **fields}
        mentions = tuple(
            Mention(
                source_id=source,
                page_url=url,
                first_seen=SEEN,
                last_seen=SEEN,
                missing_since=SEEN if missing else None,
            )
            for source, url in pages
        )
        return StoredEvent(
            uid="1@radar.example",
            sequence=3,
            created=SEEN,
            last_modified=SEEN,
            event=Event(**values),
            mentions=mentions,
        )

    return make


@pytest.fixture
def differences():
    """The differences between two stored events, either of them perhaps None."""

    def find(before, after):
        return compare(
            *([event_item(found)] if found is not None else [] for found in (before, after))
        )

    return find


def report_of(differences, **more):
    counts = dict.fromkeys(What, 0)
    return Report(differences=differences, before=counts, sources=1, read=1, **more)


@pytest.mark.parametrize(
    "more",
    [
        {"confidence": 0.4},
        {"reasons": ("sure",)},
        {"evidence": {"name": Evidence(quote="x", start=0, end=1, rule="h1", confidence=1.0)}},
    ],
)
def test_how_it_was_read_is_no_difference(stored, differences, more):
    assert differences(stored(), stored(**more)) == ()


@pytest.mark.parametrize(
    ("more", "field", "new"),
    [
        ({"name": "Tagung"}, "name", "Tagung"),
        ({"when": When(start=date(2026, 5, 5), end=date(2026, 5, 6))}, "endDate", "2026-05-06"),
        ({"publish": True}, "publish", True),
        ({"is_report": True}, "isReport", True),
        (
            {"attendance_mode": AttendanceMode.ONLINE},
            "eventAttendanceMode",
            "OnlineEventAttendanceMode",
        ),
        ({"identifier": "a7"}, "identifier", "a7"),
    ],
)
def test_what_readers_and_staff_see_is_one(stored, differences, more, field, new):
    (difference,) = differences(stored(), stored(**more))
    assert (difference.turn, difference.key) == (Turn.CHANGED, "1@radar.example")
    (change,) = difference.fields
    assert (change.field, change.new) == (field, new)


def test_parts_of_a_field_are_told_by_their_path(stored, differences):
    before = stored(locations=(Place(name="Rathaus", address_locality="Gera"),))
    after = stored(locations=(Place(name="Rathaus", address_locality="Greiz"),))
    (difference,) = differences(before, after)
    assert [(c.field, c.old, c.new) for c in difference.fields] == [
        ("location.address.addressLocality", "Gera", "Greiz")
    ]


def test_the_words_that_a_part_was_read_from_are_those_of_the_whole(stored, differences):
    quote = Evidence(quote="im Rathaus Greiz", start=0, end=16, rule="prose", confidence=0.9)
    after = stored(
        locations=(Place(name="Rathaus", address_locality="Greiz"),), evidence={"location": quote}
    )
    (difference,) = differences(stored(), after)
    assert {change.quote for change in difference.fields} == {"im Rathaus Greiz"}
    (back,) = differences(after, stored())
    assert {change.quote for change in back.fields} == {""}


def test_new_gone_and_back_again(stored, differences):
    (new,) = differences(None, stored())
    assert (new.turn, new.pages) == (Turn.NEW, (PAGE,))
    assert ("name", None, "Fachtag") in [(c.field, c.old, c.new) for c in new.fields]
    (merged,) = differences(stored(), None)
    assert (merged.turn, merged.pages) == (Turn.GONE, (PAGE,))
    (unread,) = differences(stored(), stored(missing=True))
    assert (unread.turn, unread.pages) == (Turn.GONE, (PAGE,))
    (back,) = differences(stored(missing=True), stored())
    assert back.turn is Turn.CHANGED
    assert differences(stored(missing=True), stored(missing=True)) == ()


def test_what_turns_out_to_be_another_event_says_which(stored):
    one, other = event_item(stored()), event_item(replace(stored(), uid="2@radar.example"))
    merged = event_item(replace(stored(), former_uids=("2@radar.example",)))
    (difference,) = compare([one, other], [merged])
    assert (difference.turn, difference.key) == (Turn.GONE, "2@radar.example")
    (change,) = difference.fields
    assert (change.field, change.old, change.new) == ("uid", "2@radar.example", "1@radar.example")
    (apart,) = compare([merged], [one, other])
    assert (apart.turn, apart.key) == (Turn.NEW, "2@radar.example")


def test_what_staff_has_to_look_at_anew_is_one(stored, differences):
    conflict = Conflict(field="startDate", value="2026-05-06", source_id="netz", page_url=PAGE[1])
    correction = Correction(
        field="name", value="Fachtag", base="Fachtg", by="kim", at=SEEN, drifted=True, found="Forum"
    )
    standing = replace(stored(), corrections=(replace(correction, drifted=False, found=None),))
    after = replace(stored(), conflicts=(conflict,), corrections=(correction,))
    (difference,) = differences(standing, after)
    assert [(c.field, c.old, c.new) for c in difference.fields] == [
        ("conflict.startDate", None, ["2026-05-06"]),
        ("drifted.name", None, "Forum"),
    ]


def test_a_page_that_tells_of_it_no_more_is_a_difference(stored, differences):
    other = ("netz", "https://netz.example/kalender")
    (difference,) = differences(stored(pages=(PAGE, other)), stored())
    assert difference.turn is Turn.CHANGED
    assert [(c.field, c.old, c.new) for c in difference.fields] == [("page", other[1], None)]
    (difference,) = differences(stored(), stored(pages=(PAGE, other)))
    assert [(c.field, c.old, c.new) for c in difference.fields] == [("page", None, other[1])]


def test_a_whole_event_is_flat():
    values = flat({"a": {"b": 1, "c": {"d": None}}, "e": ["x"], "f": [], "evidence": {"a": 1}})
    assert values == {"a.b": 1, "e": ["x"]}


def test_several_organisers_are_one_value(stored, differences):
    one, two = Organizer(name="Amt"), Organizer(name="Netz")
    (difference,) = differences(stored(organizers=(one,)), stored(organizers=(one, two)))
    assert [(c.field, c.new) for c in difference.fields] == [
        ("organizer", [{"name": "Amt"}, {"name": "Netz"}]),
        ("organizer.name", None),
    ]


def test_events_come_first_and_by_name():
    items = [
        Item(what=what, key=name, name=name, pages=(PAGE,), fields={})
        for what, name in ((What.NEWS, "a"), (What.EVENT, "z"), (What.EVENT, "b"))
    ]
    found = compare([], items)
    assert [(d.what.value, d.name) for d in found] == [
        ("event", "b"),
        ("event", "z"),
        ("news", "a"),
    ]


def test_only_what_the_sources_tell_is_counted(stored):
    mine = event_item(stored())
    both = event_item(stored(pages=(PAGE, ("netz", "https://netz.example/"))))
    nobody = event_item(stored(missing=True))
    assert told_by([mine, both, nobody], frozenset({"netz"}))[What.EVENT] == 1
    assert told_by([mine, both, nobody], frozenset({"netz", "amt"}))[What.EVENT] == 2


def test_every_value_is_one_line_however_long(stored, differences):
    told = differences(stored(), stored(description="Erster Satz.\nZweiter Satz. " * 100))
    text = list(lines(report_of(told)))
    assert text[0] == "changed event 1@radar.example Fachtag"
    assert text[1] == "  on amt https://amt.example/termin"
    assert text[2].startswith("  description: - -> Erster Satz. Zweiter Satz. Erster")
    assert text[2].endswith("…")
    assert len(text) == 5
    assert not any("\n" in line or len(line) > 250 for line in text)


def test_losses_are_counted_for_events_that_stay(stored, differences):
    told = differences(stored(publish=True), stored(when=None, publish=False))
    assert list(lines(report_of(told)))[-2] == (
        "1 of 0 events would change, 1 would lose its day, 1 would no longer be published"
    )
    gone = differences(stored(publish=True), None)
    assert list(lines(report_of(gone)))[-2] == "0 of 0 events would change, 1 gone"
    news = tuple(replace(found, what=What.NEWS) for found in told)
    assert list(lines(report_of(news)))[-3] == "0 of 0 events would change"


def test_pages_that_are_not_kept_are_told():
    text = list(lines(report_of((), unkept=17)))
    assert text[1].startswith("17 pages could not be read again, since the body is not kept")
    assert text[2] == "1 page of 1 source read with today's rules"
