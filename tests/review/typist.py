"""Somebody who types into the form of an event."""

from datetime import date
from typing import Any

from flask.testing import FlaskClient

from review.fields import digests, inputs_of
from store import Store


class Typist:
    """Types into the form of an event as it stands when the screen is opened."""

    def __init__(self, client: FlaskClient, store: Store, uid: str, today: date) -> None:
        self.client, self.uid = client, uid
        self.sheet = store.desk.sheet(uid, today)
        self.known = inputs_of(self.sheet.pending)

    def sends(self, verb: str, query: str = "", **typed: str) -> Any:
        """Press a verb with some inputs altered; dots in names are written as two underscores."""
        altered = {name.replace("__", "."): text for name, text in typed.items()}
        form = {
            **self.known,
            "version": self.sheet.item.version,
            "war": digests(self.known),
            **altered,
        }
        return self.client.post(f"/termin/{self.uid}/{verb}{query}", data=form)


def event_of(store: Store, uid: str) -> Any:
    return store.staff.dossier(uid).event.event
