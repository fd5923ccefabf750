"""What the last mail to staff told is kept, and nothing of the mails before it."""

from datetime import UTC, datetime

from store import Store, Told


def test_the_last_note_stands_alone(tmp_path):
    last = Told(
        at=datetime(2026, 3, 2, 5, tzinfo=UTC),
        items={"b": "2", "ü@radar.example": "3"},
        pressing=frozenset({"b"}),
        sources={"amt": "broken timeout"},
    )
    with Store.open(tmp_path / "r.sqlite") as store:
        assert store.told() is None
        store.save_told(Told(at=datetime(2026, 3, 1, tzinfo=UTC), items={"a": "1"}))
        store.save_told(last)
        assert store.told() == last
