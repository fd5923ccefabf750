"""What the screens share: addresses, the list that an event was opened from, and messages.

Templates find these as globals (`register`).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any
from urllib.parse import quote, urlencode

from flask import Flask, flash, request, session

from model import german
from review import telling, values, words
from review.access import settings
from store import QueueFilter, Tab, Why

_LONGEST_SAID = 200
NAVIGATION = (
    ("/", "Warteschlange"),
    ("/dubletten", "Dubletten"),
    ("/quellen", "Quellen"),
    ("/genauigkeit", "Genauigkeit"),
    ("/protokoll", "Protokoll"),
)
_LONGEST = 200
"""Characters of one condition in an address; more is nothing that a person asks for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """The list that is shown, or that an event was opened from: its filter and its page (from 1).

    It travels in the address, so that "next" goes through the very list that was chosen.
    """

    wanted: QueueFilter = field(default_factory=QueueFilter)
    page: int = 1

    @classmethod
    def of(cls, asked: Mapping[str, str]) -> "Listing":
        """Read it from the arguments of an address; what makes no sense asks for everything."""

        def text(name: str) -> str:
            return asked.get(name, "").strip()[:_LONGEST]

        page = text("seite")
        wanted = QueueFilter(
            tab=Tab(text("liste")) if text("liste") in set(Tab) else Tab.ALL,
            source_id=text("quelle"),
            region=text("land"),
            text=text("q"),
            why=Why(text("grund")) if text("grund") in set(Why) else None,
            everything=text("alles") == "1",
        )
        return cls(wanted=wanted, page=int(page) if page.isdecimal() and len(page) < 7 else 1)

    @classmethod
    def of_request(cls) -> "Listing":
        """Read it from the address of this request."""
        found = cls.of(request.args)
        return replace(found, wanted=replace(found.wanted, soon_days=settings().soon_days))

    @property
    def arguments(self) -> dict[str, str]:
        """What stands in addresses; only what is not as usual."""
        asked = self.wanted
        found = {
            "liste": "" if asked.tab is Tab.ALL else asked.tab.value,
            "quelle": asked.source_id,
            "land": asked.region,
            "grund": asked.why.value if asked.why else "",
            "q": asked.text,
            "alles": "1" if asked.everything else "",
            "seite": str(self.page) if self.page > 1 else "",
        }
        return {name: value for name, value in found.items() if value}

    @property
    def query(self) -> str:
        """The arguments as they stand in an address, with "?" in front, or ""."""
        return _query(self.arguments)

    @property
    def is_chosen(self) -> bool:
        """Whether a filter beside the words was chosen."""
        return bool(self.arguments.keys() & {"quelle", "land", "grund", "alles"})

    @property
    def is_narrowed(self) -> bool:
        """Whether more than a tab was chosen."""
        return bool(self.arguments.keys() - {"liste", "seite"})

    @property
    def url(self) -> str:
        """The address of the list."""
        return path("/") + self.query

    def with_tab(self, tab: Tab) -> str:
        """The address of another tab under the same conditions."""
        return replace(self, wanted=replace(self.wanted, tab=tab), page=1).url

    def at_page(self, page: int) -> str:
        """The address of another page of the list."""
        return replace(self, page=page).url

    def without_filters(self) -> str:
        """The address of the tab without any other condition."""
        return Listing(wanted=QueueFilter(tab=self.wanted.tab)).url

    def event_url(self, uid: str, verb: str = "", *, row: int = 0) -> str:
        """The address of an event's screen, or of what is done to it ("freigeben").

        It carries this list on. `row` is where the event stands on its page: what was done in the
        list itself leads back to that place (`after_list`).
        """
        more = {"zeile": str(row)} if row else {}
        return event_path(uid, verb) + _query({**self.arguments, **more})


def _query(arguments: Mapping[str, str]) -> str:
    return f"?{urlencode(arguments)}" if arguments else ""


def after_list() -> str | None:
    """Where a deed leads that was done in the list itself: to the row that moved up in its place.

    None where it was done on the screen of the event.
    """
    row = request.args.get("zeile", "")
    if not row.isdecimal() or len(row) > 4:
        return None
    return f"{Listing.of_request().url}#zeile-{row}"


def path(address: str) -> str:
    """An address of ours, below the prefix that a proxy may have put the application under."""
    return request.script_root + address


def event_path(uid: str, verb: str = "") -> str:
    """The address of an event without a list."""
    return path(f"/termin/{quote(uid, safe='@')}{f'/{verb}' if verb else ''}")


def is_here(address: str) -> bool:
    """Whether the screen that is shown belongs to that part of the navigation."""
    if address == "/":
        return request.path == "/" or request.path.startswith("/termin/")
    return request.path == address or request.path.startswith(f"{address}/")


def done(text: str, *, act: int | None = None, details: Sequence[str] = (), back: str = "") -> None:
    """Say on the next page what was done; with an `act`, the way back stands beside it.

    `back` is where undoing leads, an address as `path` gives it; "" to the queue.
    """
    _say("done", text, act=act, details=details, back=back)


def warn(text: str, *, details: Sequence[str] = ()) -> None:
    """Say on the next page what to look out for."""
    _say("warning", text, details=details)


def fail(text: str, *, details: Sequence[str] = ()) -> None:
    """Say on the next page what did not work."""
    _say("error", text, details=details)


def _say(
    category: str, text: str, *, act: int | None = None, details: Sequence[str] = (), back: str = ""
) -> None:
    """What waits to be said already is not said twice."""
    said = {"text": _cut(text), "act": act, "details": [*map(_cut, details)], "back": back}
    if [category, said] not in map(list, session.get("_flashes", ())):
        flash(said, category)  # type: ignore[arg-type]


def _cut(text: str) -> str:
    """A text as long as it may be in a cookie, which browsers drop where it is too large."""
    return text if len(text) <= _LONGEST_SAID else f"{text[: _LONGEST_SAID - 1]}…"


def register(app: Flask) -> None:
    """Make all this known to the templates."""
    found: dict[str, Any] = {
        "path": path,
        "event_path": event_path,
        "is_here": is_here,
        "words": words,
        "values": values,
        "telling": telling,
        "german": german,
        "navigation": NAVIGATION,
    }
    app.jinja_env.globals.update(found)
