"""The regions of the places of events, as the feeds are told of them."""

from datetime import UTC, datetime

from model import Change, ChangeKind, Event, Place, StoredEvent
from model.schema_org import place_to_json
from parsers.places import regions_of
from regioradar.site_regions import known_regions, regions_of_places

NOW = datetime(2026, 2, 1, tzinfo=UTC)
HALLE, LEIPZIG, ESSEN = "15002000", "14713000", "05113000"


def test_where_events_are_and_where_they_have_been():
    """Who follows a region hears of it when an event leaves it."""
    here, before, other = (Place(municipality_key=key) for key in (HALLE, LEIPZIG, ESSEN))
    event = StoredEvent(
        uid="e",
        sequence=1,
        created=NOW,
        last_modified=NOW,
        event=Event(name="Tagung", locations=(here, Place(name="Irgendwo"))),
    )
    turn = {"event_uid": "e", "sequence": 1, "at": NOW, "kind": ChangeKind.FIELD}
    changes = (
        Change(field="location", old=place_to_json(before), new=place_to_json(here), **turn),
        Change(field="otherLocations", old=[place_to_json(other)], new=[], **turn),
        Change(field="location", old=None, new=place_to_json(before), **turn),
        Change(field="name", old="Treffen", new="Tagung", **turn),
    )
    found = regions_of_places((event,), changes)
    assert found == {key: tuple(r.key for r in regions_of(key)) for key in (HALLE, LEIPZIG, ESSEN)}
    assert all(found.values())
    assert {key for keys in found.values() for key in keys} <= {r.key for r in known_regions()}
