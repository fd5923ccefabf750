"""Pages that are gone: what they told is told no more, though nobody could read that on them.

A page is gone where its address answers 404 or 410, or with an apology, or leads to another page.
One that was not asked for, or brought no answer, is as it was. The functions that write run inside
the caller's transaction.
"""

from datetime import datetime

from sqlite_utils import Database

from model import Verdict
from store.columns import list_parameter, time_column
from store.connection import rows

GONE = (Verdict.GONE, Verdict.SOFT_404)
"""What an address says whose page there is no more."""

# A good answer that did not bring the page led elsewhere. Entries are the source's own matter.
_ASKED = """
SELECT pages.url, verdict, pages.last_checked_at < source_runs.started_at AS elsewhere
FROM visits JOIN source_runs USING (source_id, run_id)
JOIN pages ON pages.source_id = visits.source_id AND pages.current = 1
  AND pages.{address} = visits.url
WHERE visits.source_id = ? AND visits.run_id = ? AND visits.entry = 0
"""
_OTHERWISE = """
SELECT page_url, record_uid FROM mentions
WHERE source_id = :source_id AND page_url IN (SELECT value FROM json_each(:urls))
  AND (gone_since IS NULL) = (:since IS NOT NULL)
"""
_MARK = "UPDATE mentions SET gone_since = ? WHERE source_id = ? AND page_url = ?"


def mark_gone_pages(db: Database, source_id: str, run_id: int, now: datetime) -> set[str]:
    """Note which pages of a source are gone or back in a run; the UIDs of the records they tell."""
    came: set[str] = set()
    gone: set[str] = set()
    for address in ("url", "requested_url"):
        for row in rows(db, _ASKED.format(address=address), (source_id, run_id)):
            verdict = Verdict(row["verdict"])
            if verdict in GONE or (verdict.good and row["elsewhere"]):
                gone.add(row["url"])
            elif verdict.good:
                came.add(row["url"])
    touched: set[str] = set()
    for urls, since in ((gone - came, time_column(now)), (came, None)):
        parameters = {"source_id": source_id, "urls": list_parameter(urls), "since": since}
        turned = rows(db, _OTHERWISE, parameters)
        pages = {row["page_url"] for row in turned}
        db.conn.executemany(_MARK, [(since, source_id, url) for url in sorted(pages)])
        touched |= {row["record_uid"] for row in turned}
    return touched
