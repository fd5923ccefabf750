"""Reports of events that are known: linked, and nothing else of the event changes."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from model import Event, EventStatus, Extraction, Life, NewsItem, PageKind

HOME = "https://region.localhost"
PAGE = f"{HOME}/termine/1"
PRESS = f"{HOME}/presse/9"
AFTERWARDS = date(2026, 3, 20)

Told = Callable[..., Extraction]
Make = Callable[..., Event]


def report(
    event: Make, told: Told, url: str = PRESS, *, about: str = "", **more: Any
) -> Extraction:
    values = {"description": "120 Gäste kamen.", "publish": False, "is_report": True, **more}
    item = NewsItem(headline="Rückblick", url=url, about=about, is_report=True)
    return told(event(**values), kind=PageKind.REPORT, news=(item,))


def linked(scene: Any) -> list[str]:
    return [news.event_uid for news in scene.store.news()]


@pytest.mark.parametrize("source", ["region", "land"])
@pytest.mark.parametrize("about", ["", "Regionalkonferenz 2026"])
def test_a_report_elsewhere_is_linked_and_changes_nothing(
    scene: Any, event: Make, told: Told, source: str, about: str
) -> None:
    scene.run({PAGE: told(event())})
    before = scene.only
    scene.run({PRESS: report(event, told, about=about)}, source=source)
    after = scene.only
    assert (after.uid, after.sequence, after.event) == (before.uid, 0, before.event)
    assert linked(scene) == [before.uid]
    assert before.life(AFTERWARDS) is Life.PAST
    assert after.life(AFTERWARDS) is Life.REPORTED
    assert after.life(date(2026, 2, 1)) is Life.SCHEDULED


def test_a_page_that_comes_to_report_keeps_what_it_announced(
    scene: Any, event: Make, told: Told
) -> None:
    scene.run({PAGE: told(event())})
    before = scene.only
    retold = report(event, told, PAGE, name="Rückblick auf die Regionalkonferenz")
    scene.run({PAGE: retold})
    after = scene.only
    assert (after.uid, after.sequence, after.event) == (before.uid, 0, before.event)
    assert [mention.is_report for mention in after.mentions] == [True]
    assert [mention.missing_since for mention in after.mentions] == [None]
    assert after.life(AFTERWARDS) is Life.REPORTED
    assert linked(scene) == [before.uid]
    scene.version = "2"
    dump = scene.dump()
    scene.run({PAGE: retold})
    assert scene.dump() == dump
    scene.run({PAGE: told(event(description="Doch noch einmal angekündigt"))})
    assert scene.only.event.description == "Doch noch einmal angekündigt"
    assert len(scene.rows("SELECT * FROM mentions")) == 1


def test_a_misreading_is_not_kept(scene: Any, event: Make, told: Told) -> None:
    scene.run({PAGE: told(event())})
    better = report(event, told, PAGE)
    read = [(number, page, better) for number, page in scene.store.pages_to_extract("region", "2")]
    scene.store.save_extractions(scene.run_ids[-1], "region", read, "2", scene.now)
    stored = scene.only
    assert stored.event.is_report
    assert not stored.event.publish


def test_a_cancelled_event_stays_cancelled(scene: Any, event: Make, told: Told) -> None:
    scene.run({PAGE: told(event(status=EventStatus.CANCELLED))})
    scene.run({PRESS: report(event, told)}, source="land")
    assert scene.only.event.status is EventStatus.CANCELLED
    assert scene.only.life(AFTERWARDS) is Life.CANCELLED


def test_a_report_alone_is_never_coming(scene: Any, event: Make, told: Told) -> None:
    scene.run({PRESS: report(event, told)})
    assert scene.only.event.is_report
    assert not scene.only.event.publish
    assert linked(scene) == [scene.only.uid]


def test_an_announcement_found_later_goes_before_the_report(
    scene: Any, event: Make, told: Told
) -> None:
    scene.run({PRESS: report(event, told)})
    uid = scene.only.uid
    scene.run({PAGE: told(event(description="Einladung"))})
    assert scene.only.uid == uid
    assert not scene.only.event.is_report
    assert scene.only.event.description == "Einladung"


def test_a_report_gives_the_day_that_nobody_had_announced(
    scene: Any, event: Make, told: Told
) -> None:
    scene.run({PAGE: told(event(day=None))})
    assert scene.only.life(AFTERWARDS) is Life.ANNOUNCED
    scene.run({PAGE: report(event, told, PAGE)})
    assert scene.only.life(AFTERWARDS) is Life.REPORTED


def test_of_several_events_the_report_is_about_the_one_it_reports_on(
    scene: Any, event: Make, told: Told
) -> None:
    coming = event("Sprechtag Fördermittel", date(2026, 9, 1))
    told_of = report(event, told)
    both = told(*told_of.events, coming, kind=PageKind.REPORT, news=told_of.news)
    scene.run({PRESS: both})
    (news,) = scene.store.news()
    uids = {stored.event.name: stored.uid for stored in scene.store.events()}
    assert news.event_uid == uids["Regionalkonferenz 2026"]
