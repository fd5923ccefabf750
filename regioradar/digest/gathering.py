"""What the store knows of the queue and of the sources, put together for the mail to staff."""

from collections.abc import Iterator
from datetime import date, datetime

from regioradar.digest.deciding import Digest, decide
from regioradar.health import gathered, health_of
from sources import Catalogue
from store import QueueFilter, QueueItem, Store

_AT_ONCE = 500


def gather(store: Store, catalogue: Catalogue, *, now: datetime, today: date) -> Digest:
    """What the mail of `now` tells; the enabled sources count.

    All of it is of one moment: staff may be at work, and what moves up in the list as they judge
    would be left out, or stand there twice.
    """
    with store.one_state():
        healths = [health_of(facts, today) for facts in gathered(store, catalogue.enabled)]
        return decide(list(_queue(store, today)), healths, store.told(), now=now, today=today)


def _queue(store: Store, today: date) -> Iterator[QueueItem]:
    """All that waits, the neediest first; what was put off is left out."""
    offset = 0
    while items := store.desk.queue(QueueFilter(), today, limit=_AT_ONCE, offset=offset):
        yield from items
        offset += len(items)
