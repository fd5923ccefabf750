"""Who follows a place or a topic keeps the address, and hears of it, when an event leaves it."""

from dataclasses import replace
from datetime import timedelta

from lxml import etree

from feeds import RegionInfo, build
from model import Place

HALLE = Place(
    address_locality="Halle (Saale)", address_region="Sachsen-Anhalt", municipality_key="15002000"
)
BERLIN = Place(address_locality="Berlin", address_region="Berlin", municipality_key="11000000")


def told(files, name: str) -> list[str]:
    return [title.text for title in etree.fromstring(files[name]).iterfind("channel/item/title")]


def test_both_the_old_and_the_new_place_tell_of_the_move(make, settings):
    settings = replace(
        settings, regions=(RegionInfo(key="mitte", name="Mitte", kind="metropolregion"),)
    )
    before = make.event("a", locations=(HALLE,))
    moved = make.event("a", locations=(BERLIN,), sequence=1)
    snapshot = make.snapshot(
        moved,
        changes=make.changes(before, moved),
        regions_of={"15002000": ("mitte",)},
    )
    files = build(snapshot, settings).files
    for name in ("land/sachsen-anhalt", "land/berlin", "region/mitte"):
        (title,) = told(files, f"{name}-aenderungen.rss")
        assert title.startswith("neuer Ort: Halle (Saale) → Berlin")
    assert told(files, "land/berlin.rss")
    assert not told(files, "land/sachsen-anhalt.rss")
    assert b"BEGIN:VEVENT" not in files["land/sachsen-anhalt.ics"]


def test_what_never_stood_there_is_told_nowhere(make, settings):
    before = make.event("a", locations=(HALLE,))
    later = make.event("a", locations=(HALLE,), description="Mehr dazu", sequence=1)
    files = build(make.snapshot(later, changes=make.changes(before, later)), settings).files
    assert told(files, "land/sachsen-anhalt-aenderungen.rss") == []


def test_a_selection_stays_when_its_only_event_is_withdrawn_and_its_date_moves_on(make, settings):
    """Who asks with the date of the file (If-Modified-Since) must get the one without the event."""
    before = make.event("a", locations=(HALLE,))
    withdrawn = make.event("a", locations=(HALLE,), publish=False, sequence=1)
    changes = make.changes(before, withdrawn)
    name = "land/sachsen-anhalt.ics"
    first = build(make.snapshot(before), settings).files[name]
    files = build(make.snapshot(make.seminar(), withdrawn, changes=changes), settings).files
    assert (b"BEGIN:VEVENT" in first, b"BEGIN:VEVENT" in files[name]) == (True, False)
    assert f"\nLAST-MODIFIED:{changes[-1].at:%Y%m%dT%H%M%SZ}".encode() in files[name]
    never = build(make.snapshot(make.seminar(), withdrawn), settings).files
    assert name not in never


def test_a_selection_that_lost_its_last_event_stays(make, settings):
    """Whoever subscribed to a topic must not find an error where the calendar was."""
    topical = make.event("a", name="Forum Wasserstoffwirtschaft", locations=(HALLE,))
    plain = make.event("a", name="Jahrestagung", locations=(BERLIN,), sequence=1)
    held = replace(plain, event=replace(plain.event, publish=False), sequence=2)
    hidden_first = replace(topical, event=replace(topical.event, publish=False), sequence=1)
    lives = (
        (topical, plain),
        (topical, plain, held),
        (topical, hidden_first, replace(held, sequence=2)),
        (topical, hidden_first, replace(held, sequence=2), replace(plain, sequence=3)),
    )
    names = {
        f"{slug}{rest}"
        for slug in ("thema/wasserstoff-energie", "land/sachsen-anhalt")
        for rest in (".html", ".ics", ".rss", "-demnaechst.atom", "-aenderungen.json")
    }
    assert names <= build(make.snapshot(topical), settings).files.keys()
    for life in lives:
        snapshot = make.snapshot(life[-1], changes=make.changes(*life))
        assert names <= build(snapshot, settings).files.keys()
    never = (replace(hidden_first, sequence=0), replace(plain, sequence=1))
    files = build(make.snapshot(never[-1], changes=make.changes(*never)), settings).files
    assert not names & files.keys()


def test_what_has_no_day_yet_makes_no_selection(make, settings):
    """Nothing would stand in it; it begins with the first day that is known."""
    without = make.event("a", name="Wasserstoffforum", when=None)
    dated = make.event("a", name="Wasserstoffforum", sequence=1)
    again = replace(without, sequence=2)
    name = "thema/wasserstoff-energie.ics"
    for life, is_there in (((without,), False), ((without, dated), True)):
        snapshot = make.snapshot(life[-1], changes=make.changes(*life))
        assert (name in build(snapshot, settings).files) is is_there
    snapshot = make.snapshot(again, changes=make.changes(without, dated, again))
    assert name in build(snapshot, settings).files


def test_a_selection_stays_when_its_last_event_turns_out_to_be_another(make, settings):
    gone_at = make.changed + timedelta(days=3)
    topical = make.event("a", name="Wasserstoffforum", locations=(HALLE,), last_modified=gone_at)
    other = make.event("b", name="Jahrestagung", locations=(BERLIN,), former_uids=("a",))
    files = build(make.snapshot(other, merged_events=(topical,)), settings).files
    for name in ("thema/wasserstoff-energie.ics", "land/sachsen-anhalt.ics"):
        assert b"BEGIN:VEVENT" not in files[name]
        assert b"LAST-MODIFIED:20260123T091530Z\r\nNAME" in files[name]
    hidden = replace(topical, event=replace(topical.event, publish=False))
    files = build(make.snapshot(other, merged_events=(hidden,)), settings).files
    assert "thema/wasserstoff-energie.ics" not in files


def test_the_date_of_a_calendar_does_not_fall_when_an_event_leaves_it(make, settings):
    """The one that stays was changed long before the one that leaves."""
    staying = make.event("b", name="Wasserstofftag", when=make.seminar().event.when)
    topical = make.event("a", name="Forum Wasserstoff", last_modified=make.changed)
    left_at = make.changed + timedelta(days=3)
    plain = make.event("a", name="Jahrestagung", sequence=1, last_modified=left_at)
    later = replace(plain, last_modified=left_at + timedelta(days=9))
    for last in (plain, later):
        history = make.changes(topical, plain, since=left_at)
        files = build(make.snapshot(staying, last, changes=history), settings).files
        data = files["thema/wasserstoff-energie.ics"]
        assert b"LAST-MODIFIED:20260123T091530Z\r\nNAME" in data
        assert data.count(b"BEGIN:VEVENT") == 1
