"""Which selections there are. What is in them is not decided here."""

from feeds.selections.selection import Dimension, Selection
from feeds.settings import FeedSettings


def catalogue(settings: FeedSettings) -> tuple[Selection, ...]:
    """Return all selections in the order in which they are shown."""
    return (
        Selection(
            dimension=Dimension.ALL,
            slug="alle",
            title="Alle Termine",
            description=settings.description,
        ),
        Selection(
            dimension=Dimension.DEADLINES,
            slug="fristen",
            title="Fristen",
            description="Anmelde-, Bewerbungs- und Einreichungsfristen",
        ),
        Selection(
            dimension=Dimension.NEWS,
            slug="neuigkeiten",
            title="Neuigkeiten",
            description="Meldungen und Rückblicke",
        ),
    )
