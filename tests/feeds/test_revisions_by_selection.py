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
