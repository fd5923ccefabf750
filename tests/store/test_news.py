"""News and deadlines through the runs: minted once, linked to their event, gone or kept."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest

from model import (
    Deadline,
    DeadlineKind,
    Event,
    Evidence,
    Extraction,
    NewsItem,
    PageKind,
    Problem,
    ProblemKind,
    Severity,
    StoredDeadline,
    StoredNews,
)

HOME = "https://region.localhost"
PRESS = f"{HOME}/presse"
RELEASE = f"{HOME}/presse/12"
TERM = f"{HOME}/termine/1"

Told = Callable[..., Extraction]
Make = Callable[..., Event]


def news(headline: str = "Rückblick auf die Konferenz", **more: Any) -> NewsItem:
    return NewsItem(**{"headline": headline, "url": RELEASE, **more})


def deadline(day: int = 1, **more: Any) -> Deadline:
    values = {"due": date(2026, 2, day), "kind": DeadlineKind.REGISTRATION, "quote": "bis", **more}
    return Deadline(**values)


def item(scene: Any) -> StoredNews:
    (stored,) = scene.store.news()
    return stored


def due(scene: Any) -> list[StoredDeadline]:
    return list(scene.store.deadlines())


def test_a_news_item_is_made_once_and_changed_in_place(scene: Any, told: Told) -> None:
    def release(text: str) -> Extraction:
        return told(kind=PageKind.NEWS, news=(news(description=text),))

    assert scene.run({RELEASE: release("Kurz")}).news == 1
    before = item(scene)
    assert before.source_id == "region"
    assert before.created == before.last_modified == scene.now + timedelta(minutes=1)
    scene.version = "2"
    scene.run({RELEASE: release("Kurz")})
    assert item(scene) == before
    scene.run({RELEASE: release("Lang")})
    after = item(scene)
    assert (after.uid, after.created) == (before.uid, before.created)
    assert after.last_modified == scene.now + timedelta(minutes=1)
    assert after.item.description == "Lang"


def test_the_picture_of_a_news_item_is_kept_and_only_where_it_has_an_address(
    scene: Any, told: Told
) -> None:
    picture = f"{HOME}/bilder/bruecke.jpg"
    scene.run({RELEASE: told(kind=PageKind.NEWS, news=(news(image=picture),))})
    assert item(scene).item.image == picture
    assert news(image="javascript:alert(1)").image == ""


def test_a_retitled_release_is_the_same_item(scene: Any, told: Told) -> None:
    scene.run({RELEASE: told(kind=PageKind.NEWS, news=(news(),))})
    uid = item(scene).uid
    scene.run({RELEASE: told(kind=PageKind.NEWS, news=(news("Neue Überschrift"),))})
    assert (item(scene).uid, item(scene).item.headline) == (uid, "Neue Überschrift")


@pytest.mark.parametrize("list_first", [True, False])
@pytest.mark.parametrize("together", [True, False])
def test_the_items_own_page_tells_it(
    scene: Any, told: Told, list_first: bool, together: bool
) -> None:
    teaser = told(kind=PageKind.LISTING, news=(news("Rückblick …"), news("B", url=PRESS + "/13")))
    whole = told(kind=PageKind.NEWS, news=(news(description="Alles"),))
    order = [(PRESS, teaser), (RELEASE, whole)]
    order = order if list_first else order[::-1]
    for pages in [dict(order)] if together else [dict([pair]) for pair in order]:
        scene.run(pages)
    stored = {s.item.url: s for s in scene.store.news()}
    assert len(stored) == 2
    assert stored[RELEASE].item == news(description="Alles")
    before = scene.dump()
    scene.version = "2"
    scene.run(dict(order))
    assert scene.dump() == before


def test_two_lists_do_not_take_turns(scene: Any, told: Told) -> None:
    first = told(kind=PageKind.LISTING, news=(news("Eins"),))
    second = told(kind=PageKind.LISTING, news=(news("Zwei"),))
    scene.run({PRESS: first})
    before = item(scene)
    scene.run({f"{HOME}/aktuelles": second})
    assert item(scene) == before


def test_items_without_an_address_of_their_own(scene: Any, told: Told) -> None:
    """By headline, where there is no address, where it is the page's or where two share it."""
    page = told(
        kind=PageKind.LISTING,
        news=(
            news("A", url=""),
            news("B", url=""),
            news("C", url=PRESS),
            news("D", url=HOME + "/x"),
            news("E", url=HOME + "/x"),
            news("F", url=HOME + "/"),
        ),
    )
    assert scene.run({PRESS: page}).news == 6
    before = scene.dump()
    scene.version = "2"
    assert scene.run({PRESS: page}).news == 6
    assert scene.dump() == before


def test_news_that_a_page_drops_stay(scene: Any, told: Told) -> None:
    scene.run({PRESS: told(kind=PageKind.LISTING, news=(news(),))})
    before = item(scene)
    scene.run({PRESS: told(kind=PageKind.LISTING)})
    assert item(scene) == before


def test_news_are_linked_to_their_event(scene: Any, told: Told, event: Make) -> None:
    about = news(about="REGIONALKONFERENZ – 2026", is_report=True)
    page = told(event(is_report=True), event("Andere"), kind=PageKind.REPORT, news=(about,))
    scene.run({RELEASE: page})
    uids = {s.event.name: s.uid for s in scene.store.events()}
    assert item(scene).event_uid == uids["Regionalkonferenz 2026"]
    scene.run({RELEASE: told(event("Andere"), kind=PageKind.REPORT, news=(about,))})
    assert item(scene).event_uid == ""


def test_news_come_latest_first_and_undated_last(scene: Any, told: Told) -> None:
    days = [date(2026, 1, 1), None, date(2026, 3, 1)]
    found = [
        news(f"M {number}", url=f"{PRESS}/{number}", date_published=day)
        for number, day in enumerate(days)
    ]
    scene.run({PRESS: told(kind=PageKind.LISTING, news=tuple(found))})
    assert [s.item.headline for s in scene.store.news()] == ["M 2", "M 0", "M 1"]


def test_a_deadline_belongs_to_the_only_event_of_its_page(
    scene: Any, told: Told, event: Make
) -> None:
    scene.run({TERM: told(event(), deadlines=(deadline(),))})
    (stored,) = due(scene)
    assert stored.event_uid == scene.store.events()[0].uid
    assert stored.deadline == deadline()
    assert (stored.source_id, stored.page_url) == ("region", TERM)
    before = stored
    scene.run({TERM: told(event(), event("Andere"), deadlines=(deadline(),))})
    (stored,) = due(scene)
    assert (stored.uid, stored.created, stored.event_uid) == (before.uid, before.created, "")


def test_an_unchanged_deadline_stays_as_it_is(scene: Any, told: Told) -> None:
    found = Evidence(quote="bis", start=3, end=6, rule="deadline", confidence=0.9)
    moved = Evidence(quote="bis", start=9, end=12, rule="deadline", confidence=0.8)
    scene.run({TERM: told(deadlines=(deadline(evidence=found),))})
    (before,) = due(scene)
    scene.run({TERM: told(deadlines=(deadline(evidence=moved),))})
    (after,) = due(scene)
    assert after.last_modified == before.last_modified
    assert after.deadline.evidence == moved
    scene.run({TERM: told(deadlines=(deadline(quote="spätestens"),))})
    (after,) = due(scene)
    assert (after.uid, after.deadline.quote) == (before.uid, "spätestens")
    assert after.last_modified == scene.now + timedelta(minutes=1)


def test_a_deadline_that_moved_takes_the_old_ones_place(scene: Any, told: Told) -> None:
    scene.run({TERM: told(deadlines=(deadline(1),))})
    (first,) = due(scene)
    assert scene.run({TERM: told(deadlines=(deadline(15),))}).deadlines == 1
    (second,) = due(scene)
    assert second.deadline.due == date(2026, 2, 15)
    (gone,) = scene.store.deadlines(gone=True)
    assert (gone.uid, gone.last_modified) == (first.uid, scene.now + timedelta(minutes=1))
    scene.run({TERM: told(deadlines=(deadline(1),))})
    (again,) = due(scene)
    assert [left.uid for left in scene.store.deadlines(gone=True)] == [second.uid]
    assert (again.uid, again.created) == (first.uid, first.created)
    assert again.last_modified == scene.now + timedelta(minutes=1)


def test_a_page_that_cannot_be_read_takes_no_deadline_back(scene: Any, told: Told) -> None:
    scene.run({TERM: told(deadlines=(deadline(),))})
    before = due(scene)
    fault = Problem(kind=ProblemKind.TRUNCATED, message="cut off", severity=Severity.ERROR)
    scene.run({TERM: told(problems=(fault,))})
    assert due(scene) == before


def test_deadlines_of_a_kind_and_day_are_told_apart(scene: Any, told: Told) -> None:
    both = (deadline(name="Werkstatt A"), deadline(name="Werkstatt B"))
    other = deadline(kind=DeadlineKind.SUBMISSION)
    assert scene.run({TERM: told(deadlines=(*both, other, other))}).deadlines == 4 - 1


def test_deadlines_come_by_day(scene: Any, told: Told) -> None:
    scene.run({TERM: told(deadlines=(deadline(20), deadline(3)))})
    assert [s.deadline.due.day for s in due(scene)] == [3, 20]
