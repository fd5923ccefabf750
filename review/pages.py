"""The pages that tell of an event, with their text and the quotes marked in it, for the screen.

A page's text comes from the store, else it is read once more out of the archived body; where that
is kept no longer the quotes alone are shown.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from model import Decision, Evidence, Page, PrunedError
from review.evidence import Piece, Quote, Sentence, pieces_of, quotes_in, sentence_of
from review.telling import link_of
from store import Dossier, PageTelling, Store
from store.decisions import DecisionKind

MOST_PAGES = 8
"""Pages whose text is shown; of more the links alone."""
_LONGEST_PATH = 36


@dataclass(frozen=True, slots=True, kw_only=True)
class PageView:
    """One page. `number` counts from 1; `text` is None where it is kept no longer.

    `tellings` are what it says of the event, mostly one; `source` is the source's name.
    """

    number: int
    source: str
    tellings: tuple[PageTelling, ...]
    text: str | None
    quotes: tuple[Quote, ...]
    pieces: tuple[Piece, ...]

    @property
    def telling(self) -> PageTelling:
        """The first of them: address and times are those of the page."""
        return self.tellings[0]

    @property
    def url(self) -> str:
        """The page's address where it is one that may be linked to."""
        return link_of(self.telling.page_url)

    @property
    def host(self) -> str:
        """The host of the address, without www."""
        return (urlsplit(self.url).hostname or "").removeprefix("www.")

    @property
    def short(self) -> str:
        """Host and path, as far as they tell one page from another at a glance."""
        path = urlsplit(self.url).path.rstrip("/")
        return self.host + (path if len(path) <= _LONGEST_PATH else f"/…{path[-_LONGEST_PATH:]}")

    @property
    def gone(self) -> bool:
        """Whether it tells of the event no more."""
        return all(telling.missing_since is not None for telling in self.tellings)

    def quote(self, name: str) -> Quote | None:
        """The quote of a field, by its schema.org name."""
        return next((quote for quote in self.quotes if quote.field == name), None)

    def sentence(self, quote: Quote) -> Sentence | None:
        """A quote with what stands around it."""
        return sentence_of(self.text, quote) if self.text else None

    def anchor(self, name: str) -> str:
        """The id of the mark of a field."""
        return f"beleg-{self.number}-{name}"


def views_of(
    tellings: Iterable[PageTelling],
    store: Store,
    text_of: Callable[[Page], str],
    names: Mapping[str, str],
) -> tuple[PageView, ...]:
    """The pages: those that still tell of the event first, the organiser's own before others.

    `names` are the names of sources by id.
    """
    by_page: dict[int, list[PageTelling]] = {}
    for telling in sorted(tellings, key=_order):
        by_page.setdefault(telling.page_id, []).append(telling)
    return tuple(
        _view(number, told, _text(store, told[0], text_of) if number <= MOST_PAGES else None, names)
        for number, told in enumerate(by_page.values(), start=1)
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Twin:
    """Another event that may be the same: the UIDs of both as its pair goes by, and its name."""

    uids: tuple[str, str]
    name: str


def twins_of(dossier: Dossier) -> tuple[Twin, ...]:
    """The events that staff are asked about, whether they are this one, and have not said."""
    said = {
        frozenset(records)
        for decision in dossier.decisions
        if decision.kind is DecisionKind.APART and decision.withdrawn_at is None
        for records in decision.on
    }
    found: dict[tuple[str, str], Twin] = {}
    for pair in dossier.pairs:
        one, other = pair.event_uids
        if pair.decision is not Decision.ASK or one == other or frozenset(pair.uids) in said:
            continue
        mine = one == dossier.event.uid
        uids = (min(one, other), max(one, other))
        found.setdefault(uids, Twin(uids=uids, name=pair.names[1 if mine else 0]))
    return tuple(found.values())


def _order(telling: PageTelling) -> tuple[object, ...]:
    return (
        telling.missing_since is not None,
        telling.event.is_report,
        not telling.own,
        telling.source_id,
        telling.page_url,
    )


def _view(
    number: int, told: Sequence[PageTelling], text: str | None, names: Mapping[str, str]
) -> PageView:
    evidence: dict[str, Evidence] = {}
    for telling in reversed(told):  # what the first says counts
        evidence |= {key.partition(".")[0]: each for key, each in telling.event.evidence.items()}
    quotes = quotes_in(text or "", evidence)
    return PageView(
        number=number,
        source=names.get(told[0].source_id) or told[0].source_id,
        tellings=tuple(told),
        text=text,
        quotes=quotes,
        pieces=pieces_of(text, quotes) if text else (),
    )


def _text(store: Store, telling: PageTelling, text_of: Callable[[Page], str]) -> str | None:
    known = store.page_text(telling.page_id)
    if known is not None:
        return known
    try:
        return text_of(store.page(telling.page_id))
    except (PrunedError, KeyError):
        return None
