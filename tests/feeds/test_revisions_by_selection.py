"""Who follows a place hears of it when an event leaves it."""

from dataclasses import replace

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
