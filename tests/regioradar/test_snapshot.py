"""What is published is the store at one moment, though staff decide meanwhile."""

from datetime import UTC, date, datetime

from model import Event, Extraction, Page, PageKind, When
from regioradar.building import snapshot_of
from store import RejectReason, Store

NOW = datetime(2026, 2, 10, 6, tzinfo=UTC)
EXTRACTION = Extraction(
    page_kind=PageKind.EVENT,
    events=(Event(name="Jahrestagung", when=When(start=date(2026, 3, 2)), publish=True),),
)


class Interrupted(Store):
    """A store in whose file somebody else rejects an event right after all were read."""

    other: Store

    def events(self, *, merged=False):
        found = super().events(merged=merged)
        if not merged:
            uid = found[0].uid
            self.other.staff.reject(uid, RejectReason.NO_EVENT, by="Erika Muster", now=NOW)
        return found


def test_a_decision_in_the_middle_is_in_all_of_a_snapshot_or_in_nothing_of_it(tmp_path):
    file = tmp_path / "regioradar.sqlite"
    page = Page(source_id="bmwe", url="https://bmwe.example/t", body=b"", fetched_at=NOW)
    with Interrupted.open(file) as store, Store.open(file) as store.other:
        run = store.start_run(NOW)
        store.save_pages(run, "bmwe", [page], [], NOW)
        pages = [(number, page, EXTRACTION) for number, page in store.pages_to_reread("bmwe")]
        store.save_extractions(run, "bmwe", pages, "1", NOW)

        found = snapshot_of(store, date(2026, 2, 10))

        assert found.events[0].event.publish
        assert "publish" not in {change.field for change in found.changes}
        assert "publish" in {change.field for change in store.changes()}
