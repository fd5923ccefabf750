"""Events whose SEQUENCE would fall below what subscribers have: of a database that was put back.

RFC 5545 section 3.8.7.4: it never falls, and programs leave unread what has a lower one than they
know. Finds them; the store, which gives the numbers, goes on from there.
"""

from feeds.edition import Edition
from feeds.lint.event_rules import sequence, vevents
from feeds.pieces import Standing


def fallen(edition: Edition, standing: Standing) -> dict[str, int]:
    """Return the standing SEQUENCE of each event, by UID, that the edition tells with a lower one.

    By the event's own calendar file; one that is not made anew is not read.
    """
    found = {}
    for card in edition.cards:
        name = f"{card.slug}.ics"
        body = None if standing.holds(name, card.key) else standing.body(name)
        if body is not None:
            told = max(map(sequence, vevents(body)), default=0)
            if told > card.stored.sequence:
                found[card.uid] = told
    return found
