"""News items in the database: minted once, kept, changed where their best page changes.

The functions that write run inside the caller's transaction, which checks references at its end.
"""

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from sqlite_utils import Database

from model import NewsItem, PageKind, StoredNews, fold
from model.schema_org import news_from_json, news_to_json
from store.addresses import canonical_address
from store.columns import Row, json_column, list_parameter, time_column, time_value
from store.connection import rows
from store.identity import Identified, mint_uid
from store.readings import Reading

_ALL = """
SELECT news.*, records.event_uid FROM news LEFT JOIN records ON records.uid = record_uid
WHERE {chosen} ORDER BY news.uid
"""
_SAME = ("source_id", "page_url", "record_uid", "item", "own_page")


def save_news(
    db: Database,
    readings: Sequence[Reading],
    on_page: Mapping[str, Sequence[Identified]],
    authority: str,
    now: datetime,
) -> None:
    """Write the news of one source's pages; rows that stay the same are left alone.

    An item's own page tells it better than a list of news; between pages of one kind the one
    that told it first is kept to, so that the item does not change with every crawl.
    """
    best: dict[str, Row] = {}
    for reading in readings:
        for row in _rows_of(reading, on_page.get(reading.page.url, ()), authority):
            best[row["uid"]] = min(best.get(row["uid"], row), row, key=_preference)
    stored = {
        row["uid"]: row
        for row in rows(
            db,
            "SELECT * FROM news WHERE uid IN (SELECT value FROM json_each(?))",
            (list_parameter(best),),
        )
    }
    written = []
    for uid in sorted(best):
        row, known = best[uid], stored.get(uid)
        if known is None:
            written.append({**row, "created": time_column(now), "last_modified": time_column(now)})
        elif _may_replace(row, known) and any(row[name] != known[name] for name in _SAME):
            last = max(time_column(now), known["last_modified"])  # by a clock that was set back
            written.append({**row, "created": known["created"], "last_modified": last})
    db.table("news").upsert_all(written, pk="uid")


def load_news(db: Database, event_uid: str | None = None) -> tuple[StoredNews, ...]:
    """All news, or those about one event, the latest first; those without a date come last."""
    chosen = "TRUE" if event_uid is None else "records.event_uid = :uid"
    found = rows(db, _ALL.format(chosen=chosen), {"uid": event_uid})
    news = [
        StoredNews(
            uid=row["uid"],
            created=time_value(row["created"]),
            last_modified=time_value(row["last_modified"]),
            source_id=row["source_id"],
            item=news_from_json(json.loads(row["item"])),
            event_uid=row["event_uid"] or "",
        )
        for row in found
    ]
    dated = [item for item in news if item.item.date_published is not None]
    dated.sort(key=lambda item: str(item.item.date_published), reverse=True)
    return (*dated, *(item for item in news if item.item.date_published is None))


def count_of_source(db: Database, source_id: str) -> int:
    """How many news items the source has given so far."""
    return int(rows(db, "SELECT COUNT(*) AS n FROM news WHERE source_id = ?", (source_id,))[0]["n"])


def _rows_of(reading: Reading, standing: Iterable[Identified], authority: str) -> list[Row]:
    """The page's items, keyed on their own address, else on the page's and the headline."""
    page = canonical_address(reading.page.url) or reading.page.url
    addresses = [canonical_address(item.url) for item in reading.news]
    shared = Counter(addresses)
    listed = reading.page.kind is PageKind.LISTING or len(reading.news) > 1
    records = _Records(standing)
    found = []
    for item, address in zip(reading.news, addresses, strict=True):
        alone = address == page and not listed
        usable = bool(address) and shared[address] == 1 and (address != page or alone)
        key = f"news:{address}" if usable else f"news:{page}|{_headline(item)}"
        found.append(
            {
                "uid": mint_uid(key, authority),
                "source_id": reading.page.source_id,
                "page_url": reading.page.url,
                "record_uid": records.of(item, whole_page=alone),
                "item": json_column(news_to_json(item)),
                "own_page": int(alone),
            }
        )
    return found


class _Records:
    """The events of one page, by what a news item may say of them."""

    def __init__(self, standing: Iterable[Identified]) -> None:
        found = sorted(standing, key=lambda identified: identified.uid)
        self._named = {fold(one.sighting.event.name): one.uid for one in found}
        self._told = {one.uid for one in found}
        self._reported = {one.uid for one in found if one.sighting.event.is_report}

    def of(self, item: NewsItem, *, whole_page: bool) -> str | None:
        """The UID of the record that an item is about: the one it names, else its page's only one.

        A report that is its `whole_page` is about the only event that the page reports on.
        """
        if item.about:
            return self._named.get(fold(item.about))
        if not whole_page:
            return None
        one = self._reported if item.is_report else self._told
        return next(iter(one)) if len(one) == 1 else None


def _headline(item: NewsItem) -> str:
    return fold(item.headline) or item.headline.lower()


def _preference(row: Row) -> tuple[int, str, str]:
    return (-row["own_page"], row["page_url"], row["item"])


def _may_replace(row: Row, known: Row) -> bool:
    same_page = (row["source_id"], row["page_url"]) == (known["source_id"], known["page_url"])
    return bool(same_page or row["own_page"] > known["own_page"])
