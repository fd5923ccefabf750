"""Since when a source tells of an event says the same as the events themselves."""

from datetime import date

SOURCES = ("region", "amt")
URL = "https://{}.localhost/termine/{}"


def from_events(store):
    found = set()
    for stored in store.events():
        when = stored.event.when
        first = {}
        for mention in stored.mentions:
            seen = first.get(mention.source_id, mention.first_seen)
            first[mention.source_id] = min(seen, mention.first_seen)
        day = when.first_day if when else None
        found |= {(source, day, seen) for source, seen in first.items()}
    return found


def test_it_is_what_the_events_say(scene, told, event):
    conference, market = event(), event("Markttag", date(2026, 5, 1))
    scene.run({URL.format("region", 1): told(conference), URL.format("region", 2): told(market)})
    scene.run({URL.format("amt", 1): told(conference)}, source="amt")
    scene.run({URL.format("amt", 2): told(conference, event("Ohne Tag", None))}, source="amt")
    scene.run({URL.format("region", 2): told()})
    found = [(s, one.first_day, one.seen) for s in SOURCES for one in scene.store.told_since(s)]
    assert len(found) == 4
    assert set(found) == from_events(scene.store)
    assert scene.store.told_since("nobody") == ()
