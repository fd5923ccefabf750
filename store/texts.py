"""The visible texts of pages that tell of events: what the offsets of evidence count in.

One a page version, compressed, for as long as its body is kept and an event is mentioned there.
Where it is missing it can be read out of the body again.
"""

import zlib
from collections.abc import Iterable
from contextlib import suppress

from sqlite_utils import Database

from store.connection import rows, upsert
from store.readings import Reading

_PASSED = """
DELETE FROM page_texts WHERE page_id IN (SELECT id FROM pages WHERE source_id = ? AND url = ?)
AND NOT EXISTS (SELECT 1 FROM mentions WHERE mentions.page_id = page_texts.page_id)
"""


def save(db: Database, readings: Iterable[Reading]) -> None:
    """Keep the texts of readings that tell of an event, once their mentions are written.

    Those of earlier versions go, unless a mention that the page has lost still shows them.
    """
    told = [reading for reading in readings if reading.packed_text]
    texts = [{"page_id": reading.page_id, "data": reading.packed_text} for reading in told]
    upsert(db, "page_texts", texts, "page_id")
    db.conn.executemany(_PASSED, {(each.page.source_id, each.page.url) for each in told})


def load(db: Database, page_id: int) -> str | None:
    """The text of a page version; None where there is none, or where the disk changed it."""
    found = rows(db, "SELECT data FROM page_texts WHERE page_id = ?", (page_id,))
    with suppress(zlib.error):
        return zlib.decompress(found[0]["data"]).decode() if found else None
    return None
