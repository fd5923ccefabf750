"""The feed of changes: one item for each published revision that readers' plans hang on.

An item says what was and what is; it never changes again, and names no person.
"""

from feeds import words
from feeds.cards import Card
from feeds.files import key_of
from feeds.origin import Origin, page_origin
from feeds.publishable import plain, shorten, utc
from feeds.revisions import Revision
from feeds.settings import FeedSettings
from feeds.syndication.change_words import notices
from feeds.syndication.item import Item, tag_uri
from feeds.syndication.markup import content, summary
from model import BERLIN, Event, EventStatus, german
from model.schema_org import event_from_json

CATEGORY = "Änderung"
_LONGEST_TITLE = 200
_UNTOLD = frozenset(("description", "evidence", "confidence", "reasons"))
"""What an item of a revision does not tell, in the names of the machine interface."""


def change_item(revision: Revision, card: Card, settings: FeedSettings) -> Item | None:
    """Return the item of a revision, None where readers' plans hold (or were over already).

    Raises ModelError for values that no record admits, ValueError where no name is left.
    """
    before, after = event_from_json(revision.before), event_from_json(revision.after)
    if _is_over(before, revision) and _is_over(after, revision):
        return None
    by_staff = [bool(change.by) for change in revision.changes]
    found = notices(before, after, corrected=all(by_staff))
    if not found:
        return None
    lead = "; ".join(notice.text for notice in found)
    pages = _pages(revision, settings)
    old_when, when = (german.when_words(e.when) if e.when else "" for e in (before, after))
    old_place, place = words.place(before), words.place(after)
    note = f"{lead[0].upper()}{lead[1:]}. {_staff(by_staff)}".strip()
    facts = {
        "Wann": when,
        "Bisher": old_when if old_when != when else "",
        "Wo": place,
        "Bisheriger Ort": old_place if old_place != place else "",
        "Veranstalter": words.organizers(after),
    }
    return Item(
        guid=f"{tag_uri(revision.uid, settings)}/aenderung/{revision.sequence}",
        title=_title(
            after,
            lead,
            says_when=any(notice.says_when for notice in found),
            says_where=any(notice.says_where for notice in found),
        ),
        link=card.url,
        summary=summary(facts, note=note),
        content=content(facts, note=note, origins=pages, links={"Zur Seite des Termins": card.url}),
        published=utc(revision.at),
        updated=utc(revision.at),
        categories=(CATEGORY,),
        creator=facts["Veranstalter"],
        source=pages[0] if pages else None,
    )


def change_key(revision: Revision, card: Card, settings: FeedSettings) -> str:
    """Return a digest of all that the item of a revision depends on."""
    names = [settings.source_names.get(change.source_id) for change in revision.changes]
    states = [
        {name: value for name, value in state.items() if name not in _UNTOLD}
        for state in (revision.before, revision.after)
    ]
    told = (revision.uid, revision.sequence, revision.at, states, revision.changes, names)
    return key_of(told, card.url)


def _is_over(event: Event, revision: Revision) -> bool:
    return event.when is not None and event.when.over(revision.at.astimezone(BERLIN).date())


def _title(after: Event, lead: str, *, says_when: bool, says_where: bool) -> str:
    """Return "verschoben: 2. März → 9. März 2026 · Jahrestagung · Halle (Saale)"."""
    name = plain(after.name)
    if not name or after.when is None:
        raise ValueError("nothing is left of the event's name or time")
    tail = []
    if not says_when:
        before = "bisher " if after.status is EventStatus.POSTPONED else ""
        tail.append(before + german.when_words(after.when))
    if not says_where:
        tail.append(shorten(words.town(after), 80))
    between = " · " if ":" in lead or ", bisher" in lead else ": "
    end = "".join(f" · {part}" for part in tail if part)
    room = max(40, _LONGEST_TITLE - len(lead) - len(between) - len(end))
    return f"{lead}{between}{shorten(name, room)}{end}"


def _staff(by_staff: list[bool]) -> str:
    if all(by_staff):
        return "Von der Redaktion berichtigt."
    return "Zum Teil von der Redaktion berichtigt." if any(by_staff) else ""


def _pages(revision: Revision, settings: FeedSettings) -> list[Origin]:
    """Return the pages where the new values stand, each once."""
    pages = (
        page_origin(change.source_id, change.page_url, settings.source_names)
        for change in revision.changes
    )
    return list({page.url: page for page in pages if page is not None}.values())
