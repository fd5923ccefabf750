"""The tables of troubles and of who was told of them; see `store.migrations`."""

from sqlite_utils import Database


def create(db: Database) -> None:
    """What lasts, or ended unheard, and which channel was told of which."""
    db.table("troubles").create(
        {
            "kind": str,
            "subject": str,
            "text": str,
            "german": str,
            "command": str,
            "since": str,
            "ended": str,
            "ended_at": str,
        },
        pk=("kind", "subject"),
        not_null=("text", "german", "command", "since"),
        strict=True,
    )
    db.table("notices").create(
        {"channel": str, "kind": str, "subject": str, "told_at": str},
        pk=("channel", "kind", "subject"),
        strict=True,
    )
